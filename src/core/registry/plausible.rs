//! Dates and amounts that are hardly meant: what says that it happened and is later
//! than the day judged for, a day far ahead, thousands that were written as ones.
//!
//! The schemas say which fields these are (`x-happened`, `x-money`).

use super::{Registry, kind_of};
use crate::diagnostic::{self, Diagnostic, code};
use crate::document::NodeRef;
use crate::layout::Kind;
use crate::schema::Schemas;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// The large unit that the schemas' least amounts are meant for: where people count
/// in another one, the least are others.
const LARGE: i64 = 10_000;

/// How many years ahead a day may lie.
const AHEAD: i16 = 10;

/// What of a schema has to be looked at.
#[derive(Debug, Default)]
struct Marked {
    /// It says what happened.
    happened: bool,
    /// It is a date.
    date: bool,
    /// It is an amount, and hardly less than this.
    least: Option<i64>,
    fields: Vec<(String, Marked)>,
    items: Option<Box<Marked>>,
}

impl Marked {
    fn of(schema: &Value) -> Option<Marked> {
        let fields = schema.get("properties").and_then(Value::as_object);
        let fields = fields.into_iter().flatten();
        let marked = Marked {
            happened: schema.get("x-happened") == Some(&Value::Bool(true)),
            date: schema.get("format").and_then(Value::as_str) == Some("date"),
            least: schema.pointer("/x-money/least").and_then(Value::as_i64),
            fields: fields
                .filter_map(|(key, field)| Some((key.clone(), Marked::of(field)?)))
                .collect(),
            items: schema.get("items").and_then(Marked::of).map(Box::new),
        };
        let nothing = !marked.date
            && marked.least.is_none()
            && marked.fields.is_empty()
            && marked.items.is_none();
        (!nothing).then_some(marked)
    }
}

impl Registry {
    /// What of the documents is hardly meant, for a day.
    #[must_use]
    pub fn implausible(&self, schemas: &Schemas, on: Date) -> Vec<Diagnostic> {
        let mut kinds: BTreeMap<Kind, Option<Marked>> = BTreeMap::new();
        let mut looking = Looking {
            on,
            large: self.large_unit(),
            found: Vec::new(),
        };
        for document in &self.documents {
            let Some(kind) = kind_of(document.path()) else {
                continue;
            };
            let marked = kinds
                .entry(kind)
                .or_insert_with(|| Marked::of(schemas.json(kind)));
            if let Some(marked) = marked {
                looking.look(marked, "", document.root());
            }
        }
        diagnostic::sort(&mut looking.found);
        looking.found
    }

    /// What people count large amounts in.
    fn large_unit(&self) -> i64 {
        let large = self.settings.currency.large.as_ref();
        large.map_or(LARGE, |large| 10i64.saturating_pow(large.digits))
    }
}

/// The look at all documents.
struct Looking {
    on: Date,
    large: i64,
    found: Vec<Diagnostic>,
}

impl Looking {
    fn look(&mut self, marked: &Marked, field: &str, node: NodeRef<'_>) {
        if marked.date {
            self.date(marked, field, node);
        }
        if let (Some(least), Some(amount)) = (marked.least, node.as_i64()) {
            self.amount(least, field, amount, node);
        }
        for (key, marked) in &marked.fields {
            if let Some(value) = node.get(key) {
                self.look(marked, key, value);
            }
        }
        if let Some(marked) = &marked.items {
            for item in node.items() {
                self.look(marked, field, item);
            }
        }
    }

    fn amount(&mut self, least: i64, field: &str, amount: i64, node: NodeRef<'_>) {
        let least = least.saturating_mul(self.large) / LARGE;
        if 0 < amount && amount < least {
            let finding = Diagnostic::new(&code::VALUE_SMALL, node.label());
            let finding = finding.arg("field", field).arg("amount", amount);
            self.found.push(finding.arg("least", least));
        }
    }

    fn date(&mut self, marked: &Marked, field: &str, node: NodeRef<'_>) {
        let written = node.scalar_text().unwrap_or_default();
        let Ok(day) = written.parse::<Date>() else {
            return;
        };
        let code = if marked.happened && day > self.on {
            &code::VALUE_FUTURE
        } else if day.year() > self.on.year().saturating_add(AHEAD) {
            &code::VALUE_FAR
        } else {
            return;
        };
        let finding = Diagnostic::new(code, node.label());
        let finding = finding.arg("field", field).arg("date", written);
        self.found.push(finding.arg("on", self.on.to_string()));
    }
}
