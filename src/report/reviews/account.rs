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
mod steps;

pub(super) use headline::Mark;

use super::{ReviewView, Shown};
use crate::Words;
use crate::decisions::View;
use crate::files::Files;
use mulu_core::diagnostic::Message;
use mulu_core::review::{Change, ChangeKind};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Words.
    Text(String),
    /// Words that matter.
    Strong(String),
    /// A name as it is written in a file.
    Code(String),
    /// A place in a file.
    Place {
        /// The file.
        path: String,
        /// The line, from 1; `None`: the whole file.
        line: Option<u32>,
        /// Whether the change has this version, or the base.
        proposed: bool,
    },
    /// Somebody's login.
    Person(String),
}

/// A line of pieces.
pub(super) type Line = Vec<Inline>;

/// A part of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// What it comes to.
    Title(Mark, String),
    /// What follows.
    Heading(String),
    /// A line.
    Paragraph(Line),
    /// A table; amounts stand on the right.
    Table {
        /// The heads of the columns, and whether they hold amounts.
        head: Vec<(String, bool)>,
        /// The rows.
        rows: Vec<Vec<Line>>,
    },
    /// Numbered, each with its lines.
    Steps(Vec<Vec<Line>>),
    /// A list.
    List(Vec<Line>),
    /// What only some want to read.
    Fold {
        /// What is in it.
        summary: String,
        /// Whether it is told where there is no room to fold.
        always: bool,
        /// It.
        blocks: Vec<Block>,
    },
    /// Small print.
    Note(Line),
}

/// The most rows, steps or entries of one part.
const MOST: usize = 30;

/// Who tells: the review, the language, and what names are looked up in.
pub(super) struct Teller<'a, 'w> {
    pub(super) view: &'w ReviewView<'a>,
    pub(super) words: &'w Words,
    /// The merge, to those who show decisions.
    pub(super) after: View<'a>,
    /// The base.
    pub(super) before: View<'a>,
    pub(super) files: Files<'a>,
}

/// What the check of the registry tells: faults, owners, approvals.
pub(super) fn registry(view: &ReviewView<'_>, words: &Words) -> (String, Vec<Block>) {
    let mut teller = Teller::new(view, words);
    let mut blocks = steps::of_registry(&mut teller);
    blocks.extend(approvals::tell(&teller));
    blocks.extend(findings::known(&mut teller));
    blocks.push(footer(&teller));
    (headline::registry(&teller), blocks)
}

/// What the check of funding tells: the requests, and what they lack.
pub(super) fn funding(view: &ReviewView<'_>, words: &Words) -> (String, Vec<Block>) {
    let teller = Teller::new(view, words);
    let mut blocks = funding::asked(&teller);
    blocks.extend(funding::table(&teller));
    blocks.extend(steps::of_funding(&teller));
    blocks.extend(funding::rules(&teller));
    blocks.push(footer(&teller));
    (headline::funding(&teller), blocks)
}

/// The whole account.
pub(super) fn tell(view: &ReviewView<'_>, words: &Words) -> Vec<Block> {
    let mut teller = Teller::new(view, words);
    let mut blocks = vec![headline::whole(&teller)];
    blocks.extend(funding::asked(&teller));
    blocks.extend(preview::tell(&teller));
    blocks.extend(funding::table(&teller));
    blocks.extend(steps::list(&mut teller));
    blocks.extend(approvals::tell(&teller));
    blocks.extend(funding::others(&teller));
    blocks.extend(changes::outside(&teller));
    blocks.extend(changes::facts(&teller));
    blocks.extend(funding::rules(&teller));
    blocks.extend(findings::known(&mut teller));
    blocks.push(footer(&teller));
    blocks
}

impl<'a, 'w> Teller<'a, 'w> {
    fn new(view: &'w ReviewView<'a>, words: &'w Words) -> Self {
        Teller {
            view,
            words,
            after: view.view(&view.after),
            before: view.view(&view.before),
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
        let changes = &self.view.review.changes;
        let there = |change: &Change| change.change != ChangeKind::Removed;
        changes
            .iter()
            .any(|change| *change.path == *path && there(change))
    }

    fn place(&self, path: &str, line: Option<u32>) -> Inline {
        Inline::Place {
            path: path.to_owned(),
            line,
            proposed: self.is_proposed(path),
        }
    }

    /// Logins in a row, with what stands between them.
    fn people(&self, logins: &[std::sync::Arc<str>]) -> Line {
        let between = self.words.word("review-or");
        let mut line = Line::new();
        for (at, login) in logins.iter().enumerate() {
            if at > 0 {
                line.push(Inline::Text(between.clone()));
            }
            line.push(Inline::Person(login.to_string()));
        }
        line
    }
}

/// What was judged by what, and how anybody can do so again.
fn footer(teller: &Teller<'_, '_>) -> Block {
    let view = teller.view;
    let short = |commit: &str| commit.chars().take(7).collect::<String>();
    let policy = match view.provenance.policy.as_deref() {
        Some(mulu_core::policy::builtin::NAME) | None => teller.words.word("header-built-in"),
        Some(commit) => short(commit),
    };
    let mut command = format!("mulu review {}..{}", short(view.base), short(view.head));
    if let Some(author) = &view.review.author {
        command += &format!(" --author {author}");
    }
    command += &format!(" --on {}", view.review.on);
    Block::Note(vec![
        teller.text(
            Message::new("review-footer")
                .arg("base", short(view.base))
                .arg("head", short(view.head))
                .arg("policy", policy)
                .arg("on", view.review.on.to_string()),
        ),
        Inline::Code(command),
        Inline::Text(teller.words.word("review-footer-recheck")),
        Inline::Code("/mulu recheck".to_owned()),
    ])
}

/// The side that decisions by the change's own rules are shown with.
fn own<'a>(view: &ReviewView<'a>) -> Option<(Shown<'a>, View<'a>)> {
    let own = view.own?;
    Some((own, view.view(&own)))
}
