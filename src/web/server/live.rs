//! The state that is served, and the next one: built aside, and swapped when it is whole.

use super::Options;
use crate::state::State;
use mulu_app::{self as app, OwnedSnapshot, Tip, Unjudged};
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Audience;
use mulu_report::Localizer;
use std::sync::Arc;

/// The state that is served.
pub(super) struct Live {
    /// Where the branch stood when it was last looked at.
    pub(super) tip: Tip,
    /// The last state that could be judged.
    pub(super) state: Arc<State>,
    /// Why it isn't the branch's.
    pub(super) notice: Option<Message>,
}

impl Live {
    /// The branch as it stands.
    ///
    /// # Errors
    /// When it cannot be judged: there is nothing to serve yet.
    pub(super) fn first(options: &Options, words: &[Localizer; 2]) -> Result<Self, Unjudged> {
        let tip = app::tip(&options.folder, &options.revision).map_err(Unjudged::Failed)?;
        let snapshot = app::judged(&options.folder, &tip.commit, Some(tip.today))?;
        Ok(Live {
            tip,
            state: Arc::new(State::new(snapshot, words, options.audience)),
            notice: None,
        })
    }

    /// What is served next; `None`: nothing has changed. A branch that cannot be judged
    /// leaves the last state where it is, with a notice, and today's day.
    pub(super) fn next(&self, options: &Options, words: &[Localizer; 2]) -> Option<Self> {
        let tip = match app::tip(&options.folder, &options.revision) {
            Ok(tip) => tip,
            Err(error) => return self.kept(self.tip.clone(), error.message),
        };
        if tip == self.tip {
            // Looked at in vain before, and there again.
            let shown = self.shown();
            let is_current = shown.commit.as_ref() == Some(&tip.commit) && shown.on == tip.today;
            return (is_current && self.notice.is_some()).then(|| Live {
                tip,
                state: Arc::clone(&self.state),
                notice: None,
            });
        }
        match app::judged(&options.folder, &tip.commit, Some(tip.today)) {
            Ok(snapshot) => Some(Live {
                tip,
                state: state(snapshot, words, options.audience),
                notice: None,
            }),
            Err(unjudged) => {
                let shown = self.shown();
                let why = unjudged.into_error().message;
                if shown.on == tip.today {
                    return self.kept(tip, why);
                }
                let commit = shown.commit.clone().unwrap_or_default();
                let again = app::judged(&options.folder, &commit, Some(tip.today)).ok()?;
                Some(Live {
                    notice: Some(notice(&tip.commit, why)),
                    tip,
                    state: state(again, words, options.audience),
                })
            }
        }
    }

    /// What is shown.
    pub(super) fn shown(&self) -> &Provenance {
        self.state.view().provenance
    }

    /// The same state with a reason; `None` where that has been said.
    fn kept(&self, tip: Tip, why: Message) -> Option<Self> {
        let notice = Some(notice(&tip.commit, why));
        (notice != self.notice).then(|| Live {
            tip,
            state: Arc::clone(&self.state),
            notice,
        })
    }

    /// What has happened, for whoever runs the server.
    pub(super) fn said(&self) -> Message {
        match &self.notice {
            Some(notice) => notice.clone(),
            None => Message::new("web-swapped")
                .arg("commit", self.tip.commit.clone())
                .arg("on", self.tip.today.to_string()),
        }
    }
}

fn notice(commit: &str, why: Message) -> Message {
    let commit = Provenance::short(commit).to_owned();
    Message::new("web-stale")
        .arg("commit", commit)
        .arg("why", why)
}

/// A state that is whole: who reads first doesn't wait longer than others.
fn state(snapshot: OwnedSnapshot, words: &[Localizer; 2], audience: Audience) -> Arc<State> {
    let state = State::new(snapshot, words, audience);
    state.warm();
    Arc::new(state)
}
