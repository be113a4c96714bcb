//! `mulu fund YEAR`: who gets money, who doesn't, and why.

use super::args::{Fund, FundFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{report_errors, sheet, undecided};
use mulu_app::{self as app, Selection};
use mulu_core::decision::{Decisions, Snapshot};
use mulu_report::decisions;
use std::io::{self, Write};

pub(super) fn run(
    args: &Fund,
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
    let selection = Selection {
        unit: args.unit.clone(),
        verdicts: args.verdict.clone(),
        system: None,
    };
    if args.format == FundFormat::Json {
        let batches = app::fund_in_batches(&snapshot, args.year, &selection)?;
        drop(progress);
        let words = &settings.machine_words;
        sheet::into(args.output.as_deref(), output, |out| {
            decisions::json_in_batches(out, &snapshot, args.year, words, batches)
        })?;
    } else {
        let decided = app::fund(&snapshot, args.year, &selection)?;
        drop(progress);
        sheet::into(args.output.as_deref(), output, |out| {
            show(out, args.format, (&snapshot, &decided), settings)
        })?;
    }
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    format: FundFormat,
    (snapshot, decided): (&Snapshot<'_>, &Decisions),
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words.about(snapshot);
    match format {
        FundFormat::Csv => decisions::csv(out, snapshot, decided, words),
        FundFormat::Xlsx => {
            let answer = decisions::answer(snapshot, decided, words);
            sheet::xlsx(out, &answer, snapshot.provenance, words)
        }
        _ => decisions::table(out, snapshot, decided, &settings.words, settings.style),
    }
}
