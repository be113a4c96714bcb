//! `mulu move OLD NEW`: a system, a project or a unit under another name, with all that
//! names it.

use super::SOUND;
use super::args::Relocate;
use super::output::{CommandError, Output};
use super::settings::Settings;
use mulu_app::{self as app, Input, Loaded, Relocated};
use mulu_core::diagnostic::Message;
use mulu_report::text;
use std::io::{self, Write};

pub(super) fn run(
    args: &Relocate,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let input = Input {
        folder: settings.folder.clone(),
        ..Input::default()
    };
    let loaded = app::load(&input)?;
    let done = app::relocate(&loaded, &args.old, &args.new)?;
    if !args.dry_run {
        done.write(&settings.folder)?;
    }
    let out = output.stdout();
    for (from, to) in &done.moved {
        writeln!(out, "{} → {}", text::plain(from), text::plain(to))?;
    }
    for (path, count) in &done.edited {
        let message = Message::new("move-edited")
            .arg("path", path.as_str())
            .arg("count", *count);
        writeln!(out, "{}", settings.words.say(&message))?;
    }
    next(out, args.dry_run, &done, &loaded, settings)?;
    Ok(SOUND)
}

/// What was done, what is left, and who must agree.
fn next(
    out: &mut dyn Write,
    dry: bool,
    done: &Relocated,
    loaded: &Loaded,
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.words;
    let key = if dry { "move-dry" } else { "move-done" };
    let message = Message::new(key)
        .arg("moved", done.moved.len())
        .arg("edited", done.edited.len());
    writeln!(out, "{}", words.say(&message))?;
    for (key, paths) in [
        ("move-left", &done.left),
        ("move-unwritten", &done.unwritten),
        ("move-still", &done.still),
    ] {
        if !paths.is_empty() {
            let paths = paths.iter().map(|path| text::plain(path).into_owned());
            let message = Message::new(key).arg("paths", words.join(paths));
            writeln!(out, "{}", words.say(&message))?;
        }
    }
    for (key, is_so) in [("move-merged", done.merged), ("move-handed", done.handed)] {
        if is_so {
            writeln!(out, "{}", words.word(key))?;
        }
    }
    let units = done
        .units
        .iter()
        .map(|unit| loaded.registry.unit_name(unit));
    let message = Message::new("move-proposers")
        .arg("count", done.units.len())
        .arg(
            "units",
            words.join(units.map(|name| text::plain(name).into_owned())),
        );
    writeln!(out, "{}", words.say(&message))?;
    let paths = done.paths.iter().map(String::as_str);
    let Some(who) = mulu_report::approvers(&loaded.registry, words, paths) else {
        return Ok(());
    };
    let message = Message::new("move-approvers").arg("who", who);
    writeln!(out, "{}", words.say(&message))
}
