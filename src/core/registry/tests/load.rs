//! What becomes of whole files: valid, broken, absent, not ours.

use super::super::Slot;
use super::{BASE, SCHEMAS, findings, load, load_tree, said, tree};
use crate::tree::{Entry, Mode};
use proptest::prelude::*;

#[test]
fn a_registry_in_order_has_no_findings_and_everything_in_its_place() {
    let (registry, found) = load(&[]);
    assert_eq!(said(&found), [""; 0]);
    assert_eq!(registry.documents.len(), BASE.len());
    assert_eq!(registry.unit_name("bureau"), "大数据局");
    assert_eq!(registry.unit_name("health"), "区卫生健康委");
    assert_eq!(registry.system_name("health/clinic"), "门诊系统");
    assert_eq!(registry.authority_name("audit"), "大数据局");
    assert_eq!(registry.authority_name("finance"), "finance");
    assert_eq!(
        registry.systems_of("health"),
        ["health/clinic", "health/platform"]
    );
    assert_eq!(registry.collectors["person"], ["health/platform"]);
    let request = registry.requests["2027/health/platform"].valid().unwrap();
    assert_eq!((request.year, request.amount), (2027, Some(100)));
    assert!(registry.opinions_on("catalog", "health").valid().is_none());
    let orders = registry.opinions_on("audit", "health").valid().unwrap();
    let on = |month| jiff::civil::date(2026, month, 1);
    assert_eq!(orders.open("rectification-order", on(1)).count(), 0);
    assert_eq!(orders.open("rectification-order", on(2)).count(), 1);
    let doc = registry.doc_by_path("registry/units/health.yaml").unwrap();
    assert_eq!(
        &**registry.document(doc).path(),
        "registry/units/health.yaml"
    );
    assert_eq!(registry.doc_by_path("registry/units/none.yaml"), None);
}

#[test]
fn a_broken_document_is_there_and_no_evidence() {
    for text in ["name: [", "name: 健康平台\n", "", "- a\n"] {
        let mut changed = tree(&[("systems/health/platform.yaml", "x: y")]);
        let path = "registry/systems/health/platform.yaml";
        changed.insert(path, Entry::file(text.as_bytes()));
        let (registry, found) = load_tree(&changed, &SCHEMAS);
        let slot = &registry.systems["health/platform"];
        assert!(
            matches!(slot, Slot::Broken(at) if &**at == path),
            "{text:?}"
        );
        assert_eq!(registry.collectors.len(), 0);
        let own = |found: &str| found.starts_with("systems/health/platform.yaml");
        assert!(
            said(&found).iter().all(|found| own(found)),
            "{:?}",
            said(&found)
        );
        assert!(!found.is_empty());
    }
}

#[test]
fn links_submodules_and_large_files_are_not_read() {
    let entry = |mode| Entry {
        mode,
        executable: false,
        bytes: None,
        unread: false,
        blob: None,
        size: 9,
        lossy_name: false,
    };
    let path = "registry/systems/health/platform.yaml";
    for (mode, code, documented) in [
        (Mode::Symlink, "path/symlink", false),
        (Mode::Submodule, "path/submodule", false),
        (Mode::File, "document/too-large", true),
    ] {
        let mut changed = tree(&[]);
        changed.insert(path, entry(mode));
        let (registry, found) = load_tree(&changed, &SCHEMAS);
        let first = said(&found).into_iter().find(|found| found.ends_with(code));
        assert_eq!(
            first,
            Some(format!("systems/health/platform.yaml#: {code}"))
        );
        assert_eq!(registry.systems.contains_key("health/platform"), documented);
    }
    let mut linked = crate::tree::Tree::default();
    linked.insert("registry", entry(Mode::Symlink));
    let (_, found) = load_tree(&linked, &SCHEMAS);
    assert_eq!(said(&found), ["registry#: path/symlink"]);
}

#[test]
fn settings_that_are_missing_are_missing_and_broken_ones_only_broken() {
    assert_eq!(
        findings(&[("registry.yaml", "")]),
        ["registry.yaml#: path/missing"]
    );
    for text in ["\u{FEFF}", "# nothing\n", "title: [", "title: 1\n"] {
        let (registry, found) = load(&[("registry.yaml", text)]);
        let codes: Vec<_> = found.iter().map(|found| found.code.id).collect();
        assert!(!codes.contains(&"path/missing"), "{text:?}: {codes:?}");
        assert!(!codes.is_empty(), "{text:?}");
        assert_eq!(registry.settings.authorities.len(), 7);
        assert_eq!(registry.settings.timezone, "Asia/Shanghai");
    }
}

#[test]
fn opinions_of_no_authority_are_said_and_not_loaded() {
    let order = "opinions:\n  - matter: rectification-order\n    issued_on: 2026-01-02\n    due_on: 2026-03-01\n";
    let (registry, found) = load(&[("opinions/audi/health.yaml", order)]);
    assert_eq!(
        said(&found),
        ["opinions/audi/health.yaml#/opinions: reference/unknown-authority"]
    );
    assert_eq!(found[0].help.len(), 1);
    assert_eq!(
        registry.opinions.keys().map(|id| &**id).collect::<Vec<_>>(),
        ["audit", "catalog"]
    );
    let (registry, found) = load(&[("opinions/audi/health.yaml", "opinions: 1\n")]);
    assert!(!registry.opinions.contains_key("audi"));
    assert_eq!(said(&found).len(), 2, "{:?}", said(&found));
}

#[test]
fn an_opinion_on_anothers_matter_proves_nothing() {
    let text = "opinions:\n  - matter: acceptance\n    result: pass\n    issued_on: 2026-01-02\n    organizer: unit\n    archives: pass\n";
    let (registry, found) = load(&[("opinions/cybersecurity/health/platform.yaml", text)]);
    assert_eq!(
        said(&found),
        ["opinions/cybersecurity/health/platform.yaml#/opinions/0/matter: opinion/wrong-authority"]
    );
    let file = registry
        .opinions_on("cybersecurity", "health/platform")
        .valid()
        .unwrap();
    assert_eq!(file.opinions.len(), 0);
}

#[test]
fn files_that_nobody_owns_are_said_once() {
    let settings = "title: 总目录\nauthorities: {catalog: bureau}\nownership:\n  - {path: 'units/{unit}.yaml', authors: [anyone], approvers: [catalog]}\n";
    let found = findings(&[("registry.yaml", settings), ("systems/A/b.yaml", "a: 1\n")]);
    let unowned = found
        .iter()
        .filter(|found| found.ends_with("path/unowned"))
        .count();
    assert_eq!(unowned, BASE.len() - 2);
    assert!(found.contains(&"systems/A/b.yaml#: path/slug".to_owned()));
}

#[test]
fn names_that_mean_something_else_are_refused() {
    let settings = "title: 总目录\nauthorities: {catalog: bureau, cybersecurity: bureau, audit: bureau, ghost: bureau}\n";
    let unit =
        "name: 幽灵\ncategory: department\nbudget_unit: true\nmaintainers: [ghost, wang#12]\n";
    assert_eq!(
        findings(&[("registry.yaml", settings), ("units/anyone.yaml", unit)]),
        [
            "registry.yaml#/authorities/ghost: settings/reserved-name",
            "units/anyone.yaml#: settings/reserved-name",
            "units/anyone.yaml#/maintainers/0: unit/maintainer"
        ]
    );
}

#[test]
fn faults_of_the_ownership_table_are_said_in_its_lines() {
    let settings = |line: &str| {
        format!(
            "title: 总目录\nauthorities: {{catalog: bureau, cybersecurity: bureau, audit: bureau}}\nownership:\n  - {line}\n  - {{path: '**', authors: [anyone], approvers: [catalog]}}\n"
        )
    };
    for (line, expected) in [
        (
            "{path: 'a/{b', authors: [catalog], approvers: [catalog]}",
            Some("/ownership/0/path: ownership/pattern"),
        ),
        (
            "{path: 'a/{b}/{b}', authors: [catalog], approvers: [catalog]}",
            Some("/ownership/0/path: ownership/pattern"),
        ),
        (
            "{path: 'a/{b}', authors: [catalg], approvers: [catalog]}",
            Some("/ownership/0/authors/0: reference/unknown-authority"),
        ),
        (
            "{path: 'a/{b}', authors: ['{c}'], approvers: [catalog]}",
            Some("/ownership/0/authors/0: ownership/capture"),
        ),
        (
            "{path: 'a/{b}', authors: ['{/lead}'], approvers: [catalog]}",
            Some("/ownership/0/authors/0: ownership/field"),
        ),
        (
            "{path: 'a/{year}', authors: ['{year}'], approvers: [catalog]}",
            Some("/ownership/0/authors/0: ownership/owner"),
        ),
        (
            "{path: 'a/{b}', authors: [anyone], approvers: ['{b}|anyone']}",
            Some("/ownership/0/approvers/0: ownership/owner"),
        ),
        (
            "{path: 'a/{b}', authors: [anyone], approvers: ['{b}|adit']}",
            Some("/ownership/0/approvers/0: reference/unknown-authority"),
        ),
        (
            "{path: 'units/{b}.yaml', fields: [/parents], approvers: [catalog]}",
            Some("/ownership/0/fields/0: ownership/field"),
        ),
        (
            "{path: 'units/{b}.yaml', fields: [/integrated_plan/systems/*, /parent, '/maintainers/**'], approvers: ['{b}|audit']}",
            None,
        ),
        (
            "{path: '*/**', fields: [/resources/0/name], approvers: [catalog]}",
            Some("/ownership/0/fields/0: ownership/field"),
        ),
        (
            "{path: 'systems/**', fields: [/data/resources/0/name], approvers: [catalog]}",
            None,
        ),
        (
            "{path: 'a/b', approvers: [catalog]}",
            Some("/ownership/0: schema/required"),
        ),
        (
            "{path: 'a/{b}', authors: ['{b}+ancestors'], approvers: ['{b}']}",
            None,
        ),
    ] {
        let expected: Vec<_> = expected
            .map(|at| format!("registry.yaml#{at}"))
            .into_iter()
            .collect();
        assert_eq!(
            findings(&[("registry.yaml", &settings(line))]),
            expected,
            "{line}"
        );
    }
}

proptest! {
    /// Whatever stands in the files: findings, never a panic.
    #[test]
    fn any_text_is_read(at in 0..BASE.len(), cut in 0usize..200, noise in "[\\PC\n:\\- \u{0660}-\u{0669}０-９]{0,40}") {
        let (path, text) = BASE[at];
        let cut = (0..=cut.min(text.len())).rev().find(|cut| text.is_char_boundary(*cut));
        let (head, tail) = text.split_at(cut.unwrap_or_default());
        load(&[(path, &format!("{head}{noise}{tail} "))]);
    }
}
