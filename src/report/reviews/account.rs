//! A review told in order: what it comes to, what to do, who acts next; the
//! rest folded. How it looks is settled by [`super::markdown`] and
//! [`super::terminal`]; whatever comes from documents is a value here and is made
//! safe there.

mod approvals;
mod changes;
mod findings;
mod funding;
mod headline;
mod preview;
mod projects;
mod refused;
mod steps;
mod submitted;
mod years;

use super::ReviewView;
use super::doc::{Block, Inline, Line, Mark};
use crate::Localizer;
use crate::files::Files;
use mulu_core::decision::{Provenance, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::ChangeKind;

/// The most rows, steps or entries of one part.
const MOST: usize = 30;

/// Who tells: the review, the language, and what names are looked up in.
pub(super) struct ReviewWriter<'a, 'w> {
    pub(super) view: &'w ReviewView<'a>,
    pub(super) words: &'w Localizer,
    /// The merge, to those who show decisions.
    pub(super) after: Snapshot<'a>,
    /// The base.
    pub(super) before: Snapshot<'a>,
    pub(super) files: Files<'a>,
}

/// What the check of the registry tells: faults, owners, approvals.
pub(super) fn registry(view: &ReviewView<'_>, words: &Localizer) -> (String, Vec<Block>) {
    let mut writer = ReviewWriter::new(view, words);
    let mut blocks: Vec<Block> = submitted::tell(&writer).into_iter().collect();
    blocks.extend(steps::of_registry(&mut writer));
    blocks.extend(approvals::tell(&writer));
    blocks.extend(findings::known(&mut writer));
    blocks.push(footer(&writer));
    (headline::registry(&writer), blocks)
}

/// What the check of funding tells: the requests, and what they lack.
pub(super) fn funding(view: &ReviewView<'_>, words: &Localizer) -> (String, Vec<Block>) {
    let writer = ReviewWriter::new(view, words);
    let mut blocks = funding::asked(&writer);
    blocks.extend(funding::table(&writer));
    blocks.extend(steps::of_funding(&writer));
    blocks.extend(years::tell(&writer));
    blocks.extend(funding::rules(&writer));
    blocks.push(footer(&writer));
    (headline::funding(&writer), blocks)
}

/// The whole account.
pub(super) fn tell(view: &ReviewView<'_>, words: &Localizer) -> Vec<Block> {
    let mut writer = ReviewWriter::new(view, words);
    let mut blocks = vec![headline::whole(&writer)];
    blocks.extend(submitted::tell(&writer));
    blocks.extend(funding::asked(&writer));
    blocks.extend(preview::tell(&writer));
    blocks.extend(funding::table(&writer));
    blocks.extend(projects::table(&writer));
    blocks.extend(steps::list(&mut writer));
    blocks.extend(approvals::tell(&writer));
    blocks.extend(funding::others(&writer));
    blocks.extend(years::tell(&writer));
    blocks.extend(changes::outside(&writer));
    blocks.extend(changes::facts(&writer));
    blocks.extend(funding::rules(&writer));
    blocks.extend(findings::known(&mut writer));
    blocks.extend(anonymous(&writer));
    blocks.push(footer(&writer));
    blocks
}

/// Who may propose it was not asked, where nobody said who proposes it.
fn anonymous(writer: &ReviewWriter<'_, '_>) -> Option<Block> {
    let review = writer.view.review;
    let mut changes = review.changes.iter();
    let unasked = review.author.is_none() && changes.any(|change| change.author_allowed.is_none());
    let note = || Block::Note(vec![Inline::Text(writer.words.word("review-no-author"))]);
    unasked.then(note)
}

impl<'a, 'w> ReviewWriter<'a, 'w> {
    fn new(view: &'w ReviewView<'a>, words: &'w Localizer) -> Self {
        ReviewWriter {
            view,
            words,
            after: view.after,
            before: view.before,
            files: Files::new(view.after.tree),
        }
    }

    fn say(&self, message: Message) -> String {
        self.words.say(&message)
    }

    fn text(&self, message: Message) -> Inline {
        Inline::Text(self.say(message))
    }

    /// "… and so many more", where a part was cut.
    fn more(&self, all: usize) -> Option<Inline> {
        let more = all.checked_sub(MOST).filter(|more| *more > 0)?;
        Some(self.text(Message::new("review-more").arg("count", more)))
    }

    /// Whether a file is one of the change's.
    fn is_proposed(&self, path: &str) -> bool {
        // They stand in the order of their paths.
        let changes = &self.view.review.changes;
        let at = changes.binary_search_by(|change| (*change.path).cmp(path));
        let change = at.ok().and_then(|at| changes.get(at));
        change.is_some_and(|change| change.change != ChangeKind::Removed)
    }

    fn place(&self, path: &str, line: Option<u32>) -> Inline {
        Inline::Place {
            path: path.to_owned(),
            line,
            proposed: self.is_proposed(path),
        }
    }

    /// Logins in a row, with what stands between them.
    fn people(&self, people: &[&Identity]) -> Line {
        let between = self.words.word("review-or");
        let mut line = Line::new();
        for (at, person) in people.iter().enumerate() {
            if at > 0 {
                line.push(Inline::Text(between.clone()));
            }
            line.push(self.person(person));
        }
        line
    }

    /// Somebody: to be mentioned where GitHub knows them, and where they are called upon.
    fn person(&self, person: &Identity) -> Inline {
        let author = self.view.review.author.as_ref();
        let called = author.is_some_and(|author| author.is_same_person(person))
            || self.view.review.calls(self.before.registry);
        person.on_github().map_or_else(
            || Inline::Code(person.to_string()),
            |login| Inline::Person {
                login: login.to_string(),
                called,
            },
        )
    }
}

/// What was judged by what, and how anybody can do so again.
fn footer(writer: &ReviewWriter<'_, '_>) -> Block {
    let view = writer.view;
    let short = |commit: &str| Provenance::short(commit).to_owned();
    let policy = match view.before.provenance.policy.as_deref() {
        Some(mulu_core::policy::builtin::NAME) | None => writer.words.word("header-built-in"),
        Some(commit) => short(commit),
    };
    let mut command = format!("mulu review {}..{}", short(view.base), short(view.head));
    // What was handed in through the form is proven again from who opened it.
    let opener = match &view.review.submission {
        Some(submission) => submission.opened_by.as_ref(),
        None => view.review.author.as_ref(),
    };
    if let Some(opener) = opener {
        command += &format!(" --author {}", opener.in_full());
    }
    command += &format!(" --on {}", view.review.on);
    Block::Note(vec![
        writer.text(
            Message::new("review-footer")
                .arg("base", short(view.base))
                .arg("head", short(view.head))
                .arg("policy", policy)
                .arg("on", view.review.on.to_string()),
        ),
        Inline::Code(command),
        Inline::Text(writer.words.word("review-footer-recheck")),
        Inline::Code("/mulu recheck".to_owned()),
    ])
}
