//! What two versions of a document say differently, fact by fact.

use super::{Document, NodeKind, NodeRef};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A value that was added, changed or removed. Lists and mappings are no
/// values, save empty ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// RFC 6901: in the later version, or in the earlier where it is gone.
    pub pointer: String,
    /// What it was.
    pub before: Option<Value>,
    /// What it is.
    pub after: Option<Value>,
}

/// The fields by which the entries of a list are known, so that an entry put in
/// between doesn't make all that follow look changed. The first line counts
/// that tells the entries of both lists apart.
const KEYS: &[&[&str]] = &[
    &["name"],
    &["category"],
    &["id"],
    &["path"],
    &["system", "kind"],
    &["matter", "scope", "issued_on"],
];

/// The facts that two versions of a document don't share, in the order of the
/// later one; what is gone follows what it stood beside.
#[must_use]
pub fn facts(before: Option<&Document>, after: Option<&Document>) -> Vec<Fact> {
    let mut facts = Vec::new();
    compare(
        before.map(Document::root),
        after.map(Document::root),
        &mut facts,
    );
    facts
}

fn compare(before: Option<NodeRef<'_>>, after: Option<NodeRef<'_>>, facts: &mut Vec<Fact>) {
    let kinds = (before.map(NodeRef::kind), after.map(NodeRef::kind));
    match (before, after) {
        (Some(before), Some(after)) if kinds == (Some(NodeKind::Map), Some(NodeKind::Map)) => {
            mappings(before, after, facts);
        }
        (Some(before), Some(after)) if kinds == (Some(NodeKind::Seq), Some(NodeKind::Seq)) => {
            lists(before, after, facts);
        }
        (Some(before), Some(after)) if is_value(before) && is_value(after) => {
            let (was, is) = (before.to_json(), after.to_json());
            if was != is {
                facts.push(Fact {
                    pointer: after.pointer(),
                    before: Some(was),
                    after: Some(is),
                });
            }
        }
        (before, after) => {
            if let Some(before) = before {
                values(before, &mut |node| facts.push(gone(node)));
            }
            if let Some(after) = after {
                values(after, &mut |node| facts.push(new(node)));
            }
        }
    }
}

fn mappings(before: NodeRef<'_>, after: NodeRef<'_>, facts: &mut Vec<Fact>) {
    for (key, value) in after.entries() {
        let was = key.scalar_text().and_then(|key| before.get(key));
        compare(was, Some(value), facts);
    }
    for (key, _) in before.entries() {
        let Some(key) = key.scalar_text() else {
            continue;
        };
        if after.get(key).is_none() {
            compare(before.get(key), None, facts);
        }
    }
}

fn lists(before: NodeRef<'_>, after: NodeRef<'_>, facts: &mut Vec<Fact>) {
    let name = naming(before, after);
    let mut earlier: BTreeMap<String, NodeRef<'_>> = before
        .items()
        .enumerate()
        .map(|(at, item)| (name(at, item), item))
        .collect();
    for (at, item) in after.items().enumerate() {
        compare(earlier.remove(&name(at, item)), Some(item), facts);
    }
    let gone: BTreeSet<_> = earlier.values().map(|item| item.id()).collect();
    for item in before.items() {
        if gone.contains(&item.id()) {
            compare(Some(item), None, facts);
        }
    }
}

/// How the entries of two lists are recognized: by their own value, by some of
/// their fields, or, where these don't tell them apart, by their position.
fn naming(before: NodeRef<'_>, after: NodeRef<'_>) -> impl Fn(usize, NodeRef<'_>) -> String {
    let tells = |keys: Option<&'static [&'static str]>| {
        [before, after].into_iter().all(|list| {
            let mut names: Vec<_> = list.items().map(|item| named(keys, item)).collect();
            names.sort();
            names.iter().all(Option::is_some) && names.windows(2).all(|two| two[0] != two[1])
        })
    };
    let ways = std::iter::once(None).chain(KEYS.iter().copied().map(Some));
    let way = ways.into_iter().find(|way| tells(*way));
    move |at, item| {
        let name = way.and_then(|way| named(way, item));
        name.unwrap_or_else(|| at.to_string())
    }
}

fn named(keys: Option<&[&str]>, item: NodeRef<'_>) -> Option<String> {
    let Some(keys) = keys else {
        return item.scalar_text().map(str::to_owned);
    };
    item.get(keys[0])?;
    let part = |key: &&str| item.get(key).and_then(NodeRef::scalar_text).unwrap_or("");
    Some(keys.iter().map(part).collect::<Vec<_>>().join("\u{0}"))
}

fn is_value(node: NodeRef<'_>) -> bool {
    node.is_scalar() || node.is_empty()
}

fn values<'a>(node: NodeRef<'a>, each: &mut dyn FnMut(NodeRef<'a>)) {
    if is_value(node) {
        each(node);
    }
    for item in node.items() {
        values(item, each);
    }
    for (_, value) in node.entries() {
        values(value, each);
    }
}

fn gone(node: NodeRef<'_>) -> Fact {
    Fact {
        pointer: node.pointer(),
        before: Some(node.to_json()),
        after: None,
    }
}

fn new(node: NodeRef<'_>) -> Fact {
    Fact {
        pointer: node.pointer(),
        before: None,
        after: Some(node.to_json()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    fn between(before: &str, after: &str) -> Vec<String> {
        let document = |text: &str| {
            (!text.is_empty()).then(|| read(&"a.yaml".into(), &text.as_bytes().into()).0.unwrap())
        };
        let show = |value: Option<Value>| value.map_or("—".to_owned(), |value| value.to_string());
        facts(document(before).as_ref(), document(after).as_ref())
            .into_iter()
            .map(|fact| {
                format!(
                    "{}: {} → {}",
                    fact.pointer,
                    show(fact.before),
                    show(fact.after)
                )
            })
            .collect()
    }

    #[test]
    fn values_are_compared_field_by_field() {
        assert_eq!(
            between(
                "a: 1\nb: x\nd: {e: true}\n",
                "a: 2\nc: y\nd: {e: true, f: []}\n"
            ),
            [
                "/a: 1 → 2",
                "/c: — → \"y\"",
                "/d/f: — → []",
                "/b: \"x\" → —"
            ]
        );
        assert_eq!(between("a: 1\n", "a: 1 # the same\n"), [""; 0]);
        assert_eq!(between("", "a: {b: 1}\n"), ["/a/b: — → 1"]);
        assert_eq!(between("a: {b: 1}\n", ""), ["/a/b: 1 → —"]);
        assert_eq!(
            between("a: {b: 1}\n", "a: 1\n"),
            ["/a/b: 1 → —", "/a: — → 1"]
        );
    }

    #[test]
    fn entries_of_lists_are_known_by_what_names_them() {
        let before =
            "items:\n  - {category: sensors, amount: 1}\n  - {category: cameras, amount: 2}\n";
        let after = "items:\n  - {category: rfid, amount: 9}\n  - {category: sensors, amount: 1}\n  - {category: cameras, amount: 3}\n";
        assert_eq!(
            between(before, after),
            [
                "/items/0/category: — → \"rfid\"",
                "/items/0/amount: — → 9",
                "/items/2/amount: 2 → 3"
            ]
        );
        assert_eq!(between("a: [x, y]\n", "a: [y]\n"), ["/a/0: \"x\" → —"]);
        assert_eq!(
            between("a: [{n: 1}, {n: 1}]\n", "a: [{n: 1}, {n: 2}]\n"),
            ["/a/1/n: 1 → 2"]
        );
    }

    #[test]
    fn an_opinion_appended_is_one_new_entry() {
        let one = "opinions:\n  - {matter: acceptance, result: fail, issued_on: \"2026-01-01\"}\n";
        let two =
            format!("{one}  - {{matter: acceptance, result: pass, issued_on: \"2026-05-01\"}}\n");
        assert_eq!(
            between(one, &two),
            [
                "/opinions/1/matter: — → \"acceptance\"",
                "/opinions/1/result: — → \"pass\"",
                "/opinions/1/issued_on: — → \"2026-05-01\""
            ]
        );
    }
}
