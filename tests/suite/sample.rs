//! Wulong's sample shows what the rules can say: every outcome that a rule's own
//! cases have comes of a document in it, and what a sound registry can't show is
//! named here with the reason.

use crate::pack::pack_tree;
use crate::support::files;
use jiff::civil::{Date, date};
use mulu_core::decision::{ProjectDecisions, decide, decide_projects};
use mulu_core::policy::{self, Outcome, Pack, RuleOutcome};
use mulu_core::registry::{self, Registry};
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Tree};
use std::collections::{BTreeMap, BTreeSet};

/// The day that the sample is of.
const DAY: Date = date(2026, 12, 1);

/// Where an outcome is looked for: the day judged on and the year asked for. What 2026
/// shows, 2027 does; in March 2028 there is no plan of the running year yet, and no
/// rolling plan for 2030.
const LOOKS: [(Date, i16); 4] = [
    (DAY, 2025),
    (DAY, 2027),
    (DAY, 2028),
    (date(2028, 3, 1), 2030),
];

/// Why a rule on a request's system is left unproven by no sound registry.
const NO_SYSTEM: &str = "only where the system has no document, or one that breaks its schema: \
    an error, and so is an opinion on it that lacks what its matter asks for";
/// The same of a rule that reads nothing but orders.
const BROKEN_ORDERS: &str = "only where the file of an office's orders breaks its schema: what an \
    order must say (issued_on, due_on, measure) is required of each";
/// The same of a rule that reads the request and lines of money.
const BROKEN_REQUEST: &str = "only where the request breaks its schema: its applicant, its items \
    and what it says of an upgrade are required";

/// What no sound registry shows, and why.
const EXCEPTIONS: [(&str, Outcome, &str); 17] = [
    ("acceptance/archives", Outcome::Unproven, NO_SYSTEM),
    (
        "catalog/listed",
        Outcome::Unproven,
        "only in a review: a request merged together with its registration; else where the \
         system's document breaks its schema",
    ),
    ("catalog/operating", Outcome::Unproven, NO_SYSTEM),
    ("evaluation/used", Outcome::Unproven, NO_SYSTEM),
    ("integration/order-ended", Outcome::Unproven, NO_SYSTEM),
    ("project/not-deferred", Outcome::Unproven, BROKEN_ORDERS),
    ("project/not-suspended", Outcome::Unproven, BROKEN_ORDERS),
    (
        "request/amount-matches-plan",
        Outcome::Unproven,
        BROKEN_REQUEST,
    ),
    (
        "request/budget-unit",
        Outcome::Unproven,
        "only where the unit of the path has no document: an error",
    ),
    ("request/in-budget", Outcome::Unproven, BROKEN_REQUEST),
    ("request/is-maintenance", Outcome::Unproven, BROKEN_REQUEST),
    ("security/no-major-hazard", Outcome::Unproven, NO_SYSTEM),
    ("sharing/inspected", Outcome::Unproven, NO_SYSTEM),
    ("sharing/not-exclusive", Outcome::Unproven, NO_SYSTEM),
    ("supervision/no-measure", Outcome::Unproven, NO_SYSTEM),
    (
        "supervision/no-overdue-rectification",
        Outcome::Unproven,
        NO_SYSTEM,
    ),
    ("unit/integrated", Outcome::Unproven, BROKEN_ORDERS),
];

/// A rule and what comes of it.
type Pair = (String, Outcome);

/// The sample and its rules.
struct Sample {
    registry: Registry,
    pack: Pack,
}

impl Sample {
    fn load() -> Self {
        let (schemas, faults) = Schemas::load(&pack_tree());
        assert!(faults.is_empty(), "{faults:#?}");
        let schemas = schemas.unwrap();
        let (pack, faults) = policy::load(&pack_tree(), &schemas);
        assert!(faults.is_empty(), "{faults:#?}");
        let mut tree = Tree::default();
        for (path, bytes) in files("registry") {
            tree.insert(path, Entry::file(bytes));
        }
        let (registry, faults) = registry::load(&tree, &schemas);
        assert!(faults.is_empty(), "{faults:#?}");
        let pack = pack.unwrap();
        Sample { registry, pack }
    }

    fn projects(&self, on: Date, year: i16) -> ProjectDecisions {
        decide_projects(&self.registry, &self.pack, on, year, |_| true)
    }

    /// What requests and projects show, wherever it is looked for.
    fn shown(&self) -> BTreeSet<Pair> {
        let mut shown = BTreeSet::new();
        for (on, year) in LOOKS {
            let requests = decide(&self.registry, &self.pack, on, year);
            let requests = requests.decisions.iter().flat_map(|it| &it.outcomes);
            shown.extend(requests.map(|it| self.pair(it)));
            let projects = self.projects(on, year);
            let projects = projects.projects.iter().flat_map(|it| &it.outcomes);
            shown.extend(projects.map(|it| self.pair(it)));
        }
        shown
    }

    fn pair(&self, it: &RuleOutcome) -> Pair {
        let rule = &self.pack.rules[usize::from(it.rule)];
        (rule.id.to_string(), it.outcome)
    }

    /// What the cases of the rules come to.
    fn cases(&self) -> BTreeSet<Pair> {
        let rules = self.pack.rules.iter();
        let pairs = rules.flat_map(|rule| {
            let cases = rule.tests.iter();
            cases.map(|case| (rule.id.to_string(), case.outcome))
        });
        pairs.collect()
    }
}

#[test]
fn every_outcome_of_every_rule_is_shown_somewhere() {
    let sample = Sample::load();
    let excepted = EXCEPTIONS.map(|(rule, outcome, _)| (rule.to_owned(), outcome));
    let excepted: BTreeSet<Pair> = excepted.into_iter().collect();
    let (cases, shown) = (sample.cases(), sample.shown());
    let lacking: Vec<&Pair> = cases
        .iter()
        .filter(|it| !shown.contains(it) && !excepted.contains(it))
        .collect();
    assert!(lacking.is_empty(), "shown nowhere: {lacking:#?}");
    let stale: Vec<&Pair> = excepted
        .iter()
        .filter(|it| shown.contains(it) || !cases.contains(it))
        .collect();
    assert!(stale.is_empty(), "excepted for nothing: {stale:#?}");
    let untried: Vec<&Pair> = shown.difference(&cases).collect();
    assert!(untried.is_empty(), "shown, but by no case: {untried:#?}");
}

#[test]
fn projects_of_all_kinds_stand_at_every_stage_and_share_frameworks() {
    let sample = Sample::load();
    let decided = sample.projects(DAY, 2027).projects;
    assert!(decided.len() >= 25, "only {}", decided.len());
    let stages: BTreeSet<Option<usize>> = decided.iter().map(|it| it.stage).collect();
    let all: BTreeSet<_> = (0..sample.pack.project.stages.len()).map(Some).collect();
    assert_eq!(stages, all);
    let kinds: BTreeSet<&str> = decided.iter().filter_map(|it| it.kind.as_deref()).collect();
    assert_eq!(kinds, ["continuing", "expansion", "new"].into());
    let threshold = 30_000_000;
    let large = decided.iter().filter_map(|it| it.approved_total);
    assert!(large.max() >= Some(threshold));
    for files in [&sample.registry.cloud, &sample.registry.budgets] {
        assert!([2026, 2027].iter().all(|year| files.contains_key(year)));
    }
    let frameworks = sample.registry.frameworks.iter();
    let shared: BTreeMap<&str, usize> = frameworks
        .filter_map(|(id, slot)| {
            let participants = &slot.valid()?.participants;
            let units: BTreeSet<_> = participants.iter().map(|it| &*it.unit).collect();
            Some((&**id, units.len()))
        })
        .collect();
    assert!(shared.len() >= 2, "{shared:?}");
    assert!(shared.values().all(|units| *units >= 2), "{shared:?}");
}
