//! `mulu query`: questions in SQL, prepared ones too, in four faces.

use super::args::{Query, QueryFormat};
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::undecided;
use super::{SOUND, report_errors};
use mulu_app::{self as app, Error};
use mulu_core::diagnostic::Message;
use mulu_report::answers::{self, AnswerView};
use mulu_report::tables;
use mulu_report::{schema_page, text};
use mulu_store::Limits;
use std::io::{self, Read};
use std::time::Duration;

/// An answer larger than this helps nobody.
const MOST_BYTES: usize = 256 << 20;
/// What a question may take beside its tables: for sorting and joining.
const MOST_MEMORY: u64 = 2 << 30;

pub(super) fn run(
    args: &Query,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    if let Some(table) = &args.schema {
        return schema(table.as_deref(), settings, output);
    }
    let Some(sql) = question(args, settings, output)? else {
        return Ok(SOUND);
    };
    let asked = app::question(&sql)?;
    let format = args.sink.sink.format(args.format, QueryFormat::Table)?;
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let snapshot = match asked.is_judged() {
        true => loaded.dated()?,
        false => loaded.snapshot(),
    };
    let Some(snapshot) = snapshot else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let limits = Limits {
        rows: match format {
            QueryFormat::Xlsx => args.limit_rows.min(answers::MOST_ROWS),
            _ => args.limit_rows,
        },
        bytes: MOST_BYTES,
        memory: MOST_MEMORY,
        time: Duration::from_secs(args.timeout),
    };
    let answer = app::query(&snapshot, &asked, limits)?;
    drop(progress);
    let view = AnswerView {
        answer: &answer,
        provenance: &loaded.provenance,
        sql: &asked.sql,
        command: &command(),
    };
    let named = settings.machine_words.about(&snapshot);
    let style = args.sink.sink.style(settings);
    args.sink
        .write(output, format == QueryFormat::Csv, |out| match format {
            QueryFormat::Table => answers::table(out, &view, &settings.words, style),
            QueryFormat::Json => answers::json(out, &view),
            QueryFormat::Csv => answers::csv(out, &view),
            QueryFormat::Xlsx => answers::xlsx(out, &view, &named),
        })?;
    output.finish()?;
    if answer.cut {
        let rows = i64::try_from(limits.rows).unwrap_or(i64::MAX);
        let said = settings
            .words
            .say(&Message::new("query-cut").arg("rows", rows));
        let warning = settings.words.word("severity-warning");
        eprint(format!("{warning}: {said}\n").as_bytes());
    }
    report_errors(&loaded, settings)
}

/// What is asked; none where the prepared questions are to be listed.
fn question(
    args: &Query,
    settings: &Settings,
    output: &mut Output,
) -> Result<Option<String>, CommandError> {
    match (&args.saved, args.sql.as_deref()) {
        (Some(None), _) => {
            writeln!(
                output.stdout(),
                "{}\n",
                settings.words.word("schema-questions")
            )?;
            schema_page::questions(output.stdout(), &settings.words)?;
            Ok(None)
        }
        (Some(Some(name)), _) => match tables::question(name) {
            Some(question) => Ok(Some(question.ask())),
            None => Err(tables::unknown_question(name).into()),
        },
        (None, Some("-")) => {
            let mut sql = String::new();
            let read = io::stdin().read_to_string(&mut sql);
            let input = settings.words.word("standard-input");
            read.map_err(|error| Error::reading(&input, &error))?;
            Ok(Some(sql))
        }
        (None, Some(sql)) => Ok(Some(sql.to_owned())),
        (None, None) => Err(Error::bad_input(Message::new("query-nothing")).into()),
    }
}

/// The tables, or one of them.
fn schema(
    name: Option<&str>,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let (out, words) = (output.stdout(), &settings.words);
    match name {
        None => schema_page::overview(out, words)?,
        Some(name) => match (tables::table(name), tables::question(name)) {
            (Some(table), _) => schema_page::table(out, table, words)?,
            (None, Some(question)) => schema_page::question(out, question, words)?,
            (None, None) => return Err(tables::unknown_table(name).into()),
        },
    }
    Ok(SOUND)
}

/// The command line as somebody would write it.
pub(super) fn command() -> String {
    let args: Vec<String> = std::env::args().skip(1).map(|arg| quoted(&arg)).collect();
    format!("mulu {}", args.join(" "))
}

fn quoted(arg: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,".contains(c);
    if !arg.is_empty() && arg.chars().all(plain) {
        return arg.to_owned();
    }
    format!("'{}'", text::plain(arg).replace('\'', "'\\''"))
}
