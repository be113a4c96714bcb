//! Questions about money.

use super::Question;
use crate::tables::define::{Scope, date, int, money, text};

pub(super) static FUNDING_BY_UNIT: Question = Question {
    name: "funding_by_unit",
    scope: Scope::Day,
    zh: "各单位可以安排、待补证、不能安排的运行维护经费",
    en: "eligible, pending and ineligible O&M money by unit",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("unit", "单位", "the unit"),
        text("unit_name", "单位简称", "the unit's short name").or_null(),
        int("requests", "申请件数", "requests"),
        int(
            "unknown",
            "其中金额不明的件数，不在以下各项金额之内",
            "of them with an unknown amount, which isn't in the sums that follow",
        ),
        money("eligible_amount", "可以安排的金额；都不明的为空", "eligible; empty where none is known").or_null(),
        money("pending_amount", "待补证的金额；都不明的为空", "pending; empty where none is known").or_null(),
        money("ineligible_amount", "不能安排的金额；都不明的为空", "ineligible; empty where none is known").or_null(),
    ],
    order: "year, coalesce(eligible_amount, 0) DESC, unit",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, d.year, d.unit, min(u.short_name) AS unit_name,
  count(*) AS requests, CAST(sum(CASE WHEN d.amount IS NULL THEN 1 ELSE 0 END) AS bigint) AS unknown,
  CAST(CASE WHEN sum(CASE WHEN d.verdict = 'eligible' THEN 1 ELSE 0 END) = 0 THEN 0
    ELSE sum(CASE WHEN d.verdict = 'eligible' THEN d.amount END) END AS bigint) AS eligible_amount,
  CAST(CASE WHEN sum(CASE WHEN d.verdict = 'pending' THEN 1 ELSE 0 END) = 0 THEN 0
    ELSE sum(CASE WHEN d.verdict = 'pending' THEN d.amount END) END AS bigint) AS pending_amount,
  CAST(CASE WHEN sum(CASE WHEN d.verdict = 'ineligible' THEN 1 ELSE 0 END) = 0 THEN 0
    ELSE sum(CASE WHEN d.verdict = 'ineligible' THEN d.amount END) END AS bigint) AS ineligible_amount
FROM decisions d
LEFT JOIN units u ON u.registry = d.registry AND u.commit_id = d.commit_id AND u.unit = d.unit
GROUP BY d.registry, d.commit_id, d.judged_on, d.year, d.unit",
};

pub(super) static BLOCKED_BY_RULE: Question = Question {
    name: "blocked_by_rule",
    scope: Scope::Day,
    zh: "各条规则卡住的件数和金额；一件申请可以被几条规则卡住，金额不能相加",
    en: "requests and money that each rule stands against; a request may count under several, so don't add them up",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("rule", "规则", "the rule"),
        text("title_zh", "要求（中文）", "what it demands (Chinese)"),
        text("title_en", "要求（英文）", "what it demands (English)"),
        text("force", "规则的效力", "the rule's force"),
        int("requests", "申请件数", "requests"),
        int("unmet", "其中不符合", "of them unmet"),
        int("unproven", "其中待补证", "of them unproven"),
        money("blocked_amount", "涉及的金额，不明的不计；都不明的为空", "their money but for unknown amounts; empty where none is known").or_null(),
    ],
    order: "year, coalesce(blocked_amount, 0) DESC, rule",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, d.year, o.rule, min(r.title_zh) AS title_zh,
  min(r.title_en) AS title_en, min(o.force) AS force, count(*) AS requests,
  CAST(sum(CASE WHEN o.outcome = 'unmet' THEN 1 ELSE 0 END) AS bigint) AS unmet,
  CAST(sum(CASE WHEN o.outcome = 'unproven' THEN 1 ELSE 0 END) AS bigint) AS unproven,
  CAST(sum(d.amount) AS bigint) AS blocked_amount
FROM outcomes o
JOIN decisions d ON d.registry = o.registry AND d.commit_id = o.commit_id AND d.judged_on = o.judged_on
  AND d.year = o.year AND d.system = o.system
JOIN rules r ON r.registry = o.registry AND r.commit_id = o.commit_id AND r.rule = o.rule
WHERE o.force IN ('deny', 'hold') AND o.outcome IN ('unmet', 'unproven')
GROUP BY d.registry, d.commit_id, d.judged_on, d.year, o.rule",
};

pub(super) static BLOCKED_BY_ARTICLE: Question = Question {
    name: "blocked_by_article",
    scope: Scope::Day,
    zh: "各条款卡住的件数和金额；一件申请在一个条款下只计一次",
    en: "requests and money that each article stands against; a request counts once under an article",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("article", "条款", "the article"),
        text("title_zh", "内容（中文）", "what it is about (Chinese)").or_null(),
        text("title_en", "内容（英文）", "what it is about (English)").or_null(),
        int("requests", "申请件数", "requests"),
        money("blocked_amount", "涉及的金额，不明的不计；都不明的为空", "their money but for unknown amounts; empty where none is known").or_null(),
    ],
    order: "year, coalesce(blocked_amount, 0) DESC, article",
    sql: "\
SELECT b.registry, b.commit_id, b.judged_on, b.year, b.article, min(a.title_zh) AS title_zh,
  min(a.title_en) AS title_en, count(*) AS requests, CAST(sum(b.amount) AS bigint) AS blocked_amount
FROM (
  SELECT DISTINCT d.registry, d.commit_id, d.judged_on, d.year, d.system, x.article,
    d.amount
  FROM outcomes o
  JOIN decisions d ON d.registry = o.registry AND d.commit_id = o.commit_id AND d.judged_on = o.judged_on
    AND d.year = o.year AND d.system = o.system
  JOIN rule_articles x ON x.registry = o.registry AND x.commit_id = o.commit_id AND x.rule = o.rule
  WHERE o.force IN ('deny', 'hold') AND o.outcome IN ('unmet', 'unproven')
) b
LEFT JOIN articles a ON a.registry = b.registry AND a.commit_id = b.commit_id AND a.article = b.article
GROUP BY b.registry, b.commit_id, b.judged_on, b.year, b.article",
};

pub(super) static CONDITIONAL_EXPENSES: Question = Question {
    name: "conditional_expenses",
    scope: Scope::Day,
    zh: "申请中须经评估的费用，是否已经评估",
    en: "requested expenses that need an evaluation, and whether they have it",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system"),
        text("system_name", "系统名称", "the system's name").or_null(),
        int("position", "在申请中的次序", "its place in the request"),
        text("category", "费用类别", "expense category"),
        text("title_zh", "类别名称（中文）", "the category's name (Chinese)"),
        text("title_en", "类别名称（英文）", "the category's name (English)"),
        money("amount", "金额", "amount"),
        text("evaluation", "评估：passed、failed、lapsed、missing", "evaluation: passed, failed, lapsed, missing"),
        date("evaluated_on", "评估日期", "evaluated on").or_null(),
        text("verdict", "对整件申请的判定", "the verdict on the whole request"),
    ],
    order: "year, system, position",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, i.year, i.system, s.name AS system_name, i.position, i.category,
  e.title_zh, e.title_en, i.amount,
  CASE WHEN c.path IS NULL THEN 'missing' WHEN NOT coalesce(c.favourable, false) THEN 'failed'
    WHEN c.valid_until < d.judged_on THEN 'lapsed' ELSE 'passed' END AS evaluation,
  c.issued_on AS evaluated_on, d.verdict
FROM request_items i
JOIN decisions d ON d.registry = i.registry AND d.commit_id = i.commit_id
  AND d.year = i.year AND d.system = i.system
JOIN expenses e ON e.registry = i.registry AND e.commit_id = i.commit_id AND e.category = i.category
  AND e.finance = 'conditional'
LEFT JOIN systems s ON s.registry = i.registry AND s.commit_id = i.commit_id AND s.system = i.system
LEFT JOIN counting_opinions c ON c.registry = d.registry AND c.commit_id = d.commit_id
  AND c.judged_on = d.judged_on AND c.system = i.system
  AND (c.scope = i.category OR c.scope = CAST(i.year AS text) || '/' || i.category)",
};

pub(super) static REQUESTS_AGAINST_PLAN: Question = Question {
    name: "requests_against_plan",
    scope: Scope::Commit,
    zh: "申请、项目清单和年度投资计划的金额对照",
    en: "requests against the project list and the investment plan",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("system", "系统", "the system"),
        text("system_name", "系统名称", "the system's name").or_null(),
        money("requested_amount", "申请金额；没有申请为空", "requested; empty: no request").or_null(),
        text("in_list", "是否在清单中：yes、no", "whether the list has it: yes, no"),
        money("listed_amount", "清单金额", "listed").or_null(),
        money("planned_amount", "计划金额；计划中没有为空", "planned; empty: not in the plan").or_null(),
        money("difference_amount", "申请减计划", "requested less planned").or_null(),
    ],
    order: "year, system",
    sql: "\
SELECT x.registry, x.commit_id, x.year, x.system, s.name AS system_name, r.amount AS requested_amount,
  CASE WHEN l.system IS NULL THEN 'no' ELSE 'yes' END AS in_list, l.amount AS listed_amount,
  p.amount AS planned_amount, r.amount - p.amount AS difference_amount
FROM (
  SELECT registry, commit_id, year, system FROM requests
  UNION SELECT registry, commit_id, year, system FROM list_entries WHERE counts AND system IS NOT NULL
  UNION SELECT registry, commit_id, year, system FROM plan_entries WHERE counts AND system IS NOT NULL
) x
LEFT JOIN requests r ON r.registry = x.registry AND r.commit_id = x.commit_id
  AND r.year = x.year AND r.system = x.system
LEFT JOIN list_entries l ON l.registry = x.registry AND l.commit_id = x.commit_id
  AND l.year = x.year AND l.system = x.system AND l.counts
LEFT JOIN plan_entries p ON p.registry = x.registry AND p.commit_id = x.commit_id
  AND p.year = x.year AND p.system = x.system AND p.counts
LEFT JOIN systems s ON s.registry = x.registry AND s.commit_id = x.commit_id AND s.system = x.system",
};
