//! The forecast is the decision of every single day, without the days on which
//! nothing happens.

use super::compare::ENGINE;
use super::random::worlds;
use super::world::World;
use jiff::civil::Date;
use mulu_core::decision::{
    DateRange, Timeline, decide, decide_projects, forecast, forecast_projects,
};
use mulu_core::policy::{self, Outcome, Pack};
use mulu_core::registry;
use mulu_core::tree::{Entry, Tree};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Rules that use the day in every way that lint lets pass, and parameters
/// that change in the middle of it.
const ODD: &str = r#"
rules:
  - {id: odd/year, subject: system, require: 'today < "2027"'}
  - {id: odd/month, subject: system, require: 'today >= "2027-02" && "2027-02-30" != today'}
  - {id: odd/start, subject: system, require: 'today.startsWith("2027-03") || today.endsWith("-15")'}
  - {id: odd/day, subject: system, require: 'today == "2027-03-31" || today in ["2027-04-01", "2027-04-03"]'}
  - {id: odd/plus, subject: system, require: '(today + "x") < "2027-05-01x"'}
  - {id: odd/either, subject: system, require: '(system.status == "trial" ? today : "2027-01-31") <= "2027-03-01"'}
  - {id: odd/later, subject: system, require: 'later(today, "2027-04-30") == "2027-04-30" || today == today && size(today) == 11'}
  - {id: odd/months, subject: system, require: 'months_since("2026-08-31") != 6 && months_since(today) == 0'}
  - {id: odd/counted, subject: system, require: '[1, 2, 3].all(n, months_since("2026-10-31") != n + 2)'}
  - {id: odd/named, subject: system, require: '["2027-03-03"].exists(d, d > today)'}
  - {id: odd/params, subject: system, require: 'within_months("2026-12-15", params.acceptance_within_months)'}
  - {id: odd/missing, subject: system, require: 'system.operating_since < today || today > "2027-06-07"'}
"#;

/// The same of rules on projects, where kind, stage and what is asked turn too.
const ODD_OF_PROJECTS: &str = r#"
  - {id: odd/p-year, subject: project, require: 'size(entries("plan", year_of(today), year_of(today))) > 0'}
  - {id: odd/p-planned, subject: project, require: 'today <= project.planned_completion'}
  - {id: odd/p-at, subject: project, require: 'at("2027-02-15", has_passed("development", "design-approval"))'}
  - {id: odd/p-each, subject: project, each: 'project.changes', require: 'elapsed_months(item.decided_on, 3)'}
  - {id: odd/p-years, subject: project, each: 'years(2025, year_of(today))', require: 'string(item) + "-01-31" < today'}
  - {id: odd/p-orders, subject: project, require: '!open_orders("finance", "measure", "project").exists(one, one.issued_on < today)'}
  - {id: odd/p-params, subject: project, require: 'within_months(project.completed_on, params.acceptance_within_months)'}
"#;

/// The pack with the odd rules in it.
static ODD_PACK: LazyLock<Pack> = LazyLock::new(|| {
    let mut tree = Tree::default();
    for (path, entry) in ENGINE.sources.iter() {
        tree.insert(path.clone(), entry.clone());
    }
    let pack =
        String::from_utf8(tree.bytes("registry/policy/pack.yaml").unwrap().to_vec()).unwrap();
    let dated =
        "- {from: 2022-06-29, value: 6, instrument: 武隆府办发〔2022〕47号, article: \"28\"}";
    assert!(pack.contains(dated));
    let changes = format!(
        "{dated}\n      - {{from: 2027-03-08, value: 2, local: true}}\n      - {{from: 2027-04-08, value: 6, local: true}}"
    );
    let pack = pack.replacen(dated, &changes, 1);
    tree.insert("registry/policy/pack.yaml", Entry::file(pack.as_bytes()));
    let rest = ", articles: [\"1\"], force: {maintenance: deny}, title: {zh: 例, en: x}, unmet: {zh: '{months_since(\"2026-01-01\")}', en: x}, remedy: {zh: 例, en: x}, cases: [{name: a, outcome: met}, {name: b, outcome: unmet}]}";
    let of_projects = rest.replace(
        "{maintenance: deny}",
        "{plan: deny, build: hold, accept: deny}",
    );
    let with = |lines: &str, rest: &str| -> Vec<String> {
        let lines = lines.lines().map(|line| match line.strip_suffix('}') {
            Some(rule) => format!("{rule}{rest}"),
            None => line.to_owned(),
        });
        lines.collect()
    };
    let odd = [with(ODD, rest), with(ODD_OF_PROJECTS, &of_projects)].concat();
    tree.insert(
        "registry/policy/rules/odd.yaml",
        Entry::file(odd.join("\n").as_bytes()),
    );
    let (pack, findings) = policy::load(&tree, &ENGINE.schemas);
    pack.unwrap_or_else(|| panic!("{findings:#?}"))
});

/// What is said of a request on a day, from the forecast.
fn replayed(timeline: &Timeline, day: Date) -> Vec<(u16, Outcome)> {
    let outcomes = timeline.start.outcomes.iter();
    let mut said: Vec<(u16, Outcome)> = outcomes.map(|o| (o.rule, o.outcome)).collect();
    for turn in timeline.turns.iter().filter(|turn| turn.on <= day) {
        for change in &turn.changes {
            let one = said.iter_mut().find(|(rule, _)| *rule == change.after.rule);
            let one = one.unwrap();
            assert_eq!(one.1, change.before.outcome);
            one.1 = change.after.outcome;
        }
    }
    said
}

fn agrees(world: &World, pack: &Pack, days: i32) {
    let (registry, _) = registry::load(&world.tree(), &ENGINE.schemas);
    let until = world.today.saturating_add(jiff::Span::new().days(days));
    let range = DateRange {
        from: world.today,
        until,
    };
    let timelines = forecast(&registry, pack, range, world.year, |_| true);
    let mut day = range.from;
    while day <= until {
        let decided = decide(&registry, pack, day, world.year).decisions;
        assert_eq!(decided.len(), timelines.len());
        for (decision, timeline) in decided.iter().zip(&timelines) {
            let known = timeline.turns.iter().rfind(|turn| turn.on <= day);
            let verdict = known.map_or(timeline.start.verdict, |turn| turn.after);
            assert_eq!(verdict, decision.verdict, "{day} {world}");
            let said: Vec<_> = decision
                .outcomes
                .iter()
                .map(|o| (o.rule, o.outcome))
                .collect();
            let replayed = replayed(timeline, day);
            for (one, other) in said.iter().zip(&replayed) {
                let rule = &pack.rules[usize::from(one.0)].id;
                assert_eq!(one, other, "{rule} on {day} {world}");
            }
            assert_eq!(said.len(), replayed.len());
        }
        day = day.tomorrow().unwrap();
    }
}

/// The same of projects. A rule that is no longer asked is dropped, one that wasn't
/// asked before was not applicable.
fn agrees_on_projects(world: &World, pack: &Pack, days: i32) {
    let (registry, _) = registry::load(&world.tree(), &ENGINE.schemas);
    let until = world.today.saturating_add(jiff::Span::new().days(days));
    let range = DateRange {
        from: world.today,
        until,
    };
    let timelines = forecast_projects(&registry, pack, range, world.year, |_| true);
    let mut said: Vec<BTreeMap<u16, Outcome>> = timelines
        .iter()
        .map(|one| one.start.outcomes.iter().map(|o| (o.rule, o.outcome)))
        .map(Iterator::collect)
        .collect();
    let mut day = range.from;
    while day <= until {
        let decided = decide_projects(&registry, pack, day, world.year, |_| true).projects;
        assert_eq!(decided.len(), timelines.len());
        for ((decision, timeline), said) in decided.iter().zip(&timelines).zip(&mut said) {
            let turns = timeline.turns.iter().filter(|turn| turn.on == day);
            for change in turns.flat_map(|turn| &turn.changes) {
                let rule = change.after.rule;
                let was = said.insert(rule, change.after.outcome);
                let was = was.unwrap_or(Outcome::NotApplicable);
                assert_eq!(was, change.before.outcome, "{day} {world}");
            }
            let known = timeline.turns.iter().rfind(|turn| turn.on <= day);
            let verdicts = known.map_or(timeline.start.verdicts, |turn| turn.after);
            assert_eq!(verdicts, decision.verdicts, "{day} {world}");
            let asked = decision.outcomes.iter().map(|o| (o.rule, o.outcome));
            let asked: BTreeMap<u16, Outcome> = asked.collect();
            said.retain(|rule, _| asked.contains_key(rule));
            for (rule, outcome) in &asked {
                let replayed = said.get(rule).copied().unwrap_or(Outcome::NotApplicable);
                let id = &pack.rules[usize::from(*rule)].id;
                assert_eq!(
                    (id, *outcome),
                    (id, replayed),
                    "{} on {day} {world}",
                    decision.project
                );
            }
        }
        day = day.tomorrow().unwrap();
    }
}

proptest! {
    #![proptest_config(super::properties::registries(4))]

    #[test]
    fn a_forecast_is_the_judgement_of_projects_on_every_single_day(world in worlds()) {
        agrees_on_projects(&world, &ENGINE.pack, 400);
    }

    #[test]
    fn it_is_of_projects_under_any_rules(mut world in worlds()) {
        world.today = jiff::civil::date(2026, 12, 20);
        agrees_on_projects(&world, &ODD_PACK, 200);
    }
}

proptest! {
    #![proptest_config(super::properties::registries(8))]

    #[test]
    fn a_forecast_is_the_decision_of_every_single_day(world in worlds()) {
        agrees(&world, &ENGINE.pack, 400);
    }

    #[test]
    fn it_is_under_any_rules(mut world in worlds()) {
        world.today = jiff::civil::date(2026, 12, 20);
        agrees(&world, &ODD_PACK, 200);
    }
}
