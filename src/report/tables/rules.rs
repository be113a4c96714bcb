//! The rules that it was judged by.

use super::cell::{self, Cell};
use super::define::{Parent, Scope, Table, date, int, text};
use super::{Sink, Source};
use mulu_core::diagnostic::Error;
use mulu_core::policy::pack::{Expense, Finance, Parameter, Value};
use mulu_core::policy::{Force, Purpose, reads};

const COMMIT: Parent = Parent {
    columns: &[],
    table: "commits",
};

/// The rule that a row belongs to.
const OF_RULE: Parent = Parent {
    columns: &["rule"],
    table: "rules",
};

pub(super) static ARTICLES: Table = Table {
    name: "articles",
    scope: Scope::Commit,
    zh: "办法的条款",
    en: "the articles of the measures",
    columns: &[
        text("article", "条款的编号", "the article's number"),
        int(
            "position",
            "在办法中的次序，从 1 起",
            "its place in the measures, from 1",
        ),
        text("title_zh", "内容（中文）", "what it is about (Chinese)"),
        text("title_en", "内容（英文）", "what it is about (English)"),
        text(
            "not_implemented",
            "没有规则的原因",
            "why no rule implements it",
        )
        .or_null(),
    ],
    key: &["article"],
    parents: &[COMMIT],
};

pub(super) static RULES: Table = Table {
    name: "rules",
    scope: Scope::Commit,
    zh: "规则",
    en: "the rules",
    columns: &[
        text("rule", "规则的标识", "the rule's id"),
        int(
            "position",
            "在规则包中的次序，从 1 起",
            "its place in the pack, from 1",
        ),
        text(
            "subject",
            "规则针对：unit、system、request、project",
            "what it speaks of: unit, system, request, project",
        ),
        text(
            "force",
            "对运行维护经费的效力：deny、hold、warn；空为无",
            "what it does to O&M money: deny, hold, warn; empty: nothing",
        )
        .or_null(),
        text(
            "plan_force",
            "对建设项目进入年度计划的效力；类别有限定的见 rule_kinds",
            "what it does to a project's entering the year's plan; rule_kinds narrows it",
        )
        .or_null(),
        text(
            "build_force",
            "对建设项目实施的效力",
            "what it does to carrying a project out",
        )
        .or_null(),
        text(
            "accept_force",
            "对建设项目验收的效力",
            "what it does to accepting a project",
        )
        .or_null(),
        text("title_zh", "要求（中文）", "what it demands (Chinese)"),
        text("title_en", "要求（英文）", "what it demands (English)"),
        text("remedy_zh", "应当如何处理（中文）", "what to do (Chinese)"),
        text("remedy_en", "应当如何处理（英文）", "what to do (English)"),
    ],
    key: &["rule"],
    parents: &[COMMIT],
};

pub(super) static RULE_ARTICLES: Table = Table {
    name: "rule_articles",
    scope: Scope::Commit,
    zh: "规则所依据的条款",
    en: "the articles that the rules rest on",
    columns: &[
        text("rule", "规则", "the rule"),
        text("article", "条款", "the article").of("articles"),
    ],
    key: &["rule", "article"],
    parents: &[OF_RULE],
};

pub(super) static RULE_FIELDS: Table = Table {
    name: "rule_fields",
    scope: Scope::Commit,
    zh: "规则读取的字段",
    en: "the fields that the rules read",
    columns: &[
        text("rule", "规则", "the rule"),
        text(
            "field",
            "字段：unit、system、request、applicant 或者 project，加字段路径",
            "the field: unit, system, request, applicant or project, and its path",
        ),
    ],
    key: &["rule", "field"],
    parents: &[OF_RULE],
};

pub(super) static RULE_KINDS: Table = Table {
    name: "rule_kinds",
    scope: Scope::Commit,
    zh: "规则只对某些类别的项目有效力的，是哪些类别",
    en: "the kinds of projects that a rule's force is for, where it isn't for all",
    columns: &[
        text("rule", "规则", "the rule"),
        text(
            "purpose",
            "判定什么：plan、build、accept",
            "what for: plan, build, accept",
        ),
        text("kind", "项目的类别", "the kind of project"),
    ],
    key: &["rule", "purpose", "kind"],
    parents: &[OF_RULE],
};

pub(super) static STAGES: Table = Table {
    name: "stages",
    scope: Scope::Commit,
    zh: "建设项目的阶段，取最后一个成立的",
    en: "the stages of construction projects; the last that holds is a project's",
    columns: &[
        text("stage", "阶段的标识", "the stage's id"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text("title_zh", "名称（中文）", "name (Chinese)"),
        text("title_en", "名称（英文）", "name (English)"),
    ],
    key: &["stage"],
    parents: &[COMMIT],
};

pub(super) static EXPENSES: Table = Table {
    name: "expenses",
    scope: Scope::Commit,
    zh: "费用边界（附件）",
    en: "the expense table (annex)",
    columns: &[
        text("category", "费用类别的标识", "the category's id"),
        text(
            "finance",
            "处理：eligible、conditional（经评估）、ineligible",
            "eligible, conditional (on evaluation), ineligible",
        ),
        text("title_zh", "名称（中文）", "name (Chinese)"),
        text("title_en", "名称（英文）", "name (English)"),
    ],
    key: &["category"],
    parents: &[COMMIT],
};

pub(super) static PARAMETERS: Table = Table {
    name: "parameters",
    scope: Scope::Commit,
    zh: "规则中的参数，每个值从某日起施行",
    en: "the numbers in the rules, each in force from a day",
    columns: &[
        text("parameter", "参数的名称", "the parameter's name"),
        date("in_force_from", "施行日期", "in force from"),
        int(
            "level",
            "适用的级别；不分级别的为 0",
            "the level that it is for; 0 where it is for all",
        ),
        int(
            "value",
            "值；区间的下限；一年中的某日为空",
            "the value; the least of a range; empty for a day of the year",
        )
        .or_null(),
        int("value_to", "区间的上限", "the most of a range").or_null(),
        text(
            "month_day",
            "一年中的某日，MM-DD",
            "a day of the year, MM-DD",
        )
        .or_null(),
        text("measure", "单位", "unit"),
        text("title_zh", "含义（中文）", "what it is (Chinese)"),
        text("title_en", "含义（英文）", "what it is (English)"),
    ],
    key: &["parameter", "in_force_from", "level"],
    parents: &[COMMIT],
};

pub(super) fn rows(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    let pack = source.pack;
    if sink.wants(&ARTICLES) {
        for (at, article) in pack.articles.iter().enumerate() {
            let reason = article
                .not_implemented
                .as_ref()
                .map(|(reason, _)| &**reason);
            let title = &article.title;
            let cells = [
                Cell::Text(&article.id),
                cell::position(at),
                title.get("zh").into(),
                title.get("en").into(),
                reason.into(),
            ];
            sink.row(&ARTICLES, &cells)?;
        }
    }
    self::rules(source, sink)?;
    if sink.wants(&STAGES) {
        for (at, stage) in pack.project.stages.iter().enumerate() {
            let cells = [
                Cell::Text(&stage.id),
                cell::position(at),
                stage.title.get("zh").into(),
                stage.title.get("en").into(),
            ];
            sink.row(&STAGES, &cells)?;
        }
    }
    if sink.wants(&EXPENSES) {
        for (category, expense) in &pack.expenses {
            let cells = [
                Cell::Text(category),
                now(expense).map(Finance::id).into(),
                expense.title.get("zh").into(),
                expense.title.get("en").into(),
            ];
            sink.row(&EXPENSES, &cells)?;
        }
    }
    if sink.wants(&PARAMETERS) {
        for parameter in pack.parameters.values() {
            self::parameter(parameter, sink)?;
        }
    }
    Ok(())
}

fn rules(source: &Source<'_>, sink: &mut dyn Sink) -> Result<(), Error> {
    for (at, rule) in source.pack.rules.iter().enumerate() {
        if sink.wants(&RULES) {
            let force = |purpose| rule.forces.get(purpose).map(Force::id).into();
            let cells = [
                Cell::Text(&rule.id),
                cell::position(at),
                rule.subject.id().into(),
                rule.maintenance().map(Force::id).into(),
                force(Purpose::Plan),
                force(Purpose::Build),
                force(Purpose::Accept),
                rule.title.get("zh").into(),
                rule.title.get("en").into(),
                rule.remedy.get("zh").into(),
                rule.remedy.get("en").into(),
            ];
            sink.row(&RULES, &cells)?;
        }
        if sink.wants(&RULE_ARTICLES) {
            let mut articles: Vec<&str> = rule.articles.iter().map(|article| &**article).collect();
            articles.sort_unstable();
            articles.dedup();
            for article in articles {
                sink.row(&RULE_ARTICLES, &[Cell::Text(&rule.id), article.into()])?;
            }
        }
        if sink.wants(&RULE_FIELDS) {
            for field in reads(source.pack, rule).fields {
                sink.row(&RULE_FIELDS, &[Cell::Text(&rule.id), (&*field).into()])?;
            }
        }
        if sink.wants(&RULE_KINDS) {
            for (purpose, kinds) in rule.kinds.iter() {
                for kind in kinds.iter().flatten() {
                    let cells = [Cell::Text(&rule.id), purpose.id().into(), Cell::Text(kind)];
                    sink.row(&RULE_KINDS, &cells)?;
                }
            }
        }
    }
    Ok(())
}

/// How a category is treated since the last change.
fn now(expense: &Expense) -> Option<Finance> {
    expense.finance.last().map(|(_, finance)| *finance)
}

fn parameter(parameter: &Parameter, sink: &mut dyn Sink) -> Result<(), Error> {
    let mut row = |from, level: i64, [value, to, month_day]: [Cell<'_>; 3]| {
        let cells = [
            Cell::Text(&parameter.name),
            Cell::Date(from),
            level.into(),
            value,
            to,
            month_day,
            Cell::Text(&parameter.unit),
            parameter.title.get("zh").into(),
            parameter.title.get("en").into(),
        ];
        sink.row(&PARAMETERS, &cells)
    };
    let number = |number: i64| [Cell::Int(number), Cell::Null, Cell::Null];
    for dated in &parameter.values {
        let from = dated.from;
        match &dated.value {
            Value::Number(one) => row(from, 0, number(*one))?,
            Value::Range(least, most) => {
                row(from, 0, [(*least).into(), (*most).into(), Cell::Null])?;
            }
            Value::Table(levels) => {
                for (level, one) in levels {
                    row(from, *level, number(*one))?;
                }
            }
            Value::MonthDay(day) => row(from, 0, [Cell::Null, Cell::Null, Cell::Text(day)])?,
        }
    }
    Ok(())
}
