//! `mulu projects [YEAR]`: what construction projects come to, and why.

use super::args::{FundFormat, Projects};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{report_errors, sheet, undecided};
use mulu_app::{self as app, ProjectSelection};
use mulu_core::decision::{ProjectDecisions, Snapshot};
use mulu_report::projects;
use std::io::{self, Write};

pub(super) fn run(
    args: &Projects,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    sheet::needs_file(args.format, args.output.as_deref())?;
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let selection = ProjectSelection {
        year: args.year,
        unit: args.unit.clone(),
        stage: args.stage.clone(),
        project: None,
    };
    let decided = app::projects(&snapshot, &selection)?;
    drop(progress);
    let write = |out: &mut dyn Write| show(out, args.format, (&snapshot, &decided), settings);
    sheet::into(args.output.as_deref(), output, write)?;
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    format: FundFormat,
    (snapshot, decided): (&Snapshot<'_>, &ProjectDecisions),
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words;
    match format {
        FundFormat::Table => {
            projects::table(out, snapshot, decided, &settings.words, settings.style)
        }
        FundFormat::Json => projects::json(out, snapshot, decided, words),
        FundFormat::Csv => projects::csv(out, snapshot, decided, words),
        FundFormat::Xlsx => {
            let answer = projects::answer(snapshot, decided, words);
            sheet::xlsx(out, &answer, snapshot.provenance, &words.about(snapshot))
        }
    }
}
