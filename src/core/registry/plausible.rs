//! What is hardly meant: what says that it happened and is later than the day judged for,
//! a day far ahead, thousands that were written as ones, a name in quotation marks.
//!
//! The schemas say which fields these are (`x-happened`, `x-money`).

use super::{Registry, Slot, kind_of};
use crate::diagnostic::{self, Arg, Diagnostic, Message, code};
use crate::document::NodeRef;
use crate::layout::Kind;
use crate::schema::Schemas;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

/// The large unit that the schemas' least amounts are meant for: where people count
/// in another one, the least are others.
const LARGE: i64 = 10_000;

/// The fields that say what something is called.
const NAMES: [&str; 2] = ["name", "short_name"];

/// Quotation marks that a whole name is hardly in.
const QUOTES: [[char; 2]; 6] = [
    ['“', '”'],
    ['‘', '’'],
    ['「', '」'],
    ['『', '』'],
    ['"', '"'],
    ['＂', '＂'],
];

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
    /// It is what something is called.
    name: bool,
    fields: Vec<(String, Marked)>,
    items: Option<Box<Marked>>,
}

impl Marked {
    fn of(schema: &Value) -> Option<Marked> {
        Marked::under("", schema)
    }

    fn under(key: &str, schema: &Value) -> Option<Marked> {
        let fields = schema.get("properties").and_then(Value::as_object);
        let fields = fields.into_iter().flatten();
        let marked = Marked {
            happened: schema.get("x-happened") == Some(&Value::Bool(true)),
            date: schema.get("format").and_then(Value::as_str) == Some("date"),
            least: schema.pointer("/x-money/least").and_then(Value::as_i64),
            name: NAMES.contains(&key),
            fields: fields
                .filter_map(|(key, field)| Some((key.clone(), Marked::under(key, field)?)))
                .collect(),
            items: schema.get("items").and_then(Marked::of).map(Box::new),
        };
        let nothing = !marked.date
            && !marked.name
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
            registry: self,
            schemas,
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
                looking.look(kind, marked, document.root());
            }
        }
        looking.requests();
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
struct Looking<'r> {
    on: Date,
    registry: &'r Registry,
    schemas: &'r Schemas,
    found: Vec<Diagnostic>,
}

impl Looking<'_> {
    fn look(&mut self, kind: Kind, marked: &Marked, node: NodeRef<'_>) {
        if marked.date {
            self.date(kind, marked, node);
        }
        if let (Some(least), Some(amount)) = (marked.least, node.as_i64()) {
            self.amount(kind, least, amount, node);
        }
        if marked.name {
            self.name(kind, node);
        }
        for (key, marked) in &marked.fields {
            if let Some(value) = node.get(key) {
                self.look(kind, marked, value);
            }
        }
        if let Some(marked) = &marked.items {
            for item in node.items() {
                self.look(kind, marked, item);
            }
        }
    }

    /// Requests that ask for nothing, as they are drafted for a system without a plan.
    fn requests(&mut self) {
        for request in self.registry.requests.values().filter_map(Slot::valid) {
            let asks = request.items.iter().any(|item| item.amount != 0);
            let Some(first) = request.items.first().filter(|_| !asks) else {
                continue;
            };
            let item = self.registry.document(request.doc).node(first.node);
            let at = item.get("amount").unwrap_or(item);
            let finding = Diagnostic::new(&code::REQUEST_NOTHING_ASKED, at.label());
            self.found.push(finding);
        }
    }

    fn amount(&mut self, kind: Kind, least: i64, amount: i64, node: NodeRef<'_>) {
        let least = least.saturating_mul(self.registry.large_unit()) / LARGE;
        if amount <= 0 || least <= amount {
            return;
        }
        let currency = &self.registry.settings.currency;
        let unit = match (currency.unit.is_empty(), &*currency.code) {
            (true, "") => Arg::from("none"),
            (true, code) => Arg::from(code),
            (false, _) => currency.unit.clone().into(),
        };
        let finding = Diagnostic::new(&code::VALUE_SMALL, node.label())
            .arg("field", self.schemas.name(kind, node))
            .arg("amount", amount)
            .arg("unit", unit);
        let large = currency.large.as_ref().map(|large| {
            let meant = amount.saturating_mul(self.registry.large_unit());
            Message::new("help-large-amount")
                .arg("amount", amount)
                .arg("large", large.name.clone())
                .arg("value", meant.to_string())
        });
        self.found
            .push(large.into_iter().fold(finding, Diagnostic::help));
    }

    /// A name as it is hardly called.
    fn name(&mut self, kind: Kind, node: NodeRef<'_>) {
        // What a syntax error makes of a name says nothing of it.
        let complete = node.document().is_complete();
        let Some(name) = node.as_str().filter(|_| complete) else {
            return;
        };
        let name = name.trim();
        let bare = { QUOTES.iter() }
            .find_map(|[open, close]| name.strip_prefix(*open)?.strip_suffix(*close))
            .map(str::trim)
            .filter(|bare| !bare.is_empty() && !bare.contains(QUOTES.as_flattened()));
        let (code, help, value) = match bare {
            Some(bare) => (&code::VALUE_QUOTED_NAME, "help-bare-name", bare.to_owned()),
            None if is_broken(node) => {
                let words: Vec<&str> = name.split_whitespace().collect();
                (&code::VALUE_BROKEN_NAME, "help-whole-name", words.join(" "))
            }
            None => return,
        };
        let finding = Diagnostic::new(code, node.label());
        let finding = finding.arg("field", self.schemas.name(kind, node));
        let help = Message::new(help).arg("value", value);
        self.found.push(finding.help(help));
    }

    fn date(&mut self, kind: Kind, marked: &Marked, node: NodeRef<'_>) {
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
        let finding = finding.arg("field", self.schemas.name(kind, node));
        let finding = finding.arg("date", written);
        self.found.push(finding.arg("on", self.on.to_string()));
    }
}

/// Whether a text stands on several lines, or has line breaks in it.
fn is_broken(node: NodeRef<'_>) -> bool {
    let span = node.span();
    let text = node.document().text();
    let source = text.get(span.start as usize..span.end as usize);
    let source = source.unwrap_or_default().trim_ascii();
    let text = node.as_str().unwrap_or_default();
    // Of a text block the first line says only that it is one.
    let is_block = matches!(source.first(), Some(b'|' | b'>'));
    text.contains('\n') || (!is_block && source.contains(&b'\n'))
}
