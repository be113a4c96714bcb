//! A document to fill in: every field that its schema has, in order, with its title,
//! what it means and what may stand there, in the reader's language.
//!
//! Fields that must be there stand as they are; all others are commented out, so that
//! what nobody filled in says nothing. An editor's "uncomment" turns a block into
//! fields, and what explains them stays a comment.

mod field;
mod known;

use crate::Localizer;
use mulu_core::decision::Snapshot;
use mulu_core::layout::Located;
use serde_json::Value;

/// The document of a path as somebody begins it: called `name` where one is given,
/// with what the registry already knows of it. `address` is where editors find the
/// schema, relative to the document; empty: nowhere.
#[must_use]
pub fn draft(
    view: &Snapshot<'_>,
    at: &Located<'_>,
    (name, address): (Option<&str>, &str),
    words: &Localizer,
) -> String {
    let schema = view.schemas.map_or(&Value::Null, |all| all.json(at.kind));
    let of = Template {
        schema,
        address,
        known: &known::known(view, at, name),
        notes: &known::notes(at, words),
        below: &known::below(view, at, words),
    };
    template(&of, words)
}

/// A request in which nothing of its own is wrong, for the system of a path.
#[must_use]
pub fn assumed(view: &Snapshot<'_>, at: &Located<'_>) -> String {
    known::assumed(view, at)
}

/// What a template is made of.
#[derive(Clone, Copy, Debug)]
struct Template<'a> {
    schema: &'a Value,
    address: &'a str,
    /// Values of fields at the top that are known, as YAML; those that begin with a
    /// line break stand on lines of their own.
    known: &'a [(&'a str, String)],
    /// More that is said above the fields, a line each.
    notes: &'a [String],
    /// What may be chosen from, below the fields, a line each.
    below: &'a [String],
}

/// The template as text.
fn template(of: &Template<'_>, words: &Localizer) -> String {
    let mut lines = Vec::new();
    if !of.address.is_empty() {
        lines.push(format!("# yaml-language-server: $schema={}", of.address));
    }
    lines.push(format!("# {}", field::said(of.schema, "", words)));
    lines.push(format!("# {}", words.word("template-how")));
    lines.extend(of.notes.iter().map(|note| format!("# {note}")));
    for (key, schema) in field::properties(of.schema) {
        let known = of.known.iter().find(|(name, _)| *name == key);
        lines.push(String::new());
        lines.extend(match known {
            Some((_, value)) => field::stated(of.schema, (key, schema), value, words),
            None => field::field(of.schema, (key, schema), words),
        });
    }
    if !of.below.is_empty() {
        lines.push(String::new());
        lines.extend(of.below.iter().map(|line| format!("# {line}")));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn what_must_be_there_stands_and_all_else_is_a_comment() {
        let schema = serde_json::json!({
            "title": "系统", "description": "一个系统。", "x-en": {"title": "System", "description": "A system."},
            "required": ["name"],
            "properties": {
                "name": {"title": "名称", "description": "全称。", "type": "string"},
                "hosting": {
                    "title": "部署", "description": "在哪里。", "type": "object", "required": ["platform"],
                    "properties": {
                        "platform": {
                            "title": "平台", "description": "部署的平台。", "type": "string", "enum": ["own", "cloud"],
                            "x-enum-titles": {"own": {"zh": "自有"}, "cloud": {"zh": "云"}}
                        },
                        "reason": {"title": "原因", "description": "为什么。", "type": "string", "examples": ["市级统建"]}
                    }
                },
                "resources": {
                    "title": "资源", "description": "一项一条。", "type": "array",
                    "items": {"type": "object", "required": ["name"], "properties": {
                        "name": {"title": "名称", "description": "资源的名称。", "type": "string"},
                        "level": {"title": "级", "description": "第几级。", "type": "integer"}
                    }}
                }
            }
        });
        let of = Template {
            schema: &schema,
            address: "../../schema/system.schema.json",
            known: &[("name", "平台".to_owned())],
            notes: &[],
            below: &[],
        };
        let text = template(&of, &Localizer::new(Language::Zh));
        insta::assert_snapshot!(text);
    }
}
