//! What is kept of a merged pull request: a note on the merge of who proposed and who agreed to
//! what, which GitHub alone knows. Checks, comments and labels are not touched by it.

use super::super::Error;
use super::apart::garbled;
use super::order::{Case, Merge, Said, Unnoted};
use super::{Bot, BotOutcome, is_id, noting, unreached};
use mulu_core::diagnostic::Message;
use mulu_github::{self as github, Event, Merged, NewNote, NoteWritten, Pull};
use mulu_record::{Note, note};

/// How many merges one sweep makes up for; what is left the next one does.
const MOST: usize = 25;

impl Bot {
    /// Does what an event calls for on the record: a merged pull request gets its note, and a
    /// sweep makes up for those that have none.
    #[must_use]
    pub fn record(&self, event: &Event) -> Vec<BotOutcome> {
        let outcomes = match event {
            Event::Closed { number } => match self.client.pull(*number) {
                Ok(pull) => self.noted(&pull).into_iter().collect(),
                Err(fault) => vec![failed(Some(*number), unreached(&fault))],
            },
            Event::Sweep => self.missed(),
            _ => Vec::new(),
        };
        match outcomes.is_empty() {
            true => vec![BotOutcome::Nothing],
            false => outcomes,
        }
    }

    /// The note of a pull request that was merged into the default branch; none: it wasn't.
    fn noted(&self, pull: &Pull) -> Option<BotOutcome> {
        let merged = pull.merged.as_ref().filter(|_| pull.to_default)?;
        let done = self.judged_merge(pull, merged);
        let done = done.and_then(|(commit, text)| self.written(pull, commit, text));
        Some(done.unwrap_or_else(|failure| failed(Some(pull.number), failure)))
    }

    /// The merge, and what its note is to say.
    fn judged_merge(&self, pull: &Pull, merged: &Merged) -> Result<(String, String), Error> {
        let commit = merged.commit.clone().filter(|commit| is_id(commit));
        let commit = commit.ok_or_else(|| Error::outside(Message::new("failure-note-nowhere")))?;
        let reviews = self.client.reviews_until(pull.number, Some(&merged.at));
        let reviews = reviews.map_err(|fault| unreached(&fault))?;
        let merge = Merge {
            number: pull.number,
            branch: pull.base.clone(),
            commit: commit.clone(),
            head: pull.head.clone(),
            author: pull.author.clone(),
            approvals: reviews.approvals,
        };
        let begun = noting::begun(&merge);
        match self.heard(Case::Merge(Box::new(merge))).said()? {
            Said::Note(text) if is_of(&text, &begun) => Ok((commit, text)),
            _ => Err(garbled()),
        }
    }

    fn written(&self, pull: &Pull, commit: String, text: String) -> Result<BotOutcome, Error> {
        let number = pull.number;
        let written = match self.dry_run {
            true => None,
            false => {
                let message = format!("mulu: approvals of #{number}\n");
                let new = NewNote {
                    reference: note::REFERENCE,
                    commit: &commit,
                    text: &text,
                    message: &message,
                };
                let written = github::note(&self.client, &new);
                Some(written.map_err(|fault| unreached(&fault))?)
            }
        };
        if written == Some(NoteWritten::Another) {
            let message = Message::new("failure-note-another").arg("commit", commit);
            return Err(Error::outside(message));
        }
        Ok(BotOutcome::Noted {
            pull: number,
            commit,
            text,
            written: written.map(|written| written == NoteWritten::Written),
        })
    }

    /// Merges whose note was missed: the run was killed, or GitHub didn't answer.
    fn missed(&self) -> Vec<BotOutcome> {
        let found = match self.unnoted() {
            Ok(found) => found,
            Err(failure) => return vec![failed(None, failure)],
        };
        let said = |sentence: String| Message::new("failure-said").arg("sentence", sentence);
        let unsound = found.unsound.into_iter().map(said);
        let mut outcomes: Vec<BotOutcome> = unsound.map(BotOutcome::Warned).collect();
        let mut made = 0;
        for lacking in found.lacking {
            if made == MOST {
                break;
            }
            match self.client.pull(lacking.pull) {
                // Anybody can write that a commit merged something.
                Ok(pull) if is_brought(&pull, &lacking.commit) => {
                    outcomes.extend(self.noted(&pull));
                    made += 1;
                }
                Ok(_) => {}
                // A history that came from elsewhere names pull requests of there.
                Err(fault) if fault.is_missing() => {}
                Err(fault) => outcomes.push(failed(Some(lacking.pull), unreached(&fault))),
            }
        }
        outcomes
    }

    fn unnoted(&self) -> Result<Unnoted, Error> {
        let settings = self.client.settings().map_err(|fault| unreached(&fault))?;
        let branch = settings.default_branch;
        match self.heard(Case::Unnoted { branch }).said()? {
            Said::Unnoted(found) => Ok(found),
            _ => Err(garbled()),
        }
    }
}

/// Whether a note is of a merge, with the people of whom GitHub told us: who judged read what
/// others wrote, and is believed about contents and verdicts alone.
fn is_of(text: &str, begun: &Note) -> bool {
    Note::read(text.as_bytes()).is_ok_and(|note| {
        (&note.commit, note.pull) == (&begun.commit, begun.pull)
            && (note.author, note.approvals) == (begun.author.clone(), begun.approvals.clone())
    })
}

/// Whether a commit is what brought a pull request.
fn is_brought(pull: &Pull, commit: &str) -> bool {
    let merged = pull.merged.as_ref();
    merged.and_then(|merged| merged.commit.as_deref()) == Some(commit)
}

fn failed(pull: Option<u64>, failure: Error) -> BotOutcome {
    BotOutcome::Failed { pull, failure }
}
