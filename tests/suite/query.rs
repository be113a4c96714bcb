//! `mulu query`: what finance asks, and what nobody may.

mod agree;
mod postgres;
mod projects;
mod refused;

use crate::support::{Ran, program};
use std::path::Path;

/// The day that everything here is judged for.
const ON: &str = "2026-12-01";

/// Runs the program on the registry of this repository.
fn on_sample(args: &[&str]) -> Ran {
    on(Path::new(env!("CARGO_MANIFEST_DIR")), args)
}

/// Runs the program in a folder.
fn on(folder: &Path, args: &[&str]) -> Ran {
    let output = program(args).current_dir(folder).output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The answer to a query on the sample, as JSON.
fn asked(sql: &str) -> serde_json::Value {
    asked_on(sql, ON)
}

fn asked_on(sql: &str, day: &str) -> serde_json::Value {
    let ran = on_sample(&["query", sql, "--on", day, "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{sql}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_page_of_the_tables_is_current() {
    let page = on_sample(&["dev", "tables"]).out;
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/TABLES.md");
    assert_eq!(
        std::fs::read_to_string(kept).unwrap(),
        page,
        "mulu dev tables > docs/TABLES.md"
    );
}

#[test]
fn every_table_and_every_prepared_question_answers() {
    // What each has as columns can be seen in a small registry; its rows in the sample.
    let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/jurisdictions/marlow");
    let mut counts = Vec::new();
    for table in mulu_report::tables::TABLES {
        let sql = format!("SELECT * FROM {} LIMIT 3", table.name);
        let ran = on(&small, &["query", &sql, "--on", ON, "--format", "json"]);
        let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let columns: Vec<&str> = table.all_columns().map(|column| column.name).collect();
        assert_eq!(
            answer["columns"],
            serde_json::json!(columns),
            "{}",
            table.name
        );
        counts.push(format!("SELECT '{0}', count(*) FROM {0}", table.name));
    }
    for row in asked(&counts.join(" UNION ALL "))["rows"]
        .as_array()
        .unwrap()
    {
        assert_ne!(row[1], 0, "{}", row[0]);
    }
    for question in mulu_report::tables::QUESTIONS {
        let name = question.name;
        // In December all reports that were due are there.
        let day = match name {
            "late_reports" => "2027-01-15",
            _ => ON,
        };
        let answer = asked_on(&format!("SELECT * FROM {name}"), day);
        let columns: Vec<&str> = question.all_columns().map(|column| column.name).collect();
        assert_eq!(answer["columns"], serde_json::json!(columns), "{name}");
        assert!(!answer["rows"].as_array().unwrap().is_empty(), "{name}");
        let saved = on_sample(&["query", "--saved", name, "--on", day, "--format", "csv"]);
        let rows = saved.out.lines().count() - 1;
        assert_eq!(rows, answer["rows"].as_array().unwrap().len(), "{name}");
    }
}

#[test]
fn the_tables_hold_what_the_documents_say() {
    let rows = |sql: &str| asked(sql)["rows"].clone();
    assert_eq!(
        rows(
            "SELECT name, status, mlps_level, total_investment FROM systems \
              WHERE system = 'health-commission/health-platform'"
        ),
        serde_json::json!([["全民健康信息平台", "operating", 3, 12_860_000]])
    );
    assert_eq!(
        rows(
            "SELECT category, amount FROM request_items WHERE year = 2027 \
              AND system = 'health-commission/health-platform' ORDER BY position"
        ),
        serde_json::json!([
            ["application-maintenance", 420_000],
            ["cloud-rental", 340_000],
            ["mlps-evaluation", 100_000]
        ])
    );
    // The evaluation that counts, and the last day it is good for: level 3, twelve months.
    assert_eq!(
        rows(
            "SELECT c.issued_on, c.months, c.good_until, s.mlps_level FROM certificates c \
              JOIN systems s ON s.system = c.system WHERE c.matter = 'mlps-evaluation' \
              AND date(c.issued_on, '+' || c.months || ' months') <> c.good_until"
        ),
        serde_json::json!([])
    );
    assert_eq!(
        rows(
            "SELECT count(*) FROM request_items i JOIN requests r USING (year, system) \
              GROUP BY year, system HAVING sum(i.amount) <> min(r.amount)"
        ),
        serde_json::json!([])
    );
}

#[test]
fn other_days_and_revisions_are_asked_likewise() {
    let sql = "SELECT judged_on, commit_id FROM publications";
    let ran = on_sample(&[
        "query",
        sql,
        "--rev",
        "HEAD",
        "--on",
        "2026-06-01",
        "--format",
        "json",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        answer["rows"][0],
        serde_json::json!(["2026-06-01", answer["commit"]])
    );
    let ran = on_sample(&["query", sql, "--rev", "no-such"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    let ran = on_sample(&["query", sql, "--at", "1999-01-01"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
}

#[test]
fn a_result_that_is_cut_says_so() {
    let sql = "SELECT system FROM systems ORDER BY system";
    let ran = on_sample(&["query", sql, "--limit-rows", "2", "--format", "csv"]);
    assert_eq!(ran.out.lines().count(), 3);
    assert_eq!(ran.code, Some(0));
    assert!(ran.err.contains("只有前 2 行"), "{}", ran.err);
    let ran = on_sample(&["query", sql, "--limit-rows", "2", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["cut"], true);
    let ran = on_sample(&["query", sql, "--limit-rows", "900", "--format", "json"]);
    assert!(ran.out.ends_with("\"cut\":false}\n"), "{}", ran.out);
}

#[test]
fn a_question_that_never_ends_is_stopped() {
    let endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    let ran = on_sample(&["query", endless, "--timeout", "1"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("超过 1 秒"), "{}", ran.err);
}

#[test]
fn files_are_written_whole_and_in_the_format_of_their_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let sql = "SELECT unit, short_name FROM units ORDER BY unit LIMIT 2";
    let csv = path("a.csv");
    let ran = on_sample(&["query", sql, "--bom", "-o", &csv]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), ""));
    let text = std::fs::read_to_string(&csv).unwrap();
    assert!(text.starts_with("\u{feff}unit,short_name\r\n"), "{text}");
    assert!(on_sample(&["query", sql, "-o", &path("a.json")]).code == Some(0));
    assert!(
        std::fs::read_to_string(path("a.json"))
            .unwrap()
            .starts_with("{\"registry\"")
    );
    // What fails leaves the file as it was.
    let ran = on_sample(&["query", "SELECT nothing FROM units", "-o", &csv]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(std::fs::read_to_string(&csv).unwrap(), text);
    let ran = on_sample(&["query", sql, "-o", &path("no/such/folder.csv")]);
    assert_eq!(ran.code, Some(2));
    let ran = on_sample(&["query", sql, "--format", "xlsx"]);
    assert!(ran.code == Some(2) && ran.err.contains("-o"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn help_is_there_in_both_languages() {
    for (lang, units, question) in [
        ("zh", "单位", "各单位可以安排"),
        ("en", "units", "eligible, pending"),
    ] {
        let ran = on_sample(&["query", "--schema", "--lang", lang]);
        assert!(
            ran.out.contains(units) && ran.out.contains(question),
            "{}",
            ran.out
        );
        let ran = on_sample(&["query", "--saved", "--lang", lang]);
        assert!(ran.out.contains(question), "{}", ran.out);
        let ran = on_sample(&["query", "--schema", "requests", "--lang", lang]);
        assert!(ran.out.contains("upgrade_amount"), "{}", ran.out);
        let ran = on_sample(&["query", "--schema", "certificates", "--lang", lang]);
        assert!(ran.out.contains("SELECT"), "{}", ran.out);
    }
}

#[test]
fn any_field_of_any_document_can_be_asked_for() {
    let rows = |sql: &str| asked(sql)["rows"].clone();
    assert_eq!(
        rows(
            "SELECT value FROM facts WHERE path = 'registry/systems/health-commission/health-platform.yaml'
              AND pointer IN ('/responsible/office', '/construction/total_investment', '/classified')
              ORDER BY pointer"
        ),
        serde_json::json!([["false"], ["12860000"], ["规划信息科"]])
    );
    // Whatever has a table of its own says the same.
    assert_eq!(
        rows(
            "SELECT count(*) FROM plan_entries p JOIN facts f
              ON f.path = 'registry/plans/' || p.year || '.yaml'
              AND f.pointer = '/projects/' || (p.position - 1) || '/amount'
              WHERE CAST(f.value AS bigint) <> p.amount"
        ),
        serde_json::json!([[0]])
    );
    assert_eq!(
        rows(
            "SELECT count(*) FROM documents d LEFT JOIN facts f USING (path) WHERE d.valid AND f.path IS NULL"
        ),
        serde_json::json!([[0]])
    );
}

#[test]
fn wide_marks_get_their_hint_although_sqlite_would_take_them_for_names() {
    for (sql, mark) in [
        ("SELECT count(*)，1 FROM requests", "`，`"),
        ("SELECT year FROM requests；", "`；`"),
        ("SELECT * FROM requests WHERE year ＝ 2027", "`＝`"),
        ("SELECT * FROM requests WHERE year = ２０２７", "`２`"),
        ("SELECT count（*） FROM requests", "`（`"),
        ("SELECT * FROM requests WHERE applicant = ‘health’", "`‘`"),
    ] {
        let ran = on_sample(&["query", sql, "--on", ON]);
        let hint = ran.err.contains("是全角符号") && ran.err.contains(mark);
        assert!(ran.code == Some(2) && hint, "{sql}: {ran:#?}");
    }
    let named = asked("SELECT year AS 年度（预算） FROM requests LIMIT 1");
    assert_eq!(named["columns"], serde_json::json!(["年度（预算）"]));
    let quoted = asked("SELECT '一，二' AS \"a，b\" FROM requests LIMIT 1");
    assert_eq!(quoted["rows"][0][0], "一，二");
}
