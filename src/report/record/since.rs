//! Beside the decisions of today: what was decided on the budget's day, and what is
//! otherwise since. What was decided stands (Art. 10).

use crate::Localizer;
use crate::decisions::outcome;
use mulu_core::decision::Snapshot;
use mulu_core::diagnostic::Message;
use mulu_record::{OfRecord, Since};
use std::io::{self, Write};

/// The decision of record, and what is true since.
///
/// # Errors
/// When it can't be written.
pub fn since(
    out: &mut dyn Write,
    record: &OfRecord,
    turned: &[Since<'_>],
    snapshot: &Snapshot<'_>,
    words: &Localizer,
) -> io::Result<()> {
    let words = &words.about(snapshot);
    let decided = &record.certificate.statement.predicate;
    let head = Message::new("record-decided")
        .arg("on", decided.on.as_str())
        .arg("path", record.path.as_str())
        .arg("count", turned.len());
    writeln!(out, "\n{}", words.say(&head))?;
    for one in turned {
        let named = |verdict: &str| words.word(&format!("verdict-{verdict}"));
        let reasons = snapshot.blocking(one.is);
        let reasons = reasons
            .iter()
            .map(|of| outcome::message(snapshot, words, of));
        let reasons: Vec<String> = reasons.collect();
        let line = Message::new("record-since")
            .arg("system", snapshot.registry.system_name(&one.is.system))
            .arg("was", named(&one.was.verdict))
            .arg("on", decided.on.as_str())
            .arg("is", named(one.is.verdict.id()))
            .arg("reasons", reasons.len())
            .arg("why", words.sentences(reasons));
        writeln!(out, "  {}", words.say(&line))?;
    }
    Ok(())
}
