//! Changes made to the bytes of a file, one after another. What cannot be made
//! without any other change is left, and becomes a question.

use super::{Change, Question, Reason};
use crate::diagnostic::{Message, Span};
use crate::document::edit::{Refusal, edit};
use crate::registry::Supplier;
use std::sync::Arc;

/// What became of the changes of one file.
pub(super) struct Applied {
    /// The bytes with those that could be made.
    pub(super) bytes: Arc<[u8]>,
    /// These.
    pub(super) made: Vec<Change>,
    /// The others, and why.
    pub(super) left: Vec<(Change, Refusal)>,
}

/// Makes every change that can be made.
pub(super) fn apply(path: &Arc<str>, bytes: &Arc<[u8]>, changes: Vec<Change>) -> Applied {
    let mut now = Arc::clone(bytes);
    let (mut made, mut left) = (Vec::new(), Vec::new());
    for change in changes {
        let mut edits = change.edits.iter();
        match edits.try_fold(Arc::clone(&now), |bytes, one| edit(path, &bytes, one)) {
            Ok(bytes) => {
                now = bytes;
                made.push(change);
            }
            Err(why) => left.push((change, why)),
        }
    }
    let bytes = now;
    Applied { bytes, made, left }
}

/// A change that a person must make.
pub(super) fn by_hand(change: Change, why: Refusal, who: Supplier) -> Question {
    let key = match why {
        Refusal::Broken => "migrate-refused-broken",
        Refusal::Absent => "migrate-refused-absent",
        Refusal::Form => "migrate-refused-form",
        Refusal::Differs => "migrate-refused-differs",
    };
    let ask = match change.before {
        Some(before) => Message::new("migrate-ask-change").arg("before", before),
        None => Message::new("migrate-ask-add"),
    };
    Question {
        pointer: change.pointer,
        span: Span::default(),
        ask: ask.arg("after", change.after),
        help: vec![change.why],
        who,
        reason: Reason::Contract(Message::new(key)),
    }
}
