//! `mulu diff` and `mulu history`: what was.

use super::args::{Diff, History, HistoryFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{SOUND, report_errors};
use mulu_app as app;
use mulu_core::policy::Pack;
use mulu_core::schema::Schemas;
use mulu_report::history::{self, HistoryView};

pub(super) fn diff(
    args: &Diff,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, HistoryFormat::Table)?;
    let style = args.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let compared = app::diff(settings.folder.clone(), &args.before, &args.after, args.on)?;
    settings.note(&compared.notes);
    drop(progress);
    let view = compared.shown();
    args.sink.write(output, |out| match format {
        HistoryFormat::Table => history::diff_table(out, &view, &settings.words, style),
        HistoryFormat::Json => history::diff_json(out, &view),
    })?;
    output.finish()?;
    report_errors(&compared.after, settings)
}

/// What a registry calls fields and matters.
fn titles(loaded: &app::Loaded) -> (Option<&Pack>, Option<&Schemas>) {
    (loaded.pack.as_deref(), loaded.schemas.as_deref())
}

pub(super) fn history(
    args: &History,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, HistoryFormat::Table)?;
    let style = args.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let folder = settings.folder.clone();
    let life = app::history(folder, &args.rev, &args.system, args.year, args.on)?;
    settings.note(&life.notes);
    drop(progress);
    let view = HistoryView {
        of: &life.of,
        registry: &life.now.registry,
        provenance: &life.now.provenance,
        entries: &life.entries,
        titles: titles(&life.now),
    };
    args.sink.write(output, |out| match format {
        HistoryFormat::Table => history::history_table(out, &view, &settings.words, style),
        HistoryFormat::Json => history::history_json(out, &view),
    })?;
    Ok(SOUND)
}
