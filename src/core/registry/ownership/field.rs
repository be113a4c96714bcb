//! Which facts of a document a line of the ownership table is about.

use crate::document::{Document, NodeKind, NodeRef, tokens, unescaped};
use serde_json::Value;

/// A pattern of RFC 6901 pointers: `*` is any one token, `**` at the end any rest.
/// What stands below a place that it names belongs to it; the default is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPattern {
    text: String,
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Token {
    Key(String),
    Any,
}

/// A value and its pointer.
pub type FieldFact = (String, Value);

impl FieldPattern {
    /// Reads a pattern; `None`: it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/')?;
        let inner = inner.strip_suffix("/**").unwrap_or(inner);
        let token = |part: &str| match part {
            "" | "**" => None,
            "*" => Some(Token::Any),
            key => Some(Token::Key(unescaped(key).into_owned())),
        };
        let tokens: Option<Vec<Token>> = inner.split('/').map(token).collect();
        tokens.map(|tokens| FieldPattern {
            text: text.to_owned(),
            tokens,
        })
    }

    /// As it stands in the table.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its tokens; `None` is any.
    pub(super) fn tokens(&self) -> Vec<Option<&str>> {
        let tokens = self.tokens.iter();
        tokens
            .map(|token| match token {
                Token::Key(key) => Some(key.as_str()),
                Token::Any => None,
            })
            .collect()
    }

    /// Whether a value at a pointer belongs to it.
    #[must_use]
    pub fn covers(&self, pointer: &str) -> bool {
        let mut parts = tokens(pointer);
        self.tokens.iter().all(|token| {
            parts.next().is_some_and(|part| match token {
                Token::Any => true,
                Token::Key(key) => part == *key,
            })
        })
    }
}

/// What a document says in the fields of some patterns, in its order; nothing where
/// there is no document.
#[must_use]
pub fn field_facts(document: Option<&Document>, fields: &[FieldPattern]) -> Vec<FieldFact> {
    let mut facts = Vec::new();
    let Some(document) = document else {
        return facts;
    };
    for field in fields {
        collect(document.root(), &field.tokens, &mut facts);
    }
    facts
}

fn collect(node: NodeRef<'_>, tokens: &[Token], facts: &mut Vec<FieldFact>) {
    let Some((token, rest)) = tokens.split_first() else {
        return values(node, facts);
    };
    match node.kind() {
        NodeKind::Map => {
            for (key, value) in node.entries() {
                let named = match token {
                    Token::Any => true,
                    Token::Key(wanted) => key.scalar_text() == Some(wanted),
                };
                if named {
                    collect(value, rest, facts);
                }
            }
        }
        NodeKind::Seq => {
            for (at, item) in node.items().enumerate() {
                let named = match token {
                    Token::Any => true,
                    Token::Key(wanted) => *wanted == at.to_string(),
                };
                if named {
                    collect(item, rest, facts);
                }
            }
        }
        _ => {}
    }
}

/// The values at and below a node; an empty list is one.
fn values(node: NodeRef<'_>, facts: &mut Vec<FieldFact>) {
    if node.is_scalar() || node.is_empty() {
        facts.push((node.pointer(), node.to_json()));
    }
    for item in node.items() {
        values(item, facts);
    }
    for (_, value) in node.entries() {
        values(value, facts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    fn said(text: &str, fields: &[&str]) -> Vec<String> {
        let document = read(&"a.yaml".into(), &text.as_bytes().into()).0;
        let fields: Vec<_> = fields
            .iter()
            .map(|field| FieldPattern::parse(field).unwrap())
            .collect();
        let facts = field_facts(document.as_ref(), &fields);
        facts
            .into_iter()
            .map(|(at, value)| format!("{at}={value}"))
            .collect()
    }

    #[test]
    fn a_field_is_what_stands_at_and_below_it() {
        let text = "a: 1\nm: [x, y]\nn: {k: {z: 2}}\ne: []\n";
        assert_eq!(said(text, &["/a"]), ["/a=1"]);
        assert_eq!(said(text, &["/m/**"]), ["/m/0=\"x\"", "/m/1=\"y\""]);
        assert_eq!(
            said(text, &["/m", "/e/**"]),
            ["/m/0=\"x\"", "/m/1=\"y\"", "/e=[]"]
        );
        assert_eq!(said(text, &["/n/*/z"]), ["/n/k/z=2"]);
        assert_eq!(said(text, &["/b", "/a/b"]), [""; 0]);
    }

    #[test]
    fn a_pattern_is_read_or_it_is_none() {
        let field = FieldPattern::parse("/a/*/b/**").unwrap();
        assert!(field.covers("/a/0/b") && field.covers("/a/x/b/c"));
        assert!(!field.covers("/a/b") && !field.covers("/a/0"));
        for none in ["", "/", "a", "/a//b", "/**", "/a/**/b"] {
            assert_eq!(FieldPattern::parse(none), None, "{none:?}");
        }
    }
}
