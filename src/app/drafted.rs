//! A document that somebody writes on a page: what its file is, who may write it, what
//! would be said of it, and how it leaves the server.
//!
//! It is judged as any change is (`review`): on the base, by the base's rules and
//! settings, with the same findings.

use super::load::{OwnedSnapshot, Rules, at_revision};
use super::review::as_proposed;
use jiff::civil::Date;
use mulu_core::document::edit::{Refusal, revise};
use mulu_core::layout;
use mulu_core::registry::{Identity, Owner, Readings, Registry};
use mulu_core::review::{self, Review, ReviewInput};
use mulu_core::schema::{self, Schemas};
use mulu_core::tree::Entry;
use mulu_git::Repository;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// A registry as it would be with a document, and what is said of that.
#[derive(Debug)]
pub struct Drafted {
    /// What would be there.
    pub merged: OwnedSnapshot,
    /// The judgement of the change.
    pub review: Review,
}

/// What a file says as bytes: what is there with the differences spliced in, or a new file in
/// the order of its schema.
///
/// # Errors
/// With the pointer of what cannot be changed without changing anything else.
pub fn composed(
    schemas: &Schemas,
    path: &Arc<str>,
    base: Option<&Arc<[u8]>>,
    said: &Value,
) -> Result<Arc<[u8]>, (String, Refusal)> {
    if let Some(base) = base {
        return revise(path, base, said);
    }
    let Some(at) = layout::parse(path) else {
        return Err((String::new(), Refusal::Absent));
    };
    let text = schema::fresh(schemas, path, at.kind, said.clone());
    Ok(text.into_bytes().into())
}

/// What would be said of a document in the place of what is there, if somebody proposed it.
/// `None`: the base cannot be judged. Of the base's files only what isn't among the readings
/// is read; these are of its schemas.
#[must_use]
pub fn drafted(
    base: &OwnedSnapshot,
    path: &Arc<str>,
    bytes: Arc<[u8]>,
    author: Option<&Identity>,
    readings: &mut Readings,
) -> Option<Drafted> {
    let mut tree = base.tree.clone();
    tree.insert(Arc::clone(path), Entry::file(bytes));
    let rules = Rules {
        schemas: Some(Arc::clone(&base.schemas)),
        pack: Some(Arc::clone(&base.pack)),
        faults: Vec::new(),
    };
    let commit = base.provenance.commit.clone().unwrap_or_default();
    let on = base.provenance.on;
    let by = (rules, Some(&base.registry.settings));
    let merged = at_revision(tree, commit, on, by, readings);
    let mut merged = merged.judgeable().ok()?;
    let moves = as_proposed(base, &mut merged);
    merged.provenance.audience = base.provenance.audience;
    let is_same = |entry: &Entry| {
        merged
            .tree
            .get(path)
            .is_some_and(|new| new.bytes == entry.bytes)
    };
    let changed: Vec<Arc<str>> = match base.tree.get(path).is_some_and(is_same) {
        true => Vec::new(),
        false => vec![Arc::clone(path)],
    };
    let review = review::review(&ReviewInput {
        base: base.view(),
        merged: merged.view(),
        changed: &changed,
        moves: &moves,
        preview: None,
        broken_rules: &[],
        conflicts: &[],
        outside: &[],
        // It is signed when it is committed.
        unsigned: &[],
        author,
        submission: None,
        approvals: &[],
        settled: false,
        on,
        units: None,
    });
    Some(Drafted { merged, review })
}

/// Whether somebody may propose a document at a path: acts for its unit, for one above, or
/// for an authority that the table of owners names.
#[must_use]
pub fn may_write(registry: &Registry, who: &Identity, path: &str) -> bool {
    let owners = registry.settings.ownership.of_path(path);
    let authors = owners.into_iter().flat_map(|owners| owners.authors);
    // What anybody may propose says nothing of who may be shown a form for it.
    let mut authors = authors.filter(|owner| *owner != Owner::Anyone);
    authors.any(|owner| registry.acts_for(who, &owner))
}

/// What a system with a name could be called in its path; empty: nothing is near.
#[must_use]
pub fn proposed_slug(name: &str) -> String {
    mulu_ledger::slug::of(name)
}

/// Where the repository lies at a forge, as a page in a browser, and whether that is
/// GitHub; `None`: nowhere that a browser reaches.
#[must_use]
pub fn address_of_forge(folder: &Path) -> Option<String> {
    let origin = Repository::open(folder).ok()?.origin()?;
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| origin.starts_with(scheme));
    let (scheme, rest) = match scheme {
        // Whoever is named before the host, with or without a password, is left out.
        Some(scheme) => {
            let rest = &origin[scheme.len()..];
            (
                scheme,
                rest.rsplit_once('@')
                    .map_or(rest, |(_, rest)| rest)
                    .to_owned(),
            )
        }
        None => {
            let (host, path) = origin.strip_prefix("git@")?.split_once(':')?;
            ("https://", format!("{host}/{path}"))
        }
    };
    let bare = rest.trim_end_matches('/').trim_end_matches(".git");
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._/:".contains(c);
    let sound = bare.contains('/') && bare.chars().all(is_plain);
    sound.then(|| format!("{scheme}{bare}"))
}

/// A change of one file as a letter that `git am` takes.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The folder that holds `registry/`.
    pub folder: &'a Path,
    /// The file, from there.
    pub path: &'a str,
    /// What is there.
    pub old: Option<&'a [u8]>,
    /// What is to be there.
    pub new: &'a [u8],
    /// Who proposes it; `None`: nobody said.
    pub by: Option<&'a Identity>,
    /// What it is about, in a line.
    pub subject: &'a str,
    /// The day of the letter.
    pub day: Date,
}

impl Letter<'_> {
    /// The letter; `None`: Git makes no patch of the file.
    #[must_use]
    pub fn text(&self) -> Option<Vec<u8>> {
        let repository = Repository::open(self.folder).ok();
        let folder = repository.map(|repository| repository.folder());
        let path = format!("{}{}", folder.unwrap_or_default(), self.path);
        let patch = mulu_git::patch(&path, self.old, self.new)?;
        let login = self.by.map_or("mulu", |by| &*by.login);
        let mailbox = mailbox(login);
        let date = self.day.strftime("%a, %-d %b %Y 12:00:00 +0000");
        let head = format!(
            "From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001\n\
             From: {} <{mailbox}>\n\
             Date: {date}\n\
             Subject: [PATCH] {}\n\
             MIME-Version: 1.0\n\
             Content-Type: text/plain; charset=UTF-8\n\
             Content-Transfer-Encoding: 8bit\n\n---\n\n",
            encoded(login),
            encoded(self.subject),
        );
        let mut letter = head.into_bytes();
        letter.extend_from_slice(&patch);
        letter.extend_from_slice(b"-- \nmulu\n\n");
        Some(letter)
    }
}

/// An address for commits of somebody: letters that a mail has, and a host that is none.
pub(super) fn mailbox(login: &str) -> String {
    let letters = login.chars();
    let letters = letters.map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("{}@users.invalid", letters.collect::<String>())
}

/// A text in the head of a mail (RFC 2047): words of at most 75 signs.
fn encoded(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_. /".contains(c);
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let mut bytes = [0; 4];
        let mut one = String::new();
        for byte in c.encode_utf8(&mut bytes).bytes() {
            // Writing to a String cannot fail.
            let _ = match byte.is_ascii_alphanumeric() {
                true => write!(one, "{}", char::from(byte)),
                false => write!(one, "={byte:02X}"),
            };
        }
        match words.last_mut() {
            Some(word) if word.len() + one.len() <= 60 => word.push_str(&one),
            _ => words.push(one),
        }
    }
    let words = words.iter().map(|word| format!("=?UTF-8?q?{word}?="));
    words.collect::<Vec<_>>().join("\n ")
}
