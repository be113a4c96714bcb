//! What must be done by which day: rules that will come to worse, or came to
//! worse on a certain day, seen from the last day on which all was well.
//!
//! It is the forecast of systems rather than of requests, looked at in both
//! directions, so no deadline is worked out from a document here. The one
//! exception is an integrated plan: it ends with a budget year, and rules
//! compare it with the year of a request, not with the day.

mod next;
mod overdue;

pub use next::{Cases, next_due};
pub(super) use overdue::{STEPS_BACK, eve};

use super::forecast::{Change, DateRange, Simulation, TOGETHER, in_force};
use super::project_due::of_projects;
use crate::policy::{Outcome, Pack, RequestRef, RuleOutcome, Subject};
use crate::registry::{DocId, Registry, Slot};
use jiff::civil::{Date, date};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Something that must be done by a day.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// The last day on which all is well.
    pub due: Date,
    /// The unit that must see to it.
    pub unit: Arc<str>,
    /// The system; `None`: the unit itself, or a project.
    pub system: Option<Arc<str>>,
    /// The construction project, `unit/project`.
    pub project: Option<Arc<str>>,
    /// Unit, system, request or project, with `#item` where it is about one of several.
    pub subject: Arc<str>,
    /// The rule's place in the pack.
    pub rule: u16,
    /// What the rule says until that day.
    pub before: Outcome,
    /// What it says from the next day on; `None`: the rule has no such request
    /// to judge yet.
    pub after: Option<RuleOutcome>,
    /// Where it stands.
    pub evidence: Vec<(DocId, u32)>,
}

impl Obligation {
    /// The order of lists: by day, unit, system, rule.
    fn key(&self) -> (Date, &str, Option<&str>, u16, &str) {
        let system = self.system.as_deref();
        (self.due, &self.unit, system, self.rule, &self.subject)
    }
}

/// What falls due from a day to another, and what is overdue on the first, of
/// the units that are asked for; in the order of days.
#[must_use]
pub fn due(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    wanted: impl Fn(&str) -> bool + Sync,
) -> Vec<Obligation> {
    let own = in_force(pack, |rule| rule.subject != Subject::Request);
    let asked = in_force(pack, |rule| rule.subject == Subject::Request);
    let systems = registry.systems.iter().filter(|(_, slot)| {
        let system = slot.valid();
        system.is_some_and(|system| !system.retired)
    });
    let systems = systems.filter_map(|(id, _)| {
        let request: Arc<str> = format!("{:04}/{id}", range.from.year()).into();
        Some((RequestRef::of(&request)?, &own))
    });
    let requests = registry.requests.keys();
    let requests = requests.filter_map(|id| RequestRef::of(&id.text()));
    let requests = requests
        .filter(|case| case.year >= range.from.year())
        .map(|case| (case, &asked));
    let cases: Vec<(RequestRef, &Vec<u16>)> = systems
        .chain(requests)
        .filter(|(case, _)| wanted(&case.unit))
        .collect();
    let found = cases
        .par_chunks(TOGETHER)
        .flat_map_iter(|chunk| of_cases(registry, pack, range, chunk));
    let mut found: Vec<Obligation> = found.collect();
    found.extend(plans(registry, pack, range, &wanted));
    found.extend(of_projects(registry, pack, range, &wanted));
    found.sort_by(|one, other| one.key().cmp(&other.key()));
    // A unit's own are found with each of its systems.
    found.dedup_by(|one, other| one.key() == other.key());
    found
}

fn of_cases(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    cases: &[(RequestRef, &Vec<u16>)],
) -> Vec<Obligation> {
    let cases = cases
        .iter()
        .map(|(case, rules)| (case, &***rules))
        .collect();
    let mut simulation = Simulation::start(registry, pack, range.from, cases);
    let mut found = overdue::overdue(registry, pack, &simulation);
    let until = range.until.tomorrow().unwrap_or(range.until);
    while let Some((day, turned)) = simulation.forward(until) {
        for (at, changes) in &turned {
            for change in changes {
                obligations(pack, simulation.cases[*at].0, day, change, &mut found);
            }
        }
    }
    found
}

fn worsened(before: &RuleOutcome, after: &RuleOutcome) -> bool {
    after.outcome.falls_short() && after.outcome > before.outcome
}

/// What had to be done by the eve of a day on which a rule comes to worse; of
/// a rule about each of several things, those that do.
fn obligations(
    pack: &Pack,
    case: &RequestRef,
    day: Date,
    change: &Change,
    into: &mut Vec<Obligation>,
) {
    let Change { before, after, .. } = change;
    // What is dated so nobody could have kept: it is no deadline.
    let (Ok(due), true) = (day.yesterday(), change.lapse) else {
        return;
    };
    let item = |subject: &Arc<str>| before.items.iter().find(|item| item.subject == *subject);
    let mut found: Vec<(Outcome, &RuleOutcome)> = Vec::new();
    if after.items.is_empty() || before.items.is_empty() {
        if worsened(before, after) {
            found.push((before.outcome, after));
        }
    } else {
        let pairs = after
            .items
            .iter()
            .filter_map(|now| Some((item(&now.subject)?, now)));
        let worse = pairs.filter(|(was, now)| worsened(was, now));
        found.extend(worse.map(|(was, now)| (was.outcome, now)));
    }
    let of_unit = pack.rules[usize::from(after.rule)].subject == Subject::Unit;
    into.extend(found.into_iter().map(|(before, after)| Obligation {
        due,
        unit: Arc::clone(&case.unit),
        system: (!of_unit).then(|| Arc::clone(&case.system)),
        project: None,
        subject: Arc::clone(&after.subject),
        rule: after.rule,
        before,
        after: Some(after.clone()),
        evidence: after.evidence.clone(),
    }));
}

/// The field in which an integrated plan says when it ends.
const PLAN_END: &str = "integrated_plan.to_year";

/// Integrated plans that end, where a rule asks for their last year.
fn plans(
    registry: &Registry,
    pack: &Pack,
    range: DateRange,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Obligation> {
    let rule = (0u16..).zip(&pack.rules).find(|(_, rule)| {
        let mut conditions = rule.applies.iter().chain(&rule.require);
        conditions.any(|condition| condition.source().contains(PLAN_END))
    });
    let Some((rule, _)) = rule else {
        return Vec::new();
    };
    let systems = registry.systems.iter();
    let systems = systems
        .filter(|(_, slot)| matches!(slot, Slot::Valid(system) if !system.retired))
        .map(|(id, _)| id.unit());
    let projects = registry.projects.iter();
    let projects = projects
        .filter(|(_, slot)| matches!(slot, Slot::Valid(of) if of.completed_on.is_none()))
        .map(|(id, _)| id.unit());
    let running: BTreeSet<&str> = systems.chain(projects).collect();
    let units = registry.units.iter().filter_map(|(slug, slot)| {
        let unit = slot.valid()?;
        let due = date(unit.integrated_plan.as_ref()?.to_year, 12, 31);
        (due <= range.until && wanted(slug) && running.contains(&**slug)).then_some(())?;
        let root = registry.document(unit.doc).root();
        let node = root.get("integrated_plan")?.get("to_year")?;
        Some(Obligation {
            due,
            unit: slug.text(),
            system: None,
            project: None,
            subject: slug.text(),
            rule,
            before: Outcome::Met,
            after: None,
            evidence: vec![(unit.doc, node.id())],
        })
    });
    units.collect()
}
