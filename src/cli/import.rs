//! `mulu import LEDGER`: a spreadsheet's rows as documents of systems.

use super::args::{Import, ImportFormat};
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app::{self as app, Error, Input};
use mulu_ledger::Mapping;
use mulu_ledger::read::MOST_BYTES;
use mulu_report::imports;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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
    let ledger = bytes(&args.ledger)?;
    let stated = match &args.map {
        Some(path) => Some(Mapping::stated(&path.display().to_string(), &bytes(path)?)?),
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

/// A file as far as any is read: one without end is refused for its size.
fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let fault = |error: io::Error| Error::reading(&path.display().to_string(), &error);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(fault)?;
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    file.take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    Ok(bytes)
}
