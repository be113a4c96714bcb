//! `mulu explain --blame` and its page: each fact that decided, with who vouched for it.

use crate::decisions::field;
use crate::names::Names;
use crate::{Localizer, text};
use mulu_core::decision::{Provenance, Snapshot};
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::UnitId;
use mulu_core::registry::Owner;
use mulu_record::{Agreed, Brought, Fact, Noted, Vouched, Wrote};
use serde_json::{Value, json};
use std::io::{self, Write};

/// The longest value that is shown, in characters.
const LONGEST: usize = 60;

/// The facts of a file in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The file.
    pub path: String,
    /// Who may propose it.
    pub owners: String,
    /// Its facts, in the order of lines.
    pub facts: Vec<Told>,
}

/// A fact in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its first line.
    pub line: u32,
    /// Where it stands, as people write fields.
    pub field: String,
    /// What it says, on one line, shortened.
    pub value: String,
    /// Who wrote it, when, and what that is signed with.
    pub wrote: String,
}

/// The facts by file.
#[must_use]
pub fn account(view: &Snapshot<'_>, facts: &[Fact], words: &Localizer) -> Vec<File> {
    let words = &words.about(view);
    let of_files = facts.chunk_by(|one, next| one.path == next.path);
    let file = |facts: &[Fact]| {
        let first = facts.first()?;
        let owners = first.owners.iter();
        let owners = owners.map(|owner| owner_name(view, owner, words));
        let told = facts.iter().map(|fact| Told {
            line: fact.line,
            field: field::name(&fact.pointer),
            value: text::plain(&shown(&fact.value)).into_owned(),
            wrote: text::plain(&words.say(&wrote(view, fact.wrote.as_ref()))).into_owned(),
        });
        Some(File {
            path: text::plain(&first.path).into_owned(),
            owners: words.join(owners),
            facts: told.collect(),
        })
    };
    of_files.filter_map(file).collect()
}

/// Of how many facts, as of which commit.
#[must_use]
pub fn head(view: &Snapshot<'_>, facts: &[Fact], words: &Localizer) -> String {
    let head = Message::new("vouch-head").arg("count", facts.len());
    words.say(&head.arg("commit", view.provenance.short_commit()))
}

/// The same on a terminal, a line a fact.
///
/// # Errors
/// When it can't be written.
pub fn table(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    facts: &[Fact],
    words: &Localizer,
) -> io::Result<()> {
    writeln!(out, "\n{}", head(view, facts, words))?;
    for file in account(view, facts, words) {
        let message = Message::new("vouch-file").arg("path", file.path);
        writeln!(out, "{}", words.say(&message.arg("owners", file.owners)))?;
        for fact in file.facts {
            let line = Message::new("vouch-fact")
                .arg("line", fact.line.to_string())
                .arg("field", fact.field)
                .arg("value", fact.value)
                .arg("wrote", fact.wrote);
            writeln!(out, "  {}", words.say(&line))?;
        }
    }
    Ok(())
}

/// The same as JSON.
///
/// # Errors
/// When it can't be written.
pub fn json(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    (subject, facts): (&str, &[Fact]),
) -> io::Result<()> {
    let each = facts.iter().map(|fact| {
        let wrote = fact.wrote.as_ref();
        json!({
            "path": &*fact.path,
            "pointer": fact.pointer,
            "line": fact.line,
            "value": crate::json::fact(&Some(fact.value.clone())),
            "owners": fact.owners.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "commit": wrote.map(|wrote| &*wrote.commit),
            "author": wrote.map(|wrote| &*wrote.author),
            "on": wrote.and_then(|wrote| wrote.on).map(|on| on.to_string()),
            "pull": wrote.and_then(|wrote| wrote.pull),
            "signature": wrote.map(|wrote| wrote.signed.id()),
            "signed_by": wrote.map(|wrote| units(&wrote.signed)),
            "merge": wrote.and_then(|wrote| wrote.merge.as_ref()).map(merge),
        })
    });
    let face = json!({
        "registry": view.provenance.registry,
        "commit": view.provenance.commit,
        "on": view.provenance.on.to_string(),
        "subject": subject,
        "facts": each.collect::<Vec<Value>>(),
    });
    crate::json::write_pretty(out, &face)?;
    writeln!(out)
}

/// The merge with those who agreed, and what is wrong with the record of it.
fn merge(merge: &Brought) -> Value {
    let approvals = merge.agreed.iter().map(|agreed| {
        json!({
            "login": agreed.login,
            "account": agreed.account,
            "commit": agreed.commit,
            "on": agreed.on.map(|on| on.to_string()),
        })
    });
    let findings = merge.noted.findings();
    json!({
        "commit": merge.commit,
        "note": merge.noted.id(),
        "approvals": approvals.collect::<Vec<Value>>(),
        "findings": findings.iter().map(|found| found.code).collect::<Vec<_>>(),
    })
}

/// Who agreed to what a merge brought, in words.
fn agreed(merge: &Brought) -> Message {
    let message = match &*merge.noted {
        Noted::NotFetched => Message::new("vouch-agreed-not-fetched"),
        Noted::None => Message::new("vouch-agreed-none"),
        Noted::Unreadable(found) => {
            return Message::new("vouch-agreed-unreadable").arg("why", found.message.clone());
        }
        Noted::Read(_) if merge.agreed.is_empty() => Message::new("vouch-agreed-nobody"),
        Noted::Read(_) => {
            let people: Vec<Arg> = merge.agreed.iter().map(person).map(Arg::from).collect();
            Message::new("vouch-agreed-by").arg("people", people)
        }
    };
    match merge.noted.findings().into_iter().next() {
        Some(found) if matches!(*merge.noted, Noted::Read(_)) => Message::new("vouch-agreed-but")
            .arg("agreed", message)
            .arg("why", found.message),
        _ => message,
    }
}

fn person(agreed: &Agreed) -> Message {
    let account = agreed
        .account
        .map_or_else(String::new, |id| format!("#{id}"));
    let on = agreed.on.map_or_else(String::new, |on| format!(" {on}"));
    let message = Message::new("vouch-agreed-person").arg("login", agreed.login.as_str());
    message.arg("account", account).arg("on", on)
}

fn units(signed: &Vouched) -> Vec<&str> {
    signed.units().iter().map(|unit| &**unit).collect()
}

fn owner_name(view: &Snapshot<'_>, owner: &Owner, words: &Localizer) -> String {
    match owner {
        Owner::Authority(id) => text::plain(view.registry.authority_name(id)).into_owned(),
        Owner::Unit(unit) | Owner::UnitAndAncestors(unit) => view.unit_name(unit),
        Owner::Anyone => words.word("vouch-anyone"),
        Owner::Stated(_) | Owner::Nobody(_) => owner.to_string(),
    }
}

/// A value on one line, and not all of a long one.
fn shown(value: &Value) -> String {
    let whole = text::written(value);
    match whole.chars().count() > LONGEST {
        true => whole.chars().take(LONGEST).chain(['…']).collect(),
        false => whole,
    }
}

fn wrote(view: &Snapshot<'_>, wrote: Option<&Wrote>) -> Message {
    let Some(wrote) = wrote else {
        return Message::new("vouch-nobody");
    };
    let on = wrote.on.map_or_else(
        || Arg::from(Message::new("note-no-date")),
        |on| Arg::from(on.to_string()),
    );
    let message = Message::new("vouch-wrote")
        .arg("commit", Provenance::short(&wrote.commit))
        .arg("on", on)
        .arg("author", wrote.author.as_str())
        .arg(
            "pull",
            wrote
                .pull
                .map_or(0, |pull| i64::try_from(pull).unwrap_or_default()),
        );
    let message = message.arg("signed", signed(view, &wrote.signed));
    match &wrote.merge {
        None => message,
        Some(merge) => Message::new("vouch-wrote-agreed")
            .arg("wrote", message)
            .arg("agreed", agreed(merge)),
    }
}

/// What a signature comes to, in words.
fn signed(view: &Snapshot<'_>, signed: &Vouched) -> Message {
    let name = |unit: &UnitId| Arg::from(view.unit_name(unit));
    let units: Vec<Arg> = signed.units().iter().map(name).collect();
    let message = Message::new(format!("vouch-signed-{}", signed.id())).arg("units", units);
    match signed {
        Vouched::UnknownKey(key) => message.arg("key", key.to_string()),
        Vouched::UnknownKind(kind) => message.arg("kind", kind.as_str()),
        _ => message,
    }
}
