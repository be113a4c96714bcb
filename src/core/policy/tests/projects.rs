//! Construction projects: kind, stage, what is asked, and dates to come.

use super::world::World;
use crate::policy::{Force, Outcome, ProjectEvaluation, Purpose};

const PROJECT: &str = "{name: Records, kind: expansion, systems: [health/platform], applicant: health, \
    started_on: 2026-03-01, contracts: [{role: build, amount: 30, signed_on: 2026-02-01}, \
    {role: testing, amount: 5, signed_on: 2027-02-01}]}";

fn judged(require: &str, more: &[(&str, &str)]) -> ProjectEvaluation {
    let world = World::with("project", require).has("projects/health/records", PROJECT);
    let world = more
        .iter()
        .fold(world, |world, (path, text)| world.has(path, text));
    world.project("health/records")
}

fn says(require: &str) -> Outcome {
    judged(require, &[]).rules[0].outcome.outcome
}

const APPROVAL: (&str, &str) = (
    "opinions/development/health/projects/records",
    "{opinions: [{matter: approval, result: pass, issued_on: 2026-02-01, total: 50}]}",
);

fn asked(of: &ProjectEvaluation) -> [bool; 3] {
    Purpose::OF_PROJECTS.map(|purpose| *of.asked.get(purpose))
}

#[test]
fn the_pack_says_its_stage_and_what_it_is_asked_for() {
    let proposed = judged("true", &[]);
    assert_eq!(
        (proposed.stage, asked(&proposed)),
        (Some(0), [true, false, false])
    );
    assert_eq!(
        (&*proposed.kind, proposed.approved_total),
        ("expansion", None)
    );
    let approved = judged("approved_total() == 50", &[APPROVAL]);
    assert_eq!(
        (approved.stage, asked(&approved)),
        (Some(1), [true, true, false])
    );
    assert_eq!(approved.approved_total, Some(50));
    assert_eq!(approved.rules[0].outcome.outcome, Outcome::Met);
    let halt = "{opinions: [{matter: halt, issued_on: 2026-11-01}]}";
    let halted = judged(
        "true",
        &[("opinions/development/health/projects/records", halt)],
    );
    assert_eq!(
        (halted.stage, asked(&halted)),
        (Some(3), [false, false, false])
    );
    assert!(
        halted.rules.is_empty(),
        "a rule without a force for what is asked is in no outcome"
    );
}

#[test]
fn forces_are_for_some_kinds() {
    let world = |list: &str| {
        World::with("project", "true")
            .but(
                "force: {plan: deny}",
                "force: {plan: deny, build: warn}\n    kinds: {plan: [continuing]}",
            )
            .has("projects/health/records", PROJECT)
            .has(APPROVAL.0, APPROVAL.1)
            .has("lists/2027", list)
            .project("health/records")
    };
    let own = world("{projects: []}");
    let forces = own.rules[0].outcome.forces;
    assert_eq!(*forces.get(Purpose::Plan), None);
    assert_eq!(*forces.get(Purpose::Build), Some(Force::Warn));
    let continuing = world("{projects: [{project: health/records, kind: continuing, amount: 30}]}");
    assert_eq!(&*continuing.kind, "continuing");
    let forces = continuing.rules[0].outcome.forces;
    assert_eq!(*forces.get(Purpose::Plan), Some(Force::Deny));
}

#[test]
fn what_is_dated_later_has_not_happened() {
    assert_eq!(says("size(project.contracts) == 1"), Outcome::Met);
    assert_eq!(says("has(project.started_on)"), Outcome::Met);
    let world = World::with("project", "has(project.started_on)")
        .has("projects/health/records", PROJECT)
        .on("2026-02-28")
        .project("health/records");
    let evaluation = &world.rules[0];
    assert_eq!(evaluation.outcome.outcome, Outcome::Unmet);
    let until = evaluation
        .validity
        .until
        .map(|change| change.on.to_string());
    assert_eq!(until.as_deref(), Some("2026-03-01"));
}

#[test]
fn a_project_finds_what_names_it() {
    for (require, outcome) in [
        ("entries(\"plan\") == []", Outcome::Unproven),
        (
            "projects_of(\"health/platform\") == [project_id]",
            Outcome::Met,
        ),
        ("projects_related() == []", Outcome::Met),
        (
            "document(\"project\", \"health/projects/records\").name == \"Records\"",
            Outcome::Met,
        ),
        (
            "name_of(\"health/projects/records\") == \"Records\"",
            Outcome::Met,
        ),
        ("expense(\"building\") == \"eligible\"", Outcome::Met),
        (
            "applicant.budget_unit && applicant_over_unit()",
            Outcome::Met,
        ),
        ("approved_total() > 0", Outcome::Unproven),
    ] {
        assert_eq!(says(require), outcome, "{require}");
    }
    let plan = (
        "plans/2026",
        "{projects: [{project: health/records, kind: new, amount: 30}]}",
    );
    let spent = judged(
        "sum(entries(\"plan\", 0, 9999).map(one, one.amount)) == 30",
        &[plan],
    );
    assert_eq!(spent.rules[0].outcome.outcome, Outcome::Met);
}
