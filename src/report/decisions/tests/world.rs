//! A registry, a pack and two decisions, made by hand.

mod pack;

use super::super::*;
use crate::Localizer;
use crate::{Language, Style};
use mulu_core::decision::{Decision, Decisions, Provenance, Snapshot};
use mulu_core::diagnostic::{Label, Span};
use mulu_core::policy::pack::Article;
use mulu_core::policy::{
    Force, Forces, Localized, Missing, MissingWhat, Outcome, OutcomeText, Pack, Purpose, Rule,
    RuleOutcome, Subject,
};
use mulu_core::registry::Matter;
use mulu_core::registry::model::{Authority, System, Unit};
use mulu_core::registry::{Currency, DocId, Large, Registry, Slot, Supplier, SystemId};
use std::collections::BTreeMap;
use std::sync::Arc;

const PLATFORM: &str = "health-commission/health-platform";
const CAMPUS: &str = "education/smart-campus";
const FILES: [(&str, &str); 3] = [
    (
        "registry/opinions/cybersecurity/health-commission/health-platform.yaml",
        "opinions:\n  - matter: mlps-evaluation\n    result: pass\n    issued_on: 2025-10-28\n",
    ),
    (
        "registry/requests/2027/health-commission/health-platform.yaml",
        "applicant: health-commission\nneed: \"全民健康\\e[31m\"\nitems:\n  - {category: cloud-rental, amount: 860000}\n",
    ),
    (
        "registry/systems/education/smart-campus.yaml",
        "name: 智慧校园平台\nstatus: operating\n",
    ),
];

use pack::{pack, text};

fn outcome(rule: u16, outcome: Outcome, subject: &str) -> RuleOutcome {
    RuleOutcome {
        rule,
        outcome,
        forces: pack().rules[usize::from(rule)].forces,
        subject: subject.into(),
        text: OutcomeText::Title,
        missing: Vec::new(),
        evidence: Vec::new(),
        items: Vec::new(),
    }
}

fn opinion(matter: &str, scope: Option<&str>) -> Missing {
    Missing {
        path: "registry/opinions/cryptography/health-commission/health-platform.yaml".into(),
        supplier: Supplier::Authority("cryptography".into()),
        what: MissingWhat::Opinion {
            matter: matter.into(),
            scope: scope.map(Arc::from),
        },
    }
}

fn field(pointer: &str) -> Missing {
    Missing {
        path: "registry/systems/health-commission/health-platform.yaml".into(),
        supplier: Supplier::Unit("health-commission".into()),
        what: MissingWhat::Field(pointer.to_owned()),
    }
}

fn lapsed() -> RuleOutcome {
    RuleOutcome {
        text: OutcomeText::Unmet(Box::new(text(
            "等级保护测评已过期：最近一次的日期是 2025-10-28",
            "The MLPS evaluation has lapsed: the last one is of 2025-10-28",
        ))),
        evidence: vec![(DocId(0), node(0, "/opinions/0/issued_on"))],
        ..outcome(2, Outcome::Unmet, PLATFORM)
    }
}

fn unassessed() -> RuleOutcome {
    RuleOutcome {
        text: OutcomeText::Missing,
        missing: vec![
            opinion("crypto-assessment", None),
            field("/security/mlps_level"),
        ],
        ..outcome(3, Outcome::Unproven, PLATFORM)
    }
}

/// An "each" rule with one item that falls short.
fn unpublished() -> RuleOutcome {
    let item = RuleOutcome {
        text: OutcomeText::Missing,
        missing: vec![opinion("withholding-approval", Some("电子病历"))],
        evidence: vec![
            (DocId(1), node(1, "/items/0")),
            (DocId(1), node(1, "/need")),
        ],
        ..outcome(1, Outcome::Unproven, &format!("{PLATFORM}#电子病历"))
    };
    let good = outcome(1, Outcome::Met, &format!("{PLATFORM}#健康档案"));
    RuleOutcome {
        subject: PLATFORM.into(),
        items: vec![good, item.clone()],
        ..item
    }
}

fn documents() -> Vec<mulu_core::document::Document> {
    FILES
        .iter()
        .map(|(path, text)| {
            let bytes: Arc<[u8]> = text.as_bytes().into();
            mulu_core::document::read(&(*path).into(), &bytes)
                .0
                .unwrap()
        })
        .collect()
}

fn node(document: usize, pointer: &str) -> u32 {
    documents()[document].at(pointer).unwrap().id()
}

fn unit(name: &str) -> Slot<Unit> {
    Slot::Valid(Unit {
        doc: DocId(0),
        name: format!("武隆{name}").into(),
        short_name: name.into(),
        category: "department".into(),
        budget_unit: true,
        parent: None,
        aliases: Vec::new(),
        maintainers: Vec::new(),
        signing_keys: Vec::new(),
        integrated_plan: None,
    })
}

fn system(id: &str, name: &str) -> (SystemId, Slot<System>) {
    let system = System {
        doc: DocId(2),
        unit: SystemId::from(id).unit().into(),
        name: name.into(),
        status: "operating".into(),
        retired: false,
        led_by: None,
        merged_into: None,
        resources: Vec::new(),
        collects: Vec::new(),
    };
    (id.into(), Slot::Valid(system))
}

fn registry() -> Registry {
    let mut registry = Registry {
        documents: documents().into_iter().map(Arc::new).collect(),
        ..Registry::default()
    };
    registry
        .units
        .insert("health-commission".into(), unit("区卫生健康委"));
    registry
        .units
        .insert("secrecy".into(), unit("区委机要保密局"));
    registry.systems.extend([
        system(PLATFORM, "全民健康信息平台"),
        system(CAMPUS, "=智慧校园\u{1b}[2J平台"),
    ]);
    let secrecy = Authority {
        units: vec!["secrecy".into()],
        ..Authority::default()
    };
    registry
        .settings
        .authorities
        .insert("cryptography".into(), secrecy);
    registry.settings.currency = Currency {
        code: "CNY".into(),
        unit: text("元", "yuan"),
        large: Some(Large {
            digits: 4,
            name: Localized::new([("zh", "万元")]),
        }),
    };
    registry
}

pub(super) fn decision(system: &str, amount: Option<i64>, outcomes: Vec<RuleOutcome>) -> Decision {
    let unit: Arc<str> = system.split('/').next().unwrap().into();
    let verdict = outcomes.iter().map(|outcome| {
        let force = pack().rules[usize::from(outcome.rule)].maintenance();
        (force, outcome.outcome)
    });
    Decision {
        verdict: mulu_core::decision::verdict(verdict),
        request: format!("2027/{system}").into(),
        system: system.into(),
        applicant: amount.map(|_| Arc::clone(&unit)),
        unit,
        amount,
        outcomes,
    }
}

pub(super) struct World {
    tree: mulu_core::tree::Tree,
    registry: Registry,
    pack: Pack,
    pub(super) decisions: Decisions,
    provenance: Provenance,
}

impl World {
    pub(super) fn new() -> Self {
        let on = jiff::civil::date(2026, 12, 1);
        let platform = vec![
            outcome(0, Outcome::Met, "2027/health-commission/health-platform"),
            unpublished(),
            lapsed(),
            unassessed(),
            RuleOutcome {
                text: OutcomeText::Missing,
                missing: vec![field("/security/trusted_products")],
                ..outcome(4, Outcome::Unproven, PLATFORM)
            },
        ];
        let campus = vec![
            RuleOutcome {
                evidence: vec![(DocId(2), node(2, "/status")), (DocId(2), node(2, ""))],
                ..outcome(0, Outcome::Met, CAMPUS)
            },
            outcome(1, Outcome::NotApplicable, CAMPUS),
            outcome(2, Outcome::Waived, CAMPUS),
        ];
        World {
            tree: mulu_core::tree::Tree::default(),
            registry: registry(),
            pack: pack(),
            decisions: Decisions {
                year: 2027,
                on,
                decisions: vec![
                    decision(CAMPUS, Some(12_345_000), campus),
                    decision(PLATFORM, Some(860_000), platform),
                ],
            },
            provenance: Provenance {
                registry: "武隆区政务信息系统总目录".into(),
                commit: Some("a1b2c3d4e5f60718293a4b5c6d7e8f9001122334".into()),
                policy: None,
                on,
                audience: mulu_core::registry::Audience::Offices,
            },
        }
    }

    pub(super) fn view(&self) -> Snapshot<'_> {
        Snapshot {
            tree: &self.tree,
            schemas: None,
            registry: &self.registry,
            pack: &self.pack,
            diagnostics: &[],
            provenance: &self.provenance,
        }
    }

    pub(super) fn table(&self, language: Language, width: usize) -> String {
        let style = Style {
            colour: false,
            width,
        };
        let mut out = Vec::new();
        table(
            &mut out,
            &self.view(),
            &self.decisions,
            &Localizer::new(language),
            style,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    /// With everything told one by one.
    pub(super) fn explain(&self, language: Language, width: usize) -> String {
        let telling = Telling {
            all: true,
            assumed: false,
        };
        let style = Style {
            colour: false,
            width,
        };
        let mut out = Vec::new();
        explain(
            &mut out,
            &self.view(),
            &self.decisions,
            &Localizer::new(language),
            (style, telling),
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    pub(super) fn json(&self, language: Language) -> String {
        let mut out = Vec::new();
        json(
            &mut out,
            &self.view(),
            &self.decisions,
            &Localizer::new(language),
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }
}
