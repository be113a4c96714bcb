//! Notes on commits, written by the Git database: contents, folder, commit, and the ref moved
//! forward. What is there already is never written over.

use super::client::Method;
use super::{Client, Fault, segment};
use serde::Deserialize;
use serde_json::{Value, json};

/// How often a note is written anew because others wrote meanwhile.
const ROUNDS: u32 = 6;

/// What came of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteWritten {
    /// It is there, and wasn't before.
    Written,
    /// The very same was there.
    AlreadyThere,
    /// There is another one on the commit, which was left as it is.
    Another,
}

/// A note that is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewNote<'a> {
    /// The ref, whole: `refs/notes/…`.
    pub reference: &'a str,
    /// The id of the commit that it is on.
    pub commit: &'a str,
    /// What it says.
    pub text: &'a str,
    /// What the commit of the notes says.
    pub message: &'a str,
}

/// Writes a note, unless there is one. The ref only ever moves forward: where others moved it
/// in between, theirs is taken in first.
///
/// # Errors
/// When GitHub doesn't take something after all tries, or the ref keeps moving.
pub fn note(client: &Client, new: &NewNote<'_>) -> Result<NoteWritten, Fault> {
    let content = json!({"content": new.text, "encoding": "utf-8"});
    let blob = client.object("/git/blobs", &content)?;
    let mut last = None;
    for round in 0..ROUNDS {
        client.back_off(round);
        let tip = client.note_tip(new.reference)?;
        if let Some(tip) = &tip
            && let Some(found) = client.noted(&tip.tree, new.commit)?
        {
            return Ok(match (found == blob, last.is_some()) {
                (false, _) => NoteWritten::Another,
                // An earlier round's, whose answer was lost.
                (true, true) => NoteWritten::Written,
                (true, false) => NoteWritten::AlreadyThere,
            });
        }
        match client.add(new, &blob, tip.as_ref()) {
            Err(fault) if fault.is_unprocessable() || fault.is_conflict() => last = Some(fault),
            done => return done.map(|()| NoteWritten::Written),
        }
    }
    Err(last.unwrap_or_else(|| Fault::broken(new.reference, "it keeps moving")))
}

/// The commit that notes stand in, and its tree.
struct Tip {
    commit: String,
    tree: String,
}

#[derive(Deserialize)]
struct Reference {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    sha: String,
}

#[derive(Deserialize)]
struct Commit {
    tree: Object,
}

#[derive(Deserialize)]
struct Tree {
    tree: Vec<Entry>,
    #[serde(default)]
    truncated: bool,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    #[serde(rename = "type")]
    kind: String,
    sha: String,
}

impl Client {
    /// Where a ref of notes is; none: there is none.
    fn note_tip(&self, reference: &str) -> Result<Option<Tip>, Fault> {
        let route = format!("/git/ref/{}", below_refs(reference));
        let found: Reference = match self.get(&route) {
            Err(fault) if fault.is_missing() => return Ok(None),
            found => found?,
        };
        let commit = found.object.sha;
        let face: Commit = self.get(&format!("/git/commits/{commit}"))?;
        Ok(Some(Tip {
            commit,
            tree: face.tree.sha,
        }))
    }

    /// The id of the note on a commit, in whichever layout; none: there is none.
    fn noted(&self, tree: &str, commit: &str) -> Result<Option<String>, Fault> {
        let (mut tree, mut rest) = (tree.to_owned(), commit);
        loop {
            let route = format!("/git/trees/{tree}");
            let folder: Tree = self.get(&route)?;
            if folder.truncated {
                // A part taken for the whole could hide the note.
                return Err(Fault::endless(&format!("GET {route}"), folder.tree.len()));
            }
            let named = |name: &str, kind: &str| {
                let mut entries = folder.tree.iter();
                let found = entries.find(|entry| entry.path == name && entry.kind == kind);
                found.map(|entry| entry.sha.clone())
            };
            if let Some(found) = named(rest, "blob") {
                return Ok(Some(found));
            }
            let Some((name, inside)) = rest.split_at_checked(2) else {
                return Ok(None);
            };
            match named(name, "tree") {
                Some(below) => (tree, rest) = (below, inside),
                None => return Ok(None),
            }
        }
    }

    /// Adds a note to those at a tip, and moves the ref there.
    fn add(&self, new: &NewNote<'_>, blob: &str, tip: Option<&Tip>) -> Result<(), Fault> {
        let (folder, name) = new.commit.split_at_checked(2).unwrap_or(("", new.commit));
        let path = format!("{folder}/{name}");
        let entry = json!({"path": path, "mode": "100644", "type": "blob", "sha": blob});
        let mut body = json!({"tree": [entry]});
        if let Some(tip) = tip {
            body["base_tree"] = tip.tree.clone().into();
        }
        let tree = self.object("/git/trees", &body)?;
        let parents: Vec<&String> = tip.iter().map(|tip| &tip.commit).collect();
        // Whose commit it is GitHub says, and signs it: no author is sent along.
        let body = json!({"message": new.message, "tree": tree, "parents": parents});
        let commit = self.object("/git/commits", &body)?;
        let moved = match tip {
            None => {
                let body = json!({"ref": new.reference, "sha": commit});
                self.call(Method::Post, "/git/refs", Some(&body))
            }
            Some(_) => {
                let route = format!("/git/refs/{}", below_refs(new.reference));
                let body = json!({"sha": commit, "force": false});
                self.call(Method::Patch, &route, Some(&body))
            }
        };
        moved.map(drop)
    }

    /// Makes an object; the same again makes the same, or one that nothing leads to.
    fn object(&self, route: &str, body: &Value) -> Result<String, Fault> {
        let answer = self.call(Method::Post, route, Some(body))?;
        let sha = answer["sha"].as_str().map(str::to_owned);
        sha.ok_or_else(|| Fault::broken(&format!("POST {route}"), "no sha"))
    }
}

/// A ref as routes name it: one segment.
fn below_refs(reference: &str) -> String {
    segment(reference.trim_start_matches("refs/"))
}
