//! What the program reads by name of documents must be there in their schemas, and
//! of the type that it reads.
//!
//! A registry may have schemas of its own. One that renames `items`, or lets an
//! amount be text, would make every amount nothing without a word: nothing is
//! decided by such a schema.

use super::types::Type;
use crate::diagnostic::{Diagnostic, Label, Message, Span, code};
use crate::schema::Schemas;

/// The schema, the path of a field (`*`: every element), its type.
const READ: &[(&str, &str, &str)] = &[
    ("unit", "name", "text"),
    ("unit", "category", "text"),
    ("unit", "budget_unit", "condition"),
    ("unit", "parent", "text"),
    ("system", "name", "text"),
    ("system", "status", "text"),
    ("system", "data/resources", "list"),
    ("system", "data/resources/*/name", "text"),
    ("system", "data/resources/*/collects", "list"),
    ("opinions", "opinions", "list"),
    ("opinions", "opinions/*/matter", "text"),
    ("opinions", "opinions/*/result", "text"),
    ("opinions", "opinions/*/issued_on", "text"),
    ("opinions", "opinions/*/valid_until", "text"),
    ("opinions", "opinions/*/due_on", "text"),
    ("opinions", "opinions/*/resolved_on", "text"),
    ("opinions", "opinions/*/scope", "text"),
    ("list", "projects", "list"),
    ("list", "projects/*/system", "text"),
    ("list", "projects/*/kind", "text"),
    ("list", "projects/*/amount", "number"),
    ("plan", "projects", "list"),
    ("plan", "projects/*/system", "text"),
    ("plan", "projects/*/kind", "text"),
    ("plan", "projects/*/amount", "number"),
    ("request", "applicant", "text"),
    ("request", "items", "list"),
    ("request", "items/*/category", "text"),
    ("request", "items/*/amount", "number"),
    ("project", "name", "text"),
    ("project", "kind", "text"),
    ("project", "applicant", "text"),
    ("project", "systems", "list"),
];

/// Every field that the program reads and a schema doesn't have so.
pub(super) fn check(schemas: &Schemas, diagnostics: &mut Vec<Diagnostic>) {
    for (schema, path, class) in READ {
        if schemas.named(schema).is_none() || is_so(schemas, schema, path, class) {
            continue;
        }
        let place = Label::new(format!("schema/{schema}.schema.json"), Span::default());
        let found = Diagnostic::new(&code::SCHEMA_NOT_UNDERSTOOD, place);
        diagnostics.push(
            found
                .arg("field", path.replace("/*", "[]").replace('/', "."))
                .arg("wanted", Message::new(format!("policy-operand-{class}"))),
        );
    }
}

/// Whether a field is there and of a type; one whose type isn't told is.
fn is_so(schemas: &Schemas, schema: &str, path: &str, class: &str) -> bool {
    let mut found = Type::document(schemas, schema);
    for part in path.split('/') {
        found = match (part, found) {
            (_, Type::Unknown) => return true,
            ("*", Type::List(item)) => *item,
            (key, of) => match of.field(key) {
                Some(field) => field,
                None => return false,
            },
        };
    }
    found.class().is_none_or(|found| found == class)
}
