//! `mulu new KIND ID`: a document to fill in; `mulu new requests --from --to`: a
//! year's requests from those of another.

use super::args::{New, NewKind};
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{SOUND, undecided};
use mulu_app::{self as app, Carried, Error, Input, Loaded, Wanted};
use mulu_core::diagnostic::Message;
use mulu_core::layout::Kind;
use mulu_report::text;

/// How many files a list names.
const NAMED: usize = 20;

pub(super) fn run(
    args: &New,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let input = Input {
        folder: settings.folder.clone(),
        ..Input::default()
    };
    let loaded = app::load(&input)?;
    let id = (!args.id.is_empty()).then(|| args.id.join("/"));
    match (args.kind, id.as_deref(), args.from.zip(args.to)) {
        (NewKind::Requests, None, Some(years)) => carry(args, years, &loaded, settings, output),
        (NewKind::Requests, ..) => Err(Error::bad_input(Message::new("failure-new-years")).into()),
        (kind, Some(id), None) => one(args, (kind, id), &loaded, settings, output),
        _ => Err(Error::bad_input(Message::new("failure-new-no-id")).into()),
    }
}

fn one(
    args: &New,
    (kind, id): (NewKind, &str),
    loaded: &Loaded,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let Some(snapshot) = loaded.snapshot() else {
        return undecided(loaded, settings);
    };
    let wanted = Wanted {
        kind: match kind {
            NewKind::System => Kind::System,
            NewKind::Unit => Kind::Unit,
            NewKind::Project => Kind::Project,
            NewKind::Request | NewKind::Requests => Kind::Request,
            NewKind::Opinion => Kind::Opinions,
        },
        id,
        name: args.name.as_deref(),
    };
    let words = &settings.words;
    let done = app::fresh(&settings.folder, loaded, &snapshot, &wanted, words)?;
    let path = text::plain(&done.path).into_owned();
    let message = Message::new("new-done").arg("path", path);
    writeln!(output.stdout(), "{}", words.say(&message))?;
    if let Some(who) = done.approvers {
        let message = Message::new("new-approvers").arg("who", who);
        writeln!(output.stdout(), "{}", words.say(&message))?;
    }
    Ok(SOUND)
}

fn carry(
    args: &New,
    (from, to): (i16, i16),
    loaded: &Loaded,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let words = &settings.words;
    let note = words.say(&Message::new("new-requests-note").arg("from", from.to_string()));
    let done = app::carry(
        &settings.folder,
        loaded,
        (from, to),
        args.unit.as_deref(),
        &note,
    )?;
    let about = match loaded.snapshot() {
        Some(snapshot) => words.about(&snapshot),
        None => words.clone(),
    };
    let Carried {
        written,
        amount,
        there,
        gone,
        broken,
    } = done;
    let lists = [("new-requests-gone", gone), ("new-requests-broken", broken)];
    let message = Message::new("new-requests-done")
        .arg("year", to.to_string())
        .arg("count", written.len())
        .arg("money", about.sum(amount))
        .arg("there", there);
    let out = output.stdout();
    writeln!(out, "{}", words.say(&message))?;
    for (key, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        let count = names.len();
        let shown = names
            .iter()
            .take(NAMED)
            .map(|name| text::plain(name).into_owned());
        let shown = words.join(shown);
        writeln!(
            out,
            "{}",
            words.say(&Message::new(key).arg("count", count).arg("names", shown))
        )?;
    }
    writeln!(out, "{}", words.word("new-requests-next"))?;
    Ok(SOUND)
}
