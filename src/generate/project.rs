//! Construction projects: one for four systems, each in one of the stages between a
//! need and its acceptance, with what the authorities attest of it.

use super::Order;
use super::facts::{Facts, Purpose, pick};
use super::funding;
use super::opinions::{judged, with};
use super::phrases::{NEEDS, fill};
use super::place::Places;
use fastrand::Rng;
use jiff::ToSpan;
use serde_json::{Map, Value, json};

/// How many systems there are for each project.
const SYSTEMS_A_PROJECT: u32 = 4;

/// How far a project has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Proposed,
    Listed,
    Designed,
    Approved,
    Building,
    OnTrial,
    Completed,
    Accepted,
}

const STAGES: [Stage; 8] = [
    Stage::Proposed,
    Stage::Listed,
    Stage::Designed,
    Stage::Approved,
    Stage::Building,
    Stage::OnTrial,
    Stage::Completed,
    Stage::Accepted,
];

/// A project for a system.
pub(super) struct Project<'f> {
    facts: &'f Facts,
    year: i16,
    stage: Stage,
    /// Its number among the projects.
    number: u32,
    /// What it costs, in yuan.
    total: i64,
}

impl<'f> Project<'f> {
    /// The project for a system, where there is one.
    pub(super) fn of(order: &Order, facts: &'f Facts) -> Option<Self> {
        let number = facts.number / SYSTEMS_A_PROJECT;
        facts.number.is_multiple_of(SYSTEMS_A_PROJECT).then(|| {
            let rng = &mut facts.rng(Purpose::Project);
            Project {
                facts,
                year: order.year,
                stage: STAGES[number as usize % STAGES.len()],
                number,
                total: i64::from(rng.u32(60..900)) * 10_000,
            }
        })
    }

    /// `unit/project`.
    pub(super) fn reference(&self, places: Places) -> String {
        let unit = places.slug(self.facts.unit);
        format!("{unit}/phase-{:04}", self.number)
    }

    /// What already is there is expanded.
    fn kind(&self) -> &'static str {
        if self.stage >= Stage::Completed || self.number.is_multiple_of(3) {
            "expansion"
        } else {
            "new"
        }
    }

    /// `projects/<unit>/<project>.yaml`.
    pub(super) fn document(&self, places: Places) -> Value {
        let rng = &mut self.facts.rng(Purpose::Project);
        let mut document = self.need(places, rng);
        if self.stage >= Stage::Designed {
            document.extend(self.design());
        }
        if self.stage >= Stage::Building {
            document.extend(self.building());
        }
        document.into()
    }

    /// What is said of it from the beginning.
    fn need(&self, places: Places, rng: &mut Rng) -> Map<String, Value> {
        let facts = self.facts;
        let applicant = funding::applicant(places, facts.unit);
        let share = self.total / 10;
        let half = self.total / 2;
        let need = fill(pick(rng, &NEEDS), facts.subject());
        let document = json!({
            "name": format!("{}升级项目", facts.name()),
            "summary": need,
            "kind": self.kind(),
            "systems": [facts.reference(places)],
            "applicant": places.slug(applicant),
            "need": {
                "basis": "示例建设依据", "integration": "并入部门统一门户", "sharing": "经共享平台提供",
                "common": "使用统一身份认证", "governance": "已制定数据标准",
            },
            "sharing": "able",
            "trusted_products": "服务器和数据库均为安全可靠产品",
            "civil_works": false,
            "high_energy": false,
            "cloud": [{"resource": "云主机", "quantity": rng.i64(2..20), "unit": "台"}],
            "investment": {
                "total": self.total,
                "lines": [
                    {"category": "development", "amount": self.total - share},
                    {"category": "works-supervision", "amount": share},
                ],
                "years": [
                    {"year": self.year - 1, "amount": half},
                    {"year": self.year, "amount": self.total - half},
                ],
            },
        });
        object(document)
    }

    fn design(&self) -> Map<String, Value> {
        let prepared_on = self.facts.days_ago(430).to_string();
        object(json!({
            "design": {
                "form": "in-lieu", "document": "示例设计文件", "prepared_on": prepared_on,
                "chapters": {
                    "governance": "第二章", "sharing": "第三章", "security": "第四章",
                    "cryptography": "第五章", "consolidation": "第六章",
                },
            },
            "targets": [{"name": "共享率", "measure": "可查询的比例", "value": "95%"}],
            "implementer": {"office": "信息科", "post": "科长"},
            "planned_completion": self.facts.on.saturating_add(200.days()).to_string(),
        }))
    }

    fn building(&self) -> Map<String, Value> {
        let day = |days| self.facts.days_ago(days).to_string();
        let mut document = object(json!({
            "contracts": [
                {"role": "works-supervision", "procurement": "竞争性磋商", "amount": self.total / 20,
                 "signed_on": day(370), "document": "示例监理合同"},
                {"role": "build", "procurement": "公开招标", "amount": self.total - self.total / 10,
                 "signed_on": day(365), "document": "示例建设合同"},
            ],
            "started_on": day(360),
        }));
        if self.stage >= Stage::OnTrial {
            document.insert("trial_from".to_owned(), day(150).into());
        }
        if self.stage >= Stage::Completed {
            document.insert("completed_on".to_owned(), day(90).into());
            let materials = json!({
                "summary": "总结", "finance": "财务报告", "audit": "审计报告",
                "risk": "风险评估报告", "cryptography": "密评报告", "dictionary": "数据字典",
            });
            document.insert("materials".to_owned(), materials);
        }
        document
    }

    /// What each authority attests of it.
    pub(super) fn opinions(&self) -> Vec<(&'static str, Value)> {
        let passed = |matter: &str, days| judged(matter, true, self.facts.days_ago(days));
        let (mut catalog, mut crypto, mut development) = (Vec::new(), Vec::new(), Vec::new());
        let mut finance = Vec::new();
        if self.stage >= Stage::Listed {
            catalog.push(passed("necessity-review", 470));
            catalog.push(passed("sharing-review", 460));
        }
        if self.stage >= Stage::Approved {
            crypto.push(passed("crypto-plan", 425));
            catalog.push(passed("design-review", 420));
            development.extend(self.approvals());
        }
        if self.stage >= Stage::Accepted {
            catalog.push(passed("archives-acceptance", 60));
            let acceptance = with(passed("acceptance", 40), "organizer", "unit");
            catalog.push(with(acceptance, "archives", "pass"));
        }
        if self.number % 37 == 4 {
            let issued_on = self.facts.days_ago(20).to_string();
            finance.push(object(json!({
                "matter": "measure", "measure": "terminate", "issued_on": issued_on,
            })));
        }
        let all = [
            ("catalog", catalog),
            ("cryptography", crypto),
            ("development", development),
            ("finance", finance),
        ];
        let all = all.into_iter().filter(|(_, opinions)| !opinions.is_empty());
        all.map(|(authority, opinions)| (authority, json!({"opinions": opinions})))
            .collect()
    }

    fn approvals(&self) -> [Map<String, Value>; 2] {
        let chapters = json!([
            "governance",
            "sharing",
            "security",
            "cryptography",
            "consolidation"
        ]);
        let evaluation = judged("project-evaluation", true, self.facts.days_ago(410));
        let evaluation = with(evaluation, "third_party", true);
        let approval = judged("design-approval", true, self.facts.days_ago(400));
        let approval = with(approval, "total", self.total);
        [evaluation, approval].map(|it| with(it, "chapters", chapters.clone()))
    }

    /// Its kind and amount in the list of a year; `None`: it is not there.
    pub(super) fn listed(&self, year: i16) -> Option<(&'static str, i64)> {
        let half = self.total / 2;
        match self.stage {
            Stage::Proposed | Stage::Completed | Stage::Accepted => None,
            Stage::Listed | Stage::Designed | Stage::Approved => {
                (year == self.year).then_some((self.kind(), self.total - half))
            }
            Stage::Building | Stage::OnTrial if year == self.year => {
                Some(("continuing", self.total - half))
            }
            Stage::Building | Stage::OnTrial => Some((self.kind(), half)),
        }
    }

    /// The same in the plan.
    pub(super) fn planned(&self, year: i16) -> Option<(&'static str, i64)> {
        self.listed(year).filter(|_| self.stage >= Stage::Approved)
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
