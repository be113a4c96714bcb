//! `mulu check [FILE…]`: every finding of every file, or of some.

use super::args::{Check, FindingsFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND, findings_of};
use mulu_app as app;
use mulu_report::{Findings, Localizer, findings};
use std::path::PathBuf;

pub(super) fn run(
    args: &Check,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, FindingsFormat::Human)?;
    let style = args.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    drop(progress);
    let files = match args.files.as_slice() {
        [] => None,
        named => Some(app::chosen(
            &loaded.tree,
            &settings.folder,
            &from(settings, named),
        )?),
    };
    let found = app::of_files(loaded.diagnostics.clone(), files.as_ref());
    let shown = match format {
        FindingsFormat::Human => app::folded(&found),
        _ => found.clone(),
    };
    let view = Findings {
        documents: files.map_or(loaded.documents(), |files| files.len()),
        ..findings_of(&loaded, &shown)
    };
    let words = about(&settings.words, &loaded);
    let machine = about(&settings.machine_words, &loaded);
    args.sink.write(output, |out| match format {
        FindingsFormat::Human => findings::human(out, &view, &words, style),
        FindingsFormat::Json => findings::json(out, &view, &machine),
        FindingsFormat::Sarif => findings::sarif(out, &view, &machine),
        FindingsFormat::Github => findings::github(out, &view, &machine),
    })?;
    let wrong = app::has_findings(&found, args.deny_warnings);
    Ok(if wrong { FINDINGS } else { SOUND })
}

/// Paths as they are meant in the folder that was named.
fn from(settings: &Settings, paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().map(|path| settings.here.join(path)).collect()
}

/// Sentences with the registry's own names of things, where it can be judged at all.
fn about(words: &Localizer, loaded: &app::Loaded) -> Localizer {
    match loaded.dated() {
        Ok(Some(snapshot)) => words.about(&snapshot),
        _ => words.clone(),
    }
}
