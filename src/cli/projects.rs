//! `mulu projects [YEAR]`: what construction projects come to, and why.

use super::args::{FundFormat, Projects};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::query::command;
use super::settings::Settings;
use super::{file, report_errors, undecided};
use mulu_app::{self as app, Error, ProjectSelection};
use mulu_core::decision::{ProjectDecisions, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_report::answers::{self, AnswerView};
use mulu_report::projects;
use std::io::{self, Write};

pub(super) fn run(
    args: &Projects,
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
    let selection = ProjectSelection {
        year: args.year,
        unit: args.unit.clone(),
        stage: args.stage.clone(),
        project: None,
    };
    let decided = app::projects(&snapshot, &selection)?;
    drop(progress);
    let write = |out: &mut dyn Write| show(out, args.format, (&snapshot, &decided), settings);
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
            let view = AnswerView {
                answer: &answer,
                provenance: snapshot.provenance,
                sql: "",
                command: &command(),
            };
            answers::xlsx(out, &view, &words.about(snapshot))
        }
    }
}
