//! What a change does to decisions, and how much money that moves.

use super::carried::Names;
use super::years::YearTouched;
use super::{Change, ReviewInput, Snapshot};
use crate::decision::{Comparison, Judgement, compare, decide_where};
use crate::layout::of_year;
use crate::policy::RequestRef;
use crate::registry::Registry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The decisions by the change's own rules.
#[derive(Debug)]
pub struct Preview {
    /// The requests that are touched, or judged otherwise than on the base by
    /// the base's rules.
    pub decisions: Vec<Comparison>,
    /// How many requests were judged.
    pub judged: usize,
}

/// A change that concerns unusually much: to be looked at as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LargeChange {
    /// Requests whose verdict turns.
    pub turned: usize,
    /// Requests judged.
    pub judged: usize,
    /// Files changed.
    pub files: usize,
    /// Files on the base.
    pub all_files: usize,
}

/// From this share of verdicts or files on a change concerns unusually much…
const LARGE_PERCENT: usize = 10;

/// …if there are at least so many of them.
const LARGE_LEAST: usize = 10;

/// The decisions that differ, and how many there are in all.
pub(super) struct Moved {
    pub(super) changes: Vec<Comparison>,
    /// What the years come to that the change is about.
    pub(super) years: Vec<YearTouched>,
    judged: usize,
}

/// What of a change decides which requests are judged and told of.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The requests whose files it touches.
    pub(super) touched: &'a BTreeSet<Arc<str>>,
    /// The years that are judged.
    pub(super) years: &'a BTreeSet<i16>,
    /// Those whose yearly documents it touches.
    pub(super) about: &'a BTreeSet<i16>,
}

/// The decisions of the base and of another side, where they differ or are touched.
pub(super) fn decisions(input: &ReviewInput<'_>, after: &Snapshot<'_>, asked: Asked<'_>) -> Moved {
    let mut moved = Moved {
        changes: Vec::new(),
        years: Vec::new(),
        judged: 0,
    };
    for year in asked.years.iter().copied() {
        let judge = |side: &Snapshot<'_>| {
            let wanted =
                |case: &RequestRef| input.units.is_none_or(|units| units.contains(&case.unit));
            decide_where(side.registry, side.pack, input.on, year, wanted)
        };
        let (before, now) = (judge(&input.base), judge(after));
        moved.judged += requests(after.registry, year);
        let packs = (input.base.pack, after.pack);
        if asked.about.contains(&year) {
            let sums = YearTouched::of(year, &before.decisions, &now.decisions);
            moved.years.push(sums);
        }
        let touched = |id: &str| asked.touched.contains(id);
        let differing = compare(before.decisions, now.decisions, packs, touched);
        moved
            .changes
            .extend(joined(differing, &input.moves.systems));
    }
    moved
}

/// What is judged under another name is the same thing: it is compared with what it was,
/// and neither withdrawn nor new.
pub(super) fn joined<J: Judgement>(found: Vec<Comparison<J>>, names: &Names) -> Vec<Comparison<J>> {
    if names.is_empty() {
        return found;
    }
    let keyed = found.into_iter().map(|one| (Arc::clone(&one.id), one));
    let mut found: BTreeMap<Arc<str>, Comparison<J>> = keyed.collect();
    let gone = found.values().filter(|one| one.after.is_none());
    let gone: Vec<Arc<str>> = gone.map(|one| Arc::clone(&one.id)).collect();
    for old in gone {
        let named = of_year(&old).and_then(|(year, id)| Some((year, names.get(id)?)));
        let Some(new) = named.map(|(year, id)| format!("{year}/{id}")) else {
            continue;
        };
        if found.get(&*new).is_some_and(|one| one.before.is_none())
            && let Some(was) = found.remove(&old)
            && let Some(now) = found.get_mut(&*new)
        {
            now.before = was.before;
        }
    }
    found.into_values().collect()
}

fn requests(registry: &Registry, year: i16) -> usize {
    let prefix = format!("{year}/");
    let ids = registry.requests.keys();
    ids.filter(|id| id.starts_with(&prefix)).count()
}

/// The decisions by the change's own rules.
pub(super) fn preview(input: &ReviewInput<'_>, own: &Snapshot<'_>, asked: Asked<'_>) -> Preview {
    let moved = decisions(input, own, asked);
    Preview {
        decisions: moved.changes,
        judged: moved.judged,
    }
}

/// Whether the change concerns unusually much, by either set of rules.
pub(super) fn large_change(
    input: &ReviewInput<'_>,
    changes: &[Change],
    moved: &Moved,
    preview: Option<&Preview>,
) -> Option<LargeChange> {
    let turned = |decisions: &[Comparison]| decisions.iter().filter(|one| one.turns()).count();
    let under_own = preview.map_or(0, |preview| turned(&preview.decisions));
    let large_change = LargeChange {
        turned: turned(&moved.changes).max(under_own),
        judged: moved.judged,
        files: changes.len(),
        all_files: input.base.tree.len(),
    };
    let large = |part: usize, whole: usize| {
        part >= LARGE_LEAST && part.saturating_mul(100) >= whole.saturating_mul(LARGE_PERCENT)
    };
    (large(large_change.turned, large_change.judged)
        || large(large_change.files, large_change.all_files))
    .then_some(large_change)
}
