//! `mulu check`: every finding of every file.

use super::args::{Check, FindingsFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND, findings_of};
use mulu_app as app;
use mulu_report::{Localizer, findings};

pub(super) fn run(
    args: &Check,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    drop(progress);
    let view = findings_of(&loaded, &loaded.diagnostics);
    let out = output.stdout();
    let words = about(&settings.words, &loaded);
    let machine = about(&settings.machine_words, &loaded);
    match args.format {
        FindingsFormat::Human => findings::human(out, &view, &words, settings.style)?,
        FindingsFormat::Json => findings::json(out, &view, &machine)?,
        FindingsFormat::Sarif => findings::sarif(out, &view, &machine)?,
        FindingsFormat::Github => findings::github(out, &view, &machine)?,
    }
    let wrong = app::has_findings(&loaded.diagnostics, args.deny_warnings);
    Ok(if wrong { FINDINGS } else { SOUND })
}

/// Sentences with the registry's own names of things, where it can be judged at all.
fn about(words: &Localizer, loaded: &app::Loaded) -> Localizer {
    match loaded.dated() {
        Ok(Some(snapshot)) => words.about(&snapshot),
        _ => words.clone(),
    }
}
