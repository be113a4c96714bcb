//! Questions about evidence: what lapses, what is open, what is missing, what counts.

use super::Question;
use crate::tables::define::{Scope, bool, date, int, text};

pub(super) static CERTIFICATES: Question = Question {
    name: "certificates",
    scope: Scope::Day,
    zh: "各系统通过的测评、评估和其他有期限的意见，最后有效的日期",
    en: "passed evaluations and other opinions that lapse: the last day each is good for",
    columns: &[
        date("good_until", "最后有效的日期", "the last day it is good for"),
        text("lapsed", "到判定日是否已经失效：yes、no", "whether it has lapsed by the day: yes, no"),
        text("system", "系统", "the system"),
        text("system_name", "系统名称", "the system's name").or_null(),
        text("unit", "单位", "the unit"),
        text("matter", "事项", "the matter"),
        text("scope", "范围", "scope").or_null(),
        date("issued_on", "出具日期", "issued on"),
        int("months", "规定的最长间隔（月）", "the longest interval (months)").or_null(),
        date("valid_until", "意见自定的有效期", "what the opinion itself says").or_null(),
    ],
    order: "good_until, system, matter",
    sql: "\
SELECT g.registry, g.commit_id, g.judged_on, g.good_until,
  CASE WHEN g.good_until < g.judged_on THEN 'yes' ELSE 'no' END AS lapsed,
  g.system, g.system_name, g.unit, g.matter, g.scope, g.issued_on, g.months, g.valid_until
FROM (
  SELECT c.registry, c.commit_id, c.judged_on,
    CASE WHEN m.value IS NULL THEN c.valid_until
      WHEN c.valid_until < {c.issued_on + m.value months} THEN c.valid_until
      ELSE {c.issued_on + m.value months} END AS good_until,
    c.system, s.name AS system_name, c.unit, c.matter, c.scope, c.issued_on, m.value AS months, c.valid_until
  FROM counting_opinions c
  JOIN systems s ON s.registry = c.registry AND s.commit_id = c.commit_id AND s.system = c.system
  LEFT JOIN parameters m ON m.registry = c.registry AND m.commit_id = c.commit_id
    AND m.parameter = c.age_limit
    AND (m.level = coalesce(c.level, s.mlps_level) OR m.level = 0)
    AND m.in_force_from = (
      SELECT max(f.in_force_from) FROM parameters f
      WHERE f.registry = m.registry AND f.commit_id = m.commit_id AND f.parameter = m.parameter
        AND f.in_force_from <= c.judged_on)
  WHERE c.favourable
) g
WHERE g.good_until IS NOT NULL",
};

pub(super) static OPEN_ORDERS: Question = Question {
    name: "open_orders",
    scope: Scope::Day,
    zh: "到判定日尚未完成的要求和隐患",
    en: "orders and hazards that are unresolved on the day",
    columns: &[
        text("authority", "主管部门", "the authority"),
        text("matter", "事项", "the matter"),
        text("unit", "单位；针对框架方案的为空", "the unit; empty: a framework").or_null(),
        text("system", "系统；针对单位、项目的为空", "the system; empty: the unit or a project").or_null(),
        text("project", "建设项目", "the construction project").or_null(),
        date("issued_on", "发出日期", "issued on"),
        date("due_on", "应当完成的日期", "due on").or_null(),
        text("overdue", "是否逾期：yes、no", "whether it is overdue: yes, no"),
        text("document", "文号", "document number").or_null(),
    ],
    order: "due_on, unit, system, project, matter",
    sql: "\
SELECT p.registry, p.commit_id, p.judged_on, o.authority, o.matter, o.unit, o.system, o.project, o.issued_on, o.due_on,
  CASE WHEN o.due_on < p.judged_on THEN 'yes' ELSE 'no' END AS overdue, o.document
FROM publications p
JOIN opinions o ON o.registry = p.registry AND o.commit_id = p.commit_id AND o.issued_on <= p.judged_on
WHERE o.is_order
  AND (o.resolved_on IS NULL OR o.resolved_on > p.judged_on)",
};

pub(super) static MISSING_BY_SUPPLIER: Question = Question {
    name: "missing_by_supplier",
    scope: Scope::Day,
    zh: "谁还要提供多少证据，涉及多少申请和建设项目",
    en: "who has how much evidence yet to supply, for how many requests and construction projects",
    columns: &[
        int("year", "预算年度", "budget year"),
        text(
            "supplier_kind",
            "提供者的种类：authority、unit",
            "what the supplier is: authority, unit",
        ),
        text("supplier", "提供者", "who must supply it"),
        text("kind", "所缺的种类", "what is missing"),
        text(
            "matter",
            "所缺意见的事项",
            "the matter of a missing opinion",
        )
        .or_null(),
        int("missing", "缺多少项", "how many are missing"),
        int("requests", "涉及的申请件数", "requests that wait for them"),
        int(
            "projects",
            "涉及的建设项目个数",
            "construction projects that wait for them",
        ),
    ],
    order: "year, requests DESC, projects DESC, supplier, kind, matter",
    sql: "\
SELECT registry, commit_id, judged_on, year, supplier_kind, supplier, kind, matter,
  count(*) AS missing, count(DISTINCT system) AS requests, count(DISTINCT project) AS projects
FROM (
  SELECT registry, commit_id, judged_on, year, supplier_kind, supplier, kind, matter,
    system, CAST(NULL AS text) AS project
  FROM missing_evidence
  UNION ALL
  SELECT registry, commit_id, judged_on, year, supplier_kind, supplier, kind, matter,
    CAST(NULL AS text) AS system, project
  FROM project_missing_evidence
) x
GROUP BY registry, commit_id, judged_on, year, supplier_kind, supplier, kind, matter",
};

pub(super) static COUNTING_OPINIONS: Question = Question {
    name: "counting_opinions",
    scope: Scope::Day,
    zh: "到判定日，每个事项（和范围）以之为准的意见",
    en: "the opinion that counts for each matter and scope on the day",
    columns: &[
        text("authority", "主管部门", "the authority"),
        text("unit", "单位；针对框架方案的为空", "the unit; empty: a framework").or_null(),
        text("system", "系统；针对单位、项目的为空", "the system; empty: the unit or a project").or_null(),
        text("project", "建设项目", "the construction project").or_null(),
        text("matter", "事项", "the matter"),
        text("scope", "范围", "scope").or_null(),
        text("result", "结论", "result").or_null(),
        bool("favourable", "结论是否有利", "whether the result is favourable").or_null(),
        int("level", "级别", "the level that it attests").or_null(),
        text("age_limit", "限定多少个月以内有效的参数", "the parameter that says for how many months it is good").or_null(),
        date("issued_on", "出具日期", "issued on"),
        date("valid_until", "有效期至", "valid until").or_null(),
        text("document", "文号", "document number").or_null(),
        text("path", "所在文件", "the file"),
        int("position", "在文件中的次序", "its place in the file"),
    ],
    order: "unit, system, project, authority, matter, scope",
    sql: "\
SELECT p.registry, p.commit_id, p.judged_on, o.authority, o.unit, o.system, o.project, o.matter, o.scope, o.result, o.favourable,
  o.level, o.age_limit, o.issued_on, o.valid_until, o.document, o.path, o.position
FROM publications p
JOIN opinions o ON o.registry = p.registry AND o.commit_id = p.commit_id AND o.issued_on <= p.judged_on
WHERE NOT EXISTS (
  SELECT 1 FROM opinions n
  WHERE n.registry = o.registry AND n.commit_id = o.commit_id AND n.path = o.path
    AND n.matter = o.matter AND coalesce(n.scope, '') = coalesce(o.scope, '') AND n.issued_on <= p.judged_on
    AND (n.issued_on > o.issued_on OR (n.issued_on = o.issued_on AND n.position > o.position)))",
};

pub(super) static LATEST_PUBLICATIONS: Question = Question {
    name: "latest_publications",
    scope: Scope::Day,
    zh: "每个登记最近一次写入数据库的版本",
    en: "what was published last of each registry",
    columns: &[text("published_at", "写入时间", "when it was written")],
    order: "registry",
    sql: "\
SELECT p.registry, p.commit_id, p.judged_on, p.published_at
FROM publications p
WHERE NOT EXISTS (
  SELECT 1 FROM publications n WHERE n.registry = p.registry AND n.published_at > p.published_at)",
};
