//! `mulu check`: every finding of every file.

use super::args::{Check, FindingsFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND, findings_of};
use mulu_app as app;
use mulu_report::findings;

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
    match args.format {
        FindingsFormat::Human => findings::human(out, &view, &settings.words, settings.style)?,
        FindingsFormat::Json => findings::json(out, &view, &settings.machine_words)?,
        FindingsFormat::Sarif => findings::sarif(out, &view, &settings.machine_words)?,
        FindingsFormat::Github => findings::github(out, &view, &settings.machine_words)?,
    }
    let wrong = app::has_findings(&loaded.diagnostics, args.deny_warnings);
    Ok(if wrong { FINDINGS } else { SOUND })
}
