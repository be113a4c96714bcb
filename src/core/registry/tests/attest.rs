//! Opinions that no rule can read are errors with the nearest right word, and no
//! evidence; the rest of their file is.

use super::{findings, load};
use crate::diagnostic::Arg;
use jiff::civil::date;

/// What is said of one opinion on a system, and of one on a unit.
fn of(authority: &str, subject: &str, lines: &str) -> Vec<String> {
    let path = format!("opinions/{authority}/{subject}.yaml");
    let text = format!("opinions:\n  - {{issued_on: 2026-01-02, {lines}}}\n");
    let found = findings(&[(&path, &text)]).into_iter();
    found
        .map(|found| found.replace(&format!("{path}#/opinions/0"), ""))
        .collect()
}

#[test]
fn what_no_rule_can_read_is_an_error() {
    let system = |lines: &str| of("catalog", "health/clinic", lines);
    for (lines, expected) in [
        (
            "matter: expense-evaluation, result: fail, scope: 机房环境",
            "/scope: opinion/unknown-scope",
        ),
        (
            "matter: expense-evaluation, result: fail, scope: server-storage",
            "/scope: opinion/unknown-scope",
        ),
        (
            "matter: expense-evaluation, result: fail",
            ": opinion/scope",
        ),
        (
            "matter: acceptance, result: fail, organizer: unit, archives: pass, scope: 一期",
            "/scope: opinion/scope",
        ),
        (
            "matter: acceptance, result: pass, organizer: unit",
            ": opinion/missing-field",
        ),
        (
            "matter: sharing-review, result: pass, level: 3",
            "/level: opinion/foreign-field",
        ),
        (
            "matter: sharing-review, result: passed",
            "/result: opinion/unknown-result",
        ),
        ("matter: sharing-review", ": opinion/missing-field"),
        (
            "matter: sharing-review, result: pass, due_on: 2026-05-01",
            "/due_on: opinion/foreign-field",
        ),
        (
            "matter: sharing-reveiw, result: pass",
            "/matter: opinion/unknown-matter",
        ),
        (
            "matter: mlps-evaluation, result: pass",
            "/matter: opinion/wrong-authority",
        ),
        (
            "matter: rectification-order, due_on: 2026-05-01, result: pass",
            "/result: opinion/foreign-field",
        ),
        ("matter: rectification-order", ": opinion/missing-field"),
    ] {
        assert_eq!(system(lines), [expected], "{lines}");
    }
    let acceptance = "matter: acceptance, result: pass, organizer: unit, archives: pass";
    assert_eq!(
        of("catalog", "health", acceptance),
        ["/matter: opinion/subject"]
    );
}

#[test]
fn a_scope_has_the_form_that_its_matter_says() {
    for (matter, scope) in [
        ("expense-evaluation", "2027/server-storage"),
        ("sharing-review", "2027"),
    ] {
        let lines = format!("matter: {matter}, result: pass, scope: {scope}");
        assert_eq!(of("catalog", "health/clinic", &lines), [""; 0]);
    }
}

#[test]
fn the_nearest_right_word_is_named() {
    let near = |lines: &str| {
        let text = format!("opinions:\n  - {{issued_on: 2026-01-02, {lines}}}\n");
        let found = load(&[("opinions/catalog/health/platform.yaml", &text)]).1;
        let help = found[0].help.first().cloned();
        let arg = help.and_then(|help| help.args.into_iter().next());
        match arg.map(|(_, arg)| arg) {
            // With what it is called.
            Some(Arg::Message(named)) => named.args.into_iter().next().map(|(_, arg)| arg),
            Some(Arg::Text(word)) => Some(word.trim_matches('`').into()),
            other => other,
        }
    };
    let meant = |word: &str| Some(Arg::from(word));
    assert_eq!(
        near("matter: sharing-reveiw, result: pass"),
        meant("sharing-review")
    );
    assert_eq!(near("matter: sharing-review, result: pas"), meant("pass"));
    assert_eq!(
        near("matter: sharing-review, result: 已通过"),
        meant("pass")
    );
    assert_eq!(
        near("matter: sharing-review, result: 未通过"),
        meant("fail")
    );
    assert_eq!(near("matter: sharing-review, result: 不通过"), None);
    assert_eq!(
        near("matter: expense-evaluation, result: pass, scope: 2027/server-storge"),
        meant("2027/server-storage")
    );
}

#[test]
fn a_scope_that_is_none_of_its_matters_may_be_any() {
    let text = "opinions:\n  - {matter: acceptance, result: pass, issued_on: 2026-01-02, organizer: unit, archives: pass}\n  - {matter: acceptance, result: fail, issued_on: 2026-02-02, organizer: unit, archives: pass, scope: 一期}\n";
    let (registry, _) = load(&[("opinions/catalog/health/clinic.yaml", text)]);
    let file = registry
        .opinions_on("catalog", "health/clinic")
        .valid()
        .unwrap();
    let counting = |month| {
        file.counting("acceptance", None, date(2026, month, 1))
            .unwrap()
    };
    assert!(!registry.is_faulty(file.doc, counting(2).node));
    assert!(registry.is_faulty(file.doc, counting(3).node));
}

#[test]
fn categories_are_the_packs() {
    let request = |category: &str| {
        let text = format!("applicant: health\nitems: [{{category: {category}, amount: 5000}}]\n");
        findings(&[("requests/2027/health/platform.yaml", &text)])
    };
    let place = "requests/2027/health/platform.yaml#/items/0/category: ";
    assert_eq!(request("sensors"), [""; 0]);
    assert_eq!(
        request("sensor"),
        [format!("{place}expense/unknown-category")]
    );
    assert_eq!(request("development"), [format!("{place}expense/purpose")]);
}
