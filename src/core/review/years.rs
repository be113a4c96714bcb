//! The budget years that a change is about: each is judged on both sides, and what it
//! comes to is told although nothing turns.

use super::{Change, ReviewInput};
use crate::decision::{Decision, Total, Verdict, total};
use crate::document::NodeRef;
use crate::layout::{self, Kind};
use crate::registry::Registry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the requests of a year come to, by verdict.
pub type Totals = BTreeMap<Verdict, Total>;

/// A year whose list, plan, budget or other yearly document a change touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTouched {
    /// The budget year.
    pub year: i16,
    /// Its requests on the base.
    pub before: Totals,
    /// The same with the change.
    pub after: Totals,
}

impl YearTouched {
    pub(super) fn of(year: i16, before: &[Decision], after: &[Decision]) -> Self {
        YearTouched {
            year,
            before: total(before),
            after: total(after),
        }
    }

    /// How many requests there are with the change.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.after.values().map(|total| total.count).sum()
    }
}

/// The years that are judged: the running and the coming one, those that the change is
/// about, and later ones that something is asked or planned for. An earlier year is over:
/// it is judged again only where the change is about it.
pub(super) fn judged(input: &ReviewInput<'_>, changes: &[Change]) -> BTreeSet<i16> {
    let running = input.on.year();
    let coming = running.saturating_add(1);
    let stated = stated(input);
    let mut all: BTreeSet<i16> = stated.range(coming..).copied().collect();
    all.extend([running, coming]);
    all.extend(touched(input, changes));
    for change in changes {
        all.extend(paths(change).filter_map(|path| layout::parse(path)?.year()));
        all.extend(scopes(input, change).intersection(&stated));
    }
    all
}

/// The years whose yearly documents the change touches.
pub(super) fn touched(input: &ReviewInput<'_>, changes: &[Change]) -> BTreeSet<i16> {
    let yearly = [
        Kind::List,
        Kind::Plan,
        Kind::Cloud,
        Kind::Budget,
        Kind::Rolling,
    ];
    let stated = stated(input);
    let mut years = BTreeSet::new();
    for change in changes {
        for path in paths(change) {
            let located = layout::parse(path).filter(|located| yearly.contains(&located.kind));
            let Some((kind, year)) = located.and_then(|of| Some((of.kind, of.year()?))) else {
                continue;
            };
            years.insert(year);
            // A rolling plan is of several years, named by its first; one that nothing is
            // stated for has nothing to be judged.
            if kind == Kind::Rolling {
                years.extend(lines(input, path).intersection(&stated));
            }
        }
    }
    years
}

/// The path of a changed file, and the one that it had.
fn paths(change: &Change) -> impl Iterator<Item = &Arc<str>> {
    [&change.path].into_iter().chain(&change.from)
}

/// The years that something is asked, listed or planned for, on either side: as many as
/// there are files, whatever is written in one.
fn stated(input: &ReviewInput<'_>) -> BTreeSet<i16> {
    let sides = [input.base.registry, input.merged.registry];
    let of = |registry: &Registry| -> BTreeSet<i16> {
        let asked = registry.requests.keys().map(|id| id.year());
        let listed = registry.lists.keys().chain(registry.plans.keys());
        asked.chain(listed.copied()).collect()
    };
    sides.into_iter().flat_map(of).collect()
}

/// The years in the lines of a rolling plan, on either side.
fn lines(input: &ReviewInput<'_>, path: &str) -> BTreeSet<i16> {
    let year = |line: NodeRef<'_>| i16::try_from(line.get("year")?.as_i64()?).ok();
    let lists = on_both(input, path, "projects");
    lists
        .into_iter()
        .flat_map(NodeRef::items)
        .filter_map(year)
        .collect()
}

/// The years that the opinions of a file which the change touches are given for: `2027`,
/// `2027/server-storage`.
fn scopes(input: &ReviewInput<'_>, change: &Change) -> BTreeSet<i16> {
    if change.kind != Some(Kind::Opinions) {
        return BTreeSet::new();
    }
    let place = |pointer: &str| {
        let rest = pointer.strip_prefix("/opinions/")?;
        rest.split('/').next()?.parse::<usize>().ok()
    };
    let pointers = change.facts.iter().map(|fact| &*fact.pointer);
    let places: BTreeSet<usize> = pointers.filter_map(place).collect();
    let year = |opinion: NodeRef<'_>| {
        let scope = opinion.get("scope")?.scalar_text()?;
        let year = scope.split('/').next().filter(|year| year.len() == 4)?;
        year.parse::<i16>().ok()
    };
    let mut years = BTreeSet::new();
    for path in paths(change) {
        for opinions in on_both(input, path, "opinions") {
            let touched = opinions.items().enumerate();
            let touched = touched.filter(|(at, _)| places.contains(at));
            years.extend(touched.filter_map(|(_, opinion)| year(opinion)));
        }
    }
    years
}

/// A list of a document, as both sides have it.
fn on_both<'a>(input: &ReviewInput<'a>, path: &str, key: &str) -> Vec<NodeRef<'a>> {
    let sides = [input.base.registry, input.merged.registry];
    let list = |registry: &'a Registry| {
        let document = registry.document(registry.doc_by_path(path)?);
        document.root().get(key)
    };
    sides.into_iter().filter_map(list).collect()
}
