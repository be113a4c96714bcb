//! A small registry in order, and what each change of it brings about.

mod attest;
mod load;
mod plausible;
mod references;
mod values;

use super::{Matter, Registry, ScopeForm, SubjectKind, Vocabulary, load::load as load_tree};
use crate::diagnostic::{self, Diagnostic};
use crate::schema::Schemas;
use crate::tree::{Entry, Tree};
use std::sync::{Arc, LazyLock};

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| {
    let (schemas, faults) = Schemas::load(&Tree::default());
    assert_eq!(faults, []);
    schemas.unwrap()
});

/// Two units, two systems and one of everything about them.
const BASE: &[(&str, &str)] = &[
    (
        "registry.yaml",
        "title: 总目录\nauthorities:\n  catalog: bureau\n  cybersecurity: bureau\n  audit: {unit: bureau}\n",
    ),
    (
        "units/bureau.yaml",
        "name: 区大数据发展局\nshort_name: 大数据局\ncategory: department\nbudget_unit: true\nmaintainers: [one, two]\n",
    ),
    (
        "units/health.yaml",
        "name: 区卫生健康委\ncategory: department\nbudget_unit: true\nparent: bureau\n\
         integrated_plan:\n  from_year: 2025\n  to_year: 2028\n  systems: [health/platform]\n",
    ),
    (
        "elements.yaml",
        "elements:\n  person:\n    name: 人口信息\n    source: health/platform\n",
    ),
    (
        "systems/health/platform.yaml",
        "name: 健康平台\nstatus: operating\ndata:\n  resources:\n    - name: 个案\n      sharing: unconditional\n      collects: [person]\n",
    ),
    (
        "systems/health/clinic.yaml",
        "name: 门诊系统\nstatus: trial\ndata:\n  none_because: 只读\n  reuses: ['health/platform#个案']\n",
    ),
    (
        "opinions/catalog/health/platform.yaml",
        "opinions:\n  - matter: sharing-review\n    scope: 个案\n    result: pass\n    issued_on: 2026-01-02\n",
    ),
    (
        "opinions/audit/health.yaml",
        "opinions:\n  - matter: rectification-order\n    issued_on: 2026-01-02\n    due_on: 2026-03-01\n",
    ),
    (
        "lists/2027.yaml",
        "projects:\n  - system: health/platform\n    kind: maintenance\n",
    ),
    (
        "plans/2027.yaml",
        "projects:\n  - system: health/platform\n    kind: maintenance\n    amount: 100\n",
    ),
    (
        "requests/2027/health/platform.yaml",
        "applicant: health\nitems:\n  - category: extranet\n    amount: 60\n  - category: sensors\n    amount: 40\n",
    ),
];

/// The tree of the base with files put in place of its own; no text: no file.
fn tree(changes: &[(&str, &str)]) -> Tree {
    let mut tree = Tree::default();
    let kept = BASE
        .iter()
        .filter(|(path, _)| !changes.iter().any(|(changed, _)| changed == path));
    for (path, text) in kept.chain(changes.iter().filter(|(_, text)| !text.is_empty())) {
        tree.insert(format!("registry/{path}"), Entry::file(text.as_bytes()));
    }
    tree
}

fn load(changes: &[(&str, &str)]) -> (Registry, Vec<Diagnostic>) {
    attested(&tree(changes))
}

/// As loaded, and held against the words of [`words`].
fn attested(tree: &Tree) -> (Registry, Vec<Diagnostic>) {
    let (mut registry, mut found) = load_tree(tree, &SCHEMAS);
    found.extend(registry.attest(&SCHEMAS, Some(&WORDS)));
    diagnostic::sort(&mut found);
    (registry, found)
}

/// A few matters and categories.
static WORDS: LazyLock<Vocabulary> = LazyLock::new(|| {
    use ScopeForm::{Expense, Names, None, Year};
    use SubjectKind::{Project, System, Unit};
    let matter = |authorities: &[&str], subjects: &[(SubjectKind, &[ScopeForm])]| Matter {
        authorities: authorities.iter().map(|id| Arc::from(*id)).collect(),
        subjects: subjects
            .iter()
            .map(|(kind, forms)| (*kind, forms.iter().cloned().collect()))
            .collect(),
        ..Matter::default()
    };
    let order = |matter: Matter| Matter {
        order: true,
        due_required: true,
        ..matter
    };
    let resource = Names(ScopeForm::RESOURCE.into());
    let mut acceptance = matter(&["catalog"], &[(System, &[None]), (Project, &[None])]);
    acceptance.fields = ["organizer", "archives"].map(Arc::from).into();
    let all = ["audit", "catalog", "cybersecurity"];
    let matters = [
        (
            "sharing-review",
            matter(&["catalog"], &[(System, &[None, resource, Year])]),
        ),
        ("acceptance", acceptance),
        (
            "expense-evaluation",
            matter(&["catalog"], &[(System, &[Expense])]),
        ),
        (
            "mlps-evaluation",
            matter(&["cybersecurity"], &[(System, &[None])]),
        ),
        (
            "mlps-filing",
            matter(&["cybersecurity"], &[(System, &[None])]),
        ),
        (
            "major-hazard",
            Matter {
                order: true,
                ..matter(&["cybersecurity"], &[(System, &[None])])
            },
        ),
        (
            "rectification-order",
            order(matter(&all, &[(Unit, &[None]), (System, &[None])])),
        ),
    ];
    let expense = |purposes: &[&str]| super::Expense {
        purposes: purposes.iter().map(|one| Arc::from(*one)).collect(),
        ..super::Expense::default()
    };
    let expenses = [
        ("extranet", expense(&[])),
        ("sensors", expense(&[])),
        ("server-storage", expense(&[])),
        ("development", expense(&["construction"])),
    ];
    Vocabulary {
        matters: matters.map(|(id, one)| (Arc::from(id), one)).into(),
        expenses: expenses.map(|(id, one)| (Arc::from(id), one)).into(),
    }
});

/// Each finding as `path#pointer: code`.
fn said(findings: &[Diagnostic]) -> Vec<String> {
    let place = |found: &Diagnostic| {
        let path = found.primary.path.trim_start_matches("registry/");
        format!("{path}#{}: {}", found.primary.pointer, found.code.id)
    };
    findings.iter().map(place).collect()
}

/// What the changes bring about, in words.
fn findings(changes: &[(&str, &str)]) -> Vec<String> {
    said(&load(changes).1)
}
