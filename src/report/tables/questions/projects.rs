//! Questions about construction projects. No rule, matter, stage or parameter is named
//! in them: they go by what rules read and by what they come to.

use super::Question;
use crate::tables::define::{Scope, date, int, money, text};

pub(super) static INVESTMENT_BY_STAGE: Question = Question {
    name: "investment_by_stage",
    scope: Scope::Day,
    zh: "各阶段、各单位建设项目的投资",
    en: "the investment in construction projects by stage and unit",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("stage", "阶段；哪个阶段都不到的为空", "stage; empty: none is reached").or_null(),
        int("stage_position", "阶段的次序", "the stage's place").or_null(),
        text("title_zh", "阶段名称（中文）", "the stage's name (Chinese)").or_null(),
        text("title_en", "阶段名称（英文）", "the stage's name (English)").or_null(),
        text("unit", "单位", "the unit"),
        text("unit_name", "单位简称", "the unit's short name").or_null(),
        int("projects", "项目个数", "projects"),
        money("investment", "估算的总投资之和", "investments as estimated"),
        money("approved_amount", "批复的总投资之和", "approved totals"),
        money("listed_amount", "该年度清单金额之和", "in the year's list"),
    ],
    order: "year, stage_position, unit",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, d.year, d.stage, min(s.position) AS stage_position, min(s.title_zh) AS title_zh,
  min(s.title_en) AS title_en, d.unit, min(u.short_name) AS unit_name, count(*) AS projects,
  CAST(sum(coalesce(p.investment, 0)) AS bigint) AS investment,
  CAST(sum(coalesce(d.approved_amount, 0)) AS bigint) AS approved_amount,
  CAST(sum(coalesce(d.listed_amount, 0)) AS bigint) AS listed_amount
FROM project_decisions d
JOIN projects p ON p.registry = d.registry AND p.commit_id = d.commit_id AND p.project = d.project
LEFT JOIN stages s ON s.registry = d.registry AND s.commit_id = d.commit_id AND s.stage = d.stage
LEFT JOIN units u ON u.registry = d.registry AND u.commit_id = d.commit_id AND u.unit = d.unit
GROUP BY d.registry, d.commit_id, d.judged_on, d.year, d.stage, d.unit",
};

pub(super) static PROJECTS_HELD_BACK: Question = Question {
    name: "projects_held_back",
    scope: Scope::Day,
    zh: "不能进入年度计划（plan）、不能实施（build）、不能验收（accept）的建设项目，每条原因一行",
    en: "construction projects that may not enter the plan, be carried out or be accepted (plan, build, accept): a row a reason",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("purpose", "判定什么：plan、build、accept", "what for: plan, build, accept"),
        text("project", "建设项目", "the construction project"),
        text("project_name", "项目名称", "its name").or_null(),
        text("unit", "单位", "its unit"),
        text("kind", "按什么类别判定", "as which kind it is judged").or_null(),
        text("stage", "阶段", "its stage").or_null(),
        money("listed_amount", "该年度清单金额", "in the year's list").or_null(),
        text("verdict", "判定", "verdict"),
        text("rule", "规则", "the rule"),
        text("title_zh", "要求（中文）", "what it demands (Chinese)"),
        text("title_en", "要求（英文）", "what it demands (English)"),
        text("force", "效力：deny、hold", "force: deny, hold"),
        text("outcome", "结论：unmet、unproven", "outcome: unmet, unproven"),
        text("message", "说明", "the sentence").or_null(),
    ],
    order: "year, purpose, verdict, project, outcome, rule",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, d.year, v.purpose, d.project, p.name AS project_name,
  d.unit, d.kind, d.stage, d.listed_amount, v.verdict, o.rule, r.title_zh, r.title_en, f.force, o.outcome, o.message
FROM project_verdicts v
JOIN project_decisions d ON d.registry = v.registry AND d.commit_id = v.commit_id
  AND d.judged_on = v.judged_on AND d.year = v.year AND d.project = v.project
JOIN projects p ON p.registry = v.registry AND p.commit_id = v.commit_id AND p.project = v.project
JOIN project_outcome_forces f ON f.registry = v.registry AND f.commit_id = v.commit_id
  AND f.judged_on = v.judged_on AND f.year = v.year AND f.project = v.project AND f.purpose = v.purpose
  AND f.force IN ('deny', 'hold')
JOIN project_outcomes o ON o.registry = f.registry AND o.commit_id = f.commit_id
  AND o.judged_on = f.judged_on AND o.year = f.year AND o.project = f.project AND o.rule = f.rule
  AND o.outcome IN ('unmet', 'unproven')
JOIN rules r ON r.registry = o.registry AND r.commit_id = o.commit_id AND r.rule = o.rule",
};

pub(super) static EXPANSIONS_LACKING: Question = Question {
    name: "expansions_lacking",
    scope: Scope::Day,
    zh: "有前期项目的项目（扩建）还缺什么：不符合、待补证的要求，所缺的每项证据一行",
    en: "what projects that follow earlier phases still lack: what is unmet or unproven, a row a piece of evidence",
    columns: &[
        int("year", "预算年度", "budget year"),
        text("project", "建设项目", "the construction project"),
        text("project_name", "项目名称", "its name").or_null(),
        text("unit", "单位", "its unit"),
        text("stage", "阶段", "its stage").or_null(),
        text("purpose", "判定什么：plan、build、accept", "what for: plan, build, accept"),
        text("force", "效力：deny、hold、warn", "force: deny, hold, warn"),
        text("rule", "规则", "the rule"),
        text("title_zh", "要求（中文）", "what it demands (Chinese)"),
        text("title_en", "要求（英文）", "what it demands (English)"),
        text("outcome", "结论：unmet、unproven", "outcome: unmet, unproven"),
        text("message", "说明", "the sentence").or_null(),
        text("missing", "所缺的种类", "what is missing").or_null(),
        text("matter", "所缺意见的事项", "the matter of a missing opinion").or_null(),
        text("path", "应当所在的文件", "the file that it belongs in").or_null(),
        text("supplier", "提供者", "who must supply it").or_null(),
    ],
    order: "year, project, purpose, force, rule, path, matter",
    sql: "\
SELECT d.registry, d.commit_id, d.judged_on, d.year, d.project, p.name AS project_name, d.unit, d.stage,
  f.purpose, f.force, o.rule, r.title_zh, r.title_en, o.outcome, o.message,
  m.kind AS missing, m.matter, m.path, m.supplier
FROM project_decisions d
JOIN projects p ON p.registry = d.registry AND p.commit_id = d.commit_id AND p.project = d.project
JOIN project_outcomes o ON o.registry = d.registry AND o.commit_id = d.commit_id
  AND o.judged_on = d.judged_on AND o.year = d.year AND o.project = d.project
  AND o.outcome IN ('unmet', 'unproven')
JOIN project_outcome_forces f ON f.registry = o.registry AND f.commit_id = o.commit_id
  AND f.judged_on = o.judged_on AND f.year = o.year AND f.project = o.project AND f.rule = o.rule
JOIN rules r ON r.registry = o.registry AND r.commit_id = o.commit_id AND r.rule = o.rule
LEFT JOIN project_missing_evidence m ON m.registry = o.registry AND m.commit_id = o.commit_id
  AND m.judged_on = o.judged_on AND m.year = o.year AND m.project = o.project AND m.rule = o.rule
WHERE EXISTS (
    SELECT 1 FROM project_previous e
    WHERE e.registry = d.registry AND e.commit_id = d.commit_id AND e.project = d.project)
  OR EXISTS (
    SELECT 1 FROM project_outcomes e
    JOIN rule_fields x ON x.registry = e.registry AND x.commit_id = e.commit_id AND x.rule = e.rule
      AND x.field = 'project.previous'
    WHERE e.registry = d.registry AND e.commit_id = d.commit_id AND e.judged_on = d.judged_on
      AND e.year = d.year AND e.project = d.project AND e.outcome <> 'not-applicable')",
};

pub(super) static CONTENT_CHANGES: Question = Question {
    name: "content_changes",
    scope: Scope::Day,
    zh: "建设内容的调整：累计多少，是否超过限度，规则怎么说；超过的在前",
    en: "changes of what is built: how much they come to, whether beyond the limit, and what the rules say; those beyond first",
    columns: &[
        text("beyond", "累计调整是否超过限度：yes、no；没有限度或者批复的为空", "whether all adjustments are beyond the limit: yes, no; empty: no limit or no approved total").or_null(),
        text("project", "建设项目", "the construction project"),
        text("project_name", "项目名称", "its name").or_null(),
        text("unit", "单位", "its unit"),
        date("decided_on", "决定日期", "decided on"),
        money("adjusted_amount", "调整金额", "adjusted").or_null(),
        money("adjusted_so_far_amount", "累计调整金额", "all adjustments with it").or_null(),
        money("approved_before_amount", "调整前批复的总投资", "approved before").or_null(),
        int("limit_percent", "限度（百分之几）", "the limit, in hundredths").or_null(),
        text("rule", "规则；没有规则判定的为空", "the rule; empty: none judges it").or_null(),
        text("outcome", "结论", "outcome").or_null(),
        text("message", "不符合或者待补证的说明", "the sentence where it falls short").or_null(),
    ],
    order: "beyond IS NULL, beyond DESC, decided_on, project, rule",
    sql: "\
SELECT q.registry, q.commit_id, q.judged_on,
  CASE WHEN c.adjusted_so_far_amount * 100 > c.approved_before_amount * c.limit_percent THEN 'yes'
    WHEN c.adjusted_so_far_amount * 100 <= c.approved_before_amount * c.limit_percent THEN 'no' END AS beyond,
  c.project, p.name AS project_name, p.unit, c.decided_on, c.adjusted_amount, c.adjusted_so_far_amount,
  c.approved_before_amount, c.limit_percent, o.rule, o.outcome, o.message
FROM publications q
JOIN project_changes c ON c.registry = q.registry AND c.commit_id = q.commit_id AND c.decided_on <= q.judged_on
JOIN projects p ON p.registry = c.registry AND p.commit_id = c.commit_id AND p.project = c.project
LEFT JOIN (
  SELECT DISTINCT i.registry, i.commit_id, i.judged_on, i.project, i.item, i.rule, i.outcome, i.message
  FROM project_outcome_items i
  JOIN rule_fields x ON x.registry = i.registry AND x.commit_id = i.commit_id AND x.rule = i.rule
    AND x.field = 'project.changes'
) o ON o.registry = q.registry AND o.commit_id = q.commit_id AND o.judged_on = q.judged_on
  AND o.project = c.project AND o.item = CAST(c.decided_on AS text)",
};

pub(super) static LATE_REPORTS: Question = Question {
    name: "late_reports",
    scope: Scope::Day,
    zh: "没有按期提交或者没有被接收的绩效评价报告（第二十三条），到判定日",
    en: "performance reports that were late, are missing or were not received (Art. 23), on the day",
    columns: &[
        text("project", "建设项目", "the construction project"),
        text("project_name", "项目名称", "its name").or_null(),
        text("unit", "单位", "its unit"),
        text("report_year", "报告的年度；规则不分年度的为空", "the report's year; empty: the rule is for all"),
        date("submitted_on", "提交日期；没有提交的为空", "handed in on; empty: it wasn't").or_null(),
        text("rule", "规则", "the rule"),
        text("outcome", "结论：unmet、unproven", "outcome: unmet, unproven"),
        text("message", "说明", "the sentence").or_null(),
    ],
    order: "report_year, unit, project, rule",
    sql: "\
SELECT DISTINCT o.registry, o.commit_id, o.judged_on, o.project, p.name AS project_name, p.unit,
  coalesce(i.item, '') AS report_year, t.submitted_on, o.rule, coalesce(i.outcome, o.outcome) AS outcome,
  coalesce(i.message, o.message) AS message
FROM project_outcomes o
JOIN rule_fields x ON x.registry = o.registry AND x.commit_id = o.commit_id AND x.rule = o.rule
  AND x.field = 'project.reports'
JOIN projects p ON p.registry = o.registry AND p.commit_id = o.commit_id AND p.project = o.project
LEFT JOIN project_outcome_items i ON i.registry = o.registry AND i.commit_id = o.commit_id
  AND i.judged_on = o.judged_on AND i.year = o.year AND i.project = o.project AND i.rule = o.rule
LEFT JOIN project_reports t ON t.registry = o.registry AND t.commit_id = o.commit_id
  AND t.project = o.project AND CAST(t.year AS text) = i.item AND t.submitted_on <= o.judged_on
WHERE coalesce(i.outcome, o.outcome) IN ('unmet', 'unproven')",
};
