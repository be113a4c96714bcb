//! The forecast is the decision of every single day, without the days on which
//! nothing happens.

use super::compare::ENGINE;
use super::random::worlds;
use super::world::World;
use jiff::civil::Date;
use mulu_core::decision::{DateRange, Timeline, decide, forecast};
use mulu_core::policy::{self, Outcome, Pack};
use mulu_core::registry;
use mulu_core::tree::{Entry, Tree};
use proptest::prelude::*;
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
    let odd: Vec<String> = ODD
        .lines()
        .map(|line| match line.strip_suffix('}') {
            Some(rule) => format!("{rule}{rest}"),
            None => line.to_owned(),
        })
        .collect();
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
