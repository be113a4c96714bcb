//! One step held against another: what one has and the other doesn't, and what they
//! say differently.

use super::{Cycle, FileState, Gap, Line, Stated, Step, What, turn};
use crate::decision::Verdict;
use crate::layout::{self, Kind};
use crate::policy::Purpose;
use crate::registry::{Registry, Slot, Supplier, Target};
use std::sync::Arc;

/// What the steps from the needs to the requests lack or say differently.
pub(super) fn gaps(registry: &Registry, cycle: &Cycle) -> Vec<Gap> {
    let comparison = Comparison { registry, cycle };
    let mut gaps = Vec::new();
    for (at, line) in cycle.lines.iter().enumerate() {
        let mut found = Vec::new();
        comparison.list(line, &mut found);
        comparison.plan(line, &mut found);
        comparison.budget(line, &mut found);
        comparison.cloud(line, &mut found);
        comparison.request(line, &mut found);
        gaps.extend(found.into_iter().map(|gap| Gap {
            line: Some(at),
            ..gap
        }));
    }
    gaps
}

struct Comparison<'r> {
    registry: &'r Registry,
    cycle: &'r Cycle,
}

impl Comparison<'_> {
    /// Art. 8: what is needed is listed; of projects nothing is listed that nobody needs.
    /// That a system's need isn't stated is said where its request is missing.
    fn list(&self, line: &Line, into: &mut Vec<Gap>) {
        if !self.cycle.is_there(Step::List) {
            return;
        }
        match (line.at(Step::Needs), line.at(Step::List)) {
            (Some(need), None) => into.push(Gap {
                before: need.amount,
                ..self.in_file(Step::List, What::NotYet, Kind::List)
            }),
            (None, Some(listed)) if !line.is_maintenance() => into.push(Gap {
                after: listed.amount,
                ..self.own(Step::List, What::NotBefore, line)
            }),
            _ => {}
        }
    }

    /// Art. 8, 10, 12: the plan takes from the list. It may take less or more: nobody need
    /// do anything about another amount.
    fn plan(&self, line: &Line, into: &mut Vec<Gap>) {
        if !self.cycle.is_there(Step::List) || !self.cycle.is_there(Step::Plan) {
            return;
        }
        match (line.at(Step::List), line.at(Step::Plan)) {
            // What the rules keep out of the plan is said with them.
            (Some(listed), None) if may_be_planned(line) => into.push(Gap {
                before: listed.amount,
                ..self.in_file(Step::Plan, What::NotYet, Kind::Plan)
            }),
            (None, Some(planned)) => into.push(Gap {
                after: planned.amount,
                ..self.in_file(Step::Plan, What::NotBefore, Kind::List)
            }),
            (Some(listed), Some(planned)) => {
                let own = self.in_file(Step::Plan, What::Kind, Kind::Plan);
                into.extend(differing_kind(listed, planned, own));
                let own = self.in_file(Step::Plan, What::Amount, Kind::Plan);
                into.extend(differing(listed, planned, own).map(|gap| Gap {
                    turn: Vec::new(),
                    ..gap
                }));
            }
            _ => {}
        }
    }

    /// Art. 10: entries and amounts of the budget are those of the plan.
    fn budget(&self, line: &Line, into: &mut Vec<Gap>) {
        let (planned, budgeted) = (line.at(Step::Plan), line.at(Step::Budget));
        let gap = |what| self.in_file(Step::Budget, what, Kind::Budget);
        let unit = budgeted.and_then(|stated| stated.unit.as_ref());
        if let Some(unit) = unit.filter(|unit| **unit != line.applicant) {
            into.push(Gap {
                unit: Some(Arc::clone(unit)),
                after: budgeted.and_then(|stated| stated.amount),
                ..gap(What::Unit)
            });
        }
        if !self.cycle.is_there(Step::Plan) || !self.cycle.is_there(Step::Budget) {
            return;
        }
        match (planned, budgeted) {
            (Some(planned), None) => into.push(Gap {
                before: planned.amount,
                ..gap(What::NotYet)
            }),
            (None, Some(budgeted)) => into.push(Gap {
                after: budgeted.amount,
                ..gap(What::NotBefore)
            }),
            (Some(planned), Some(budgeted)) => {
                into.extend(differing_kind(planned, budgeted, gap(What::Kind)));
                into.extend(differing(planned, budgeted, gap(What::Amount)));
            }
            (None, None) => {}
        }
    }

    /// Art. 15: there is one budget of the cloud. Nothing stands in it twice, and what a
    /// project builds not beside it, as long as there is no O&M of it.
    fn cloud(&self, line: &Line, into: &mut Vec<Gap>) {
        let Some(cloud) = &line.cloud else {
            return;
        };
        let twice = |before| Gap {
            before,
            after: cloud.amount,
            ..self.in_file(Step::Budget, What::Twice, Kind::Cloud)
        };
        if cloud.count > 1 {
            into.push(twice(None));
        }
        let Target::Project(id) = &line.target else {
            return;
        };
        let project = self.registry.projects.get(id).and_then(Slot::valid);
        let systems = project.map_or(&[][..], |project| &project.systems);
        for (system, _) in systems {
            let system = Target::System(system.clone());
            let lines = &self.cycle.lines;
            let at = lines.binary_search_by(|line| line.target.cmp(&system));
            let Some(line) = at.ok().and_then(|at| lines.get(at)) else {
                continue;
            };
            let maintained = line.steps.iter().any(Option::is_some);
            if let (Some(rented), false) = (&line.cloud, maintained) {
                into.push(twice(rented.amount));
            }
        }
    }

    /// Art. 10: O&M is asked for as it is planned.
    fn request(&self, line: &Line, into: &mut Vec<Gap>) {
        let asked = line.at(Step::Requests);
        if asked.is_some_and(|asked| asked.amount.is_none()) {
            into.push(self.own(Step::Requests, What::BrokenFile, line));
        }
        if !line.is_maintenance() || !self.cycle.is_there(Step::Plan) {
            return;
        }
        match (line.at(Step::Plan), asked) {
            (Some(planned), None) => into.push(Gap {
                before: planned.amount,
                ..self.own(Step::Requests, What::NotYet, line)
            }),
            (None, Some(asked)) => into.push(Gap {
                after: asked.amount,
                waits_for: self.awaits_list(line).then_some(Step::List),
                ..self.in_file(Step::Requests, What::NotBefore, Kind::Plan)
            }),
            (Some(planned), Some(asked)) => {
                let own = self.own(Step::Requests, What::Amount, line);
                into.extend(differing(planned, asked, own));
            }
            (None, None) => {}
        }
    }

    /// Whether the list must have it first.
    fn awaits_list(&self, line: &Line) -> bool {
        let list = self.cycle.file(Kind::List);
        let kept = list.is_some_and(|list| list.state != FileState::Unkept);
        kept && line.at(Step::List).is_none()
    }

    fn in_file(&self, step: Step, what: What, kind: Kind) -> Gap {
        in_file(self.registry, self.cycle, (step, what), kind)
    }

    /// Put right in the line's own document: the project, the request.
    fn own(&self, step: Step, what: What, line: &Line) -> Gap {
        let (path, turn) = document(self.registry, self.cycle.year, &line.target);
        Gap::new(step, what, path, turn)
    }
}

/// Put right in the year's file of a kind.
pub(super) fn in_file(
    registry: &Registry,
    cycle: &Cycle,
    (step, what): (Step, What),
    kind: Kind,
) -> Gap {
    let file = cycle.file(kind);
    let path = file.map_or_else(|| "".into(), |file| Arc::clone(&file.path));
    let turn = turn::suppliers(registry, &path);
    Gap::new(step, what, path, turn)
}

/// The project, or the year's request for a system, and who must supply it.
pub(super) fn document(
    registry: &Registry,
    year: i16,
    target: &Target,
) -> (Arc<str>, Vec<Supplier>) {
    let path = match target {
        Target::System(system) => layout::path(Kind::Request, &format!("{year:04}/{system}")),
        Target::Project(project) => layout::path(Kind::Project, project),
    };
    let turn = turn::suppliers(registry, &path);
    (path.into(), turn)
}

fn may_be_planned(line: &Line) -> bool {
    let verdict = line.verdicts.get(Purpose::Plan);
    verdict.is_none_or(|verdict| verdict == Verdict::Eligible)
}

fn differing(before: &Stated, after: &Stated, gap: Gap) -> Option<Gap> {
    let known = before.amount.zip(after.amount);
    known.filter(|(before, after)| before != after)?;
    Some(Gap {
        before: before.amount,
        after: after.amount,
        ..gap
    })
}

fn differing_kind(before: &Stated, after: &Stated, gap: Gap) -> Option<Gap> {
    (before.kind != after.kind).then_some(gap)
}
