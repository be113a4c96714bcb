//! Which files change, and what they say differently.

use super::{Need, Refusal, ReviewInput, Snapshot};
use crate::document::{self, Document, Fact};
use crate::layout::{self, Kind};
use crate::registry::{Identity, Registry, kind_of};
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
    /// Why not.
    pub refusals: Vec<Refusal>,
    /// Who must approve it.
    pub needed: Vec<Need>,
    /// Who but the author approved exactly this change of it, whether they must or not.
    pub approved_by: Vec<Identity>,
    /// What it says differently.
    pub facts: Vec<Fact>,
}

/// The share of lines that two files must have in common to be one that moved.
const ALIKE_PERCENT: usize = 60;

/// The most pairs of files that are compared line by line.
const MOST_PAIRS: usize = 250_000;

/// The files that differ, in the order of their paths.
pub(super) fn between(input: &ReviewInput<'_>) -> Vec<Change> {
    let (base, merged) = (&input.base, &input.merged);
    let differences = base.tree.between(merged.tree, input.changed);
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
            refusals: Vec::new(),
            needed: Vec::new(),
            approved_by: Vec::new(),
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
        let located = layout::parse(&change.path)?;
        Some(located.request()?.text())
    });
    requests.collect()
}

/// Where files went: the new path by the old one's side. A file that is gone is
/// the same as a new one of its kind that says the same, or nearly.
fn moves<'t>(differences: &[Difference<'t>]) -> BTreeMap<&'t Arc<str>, &'t Arc<str>> {
    let mut gone = Vec::new();
    let mut new = Vec::new();
    for one in differences.iter().filter(|one| kind_of(one.path).is_some()) {
        match (one.before, one.after) {
            (Some(before), None) => gone.push(Candidate::of(one.path, before)),
            (None, Some(after)) => new.push(Candidate::of(one.path, after)),
            _ => {}
        }
    }
    let mut moves = unchanged(&mut gone, &mut new);
    // Among many, nobody would recognize which became which.
    if gone.len().saturating_mul(new.len()) > MOST_PAIRS {
        return moves;
    }
    for new in &new {
        let alike = gone
            .iter()
            .enumerate()
            .filter(|(_, gone)| gone.kind == new.kind)
            .map(|(at, gone)| (gone.likeness(new), std::cmp::Reverse(at)));
        if let Some((share, std::cmp::Reverse(at))) = alike.max()
            && share >= ALIKE_PERCENT
        {
            moves.insert(new.path, gone.remove(at).path);
        }
    }
    moves
}

/// What moved and says the same; it is no candidate any more.
fn unchanged<'t>(
    gone: &mut Vec<Candidate<'t>>,
    new: &mut Vec<Candidate<'t>>,
) -> BTreeMap<&'t Arc<str>, &'t Arc<str>> {
    let mut by_content: BTreeMap<_, Vec<&Candidate<'t>>> = BTreeMap::new();
    for gone in gone.iter().rev().filter(|gone| gone.entry.blob.is_some()) {
        let same = by_content.entry((gone.entry.blob, gone.kind)).or_default();
        same.push(gone);
    }
    let mut moves = BTreeMap::new();
    for new in new.iter() {
        let same = by_content.get_mut(&(new.entry.blob, new.kind));
        if let Some(gone) = same.and_then(Vec::pop) {
            moves.insert(new.path, gone.path);
        }
    }
    let left: BTreeSet<&Arc<str>> = moves.values().copied().collect();
    gone.retain(|gone| !left.contains(gone.path));
    new.retain(|new| !moves.contains_key(new.path));
    moves
}

/// A file that is gone or new.
struct Candidate<'t> {
    path: &'t Arc<str>,
    kind: Option<Kind>,
    entry: &'t Entry,
    /// Its lines, sorted.
    lines: Vec<&'t [u8]>,
}

impl<'t> Candidate<'t> {
    fn of(path: &'t Arc<str>, entry: &'t Entry) -> Self {
        let text = entry.bytes.as_deref().unwrap_or_default();
        let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
        lines.retain(|line| !line.is_empty());
        lines.sort_unstable();
        Candidate {
            path,
            kind: kind_of(path),
            entry,
            lines,
        }
    }

    /// How many per cent of the longer file's lines both have.
    fn likeness(&self, other: &Candidate<'_>) -> usize {
        if self.entry.is_same(other.entry) {
            return 100;
        }
        let longer = self.lines.len().max(other.lines.len());
        let shorter = self.lines.len().min(other.lines.len());
        // Most pairs needn't be read to know that they differ.
        if shorter * 100 < longer * ALIKE_PERCENT {
            return 0;
        }
        let (mut one, mut two, mut common) = (0, 0, 0_usize);
        while let (Some(a), Some(b)) = (self.lines.get(one), other.lines.get(two)) {
            let order = a.cmp(b);
            one += usize::from(order.is_le());
            two += usize::from(order.is_ge());
            common += usize::from(order.is_eq());
        }
        (common * 100).checked_div(longer).unwrap_or_default()
    }
}

fn facts(base: &Snapshot<'_>, earlier: &str, merged: &Snapshot<'_>, path: &str) -> Vec<Fact> {
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
        Some(Kind::Pack | Kind::Rules | Kind::Coverage | Kind::Fixture)
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
