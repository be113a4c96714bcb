//! What construction projects come to in a year, and what that rests on.
//!
//! The tables stand beside those of requests, since a project is judged for several
//! purposes: a verdict is a row a purpose, and so is the force of an outcome.

use super::cell::{self, Cell};
use super::decisions::{item_name, message, missing_cells};
use super::define::{Column, Parent, Scope, Table, int, money, text};
use super::{Sink, Source};
use mulu_core::decision::ProjectDecision;
use mulu_core::diagnostic::Error;
use mulu_core::policy::{Force, Outcome, RuleOutcome};

const YEAR: Column = int("year", "预算年度", "budget year");
const PROJECT: Column = text("project", "建设项目", "the construction project").of("projects");
const PURPOSE: Column = text(
    "purpose",
    "判定什么：plan（进入年度计划）、build（实施）、accept（验收）",
    "what for: plan (may enter the year's plan), build (may be carried out), accept (may be accepted)",
);
const RULE: Column = text("rule", "规则", "the rule").of("rules");
const OUTCOME: Column = text(
    "outcome",
    "结论：met、unmet、unproven、waived、not-applicable",
    "outcome: met, unmet, unproven, waived, not-applicable",
);
const MESSAGE: Column = text(
    "message",
    "不符合或者待补证的说明；其余为空",
    "the sentence where it falls short; else empty",
)
.or_null();
const POSITION: Column = int("position", "次序，从 1 起", "its place, from 1");

const OF_DECISION: Parent = Parent {
    columns: &["year", "project"],
    table: "project_decisions",
};

const OF_OUTCOME: Parent = Parent {
    columns: &["year", "project", "rule"],
    table: "project_outcomes",
};

pub(super) static PROJECT_DECISIONS: Table = Table {
    name: "project_decisions",
    scope: Scope::Day,
    zh: "建设项目在某年度的类别、阶段和金额；有清单或者计划的各年度和判定日期的年度都有",
    en: "each construction project in a year: kind, stage and money; of every year with a list or plan, and the day's",
    columns: &[
        YEAR,
        PROJECT,
        text("unit", "所属单位", "its unit").of("units"),
        text("applicant", "申报单位", "who applies")
            .or_null()
            .of("units"),
        text(
            "kind",
            "该年度按什么类别判定",
            "as which kind it is judged in the year",
        )
        .or_null(),
        text("stage", "阶段", "its stage").or_null().of("stages"),
        money(
            "listed_amount",
            "该年度项目清单的金额",
            "what the year's list has for it",
        )
        .or_null(),
        money(
            "approved_amount",
            "批复的总投资",
            "what its investment was approved at",
        )
        .or_null(),
    ],
    key: &["year", "project"],
    parents: &[
        Parent {
            columns: &[],
            table: "publications",
        },
        super::projects::OF_PROJECT,
    ],
};

pub(super) static PROJECT_VERDICTS: Table = Table {
    name: "project_verdicts",
    scope: Scope::Day,
    zh: "对建设项目的判定，目前要判定的每一项一行",
    en: "the verdicts on the projects, a row a purpose that is asked",
    columns: &[
        YEAR,
        PROJECT,
        PURPOSE,
        text(
            "verdict",
            "判定：eligible、pending、ineligible",
            "verdict: eligible, pending, ineligible",
        ),
    ],
    key: &["year", "project", "purpose"],
    parents: &[OF_DECISION],
};

pub(super) static PROJECT_OUTCOMES: Table = Table {
    name: "project_outcomes",
    scope: Scope::Day,
    zh: "各条规则对每个建设项目的结论",
    en: "what each rule says of each project",
    columns: &[
        YEAR,
        PROJECT,
        RULE,
        OUTCOME,
        text(
            "subject",
            "针对的单位或者项目",
            "the unit or project that it is about",
        ),
        MESSAGE,
    ],
    key: &["year", "project", "rule"],
    parents: &[OF_DECISION],
};

pub(super) static PROJECT_OUTCOME_FORCES: Table = Table {
    name: "project_outcome_forces",
    scope: Scope::Day,
    zh: "结论的效力，目前要判定的每一项一行",
    en: "what the outcomes do, a row a purpose that is asked",
    columns: &[
        YEAR,
        PROJECT,
        RULE,
        PURPOSE,
        text("force", "效力：deny、hold、warn", "force: deny, hold, warn"),
    ],
    key: &["year", "project", "rule", "purpose"],
    parents: &[OF_OUTCOME],
};

pub(super) static PROJECT_OUTCOME_ITEMS: Table = Table {
    name: "project_outcome_items",
    scope: Scope::Day,
    zh: "逐项规则对每一项的结论",
    en: "what the rules about each item say of each",
    columns: &[
        YEAR,
        PROJECT,
        RULE,
        POSITION,
        text(
            "item",
            "所判定的一项：系统、费用类别、调整、年度等",
            "the item: a system, an expense category, a change, a year",
        ),
        OUTCOME,
        MESSAGE,
    ],
    key: &["year", "project", "rule", "position"],
    parents: &[OF_OUTCOME],
};

pub(super) static PROJECT_MISSING_EVIDENCE: Table = Table {
    name: "project_missing_evidence",
    scope: Scope::Day,
    zh: "待补证的结论所缺的证据，由谁提供",
    en: "what unproven outcomes lack, and who must supply it",
    columns: &[
        YEAR,
        PROJECT,
        RULE,
        POSITION,
        super::decisions::MISSING[0],
        super::decisions::MISSING[1],
        super::decisions::MISSING[2],
        super::decisions::MISSING[3],
        super::decisions::MISSING[4],
        super::decisions::MISSING[5],
        super::decisions::MISSING[6],
        super::decisions::MISSING[7],
    ],
    key: &["year", "project", "rule", "position"],
    parents: &[OF_OUTCOME],
};

pub(super) fn rows(
    source: &Source<'_>,
    decisions: &[ProjectDecision],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for decision in decisions {
        let key = [
            Cell::Int(i64::from(decision.year)),
            Cell::Text(&decision.project),
        ];
        self::decision(source, key, decision, sink)?;
        for outcome in &decision.outcomes {
            let Some(rule) = source.pack.rules.get(usize::from(outcome.rule)) else {
                continue;
            };
            let key = [key[0], key[1], Cell::Text(&rule.id)];
            self::outcome(source, key, outcome, sink)?;
        }
    }
    Ok(())
}

fn decision(
    source: &Source<'_>,
    key: [Cell<'_>; 2],
    decision: &ProjectDecision,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    if sink.wants(&PROJECT_DECISIONS) {
        let stages = &source.pack.project.stages;
        let stage = decision.stage.and_then(|at| stages.get(at));
        let cells = [
            key[0],
            key[1],
            Cell::Text(&decision.unit),
            decision.applicant.as_deref().into(),
            decision.kind.as_deref().into(),
            stage.map(|stage| &*stage.id).into(),
            decision.amount.into(),
            decision.approved_total.into(),
        ];
        sink.row(&PROJECT_DECISIONS, &cells)?;
    }
    if sink.wants(&PROJECT_VERDICTS) {
        for (purpose, verdict) in decision.by_purpose() {
            if let Some(verdict) = verdict {
                let cells = [key[0], key[1], purpose.id().into(), verdict.id().into()];
                sink.row(&PROJECT_VERDICTS, &cells)?;
            }
        }
    }
    Ok(())
}

fn outcome(
    source: &Source<'_>,
    key: [Cell<'_>; 3],
    outcome: &RuleOutcome,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let [year, project, rule] = key;
    if sink.wants(&PROJECT_OUTCOMES) {
        let message = message(source, outcome);
        let cells = [
            year,
            project,
            rule,
            outcome.outcome.id().into(),
            Cell::Text(&outcome.subject),
            message.as_deref().into(),
        ];
        sink.row(&PROJECT_OUTCOMES, &cells)?;
    }
    if sink.wants(&PROJECT_OUTCOME_FORCES) {
        for (purpose, force) in outcome.forces.iter() {
            if let Some(force) = force.map(Force::id) {
                let cells = [year, project, rule, purpose.id().into(), force.into()];
                sink.row(&PROJECT_OUTCOME_FORCES, &cells)?;
            }
        }
    }
    if sink.wants(&PROJECT_OUTCOME_ITEMS) {
        for (at, item) in outcome.items.iter().enumerate() {
            let message = message(source, item);
            let cells = [
                year,
                project,
                rule,
                cell::position(at),
                item_name(item).into(),
                item.outcome.id().into(),
                message.as_deref().into(),
            ];
            sink.row(&PROJECT_OUTCOME_ITEMS, &cells)?;
        }
    }
    if sink.wants(&PROJECT_MISSING_EVIDENCE) && outcome.outcome == Outcome::Unproven {
        for (at, missing) in outcome.missing.iter().enumerate() {
            let mut cells = vec![year, project, rule, cell::position(at)];
            cells.extend(missing_cells(missing));
            sink.row(&PROJECT_MISSING_EVIDENCE, &cells)?;
        }
    }
    Ok(())
}
