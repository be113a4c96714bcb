//! Decisions and what they rest on.

use super::cell::{self, Cell};
use super::define::{Column, Parent, Scope, Table, int, money, text};
use super::{Sink, Source};
use mulu_core::decision::Decision;
use mulu_core::diagnostic::Error;
use mulu_core::policy::{Force, Missing, Outcome, OutcomeText, Rule, RuleOutcome, Supplier};

pub(super) static DECISIONS: Table = Table {
    name: "decisions",
    scope: Scope::Day,
    zh: "对每件申请的判定，有申请的各年度都有",
    en: "the decision on each request, of every year that has requests",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        text("unit", "系统所属的单位", "the system's unit").of("units"),
        text(
            "applicant",
            "申请单位；申请文件无效时为空",
            "who asks; empty where the request is broken",
        )
        .or_null()
        .of("units"),
        money(
            "amount",
            "申请金额；申请文件无效时为空",
            "the amount asked for; empty where the request is broken",
        )
        .or_null(),
        text(
            "verdict",
            "判定：eligible、pending、ineligible",
            "verdict: eligible, pending, ineligible",
        ),
    ],
    key: &["year", "system"],
    parents: &[
        Parent {
            columns: &[],
            table: "publications",
        },
        Parent {
            columns: &["year", "system"],
            table: "requests",
        },
    ],
};

/// The decision that a row belongs to.
const OF_DECISION: Parent = Parent {
    columns: &["year", "system"],
    table: "decisions",
};

/// The outcome that a row belongs to.
const OF_OUTCOME: Parent = Parent {
    columns: &["year", "system", "rule"],
    table: "outcomes",
};

pub(super) static OUTCOMES: Table = Table {
    name: "outcomes",
    scope: Scope::Day,
    zh: "各条规则对每件申请的结论",
    en: "what each rule says of each request",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        text("rule", "规则", "the rule").of("rules"),
        text(
            "force",
            "规则的效力：deny、hold、warn",
            "the rule's force: deny, hold, warn",
        )
        .or_null(),
        text(
            "outcome",
            "结论：met、unmet、unproven、waived、not-applicable",
            "outcome: met, unmet, unproven, waived, not-applicable",
        ),
        text(
            "subject",
            "针对的单位、系统或者申请",
            "the unit, system or request that it is about",
        ),
        text(
            "message",
            "不符合或者待补证的说明；其余为空",
            "the sentence where it falls short; else empty",
        )
        .or_null(),
    ],
    key: &["year", "system", "rule"],
    parents: &[OF_DECISION],
};

pub(super) static OUTCOME_ITEMS: Table = Table {
    name: "outcome_items",
    scope: Scope::Day,
    zh: "逐项规则对每一项的结论",
    en: "what the rules about each item say of each",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        text("rule", "规则", "the rule").of("rules"),
        int("position", "次序，从 1 起", "its place, from 1"),
        text(
            "item",
            "所判定的一项：数据资源、数据元、费用类别等",
            "the item: a resource, an element, an expense category",
        ),
        text("outcome", "结论", "outcome"),
        text(
            "message",
            "不符合或者待补证的说明；其余为空",
            "the sentence where it falls short; else empty",
        )
        .or_null(),
    ],
    key: &["year", "system", "rule", "position"],
    parents: &[OF_OUTCOME],
};

/// What a missing piece of evidence is, and who must supply it.
pub(super) const MISSING: [Column; 8] = [
    text(
        "kind",
        "种类：field、opinion、document、valid-document、bounded-document、listing、source",
        "kind: field, opinion, document, valid-document, bounded-document, listing, source",
    ),
    text("path", "应当所在的文件", "the file that it belongs in"),
    text(
        "pointer",
        "应当所在的位置（RFC 6901）",
        "where it should stand (RFC 6901)",
    )
    .or_null(),
    text(
        "matter",
        "所缺意见的事项",
        "the matter of a missing opinion",
    )
    .or_null(),
    text("scope", "所缺意见的范围", "the scope of a missing opinion").or_null(),
    text(
        "element",
        "没有来源的数据元",
        "the element without a source",
    )
    .or_null()
    .of("elements"),
    text(
        "supplier",
        "提供者：主管部门的标识或者单位",
        "who must supply it: an authority's id or a unit",
    ),
    text(
        "supplier_kind",
        "提供者的种类：authority、unit",
        "what the supplier is: authority, unit",
    ),
];

pub(super) static MISSING_EVIDENCE: Table = Table {
    name: "missing_evidence",
    scope: Scope::Day,
    zh: "待补证的结论所缺的证据，由谁提供",
    en: "what unproven outcomes lack, and who must supply it",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system").of("systems"),
        text("rule", "规则", "the rule").of("rules"),
        int("position", "次序，从 1 起", "its place, from 1"),
        MISSING[0],
        MISSING[1],
        MISSING[2],
        MISSING[3],
        MISSING[4],
        MISSING[5],
        MISSING[6],
        MISSING[7],
    ],
    key: &["year", "system", "rule", "position"],
    parents: &[OF_OUTCOME],
};

/// The tables whose rows are there only after judging.
const DETAILS: [&Table; 3] = [&OUTCOMES, &OUTCOME_ITEMS, &MISSING_EVIDENCE];

pub(super) fn rows(
    source: &Source<'_>,
    year: i16,
    decisions: &[Decision],
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let whole = sink.wants(&DECISIONS);
    let [outcomes, items, missing] = DETAILS.map(|table| sink.wants(table));
    for decision in decisions {
        let key = [Cell::Int(i64::from(year)), Cell::Text(&decision.system)];
        if whole {
            let cells = [
                key[0],
                key[1],
                Cell::Text(&decision.unit),
                decision.applicant.as_deref().into(),
                decision.amount.into(),
                decision.verdict.id().into(),
            ];
            sink.row(&DECISIONS, &cells)?;
        }
        for outcome in &decision.outcomes {
            let Some(rule) = source.pack.rules.get(usize::from(outcome.rule)) else {
                continue;
            };
            let key = [key[0], key[1], Cell::Text(&rule.id)];
            if outcomes {
                self::outcome(source, key, rule, outcome, sink)?;
            }
            if items {
                self::items(source, key, outcome, sink)?;
            }
            if missing {
                self::missing(key, outcome, sink)?;
            }
        }
    }
    Ok(())
}

/// The sentence of an outcome where it falls short.
pub(super) fn message(source: &Source<'_>, outcome: &RuleOutcome) -> Option<String> {
    let short = matches!(outcome.outcome, Outcome::Unmet | Outcome::Unproven);
    let says = short && outcome.text != OutcomeText::Title;
    says.then(|| (source.wording)(outcome))
}

fn outcome(
    source: &Source<'_>,
    key: [Cell<'_>; 3],
    rule: &Rule,
    outcome: &RuleOutcome,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let message = message(source, outcome);
    let cells = [
        key[0],
        key[1],
        key[2],
        rule.maintenance().map(Force::id).into(),
        outcome.outcome.id().into(),
        Cell::Text(&outcome.subject),
        message.as_deref().into(),
    ];
    sink.row(&OUTCOMES, &cells)
}

fn items(
    source: &Source<'_>,
    key: [Cell<'_>; 3],
    outcome: &RuleOutcome,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    for (at, item) in outcome.items.iter().enumerate() {
        let message = message(source, item);
        let cells = [
            key[0],
            key[1],
            key[2],
            cell::position(at),
            item_name(item).into(),
            item.outcome.id().into(),
            message.as_deref().into(),
        ];
        sink.row(&OUTCOME_ITEMS, &cells)?;
    }
    Ok(())
}

fn missing(key: [Cell<'_>; 3], outcome: &RuleOutcome, sink: &mut dyn Sink) -> Result<(), Error> {
    if outcome.outcome != Outcome::Unproven {
        return Ok(());
    }
    for (at, missing) in outcome.missing.iter().enumerate() {
        let mut cells = vec![key[0], key[1], key[2], cell::position(at)];
        cells.extend(missing_cells(missing));
        sink.row(&MISSING_EVIDENCE, &cells)?;
    }
    Ok(())
}

/// Which of several an outcome is about.
pub(super) fn item_name(item: &RuleOutcome) -> &str {
    item.subject.split_once('#').map_or("", |(_, name)| name)
}

/// The cells of [`MISSING`].
pub(super) fn missing_cells(missing: &Missing) -> [Cell<'_>; 8] {
    let opinion = missing.opinion();
    let (supplier, supplier_kind) = match &missing.supplier {
        Supplier::Authority(id) => (id, "authority"),
        Supplier::Unit(unit) => (unit, "unit"),
    };
    [
        missing.kind().into(),
        Cell::Text(&missing.path),
        missing.pointer().into(),
        opinion.map(|(matter, _)| matter).into(),
        opinion.and_then(|(_, scope)| scope).into(),
        missing.element().into(),
        Cell::Text(supplier),
        supplier_kind.into(),
    ]
}
