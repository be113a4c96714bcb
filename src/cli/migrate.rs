//! `mulu migrate`: a registry of the first contract brought to the second.

use super::args::{Migrate, MigrateFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app as app;
use mulu_report::migration::{self, MigrationView};

pub(super) fn run(
    args: &Migrate,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let done = app::migrate(&settings.folder, args.write)?;
    drop(progress);
    let view = MigrationView {
        plan: &done.plan,
        tree: &done.tree,
        commit: done.commit.as_deref(),
        written: done.written,
        left: &done.left,
    };
    let out = output.stdout();
    match args.format {
        MigrateFormat::Human => migration::human(out, &view, &settings.words, settings.style)?,
        MigrateFormat::Json => migration::json(out, &view, &settings.machine_words)?,
    }
    Ok(if done.is_open() { FINDINGS } else { SOUND })
}
