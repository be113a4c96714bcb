//! `mulu fund YEAR`: who gets money, who doesn't, and why.

use super::args::{Fund, FundFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::query::command;
use super::settings::Settings;
use super::{file, report_errors, undecided};
use mulu_app::{self as app, Error, Selection};
use mulu_core::decision::{Decisions, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_report::answers::{self, AnswerView};
use mulu_report::decisions;
use std::io::{self, Write};

pub(super) fn run(
    args: &Fund,
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
    let selection = Selection {
        unit: args.unit.clone(),
        verdicts: args.verdict.clone(),
        system: None,
    };
    if args.format == FundFormat::Json {
        let batches = app::fund_in_batches(&snapshot, args.year, &selection)?;
        drop(progress);
        let words = &settings.machine_words;
        into(args, output, |out| {
            decisions::json_in_batches(out, &snapshot, args.year, words, batches)
        })?;
    } else {
        let decided = app::fund(&snapshot, args.year, &selection)?;
        drop(progress);
        into(args, output, |out| {
            show(out, args.format, (&snapshot, &decided), settings)
        })?;
    }
    output.finish()?;
    report_errors(&loaded, settings)
}

/// Writes to the file that was named, or to standard output.
fn into(
    args: &Fund,
    output: &mut Output,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CommandError> {
    match &args.output {
        Some(path) => Ok(file::write(path, content)?),
        None => Ok(content(output.stdout())?),
    }
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
            let view = AnswerView {
                answer: &answer,
                provenance: snapshot.provenance,
                sql: "",
                command: &command(),
            };
            answers::xlsx(out, &view, words)
        }
        _ => decisions::table(out, snapshot, decided, &settings.words, settings.style),
    }
}
