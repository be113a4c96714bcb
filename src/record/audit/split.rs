//! Were construction projects split, so that each stays below a threshold that they reach
//! together? Asked of those that entered a list or plan in the year, and have a system or
//! their unit in common. The thresholds are the pack's parameters, as in force when the
//! latest of them was designed.

use super::evaluated::not_asked;
use super::{Act, Check, Facts, Found, Place};
use crate::finding::Finding;
use jiff::civil::date;
use mulu_core::decision::sum;
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{self, Kind, ProjectId, Subject};
use mulu_core::policy::pack::{Parameter, Value};
use mulu_core::registry::{Currency, Entries, Entry, Project, Registry, Slot};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    codes: &["audit/project-split", "audit/not-asked"],
    ask,
};

/// Projects by what they have in common: a unit, or, where the first says so, a system.
type Groups<'f> = BTreeMap<(bool, Arc<str>), BTreeSet<&'f ProjectId>>;

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let pack = facts.snapshot.pack;
    if pack.audit.thresholds.is_empty() {
        return vec![not_asked("project-split")];
    }
    let registry = facts.snapshot.registry;
    let mut groups: Groups<'_> = BTreeMap::new();
    for id in entered(registry, facts.year) {
        let Some(project) = valid(registry, id) else {
            continue;
        };
        let mut add = |of_system: bool, what: Arc<str>| {
            groups.entry((of_system, what)).or_default().insert(id);
        };
        add(false, project.unit.text());
        for (system, _) in &project.systems {
            add(true, system.text());
        }
    }
    let mut found: Vec<(BTreeSet<&ProjectId>, Found)> = Vec::new();
    // What shares a system says more than what shares a unit.
    for ((of_system, what), members) in groups.iter().rev() {
        let told = |(other, _): &(BTreeSet<&ProjectId>, _)| members.is_superset(other);
        let same = |(other, _): &(BTreeSet<&ProjectId>, _)| members == other;
        let known = if *of_system {
            found.iter().any(same)
        } else {
            found.iter().any(told)
        };
        if known {
            continue;
        }
        let over: Vec<_> = pack
            .audit
            .thresholds
            .iter()
            .filter_map(|name| over(facts, pack.parameters.get(name)?, members))
            .collect();
        if let Some((split, amounts)) = largest(over) {
            let told = of_group(facts, (*of_system, what), &split, amounts);
            found.push((split, told));
        }
    }
    found.into_iter().map(|(_, found)| found).collect()
}

/// The projects that a list or plan of the year has, and none of an earlier one.
fn entered(registry: &Registry, year: i16) -> BTreeSet<&ProjectId> {
    let before = named(registry, |of| of < year);
    let mut now = named(registry, |of| of == year);
    now.retain(|id| !before.contains(id));
    now
}

/// The projects that lists and plans of some years name.
fn named(registry: &Registry, wanted: impl Fn(i16) -> bool) -> BTreeSet<&ProjectId> {
    let files = registry.lists.iter().chain(&registry.plans);
    let files = files.filter(|(year, _)| wanted(**year));
    let files = files.filter_map(|(_, slot)| slot.valid());
    let lines = files.flat_map(|file: &Entries| &file.entries);
    lines.filter_map(Entry::project).collect()
}

fn valid<'r>(registry: &'r Registry, id: &str) -> Option<&'r Project> {
    registry.projects.get(id).and_then(Slot::valid)
}

/// A threshold, and what all come to.
type Amounts = (i64, i64);

/// Those of some projects that stay below a threshold and together reach it.
fn over<'f>(
    facts: &Facts<'f>,
    parameter: &Parameter,
    members: &BTreeSet<&'f ProjectId>,
) -> Option<(BTreeSet<&'f ProjectId>, Amounts)> {
    let registry = facts.snapshot.registry;
    let designed = members
        .iter()
        .filter_map(|id| valid(registry, id)?.design_prepared_on);
    let begins = date(facts.year, 1, 1).min(facts.snapshot.provenance.on);
    let on = designed.max().unwrap_or(begins);
    let Some(Value::Number(from)) = parameter.on(on) else {
        return None;
    };
    let total = |id: &ProjectId| valid(registry, id)?.total;
    let below = members.iter().copied();
    let below: BTreeSet<&ProjectId> = below
        .filter(|id| total(id).is_some_and(|total| total < *from))
        .collect();
    let all = sum(below.iter().map(|id| total(id)))?;
    (below.len() > 1 && all >= *from).then_some((below, (*from, all)))
}

/// What the most projects have been split by; of those the lowest threshold.
fn largest(found: Vec<(BTreeSet<&ProjectId>, Amounts)>) -> Option<(BTreeSet<&ProjectId>, Amounts)> {
    let key = |(split, (from, _)): &(BTreeSet<&ProjectId>, Amounts)| {
        (split.len(), std::cmp::Reverse(*from))
    };
    found.into_iter().max_by_key(key)
}

fn of_group(
    facts: &Facts<'_>,
    (of_system, what): (bool, &Arc<str>),
    split: &BTreeSet<&ProjectId>,
    (from, all): Amounts,
) -> Found {
    let subject = Subject::from(&**what);
    let shares = match of_system {
        true => "audit-split-system",
        false => "audit-split-unit",
    };
    let registry = facts.snapshot.registry;
    let names = split.iter().map(|id| Arg::from(registry.project_name(id)));
    let finding = Finding::differs("audit/project-split")
        .arg(
            "shares",
            Message::new(shares).arg("name", facts.name(&subject)),
        )
        .arg("count", split.len())
        .arg("year", facts.year.to_string())
        .arg("projects", names.collect::<Vec<Arg>>())
        .arg("from", money(&registry.settings.currency, from))
        .arg("sum", money(&registry.settings.currency, all));
    let place = |id: &&ProjectId| {
        let path: Arc<str> = layout::path(Kind::Project, id).into();
        let made: Option<Act> = facts.papers.get(&path).map(|paper| paper.made.clone());
        Place {
            path,
            line: None,
            act: made,
        }
    };
    Found::new(finding, &subject, split.iter().map(place).collect())
}

/// An amount, with what it is counted in.
fn money(currency: &Currency, amount: i64) -> Arg {
    if currency.unit.is_empty() {
        return Arg::from(amount);
    }
    let money = Message::new("money").arg("amount", amount);
    money.arg("unit", currency.unit.clone()).into()
}
