//! A schema as something to fill in: its fields in order, what may stand in each, when
//! it must or must not be there.
//!
//! Templates, workbooks and the form of the pages all ask here, so that what one of
//! them asks for the others do, too. Only the few features are known that the schemas of
//! records use; where a schema has another, its field is [`Shape::Other`]: somebody
//! writes YAML there, and nothing is guessed.

use serde_json::{Map, Value};

/// What may stand in a field that one cell can say.
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

/// What a field is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape<'s> {
    /// One value, or some words.
    One(Form),
    /// Fields of its own: a schema of objects.
    Group(&'s Value),
    /// A list of such, by the schema of an entry.
    List(&'s Value),
    /// Something that isn't known here.
    Other,
}

/// A field of a schema of objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'s> {
    /// Its key.
    pub key: &'s str,
    /// What its schema says, references followed.
    pub schema: &'s Value,
    /// What it is made of.
    pub shape: Shape<'s>,
}

/// Whether a field belongs in a document that says what is known so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It must be there.
    Required,
    /// It may be.
    Optional,
    /// It must not be.
    Forbidden,
}

/// Keywords that say nothing of how a field is asked for, or that its value is held
/// against when the whole is judged.
const PLAIN: &[&str] = &[
    "$schema",
    "$id",
    "$defs",
    "title",
    "description",
    "x-en",
    "examples",
    "type",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "enum",
    "enumDescriptions",
    "x-enum-titles",
    "x-out-of-use",
    "const",
    "pattern",
    "minLength",
    "maxLength",
    "format",
    "minimum",
    "maximum",
    "x-money",
    "x-happened",
    "x-dated",
    "x-audience",
    "allOf",
];

/// The fields of a schema of objects, in its order.
pub fn properties(schema: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let all = schema.get("properties").and_then(Value::as_object);
    let all = all.into_iter().flat_map(Map::iter);
    all.map(|(key, schema)| (key.as_str(), schema))
}

/// The fields of a schema of objects with what they are made of; `root` is the whole
/// schema, in which references lead somewhere.
#[must_use]
pub fn fields<'s>(root: &'s Value, of: &'s Value) -> Vec<Field<'s>> {
    let all = properties(of);
    let all = all.map(|(key, schema)| {
        let schema = followed(root, schema);
        let shape = shape(root, schema);
        Field { key, schema, shape }
    });
    all.collect()
}

/// What a field is made of.
#[must_use]
pub fn shape<'s>(root: &'s Value, schema: &'s Value) -> Shape<'s> {
    if unknown(schema).is_some() {
        return Shape::Other;
    }
    if let Some(form) = form(root, schema) {
        return Shape::One(form);
    }
    let is_group = |of: &Value| of.get("properties").is_some() && unknown(of).is_none();
    match (text(schema, "type"), schema.get("items")) {
        (Some("object"), None) if is_group(schema) => Shape::Group(schema),
        (Some("array"), Some(items)) => match followed(root, items) {
            items if is_group(items) => Shape::List(items),
            _ => Shape::Other,
        },
        _ => Shape::Other,
    }
}

/// The first keyword of a schema that isn't known here; conditions are known as far as
/// [`standing`] reads them.
#[must_use]
pub fn unknown(schema: &Value) -> Option<&str> {
    let Some(all) = schema.as_object() else {
        return Some("");
    };
    let mut keys = all.keys().map(String::as_str);
    if let Some(key) = keys.find(|key| !PLAIN.contains(key)) {
        return Some(key);
    }
    let branches = schema.get("allOf").and_then(Value::as_array);
    let mut branches = branches.into_iter().flatten();
    branches
        .any(|branch| !is_condition(branch))
        .then_some("allOf")
}

/// Whether a branch is a condition that [`standing`] reads.
fn is_condition(branch: &Value) -> bool {
    let has = |of: Option<&Value>, known: &[&str]| {
        let all = of.and_then(Value::as_object);
        all.is_some_and(|all| all.keys().all(|key| known.contains(&key.as_str())))
    };
    let asked = branch.get("if").and_then(|of| of.get("properties"));
    let mut asked = asked.and_then(Value::as_object).into_iter().flatten();
    has(Some(branch), &["x-condition", "if", "then"])
        && has(branch.get("if"), &["properties", "required"])
        && has(branch.get("then"), &["properties", "required"])
        && asked.all(|(_, of)| has(Some(of), &["const", "enum"]))
}

/// What one cell can say of a field; `None`: more than that.
#[must_use]
pub fn form(root: &Value, place: &Value) -> Option<Form> {
    Some(match text(place, "type")? {
        "string" if place.get("enum").is_some() => Form::Choice(choices(place)),
        "string" if text(place, "format") == Some("date") => Form::Date,
        "string" => Form::Text,
        "integer" if place.get("x-money").is_some() => Form::Money,
        "integer" => Form::Whole,
        "boolean" => Form::Truth,
        "array" => {
            let item = followed(root, place.get("items")?);
            let is_text = text(item, "type") == Some("string");
            return (is_text && item.get("enum").is_none()).then_some(Form::Texts);
        }
        _ => return None,
    })
}

/// The schema that a reference stands for.
#[must_use]
pub fn followed<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let target = text(schema, "$ref");
    let target = target.and_then(|target| root.pointer(target.strip_prefix('#')?));
    target.unwrap_or(schema)
}

/// Whether a field must always be there.
#[must_use]
pub fn is_required(of: &Value, key: &str) -> bool {
    names(of.get("required")).any(|name| name == key)
}

/// When a field must be there that otherwise may be left out: what the schema says of
/// the condition, by language.
#[must_use]
pub fn condition<'s>(of: &'s Value, key: &str) -> Option<&'s Value> {
    let mut branches = branches(of);
    let asks = |branch: &&Value| {
        let then = branch.get("then").and_then(|then| then.get("required"));
        names(then).any(|name| name == key)
    };
    branches.find(asks)?.get("x-condition")
}

/// Whether a field belongs beside what is said so far.
#[must_use]
pub fn standing(of: &Value, key: &str, said: &Value) -> Standing {
    let mut standing = match is_required(of, key) {
        true => Standing::Required,
        false => Standing::Optional,
    };
    for branch in branches(of) {
        let (Some(asked), Some(then)) = (branch.get("if"), branch.get("then")) else {
            continue;
        };
        if !holds(asked, said) {
            continue;
        }
        if names(then.get("required")).any(|name| name == key) {
            standing = Standing::Required;
        }
        let of_field = then.get("properties").and_then(|all| all.get(key));
        let none = |of: &Value| of == false || of.get("maxItems").is_some_and(|most| most == 0);
        if of_field.is_some_and(none) {
            standing = Standing::Forbidden;
        }
    }
    standing
}

/// Whether what is said meets the condition of a branch.
fn holds(asked: &Value, said: &Value) -> bool {
    let there = names(asked.get("required")).all(|key| said.get(key).is_some());
    let of = asked.get("properties").and_then(Value::as_object);
    let mut of = of.into_iter().flatten();
    there
        && of.all(|(key, wanted)| {
            let Some(value) = said.get(key) else {
                return true;
            };
            let is = wanted.get("const").is_none_or(|wanted| wanted == value);
            let among = wanted.get("enum").and_then(Value::as_array);
            is && among.is_none_or(|among| among.contains(value))
        })
}

/// The fields in the order in which the schema has them; others behind.
#[must_use]
pub fn ordered(root: &Value, of: &Value, value: Value) -> Value {
    let of = followed(root, of);
    match value {
        Value::Object(mut said) => {
            let mut sorted = Map::new();
            for (key, schema) in properties(of) {
                if let Some(value) = said.shift_remove(key) {
                    sorted.insert(key.to_owned(), ordered(root, schema, value));
                }
            }
            sorted.extend(said);
            Value::Object(sorted)
        }
        Value::Array(items) => {
            let of = of.get("items").unwrap_or(&Value::Null);
            let items = items.into_iter().map(|item| ordered(root, of, item));
            Value::Array(items.collect())
        }
        other => other,
    }
}

fn branches(of: &Value) -> impl Iterator<Item = &Value> {
    let branches = of.get("allOf").and_then(Value::as_array);
    branches.into_iter().flatten()
}

/// The words of a list in a schema.
pub fn names(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let list = list.and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

fn text<'s>(schema: &'s Value, keyword: &str) -> Option<&'s str> {
    schema.get(keyword)?.as_str()
}

fn choices(place: &Value) -> Vec<(String, Vec<String>)> {
    let titles = |word: &str| {
        let titles = place
            .get("x-enum-titles")
            .and_then(|titles| titles.get(word));
        let titles = titles.and_then(Value::as_object).into_iter().flatten();
        titles
            .filter_map(|(_, title)| title.as_str().map(str::to_owned))
            .collect()
    };
    names(place.get("enum"))
        .map(|word| (word.to_owned(), titles(word)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Kind;
    use crate::schema::Schemas;
    use serde_json::json;

    /// The kinds that departments and authorities fill in.
    const ASKED: [Kind; 5] = [
        Kind::Request,
        Kind::System,
        Kind::Project,
        Kind::Opinions,
        Kind::Unit,
    ];

    fn others(root: &Value, of: &Value, path: &str, found: &mut Vec<String>) {
        for field in fields(root, of) {
            let path = format!("{path}/{}", field.key);
            match field.shape {
                Shape::One(_) => {}
                Shape::Group(of) | Shape::List(of) => others(root, of, &path, found),
                Shape::Other => found.push(format!("{path}: {:?}", unknown(field.schema))),
            }
        }
    }

    /// A new feature in a schema of records is to be taught to the form, or to be listed
    /// here as what is written as YAML.
    #[test]
    fn the_schemas_of_records_have_no_field_that_the_form_cannot_ask_for() {
        let mut found = Vec::new();
        for kind in ASKED {
            let root = Schemas::built_in().json(kind);
            assert_eq!(unknown(root), None, "{kind:?}");
            others(root, root, kind.schema_name(), &mut found);
        }
        // A mapping of whatever the rules define, and a list of a few words.
        let known = ["scope", "chapters"].map(|key| format!("opinions/opinions/{key}: None"));
        assert_eq!(found, known);
    }

    #[test]
    fn what_is_not_known_is_left_to_whoever_writes() {
        let of = |schema: Value| shape(&Value::Null, &schema) == Shape::Other;
        assert!(of(json!({"oneOf": [{"type": "string"}]})));
        assert!(of(json!({"type": ["string", "null"]})));
        assert!(of(json!({"type": "string", "contentEncoding": "base64"})));
        assert!(of(
            json!({"type": "object", "properties": {}, "allOf": [{"not": {}}]})
        ));
        assert!(!of(json!({"type": "string", "minLength": 1})));
    }

    #[test]
    fn conditions_are_read_from_what_is_said() {
        let root = Schemas::built_in().json(Kind::System);
        let resource = root.pointer("/properties/data/properties/resources/items");
        let resource = resource.unwrap();
        let of = |key, said: Value| standing(resource, key, &said);
        let shared = |how: &str| json!({"sharing": how});
        assert_eq!(of("conditions", shared("conditional")), Standing::Required);
        assert_eq!(of("conditions", shared("withheld")), Standing::Forbidden);
        assert_eq!(of("legal_basis", shared("withheld")), Standing::Required);
        assert_eq!(of("conditions", json!({})), Standing::Optional);
        assert_eq!(of("name", json!({})), Standing::Required);
        let data = root.pointer("/properties/data").unwrap();
        let none = json!({"none_because": "x"});
        assert_eq!(standing(data, "resources", &none), Standing::Forbidden);
    }
}
