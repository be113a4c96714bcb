//! Which files change, and what they say differently.

use super::{Need, Question, Side};
use crate::document::{self, Document, Fact};
use crate::registry::{Registry, kind_of};
use crate::schema::Kind;
use crate::tree::{Difference, Entry, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What happens to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It says something else.
    Changed,
    /// It has another path, and may say something else.
    Moved,
    /// It is gone.
    Removed,
}

impl ChangeKind {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Changed => "changed",
            ChangeKind::Moved => "moved",
            ChangeKind::Removed => "removed",
        }
    }
}

/// One file of a change.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its path; the new one where it was moved.
    pub path: Arc<str>,
    /// The path that it had, where it was moved.
    pub from: Option<Arc<str>>,
    /// What kind of document it is; `None`: a schema, a README, or nothing known.
    pub kind: Option<Kind>,
    /// What happens to it.
    pub change: ChangeKind,
    /// Whether the author may propose it; `None`: the author is unknown.
    pub author_allowed: Option<bool>,
    /// Who must approve it.
    pub needed: Vec<Need>,
    /// What it says differently.
    pub facts: Vec<Fact>,
}

/// The share of lines that two files must have in common to be one that moved.
const ALIKE_PERCENT: usize = 60;

/// The files that differ, in the order of their paths.
pub(super) fn between(question: &Question<'_>) -> Vec<Change> {
    let (base, merged) = (&question.base, &question.merged);
    let differences = base.tree.between(merged.tree, question.changed);
    let moved = moves(&differences);
    let left: BTreeSet<&str> = moved.values().map(|from| &***from).collect();
    let changes = differences.iter().filter(|one| !left.contains(&**one.path));
    let change = |difference: &Difference<'_>| {
        let from = moved.get(difference.path).map(|from| Arc::clone(from));
        let change = match (&from, difference.before, difference.after) {
            (Some(_), ..) => ChangeKind::Moved,
            (None, None, _) => ChangeKind::Added,
            (None, _, None) => ChangeKind::Removed,
            (None, Some(_), Some(_)) => ChangeKind::Changed,
        };
        let earlier = from.as_ref().unwrap_or(difference.path);
        Change {
            path: Arc::clone(difference.path),
            kind: kind_of(difference.path),
            change,
            author_allowed: None,
            needed: Vec::new(),
            facts: facts(base, earlier, merged, difference.path),
            from,
        }
    };
    changes.map(change).collect()
}

/// The requests added or changed: what the check of funding is about.
pub(super) fn touched(changes: &[Change]) -> BTreeSet<Arc<str>> {
    let there = |change: &&Change| change.change != ChangeKind::Removed;
    let requests = changes.iter().filter(there).filter_map(|change| {
        let id = change.path.strip_prefix("registry/requests/")?;
        Some(id.strip_suffix(".yaml")?.into())
    });
    requests.collect()
}

/// Where files went: the new path by the old one's side. A file that is gone is
/// the same as a new one of its kind that says the same, or nearly.
fn moves<'t>(differences: &[Difference<'t>]) -> BTreeMap<&'t Arc<str>, &'t Arc<str>> {
    let gone: Vec<_> = differences
        .iter()
        .filter(|one| one.after.is_none())
        .collect();
    let new: Vec<_> = differences
        .iter()
        .filter(|one| one.before.is_none())
        .collect();
    let mut taken = BTreeSet::new();
    let mut moves = BTreeMap::new();
    for new in new {
        let candidates = gone.iter().filter(|gone| {
            kind_of(gone.path).is_some()
                && kind_of(gone.path) == kind_of(new.path)
                && !taken.contains(gone.path)
        });
        let likeness = |gone: &&&Difference<'_>| likeness(gone.before, new.after);
        let best = candidates
            .map(|gone| (likeness(&gone), std::cmp::Reverse(gone.path)))
            .max();
        if let Some((share, std::cmp::Reverse(from))) = best
            && share >= ALIKE_PERCENT
        {
            taken.insert(from);
            moves.insert(new.path, from);
        }
    }
    moves
}

/// How many per cent of the longer file's lines both have.
fn likeness(before: Option<&Entry>, after: Option<&Entry>) -> usize {
    let (Some(before), Some(after)) = (before, after) else {
        return 0;
    };
    if before.is_same(after) {
        return 100;
    }
    let lines = |entry: &Entry| {
        let mut count: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        for line in entry
            .bytes
            .as_deref()
            .unwrap_or_default()
            .split(|b| *b == b'\n')
        {
            if !line.is_empty() {
                *count.entry(line.to_vec()).or_default() += 1;
            }
        }
        count
    };
    let (before, after) = (lines(before), lines(after));
    let common: usize = before
        .iter()
        .map(|(line, count)| *count.min(after.get(line).unwrap_or(&0)))
        .sum();
    let longer = before.values().sum::<usize>().max(after.values().sum());
    (common * 100).checked_div(longer).unwrap_or_default()
}

fn facts(base: &Side<'_>, earlier: &str, merged: &Side<'_>, path: &str) -> Vec<Fact> {
    let before = version(base.registry, base.tree, earlier);
    let after = version(merged.registry, merged.tree, path);
    document::facts(before.as_deref(), after.as_deref())
}

/// The document at a path: the registry's, or one of the rules' read for this.
fn version<'a>(registry: &'a Registry, tree: &Tree, path: &str) -> Option<Version<'a>> {
    if let Some(doc) = registry.doc_by_path(path) {
        return Some(Version::Registry(registry.document(doc)));
    }
    let bytes = tree.get(path)?.bytes.clone()?;
    let rules = matches!(
        kind_of(path),
        Some(Kind::Pack | Kind::Rules | Kind::Fixture)
    );
    let document = rules.then(|| document::read(&path.into(), &bytes).0)??;
    Some(Version::Rules(Box::new(document)))
}

enum Version<'a> {
    Registry(&'a Document),
    Rules(Box<Document>),
}

impl std::ops::Deref for Version<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        match self {
            Version::Registry(document) => document,
            Version::Rules(document) => document,
        }
    }
}
