//! From the validator's errors to findings: where, what field, what to do.

use super::field::{Fields, Place};
use super::finding::{label, reworded};
use super::outdented::Outdented;
use super::select::{Fault, What, select};
use super::values;
use crate::diagnostic::code::{
    DOCUMENT_MORE, SCHEMA_FORBIDDEN, SCHEMA_OTHER, SCHEMA_PATTERN, SCHEMA_REQUIRED,
    SCHEMA_UNKNOWN_KEY,
};
use crate::diagnostic::suggest;
use crate::diagnostic::{Arg, Code, Diagnostic, Label, Message, Span, space_name, strange_space};
use crate::document::{Document, MAX_FINDINGS, NodeRef};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More keys than this are not listed for somebody to choose from.
const MOST_LISTED: usize = 20;

/// The findings for a document that doesn't hold against its schema.
pub(super) fn explain(
    schema: &Value,
    document: &Document,
    errors: &[ValidationError<'_>],
) -> Vec<Diagnostic> {
    let faults = select(errors);
    let mut explainer = Explainer {
        fields: Fields::new(schema),
        document,
        findings: Vec::new(),
        counts: BTreeMap::new(),
        unsaid: 0,
        meant: BTreeSet::new(),
        outdented: Outdented::default(),
        told: BTreeSet::new(),
    };
    // Lines that lack their indentation are no unknown fields.
    explainer.outdented = Outdented::of(explainer.fields, document, &faults);
    // A misspelt key is also a missing one: that is said once.
    for fault in &faults {
        explainer.unknown_keys(fault);
    }
    // One keyword can fail at every entry of a long list.
    let mut failed: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in &faults {
        let count = failed.entry(fault.path).or_default();
        *count += 1;
        if *count <= MAX_FINDINGS {
            explainer.fault(fault);
        }
    }
    let unsaid = |count: usize| count.saturating_sub(MAX_FINDINGS);
    explainer.unsaid += failed.into_values().map(unsaid).sum::<usize>();
    explainer.finish()
}

struct Explainer<'a> {
    fields: Fields<'a>,
    document: &'a Document,
    findings: Vec<Diagnostic>,
    counts: BTreeMap<&'static str, usize>,
    /// How many findings were left out.
    unsaid: usize,
    /// Missing keys that are there under another name, with their mappings.
    meant: BTreeSet<(u32, &'a str)>,
    /// Lines that lack their indentation.
    outdented: Outdented<'a>,
    /// Empty fields below which it was said what is wrong with the indentation.
    told: BTreeSet<u32>,
}

impl<'a> Explainer<'a> {
    fn unknown_keys(&mut self, fault: &Fault<'_>) {
        let What::Kind(
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected },
        ) = fault.what
        else {
            return;
        };
        if self.counts.get(SCHEMA_UNKNOWN_KEY.id) >= Some(&MAX_FINDINGS) {
            self.unsaid += unexpected.len();
            return;
        }
        let Some(node) = self.document.at(fault.pointer) else {
            return;
        };
        let place = self.fields.at(node);
        let mut said = BTreeSet::new();
        for name in unexpected {
            if said.insert(name)
                && !self.outdented.explains(node, name)
                && self.room(&SCHEMA_UNKNOWN_KEY)
            {
                self.unknown_key(node, &place, name);
            }
        }
    }

    fn unknown_key(&mut self, node: NodeRef<'a>, place: &Place<'a>, name: &str) {
        let Some(key) = key_named(node, name) else {
            return;
        };
        let free: Vec<&str> = place
            .keys()
            .into_iter()
            .filter(|key| node.get(key).is_none() && !self.meant.contains(&(node.id(), *key)))
            .collect();
        if let Some(field) = self.outdented.field_of(key) {
            self.told.insert(field);
            self.findings.push(strange_key(name, key));
            return;
        }
        let guess = suggest::nearest(name, &free, |key| self.fields.member(place, key).titles());
        let finding = match strange_space(name) {
            Some(_) => strange_key(name, key),
            None => Diagnostic::new(&SCHEMA_UNKNOWN_KEY, key.label())
                .arg("key", name)
                .arg("parent", self.fields.name(node)),
        };
        if let Some(number) = thousands(node, name) {
            let help = Message::new("help-write-number").arg("value", number);
            self.findings.push(finding.help(help));
            return;
        }
        let finding = match guess {
            Some(guess) => {
                self.meant.insert((node.id(), guess));
                let field = self.fields.member(place, guess).name(guess);
                finding.help(Message::new("help-did-you-mean").arg("suggestion", field))
            }
            None if !finding.help.is_empty() => finding,
            None if !free.is_empty() && free.len() <= MOST_LISTED => {
                let keys = free
                    .iter()
                    .map(|key| self.fields.member(place, key).name(key));
                let keys: Vec<Arg> = keys.map(Arg::from).collect();
                finding.help(Message::new("help-known-keys").arg("keys", keys))
            }
            None => finding,
        };
        self.findings.push(finding);
    }

    fn fault(&mut self, fault: &Fault<'_>) {
        let Some(node) = self.document.at(fault.pointer) else {
            return;
        };
        if is_alias(node) || (!self.document.is_complete() && may_be_cut_off(&fault.what, node)) {
            return;
        }
        let finding = match &fault.what {
            What::Kind(Kind::AdditionalProperties { .. } | Kind::UnevaluatedProperties { .. }) => {
                return;
            }
            What::Kind(Kind::Required { property }) => {
                let key = property.as_str().unwrap_or_default();
                self.required(node, key, fault)
            }
            What::Kind(Kind::FalseSchema) => Some(self.forbidden(node, fault)),
            What::Kind(kind) => {
                let finding = values::explain(self.fields, node, kind);
                let finding = finding.unwrap_or_else(|| self.other(node, kind.keyword()));
                Some(match self.fields.condition(fault.path) {
                    Some(condition) => {
                        finding.help(Message::new("help-condition").arg("condition", condition))
                    }
                    None => finding,
                })
            }
            What::Types(_) if self.told.contains(&node.id()) => None,
            What::Types(types) => {
                let finding = values::wrong_type(self.fields, node, types);
                Some(match self.outdented.advice(self.fields, node) {
                    Some(advice) => Diagnostic {
                        help: vec![advice],
                        ..finding
                    },
                    None => finding,
                })
            }
            What::Name(name, kind) => self.name(node, name, kind),
        };
        if let Some(finding) = finding
            && self.room(finding.code)
        {
            self.findings.push(finding);
        }
    }

    fn required(&self, node: NodeRef<'a>, key: &str, fault: &Fault<'_>) -> Option<Diagnostic> {
        if self.meant.contains(&(node.id(), key)) {
            return None;
        }
        let field = self.fields.member(&self.fields.at(node), key);
        let finding = Diagnostic::new(&SCHEMA_REQUIRED, label(node))
            .arg("field", field.name(key))
            .arg("parent", self.fields.name(node));
        let finding = self.under_condition(finding, "schema-required-when", fault);
        Some(finding.help(self.fields.add(node, key)))
    }

    fn forbidden(&self, node: NodeRef<'a>, fault: &Fault<'_>) -> Diagnostic {
        let at = node.key().unwrap_or(node);
        let finding =
            Diagnostic::new(&SCHEMA_FORBIDDEN, at.label()).arg("field", self.fields.name(node));
        self.under_condition(finding, "schema-forbidden-when", fault)
    }

    /// Says the condition under which a finding holds, if it has one.
    fn under_condition(
        &self,
        finding: Diagnostic,
        key: &'static str,
        fault: &Fault<'_>,
    ) -> Diagnostic {
        match self.fields.condition(fault.path) {
            Some(condition) => reworded(finding, key).arg("condition", condition),
            None => finding,
        }
    }

    fn name(&self, node: NodeRef<'a>, name: &str, kind: &Kind) -> Option<Diagnostic> {
        let key = key_named(node, name)?;
        let finding = Diagnostic::new(&SCHEMA_PATTERN, key.label());
        let finding = reworded(finding, "schema-name")
            .arg("value", values::shortened(name))
            .arg("parent", self.fields.name(node));
        Some(match kind {
            Kind::Pattern { pattern } => values::pattern_help(finding, name, pattern),
            _ => finding,
        })
    }

    fn other(&self, node: NodeRef<'a>, keyword: &str) -> Diagnostic {
        Diagnostic::new(&SCHEMA_OTHER, label(node))
            .arg("field", self.fields.name(node))
            .arg("keyword", keyword)
    }

    /// Whether one more finding of a code is to be said.
    fn room(&mut self, code: &'static Code) -> bool {
        let count = self.counts.entry(code.id).or_default();
        *count += 1;
        let room = *count <= MAX_FINDINGS;
        self.unsaid += usize::from(!room);
        room
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if self.unsaid > 0 {
            let label = Label::new(Arc::clone(self.document.path()), Span::default());
            self.findings.push(
                Diagnostic::new(&DOCUMENT_MORE, label)
                    .arg("code", "schema/*")
                    .arg("count", self.unsaid),
            );
        }
        crate::diagnostic::sort(&mut self.findings);
        self.findings
    }
}

/// The finding for a key with a space that is none for YAML.
fn strange_key(name: &str, key: NodeRef<'_>) -> Diagnostic {
    let (at, space) = strange_space(name).unwrap_or((0, '\u{3000}'));
    let place = match name[at..].trim().is_empty() {
        _ if name[..at].trim().is_empty() => "before",
        true => "behind",
        false => "within",
    };
    let finding = Diagnostic::new(&SCHEMA_UNKNOWN_KEY, key.label());
    reworded(finding, "schema-key-space")
        .arg("key", name.trim())
        .arg("place", place)
        .arg("space", space_name(space))
        .help(Message::new("help-plain-spaces"))
}

fn key_named<'a>(node: NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    let mut keys = node.entries().map(|(key, _)| key);
    keys.find(|key| key.scalar_text().unwrap_or_default() == name)
}

/// An alias has been reported; its value is not known.
fn is_alias(node: NodeRef<'_>) -> bool {
    node.is_null() && node.scalar_text().is_some_and(|text| text.starts_with('*'))
}

/// Whether something may be wrong only because the file was not read to its end.
fn may_be_cut_off(what: &What<'_>, node: NodeRef<'_>) -> bool {
    match what {
        What::Name(..) => false,
        What::Types(_) => node.is_null(),
        What::Kind(kind) => matches!(
            kind,
            Kind::Required { .. }
                | Kind::MinItems { .. }
                | Kind::MinProperties { .. }
                | Kind::Contains
                | Kind::Not { .. }
                | Kind::AnyOf { .. }
                | Kind::OneOfNotValid { .. }
        ),
    }
}

/// The number of which `{amount: 300,000}` makes the key `000`: it stands behind a number.
fn thousands(node: NodeRef<'_>, name: &str) -> Option<String> {
    let is_group = |text: &str| text.len() == 3 && text.bytes().all(|b| b.is_ascii_digit());
    let mut before = None;
    let mut groups = Vec::new();
    for (key, value) in node.entries() {
        let text = key.scalar_text().unwrap_or_default();
        match is_group(text) && value.is_null() {
            true => groups.push(text),
            false if groups.contains(&name) => break,
            false => {
                groups.clear();
                before = value.as_i64();
            }
        }
    }
    let number = before.filter(|_| groups.first() == Some(&name))?;
    Some(format!("{number}{}", groups.concat()))
}
