//! The second language, one meaning at a time.

use super::world::World;
use crate::policy::Outcome::{self, Met, Unmet, Unproven};

/// What a rule on the system says, given what authorities attest.
fn says(require: &str, opinions: &[(&str, &str)]) -> Outcome {
    let world = World::with("system", require);
    let world = opinions.iter().fold(world, |world, (path, list)| {
        world.has(
            &format!("opinions/{path}"),
            &format!("{{opinions: [{list}]}}"),
        )
    });
    world.says()
}

const PASS: &str = "{matter: review, result: pass, issued_on: 2026-05-01}";
const FAIL: &str = "{matter: review, result: fail, issued_on: 2026-05-01}";
const LATER: &str = "{matter: review, result: pass, issued_on: 2026-06-01}";
const CONSENT: &str = "{matter: consent, result: pass, issued_on: 2026-05-20}";

#[test]
fn several_authorities_may_attest_one_matter() {
    let any = r#"passed("any", "review")"#;
    let catalog = |list| ("catalog/health/platform", list);
    let finance = |list| ("finance/health/platform", list);
    assert_eq!(says(any, &[]), Unproven);
    assert_eq!(says(any, &[finance(PASS)]), Met);
    // On one day the less favourable counts, whichever file comes first.
    assert_eq!(says(any, &[catalog(PASS), finance(FAIL)]), Unmet);
    assert_eq!(says(any, &[catalog(FAIL), finance(PASS)]), Unmet);
    assert_eq!(says(any, &[catalog(FAIL), finance(LATER)]), Met);
    assert_eq!(
        says(r#"passed("finance", "review")"#, &[catalog(PASS)]),
        Unproven
    );
}

#[test]
fn one_after_the_other() {
    let order = r#"then(passed("catalog", "review"), passed("government", "consent"))"#;
    let review = |list| ("catalog/health/platform", list);
    let consent = ("government/health/platform", CONSENT);
    assert_eq!(says(order, &[review(PASS), consent]), Met);
    assert_eq!(says(order, &[review(LATER), consent]), Unmet);
    assert_eq!(says(order, &[consent]), Unproven);
    assert_eq!(says(order, &[review(FAIL)]), Unmet);
}

#[test]
fn another_subject_and_another_day() {
    let unit = r#"on("health", passed("catalog", "review"))"#;
    assert_eq!(says(unit, &[("catalog/health", PASS)]), Met);
    assert_eq!(says(unit, &[("catalog/health/platform", PASS)]), Unproven);
    let before = r#"at("2026-05-31", passed("catalog", "review"))"#;
    let both = format!("{PASS}, {{matter: review, result: fail, issued_on: 2026-06-01}}");
    assert_eq!(says(before, &[("catalog/health/platform", &both)]), Met);
    let nested = r#"at("2026-04-30", on("health", has_passed("catalog", "review")))"#;
    assert_eq!(says(nested, &[("catalog/health", PASS)]), Unmet);
}

#[test]
fn a_rule_on_the_unit_asks_opinions_on_the_unit() {
    let world = |path: &str| {
        World::with("unit", r#"passed("catalog", "review")"#)
            .has(path, &format!("{{opinions: [{PASS}]}}"))
    };
    assert_eq!(world("opinions/catalog/health").says(), Met);
    assert_eq!(world("opinions/catalog/health/platform").says(), Unproven);
}

#[test]
fn lists_of_opinions_are_read_and_missed() {
    let none = says(
        r#"latest(passing("catalog", "review")).issued_on < today"#,
        &[],
    );
    assert_eq!(none, Unproven);
    let years = "{matter: review, result: fail, issued_on: 2026-01-01, scope: \"2025\"}, \
                 {matter: review, result: fail, issued_on: 2026-02-01, scope: \"2026\"}";
    let twice = r#"counting("catalog", "review").filter(one, !favourable(one)).size() == 2"#;
    assert_eq!(says(twice, &[("catalog/health/platform", years)]), Met);
    let missing = World::with(
        "system",
        r#"latest(passing("catalog", "review")).issued_on < today"#,
    );
    let outcome = missing.outcome();
    assert_eq!(
        &*outcome.missing[0].path,
        "registry/opinions/catalog/health/platform.yaml"
    );
    assert_eq!(outcome.missing[0].opinion(), Some(("review", None)));
}

#[test]
fn parameters_money_and_days() {
    for (require, outcome) in [
        (
            r#"param_on("limit", "2025-12-31") == 6 && params.limit == 3"#,
            Met,
        ),
        (r#"param_on("limit", "2019-12-31") == 6"#, Unproven),
        (r#"param_since("limit") == "2020-01-01""#, Met),
        ("sum([1, 2, 3]) == 6 && size(years(2025, 2027)) == 3", Met),
        (
            "greatest([\"2026-01-01\", \"2025-01-01\"]) == \"2026-01-01\"",
            Met,
        ),
        (
            "within_days(\"2026-11-01\", 30) && !within_days(\"2026-10-31\", 30)",
            Met,
        ),
        ("plus_months(\"2026-01-31\", 1) == \"2026-02-28\"", Met),
        ("year_of(today) == 2026", Met),
        (r#"document("unit", "clinic").parent == "health""#, Met),
        (r#"document("unit", "nobody").parent == "health""#, Unproven),
        (r#"size(systems_of("health")) == 2"#, Met),
        (
            r#"expense("desks") == "conditional" && equipment("desks") && "deployed_here" in needs("desks")"#,
            Met,
        ),
        (r#"expense("building") == "ineligible""#, Met),
    ] {
        assert_eq!(World::with("system", require).says(), outcome, "{require}");
    }
    let asked = r#"requested("hosting") == 300 && requested_amount() == 340"#;
    assert_eq!(World::with("request", asked).says(), Met);
    let earlier = World::with("system", r#"expense("desks") == "ineligible""#);
    assert_eq!(earlier.on("2026-05-31").says(), Met);
}

#[test]
fn a_rule_asks_another_and_hands_on_what_is_missing() {
    let asks = |require: &str| {
        World::with("unit", r#"outcome("other/*", "health/platform") == "met""#)
            .rule("other/one", "system", require)
            .rule("other/two", "system", "true")
    };
    assert_eq!(asks("true").says(), Met);
    assert_eq!(asks("false").says(), Unmet);
    let unproven = asks(r#"passed("catalog", "review")"#).outcome();
    assert_eq!(unproven.outcome, Unproven);
    assert_eq!(unproven.missing.len(), 1);
    let circle = World::with(
        "unit",
        r#"outcome("other/one", "health/platform") == "met""#,
    )
    .rule(
        "other/one",
        "system",
        r#"outcome("test/rule", "health") == "met""#,
    );
    assert_eq!(circle.errors(), ["policy/circle", "policy/circle"]);
}

#[test]
fn sentences_speak_the_language_that_they_are_written_in() {
    let outcome = World::with("system", "false").outcome();
    let crate::policy::OutcomeText::Unmet(text) = outcome.text else {
        panic!("{outcome:?}")
    };
    assert_eq!((text.get("zh"), text.get("en")), ("审查", "review"));
}

#[test]
fn what_cannot_be_understood_is_an_error() {
    for (find, put, code) in [
        ("language: 2", "language: 3", "schema/"),
        ("finance: eligible", "finance: paid", "schema/"),
        (
            "subjects: {unit: none",
            "subjects: {unit: once",
            "policy/not-understood",
        ),
        (
            "subjects: {system: none}}",
            "subjects: {system: none}, fields: [mood]}",
            "policy/not-understood",
        ),
    ] {
        let mut world = World::with("system", "true");
        let text = super::world::pack().replacen(find, put, 1);
        world.file("registry/policy/pack.yaml", &text);
        let errors = world.errors();
        assert!(
            errors.iter().any(|found| found.starts_with(code)),
            "{put}: {errors:?}"
        );
    }
    for require in [
        r#"passed("catalog", "consent")"#,
        r#"passed("catalog", "order-of-things")"#,
        r#"on("health", 1 == 1)"#,
        r#"outcome("other/none", "health") == "met""#,
        r#"request.need != """#,
        r#"entries("lists") == []"#,
    ] {
        assert_ne!(
            World::with("system", require).errors(),
            Vec::<&str>::new(),
            "{require}"
        );
    }
}

#[test]
fn a_schema_without_what_the_program_reads_decides_nothing() {
    let own = include_str!("../../../../schema/request.schema.json");
    for (find, put) in [
        ("\"amount\": {", "\"sum\": {"),
        ("\"applicant\": {", "\"asker\": {"),
    ] {
        let mut world = World::with("system", "true");
        world.file("schema/request.schema.json", &own.replace(find, put));
        assert!(world.errors().contains(&"schema/not-understood"), "{put}");
    }
}

/// A matter is asked for what it can have: its subjects, its scopes, orders or not.
#[test]
fn a_matter_is_asked_for_what_it_can_have() {
    for (subject, require) in [
        ("system", r#"passed("catalog", "review", "2026")"#),
        ("unit", r#"passed("catalog", "review")"#),
        ("system", r#"!unresolved("catalog", "order", "unit")"#),
        (
            "unit",
            r#"on("health/platform", has_passed("government", "consent"))"#,
        ),
    ] {
        assert_eq!(World::with(subject, require).errors(), [""; 0], "{require}");
    }
    for (subject, require) in [
        ("unit", r#"passed("catalog", "review", "2026")"#),
        ("unit", r#"has_passed("government", "consent")"#),
        ("system", r#"passed("government", "consent", "2026")"#),
        ("system", r#"passed("catalog", "order")"#),
        ("system", r#"!overdue("catalog", "review", "system")"#),
        ("system", r#"!unresolved("catalog", "order", "project")"#),
    ] {
        let errors = World::with(subject, require).errors();
        assert_eq!(errors, ["policy/matter"], "{require}");
    }
}

/// Cases know the authorities that the matters name, whatever they are called.
#[test]
fn cases_know_the_authorities_of_the_matters() {
    let mut world = World::with("system", r#"passed("inspectorate", "audit")"#);
    let matter = "  audit: {title: {en: audit}, authorities: [inspectorate], subjects: {system: none}}\nterms:";
    let text = super::world::pack().replacen("terms:", matter, 1);
    world.file("registry/policy/pack.yaml", &text);
    world.file(
        "registry/policy/fixture.yaml",
        "on: 2026-12-01\nrequest: 2027/health/platform\ndocuments:\n  units/health: {name: Health, category: department, budget_unit: true}\n  systems/health/platform: {name: Platform, status: operating}\n  requests/2027/health/platform: {applicant: health, need: running it, items: [{category: hosting, amount: 300}]}\n  opinions/inspectorate/health/platform:\n    opinions: [{matter: audit, result: pass, issued_on: 2026-06-01}]\n",
    );
    assert_eq!(world.cases(), [Some(Met), Some(Met)]);
}
