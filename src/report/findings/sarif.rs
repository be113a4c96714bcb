//! Findings as SARIF 2.1.0, for code scanning and editors.

mod model;

use super::{Findings, help};
use crate::files::Files;
use crate::{Language, Localizer, text};
use model::{
    Artifact, Configuration, Driver, Location, Log, MessageStrings, Physical, Properties, Region,
    Result as Found, Rule, Run, Text, Tool,
};
use mulu_core::diagnostic::{Code, Diagnostic, Label, code};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::{self, Write};

/// Writes the findings as a SARIF log with one run.
///
/// # Errors
/// When it cannot be written.
pub fn sarif(out: &mut dyn Write, findings: &Findings<'_>, words: &Localizer) -> io::Result<()> {
    let mut files = Files::new(findings.tree);
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "mulu",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules(words),
                },
            },
            column_kind: "unicodeCodePoints",
            language: words.language().tag(),
            results: findings
                .diagnostics
                .iter()
                .map(|diagnostic| result(diagnostic, (&mut files, findings.folder), words))
                .collect(),
            properties: Properties {
                registry: &findings.provenance.registry,
                commit: findings.provenance.commit.as_deref(),
                on: findings.provenance.on.to_string(),
                documents: findings.documents,
            },
        }],
    };
    crate::json::write_pretty(&mut *out, &log)?;
    writeln!(out)
}

/// Every code there is, with its name in both languages.
fn rules(words: &Localizer) -> Vec<Rule> {
    let (zh, en) = (Localizer::new(Language::Zh), Localizer::new(Language::En));
    let rule = |code: &&'static Code| Rule {
        id: code.id,
        short_description: Text::new(words.code(code)),
        message_strings: MessageStrings {
            zh: Text::new(zh.code(code)),
            en: Text::new(en.code(code)),
        },
        default_configuration: Configuration {
            level: code.severity.id(),
        },
    };
    code::ALL.iter().map(rule).collect()
}

fn result<'a>(
    diagnostic: &'a Diagnostic,
    (files, folder): (&mut Files<'_>, &str),
    words: &Localizer,
) -> Found<'a> {
    let message = words.say(&diagnostic.message);
    let message = format!("{message}\n{}", help(words, diagnostic));
    Found {
        rule_id: diagnostic.code.id,
        rule_index: code::ALL.iter().position(|code| *code == diagnostic.code),
        level: diagnostic.severity().id(),
        message: Text::new(message),
        locations: [location(&diagnostic.primary, None, (files, folder), words)],
        related_locations: diagnostic
            .secondary
            .iter()
            .enumerate()
            .map(|(id, label)| location(label, Some(id), (files, folder), words))
            .collect(),
    }
}

fn location<'a>(
    label: &'a Label,
    id: Option<usize>,
    (files, folder): (&mut Files<'_>, &str),
    words: &Localizer,
) -> Location<'a> {
    let (start, end) = files.range(label);
    Location {
        id,
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(&text::plain(&format!("{folder}{}", label.path))),
                uri_base_id: "%SRCROOT%",
            },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        },
        logical_locations: (!label.pointer.is_empty())
            .then(|| [model::Logical::new(&label.pointer)]),
        message: label.note.as_ref().map(|note| Text::new(words.say(note))),
    }
}

/// What in a URI reference is no letter or digit and stands as it is.
const URI: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A relative path as a URI reference (RFC 3986): all but unreserved
/// characters and `/` percent-encoded.
pub(super) fn uri(path: &str) -> String {
    utf8_percent_encode(path, URI).to_string()
}
