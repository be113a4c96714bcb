//! Shell completions and man pages, from the same description of arguments.

use super::args::{Completions, Man};
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{SOUND, help};
use mulu_app::Error;

pub(super) fn completions(
    args: &Completions,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let mut command = help::localized(&settings.words);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "mulu", &mut script);
    output.stdout().write_all(&script)?;
    Ok(SOUND)
}

/// All pages into a folder, or the program's own to standard output.
pub(super) fn man(
    args: &Man,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let command = help::localized(&settings.words);
    match &args.output {
        None => clap_mangen::Man::new(command).render(output.stdout())?,
        Some(folder) => {
            let fault = |error| Error::writing(&folder.display().to_string(), &error);
            std::fs::create_dir_all(folder).map_err(fault)?;
            clap_mangen::generate_to(command, folder).map_err(fault)?;
        }
    }
    Ok(SOUND)
}
