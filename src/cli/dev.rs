//! `mulu dev …`: what those need who work on mulu itself.

use super::args::{Codeowners, Dev, DevCommand, Generate};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app as app;
use mulu_core::diagnostic::Message;
use mulu_generate::Order;
use mulu_report::{codes, schema_page};

pub(super) fn run(
    args: &Dev,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    match &args.command {
        DevCommand::Generate(args) => generate(args, settings, output),
        DevCommand::Tables => {
            schema_page::page(output.stdout())?;
            Ok(SOUND)
        }
        DevCommand::Diagnostics => {
            codes::page(output.stdout())?;
            Ok(SOUND)
        }
        DevCommand::Codeowners(args) => codeowners(args, settings, output),
    }
}

/// Where GitHub looks for it.
const CODEOWNERS: &str = ".github/CODEOWNERS";

/// The file, or whether it is there as it should be.
fn codeowners(
    args: &Codeowners,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let input = app::Input {
        folder: settings.folder.clone(),
        ..app::Input::default()
    };
    let text = app::codeowners(&input)?;
    if !args.check {
        write!(output.stdout(), "{text}")?;
        return Ok(SOUND);
    }
    let found = std::fs::read_to_string(settings.folder.join(CODEOWNERS)).ok();
    if found.as_ref() == Some(&text) {
        return Ok(SOUND);
    }
    let message = Message::new("codeowners-stale").arg("file", CODEOWNERS);
    writeln!(output.stdout(), "{}", settings.words.say(&message))?;
    Ok(FINDINGS)
}

fn generate(args: &Generate, settings: &Settings, output: &mut Output) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let order = Order {
        seed: args.seed,
        systems: args.systems,
        invalid: args.invalid,
        year: args.year,
    };
    let written = app::generate(&settings.folder, &args.out, order)?;
    drop(progress);
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let message = Message::new("generate-done")
        .arg("files", count(written.files))
        .arg("bytes", count(written.bytes))
        .arg("folder", args.out.display().to_string());
    writeln!(output.stdout(), "{}", settings.words.say(&message))?;
    Ok(SOUND)
}
