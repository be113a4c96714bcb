//! `mulu check --format json` (DOMAIN: "Machine output").

use super::{Findings, help};
use crate::Localizer;
use crate::files::Files;
use crate::head::open;
use mulu_core::diagnostic::{Diagnostic, Label};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
pub(crate) struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(flatten)]
    place: Place<'a>,
    help: String,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    message: Option<String>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    pointer: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// Findings are of documents, so no rules are named.
#[derive(Serialize)]
struct CheckHead<'a> {
    registry: &'a str,
    commit: Option<&'a str>,
    on: String,
    documents: usize,
}

/// Writes the findings as one JSON object, a finding a line.
///
/// # Errors
/// When it cannot be written.
pub fn json(out: &mut dyn Write, findings: &Findings<'_>, words: &Localizer) -> io::Result<()> {
    let provenance = findings.provenance;
    let head = CheckHead {
        registry: &provenance.registry,
        commit: provenance.commit.as_deref(),
        on: provenance.on.to_string(),
        documents: findings.documents,
    };
    open(out, &head, "diagnostics")?;
    let mut files = Files::new(findings.tree);
    for (at, diagnostic) in findings.diagnostics.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        crate::json::write(&mut *out, &finding(diagnostic, &mut files, words))?;
    }
    writeln!(out, "\n]}}")
}

/// One finding as a JSON object.
pub(crate) fn finding<'a>(
    diagnostic: &'a Diagnostic,
    files: &mut Files<'_>,
    words: &Localizer,
) -> Finding<'a> {
    Finding {
        severity: diagnostic.severity().id(),
        code: diagnostic.code.id,
        message: words.say(&diagnostic.message),
        place: place(&diagnostic.primary, files),
        help: help(words, diagnostic),
        related: diagnostic
            .secondary
            .iter()
            .map(|label| Related {
                place: place(label, files),
                message: label.note.as_ref().map(|note| words.say(note)),
            })
            .collect(),
    }
}

fn place<'a>(label: &'a Label, files: &mut Files<'_>) -> Place<'a> {
    let (start, end) = files.range(label);
    Place {
        path: &label.path,
        pointer: &label.pointer,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
