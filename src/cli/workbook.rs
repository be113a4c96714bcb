//! `mulu workbook`: the spreadsheet that departments fill in, and `import` takes back.

use super::args::{WorkbookArgs, WorkbookFormat};
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{SOUND, undecided};
use mulu_app::{self as app, Input};
use mulu_report::imports;

pub(super) fn run(
    args: &WorkbookArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let WorkbookFormat::Xlsx = args.sink.format(None, WorkbookFormat::Xlsx)?;
    let input = Input {
        folder: settings.folder.clone(),
        ..Input::default()
    };
    let loaded = app::load(&input)?;
    let Some(schemas) = loaded.schemas.as_deref() else {
        return undecided(&loaded, settings);
    };
    let unit = match &args.unit {
        Some(name) => Some(app::unit(&loaded.registry, name)?),
        None => None,
    };
    args.sink.write(output, |out| {
        let registry = &loaded.registry;
        imports::form(out, (registry, schemas), unit.as_deref(), &settings.words)
    })?;
    Ok(SOUND)
}
