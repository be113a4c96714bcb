//! What the schema of a kind says of one of its fields.

use mulu_core::layout::Kind;
use mulu_core::schema::Schemas;
use serde_json::Value;

/// What may stand in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Whole,
    /// An amount of the registry's currency, in whole units.
    Money,
    /// Yes or no.
    Truth,
    /// One of some words, each with its titles.
    Choice(Vec<(String, Vec<String>)>),
    /// Several words.
    Texts,
}

/// What may stand at a pointer of a kind of document; `None`: nothing that one cell can
/// say.
pub(crate) fn form(schemas: &Schemas, kind: Kind, pointer: &str) -> Option<Form> {
    let root = schemas.json(kind);
    let mut place = root;
    for key in pointer.split('/').skip(1) {
        place = followed(root, place.get("properties")?.get(key)?);
    }
    Some(match place.get("type")?.as_str()? {
        "string" if place.get("enum").is_some() => Form::Choice(choices(place)),
        "string" if place.get("format").is_some_and(|format| format == "date") => Form::Date,
        "string" => Form::Text,
        "integer" if place.get("x-money").is_some() => Form::Money,
        "integer" => Form::Whole,
        "boolean" => Form::Truth,
        "array" => {
            let item = followed(root, place.get("items")?);
            let is_text = item.get("type").is_some_and(|of| of == "string");
            return (is_text && item.get("enum").is_none()).then_some(Form::Texts);
        }
        _ => return None,
    })
}

/// The fields of a kind that one cell can say, by their pointers, and what each is called in
/// every language of its schema.
pub(crate) fn all(schemas: &Schemas, kind: Kind) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    walk(schemas.json(kind), "", &mut found);
    found.retain(|(pointer, _)| form(schemas, kind, pointer).is_some());
    found
}

fn walk(place: &Value, pointer: &str, found: &mut Vec<(String, Vec<String>)>) {
    let fields = place.get("properties").and_then(Value::as_object);
    for (key, field) in fields.into_iter().flatten() {
        let pointer = format!("{pointer}/{key}");
        let own = field.get("title");
        let other = field.get("x-en").and_then(|other| other.get("title"));
        let titles = own.into_iter().chain(other).filter_map(Value::as_str);
        found.push((pointer.clone(), titles.map(str::to_owned).collect()));
        walk(field, &pointer, found);
    }
}

/// The schema that a reference stands for.
fn followed<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target.and_then(|target| root.pointer(target.strip_prefix('#')?));
    target.unwrap_or(schema)
}

fn choices(place: &Value) -> Vec<(String, Vec<String>)> {
    let words = place.get("enum").and_then(Value::as_array);
    let words = words.into_iter().flatten().filter_map(Value::as_str);
    let titles = |word: &str| {
        let titles = place
            .get("x-enum-titles")
            .and_then(|titles| titles.get(word));
        let titles = titles.and_then(Value::as_object).into_iter().flatten();
        titles
            .filter_map(|(_, title)| title.as_str().map(str::to_owned))
            .collect()
    };
    words.map(|word| (word.to_owned(), titles(word))).collect()
}
