//! The note on a merge: who proposed what it brought, who agreed to which contents, what it did
//! to verdicts. GitHub alone knows who clicked "approve"; the note keeps it beside the commit.
//!
//! There is one way to write a note, so that another tool's hand on it shows.

mod held;
mod make;

pub use held::{Landed, Noted, Read};

use crate::certificate::{list, text};
use crate::finding::Finding;
use crate::statement::Policy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The ref that keeps the notes, as Git's own notes are kept.
pub const REFERENCE: &str = "refs/notes/mulu";

/// What a note is, whatever the version of its form.
const KINDS: &str = "urn:mulu:approvals:";

/// The version that is written here.
const KIND: &str = "urn:mulu:approvals:v1";

/// The largest note, in bytes: a merge that changes every file of a large registry.
pub const MOST_BYTES: u64 = 16 << 20;

/// The version of a note's form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// The first.
    #[default]
    #[serde(rename = "urn:mulu:approvals:v1")]
    V1,
}

/// What is on record of a merge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The version of its form.
    #[serde(rename = "_type")]
    pub version: Version,
    /// The commit that it is of.
    pub commit: String,
    /// What that was merged into: its first parent.
    pub base: String,
    /// What was merged: its second parent, or what a squash was made of.
    pub head: String,
    /// The pull request.
    pub pull: u64,
    /// The day that it was judged for: the commit's, `YYYY-MM-DD`.
    pub on: String,
    /// The rules that it was judged by.
    pub policy: Policy,
    /// Who proposed it; null: an account that is gone.
    pub author: Option<Account>,
    /// Who approved, as their last words were at the merge.
    pub approvals: Vec<Approval>,
    /// The files of the registry that it changed, by path.
    pub contents: Vec<Content>,
    /// The requests that it touches or judges otherwise.
    pub requests: Vec<RequestTurn>,
    /// The projects that it touches or judges otherwise, each in each year.
    pub projects: Vec<ProjectTurn>,
}

/// An account at the forge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What people call it; it can be given up and be somebody else's later.
    pub login: String,
    /// Its number, which stays.
    pub account: Option<u64>,
}

/// An approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Who gave it.
    pub login: String,
    /// Their account's number.
    pub account: Option<u64>,
    /// The head that they saw.
    pub commit: String,
    /// When, in UTC as the forge says it; null: it didn't.
    pub at: Option<String>,
}

/// A file that the merge changed, with those who agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its path, relative to the folder that holds `registry/`.
    pub path: String,
    /// Git's id of what was there; null: nothing.
    pub before: Option<String>,
    /// Git's id of what is there since; null: nothing.
    pub after: Option<String>,
    /// The approvals that it needed.
    pub needed: Vec<Needed>,
    /// The logins of all who approved exactly this change of it.
    pub approved_by: Vec<String>,
}

/// An approval that a file, or some facts in it, needed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needed {
    /// An authority or a unit, alternatives joined by `|`.
    pub approver: String,
    /// The facts that it was about; none: the file.
    pub fields: Vec<String>,
    /// The login of whoever gave it; null: nobody did.
    pub given_by: Option<String>,
}

/// A request before and since the merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestTurn {
    /// `year/unit/system`.
    pub request: String,
    /// The verdict before; null: there was no such request.
    pub before: Option<String>,
    /// The verdict since.
    pub after: Option<String>,
    /// The amount before, in whole units of the registry's currency.
    pub amount_before: Option<i64>,
    /// The amount since.
    pub amount_after: Option<i64>,
}

/// A project in a year, before and since the merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectTurn {
    /// `unit/project`.
    pub project: String,
    /// The year.
    pub year: i16,
    /// The verdict of each purpose that was asked before; null: there was no such project.
    pub before: Option<BTreeMap<String, String>>,
    /// The verdicts since.
    pub after: Option<BTreeMap<String, String>>,
}

/// The first member of a note of any version.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "_type")]
    kind: Option<String>,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// That it is none: cut off, no JSON, of another kind or another version, of members that
    /// the version doesn't have, or not written as notes are.
    pub fn read(bytes: &[u8]) -> Result<Self, Finding> {
        if bytes.len() as u64 > MOST_BYTES {
            return Err(too_large());
        }
        let fault = |error: serde_json::Error| {
            Finding::of_json(&error, ("note/truncated", "note/unreadable"))
        };
        let head: Head = serde_json::from_slice(bytes).map_err(fault)?;
        let kind = head.kind.unwrap_or_default();
        let Some(version) = kind.strip_prefix(KINDS) else {
            return Err(Finding::unable("note/other-kind"));
        };
        if kind != KIND {
            return Err(Finding::unable("note/version").arg("version", version));
        }
        let note: Note = serde_json::from_slice(bytes).map_err(fault)?;
        match note.bytes() {
            Ok(canonical) if canonical == bytes => Ok(note),
            _ => Err(Finding::differs("note/form")),
        }
    }

    /// The note's bytes.
    ///
    /// # Errors
    /// That it says more than a note may.
    pub fn bytes(&self) -> Result<Vec<u8>, Finding> {
        let mut bytes = Vec::new();
        let written = self.write(&mut bytes);
        let fits = written.is_ok() && bytes.len() as u64 <= MOST_BYTES;
        fits.then_some(bytes).ok_or_else(too_large)
    }

    /// Writes it: an entry a line, so that `git notes show` can be read.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\n\"_type\":{},", text(&self.version)?)?;
        writeln!(out, "\"commit\":{},", text(&self.commit)?)?;
        writeln!(out, "\"base\":{},", text(&self.base)?)?;
        writeln!(out, "\"head\":{},", text(&self.head)?)?;
        writeln!(out, "\"pull\":{},", text(&self.pull)?)?;
        writeln!(out, "\"on\":{},", text(&self.on)?)?;
        writeln!(out, "\"policy\":{},", text(&self.policy)?)?;
        writeln!(out, "\"author\":{},", text(&self.author)?)?;
        list(out, "approvals", &self.approvals)?;
        writeln!(out, ",")?;
        list(out, "contents", &self.contents)?;
        writeln!(out, ",")?;
        list(out, "requests", &self.requests)?;
        writeln!(out, ",")?;
        list(out, "projects", &self.projects)?;
        writeln!(out, "\n}}")
    }
}

/// That a note is larger than notes are.
#[must_use]
pub fn too_large() -> Finding {
    let limit = (MOST_BYTES >> 20).to_string();
    Finding::unable("note/too-large").arg("limit", limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note() -> Note {
        Note {
            commit: "c".repeat(40),
            pull: 12,
            author: Some(Account {
                login: "a-wang".to_owned(),
                account: Some(7),
            }),
            contents: vec![Content {
                path: "registry/a.yaml".to_owned(),
                ..Content::default()
            }],
            ..Note::default()
        }
    }

    #[test]
    fn a_note_is_read_as_it_was_written() {
        let bytes = note().bytes().unwrap();
        assert_eq!(Note::read(&bytes), Ok(note()));
    }

    /// Any byte that goes, comes or changes is noticed, each kind of damage by its own code.
    #[test]
    fn what_is_no_note_is_told_apart() {
        let bytes = note().bytes().unwrap();
        let code = |bytes: &[u8]| Note::read(bytes).unwrap_err().code;
        for at in 0..bytes.len() {
            let cut = code(&bytes[..at]);
            let last = at + 1 == bytes.len();
            assert_eq!(
                cut,
                if last { "note/form" } else { "note/truncated" },
                "{at}"
            );
            let mut changed = bytes.clone();
            changed[at] ^= 0x20;
            assert_ne!(Note::read(&changed), Ok(note()), "{at}");
        }
        let text = String::from_utf8(bytes).unwrap();
        let with = |from: &str, to: &str| {
            assert!(text.contains(from), "{from}");
            code(text.replace(from, to).as_bytes())
        };
        assert_eq!(with("approvals:v1", "approvals:v2"), "note/version");
        assert_eq!(with("urn:mulu:", "urn:other:"), "note/other-kind");
        assert_eq!(with("\"_type\"", "\"type\""), "note/other-kind");
        assert_eq!(
            with("\"pull\":12", "\"pull\":12,\"more\":1"),
            "note/unreadable"
        );
        assert_eq!(with("\"pull\":12", "\"pull\": 12"), "note/form");
        assert_eq!(with("\"pull\":12,\n", ""), "note/unreadable");
        assert_eq!(code(b"agreed, ma\n"), "note/unreadable");
        let large = vec![b' '; usize::try_from(MOST_BYTES).unwrap() + 1];
        assert_eq!(code(&large), "note/too-large");
    }
}
