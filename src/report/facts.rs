//! What a document states, field by field, in the words of its schema.

use crate::{Localizer, schema_words, text};
use mulu_core::decision::Snapshot;
use mulu_core::document::{NodeKind, NodeRef, tokens};
use mulu_core::registry::{Audience, DocId, Registry, kind_of};
use serde_json::Value;

/// A subject of a document: an object at its top, or what stands there by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is called; empty: what stands at the top by itself.
    pub title: String,
    /// Its facts, in the order of the document.
    pub facts: Vec<Fact>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Where it stands (RFC 6901).
    pub pointer: String,
    /// What it is called, from its section on.
    pub title: String,
    /// What it says, one entry of a list a line.
    pub values: Vec<String>,
}

/// What a document states, by subject; to the public, what its schema keeps for the offices
/// (`x-audience: offices`) is not. Fields without a title in the schema are called
/// by their names.
#[must_use]
pub fn of(view: &Snapshot<'_>, words: &Localizer, doc: DocId) -> Vec<Section> {
    let document = view.registry.document(doc);
    let kind = kind_of(document.path());
    let schema = kind.and_then(|kind| Some(view.schemas?.json(kind)));
    let reader = Reader {
        registry: view.registry,
        words,
        audience: view.provenance.audience,
    };
    let mut top = Section {
        title: String::new(),
        facts: Vec::new(),
    };
    let mut sections = Vec::new();
    for (key, value) in document.root().entries() {
        let name = key.scalar_text().unwrap_or_default();
        let schema = reader.property(schema, name);
        if reader.is_kept(schema) {
            continue;
        }
        let title = reader.title(schema, name);
        if value.kind() == NodeKind::Map {
            let mut facts = Vec::new();
            reader.walk(value, schema, "", &mut facts);
            sections.push(Section { title, facts });
        } else {
            reader.fact(value, schema, title, &mut top.facts);
        }
    }
    sections.insert(0, top);
    sections.retain(|section| !section.facts.is_empty());
    sections
}

/// Whether the schema of a kind keeps a field for the offices, or one that it lies in, by
/// the field's pointer in a document (RFC 6901).
#[must_use]
pub fn is_kept(schema: &Value, pointer: &str) -> bool {
    let mut schema = Some(schema);
    for name in tokens(pointer) {
        schema = schema.and_then(|schema| {
            let property = schema.get("properties").and_then(|all| all.get(&*name));
            property.or_else(|| schema.get("items"))
        });
        if schema.is_some_and(is_for_offices) {
            return true;
        }
    }
    false
}

fn is_for_offices(schema: &Value) -> bool {
    let audience = schema.get("x-audience").and_then(Value::as_str);
    audience.is_some_and(|named| named != Audience::Public.id())
}

struct Reader<'w> {
    registry: &'w Registry,
    words: &'w Localizer,
    audience: Audience,
}

impl Reader<'_> {
    fn property<'s>(&self, schema: Option<&'s Value>, name: &str) -> Option<&'s Value> {
        schema?.get("properties")?.get(name)
    }

    /// Whether a field is for others than this reader.
    fn is_kept(&self, schema: Option<&Value>) -> bool {
        self.audience == Audience::Public && schema.is_some_and(is_for_offices)
    }

    fn title(&self, schema: Option<&Value>, name: &str) -> String {
        let title =
            schema.and_then(|schema| schema_words::text(schema, "title", self.words.language()));
        title.map_or_else(|| text::plain(name).into_owned(), str::to_owned)
    }

    fn walk(&self, map: NodeRef<'_>, schema: Option<&Value>, above: &str, facts: &mut Vec<Fact>) {
        for (key, value) in map.entries() {
            let name = key.scalar_text().unwrap_or_default();
            let schema = self.property(schema, name);
            if self.is_kept(schema) {
                continue;
            }
            let title = self.title(schema, name);
            let title = match above {
                "" => title,
                above => format!("{above} · {title}"),
            };
            self.fact(value, schema, title, facts);
        }
    }

    fn fact(
        &self,
        value: NodeRef<'_>,
        schema: Option<&Value>,
        title: String,
        facts: &mut Vec<Fact>,
    ) {
        let values = match value.kind() {
            NodeKind::Map => return self.walk(value, schema, &title, facts),
            NodeKind::Seq => {
                let items = schema.and_then(|schema| schema.get("items"));
                value.items().map(|item| self.line(item, items)).collect()
            }
            _ => vec![self.scalar(value, schema)],
        };
        facts.push(Fact {
            pointer: value.pointer(),
            title,
            values,
        });
    }

    /// An entry of a list on one line.
    fn line(&self, item: NodeRef<'_>, schema: Option<&Value>) -> String {
        match item.kind() {
            NodeKind::Map => {
                let mut facts = Vec::new();
                self.walk(item, schema, "", &mut facts);
                let said = facts.into_iter().map(|fact| {
                    let values = self.words.join(fact.values);
                    format!("{} {values}", fact.title)
                });
                self.words.sentences(said)
            }
            NodeKind::Seq => {
                let items = schema.and_then(|schema| schema.get("items"));
                let lines = item.items().map(|item| self.line(item, items));
                self.words.join(lines.collect::<Vec<_>>())
            }
            _ => self.scalar(item, schema),
        }
    }

    /// What an id names, in the registry's words; `None`: nothing.
    fn named(&self, id: &str) -> Option<String> {
        let registry = self.registry;
        if let Some(expense) = self.words.expense(id) {
            return Some(expense);
        }
        if let Some((system, part)) = id.split_once('#') {
            let system = self.named(system)?;
            return Some(format!("{system} · {}", text::plain(part)));
        }
        let element = registry.elements.valid().and_then(|all| all.get(id));
        let named = if registry.units.contains_key(id) {
            registry.unit_name(id)
        } else if registry.systems.contains_key(id) {
            registry.system_name(id)
        } else if registry.projects.contains_key(id) {
            registry.project_name(id)
        } else {
            &element?.name
        };
        Some(text::plain(named).into_owned())
    }

    /// A value as people write it: the schema's word for one of several, money told in
    /// the registry's own.
    fn scalar(&self, value: NodeRef<'_>, schema: Option<&Value>) -> String {
        let text = value.scalar_text().unwrap_or_default();
        if let Some(schema) = schema {
            if let Some(named) = schema_words::value(schema, text, self.words.language()) {
                return named.to_owned();
            }
            // What has a form is an id, where anything has it.
            let named = schema.get("pattern").and_then(|_| self.named(text));
            if let Some(named) = named {
                return named;
            }
            let money = schema.get("x-money").is_some();
            if let (true, Some(amount)) = (money, value.as_i64()) {
                return self.words.money(amount);
            }
        }
        match value.as_bool() {
            Some(true) => self.words.word("web-yes"),
            Some(false) => self.words.word("web-no"),
            None => text::plain(text).into_owned(),
        }
    }
}
