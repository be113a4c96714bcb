//! The document model of a review: blocks of lines of pieces. The account is built
//! of these once; Markdown, the terminal and the checks render them.

use crate::verdict::{self, Look};
use mulu_core::decision::Verdict;
use mulu_core::review::Conclusion;

/// The colour of what it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// It can be merged.
    Good,
    /// Somebody must do something first.
    Waiting,
    /// It cannot be merged as it is.
    Bad,
}

impl Mark {
    /// The signs and the colour: those of a verdict as good or bad.
    pub(crate) fn look(self) -> Look {
        verdict::of(match self {
            Mark::Good => Verdict::Eligible,
            Mark::Waiting => Verdict::Pending,
            Mark::Bad => Verdict::Ineligible,
        })
    }
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Eligible => Mark::Good,
            Verdict::Pending => Mark::Waiting,
            Verdict::Ineligible => Mark::Bad,
        }
    }
}

impl From<Conclusion> for Mark {
    fn from(conclusion: Conclusion) -> Self {
        match conclusion {
            Conclusion::Success | Conclusion::Neutral => Mark::Good,
            Conclusion::ActionRequired => Mark::Waiting,
            Conclusion::Failure => Mark::Bad,
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Words as they are.
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
    Person {
        login: String,
        /// Whether they are to hear of it.
        called: bool,
    },
}

/// A line of pieces.
pub(crate) type Line = Vec<Inline>;

/// A part of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// What it comes to.
    Title(Mark, String),
    /// What follows.
    Heading(String),
    /// One line of text.
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
    /// Points, none before another.
    List(Vec<Line>),
    /// What only some want to read.
    Fold {
        /// What is in it.
        summary: String,
        /// Whether it is told where there is no room to fold.
        always: bool,
        /// What is folded.
        blocks: Vec<Block>,
    },
    /// Small print.
    Note(Line),
}

impl Block {
    /// Whether it may take much room, and rather gives way.
    pub(super) fn is_long(&self) -> bool {
        matches!(
            self,
            Block::Table { .. } | Block::Steps(_) | Block::Fold { .. }
        )
    }
}
