//! `mulu due`: what must be done by which day, and by whom.

use super::args::{Due, DueFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::report_errors;
use super::settings::Settings;
use super::undecided;
use mulu_app as app;
use mulu_report::time;

pub(super) fn run(
    args: &Due,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, DueFormat::Table)?;
    let style = args.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let due = app::due(&snapshot, args.within, args.unit.as_deref())?;
    drop(progress);
    let shown = time::Due {
        view: snapshot,
        range: due.range,
        obligations: &due.obligations,
    };
    let (words, machine) = (&settings.words, &settings.machine_words);
    args.sink.write(output, |out| match format {
        DueFormat::Table => time::due_table(out, &shown, words, style),
        DueFormat::Json => time::due_json(out, &shown, machine),
        DueFormat::Ics => time::due_calendar(out, &shown, machine),
    })?;
    output.finish()?;
    report_errors(&loaded, settings)
}
