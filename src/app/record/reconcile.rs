//! `mulu reconcile`: a ledger of payments against what was decided for its year.

use crate::load::{Input, Loaded, RevisionSpec, load};
use jiff::civil::Date;
use mulu_core::decision::{Decision, ProjectDecision, Snapshot, Verdict, decide, decide_projects};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::policy::{Force, Outcome, RuleOutcome, Subject};
use mulu_core::registry::{Registry, Slot};
use mulu_record::payments::claim::Decided;
use mulu_record::payments::{self, Claim, Claims, Ledger, Reconciled, Words, name};
use mulu_record::{OfRecord, of_record};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A ledger, held against the decisions.
#[derive(Debug)]
pub struct Reconciliation {
    /// The decision of record; `None`: there is none, and it was decided as of `on`.
    pub record: Option<OfRecord>,
    /// The day of the decisions.
    pub on: Date,
    /// The ledger.
    pub ledger: Ledger,
    /// What may be paid.
    pub claims: Claims,
    /// What came of it.
    pub done: Reconciled,
}

/// Holds a ledger against the decisions of a year, of record where there are such; `None`
/// where schemas or rules are broken.
///
/// # Errors
/// When the ledger can't be read, or the commit of the decision of record isn't here.
pub fn reconcile(
    loaded: &Loaded,
    input: &Input,
    year: i16,
    (bytes, words): (&[u8], &Words),
) -> Result<Option<Reconciliation>, Error> {
    let ledger = payments::read(&mulu_ledger::read::grids(bytes)?, words);
    if ledger.payments.is_empty() {
        return Err(Error::bad_input(Message::new("payments-none")));
    }
    let Some(now) = loaded.dated()? else {
        return Ok(None);
    };
    let record = of_record(&now, year)
        .map_err(|path| Error::broken_registry(Message::new("record-unsound").arg("path", path)))?;
    let stored = match &record {
        Some(record) => Some(at(record, input)?),
        None => None,
    };
    let then = match &stored {
        Some(stored) => stored.dated()?,
        None => Some(now),
    };
    let Some(then) = then else {
        return Ok(None);
    };
    let claims = claims(&then, &now, record.as_ref(), year);
    let done = payments::reconcile(&ledger, &claims, words, year);
    Ok(Some(Reconciliation {
        on: then.provenance.on,
        record,
        ledger,
        claims,
        done,
    }))
}

/// The registry that a decision of record is of.
fn at(record: &OfRecord, input: &Input) -> Result<Loaded, Error> {
    let of = &record.certificate.statement.predicate;
    let on = of.on.parse().map_err(|_| {
        let message = Message::new("record-certificate-day");
        Error::bad_input(message.arg("on", of.on.as_str()))
    })?;
    load(&Input {
        folder: input.folder.clone(),
        revision: RevisionSpec::Named(of.commit.clone()),
        on: Some(on),
    })
}

fn claims(then: &Snapshot<'_>, now: &Snapshot<'_>, record: Option<&OfRecord>, year: i16) -> Claims {
    let mut all: BTreeMap<Arc<str>, Claim> = BTreeMap::new();
    for snapshot in [now, then] {
        named(snapshot.registry, &mut all);
    }
    let today = decide(now.registry, now.pack, now.provenance.on, year);
    let today: BTreeMap<&str, bool> = today
        .decisions
        .iter()
        .map(|one| (&*one.system, one.verdict == Verdict::Eligible))
        .collect();
    for one in decide(then.registry, then.pack, then.provenance.on, year).decisions {
        let claim = all.entry(Arc::clone(&one.system)).or_default();
        claim.id = Arc::clone(&one.system);
        claim.units.extend(one.applicant.clone());
        let mut decided = of_request(then, &one);
        decided.now = record.and_then(|_| today.get(&*one.system).copied());
        claim.decided = Some(decided);
    }
    let projects = decide_projects(then.registry, then.pack, then.provenance.on, year, |_| true);
    for one in &projects.projects {
        // What the year's list hasn't, the year pays nothing for.
        if let (Some(_), Some(_), Some(claim)) =
            (one.amount, one.worst(), all.get_mut(&one.project))
        {
            claim.units.extend(one.applicant.clone());
            claim.decided = Some(of_project(then, one));
        }
    }
    if let Some(record) = record {
        as_recorded(record, &mut all);
    }
    let names = || {
        [now, then]
            .into_iter()
            .flat_map(|of| unit_names(of.registry))
    };
    Claims {
        places: name::places(names().map(|(name, _)| name)),
        units: names()
            .map(|(text, unit)| (name::plain(text), Arc::from(unit)))
            .collect(),
        expenses: then
            .pack
            .expenses
            .iter()
            .map(|(id, expense)| (Arc::clone(id), expense.title.clone()))
            .collect(),
        claims: all.into_values().collect(),
    }
}

/// Verdicts and amounts are those that stand in the record.
fn as_recorded(record: &OfRecord, all: &mut BTreeMap<Arc<str>, Claim>) {
    let of = &record.certificate.statement.predicate;
    for line in &of.requests {
        let system = line
            .request
            .split_once('/')
            .map_or("", |(_, system)| system);
        let claim = all.entry(system.into()).or_default();
        claim.id = system.into();
        let decided = claim.decided.get_or_insert_default();
        decided.eligible = line.verdict == Verdict::Eligible.id();
        decided.amount = line.amount;
    }
    for line in &of.projects {
        if let Some(decided) = all
            .get_mut(&*line.project)
            .and_then(|claim| claim.decided.as_mut())
        {
            let mut verdicts = line.verdicts.values();
            decided.eligible = verdicts.all(|verdict| verdict == Verdict::Eligible.id());
            decided.amount = line.amount;
        }
    }
}

/// Every system and project, by what it is called.
fn named(registry: &Registry, all: &mut BTreeMap<Arc<str>, Claim>) {
    let mut add = |id: Arc<str>, name: &Arc<str>, unit: &str| {
        let above = registry.ancestors(unit).into_iter().map(Arc::from);
        let claim = Claim {
            name: Arc::clone(name),
            units: std::iter::once(Arc::from(unit)).chain(above).collect(),
            decided: None,
            id: Arc::clone(&id),
        };
        all.insert(id, claim);
    };
    for (id, slot) in &registry.systems {
        if let Slot::Valid(system) = slot {
            add(id.text(), &system.name, &system.unit);
        }
    }
    for (id, slot) in &registry.projects {
        if let Slot::Valid(project) = slot {
            let unit = id.text();
            let unit = unit.split('/').next().unwrap_or_default();
            add(id.text(), &project.name, unit);
        }
    }
}

fn unit_names(registry: &Registry) -> impl Iterator<Item = (&str, &str)> {
    let units = registry
        .units
        .iter()
        .filter_map(|(id, slot)| Some((id, slot.valid()?)));
    units.flat_map(|(id, unit)| {
        let names = unit.names().chain([&**id]);
        names.map(move |name| (name, &**id))
    })
}

fn of_request(snapshot: &Snapshot<'_>, one: &Decision) -> Decided {
    let request = snapshot.registry.requests.get(&one.request);
    let items = request.and_then(Slot::valid).map(|request| &request.items);
    let categories = items.into_iter().flatten().map(|item| {
        let expense = snapshot.pack.expenses.get(&item.category);
        let title = expense.map(|expense| expense.title.clone());
        (Arc::clone(&item.category), title.unwrap_or_default())
    });
    let blocking = snapshot.blocking(one);
    Decided {
        eligible: one.verdict == Verdict::Eligible,
        amount: one.amount,
        categories: categories.collect(),
        unit_stopped: blocking.iter().any(|of| stops_unit(snapshot, of)),
        reasons: reasons(snapshot, &blocking),
        now: None,
    }
}

fn of_project(snapshot: &Snapshot<'_>, one: &ProjectDecision) -> Decided {
    Decided {
        eligible: one.worst() == Some(Verdict::Eligible),
        amount: one.amount,
        reasons: reasons(snapshot, &snapshot.blocking(one)),
        ..Decided::default()
    }
}

fn reasons(
    snapshot: &Snapshot<'_>,
    blocking: &[&RuleOutcome],
) -> Vec<mulu_core::diagnostic::Localized> {
    let rules = blocking.iter().filter_map(|of| snapshot.rule(of));
    rules.map(|rule| rule.title.clone()).collect()
}

/// Whether an outcome is said of the unit and refuses the money of all its systems.
fn stops_unit(snapshot: &Snapshot<'_>, of: &RuleOutcome) -> bool {
    let of_unit = snapshot
        .rule(of)
        .is_some_and(|rule| rule.subject == Subject::Unit);
    of_unit && of.outcome == Outcome::Unmet && snapshot.force(of) == Some(Force::Deny)
}
