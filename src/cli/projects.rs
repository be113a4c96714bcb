//! `mulu projects [YEAR]`: what construction projects come to, and why.

use super::args::{FundFormat, Projects};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{report_errors, sheet, undecided};
use mulu_app::{self as app, ProjectSelection};
use mulu_core::decision::{ProjectDecisions, Snapshot};
use mulu_report::{Style, projects};
use std::io::{self, Write};

pub(super) fn run(
    args: &Projects,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.sink.format(args.format, FundFormat::Table)?;
    let style = args.sink.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
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
    let write = |out: &mut dyn Write| show(out, (format, style), (&snapshot, &decided), settings);
    args.sink.write(output, format == FundFormat::Csv, write)?;
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    (format, style): (FundFormat, Style),
    (snapshot, decided): (&Snapshot<'_>, &ProjectDecisions),
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words;
    match format {
        FundFormat::Table => projects::table(out, snapshot, decided, &settings.words, style),
        FundFormat::Json => projects::json(out, snapshot, decided, words),
        FundFormat::Csv => projects::csv(out, snapshot, decided, words),
        FundFormat::Xlsx => {
            let answer = projects::answer(snapshot, decided, words);
            sheet::xlsx(out, &answer, snapshot.provenance, &words.about(snapshot))
        }
    }
}
