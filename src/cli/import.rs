//! `mulu import LEDGER`: a spreadsheet's rows as documents of systems.

use super::args::{Import, ImportFormat};
use super::file;
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app::{self as app, Input};
use mulu_ledger::Mapping;
use mulu_ledger::read::MOST_BYTES;
use mulu_report::imports;

pub(super) fn run(
    args: &Import,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, ImportFormat::Table)?;
    let input = Input {
        folder: settings.folder.clone(),
        ..Input::default()
    };
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let ledger = file::read(&args.ledger, most)?;
    let stated = match &args.map {
        Some(path) => Some(Mapping::stated(
            &path.display().to_string(),
            &file::read(path, most)?,
        )?),
        None => None,
    };
    let mapping = stated.as_ref().unwrap_or_else(|| Mapping::common());
    let loaded = app::load(&input)?;
    let done = app::import(&loaded, &ledger, mapping)?;
    if args.write {
        done.write(&settings.folder)?;
    }
    let name = args
        .ledger
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let import = imports::Import {
        file: &name,
        cells: &done.cells,
        drafts: &done.drafts,
        findings: &done.findings,
        unread: &done.unread,
        written: args.write,
    };
    args.sink.write(output, |out| match format {
        ImportFormat::Table => imports::table(out, &import, &settings.words),
        ImportFormat::Json => imports::json(out, &import, &settings.machine_words),
        ImportFormat::Xlsx => imports::workbook(out, &import, &done.grids, &settings.words),
    })?;
    Ok(if done.is_whole() { SOUND } else { FINDINGS })
}
