//! What an expression can be, as far as schemas and tables tell.

use crate::policy::functions::Kind;
use crate::policy::pack::Finance;
use crate::schema::{Assured, Schemas};
use serde_json::Value;

/// The type of an expression.
#[derive(Clone, Debug)]
pub(crate) enum Type<'s> {
    /// A condition.
    Bool,
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// A list.
    List(Box<Type<'s>>),
    /// A mapping: its schema and the schema file that it stands in.
    Map(&'s Value, &'s Value),
    /// One of these texts only.
    OneOf(Vec<&'s str>),
    /// All parameters of the pack.
    Parameters,
    /// A parameter that is a number for each of some keys.
    Table,
    /// A parameter that is a range.
    Range,
    /// Not known; anything may be done with it.
    Unknown,
}

impl<'s> Type<'s> {
    /// The type of a document by the name of its schema; unknown where there is
    /// no such schema.
    pub(crate) fn document(schemas: &'s Schemas, name: &str) -> Type<'s> {
        schemas
            .named(name)
            .map_or(Type::Unknown, |schema| Type::of(schema, schema))
    }

    /// The type of the lines of a kind of yearly documents.
    pub(crate) fn lines(schemas: &'s Schemas, name: &str) -> Type<'s> {
        let document = Type::document(schemas, name);
        let lines = ["projects", "entries"].into_iter();
        let mut lines = lines.filter_map(|key| document.field(key));
        lines.next().unwrap_or(Type::List(Box::new(Type::Unknown)))
    }

    /// The type of an entry of an opinions file.
    pub(crate) fn opinion(schemas: &'s Schemas) -> Type<'s> {
        match Type::document(schemas, "opinions").field("opinions") {
            Some(Type::List(opinion)) => *opinion,
            _ => Type::Unknown,
        }
    }

    /// The type that a schema describes.
    pub(crate) fn of(schema: &'s Value, file: &'s Value) -> Type<'s> {
        let schema = resolve(schema, file);
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let texts: Option<Vec<&str>> = values.iter().map(Value::as_str).collect();
            return texts.map_or(Type::Unknown, Type::OneOf);
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("boolean") => Type::Bool,
            Some("integer") => Type::Int,
            Some("string") => Type::Text,
            Some("array") => {
                let items = schema
                    .get("items")
                    .map_or(Type::Unknown, |i| Type::of(i, file));
                Type::List(Box::new(items))
            }
            Some("object") => Type::Map(schema, file),
            _ => match schema.get("const") {
                Some(Value::Bool(_)) => Type::Bool,
                Some(Value::String(text)) => Type::OneOf(vec![text]),
                _ => Type::Unknown,
            },
        }
    }

    /// The type of a field; `None` where no schema has it.
    pub(crate) fn field(&self, name: &str) -> Option<Type<'s>> {
        let Type::Map(schema, file) = self else {
            return Some(Type::Unknown);
        };
        if let Some(field) = schema.get("properties").and_then(|fields| fields.get(name)) {
            return Some(Type::of(field, file));
        }
        match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => Some(Type::of(values, file)),
            _ => None,
        }
    }

    /// Whether a schema lets a field be anything: then nobody knows what is read.
    pub(crate) fn is_anything(&self, name: &str) -> bool {
        let Type::Map(schema, file) = self else {
            return false;
        };
        Assured::part(file, schema).member(name).is_anything()
    }

    /// The names of the fields.
    pub(crate) fn fields(&self) -> Vec<&'s str> {
        let Type::Map(schema, _) = self else {
            return Vec::new();
        };
        let fields = schema.get("properties").and_then(Value::as_object);
        fields
            .map(|fields| fields.keys().map(String::as_str).collect())
            .unwrap_or_default()
    }

    /// What a function gives.
    pub(crate) fn result(kind: Kind, schemas: &'s Schemas) -> Type<'s> {
        match kind {
            Kind::Bool => Type::Bool,
            Kind::Int => Type::Int,
            Kind::Texts => Type::List(Box::new(Type::Text)),
            Kind::Ints => Type::List(Box::new(Type::Int)),
            Kind::List => Type::List(Box::new(Type::Unknown)),
            Kind::Opinion => Type::opinion(schemas),
            Kind::Opinions => Type::List(Box::new(Type::opinion(schemas))),
            Kind::Finance => Type::OneOf(Finance::ALL.map(Finance::id).to_vec()),
            Kind::Outcome => Type::OneOf(vec!["met", "unmet", "waived", "not-applicable"]),
            Kind::Any => Type::Unknown,
            _ => Type::Text,
        }
    }

    /// Whether a value of one can stand where the other is wanted, as far as known.
    pub(crate) fn is_like(&self, other: &Type<'_>) -> bool {
        match (self.class(), other.class()) {
            (Some(one), Some(another)) => one == another,
            _ => true,
        }
    }

    /// Whether values of both can be compared.
    pub(crate) fn comparable(&self, other: &Type<'_>) -> bool {
        match (self.class(), other.class()) {
            (Some(one), Some(another)) => one == another && one != "mapping",
            _ => true,
        }
    }

    /// Its name in findings; `None` where it isn't known.
    pub(crate) fn class(&self) -> Option<&'static str> {
        match self {
            Type::Bool => Some("condition"),
            Type::Int => Some("number"),
            Type::Text | Type::OneOf(_) => Some("text"),
            Type::List(_) => Some("list"),
            Type::Map(..) | Type::Parameters | Type::Table | Type::Range => Some("mapping"),
            Type::Unknown => None,
        }
    }
}

/// Follows `$ref` within the file; bounded, since a schema may refer to itself.
fn resolve<'s>(schema: &'s Value, file: &'s Value) -> &'s Value {
    let mut schema = schema;
    for _ in 0..16 {
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            break;
        };
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| file.pointer(pointer));
        let Some(target) = target else { break };
        schema = target;
    }
    schema
}
