//! Small packs of the second language and small registries, to try one thing.

use crate::diagnostic::Diagnostic;
use crate::policy::{
    Outcome, Pack, ProjectEvaluation, ProjectRef, RequestRef, RuleOutcome, evaluate,
    evaluate_projects, load, rule_tests,
};
use crate::registry::{self, Registry};
use crate::schema::Schemas;
use crate::tree::{Entry, Tree};
use jiff::civil::Date;
use std::sync::Arc;

const PACK: &str = "
language: 2
title: {en: a pack}
source: an act
articles: [{id: a, title: {en: an article}}]
matters:
  review: {title: {en: review, zh: 审查}, authorities: [catalog, finance], subjects: {unit: none, system: [none, year]}}
  consent: {title: {en: consent}, authorities: [government], subjects: {system: none}}
  order: {title: {en: order}, authorities: [catalog], subjects: {unit: none, system: none}, order: true}
  approval: {title: {en: approval}, authorities: [development], subjects: {project: none}, fields: [total]}
  halt: {title: {en: halt}, authorities: [development], subjects: {project: none}, order: true}
terms:
  halted: unresolved('development', 'halt', 'project')
project:
  kind: >-
    has_file('list') && size(entries('list')) > 0 ? entries('list')[0].kind : project.kind
  approved_total: opinion('development', 'approval').total
  stages:
    - {id: proposed, title: {en: proposed}, when: 'true'}
    - {id: approved, title: {en: approved}, when: \"has_passed('development', 'approval')\"}
    - {id: completed, title: {en: completed}, when: has(project.completed_on)}
    - {id: halted, title: {en: halted}, when: halted}
  asked:
    plan: >-
      !has(project.completed_on) && !halted
    build: has_opinion('development', 'approval')
    accept: has(project.completed_on)
parameters:
  limit:
    title: {en: limit}
    unit: months
    articles: [a]
    values: [{from: 2020-01-01, value: 6}, {from: 2026-01-01, value: 3}]
expenses:
  hosting: {finance: eligible, title: {en: hosting}}
  desks: {finance: [{from: 2020-01-01, value: ineligible}, {from: 2026-06-01, value: conditional}], title: {en: desks}, equipment: true, needs: [deployed_here]}
  building: {finance: eligible, title: {en: building}, purposes: [construction]}
";

const FIXTURE: &str = "
on: 2026-12-01
request: 2027/health/platform
documents: {}
";

const DOCUMENTS: &[(&str, &str)] = &[
    (
        "units/health",
        "{name: Health, category: department, budget_unit: true}",
    ),
    (
        "units/clinic",
        "{name: Clinic, category: organization, budget_unit: false, parent: health}",
    ),
    (
        "systems/health/platform",
        "{name: Platform, status: operating, operating_since: 2025-06-01}",
    ),
    ("systems/health/ledger", "{name: Ledger, status: retired}"),
    (
        "requests/2027/health/platform",
        "{applicant: health, need: running it, items: [{category: hosting, amount: 300}, {category: desks, amount: 40}]}",
    ),
];

/// The pack's own text.
pub(super) fn pack() -> &'static str {
    PACK
}

/// A world with one rule; what it requires is given.
pub(super) struct World {
    tree: Tree,
    rules: String,
    on: Date,
}

impl World {
    /// A world whose rule on a subject requires something.
    pub(super) fn with(subject: &str, require: &str) -> Self {
        let mut world = World {
            tree: Tree::default(),
            rules: String::new(),
            on: jiff::civil::date(2026, 12, 1),
        };
        world.file("registry/policy/pack.yaml", PACK);
        world.file("registry/policy/fixture.yaml", FIXTURE);
        for (path, text) in DOCUMENTS {
            world.document(path, text);
        }
        world.rule("test/rule", subject, require)
    }

    /// Another rule.
    pub(super) fn rule(mut self, id: &str, subject: &str, require: &str) -> Self {
        let purpose = match subject {
            "project" => "plan",
            _ => "maintenance",
        };
        self.rules += &format!(
            "
  - id: {id}
    articles: [a]
    subject: {subject}
    require: {require:?}
    force: {{{purpose}: deny}}
    title: {{en: a rule}}
    unmet: {{en: \"{{title('matter', 'review')}}\", zh: \"{{title('matter', 'review')}}\"}}
    remedy: {{unmet: {{en: mend it}}, unproven: {{en: prove it}}}}
    cases: [{{name: yes, outcome: met}}, {{name: no, outcome: unmet}}]"
        );
        self
    }

    /// What is put into the first rule, before its conditions.
    pub(super) fn but(mut self, find: &str, put: &str) -> Self {
        self.rules = self.rules.replacen(find, put, 1);
        self
    }

    /// A document below `registry/`.
    pub(super) fn has(mut self, path: &str, text: &str) -> Self {
        self.document(path, text);
        self
    }

    /// Judged on a day.
    pub(super) fn on(mut self, day: &str) -> Self {
        self.on = day.parse().unwrap();
        self
    }

    fn document(&mut self, path: &str, text: &str) {
        self.file(&format!("registry/{path}.yaml"), &format!("{text}\n"));
    }

    pub(super) fn file(&mut self, path: &str, text: &str) {
        self.tree.insert(path, Entry::file(text.as_bytes()));
    }

    fn read(mut self) -> (Option<Pack>, Vec<Diagnostic>, Registry) {
        let rules = format!("rules:{}\n", self.rules);
        self.file("registry/policy/rules/test.yaml", &rules);
        let schemas = Schemas::load(&self.tree).0.unwrap();
        let (pack, findings) = load(&self.tree, &schemas);
        let (mut registry, _) = registry::load(&self.tree, &schemas);
        if let Some(pack) = &pack {
            let _ = registry.attest(&schemas, pack.vocabulary().as_ref());
        }
        (pack, findings, registry)
    }

    /// The errors of the pack.
    pub(super) fn errors(self) -> Vec<&'static str> {
        let (_, findings, _) = self.read();
        let errors = findings.iter().filter(|found| found.is_error());
        errors.map(|found| found.code.id).collect()
    }

    /// What comes of the first rule's cases, which change nothing.
    pub(super) fn cases(self) -> Vec<Option<Outcome>> {
        let (pack, findings, _) = self.read();
        let pack = pack.unwrap_or_else(|| panic!("{findings:#?}"));
        let schemas = Schemas::load(&Tree::default()).0.unwrap();
        let (ran, _) = rule_tests::run(&pack, &schemas, Some("test/rule"));
        ran.into_iter().map(|case| case.found).collect()
    }

    /// What the first rule says of the request.
    pub(super) fn outcome(self) -> RuleOutcome {
        let on = self.on;
        let (pack, findings, registry) = self.read();
        let pack = pack.unwrap_or_else(|| panic!("{findings:#?}"));
        let request = RequestRef::of(&"2027/health/platform".into()).unwrap();
        let mut outcomes = evaluate(&registry, &pack, on, &[request]);
        outcomes.remove(0).remove(0)
    }

    /// The same, in short.
    pub(super) fn says(self) -> Outcome {
        self.outcome().outcome
    }

    /// What comes of a project.
    pub(super) fn project(self, id: &str) -> ProjectEvaluation {
        let on = self.on;
        let (pack, findings, registry) = self.read();
        let pack = pack.unwrap_or_else(|| panic!("{findings:#?}"));
        let project = ProjectRef::of(2027, &Arc::from(id)).unwrap();
        evaluate_projects(&registry, &pack, on, &[project]).remove(0)
    }
}
