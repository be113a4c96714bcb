//! The files of a year, and whether they are there.

use super::Step;
use crate::layout::{self, Kind};
use crate::registry::{Entries, Registry, Slot};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What there is of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// None, and the ownership table knows no such file: the registry does without it.
    Unkept,
    /// None yet.
    Absent,
    /// It fails its schema and is evidence of nothing.
    Broken,
    /// It is there.
    There,
}

impl FileState {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            FileState::Unkept => "unkept",
            FileState::Absent => "absent",
            FileState::Broken => "broken",
            FileState::There => "there",
        }
    }
}

/// A file of a year.
#[derive(Clone, Debug)]
pub struct StepFile {
    /// The step that it belongs to.
    pub step: Step,
    /// What it is.
    pub kind: Kind,
    /// Where it stands, or would stand.
    pub path: Arc<str>,
    /// What there is of it.
    pub state: FileState,
}

/// The files of a year in the order of steps.
pub(super) fn files(registry: &Registry, year: i16) -> Vec<StepFile> {
    let of_year = |step, kind, files: &BTreeMap<i16, Slot<Entries>>| {
        let path = path(kind, year);
        let state = match files.get(&year) {
            Some(Slot::Valid(_)) => FileState::There,
            Some(Slot::Broken(_)) => FileState::Broken,
            Some(Slot::Absent) | None if is_kept(registry, &path) => FileState::Absent,
            Some(Slot::Absent) | None => FileState::Unkept,
        };
        StepFile {
            step,
            kind,
            path,
            state,
        }
    };
    let mut rolled = of_year(Step::Needs, Kind::Rolling, &registry.rolling);
    if let Some((first, _)) = rolling(registry, year) {
        rolled.path = path(Kind::Rolling, first);
        rolled.state = FileState::There;
    }
    vec![
        rolled,
        of_year(Step::List, Kind::List, &registry.lists),
        of_year(Step::Plan, Kind::Plan, &registry.plans),
        of_year(Step::Budget, Kind::Budget, &registry.budgets),
        of_year(Step::Budget, Kind::Cloud, &registry.cloud),
    ]
}

fn path(kind: Kind, year: i16) -> Arc<str> {
    layout::path(kind, &format!("{year:04}")).into()
}

fn is_kept(registry: &Registry, path: &str) -> bool {
    registry.settings.ownership.of_path(path).is_some()
}

/// The latest rolling plan that has anything for a year, with its first year: a later
/// one stands for those before it.
pub(super) fn rolling(registry: &Registry, year: i16) -> Option<(i16, &Entries)> {
    let files = registry.rolling.range(..=year).rev();
    let mut valid = files.filter_map(|(first, slot)| Some((*first, slot.valid()?)));
    valid.find(|(_, plan)| plan.entries.iter().any(|entry| entry.year == Some(year)))
}
