//! Construction projects in SQL: the tables say what `mulu projects` says, and the
//! prepared questions are right whatever rules, matters and stages are called.

use super::{ON, asked, on};
use crate::support::Folder;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Facts in the order of their texts.
type Facts = BTreeSet<String>;

/// A row as one text.
fn line(cells: &[Value]) -> String {
    let text = |cell: &Value| {
        cell.as_str()
            .map_or_else(|| cell.to_string(), str::to_owned)
    };
    cells.iter().map(text).collect::<Vec<_>>().join(" | ")
}

/// What `mulu projects` says of a year, fact by fact.
pub(super) fn by_projects(folder: &Path, year: &str) -> Facts {
    let ran = on(folder, &["projects", year, "--on", ON, "--format", "json"]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let mut facts = Facts::new();
    for project in found["projects"].as_array().unwrap() {
        let id = &project["project"];
        let mut cells = vec!["is".into(), id.clone()];
        let keys = [
            "unit",
            "applicant",
            "kind",
            "stage",
            "amount",
            "approved_total",
        ];
        cells.extend(keys.map(|key| project[key].clone()));
        facts.insert(line(&cells));
        for purpose in ["plan", "build", "accept"] {
            if let Some(verdict) = project[purpose].as_str() {
                facts.insert(line(&[
                    "comes to".into(),
                    id.clone(),
                    purpose.into(),
                    verdict.into(),
                ]));
            }
        }
        for outcome in project["outcomes"].as_array().unwrap() {
            of_outcome(id, outcome, &mut facts);
        }
    }
    facts
}

fn of_outcome(id: &Value, outcome: &Value, facts: &mut Facts) {
    let of = |what: &str| vec![what.into(), id.clone(), outcome["rule"].clone()];
    let short = |of: &Value| ["unmet", "unproven"].contains(&of["outcome"].as_str().unwrap());
    let mut said = of("says");
    said.extend([outcome["outcome"].clone(), outcome["subject"].clone()]);
    said.push(if short(outcome) {
        outcome["message"].clone()
    } else {
        Value::Null
    });
    facts.insert(line(&said));
    for (purpose, force) in outcome["forces"].as_object().unwrap() {
        let mut does = of("does");
        does.extend([purpose.as_str().into(), force.clone()]);
        facts.insert(line(&does));
    }
    let items = outcome["items"].as_array().into_iter().flatten();
    for (at, item) in (1..).zip(items) {
        let (_, name) = item["subject"].as_str().unwrap().split_once('#').unwrap();
        let mut says = of("item");
        says.extend([json!(at), name.into(), item["outcome"].clone()]);
        facts.insert(line(&says));
    }
    let lacks = outcome["missing"].as_array().into_iter().flatten();
    for (at, missing) in (1..)
        .zip(lacks)
        .filter(|_| outcome["outcome"] == "unproven")
    {
        let mut of = of("lacks");
        let supplier = missing["supplier"].as_object().unwrap().values().next();
        let keys = ["kind", "path", "pointer", "matter", "scope"];
        of.push(json!(at));
        of.extend(keys.map(|key| missing[key].clone()));
        of.push(supplier.unwrap().clone());
        facts.insert(line(&of));
    }
}

/// The same facts from the tables, as one query each.
pub(super) fn queries(year: &str) -> Vec<String> {
    [
        "SELECT 'is', project, unit, applicant, kind, stage, listed_amount, approved_amount FROM project_decisions",
        "SELECT 'comes to', project, purpose, verdict FROM project_verdicts",
        "SELECT 'says', project, rule, outcome, subject, message FROM project_outcomes",
        "SELECT 'does', project, rule, purpose, force FROM project_outcome_forces",
        "SELECT 'item', project, rule, position, item, outcome FROM project_outcome_items",
        "SELECT 'lacks', project, rule, position, kind, path, pointer, matter, scope, supplier FROM project_missing_evidence",
    ]
    .map(|sql| format!("{sql} WHERE year = {year}"))
    .to_vec()
}

fn rows(folder: &Path, sql: &str) -> Vec<Vec<Value>> {
    let ran = on(folder, &["query", sql, "--on", ON, "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{sql}");
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    serde_json::from_value(answer["rows"].clone()).unwrap()
}

fn by_sql(folder: &Path, year: &str) -> Facts {
    let queries = queries(year);
    let all = queries.iter().flat_map(|sql| rows(folder, sql));
    all.map(|row| line(&row)).collect()
}

#[test]
fn the_tables_say_what_projects_says() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of_sample = crate::support::files("registry/projects").len();
    let places = [
        (sample.to_owned(), "2026", of_sample),
        (sample.to_owned(), "2027", of_sample),
        (sample.join("tests/jurisdictions/marlow"), "2027", 1),
        (sample.join("tests/jurisdictions/linjiang"), "2027", 1),
    ];
    for (folder, year, projects) in places {
        let said = by_projects(&folder, year);
        let number = said.iter().filter(|fact| fact.starts_with("is ")).count();
        assert_eq!(number, projects, "{}", folder.display());
        let found = by_sql(&folder, year);
        let differing: Vec<&String> = said.symmetric_difference(&found).collect();
        assert!(differing.is_empty(), "{}: {differing:#?}", folder.display());
    }
}

#[test]
fn the_questions_say_what_projects_says() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ran = on(
        sample,
        &["projects", "2027", "--on", ON, "--format", "json"],
    );
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let projects = found["projects"].as_array().unwrap();
    let held = projects.iter().filter(|one| {
        ["pending", "ineligible"].contains(&one["plan"].as_str().unwrap_or_default())
    });
    let held: BTreeSet<&str> = held.map(|one| one["project"].as_str().unwrap()).collect();
    let sql =
        "SELECT DISTINCT project FROM projects_held_back WHERE year = 2027 AND purpose = 'plan'";
    let listed = rows(sample, sql);
    let listed: BTreeSet<&str> = listed.iter().map(|row| row[0].as_str().unwrap()).collect();
    assert_eq!(listed, held);
    let sum = |key: &str| {
        let amounts = projects.iter().filter_map(|one| one[key].as_i64());
        amounts.sum::<i64>()
    };
    let sql = "SELECT sum(projects), sum(listed_amount), sum(approved_amount) \
               FROM investment_by_stage WHERE year = 2027";
    assert_eq!(
        rows(sample, sql),
        [[
            json!(projects.len()),
            json!(sum("amount")),
            json!(sum("approved_total"))
        ]]
    );
    // Every expansion that isn't done is there, and nothing that is new.
    let sql = "SELECT DISTINCT p.project, p.kind FROM expansions_lacking e \
               JOIN projects p ON p.project = e.project WHERE e.year = 2027";
    let kinds = rows(sample, sql);
    assert!(
        !kinds.is_empty() && kinds.iter().all(|row| row[1] == "expansion"),
        "{kinds:?}"
    );
}

#[test]
fn a_line_of_money_names_a_system_or_a_project() {
    let of = |table: &str| {
        format!(
            "SELECT count(system), count(project), count(*), count((SELECT 1 FROM systems s WHERE s.system = e.system)), \
             count((SELECT 1 FROM projects p WHERE p.project = e.project)) FROM {table} e"
        )
    };
    // Rolling plans of the sample have projects alone.
    let tables = [
        ("list_entries", 1),
        ("plan_entries", 1),
        ("budget_entries", 1),
        ("cloud_entries", 1),
        ("rolling_entries", 0),
    ];
    let all = tables.map(|(table, _)| of(table)).join(" UNION ALL ");
    let found = asked(&all);
    for ((table, systems), row) in tables.iter().zip(found["rows"].as_array().unwrap()) {
        let count = |at: usize| row[at].as_i64().unwrap();
        assert!(count(0) >= *systems && count(1) > 0, "{table}: {row}");
        assert_eq!(count(0) + count(1), count(2), "{table}: one of both");
        assert_eq!(
            (count(3), count(4)),
            (count(0), count(1)),
            "{table}: that is there"
        );
    }
}

/// Rules of Marlow's on changes, reports and earlier phases, with a limit of its own.
const RULES: &str = r#"
rules:
  - id: works/varied
    articles: [s4]
    subject: project
    each: project.changes
    item: item.decided_on
    require: item.adjusted * 100 <= approved_total() * param_on("variations_up_to", item.decided_on)
    force: {build: hold}
    title: {en: variations}
    unmet: {en: too much was varied}
    remedy: {en: Ask the council.}
    cases: &cases [{name: a, outcome: not-applicable}, {name: b, change: {projects/roads/bridge: {changes: [{decided_on: 2026-07-01, adjusted: 99000}]}}, outcome: unmet}, {name: c, change: {projects/roads/bridge: {changes: [{decided_on: 2026-07-01, adjusted: 1000}]}}, outcome: met}]
  - id: works/told
    articles: [s4]
    subject: project
    each: '[2025]'
    item: string(item)
    require: project.reports.exists(one, one.year == item && one.submitted_on <= "2026-03-31")
    force: {build: warn}
    title: {en: told in time}
    unmet: {en: nobody was told in time}
    remedy: {en: Tell the council.}
    cases: [{name: a, outcome: unproven}, {name: b, change: {projects/roads/bridge: {reports: [{year: 2025, submitted_on: 2026-02-01}]}}, outcome: met}]
  - id: works/founded
    articles: [s4]
    subject: project
    applies: has(project.previous) && size(project.previous) > 0
    require: project.previous.all(one, has_passed("council", "business-case"))
    force: {plan: hold}
    title: {en: founded}
    unmet: {en: not founded}
    remedy: {en: Found it.}
    cases: [{name: a, outcome: not-applicable}, {name: b, change: {projects/roads/bridge: {previous: [roads/bridge]}}, outcome: met}, {name: c, change: {projects/roads/bridge: {previous: [roads/bridge]}, opinions/council/roads/projects/bridge: null}, outcome: unmet}]
"#;

#[test]
fn questions_name_no_rule_no_matter_and_no_parameter() {
    let folder = Folder::empty();
    let root = "tests/jurisdictions/marlow";
    folder.copy(root);
    let write = |path: &str, from: &str, to: &str| {
        let path = format!("{root}/registry/{path}");
        let text = std::fs::read_to_string(folder.join(&path)).unwrap();
        assert!(text.contains(from), "{text}");
        folder.write(&path, text.replacen(from, to, 1));
    };
    folder.write(
        &format!("{root}/registry/policy/rules/works.yaml"),
        RULES.replace("&cases ", ""),
    );
    write(
        "policy/pack.yaml",
        "parameters:\n",
        "parameters:\n  variations_up_to:\n    title: {en: share that may be varied}\n    unit: percent\n    articles: [s4]\n    values:\n      - {from: 2023-04-01, value: 40, local: true}\n      - {from: 2026-11-01, value: 5, local: true}\n",
    );
    write(
        "projects/roads/bridge-watch.yaml",
        "applicant: roads\n",
        "applicant: roads\nprevious: [roads/ford-watch]\n\
         changes:\n  - {decided_on: 2026-10-01, adjusted: 90000}\n  - {decided_on: 2026-11-02, adjusted: 10000}\n  - {decided_on: 2027-01-02, adjusted: 5000}\n\
         reports: [{year: 2025, submitted_on: 2026-04-15}]\n",
    );
    for path in [
        "projects/roads/bridge-watch.yaml",
        "lists/2027.yaml",
        "plans/2027.yaml",
    ] {
        write(path, "kind: new", "kind: expansion");
    }
    folder.write(
        &format!("{root}/registry/projects/roads/ford-watch.yaml"),
        "name: Ford Watch\nsummary: Gauges at two fords.\nkind: new\nsystems: [roads/bridge-sensors]\napplicant: roads\ncompleted_on: 2024-05-01\n",
    );
    let root = folder.join(root);
    let all = |question: &str, columns: &str| {
        let sql = format!("SELECT {columns} FROM {question}");
        rows(&root, &sql)
            .iter()
            .map(|row| line(row))
            .collect::<Vec<_>>()
    };
    // 40 % then, 5 % now, of the 240,000 granted in September; what comes in January has not happened.
    let columns = "beyond, decided_on, adjusted_so_far_amount, approved_before_amount, limit_percent, outcome";
    assert_eq!(
        all("content_changes ORDER BY decided_on", columns),
        [
            "no | 2026-10-01 | 90000 | 240000 | 40 | met",
            "yes | 2026-11-02 | 100000 | 240000 | 5 | met",
        ]
    );
    assert_eq!(
        all(
            "late_reports",
            "project, report_year, submitted_on, rule, outcome, message"
        ),
        ["roads/bridge-watch | 2025 | 2026-04-15 | works/told | unmet | nobody was told in time"]
    );
    assert_eq!(
        all(
            "investment_by_stage WHERE year = 2027 ORDER BY stage_position",
            "stage, title_en, unit, projects, investment, approved_amount, listed_amount"
        ),
        [
            "idea | an idea | roads | 1 | 0 | 0 | 0",
            "backed | backed | roads | 1 | 240000 | 240000 | 120000",
        ]
    );
    let bridge = "project = 'roads/bridge-watch'";
    let held = format!("projects_held_back WHERE {bridge}");
    assert_eq!(all(&held, "purpose, rule"), Vec::<String>::new());
    assert_eq!(
        all(
            "expansions_lacking WHERE year = 2027",
            "project, purpose, force, rule, outcome"
        ),
        ["roads/bridge-watch | build | warn | works/told | unmet"]
    );
    // The council takes its word back: the plan is refused, and who must do what is said.
    folder.remove(
        "tests/jurisdictions/marlow/registry/opinions/council/roads/projects/bridge-watch.yaml",
    );
    assert_eq!(
        all(
            &format!("{held} AND year = 2027 ORDER BY rule"),
            "purpose, stage, verdict, rule, force, outcome"
        ),
        [
            "plan | idea | pending | works/backed | deny | unproven",
            "plan | idea | pending | works/founded | hold | unmet",
        ]
    );
    assert_eq!(
        all(
            "expansions_lacking WHERE year = 2027 AND missing IS NOT NULL",
            "rule, missing, matter, supplier"
        ),
        ["works/backed | opinion | business-case | council"]
    );
    assert_eq!(all("content_changes", "beyond"), ["null", "null"]);
}
