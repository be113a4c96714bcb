//! What two versions of a document say differently, fact by fact.

use super::{Document, NodeKind, NodeRef};
use serde_json::Value;
use std::collections::BTreeMap;

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
/// that tells the entries of both lists apart; an entry that says one of its fields
/// anew is still known by those before that field.
pub const KEYS: &[&[&str]] = &[
    &["name"],
    &["category"],
    &["id"],
    &["path"],
    &["system", "project", "unit", "kind", "year"],
    &["matter", "scope", "issued_on"],
    &["from"],
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
    let way = naming(before, after);
    let mut was: Vec<Option<NodeRef<'_>>> = before.items().map(Some).collect();
    let is: Vec<NodeRef<'_>> = after.items().collect();
    let mut pairs: Vec<Option<NodeRef<'_>>> = vec![None; is.len()];
    match way {
        Way::Place => {
            for (pair, was) in pairs.iter_mut().zip(&mut was) {
                *pair = was.take();
            }
        }
        Way::Value => pair(None, (&mut was, &is), &mut pairs),
        Way::Fields(keys) => {
            for most in (1..=keys.len()).rev() {
                pair(keys.get(..most), (&mut was, &is), &mut pairs);
            }
        }
    }
    for (was, is) in pairs.into_iter().zip(is) {
        compare(was, Some(is), facts);
    }
    for gone in was.into_iter().flatten() {
        compare(Some(gone), None, facts);
    }
}

/// Brings together what has a name that no other of its side has, among all that have no
/// counterpart yet.
fn pair<'a>(
    keys: Option<&[&str]>,
    (was, is): (&mut [Option<NodeRef<'a>>], &[NodeRef<'a>]),
    pairs: &mut [Option<NodeRef<'a>>],
) {
    let mut earlier: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in was.iter().enumerate() {
        if let Some(name) = item.and_then(|item| named(keys, item)) {
            earlier.entry(name).or_default().push(at);
        }
    }
    let mut later: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, item) in is.iter().enumerate() {
        if let (None, Some(name)) = (pairs[at], named(keys, *item)) {
            later.entry(name).or_default().push(at);
        }
    }
    for (name, at) in later {
        if let ([to], Some([from])) = (&*at, earlier.get(&name).map(Vec::as_slice)) {
            pairs[*to] = was[*from].take();
        }
    }
}

/// How the entries of two lists are recognized.
#[derive(Clone, Copy)]
enum Way {
    /// By their own value.
    Value,
    /// By some of their fields.
    Fields(&'static [&'static str]),
    /// By where they stand, where nothing tells them apart.
    Place,
}

fn naming(before: NodeRef<'_>, after: NodeRef<'_>) -> Way {
    let tells = |keys: Option<&[&str]>| {
        [before, after].into_iter().all(|list| {
            let mut names: Vec<_> = list.items().map(|item| named(keys, item)).collect();
            names.sort();
            names.iter().all(Option::is_some) && names.windows(2).all(|two| two[0] != two[1])
        })
    };
    if tells(None) {
        return Way::Value;
    }
    let known = KEYS.iter().copied().find(|keys| tells(Some(keys)));
    known.map_or(Way::Place, Way::Fields)
}

fn named(keys: Option<&[&str]>, item: NodeRef<'_>) -> Option<String> {
    let Some(keys) = keys else {
        return item.scalar_text().map(str::to_owned);
    };
    let part = |key: &&str| item.get(key).and_then(NodeRef::scalar_text);
    let parts: Vec<Option<&str>> = keys.iter().map(part).collect();
    parts.iter().any(Option::is_some).then(|| {
        let parts = parts.into_iter().map(Option::unwrap_or_default);
        parts.collect::<Vec<_>>().join("\u{0}")
    })
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
    fn an_entry_that_says_something_anew_is_still_the_same() {
        let opinion =
            |on: &str| format!("  - {{matter: acceptance, result: fail, issued_on: \"{on}\"}}\n");
        let list = |all: &[&str]| {
            let all: String = all.iter().map(|on| opinion(on)).collect();
            format!("opinions:\n{all}")
        };
        // Another one is put before it: nothing is said of the first.
        assert_eq!(
            between(&list(&["2026-01-01"]), &list(&["2026-03-01", "2026-01-01"])),
            [
                "/opinions/0/matter: — → \"acceptance\"",
                "/opinions/0/result: — → \"fail\"",
                "/opinions/0/issued_on: — → \"2026-03-01\""
            ]
        );
        assert_eq!(
            between(&list(&["2026-01-01"]), &list(&["2026-03-01"])),
            ["/opinions/0/issued_on: \"2026-01-01\" → \"2026-03-01\""]
        );
        let plan = "projects:\n  - {system: a/b, kind: maintenance, amount: 1}\n  - {project: a/c, kind: new, amount: 2}\n";
        let shifted = "projects:\n  - {project: a/d, kind: new}\n  - {system: a/b, kind: maintenance, amount: 1}\n  - {project: a/c, kind: new, amount: 3}\n";
        assert_eq!(
            between(plan, shifted),
            [
                "/projects/0/project: — → \"a/d\"",
                "/projects/0/kind: — → \"new\"",
                "/projects/2/amount: 2 → 3"
            ]
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
