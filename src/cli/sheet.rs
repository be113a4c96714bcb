//! What the commands whose answer may be a spreadsheet have in common.

use super::args::FundFormat;
use super::file;
use super::output::{CommandError, Output};
use super::query::command;
use mulu_app::Error;
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_report::Localizer;
use mulu_report::answers::{self, AnswerView};
use mulu_report::tables::ResultSet;
use std::io::{self, Write};
use std::path::Path;

/// A spreadsheet is written to a file alone.
///
/// # Errors
/// When none is named for one.
pub(super) fn needs_file(format: FundFormat, output: Option<&Path>) -> Result<(), Error> {
    if format == FundFormat::Xlsx && output.is_none() {
        return Err(Error::bad_input(Message::new("query-xlsx-file")));
    }
    Ok(())
}

/// Writes to the file that was named, or to standard output.
pub(super) fn into(
    path: Option<&Path>,
    output: &mut Output,
    content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CommandError> {
    match path {
        Some(path) => Ok(file::write(path, content)?),
        None => Ok(content(output.stdout())?),
    }
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
