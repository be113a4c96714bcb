//! A merge, from its objects to its note, and the merges that have none: the work of a judging
//! process. Who agreed is counted as for a pull request, over what landed.

use super::super::Error;
use super::super::days::zone_of;
use super::super::record::Kept;
use super::super::review::{Proposal, review};
use super::identity;
use super::judge::{Judging, approved};
use super::order::{Lacking, Merge, Said, Unnoted};
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_git::{Repository, Revision};
use mulu_record::note::{self, Account, Approval};
use mulu_record::{Finding, Note, Noted};

/// The line of the default branch as it is kept here.
const LINE: &str = "refs/mulu/line";

/// Where the notes of the remote are kept here.
const NOTES: &str = "refs/mulu/notes/mulu";

/// How many commits of the line are looked at for merges that have no note, from the newest.
const LOOK_BACK: usize = 200;

/// That notes couldn't be read at all: none is then known to be missing.
const UNREAD: &str = "note/objects";

impl Judging {
    /// The note on a merge.
    pub(super) fn merge(&self, of: &Merge) -> Result<Said, Error> {
        let repository = Repository::open(&self.folder)?;
        self.fetch_line(&repository, &of.branch)?;
        self.fetch_approved(&repository, &of.approvals);
        let commit = repository.commit(&of.commit)?;
        let parents = commit.parent_ids();
        let (Some(base), true) = (
            parents.first(),
            repository.is_within(&commit, &repository.revision(LINE)?),
        ) else {
            let message = Message::new("failure-note-elsewhere").arg("commit", &*of.commit);
            return Err(Error::outside(message.arg("branch", &*of.branch)));
        };
        let zone = zone_of(&repository.commit(base)?)?;
        let reviewed = review(&Proposal {
            folder: self.folder.clone(),
            on: Some(commit.date(&zone)?),
            base: base.clone(),
            head: of.commit.clone(),
            author: of.author.as_ref().map(identity),
            approvals: approved(&of.approvals),
            ..Proposal::default()
        })?;
        let sides = (&reviewed.base.view(), &reviewed.merged.view());
        let note = Note {
            head: parents.get(1).unwrap_or(&of.head).clone(),
            base: base.clone(),
            ..begun(of)
        };
        let note = note.judged(&reviewed.review, sides);
        let text = note
            .bytes()
            .map_err(|found| Error::outside(found.message))?;
        Ok(Said::Note(String::from_utf8_lossy(&text).into_owned()))
    }

    /// The newest merges of a branch that have no note, and what is wrong with the notes of
    /// others.
    pub(super) fn unnoted(&self, branch: &str) -> Result<Said, Error> {
        let repository = Repository::open(&self.folder)?;
        self.fetch_line(&repository, branch)?;
        // A pattern: there may be no such ref yet.
        let notes = format!("+{0}*:{1}*", note::REFERENCE, NOTES);
        repository.fetch(&self.remote, &[notes])?;
        let line = repository.line(&repository.revision(LINE)?, None)?;
        let mut found = Unnoted::default();
        let kept = Kept::open(&repository, NOTES);
        for commit in line.iter().take(LOOK_BACK) {
            match kept.of(commit) {
                Noted::Unreadable(why) if why.code == UNREAD => {
                    return Err(Error::outside(why.message));
                }
                Noted::None | Noted::NotFetched => found.lacking.extend(lacking(commit)),
                there => {
                    let findings = there.findings();
                    let forged = findings.iter().find(|one| is_forged(one));
                    found.unsound.extend(forged.map(|one| {
                        let message = Message::new("bot-note-unsound")
                            .arg("commit", Provenance::short(&commit.id()));
                        self.words.say(&message.arg("why", one.message.clone()))
                    }));
                }
            }
        }
        Ok(Said::Unnoted(found))
    }

    fn fetch_line(&self, repository: &Repository, branch: &str) -> Result<(), Error> {
        repository.fetch(&self.remote, &[format!("+refs/heads/{branch}:{LINE}")])
    }
}

/// What is known of a merge without judging it.
pub(super) fn begun(of: &Merge) -> Note {
    let approvals = of.approvals.iter().map(|given| Approval {
        login: given.by.login.clone(),
        account: given.by.id,
        commit: given.commit.clone(),
        at: given.at.clone(),
    });
    Note {
        commit: of.commit.clone(),
        pull: of.number,
        author: of.author.as_ref().map(|author| Account {
            login: author.login.clone(),
            account: author.id,
        }),
        approvals: approvals.collect(),
        ..Note::default()
    }
}

/// A commit that says that it merged a pull request. Whether it did, only GitHub knows.
fn lacking(commit: &Revision<'_>) -> Option<Lacking> {
    Some(Lacking {
        pull: commit.pull()?,
        commit: commit.id(),
    })
}

/// Whether a note isn't what we would have written; that nobody agreed to something is true.
fn is_forged(found: &Finding) -> bool {
    found.code != "note/unapproved"
}
