//! `mulu year YEAR`: what a budget year has at each step, what is missing, and whose
//! turn it is.

use super::args::{FundFormat, Year};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::query::command;
use super::settings::Settings;
use super::{file, report_errors, undecided};
use mulu_app::{self as app, Error};
use mulu_core::diagnostic::Message;
use mulu_report::answers::{self, AnswerView};
use mulu_report::year::{self, YearView};
use std::io::{self, Write};

pub(super) fn run(
    args: &Year,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    if args.format == FundFormat::Xlsx && args.output.is_none() {
        return Err(Error::bad_input(Message::new("query-xlsx-file")).into());
    }
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let found = app::year(&snapshot, args.year, args.unit.as_deref())?;
    drop(progress);
    let view = YearView {
        view: snapshot,
        cycle: &found.cycle,
        range: found.range,
        deadlines: &found.deadlines,
    };
    let write = |out: &mut dyn Write| show(out, args.format, &view, settings);
    match &args.output {
        Some(path) => file::write(path, write)?,
        None => write(output.stdout())?,
    }
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    format: FundFormat,
    shown: &YearView<'_>,
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words;
    match format {
        FundFormat::Table => year::table(out, shown, &settings.words, settings.style),
        FundFormat::Json => year::json(out, shown, words),
        FundFormat::Csv => year::csv(out, shown, words),
        FundFormat::Xlsx => {
            let answer = year::answer(shown, words);
            let view = AnswerView {
                answer: &answer,
                provenance: shown.view.provenance,
                sql: "",
                command: &command(),
            };
            answers::xlsx(out, &view, &words.about(&shown.view))
        }
    }
}
