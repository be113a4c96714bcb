//! What the commands whose answer may be a spreadsheet have in common.

use super::query::command;
use mulu_core::decision::Provenance;
use mulu_report::Localizer;
use mulu_report::answers::{self, AnswerView};
use mulu_report::tables::ResultSet;
use std::io::{self, Write};

/// Writes rows as CSV.
pub(super) fn csv(
    out: &mut dyn Write,
    answer: &ResultSet,
    provenance: &Provenance,
) -> io::Result<()> {
    let view = AnswerView {
        answer,
        provenance,
        sql: "",
        command: "",
    };
    answers::csv(out, &view)
}

/// Writes rows as a spreadsheet that says what it rests on.
pub(super) fn xlsx(
    out: &mut dyn Write,
    answer: &ResultSet,
    provenance: &Provenance,
    words: &Localizer,
) -> io::Result<()> {
    let view = AnswerView {
        answer,
        provenance,
        sql: "",
        command: &command(),
    };
    answers::xlsx(out, &view, words)
}
