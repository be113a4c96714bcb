//! Path patterns of the ownership table.

use std::collections::{BTreeMap, BTreeSet};

/// Matches a pattern segment by segment: `*` is any segment, `{name}` captures
/// one, `**` at the end is any rest.
pub(super) fn matches<'p>(pattern: &'p str, path: &'p str) -> Option<BTreeMap<&'p str, &'p str>> {
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

/// The names that a pattern captures.
pub(super) fn captured(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').filter_map(|part| Some(capture(part)?.1))
}

/// Whether a pattern can be read: braces in pairs with a name of their own,
/// `**` last.
pub(super) fn is_sound(pattern: &str) -> bool {
    let mut names = BTreeSet::new();
    if !captured(pattern).all(|name| names.insert(name)) {
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

/// Paths of documents that a pattern matches, one for each depth that `**` can have.
pub(crate) fn examples(pattern: &str) -> Vec<String> {
    let parts = pattern.split('/').map(|part| match capture(part) {
        Some((before, _, after)) => format!("{before}x{after}"),
        None if part == "*" => "x.yaml".to_owned(),
        None => part.to_owned(),
    });
    let path = parts.collect::<Vec<_>>().join("/");
    match path.strip_suffix("**") {
        Some(start) => (0..4)
            .map(|deep| format!("{start}{}x.yaml", "x/".repeat(deep)))
            .collect(),
        None => vec![path],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
