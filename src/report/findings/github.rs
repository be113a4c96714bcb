//! Findings as GitHub's workflow commands: annotations on lines.

use super::{Findings, help};
use crate::files::Files;
use crate::{Localizer, text};
use std::io::{self, Write};

/// Writes one workflow command a finding.
///
/// # Errors
/// When it cannot be written.
pub fn github(out: &mut dyn Write, findings: &Findings<'_>, words: &Localizer) -> io::Result<()> {
    let mut files = Files::new(findings.tree);
    for diagnostic in findings.diagnostics {
        let (start, end) = files.range(&diagnostic.primary);
        let message = words.say(&diagnostic.message);
        let message = format!("{message}\n{}", help(words, diagnostic));
        writeln!(
            out,
            "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}",
            diagnostic.severity().id(),
            property(&text::plain(&format!(
                "{}{}",
                findings.folder, diagnostic.primary.path
            ))),
            start.line,
            start.column,
            end.line,
            end.column,
            property(diagnostic.code.id),
            data(&message),
        )?;
    }
    Ok(())
}

/// What GitHub's runner undoes in the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What it undoes in a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
