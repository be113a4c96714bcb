//! Reading and compiling the schemas: those built into the program, and those
//! that a registry brings along.

use super::Kind;
use super::nodes::Documents;
use super::weight;
use crate::diagnostic::code::{PATH_SUBMODULE, PATH_SYMLINK, SCHEMA_BROKEN, SCHEMA_UNKNOWN_FILE};
use crate::diagnostic::{Diagnostic, Label, Message, Span, suggest};
use crate::layout::SCHEMAS;
use crate::tree::{Mode, Tree};
use jsonschema::{Draft, PatternOptions, Validator};
use serde_json::Value;
use std::sync::Arc;

/// The largest that a pattern may become when it is compiled, in bytes.
const MOST_PATTERN: usize = 256 << 10;

/// A schema, as it is written and as it judges.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) json: Value,
    pub(super) validator: Validator<Documents>,
    /// Whether it is another than the one built in.
    pub(super) own: bool,
}

/// What stands among a registry's own schemas and is none: a schema under a
/// misspelt name would leave the one built in to judge, without a word.
pub(super) fn strays(tree: &Tree) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, entry) in tree.iter() {
        // A file or link in the folder's own place hides the schemas.
        let whole = (**path == *SCHEMAS.trim_end_matches('/')).then_some("");
        let Some(rest) = path.strip_prefix(SCHEMAS).or(whole) else {
            continue;
        };
        let known = Kind::all().any(|kind| kind.schema_path() == **path);
        if known || rest.ends_with(".md") || rest == ".gitkeep" {
            continue;
        }
        let label = Label::new(Arc::clone(path), Span::default());
        let code = match entry.mode {
            Mode::Symlink => &PATH_SYMLINK,
            Mode::Submodule => &PATH_SUBMODULE,
            Mode::File => &SCHEMA_UNKNOWN_FILE,
        };
        let finding = Diagnostic::new(code, label).arg("path", &**path);
        found.push(match entry.mode {
            Mode::File => finding.help(meant(rest)),
            Mode::Symlink | Mode::Submodule => finding,
        });
    }
    found
}

/// The schema that a file was probably meant to be; all there are, where it could
/// be any.
fn meant(path: &str) -> Message {
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let names: Vec<&str> = Kind::all().map(Kind::schema_name).collect();
    match suggest::nearest(stem, &names, |_| Vec::new()) {
        Some(near) => suggest::did_you_mean(&format!("{SCHEMAS}{near}.schema.json")),
        None => Message::new("help-schema-files").arg(
            "names",
            names
                .iter()
                .map(|name| format!("`{name}.schema.json`"))
                .collect::<Vec<_>>(),
        ),
    }
}

/// Reads the schema of a kind, from the tree where it has one.
pub(super) fn load(kind: Kind, tree: &Tree) -> Result<Schema, Box<Diagnostic>> {
    let path = kind.schema_path();
    let built_in = kind.row().built_in.unwrap_or_default();
    let text = match tree.get(&path) {
        None => built_in,
        Some(entry) => {
            if entry.mode != Mode::File {
                let label = Label::new(path.as_str(), Span::default());
                let fault = Diagnostic::new(&PATH_SYMLINK, label);
                return Err(Box::new(fault.arg("path", path.as_str())));
            }
            let bytes = entry.bytes.as_deref().unwrap_or_default();
            std::str::from_utf8(bytes).map_err(|error| {
                broken(
                    &path,
                    offset_span(error.valid_up_to()),
                    "",
                    &error.to_string(),
                )
            })?
        }
    };
    let json: Value = serde_json::from_str(text).map_err(|error| {
        let offset = line_offset(text, error.line()) + error.column().saturating_sub(1);
        broken(
            &path,
            offset_span(offset.min(text.len())),
            "",
            &error.to_string(),
        )
    })?;
    if !json.is_object() {
        return Err(broken(&path, Span::default(), "", "not an object"));
    }
    // Before it is compiled: that takes what it weighs.
    weight::check(&json).map_err(|reason| broken(&path, Span::default(), "", reason))?;
    let validator = compile(&json).map_err(|error| {
        let pointer = error.instance_path().as_str().to_owned();
        broken(&path, Span::default(), &pointer, &error.to_string())
    })?;
    Ok(Schema {
        json,
        validator,
        own: text != built_in,
    })
}

fn compile(schema: &Value) -> Result<Validator<Documents>, jsonschema::ValidationError<'static>> {
    jsonschema::options_for::<Documents>()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .with_format("date", super::values::is_day)
        .with_pattern_options(PatternOptions::regex().size_limit(MOST_PATTERN))
        .offline()
        .build(schema)
}

fn broken(path: &str, span: Span, pointer: &str, reason: &str) -> Box<Diagnostic> {
    let label = Label::new(path, span).at(pointer);
    let finding = Diagnostic::new(&SCHEMA_BROKEN, label)
        .arg("path", path)
        .arg(
            "pointer",
            if pointer.is_empty() {
                String::new()
            } else {
                format!(" ({pointer})")
            },
        )
        .arg("reason", reason);
    Box::new(finding)
}

fn offset_span(offset: usize) -> Span {
    let offset = u32::try_from(offset).unwrap_or(u32::MAX);
    Span::new(offset, offset)
}

fn line_offset(text: &str, line: usize) -> usize {
    text.split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum()
}
