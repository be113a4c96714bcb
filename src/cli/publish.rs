//! `mulu publish`: a state of the registry and its decisions into PostgreSQL.

use super::args::Publish;
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::report_errors;
use super::settings::Settings;
use super::undecided;
use mulu_app as app;
use mulu_core::diagnostic::Message;
use mulu_store::Published;

pub(super) fn run(
    args: &Publish,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let address = app::address(&args.database)?;
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let published = app::publish(&snapshot, &address, args.registry.as_deref())?;
    drop(progress);
    let commit = loaded.provenance.commit.as_deref().unwrap_or_default();
    let count = |rows: u64| i64::try_from(rows).unwrap_or(i64::MAX);
    let message = match published {
        Published::Already => Message::new("publish-already"),
        Published::Day(rows) => Message::new("publish-day").arg("rows", count(rows)),
        Published::Commit(rows) => Message::new("publish-commit").arg("rows", count(rows)),
    };
    let message = message
        .arg("commit", commit.get(..7).unwrap_or(commit))
        .arg("on", loaded.provenance.on.to_string());
    writeln!(output.stdout(), "{}", settings.words.say(&message))?;
    output.finish()?;
    report_errors(&loaded, settings)
}
