//! Money as finance reads it: by applicant, and a workbook that can be sent.

use super::{ON, sample};
use crate::support::Folder;
use calamine::{Data, Reader, Xlsx, open_workbook};
use serde_json::Value;
use std::collections::BTreeMap;

/// Sums by applicant and verdict.
type Sums = BTreeMap<(String, String), i64>;

fn json() -> Value {
    serde_json::from_str(&sample(["fund", "2027", "--format", "json"]).out).unwrap()
}

fn by_decisions(json: &Value) -> Sums {
    let mut sums = Sums::new();
    for one in json["decisions"].as_array().unwrap() {
        let of = |key: &str| one[key].as_str().unwrap().to_owned();
        *sums.entry((of("applicant"), of("verdict"))).or_default() +=
            one["amount"].as_i64().unwrap();
    }
    sums
}

#[test]
fn totals_by_applicant_are_the_sums_of_the_decisions() {
    let json = json();
    let sums = by_decisions(&json);
    let mut said = Sums::new();
    for one in json["applicants"].as_array().unwrap() {
        for verdict in ["eligible", "pending", "ineligible"] {
            let total = &one[verdict];
            if total["count"] != 0 {
                let applicant = one["applicant"].as_str().unwrap().to_owned();
                said.insert(
                    (applicant, verdict.to_owned()),
                    total["amount"].as_i64().unwrap(),
                );
            }
        }
    }
    assert_eq!(said, sums);
    let table = sample(["fund", "2027"]).out;
    assert!(table.contains("按申请单位合计"), "{table}");
    // The hospital's system, for which the commission applies.
    let hospital = table
        .lines()
        .find(|line| line.contains("区人民医院综合信息系统"))
        .unwrap();
    assert!(hospital.contains("区卫生健康委"), "{hospital}");
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "written from a whole number"
)]
fn whole(cell: Option<&Data>) -> i64 {
    match cell {
        Some(Data::Float(number)) => *number as i64,
        Some(Data::Int(number)) => *number,
        other => panic!("no number: {other:?}"),
    }
}

#[test]
fn the_workbook_agrees_with_every_other_face() {
    let folder = Folder::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let ran = folder.mulu(["-C", root, "fund", "2027", "--on", ON, "-o", "fund.xlsx"]);
    assert_eq!((ran.code, &*ran.out, &*ran.err), (Some(0), "", ""));
    let mut book: Xlsx<_> = open_workbook(folder.join("fund.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!(names[0], "汇总");
    assert_eq!(names[names.len() - 2..], ["明细", "来源"]);

    let json = json();
    let summary = book.worksheet_range("汇总").unwrap();
    let formulas = book.worksheet_formula("汇总").unwrap();
    let rows: Vec<Vec<Data>> = summary.rows().map(<[Data]>::to_vec).collect();
    let heads: Vec<String> = rows[2].iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(heads.join(" | "), @"序号 | 申请单位 | 申请（项） | 金额(万元) | 符合(万元) | 待补证(万元) | 不符合(万元)");
    let last = rows.last().unwrap();
    assert_eq!(last[0].to_string(), "合计");
    for (column, verdict) in [(4, "eligible"), (5, "pending"), (6, "ineligible")] {
        assert_eq!(
            whole(last.get(column)),
            json["totals"][verdict]["amount"].as_i64().unwrap()
        );
        let (row, column) = (
            u32::try_from(rows.len() - 1).unwrap(),
            u32::try_from(column).unwrap(),
        );
        let formula = formulas.get_value((row, column)).unwrap();
        assert!(formula.starts_with("SUM("), "{formula}");
    }
    // Each applicant's row is the total of its own sheet.
    let mut of_sheets = 0;
    for row in &rows[3..rows.len() - 1] {
        let sheet = book.worksheet_range(&row[1].to_string()).unwrap();
        let mut totals = sheet.rows().filter(|cells| cells[0] == "合计");
        let total = totals.next().unwrap();
        assert_eq!(whole(total.get(3)), whole(row.get(3)), "{row:?}");
        let requests = sheet.rows().skip(3).take_while(|cells| cells[0] != "合计");
        let sum: i64 = requests.clone().map(|cells| whole(cells.get(3))).sum();
        assert_eq!(sum, whole(row.get(3)), "{row:?}");
        of_sheets += requests.count();
    }
    assert_eq!(of_sheets, json["decisions"].as_array().unwrap().len());
    let health = book.worksheet_range("区卫生健康委").unwrap();
    let platform = health
        .rows()
        .find(|row| row[1] == "全民健康信息平台")
        .unwrap();
    assert!(
        platform[5].to_string().contains("等级保护测评"),
        "{platform:?}"
    );
    assert!(platform[6].to_string().starts_with("1. "), "{platform:?}");
}

#[test]
fn the_workbook_prints_on_a4_on_its_side_with_its_head_on_every_page() {
    let folder = Folder::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let made = || {
        let ran = folder.mulu(["-C", root, "fund", "2027", "--on", ON, "-o", "a.xlsx"]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        std::fs::read(folder.join("a.xlsx")).unwrap()
    };
    assert!(made() == made(), "the same answer gives the same bytes");
    let unzipped = std::process::Command::new("unzip")
        .args([
            "-p",
            "a.xlsx",
            "xl/worksheets/sheet2.xml",
            "xl/workbook.xml",
        ])
        .current_dir(folder.path())
        .output();
    // Where there is such a program, what spreadsheets will read is looked at.
    if let Ok(unzipped) = unzipped {
        let xml = String::from_utf8(unzipped.stdout).unwrap();
        for part in [
            "orientation=\"landscape\"",
            "paperSize=\"9\"",
            "fitToHeight=\"0\"",
            "Print_Titles",
        ] {
            assert!(xml.contains(part), "{part}");
        }
    }
}

/// Of a broken request nobody knows how much it asks for: that is no nought.
#[test]
fn an_unknown_amount_is_counted_and_is_no_nought() {
    let district = crate::district::District::with(|folder| {
        let request = crate::district::REQUEST.replace("500000", "五十");
        folder.write(crate::district::REQUEST_PATH, request);
    });
    let fund = |args: &[&str]| district.mulu(&[&["fund", "2027", "--on", ON], args].concat());
    for (lang, words) in [
        ("zh", "待补证 1 个 金额不明"),
        ("en", "pending 1: an unknown amount"),
    ] {
        let ran = fund(&["--lang", lang]);
        assert!(ran.out.contains(words), "{ran:#?}");
    }
    let json: Value = serde_json::from_str(&fund(&["--format", "json"]).out).unwrap();
    let pending = serde_json::json!({"count": 1, "amount": 0, "unknown": 1});
    assert_eq!(json["totals"]["pending"], pending);
    assert_eq!(
        json["totals"]["eligible"],
        serde_json::json!({"count": 1, "amount": 300_000})
    );
    let sql =
        "SELECT unit, unknown, eligible_amount, pending_amount FROM funding_by_unit ORDER BY unit";
    let ran = district.mulu(&["query", sql, "--on", ON, "--format", "json"]);
    let rows: Value = serde_json::from_str(&ran.out).unwrap();
    let expected = serde_json::json!([["health", 1, 0, null], ["school", 0, 300_000, 0]]);
    assert_eq!(rows["rows"], expected);
}
