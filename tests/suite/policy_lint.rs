//! What lint refuses in a pack, and where it points.

use crate::pack::pack_tree;
use mulu_core::diagnostic::Diagnostic;
use mulu_core::policy;
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Tree};

const PATH: &str = "registry/policy/rules/zz-test.yaml";

/// The pack, with a sentence that says that the rule of these tests holds it.
fn claimed() -> Tree {
    const COVERAGE: &str = "registry/policy/coverage.yaml";
    let mut tree = pack_tree();
    let text = tree.get(COVERAGE).and_then(|entry| entry.bytes.clone());
    let text = String::from_utf8(text.unwrap().to_vec()).unwrap();
    let named = text.replacen(
        "rules: [sharing/connected]",
        "rules: [sharing/connected, test/rule]",
        1,
    );
    assert_ne!(named, text);
    tree.insert(COVERAGE, Entry::file(named.into_bytes()));
    tree
}

/// The pack with one more rule that requires `require`.
fn with_rule(require: &str) -> (Tree, String) {
    let text = format!(
        "rules:
  - id: test/rule
    articles: [\"31\"]
    subject: system
    each: system.data.resources
    require: >-
      {require}
    force: {{maintenance: deny}}
    title: {{zh: 测试, en: test}}
    unmet: {{zh: 不符合, en: not met}}
    remedy: {{zh: 改正, en: mend it}}
    cases:
      - {{name: 符合, outcome: met}}
      - {{name: 不符合, outcome: unmet}}
"
    );
    let mut tree = claimed();
    tree.insert(PATH, Entry::file(text.clone().into_bytes()));
    (tree, text)
}

fn lint(tree: &Tree) -> Vec<Diagnostic> {
    let (schemas, _) = Schemas::load(tree);
    let (pack, diagnostics) = policy::load(tree, &schemas.unwrap());
    let broken = diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(
        pack.is_none(),
        broken,
        "a pack with an error is no pack: {diagnostics:#?}"
    );
    diagnostics
}

/// The one finding on a rule: its code and the text it points to.
fn finding(require: &str) -> (String, String) {
    let (tree, text) = with_rule(require);
    let found = lint(&tree);
    let [one] = found.as_slice() else {
        panic!("{require}: {found:#?}")
    };
    let span = one.primary.span;
    assert_eq!(&*one.primary.path, PATH);
    (
        one.code.id.to_owned(),
        text[span.start as usize..span.end as usize].to_owned(),
    )
}

#[test]
fn a_sound_rule_has_no_finding() {
    for require in [
        "item.sharing == \"withheld\" && has(item.legal_basis)",
        "passed(\"catalog\", \"sharing-review\", item.name)",
        "system.security.mlps_level > 1 ? within_months(today, params.risk_assessment_months) : true",
        "opinion(\"catalog\", \"acceptance\").issued_on <= today",
        "params.mlps_interval[system.security.mlps_level] <= params.self_evaluation_months.max",
        "system.data.resources.exists(other, other.name != item.name)",
        "system_id in unit.integrated_plan.systems && year > 2000",
        "size(item.collects) == 0 || expense(\"sensors\") == \"eligible\"",
    ] {
        let (tree, _) = with_rule(require);
        assert_eq!(lint(&tree), [], "{require}");
    }
}

#[test]
fn each_fault_has_its_code_and_its_place() {
    let faults = [
        (
            "system.statsu == \"operating\"",
            "policy/unknown-field",
            "system.statsu",
        ),
        ("has(system.data.resource)", "policy/unknown-field", ""),
        ("item.publishd.on <= today", "policy/unknown-field", ""),
        (
            "sytem.status == \"trial\"",
            "policy/unknown-variable",
            "sytem",
        ),
        (
            "params.mlps_intervall[2] > 1",
            "policy/unknown-parameter",
            "",
        ),
        (
            "system.status == \"running\"",
            "policy/unknown-value",
            "\"running\"",
        ),
        ("system.status == 3", "policy/type", ""),
        ("system.name < 3", "policy/type", ""),
        ("system.status", "policy/type", ""),
        ("system.security.mlps_level && true", "policy/type", ""),
        (
            "passed(\"catalog\", \"mlps-filing\")",
            "policy/unknown-value",
            "\"mlps-filing\"",
        ),
        (
            "passed(\"catalogue\", \"acceptance\") || false",
            "policy/unknown-value",
            "",
        ),
        ("pased(\"catalog\", \"acceptance\")", "policy/function", ""),
        ("passed(\"catalog\")", "policy/function", ""),
        ("within_months(today, \"6\")", "policy/type", "\"6\""),
        (
            "overdue(\"any\", \"rectification-order\", \"everybody\")",
            "policy/unknown-value",
            "",
        ),
        ("system.name == ", "policy/syntax", ""),
        (
            "system.functions.all(a, system.functions.all(b, system.functions.all(c, a == c)))",
            "policy/cost",
            "",
        ),
    ];
    for (require, code, place) in faults {
        let (found, at) = if code == "policy/unknown-value" && require.contains("catalogue") {
            // The unknown authority has no matters either: the first finding counts.
            let (tree, text) = with_rule(require);
            let found = lint(&tree);
            let span = found[0].primary.span;
            (
                found[0].code.id.to_owned(),
                text[span.start as usize..span.end as usize].to_owned(),
            )
        } else {
            finding(require)
        };
        assert_eq!(found, code, "{require}");
        if !place.is_empty() {
            assert_eq!(at, place, "{require}");
        }
    }
}

#[test]
fn a_rule_without_cases_or_with_a_known_id_or_an_unknown_article_is_refused() {
    let (mut tree, text) = with_rule("true");
    let codes = |tree: &Tree| {
        lint(tree)
            .iter()
            .map(|found| found.code.id)
            .collect::<Vec<_>>()
    };

    let no_cases = text.split("    cases:").next().unwrap().to_owned();
    tree.insert(PATH, Entry::file(no_cases.into_bytes()));
    assert_eq!(codes(&tree), ["policy/cases"]);

    let known = text.replace("test/rule", "catalog/listed");
    tree.insert(PATH, Entry::file(known.into_bytes()));
    // The sentence that named the rule names none any more.
    assert_eq!(
        codes(&tree),
        ["policy/unknown-rule", "policy/duplicate-rule"]
    );

    let article = text.replace("[\"31\"]", "[\"11\"]");
    tree.insert(PATH, Entry::file(article.into_bytes()));
    assert_eq!(codes(&tree), ["policy/unknown-article"]);
}

#[test]
fn a_folder_without_a_pack_is_a_finding() {
    let tree = Tree::from_texts([("registry/policy/rules/a.yaml", "rules: []\n")]);
    let codes: Vec<_> = lint(&tree).iter().map(|found| found.code.id).collect();
    assert_eq!(codes, ["policy/missing"]);
}

#[test]
fn a_registry_without_the_folder_is_judged_by_the_built_in_pack() {
    let tree = Tree::from_texts([("registry/units/a.yaml", "name: a\n")]);
    assert_eq!(lint(&tree), []);
    assert_eq!(
        policy::builtin::tree(),
        pack_tree(),
        "the built-in files are this repository's"
    );
}

#[test]
fn an_endlessly_nested_expression_is_a_finding() {
    for require in [
        "(".repeat(3000),
        "!".repeat(4000) + "true",
        "[".repeat(2000),
    ] {
        let (tree, _) = with_rule(&require);
        assert!(
            lint(&tree).iter().any(Diagnostic::is_error),
            "{:.10}",
            require
        );
    }
}

#[test]
fn more_rules_than_a_pack_may_have_are_refused() {
    let (mut tree, text) = with_rule("resource.name != \"\"");
    let one = text.strip_prefix("rules:\n").unwrap();
    let all = (0..1_001).map(|number| one.replace("test/rule", &format!("test/r{number}")));
    let all = format!("rules:\n{}", all.collect::<String>());
    tree.insert(PATH, Entry::file(all.into_bytes()));
    let found = lint(&tree);
    let mut cost = found.iter().filter(|one| one.code.id == "policy/cost");
    assert_eq!(&*cost.next().expect("it is said").primary.path, PATH);
    assert!(cost.next().is_none(), "once");
}

#[test]
fn a_sign_of_chinese_typing_is_named_where_it_stands() {
    let (tree, _) = with_rule("has（system.name）");
    let found = lint(&tree);
    let syntax = found
        .iter()
        .find(|one| one.code.id == "policy/syntax")
        .unwrap();
    let said = mulu_report::Localizer::new(mulu_report::Language::En).say(&syntax.message);
    assert!(
        said.contains("`（` is a full-width sign: write `(`"),
        "{said}"
    );
}
