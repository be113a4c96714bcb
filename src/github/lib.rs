//! GitHub: what happened, what a pull request is like, and the one writer that
//! brings it to the state that was decided; one more opens pull requests, and writes nothing else.
//!
//! Payloads become our own types at the door. Nobody else knows GitHub's API; and
//! nothing here knows a registry.

mod apply;
mod checks;
mod client;
mod comments;
mod event;
mod fault;
mod labels;
mod notes;
mod propose;
mod pull;
mod reviewers;

pub use apply::{Applied, StillSo, apply, conclude, stands_green, take_down};
pub use checks::{CheckRun, Note};
pub use client::{Client, Connection};
pub use comments::answer;
pub use event::Event;
pub use fault::Fault;
pub use notes::{NewNote, NoteWritten, note};
pub use propose::{NewPull, Standing};
pub use pull::{Account, Approved, Merged, Merges, Pull, Reviews, Settings};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// What in a segment of a path is no letter or digit and stands as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A name as one segment of a path, or as a value in a query.
fn segment(name: &str) -> String {
    utf8_percent_encode(name, SEGMENT).to_string()
}

/// The state that a pull request is to be brought to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesiredState {
    /// The head that was judged.
    pub head: String,
    /// The checks, each by its name.
    pub checks: Vec<CheckRun>,
    /// The one comment; `None`: it is left as it is.
    pub comment: Option<String>,
    /// Which of our labels it has.
    pub labels: Vec<String>,
    /// All the labels that are ours: those not wanted are taken off.
    pub our_labels: Vec<String>,
    /// Who is asked for a review, unless they were.
    pub reviewers: Vec<String>,
    /// What is said in the checks where GitHub refuses something else.
    pub refusals: Refusals,
}

/// Sentences on what GitHub refused; the reason follows in brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusals {
    /// The comment.
    pub comment: String,
    /// Labels.
    pub labels: String,
    /// Asking for reviews.
    pub reviewers: String,
}
