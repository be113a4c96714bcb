//! Beside the decisions of today: what was decided on the budget's day, and what is
//! otherwise since. What was decided stands (Art. 10).

use crate::Localizer;
use crate::decisions::outcome;
use mulu_core::decision::Snapshot;
use mulu_core::diagnostic::Message;
use mulu_record::{OfRecord, Since};
use std::io::{self, Write};
use std::sync::Arc;

/// A year's decision of record in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What was decided when, or that the record can't be read.
    pub head: String,
    /// The systems whose verdict is another one since, each with what became of it.
    pub turned: Vec<(Arc<str>, String)>,
}

/// A year's decision of record with what is otherwise since; `None`: nothing was recorded.
#[must_use]
pub fn recorded(
    record: &Result<Option<OfRecord>, String>,
    turned: &[Since<'_>],
    snapshot: &Snapshot<'_>,
    words: &Localizer,
) -> Option<Recorded> {
    let words = &words.about(snapshot);
    let record = match record {
        Ok(record) => record.as_ref()?,
        Err(path) => {
            let unsound = Message::new("record-unsound").arg("path", path.as_str());
            return Some(Recorded {
                head: words.say(&unsound),
                turned: Vec::new(),
            });
        }
    };
    let on = &*record.certificate.statement.predicate.on;
    let head = Message::new("record-decided")
        .arg("on", on)
        .arg("path", record.path.as_str())
        .arg("count", turned.len());
    let turned = turned.iter().map(|one| {
        let said = words.say(&since(one, on, snapshot, words));
        (Arc::clone(&one.is.system), said)
    });
    Some(Recorded {
        head: words.say(&head),
        turned: turned.collect(),
    })
}

/// What became of one request.
fn since(one: &Since<'_>, on: &str, snapshot: &Snapshot<'_>, words: &Localizer) -> Message {
    let named = |verdict: &str| words.word(&format!("verdict-{verdict}"));
    let reasons = snapshot.blocking(one.is);
    let reasons = reasons
        .iter()
        .map(|of| outcome::message(snapshot, words, of));
    let reasons: Vec<String> = reasons.collect();
    Message::new("record-since")
        .arg("system", snapshot.registry.system_name(&one.is.system))
        .arg("was", named(&one.was.verdict))
        .arg("on", on)
        .arg("is", named(one.is.verdict.id()))
        .arg("reasons", reasons.len())
        .arg("why", words.sentences(reasons))
}

/// The same on a terminal.
///
/// # Errors
/// When it can't be written.
pub fn terminal(out: &mut dyn Write, recorded: &Recorded) -> io::Result<()> {
    writeln!(out, "\n{}", recorded.head)?;
    for (_, said) in &recorded.turned {
        writeln!(out, "  {said}")?;
    }
    Ok(())
}
