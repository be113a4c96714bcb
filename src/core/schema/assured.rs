//! What a schema makes sure of: of which types a value is that it lets pass, what
//! must be there, what cannot be there.
//!
//! Only what holds for every document is told. A keyword that isn't looked at can
//! but refuse more documents, so what is told stays true.

use regex::Regex;
use serde_json::Value;

/// Types that a value can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Types(u8);

impl Types {
    /// None: no value is let pass.
    pub(crate) const NONE: Types = Types(0);
    /// A condition.
    pub(crate) const CONDITION: Types = Types(1);
    /// A whole number.
    pub(crate) const WHOLE: Types = Types(2);
    /// Text.
    pub(crate) const TEXT: Types = Types(4);
    /// A list.
    pub(crate) const LIST: Types = Types(8);
    /// A mapping.
    pub(crate) const MAPPING: Types = Types(16);
    const FRACTION: Types = Types(32);
    const NULL: Types = Types(64);
    const ALL: Types = Types(127);

    /// One of either.
    pub(crate) const fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    fn and(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }

    /// Whether there is no other type than those.
    pub(crate) fn within(self, wider: Types) -> bool {
        self.0 & !wider.0 == 0
    }

    /// Whether both have a type.
    pub(crate) fn meets(self, other: Types) -> bool {
        self.and(other) != Types::NONE
    }

    fn named(name: &Value) -> Types {
        match name.as_str() {
            Some("boolean") => Types::CONDITION,
            Some("integer") => Types::WHOLE,
            Some("number") => Types::WHOLE.or(Types::FRACTION),
            Some("string") => Types::TEXT,
            Some("array") => Types::LIST,
            Some("object") => Types::MAPPING,
            Some("null") => Types::NULL,
            _ => Types::NONE,
        }
    }

    fn of_value(value: &Value) -> Types {
        match value {
            Value::Bool(_) => Types::CONDITION,
            Value::Number(number) if number.is_i64() => Types::WHOLE,
            Value::Number(_) => Types::FRACTION,
            Value::String(_) => Types::TEXT,
            Value::Array(_) => Types::LIST,
            Value::Object(_) => Types::MAPPING,
            Value::Null => Types::NULL,
        }
    }

    fn any(all: impl Iterator<Item = Types>) -> Types {
        all.fold(Types::NONE, Types::or)
    }
}

/// What is made sure of at one place: all of these schemas hold there.
#[derive(Clone, Debug)]
pub(crate) struct Assured<'s> {
    root: &'s Value,
    parts: Vec<&'s Value>,
}

impl<'s> Assured<'s> {
    /// What a file makes sure of a whole document.
    pub(crate) fn document(file: &'s Value) -> Self {
        Assured::all(file, [file])
    }

    /// What a schema of a file makes sure of where it stands.
    pub(crate) fn part(file: &'s Value, schema: &'s Value) -> Self {
        Assured::all(file, [schema])
    }

    /// Schemas with those that they refer to and are made of. Bounded: a file that
    /// refers to itself is refused before.
    fn all(root: &'s Value, schemas: impl IntoIterator<Item = &'s Value>) -> Self {
        let mut parts: Vec<&Value> = schemas.into_iter().collect();
        let mut next = 0;
        while let Some(part) = parts.get(next).copied() {
            next += 1;
            let reference = part.get("$ref").and_then(Value::as_str);
            let target = reference
                .and_then(|reference| reference.strip_prefix('#'))
                .and_then(|pointer| root.pointer(pointer));
            let all_of = part.get("allOf").and_then(Value::as_array);
            for more in target.into_iter().chain(all_of.into_iter().flatten()) {
                if !parts.iter().any(|known| std::ptr::eq(*known, more)) {
                    parts.push(more);
                }
            }
        }
        Assured { root, parts }
    }

    fn here(&self, schemas: impl IntoIterator<Item = &'s Value>) -> Self {
        Assured::all(self.root, schemas)
    }

    /// Whether the schema says nothing of this place.
    pub(crate) fn is_silent(&self) -> bool {
        self.parts.iter().all(|part| **part == Value::Bool(true))
    }

    /// Whether values of every type are let pass.
    pub(crate) fn is_anything(&self) -> bool {
        self.types() == Types::ALL
    }

    /// The types of the values that are let pass.
    pub(crate) fn types(&self) -> Types {
        let told = self.parts.iter().map(|part| self.types_of(part));
        told.fold(Types::ALL, Types::and)
    }

    fn types_of(&self, part: &'s Value) -> Types {
        if *part == Value::Bool(false) {
            return Types::NONE;
        }
        let named = part.get("type").map(|named| match named {
            Value::Array(names) => Types::any(names.iter().map(Types::named)),
            name => Types::named(name),
        });
        let values = part.get("enum").and_then(Value::as_array);
        let values = values.map(|values| Types::any(values.iter().map(Types::of_value)));
        let one = part.get("const").map(Types::of_value);
        let branches = ["anyOf", "oneOf"].iter().filter_map(|key| {
            let branches = part.get(*key)?.as_array()?;
            let types = branches.iter().map(|branch| self.here([branch]).types());
            Some(Types::any(types))
        });
        let told = named.into_iter().chain(values).chain(one).chain(branches);
        told.fold(Types::ALL, Types::and)
    }

    /// What is made sure of the value under a key.
    pub(crate) fn member(&self, key: &str) -> Self {
        let mut found = Vec::new();
        for part in &self.parts {
            let before = found.len();
            found.extend(part.get("properties").and_then(|fields| fields.get(key)));
            let patterns = part.get("patternProperties").and_then(Value::as_object);
            let mut unknown = false;
            for (pattern, schema) in patterns.into_iter().flatten() {
                match matches(pattern, key) {
                    Some(true) => found.push(schema),
                    Some(false) => {}
                    None => unknown = true,
                }
            }
            if found.len() == before && !unknown {
                found.extend(part.get("additionalProperties"));
            }
        }
        self.here(found)
    }

    /// What is made sure of every element of a list.
    pub(crate) fn element(&self) -> Self {
        let parts = self.parts.iter();
        // Beside `prefixItems`, `items` is about the elements behind them.
        let parts = parts.filter(|part| part.get("prefixItems").is_none());
        self.here(parts.filter_map(|part| part.get("items")))
    }

    /// What is made sure of the values of a mapping of names, one for each kind of
    /// name; `x-…` is nobody's name.
    pub(crate) fn values(&self) -> Vec<Self> {
        let names = self.parts.iter().flat_map(|part| {
            let fields = part.get("properties").and_then(Value::as_object);
            let patterns = part.get("patternProperties").and_then(Value::as_object);
            let patterns = patterns.into_iter().flatten();
            let patterns = patterns.filter(|(pattern, _)| !is_nobodys(pattern));
            fields.into_iter().flatten().chain(patterns)
        });
        let mut found: Vec<Self> = names.map(|(_, schema)| self.here([schema])).collect();
        let rest = self.parts.iter();
        let rest = self.here(rest.filter_map(|part| part.get("additionalProperties")));
        found.push(rest);
        found
    }

    /// Whether a key must be there.
    pub(crate) fn requires(&self, key: &str) -> bool {
        let lists = self.parts.iter().filter_map(|part| part.get("required"));
        let mut keys = lists.filter_map(Value::as_array).flatten();
        keys.any(|required| required == key)
    }

    /// Whether a mapping has no keys but those that are named, and `x-…`.
    pub(crate) fn is_closed(&self) -> bool {
        self.parts.iter().any(|part| {
            let patterns = part.get("patternProperties").and_then(Value::as_object);
            let mut open = patterns.into_iter().flatten();
            part.get("additionalProperties") == Some(&Value::Bool(false))
                && open
                    .all(|(pattern, schema)| is_nobodys(pattern) || *schema == Value::Bool(false))
        })
    }

    /// Whether text is a date.
    pub(crate) fn is_date(&self) -> bool {
        let mut formats = self.parts.iter().filter_map(|part| part.get("format"));
        formats.any(|format| format == "date")
    }

    /// Whether numbers lie between two, both included.
    pub(crate) fn lies_between(&self, least: f64, most: f64) -> bool {
        let fits = |value: f64| (least..=most).contains(&value);
        let bound = |keys: [&str; 2]| {
            let parts = self.parts.iter();
            let bounds = parts.flat_map(|part| keys.map(|key| part.get(key)));
            bounds.flatten().filter_map(Value::as_f64).any(fits)
        };
        let listed = self.parts.iter().any(|part| {
            let values = part.get("enum").and_then(Value::as_array);
            values.is_some_and(|values| {
                let mut numbers = values.iter().filter_map(Value::as_f64);
                numbers.all(fits)
            })
        });
        listed || bound(["minimum", "exclusiveMinimum"]) && bound(["maximum", "exclusiveMaximum"])
    }

    /// The fields that are named.
    pub(crate) fn fields(&self) -> Vec<&'s str> {
        let fields = self.parts.iter().filter_map(|part| part.get("properties"));
        let fields = fields.filter_map(Value::as_object);
        fields
            .flat_map(|fields| fields.keys().map(String::as_str))
            .collect()
    }
}

/// Whether a pattern is met by keys `x-…` alone, which nobody reads.
fn is_nobodys(pattern: &str) -> bool {
    pattern.starts_with("^x-") && !pattern.contains('|')
}

/// Whether a pattern is met by a key; `None` where it cannot be read here.
fn matches(pattern: &str, key: &str) -> Option<bool> {
    // In every object of every schema: no reason to compile it each time.
    if pattern == "^x-" {
        return Some(key.starts_with("x-"));
    }
    Some(Regex::new(pattern).ok()?.is_match(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn types(schema: &Value) -> Types {
        Assured::document(schema).types()
    }

    #[test]
    fn types_are_those_that_every_part_lets_pass() {
        for (schema, wanted) in [
            (json!({}), Types::ALL),
            (json!(false), Types::NONE),
            (
                json!({"type": ["string", "integer"]}),
                Types::TEXT.or(Types::WHOLE),
            ),
            (json!({"enum": ["a", "b"]}), Types::TEXT),
            (json!({"const": true}), Types::CONDITION),
            (json!({"anyOf": [{"type": "string"}, {}]}), Types::ALL),
            (
                json!({"oneOf": [{"type": "string"}, {"type": "array"}]}),
                Types::TEXT.or(Types::LIST),
            ),
            (
                json!({"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"type": "string"}}}),
                Types::TEXT,
            ),
            (json!({"type": "string", "enum": [1]}), Types::NONE),
        ] {
            assert_eq!(types(&schema), wanted, "{schema}");
        }
        assert!(!types(&json!({"type": "number"})).within(Types::WHOLE));
    }

    #[test]
    fn a_member_is_what_may_stand_under_its_key() {
        let schema = json!({
            "properties": {"a": {"type": "string"}},
            "patternProperties": {"^b": {"type": "array"}},
            "additionalProperties": false
        });
        let root = Assured::document(&schema);
        assert_eq!(root.member("a").types(), Types::TEXT);
        assert_eq!(root.member("bc").types(), Types::LIST);
        assert_eq!(root.member("c").types(), Types::NONE);
        assert!(!root.is_closed());
        let open = json!({"properties": {"a": {"type": "string"}}});
        assert!(Assured::document(&open).member("c").is_silent());
    }

    #[test]
    fn what_stands_before_the_others_is_not_told() {
        let schema = json!({"prefixItems": [{}], "items": {"type": "string"}});
        assert!(Assured::document(&schema).element().is_silent());
        let values = json!({"properties": {"a": {}}, "additionalProperties": {"type": "string"}});
        let values = Assured::document(&values).values();
        assert!(values.iter().any(|value| value.types() == Types::ALL));
    }

    #[test]
    fn limits_are_told_where_both_are_there() {
        for (schema, wanted) in [
            (json!({"minimum": 0, "maximum": 9}), true),
            (json!({"enum": [1, 2]}), true),
            (json!({"minimum": 0}), false),
            (json!({"minimum": -1, "maximum": 9}), false),
            (json!({"minimum": 0, "maximum": 11}), false),
        ] {
            let found = Assured::document(&schema).lies_between(0.0, 10.0);
            assert_eq!(found, wanted, "{schema}");
        }
    }
}
