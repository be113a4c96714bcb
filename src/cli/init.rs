//! `mulu init [DIR]`: a registry of one's own, sound from the first moment.

use super::SOUND;
use super::args::Init;
use super::output::{CommandError, Output};
use super::settings::Settings;
use mulu_app as app;
use mulu_core::diagnostic::Message;
use std::path::Path;

pub(super) fn run(
    args: &Init,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let words = &settings.words;
    let dir = args.dir.as_deref().unwrap_or(Path::new("."));
    let folder = settings.here.join(dir);
    let title = args
        .title
        .clone()
        .unwrap_or_else(|| words.word("init-title"));
    let begun = app::init(&folder, &title)?;
    let message = Message::new("init-done")
        .arg("files", begun.written.len())
        .arg("folder", dir.display().to_string());
    writeln!(output.stdout(), "{}", words.say(&message))?;
    if !begun.kept.is_empty() {
        let message = Message::new("init-kept").arg("paths", words.join(begun.kept));
        writeln!(output.stdout(), "{}", words.say(&message))?;
    }
    writeln!(output.stdout(), "{}", words.word("init-next"))?;
    Ok(SOUND)
}
