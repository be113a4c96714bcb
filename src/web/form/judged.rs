//! What would be said of a draft: judged once for each version, and kept for a while.

use super::{Open, Person, Visit};
use crate::fault::{Fault, Status};
use crate::state::State;
use mulu_app::{self as app};
use mulu_core::diagnostic::{Diagnostic, Message};
use mulu_core::registry::Readings;
use mulu_core::review::Review;
use mulu_core::schema::Schemas;
use mulu_report::ReviewView;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How many judgements are kept.
const KEPT: usize = 16;

/// A draft with its judgement.
pub(super) struct Judged {
    /// Its file.
    pub(super) bytes: Arc<[u8]>,
    /// The registry as it would be with it.
    pub(super) state: State,
    review: Review,
}

/// Why a draft makes no file: what is there cannot be changed at a place without changing
/// anything else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    /// The place, by its pointer.
    pub(super) pointer: String,
}

type Outcome = Result<Arc<Judged>, Refused>;

/// Which draft at which version, on which state, for whom.
type Key = (String, i64, String, String);

/// Judgements of the last drafts.
#[derive(Default)]
pub(super) struct Judgements {
    last: Mutex<VecDeque<(Key, Outcome)>>,
    /// What was read of the state that is served, by its schemas: a draft changes one file
    /// of thousands.
    read: Mutex<(Option<Arc<Schemas>>, Readings)>,
}

impl Judged {
    /// What is wrong with the draft's own file.
    pub(super) fn findings<'a>(&'a self, open: &'a Open) -> impl Iterator<Item = &'a Diagnostic> {
        let all = self.review.findings.iter().map(|found| &found.diagnostic);
        all.filter(|found| *found.primary.path == *open.path)
    }

    /// The judgement of the change.
    pub(super) fn review(&self) -> &Review {
        &self.review
    }

    /// The review as the bot would tell it.
    pub(super) fn shown<'a>(&'a self, visit: &'a Visit<'_>) -> ReviewView<'a> {
        let commit = visit.base.provenance.commit.as_deref().unwrap_or_default();
        ReviewView {
            review: &self.review,
            base: commit,
            head: commit,
            before: visit.base.view(),
            after: self.state.view(),
            own: None,
        }
    }
}

impl Visit<'_> {
    /// What would be said of a draft.
    ///
    /// # Errors
    /// When what is served cannot be judged at all.
    pub(super) fn judged(&self, open: &Open) -> Result<Outcome, Fault> {
        let provenance = &self.base.provenance;
        let state = format!("{:?} {}", provenance.commit, provenance.on);
        let (id, version) = (open.draft.id.clone(), open.draft.version);
        let key = (id, version, state, self.person.name());
        let kept = |all: &VecDeque<(Key, Outcome)>| {
            let found = all.iter().find(|(known, _)| *known == key);
            found.map(|(_, outcome)| outcome.clone())
        };
        let all = &self.desk.judged.last;
        if let Some(found) = kept(&all.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(found);
        }
        let outcome = self.judge(open)?;
        let mut all = all.lock().unwrap_or_else(PoisonError::into_inner);
        all.truncate(KEPT - 1);
        all.push_front((key, outcome.clone()));
        Ok(outcome)
    }

    fn judge(&self, open: &Open) -> Result<Outcome, Fault> {
        let base: Option<Arc<[u8]>> = open.draft.base.as_deref().map(Into::into);
        let said = open.sheet.document(&self.base.schemas, open.kind);
        let composed = app::composed(&self.base.schemas, &open.path, base.as_ref(), &said);
        let bytes = match composed {
            Ok(bytes) => bytes,
            Err((pointer, _)) => return Ok(Err(Refused { pointer })),
        };
        let author = match &self.person {
            Person::Here => None,
            Person::Known(identity) => Some(identity),
        };
        let draft = |readings: &mut Readings| {
            let bytes = Arc::clone(&bytes);
            app::drafted(self.base, &open.path, bytes, author, readings)
        };
        // Where somebody else's draft is being judged, it is read anew beside that.
        let drafted = match self.desk.judged.read.try_lock() {
            Ok(mut read) => {
                let schemas = &self.base.schemas;
                let is_same = |known: &Arc<Schemas>| Arc::ptr_eq(known, schemas);
                if !read.0.as_ref().is_some_and(is_same) {
                    *read = (Some(Arc::clone(schemas)), Readings::default());
                }
                draft(&mut read.1)
            }
            Err(_) => draft(&mut Readings::default()),
        };
        let unjudged = || Fault::new(Status::Busy, Message::new("web-failed"));
        let drafted = drafted.ok_or_else(unjudged)?;
        let audience = self.base.provenance.audience;
        Ok(Ok(Arc::new(Judged {
            bytes,
            state: State::new(drafted.merged, self.words, audience),
            review: drafted.review,
        })))
    }
}
