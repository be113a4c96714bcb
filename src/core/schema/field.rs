//! What a schema says of a place in a document: titles, fields, conditions.
//!
//! Only asked where something is wrong, so it walks the schema anew each time.

use crate::diagnostic::{Arg, Localized, Message};
use crate::document::{NodeKind, NodeRef};
use regex::Regex;
use serde_json::Value;

/// No place has more subschemas than this; a schema that refers to itself
/// would have.
const MOST: usize = 64;

/// The schema of one kind, as something to look things up in.
#[derive(Clone, Copy)]
pub(super) struct Fields<'s> {
    root: &'s Value,
}

/// The subschemas that apply to one place, conditional ones included.
#[derive(Debug, Default)]
pub(super) struct Place<'s> {
    schemas: Vec<&'s Value>,
}

impl<'s> Fields<'s> {
    pub(super) fn new(root: &'s Value) -> Self {
        Fields { root }
    }

    /// What applies to a node.
    pub(super) fn at(self, node: NodeRef<'_>) -> Place<'s> {
        let mut path = vec![node];
        while let Some(parent) = path.last().and_then(|node| node.parent()) {
            path.push(parent);
        }
        let mut place = self.expand([self.root]);
        for node in path.iter().rev().skip(1) {
            place = match node.key().and_then(NodeRef::scalar_text) {
                Some(key) => self.member(&place, key),
                None => self.expand(place.all("items")),
            };
        }
        place
    }

    /// What applies to a member of a mapping.
    pub(super) fn member(self, place: &Place<'s>, key: &str) -> Place<'s> {
        let named: Vec<&Value> = place
            .all("properties")
            .filter_map(|fields| fields.get(key))
            .collect();
        if !named.is_empty() {
            return self.expand(named);
        }
        let patterns = place.all("patternProperties").filter_map(Value::as_object);
        let by_pattern: Vec<&Value> = patterns
            .flatten()
            .filter(|(pattern, _)| Regex::new(pattern).is_ok_and(|regex| regex.is_match(key)))
            .map(|(_, schema)| schema)
            .collect();
        if !by_pattern.is_empty() {
            return self.expand(by_pattern);
        }
        self.expand(place.all("additionalProperties"))
    }

    /// Whether some document can have a value at a pointer; `None` is any token.
    pub(super) fn has(self, tokens: &[Option<&str>]) -> bool {
        let mut places = vec![self.expand([self.root])];
        for token in tokens {
            let next = places.iter().flat_map(|place| self.below(place, *token));
            places = next.filter(|place| !place.schemas.is_empty()).collect();
            places.truncate(MOST);
        }
        !places.is_empty()
    }

    /// What can stand under a token.
    fn below(self, place: &Place<'s>, token: Option<&str>) -> Vec<Place<'s>> {
        let items = self.expand(place.all("items"));
        match token {
            Some(key) if key.parse::<usize>().is_ok() => vec![self.member(place, key), items],
            Some(key) => vec![self.member(place, key)],
            None => {
                let keys = place.keys().into_iter();
                let mut all: Vec<_> = keys.map(|key| self.member(place, key)).collect();
                all.push(items);
                all.push(self.expand(place.all("additionalProperties")));
                all
            }
        }
    }

    /// What applies to the entries of a list.
    pub(super) fn entries(self, place: &Place<'s>) -> Place<'s> {
        self.expand(place.all("items"))
    }

    /// The advice to add a field to a mapping.
    pub(super) fn add(self, node: NodeRef<'_>, key: &str) -> Message {
        let field = self.member(&self.at(node), key);
        let name = field.name(key);
        match field.description() {
            Some(text) => Message::new("help-add-field")
                .arg("field", name)
                .arg("description", text),
            None => Message::new("help-add-plain-field").arg("field", name),
        }
    }

    /// A schema together with those that it refers to and is made of.
    fn expand(self, schemas: impl IntoIterator<Item = &'s Value>) -> Place<'s> {
        let mut found: Vec<&Value> = schemas.into_iter().filter(|s| s.is_object()).collect();
        let mut next = 0;
        while next < found.len() && found.len() < MOST {
            let schema = found[next];
            next += 1;
            let target = schema.get("$ref").and_then(Value::as_str);
            let parts = ["allOf", "anyOf", "oneOf"]
                .iter()
                .filter_map(|key| schema.get(*key));
            let more: Vec<&Value> = target
                .and_then(|target| self.target(target))
                .into_iter()
                .chain(parts.filter_map(Value::as_array).flatten())
                .chain(["then", "else"].iter().filter_map(|key| schema.get(*key)))
                .filter(|schema| schema.is_object())
                .filter(|schema| !found.iter().any(|seen| std::ptr::eq(*seen, *schema)))
                .collect();
            found.extend(more);
        }
        Place { schemas: found }
    }

    /// What `#/$defs/slug` stands for.
    fn target(self, reference: &str) -> Option<&'s Value> {
        self.root.pointer(reference.strip_prefix('#')?)
    }

    /// The words for the condition under which the keyword at an evaluation
    /// path applies.
    pub(super) fn condition(self, evaluation_path: &str) -> Option<Arg> {
        let mut schema = self.root;
        let mut condition = None;
        for token in evaluation_path.split('/').skip(1) {
            schema = match schema.get("$ref").and_then(Value::as_str) {
                Some(target) if token == "$ref" => self.target(target)?,
                _ => schema.pointer(&format!("/{token}"))?,
            };
            condition = schema.get("x-condition").and_then(localized).or(condition);
        }
        condition.map(Arg::from)
    }

    /// How to call a node: by key and title, or by its number in its list.
    pub(super) fn name(self, node: NodeRef<'_>) -> Message {
        let Some(parent) = node.parent() else {
            let title = self.at(node).title();
            return Message::new("field-document").arg("title", title.unwrap_or("".into()));
        };
        if parent.kind() == NodeKind::Seq {
            let number = parent
                .items()
                .take_while(|item| item.id() != node.id())
                .count()
                + 1;
            return Message::new("field-item")
                .arg("list", self.name(parent))
                .arg("number", number);
        }
        let key = node
            .key()
            .and_then(NodeRef::scalar_text)
            .unwrap_or_default();
        self.at(node).name(key)
    }
}

impl<'s> Place<'s> {
    fn all(&self, keyword: &'static str) -> impl Iterator<Item = &'s Value> {
        self.schemas
            .iter()
            .filter_map(move |schema| schema.get(keyword))
    }

    /// The title in both languages.
    pub(super) fn title(&self) -> Option<Localized> {
        self.words("title")
    }

    /// The description in both languages.
    pub(super) fn description(&self) -> Option<Localized> {
        self.words("description")
    }

    fn words(&self, keyword: &str) -> Option<Localized> {
        let schema = self
            .schemas
            .iter()
            .find(|schema| schema.get(keyword).is_some())?;
        let text = schema.get(keyword)?.as_str()?;
        let en = schema.get("x-en").and_then(|en| en.get(keyword)?.as_str());
        Some(en.map_or_else(
            || text.into(),
            |en| Localized::new([("zh", text), ("en", en)]),
        ))
    }

    /// How to call a field that is, or could be, under a key.
    pub(super) fn name(&self, key: &str) -> Message {
        match self.title() {
            Some(title) => Message::new("field-titled")
                .arg("key", key)
                .arg("title", title),
            None => Message::new("field-plain").arg("key", key),
        }
    }

    /// The keys that a mapping may have here.
    pub(super) fn keys(&self) -> Vec<&'s str> {
        let mut keys: Vec<&str> = Vec::new();
        for fields in self.all("properties").filter_map(Value::as_object) {
            for (key, schema) in fields {
                if *schema != Value::Bool(false) && !keys.contains(&key.as_str()) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// Whether it is a date.
    pub(super) fn is_date(&self) -> bool {
        self.all("format").any(|format| format == "date")
    }

    /// The least and the most that a number may be, where both are said.
    pub(super) fn range(&self) -> Option<(&'s Value, &'s Value)> {
        let least = self.all("minimum").next()?;
        Some((least, self.all("maximum").next()?))
    }

    /// Whether it is an amount of money.
    pub(super) fn is_money(&self) -> bool {
        self.all("x-money").next().is_some()
    }

    /// The first example, if it is a scalar.
    pub(super) fn example(&self) -> Option<String> {
        let example = self.all("examples").find_map(|examples| examples.get(0))?;
        match example {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A value of an enumeration with its title.
    pub(super) fn value(&self, value: &str) -> Message {
        let titles = self
            .all("x-enum-titles")
            .find_map(|titles| titles.get(value));
        match titles.and_then(localized) {
            Some(title) => Message::new("value-titled")
                .arg("value", value)
                .arg("title", title),
            None => Message::new("value-plain").arg("value", value),
        }
    }

    /// The titles of a value of an enumeration in both languages.
    pub(super) fn value_titles(&self, value: &str) -> Vec<&'s str> {
        let titles = self
            .all("x-enum-titles")
            .filter_map(|titles| titles.get(value));
        titles
            .filter_map(Value::as_object)
            .flat_map(|titles| titles.values())
            .filter_map(Value::as_str)
            .collect()
    }

    /// The titles of the place in both languages.
    pub(super) fn titles(&self) -> Vec<String> {
        match self.title() {
            Some(title) => title.iter().map(|(_, text)| text.to_owned()).collect(),
            None => Vec::new(),
        }
    }
}

/// A text of a schema by language, or one that says not which it is in.
fn localized(value: &Value) -> Option<Localized> {
    if let Some(text) = value.as_str() {
        return Some(text.into());
    }
    let texts = value.as_object()?.iter();
    let texts = texts.filter_map(|(language, text)| Some((language.as_str(), text.as_str()?)));
    let text = Localized::new(texts);
    (!text.is_empty()).then_some(text)
}
