//! What a budget year's audit is about: the systems and projects that its money is for, and
//! the units that these are of or that ask for them.

use mulu_core::decision::{Decisions, Snapshot, Verdict};
use mulu_core::layout::{Subject, SystemId};
use mulu_core::registry::{Registry, Slot, Target};
use mulu_record::audit::{Facts, Limits};
use mulu_record::of_record;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a registry says of a year; the history is still to be filled in.
pub(super) fn facts<'f>(
    snapshot: &Snapshot<'f>,
    decided: &'f Decisions,
    limits: Limits,
) -> Facts<'f> {
    let years: BTreeSet<i16> = snapshot
        .registry
        .requests
        .keys()
        .map(|id| id.year())
        .collect();
    let paid = years.into_iter();
    let paid = paid.map(|year| (year, paid_in(snapshot, year)));
    Facts {
        snapshot: *snapshot,
        year: decided.year,
        decisions: &decided.decisions,
        subjects: subjects(snapshot.registry, decided.year),
        paid: paid.collect(),
        entries: Vec::new(),
        papers: BTreeMap::new(),
        turns: Vec::new(),
        merges: Vec::new(),
        backwards: None,
        limits,
    }
}

fn subjects(registry: &Registry, year: i16) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::new();
    let requests = registry.requests.iter().filter(|(id, _)| id.year() == year);
    for (id, slot) in requests {
        subjects.insert(Subject::from(id.system()));
        subjects.insert(Subject::from(id.unit()));
        subjects.extend(
            slot.valid()
                .map(|request| Subject::from(&request.applicant)),
        );
    }
    for target in targets(registry, year) {
        match target {
            Target::System(system) => {
                subjects.insert(system.into());
                subjects.insert(Subject::from(system.unit()));
            }
            Target::Project(id) => {
                subjects.insert(id.into());
                subjects.insert(Subject::from(id.unit()));
                let project = registry.projects.get(id).and_then(Slot::valid);
                let framework = project.and_then(|project| project.framework.as_ref());
                subjects.extend(framework.map(Subject::from));
            }
        }
    }
    subjects
}

/// What the list and the plan of a year name.
fn targets(registry: &Registry, year: i16) -> BTreeSet<&Target> {
    let files = [registry.lists.get(&year), registry.plans.get(&year)];
    let files = files.into_iter().flatten().filter_map(Slot::valid);
    files.flat_map(|file| file.by_target.keys()).collect()
}

/// The systems that asked for money in a year and got it by the decision of record; where
/// there is none, those that the list or the plan has.
fn paid_in(snapshot: &Snapshot<'_>, year: i16) -> BTreeSet<Arc<str>> {
    let registry = snapshot.registry;
    if let Ok(Some(record)) = of_record(snapshot, year) {
        let lines = record.certificate.statement.predicate.requests;
        let eligible = lines
            .iter()
            .filter(|it| it.verdict == Verdict::Eligible.id());
        let systems = eligible.filter_map(|it| it.request.split_once('/'));
        return systems.map(|(_, system)| Arc::from(system)).collect();
    }
    let listed = targets(registry, year);
    let asked = registry.requests.keys().filter(|id| id.year() == year);
    let systems = asked.map(|id| SystemId::from(id.system()));
    systems
        .filter(|system| listed.contains(&Target::System(system.clone())))
        .map(|system| system.text())
        .collect()
}
