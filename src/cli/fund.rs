//! `mulu fund YEAR`: who gets money, who doesn't, and why.

use super::args::{Fund, FundFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::query::command;
use super::settings::Settings;
use super::{report_errors, undecided};
use mulu_app::{self as app, Selection};
use mulu_core::decision::{Decisions, Snapshot};
use mulu_report::{Style, decisions, record};
use std::io::{self, Write};

pub(super) fn run(
    args: &Fund,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.sink.format(args.format, FundFormat::Table)?;
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let selection = Selection {
        unit: args.unit.clone(),
        verdicts: args.verdict.clone(),
        system: None,
    };
    if format == FundFormat::Json {
        let batches = app::fund_in_batches(&snapshot, args.year, &selection)?;
        drop(progress);
        let words = &settings.machine_words;
        args.sink.write(output, false, |out| {
            decisions::json_in_batches(out, &snapshot, args.year, words, batches)
        })?;
    } else {
        let decided = app::fund(&snapshot, args.year, &selection)?;
        drop(progress);
        let style = args.sink.sink.style(settings);
        args.sink.write(output, format == FundFormat::Csv, |out| {
            show(out, (format, style), (&snapshot, &decided), settings)
        })?;
    }
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    (format, style): (FundFormat, Style),
    (snapshot, decided): (&Snapshot<'_>, &Decisions),
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words.about(snapshot);
    match format {
        FundFormat::Csv => decisions::csv(out, snapshot, decided, words),
        FundFormat::Xlsx => decisions::workbook(out, snapshot, decided, &command(), words),
        _ => {
            decisions::table(out, snapshot, decided, &settings.words, style)?;
            since(out, snapshot, decided, settings)
        }
    }
}

/// What was decided on the budget's day, and what is otherwise since.
fn since(
    out: &mut dyn Write,
    snapshot: &Snapshot<'_>,
    decided: &Decisions,
    settings: &Settings,
) -> io::Result<()> {
    let of_record = mulu_record::of_record(snapshot, decided.year);
    let turned = match &of_record {
        Ok(Some(of_record)) => mulu_record::since(of_record, &decided.decisions),
        _ => Vec::new(),
    };
    match record::recorded(&of_record, &turned, snapshot, &settings.words) {
        Some(recorded) => record::since::terminal(out, &recorded),
        None => Ok(()),
    }
}
