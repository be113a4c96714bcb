//! Commits that turned the verdict on a request of the year, within some days before and after
//! it was made.
//!
//! The year's own papers (requests, list, plan, budget, cloud) are held as they stand today,
//! and before each commit the request is judged as it would have been by the facts of then: so
//! only facts turn anything, and no procedure does. Both sides are judged for the commit's day
//! by rules of their own, so that no lapse is anybody's act. A request whose system got another
//! name is followed back to that day.

use super::papers::Papers;
use super::walk::Step;
use crate::history::Past;
use crate::load::Loaded;
use mulu_core::decision::{Decision, Verdict, decide_where};
use mulu_core::diagnostic::Error;
use mulu_core::document::place::Lines;
use mulu_core::layout::{self, Kind, RequestId, is_rule, parse};
use mulu_core::policy::{RequestRef, RuleOutcome};
use mulu_core::registry::DocId;
use mulu_core::tree::{Entry, Tree};
use mulu_git::{Repository, Revision};
use mulu_record::audit::facts::days;
use mulu_record::audit::{Facts, Place, Turn};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The most files that are told of one commit.
const MOST: usize = 20;

/// Below so many files a registry is read whole.
const WHOLE_BELOW: usize = 5_000;

/// A request, and the place on the line before which it isn't followed.
struct Made {
    id: RequestId,
    from: usize,
    on: jiff::civil::Date,
}

/// What turned verdicts, in the order of the history.
pub(super) fn turns(
    repository: &Repository,
    steps: &[Step<'_>],
    papers: &Papers,
    facts: &Facts<'_>,
) -> Result<Vec<Turn>, Error> {
    let made = made(papers, facts);
    let mut judge = Judge {
        repository,
        past: Past::default(),
        papers: of_year(facts.snapshot.tree, facts.year),
        year: facts.year,
        last: None,
    };
    let mut turns = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let Some(units) = concerned(step) else {
            continue;
        };
        let near = made.iter().filter(|one| {
            let by_unit = units
                .as_ref()
                .is_none_or(|units| units.contains(one.id.unit()));
            let close = days(one.on, step.day).abs() <= facts.limits.near;
            by_unit && close && one.from < at
        });
        let near: BTreeMap<&str, &Made> = near.map(|one| (&*one.id, one)).collect();
        let before = step.before.as_ref().filter(|it| it.has_registry());
        let (Some(before), false, true) = (before, near.is_empty(), step.revision.has_registry())
        else {
            judge.last = None;
            continue;
        };
        for (request, verdicts, places) in judge.compare((before, step), &near)? {
            turns.push(Turn {
                system: request.id.system().into(),
                verdicts,
                days: days(request.on, step.day),
                attested: places
                    .iter()
                    .all(|place| kind(&place.path) == Some(Kind::Opinions)),
                places,
            });
        }
    }
    Ok(turns)
}

fn made(papers: &Papers, facts: &Facts<'_>) -> Vec<Made> {
    let requests = facts.snapshot.registry.requests.keys();
    let requests = requests.filter(|id| id.year() == facts.year);
    let made = requests.filter_map(|id| {
        let path = layout::path(Kind::Request, id);
        // When one that was taken over was made isn't in this history.
        let paper = papers.papers.get(&*path).filter(|paper| !paper.stock)?;
        let own = [
            layout::path(Kind::System, id.system()),
            layout::path(Kind::Unit, id.unit()),
        ];
        let moved = own.iter().filter_map(|path| papers.moved.get(&**path));
        Some(Made {
            id: id.clone(),
            from: moved.max().copied().unwrap_or_default(),
            on: paper.made.on,
        })
    });
    made.collect()
}

fn kind(path: &str) -> Option<Kind> {
    parse(path).map(|at| at.kind)
}

/// Whether a kind of document belongs to a year's own papers.
fn is_of_year(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Request
            | Kind::List
            | Kind::Plan
            | Kind::Budget
            | Kind::Cloud
            | Kind::Rolling
            | Kind::Decisions
    )
}

/// Whether a path may turn a verdict by what it says of facts or rules.
fn may_turn(path: &str) -> bool {
    kind(path).map_or_else(|| is_rule(path), |kind| !is_of_year(kind))
}

/// The units whose requests a commit can turn; all units' where the inner is `None`, and
/// `None` where it can turn none.
fn concerned(step: &Step<'_>) -> Option<Option<Units>> {
    let mut units = Units::new();
    for path in step.changed.iter().filter(|path| may_turn(path)) {
        let at = parse(path).filter(|at| at.kind == Kind::Opinions);
        match at.map(|at| at.get("unit")) {
            Some(Some(unit)) => drop(units.insert(unit.to_owned())),
            // On a framework: no request rests on it.
            Some(None) => {}
            None => return Some(None),
        }
    }
    (!units.is_empty()).then_some(Some(units))
}

/// The year's own papers as they stand today.
fn of_year(tree: &Tree, year: i16) -> Vec<(Arc<str>, Entry)> {
    let own = tree.iter().filter(|(path, _)| {
        let at = parse(path).filter(|at| is_of_year(at.kind));
        at.is_some_and(|at| at.year() == Some(year))
    });
    own.map(|(path, entry)| (Arc::clone(path), entry.clone()))
        .collect()
}

/// A request, its verdicts before and after, and what turned it.
type Turned<'m> = (&'m Made, (Verdict, Verdict), Vec<Place>);

/// The units of some requests.
type Units = BTreeSet<String>;

struct Judge<'r> {
    repository: &'r Repository,
    past: Past,
    papers: Vec<(Arc<str>, Entry)>,
    year: i16,
    /// What was judged last, with the units whose documents were read; `None`: something was
    /// written since that it doesn't have.
    last: Option<(Units, Loaded)>,
}

impl Judge<'_> {
    /// Those of some requests whose verdict a commit turned.
    fn compare<'m>(
        &mut self,
        (before, step): (&Revision<'_>, &Step<'_>),
        near: &BTreeMap<&str, &'m Made>,
    ) -> Result<Vec<Turned<'m>>, Error> {
        let units = near.values().map(|one| one.id.unit().to_owned());
        let units: Units = units.collect();
        let was = match self.last.take() {
            Some((known, last)) if known == units => last,
            _ => self.at(before, step, &units)?,
        };
        let is = self.at(&step.revision, step, &units)?;
        let (old, new) = (self.judged(&was, step, near), self.judged(&is, step, near));
        let mut turned = Vec::new();
        for new in &new {
            let mut earlier = old.iter();
            let Some(old) = earlier.find(|old| old.request == new.request) else {
                continue;
            };
            if let Some(made) = near.get(&*new.request)
                && old.verdict != new.verdict
            {
                let places = places(step, (&was, old), (&is, new));
                turned.push((*made, (old.verdict, new.verdict), places));
            }
        }
        self.last = Some((units, is));
        Ok(turned)
    }

    /// A revision with the year's papers; of a large registry what requests of some units can
    /// rest on, as reviews read it.
    fn at(
        &mut self,
        revision: &Revision<'_>,
        step: &Step<'_>,
        units: &Units,
    ) -> Result<Loaded, Error> {
        let papers = &self.papers;
        let narrow = |tree: &mut Tree| {
            for (path, entry) in papers {
                tree.insert(Arc::clone(path), entry.clone());
            }
            if tree.len() >= WHOLE_BELOW {
                let other = |path: &&Arc<str>| is_others(path, units);
                let others = tree.iter().map(|(path, _)| path).filter(other);
                let others: Vec<Arc<str>> = others.cloned().collect();
                for path in others {
                    tree.remove(&path);
                }
            }
        };
        self.past
            .at_with(self.repository, revision, step.day, narrow)
    }

    /// Some requests by what a revision says, on the day of a commit; none where its rules are
    /// broken.
    fn judged(
        &self,
        loaded: &Loaded,
        step: &Step<'_>,
        near: &BTreeMap<&str, &Made>,
    ) -> Vec<Decision> {
        let Some(pack) = loaded.pack.as_deref() else {
            return Vec::new();
        };
        let wanted = |case: &RequestRef| near.contains_key(&*case.request);
        decide_where(&loaded.registry, pack, step.day, self.year, wanted).decisions
    }
}

/// Whether a document is an opinion or a request of other units than some: no request of
/// theirs rests on it.
fn is_others(path: &str, units: &Units) -> bool {
    let at = parse(path).filter(|at| matches!(at.kind, Kind::Opinions | Kind::Request));
    let unit = at.and_then(|at| at.get("unit"));
    unit.is_some_and(|unit| !units.contains(unit))
}

/// What of a commit turned a verdict: the documents that it changed and that the outcomes
/// rest on which differ; the rules, where none is.
fn places(step: &Step<'_>, was: (&Loaded, &Decision), is: (&Loaded, &Decision)) -> Vec<Place> {
    let (old, new) = (outcomes(was), outcomes(is));
    let differs =
        |rule: &&&str| old.get(**rule).map(|it| it.outcome) != new.get(**rule).map(|it| it.outcome);
    let rules: BTreeSet<&str> = old
        .keys()
        .chain(new.keys())
        .filter(differs)
        .copied()
        .collect();
    let lines = |loaded: &Loaded, all: &BTreeMap<&str, &RuleOutcome>| {
        let mut evidence = BTreeSet::new();
        for outcome in rules.iter().filter_map(|rule| all.get(rule)) {
            outcome.gather_evidence(&mut evidence);
        }
        first_lines(loaded, &evidence)
    };
    let (before, after) = (lines(was.0, &old), lines(is.0, &new));
    let place = |path: &str, line: Option<u32>| Place {
        path: path.into(),
        line,
        act: Some(step.last(path)),
    };
    let changed = || step.changed.iter().filter(|path| may_turn(path));
    let rests = changed().filter_map(|path| {
        let now = after.get(&**path);
        let there = now.is_some() || before.contains_key(&**path);
        there.then(|| place(path, now.copied()))
    });
    let mut found: Vec<Place> = rests.take(MOST).collect();
    if found.is_empty() {
        found.extend(changed().take(MOST).map(|path| place(path, None)));
    }
    found
}

/// What the rules say, by their names.
fn outcomes<'a>(
    (loaded, decision): (&'a Loaded, &'a Decision),
) -> BTreeMap<&'a str, &'a RuleOutcome> {
    let rules = loaded.pack.as_ref().map_or(&[][..], |pack| &pack.rules);
    let named = decision.outcomes.iter().filter_map(|outcome| {
        let rule = rules.get(usize::from(outcome.rule))?;
        Some((&*rule.id, outcome))
    });
    named.collect()
}

/// The first lines of evidence, by file.
fn first_lines(loaded: &Loaded, evidence: &BTreeSet<(DocId, u32)>) -> BTreeMap<Arc<str>, u32> {
    let mut lines: BTreeMap<Arc<str>, u32> = BTreeMap::new();
    for (doc, node) in evidence {
        let document = loaded.registry.document(*doc);
        let span = document.node(*node).span();
        let line = Lines::new(document.text()).place(span.start).line;
        let first = lines.entry(Arc::clone(document.path())).or_insert(line);
        *first = line.min(*first);
    }
    lines
}
