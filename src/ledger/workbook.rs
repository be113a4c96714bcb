//! The ledger that the registry itself hands out: a column a field, a row a system, so that
//! what comes back can be taken as it is.

use crate::field::{self, Form};
use crate::value::parts;
use mulu_core::document::NodeRef;
use mulu_core::layout::Kind;
use mulu_core::registry::{Registry, Slot};
use mulu_core::schema::Schemas;
use serde_json::Value;
use std::sync::Arc;

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The unit, by its short name.
    Unit,
    /// The system's id without its unit.
    Id,
    /// A field, by its pointer.
    Field(Arc<str>, Form),
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands in it.
    pub content: Content,
    /// Whether a document must have it.
    pub required: bool,
}

impl Column {
    /// Its field, by its pointer.
    #[must_use]
    pub fn pointer(&self) -> Option<&str> {
        match &self.content {
            Content::Field(pointer, _) => Some(pointer),
            Content::Unit | Content::Id => None,
        }
    }
}

/// The columns of the workbook of systems.
#[must_use]
pub fn columns(schemas: &Schemas) -> Vec<Column> {
    let bare = |content| Column {
        content,
        required: true,
    };
    let mut columns = vec![bare(Content::Unit), bare(Content::Id)];
    let required = schemas
        .json(Kind::System)
        .get("required")
        .and_then(Value::as_array);
    let is_required = |pointer: &str| {
        let mut keys = required.into_iter().flatten().filter_map(Value::as_str);
        keys.any(|key| pointer.strip_prefix('/') == Some(key))
    };
    for (pointer, _) in field::all(schemas, Kind::System) {
        // A classified system is in no registry.
        let Some(form) =
            field::form(schemas, Kind::System, &pointer).filter(|_| pointer != "/classified")
        else {
            continue;
        };
        columns.push(Column {
            required: is_required(&pointer),
            content: Content::Field(pointer.into(), form),
        });
    }
    columns
}

/// The rows of what is there, cell by cell as people read it; of one unit, or of all.
/// What a cell can't say without loss is left empty, which changes nothing when it comes
/// back.
#[must_use]
pub fn rows(registry: &Registry, columns: &[Column], unit: Option<&str>) -> Vec<Vec<String>> {
    let systems = registry.systems.iter().filter_map(|(id, slot)| {
        let system = slot
            .valid()
            .filter(|_| unit.is_none_or(|unit| id.unit() == unit))?;
        let root = registry.document(system.doc).root();
        let said = |column: &Column| match &column.content {
            Content::Unit => registry.unit_name(id.unit()).to_owned(),
            Content::Id => id.split_once('/').map_or("", |(_, slug)| slug).to_owned(),
            Content::Field(pointer, form) => cell(root, pointer, form),
        };
        Some(columns.iter().map(said).collect())
    });
    systems.collect()
}

fn cell(root: NodeRef<'_>, pointer: &str, form: &Form) -> String {
    let mut at = Some(root);
    for key in pointer.split('/').skip(1) {
        at = at.and_then(|node| node.get(key));
    }
    let Some(node) = at else {
        return String::new();
    };
    if *form == Form::Texts {
        let items: Vec<&str> = node.items().filter_map(NodeRef::as_str).collect();
        let text = items.join("；");
        let again = parts(&text);
        return match again
            .iter()
            .map(Value::as_str)
            .eq(items.into_iter().map(Some))
        {
            true => text,
            false => String::new(),
        };
    }
    let text = node.scalar_text().unwrap_or_default();
    match form {
        Form::Choice(choices) => {
            let mut choices = choices.iter().filter(|(id, _)| id == text);
            let titles = choices.next().and_then(|(_, titles)| titles.first());
            titles.map_or(text, String::as_str).to_owned()
        }
        Form::Truth => match text {
            "true" => "是".to_owned(),
            "false" => "否".to_owned(),
            _ => String::new(),
        },
        _ => text.to_owned(),
    }
}

/// The names of the units that may stand in the first column.
#[must_use]
pub fn units(registry: &Registry, unit: Option<&str>) -> Vec<String> {
    let units = registry
        .units
        .iter()
        .filter(|(slug, _)| unit.is_none_or(|unit| ***slug == *unit));
    let valid = units.filter_map(|(_, slot): (_, &Slot<_>)| slot.valid());
    valid.map(|unit| unit.short_name.to_string()).collect()
}
