//! `registry.yaml`: authorities with several units, and what amounts are counted in.

use super::{Change, first};
use crate::diagnostic::Message;
use crate::document::NodeRef;
use crate::document::edit::{Edit, flow};
use crate::schema::{Kind, Schemas};
use serde_json::{Value, json};

/// Keys behind which the currency is written, the best first.
const BEFORE_CURRENCY: [&str; 3] = ["timezone", "locale", "title"];

/// An authority's one unit becomes a list of them.
pub(super) fn units(root: NodeRef<'_>) -> Vec<Change> {
    let authorities = root.get("authorities").map(NodeRef::entries);
    let authorities = authorities.into_iter().flatten();
    let change = |(_, authority): (NodeRef<'_>, NodeRef<'_>)| {
        let unit = authority.get("unit")?;
        let slug = unit.as_str()?;
        if authority.get("units").is_some() {
            return None;
        }
        let at = unit.pointer();
        let value = json!([slug]);
        let edits = vec![
            Edit::Replace {
                at: at.clone(),
                value,
            },
            Edit::Rename {
                at: at.clone(),
                key: "units".to_owned(),
            },
        ];
        Some(Change {
            pointer: at,
            before: Some(format!("unit: {slug}")),
            after: format!("units: [{slug}]"),
            why: Message::new("migrate-why-units"),
            edits,
        })
    };
    authorities.filter_map(change).collect()
}

/// What every amount was counted in is said.
pub(super) fn currency(root: NodeRef<'_>, schemas: &Schemas) -> Option<Change> {
    let key = "currency";
    if root.get(key).is_some() || !schemas.has_field(Kind::Settings, &[Some(key)]) {
        return None;
    }
    let value: Value = serde_json::from_str(first::CURRENCY).ok()?;
    let after = BEFORE_CURRENCY
        .into_iter()
        .find(|key| root.get(key).is_some());
    Some(Change {
        pointer: format!("/{key}"),
        before: None,
        after: flow(&value),
        why: Message::new("migrate-why-currency"),
        edits: vec![Edit::Insert {
            into: String::new(),
            after: after.map(str::to_owned),
            key: key.to_owned(),
            value,
        }],
    })
}
