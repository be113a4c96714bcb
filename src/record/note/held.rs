//! A note, held against what landed: whoever may push a note can write anything into it, but
//! not into the merge that it is on.

use super::{Approval, Content, Note};
use crate::finding::Finding;
use mulu_core::decision::Provenance;
use std::collections::{BTreeMap, BTreeSet};

/// What a commit changed against its first parent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landed {
    /// The commit.
    pub commit: String,
    /// What it was made upon, the first parent first.
    pub parents: Vec<String>,
    /// The files of the registry that it changed, by path: Git's ids of what was there and of
    /// what is there since; none: no file.
    pub changes: BTreeMap<String, (Option<String>, Option<String>)>,
}

/// What is on record of who agreed to a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Noted {
    /// The ref of the notes isn't here: nobody knows whether there is one.
    NotFetched,
    /// There is none.
    None,
    /// There is something that can't be read.
    Unreadable(Finding),
    /// There is one.
    Read(Box<Read>),
}

/// A note that was read and held against its merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// What it says.
    pub note: Note,
    /// Where that isn't what landed, and what was agreed to by nobody.
    pub findings: Vec<Finding>,
    /// The paths whose contents it has as they landed.
    sound: BTreeSet<String>,
}

impl Noted {
    /// Reads the note on a commit; `changed_by` is the commit of the notes that changed it after
    /// it had been written.
    #[must_use]
    pub fn of(bytes: &[u8], landed: &Landed, changed_by: Option<&str>) -> Self {
        match Note::read(bytes) {
            Err(found) => Noted::Unreadable(found),
            Ok(note) => {
                let mut read = Read::of(note, landed);
                read.findings.extend(changed_by.map(|by| {
                    let found = Finding::differs("note/rewritten");
                    found.arg("commit", Provenance::short(by))
                }));
                Noted::Read(Box::new(read))
            }
        }
    }

    /// The name in machine output.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Noted::NotFetched => "not-fetched",
            Noted::None => "none",
            Noted::Unreadable(_) => "unreadable",
            Noted::Read(_) => "here",
        }
    }

    /// What is to be known of it. That a merge has no note is a finding; so is a note that says
    /// otherwise than what landed.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            Noted::NotFetched => vec![Finding::unable("note/not-fetched")],
            Noted::None => vec![Finding::differs("note/none")],
            Noted::Unreadable(found) => vec![found.clone()],
            Noted::Read(read) => read.findings.clone(),
        }
    }
}

impl Read {
    fn of(note: Note, landed: &Landed) -> Self {
        let mut findings = Vec::new();
        let mut sound = BTreeSet::new();
        if note.commit == landed.commit {
            findings.extend(parents(&note, landed));
            let (as_landed, otherwise): (Vec<&Content>, Vec<&Content>) =
                note.contents.iter().partition(|content| {
                    landed.changes.get(&content.path)
                        == Some(&(content.before.clone(), content.after.clone()))
                });
            sound = as_landed.iter().map(|one| one.path.clone()).collect();
            findings.extend(about("note/contents", &paths(&otherwise)));
            let listed: BTreeSet<&str> = note.contents.iter().map(|one| &*one.path).collect();
            let unlisted = landed.changes.keys().map(|path| &**path);
            let unlisted: Vec<&str> = unlisted.filter(|path| !listed.contains(path)).collect();
            findings.extend(about("note/unlisted", &unlisted));
            let lacks = |one: &&&Content| one.needed.iter().any(|need| need.given_by.is_none());
            let unapproved: Vec<&Content> = as_landed.iter().filter(lacks).copied().collect();
            findings.extend(about("note/unapproved", &paths(&unapproved)));
        } else {
            let elsewhere = Finding::differs("note/elsewhere");
            findings.push(elsewhere.arg("commit", Provenance::short(&note.commit)));
        }
        Read {
            note,
            findings,
            sound,
        }
    }

    /// Who approved what landed at a path, the file or facts in it. Where the note has other
    /// contents than the merge, nobody did.
    #[must_use]
    pub fn approved(&self, path: &str) -> Vec<&Approval> {
        let contents = self.note.contents.iter();
        let mut contents = contents.filter(|one| one.path == path && self.sound.contains(path));
        let Some(content) = contents.next() else {
            return Vec::new();
        };
        let given = content
            .needed
            .iter()
            .filter_map(|need| need.given_by.as_ref());
        let logins: BTreeSet<&String> = content.approved_by.iter().chain(given).collect();
        let approvals = self.note.approvals.iter();
        approvals
            .filter(|approval| logins.contains(&approval.login))
            .collect()
    }
}

fn paths<'n>(contents: &[&'n Content]) -> Vec<&'n str> {
    contents.iter().map(|content| &*content.path).collect()
}

/// The parents must be those of the commit; a squash has only the first.
fn parents(note: &Note, landed: &Landed) -> Option<Finding> {
    let (base, head) = (landed.parents.first(), landed.parents.get(1));
    let same = base == Some(&note.base) && head.is_none_or(|head| *head == note.head);
    (!same).then(|| Finding::differs("note/parents"))
}

/// One finding over some paths; none where there are none.
fn about(code: &'static str, paths: &[&str]) -> Option<Finding> {
    let first = paths.first()?;
    let found = Finding::differs(code).arg("path", *first);
    Some(found.arg("more", paths.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::super::Needed;
    use super::*;

    fn landed() -> Landed {
        let changes = ["a", "b"].map(|path| {
            let after = Some(path.repeat(40));
            (format!("registry/{path}.yaml"), (None, after))
        });
        Landed {
            commit: "c".repeat(40),
            parents: vec!["1".repeat(40), "2".repeat(40)],
            changes: changes.into(),
        }
    }

    fn note() -> Note {
        let of = landed();
        let content = |(path, (before, after)): (String, (Option<String>, Option<String>))| {
            let needed = Needed {
                approver: "x".to_owned(),
                fields: Vec::new(),
                given_by: Some("ma".to_owned()),
            };
            Content {
                path,
                before,
                after,
                needed: vec![needed],
                approved_by: vec!["ma".to_owned()],
            }
        };
        Note {
            commit: of.commit,
            base: of.parents[0].clone(),
            head: of.parents[1].clone(),
            approvals: vec![Approval {
                login: "ma".to_owned(),
                account: Some(9),
                commit: "2".repeat(40),
                at: None,
            }],
            contents: of.changes.into_iter().map(content).collect(),
            ..Note::default()
        }
    }

    fn held(change: impl FnOnce(&mut Note)) -> (Vec<&'static str>, usize) {
        let mut note = note();
        change(&mut note);
        let Noted::Read(read) = Noted::of(&note.bytes().unwrap(), &landed(), None) else {
            panic!("{note:#?}");
        };
        let codes = read.findings.iter().map(|found| found.code).collect();
        (codes, read.approved("registry/a.yaml").len())
    }

    #[test]
    fn a_note_that_says_otherwise_than_what_landed_covers_nothing() {
        assert_eq!(held(|_| {}), (vec![], 1));
        let elsewhere = held(|note| note.commit = "d".repeat(40));
        assert_eq!(elsewhere, (vec!["note/elsewhere"], 0));
        let other = held(|note| note.contents[0].after = Some("f".repeat(40)));
        assert_eq!(other, (vec!["note/contents"], 0));
        let kept_quiet = held(|note| drop(note.contents.remove(0)));
        assert_eq!(kept_quiet, (vec!["note/unlisted"], 0));
        let parents = held(|note| note.base.clone_from(&note.head));
        assert_eq!(parents, (vec!["note/parents"], 1));
        let nobody = held(|note| note.contents[1].needed[0].given_by = None);
        assert_eq!(nobody, (vec!["note/unapproved"], 1));
    }
}
