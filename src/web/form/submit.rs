//! Handing in from the form: what stands in the way, the button, and what became of it.

use super::judged::Judged;
use super::posted::Posted;
use super::step::Step;
use super::{Open, Person, Reply, Visit, send};
use crate::fault::{Fault, Status};
use mulu_app::{HandedIn, Handing, Progress, PullState, Submitter};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::registry::Identity;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long it is believed what the forge said.
const FRESH: Duration = Duration::from_secs(15);

/// How many drafts it is kept of.
const KEPT: usize = 200;

/// What the forge said, and when.
type Said = (Instant, Result<Option<Progress>, Message>);

/// The way to the forge, and what it said lately: pages that are opened again and again ask
/// it once.
pub(super) struct Counter {
    submitter: Arc<Submitter>,
    said: Mutex<BTreeMap<String, Said>>,
}

impl Counter {
    pub(super) fn new(submitter: Arc<Submitter>) -> Self {
        Counter {
            submitter,
            said: Mutex::default(),
        }
    }

    fn forget(&self, draft: &str) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        said.remove(draft);
    }

    /// What became of a draft.
    fn look(&self, open: &Open) -> Result<Option<Progress>, Message> {
        let Some(handed) = &open.handed else {
            return Ok(None);
        };
        let fresh = |(at, _): &&Said| at.elapsed() < FRESH;
        {
            let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, said)) = said.get(&open.draft.id).filter(fresh) {
                return said.clone();
            }
        }
        let found = self.submitter.look(handed).map_err(|error| error.message);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.len() >= KEPT {
            said.clear();
        }
        said.insert(open.draft.id.clone(), (Instant::now(), found.clone()));
        found
    }
}

/// What a page says of handing in.
#[derive(Default)]
pub(super) struct Submitting {
    /// Whether this server hands anything in.
    pub(super) is_offered: bool,
    /// Why it can't be handed in as it is; empty: it can.
    pub(super) obstacle: String,
    /// What went wrong when it was tried; empty: nothing.
    pub(super) failed: String,
    pub(super) token: String,
    pub(super) version: i64,
    pub(super) action: String,
    /// What the button says; empty: there is nothing new to hand in.
    pub(super) button: String,
    /// The pull request: address and number; empty: none is open.
    pub(super) address: String,
    pub(super) number: String,
    /// What became of it, sentence by sentence.
    pub(super) told: Vec<String>,
}

/// What the page says; `failed`: why it wasn't handed in.
pub(super) fn submitting(
    visit: &Visit<'_>,
    open: &Open,
    failed: Option<&Message>,
) -> Result<Submitting, Fault> {
    let Some(counter) = &visit.desk.counter else {
        return Ok(Submitting::default());
    };
    let words = visit.context.words;
    let obstacle = obstacle(visit, open, &counter.submitter)?;
    let mut told = Submitting {
        is_offered: true,
        obstacle: obstacle.map_or_else(String::new, |why| words.say(&why)),
        failed: failed.map_or_else(String::new, |why| words.say(why)),
        token: visit.guard.token(),
        version: open.draft.version,
        action: visit.address(Step::Send(open.id())),
        button: visit.word("submit-do"),
        ..Submitting::default()
    };
    if let Some(handed) = &open.handed {
        let digest = digest(visit, open)?;
        let is_same = digest.is_some_and(|digest| digest == handed.digest);
        told.became(visit, handed, (counter.look(open), is_same));
    }
    Ok(told)
}

impl Submitting {
    /// What became of something handed in, by what the forge said; and whether the draft says
    /// the same still.
    fn became(
        &mut self,
        visit: &Visit<'_>,
        handed: &HandedIn,
        (found, is_same): (Result<Option<Progress>, Message>, bool),
    ) {
        let words = visit.context.words;
        let is_web = |address: &&String| {
            let mut schemes = ["https://", "http://"].iter();
            schemes.any(|scheme| address.starts_with(scheme))
        };
        let address = handed.address.as_ref().filter(is_web);
        self.address = address.cloned().unwrap_or_default();
        let number = handed.pull.map(|number| number.to_string());
        self.number = number.unwrap_or_default();
        let by = Message::new("submit-by").arg("who", handed.by.as_str());
        self.told.push(words.say(&by));
        let progress = match found {
            Ok(Some(progress)) => progress,
            // It was begun, and broke off.
            Ok(None) => return self.told.push(visit.word("submit-unfinished")),
            Err(why) => return self.told.push(words.say(&why)),
        };
        self.told.extend(told(visit, &progress));
        let stands = match progress.state {
            PullState::Open => progress.is_ours,
            PullState::Merged => true,
            PullState::Closed => false,
        };
        self.button = match is_same && stands {
            true => String::new(),
            false => visit.word("submit-again"),
        };
        if !is_same {
            self.told.push(visit.word("submit-changed"));
        }
    }
}

/// What became of it, and who acts next.
fn told(visit: &Visit<'_>, progress: &Progress) -> Vec<String> {
    let words = visit.context.words;
    let state = match progress.state {
        PullState::Open => "submit-open",
        PullState::Merged => "submit-merged",
        PullState::Closed => "submit-closed",
    };
    let mut told = vec![visit.word(state)];
    if progress.state == PullState::Open {
        let server = visit.base.registry.settings.submissions.as_ref();
        let account = server.and_then(|server| Identity::parse(&server.account));
        let opener = progress.opened_by.as_ref();
        let is_account = |account: &Identity| opener.is_some_and(|opener| account.is(opener));
        if !account.as_ref().is_some_and(is_account) {
            let who = opener.map_or_else(|| "?".to_owned(), ToString::to_string);
            told.push(words.say(&Message::new("submit-other-account").arg("who", who)));
        }
        if !progress.is_ours {
            told.push(visit.word("submit-not-ours"));
        }
        if progress.checks.is_empty() {
            told.push(visit.word("submit-unjudged"));
        }
    }
    let checks = progress.checks.iter().map(|(name, conclusion, title)| {
        let message = Message::new("submit-check")
            .arg("name", name.as_str())
            .arg("conclusion", conclusion.as_deref().unwrap_or("…"))
            .arg("title", mulu_report::text::plain(title).into_owned());
        words.say(&message)
    });
    told.extend(checks);
    told
}

/// The digest of the draft as it is now; `None`: it makes no file.
fn digest(visit: &Visit<'_>, open: &Open) -> Result<Option<String>, Fault> {
    let judged = visit.judged(open)?;
    let judged = judged.as_ref().ok();
    Ok(judged.map(|judged| mulu_app::digest(&open.path, &judged.bytes)))
}

/// Why a draft can't be handed in; `None`: it can.
fn obstacle(
    visit: &Visit<'_>,
    open: &Open,
    submitter: &Submitter,
) -> Result<Option<Message>, Fault> {
    if matches!(visit.person, Person::Here) {
        return Ok(Some(Message::new("submit-nobody")));
    }
    let judged = match visit.judged(open)? {
        Ok(judged) => judged,
        Err(refused) => {
            let message = Message::new("write-refused").arg("place", refused.pointer);
            return Ok(Some(message));
        }
    };
    let known = submitter.is_known(&visit.base.registry, visit.base.provenance.on);
    Ok(of_review(&judged).or(known.err().map(|error| error.message)))
}

/// What of its judgement stands against handing it in.
fn of_review(judged: &Judged) -> Option<Message> {
    let review = judged.review();
    let wrong = review.findings.iter();
    let wrong = wrong.filter(|found| found.caused && found.diagnostic.is_error());
    let wrong = wrong.count();
    let mut changes = review.changes.iter();
    if review.changes.is_empty() {
        Some(Message::new("submit-unchanged"))
    } else if changes.any(|change| change.author_allowed == Some(false)) {
        Some(Message::new("submit-not-yours"))
    } else {
        (wrong > 0).then(|| Message::new("submit-wrong").arg("count", wrong))
    }
}

/// Hands a draft in: whoever sends it saw what is handed in.
pub(super) fn take(visit: &Visit<'_>, open: Open, posted: &Posted) -> Result<Reply, Fault> {
    let Some(counter) = &visit.desk.counter else {
        return Err(Fault::new(Status::Method, Message::new("web-read-only")));
    };
    let shown = |open: &Open, code: u16, why: &Message| {
        let html = send::page(visit, open, Some(why))?;
        Ok(Reply::Page(code, html))
    };
    if !visit.guard.knows(posted.get("token").unwrap_or_default()) {
        return shown(&open, 403, &Message::new("submit-unsent"));
    }
    let version = posted
        .get("version")
        .and_then(|text| text.parse::<i64>().ok());
    if version != Some(open.draft.version) {
        return shown(&open, 409, &Message::new("submit-moved"));
    }
    if let Some(why) = obstacle(visit, &open, &counter.submitter)? {
        return shown(&open, 422, &why);
    }
    let (Person::Known(by), Ok(judged)) = (&visit.person, visit.judged(&open)?) else {
        return shown(&open, 422, &Message::new("submit-nobody"));
    };
    let handing = Handing {
        folder: visit.folder,
        draft: &open.draft.id,
        path: &open.path,
        bytes: &judged.bytes,
        by,
        base: visit.base,
        subject: &open.about(visit),
        words: visit.context.words,
    };
    let done = counter.submitter.hand_in(&visit.desk.drafts, &handing);
    counter.forget(&open.draft.id);
    match done {
        Ok(_) => Ok(Reply::Lead(visit.address(Step::Send(open.id())))),
        Err(Error { message, .. }) => {
            // As it stands now: a part may have been done.
            let open = visit.open(&open.draft.id)?;
            shown(&open, 503, &message)
        }
    }
}
