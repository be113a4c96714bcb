//! The ownership table: who may propose a file, and who must approve it.

use super::nearest::Nearest;
use super::{OwnershipRule, Registry, link};
use crate::diagnostic::{Diagnostic, Label, Span, code};
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// DOMAIN's table, for a registry that has none of its own: path, authors,
/// approvers.
const DEFAULT: &[(&str, &[&str], &[&str])] = &[
    ("registry.yaml", &["catalog"], &["catalog", "government"]),
    ("policy/**", &["catalog"], &["catalog", "finance"]),
    ("units/{unit}.yaml", &["anyone"], &["catalog"]),
    ("elements.yaml", &["catalog"], &["catalog"]),
    (
        "systems/{unit}/{system}.yaml",
        &["{unit}+ancestors"],
        &["catalog"],
    ),
    (
        "opinions/{authority}/{unit}.yaml",
        &["{authority}"],
        &["{authority}"],
    ),
    (
        "opinions/{authority}/{unit}/{system}.yaml",
        &["{authority}"],
        &["{authority}"],
    ),
    ("lists/{year}.yaml", &["catalog"], &["catalog"]),
    ("plans/{year}.yaml", &["development"], &["development"]),
    (
        "requests/{year}/{unit}/{system}.yaml",
        &["{unit}+ancestors"],
        &["finance"],
    ),
];

/// Who owns a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owners {
    /// Who may propose: authority ids, `anyone`, units, units with `+ancestors`.
    pub authors: Vec<String>,
    /// Who must approve: authority ids.
    pub approvers: Vec<String>,
}

/// The table of a registry; DOMAIN's where it has none.
#[must_use]
pub fn table(registry: &Registry) -> Vec<OwnershipRule> {
    if !registry.settings.ownership.is_empty() {
        return registry.settings.ownership.clone();
    }
    let strings = |list: &[&str]| list.iter().map(ToString::to_string).collect();
    let rule = |(path, authors, approvers): &(&str, &[&str], &[&str])| OwnershipRule {
        path: (*path).to_owned(),
        authors: strings(authors),
        approvers: strings(approvers),
    };
    DEFAULT.iter().map(rule).collect()
}

/// The owners of a path relative to `registry/`: the first line that matches.
#[must_use]
pub fn owners(table: &[OwnershipRule], path: &str) -> Option<Owners> {
    table.iter().find_map(|rule| {
        let captures = matches(&rule.path, path)?;
        let fill = |who: &String| filled(who, &captures);
        Some(Owners {
            authors: rule.authors.iter().map(fill).collect(),
            approvers: rule.approvers.iter().map(fill).collect(),
        })
    })
}

/// Who is meant once the capture is known. What a path says is never read as
/// a capture itself.
fn filled(who: &str, captures: &BTreeMap<&str, &str>) -> String {
    let value = |(before, name, after)| Some((before, *captures.get(name)?, after));
    match capture(who).and_then(value) {
        Some((before, value, after)) => format!("{before}{value}{after}"),
        None => who.to_owned(),
    }
}

/// Matches a pattern segment by segment: `*` is any segment, `{name}` captures
/// one, `**` at the end is any rest.
fn matches<'p>(pattern: &'p str, path: &'p str) -> Option<BTreeMap<&'p str, &'p str>> {
    let mut captures = BTreeMap::new();
    let mut segments = path.split('/');
    for part in pattern.split('/') {
        if part == "**" {
            return segments.next().map(|_| captures);
        }
        let segment = segments.next()?;
        match capture(part) {
            Some((before, name, after)) => {
                let value = segment.strip_prefix(before)?.strip_suffix(after)?;
                captures.insert(name, value);
            }
            None if part == "*" || part == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(captures)
}

/// `before{name}after`
fn capture(part: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = part.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Whether a pattern can be read: braces in pairs with a name of their own,
/// `**` last.
fn is_sound(pattern: &str) -> bool {
    let mut names = BTreeSet::new();
    let mut captured = pattern.split('/').filter_map(capture);
    if !captured.all(|(_, name, _)| names.insert(name)) {
        return false;
    }
    let mut parts = pattern.split('/').peekable();
    while let Some(part) = parts.next() {
        let braces = part.matches('{').count() + part.matches('}').count();
        let named = capture(part).is_some_and(|(_, name, _)| !name.is_empty());
        let stars = !part.contains('*') || part == "*" || (part == "**" && parts.peek().is_none());
        if part.is_empty() || !stars || !(braces == 0 || (braces == 2 && named)) {
            return false;
        }
    }
    true
}

/// Patterns that cannot be read, owners that don't exist, files nobody owns.
pub(super) fn check(registry: &Registry, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    patterns(registry, diagnostics);
    let table = table(registry);
    let misplaced: BTreeSet<Arc<str>> = diagnostics
        .iter()
        .filter(|found| found.code.id.starts_with("path/"))
        .map(|found| Arc::clone(&found.primary.path))
        .collect();
    for (path, entry) in tree.iter() {
        // Who reads a part answers for that part.
        if entry.unread {
            continue;
        }
        let Some(inside) = path.strip_prefix("registry/") else {
            continue;
        };
        let owned = || {
            table
                .iter()
                .any(|rule| matches(&rule.path, inside).is_some())
        };
        if inside.ends_with(".yaml") && !owned() && !misplaced.contains(path) {
            let label = Label::new(Arc::clone(path), Span::default());
            diagnostics.push(Diagnostic::new(&code::PATH_UNOWNED, label).arg("path", &**path));
        }
    }
}

fn patterns(registry: &Registry, diagnostics: &mut Vec<Diagnostic>) {
    let Some(doc) = registry.doc_by_path("registry/registry.yaml") else {
        return;
    };
    let Some(lines) = registry.document(doc).root().get("ownership") else {
        return;
    };
    let nearest = Nearest::new();
    for (rule, node) in registry.settings.ownership.iter().zip(lines.items()) {
        let sound = is_sound(&rule.path);
        if !sound {
            let at = node.get("path").unwrap_or(node).label();
            diagnostics
                .push(Diagnostic::new(&code::OWNERSHIP_PATTERN, at).arg("pattern", &*rule.path));
        }
        let who = |key| {
            node.get(key)
                .into_iter()
                .flat_map(crate::document::NodeRef::items)
        };
        for at in who("authors").chain(who("approvers")) {
            let name = at.scalar_text().unwrap_or_default();
            let captured = capture(name)
                .is_some_and(|(_, name, _)| rule.path.contains(&format!("{{{name}}}")));
            let known =
                captured || name == "anyone" || registry.settings.authorities.contains_key(name);
            if !known && sound {
                let near = nearest.of(name, registry.settings.authorities.keys());
                let near = near.map(|near| (near.to_string(), registry.authority_name(near)));
                let code = &code::REFERENCE_AUTHORITY;
                diagnostics.push(link::unknown_name(code, name, at.label(), near));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_fill_the_owners() {
        let table = table(&Registry::default());
        let found = owners(&table, "opinions/audit/health/platform.yaml").unwrap();
        assert_eq!(
            (found.authors, found.approvers),
            (vec!["audit".to_owned()], vec!["audit".to_owned()])
        );
        let found = owners(&table, "requests/2027/health/platform.yaml").unwrap();
        assert_eq!(found.authors, ["health+ancestors"]);
        assert_eq!(
            owners(&table, "policy/rules/a.yaml").unwrap().approvers,
            ["catalog", "finance"]
        );
        assert_eq!(owners(&table, "policy"), None);
        assert_eq!(owners(&table, "units/a/b.yaml"), None);
    }

    #[test]
    fn a_capture_is_never_read_as_a_pattern() {
        let found = owners(&table(&Registry::default()), "opinions/{unit}/audit.yaml").unwrap();
        assert_eq!(found.authors, ["{unit}"]);
    }

    #[test]
    fn the_first_line_that_matches_counts() {
        let line = |path: &str, who: &str| OwnershipRule {
            path: path.to_owned(),
            authors: vec![who.to_owned()],
            approvers: vec!["{unit}".to_owned()],
        };
        let table = [
            line("a/*/c.yaml", "one"),
            line("a/{unit}/**", "{unit}"),
            line("**", "rest"),
        ];
        let authors = |path| owners(&table, path).map(|owners| owners.authors.concat());
        assert_eq!(authors("a/b/c.yaml").as_deref(), Some("one"));
        assert_eq!(authors("a/b/d/e.yaml").as_deref(), Some("b"));
        assert_eq!(authors("a/b").as_deref(), Some("rest"));
        // What no capture fills stays as it is, and is nobody.
        assert_eq!(owners(&table, "x").unwrap().approvers, ["{unit}"]);
    }

    #[test]
    fn patterns_are_read_or_refused() {
        for sound in ["a/{b}.yaml", "a/*/c", "a/**", "a"] {
            assert!(is_sound(sound), "{sound}");
        }
        for wrong in [
            "", "a//b", "a/{}/b", "{a}/{a}", "a/{b", "a/b}", "a/**/b", "a/x*", "{a}{b}",
        ] {
            assert!(!is_sound(wrong), "{wrong}");
        }
    }
}
