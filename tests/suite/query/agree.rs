//! Totals agree everywhere: `fund`, SQL and the spreadsheet read back by
//! another library give the same yuan for every unit.

use super::{ON, on};
use calamine::{Data, Reader, Xlsx, open_workbook};
use mulu_generate::{self as generate, Order};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// Yuan by unit and verdict.
pub(super) type Totals = BTreeMap<(String, String), i64>;

/// What every other face is held against.
pub(super) fn by_fund(folder: &Path, year: &str) -> Totals {
    let ran = on(folder, &["fund", year, "--on", ON, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let mut totals = Totals::new();
    for decision in json["decisions"].as_array().unwrap() {
        let text = |key: &str| decision[key].as_str().unwrap().to_owned();
        let amount = decision["amount"].as_i64().unwrap_or_default();
        *totals.entry((text("unit"), text("verdict"))).or_default() += amount;
    }
    totals
}

pub(super) fn sql(year: &str) -> String {
    format!(
        "SELECT unit, verdict, CAST(coalesce(sum(amount), 0) AS bigint) AS amount FROM decisions WHERE year = {year} \
         GROUP BY unit, verdict ORDER BY unit, verdict"
    )
}

fn by_sql(folder: &Path, year: &str) -> Totals {
    let ran = on(
        folder,
        &["query", &sql(year), "--on", ON, "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let rows = json["rows"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    rows.map(|row| ((text(&row[0]), text(&row[1])), row[2].as_i64().unwrap()))
        .collect()
}

/// The prepared question, by verdict from its three columns.
fn by_question(folder: &Path, year: &str) -> Totals {
    let sql = format!("SELECT * FROM funding_by_unit WHERE year = {year}");
    let ran = on(folder, &["query", &sql, "--on", ON, "--format", "csv"]);
    let mut table = csv::Reader::from_reader(ran.out.as_bytes());
    let heads = table.headers().unwrap().clone();
    let mut totals = Totals::new();
    for row in table.records().map(Result::unwrap) {
        let of = |name: &str| &row[heads.iter().position(|head| head == name).unwrap()];
        for verdict in ["eligible", "pending", "ineligible"] {
            let amount = of(&format!("{verdict}_amount")).parse().unwrap();
            totals.insert((of("unit").to_owned(), verdict.to_owned()), amount);
        }
    }
    totals
}

fn by_xlsx(folder: &Path, year: &str) -> Totals {
    let made = tempfile::tempdir().unwrap();
    let path = made.path().join("a.xlsx");
    let file = path.to_str().unwrap();
    let ran = on(folder, &["query", &sql(year), "--on", ON, "-o", file]);
    assert_eq!(ran.out, "");
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("查询结果").unwrap();
    let rows = sheet.rows().skip(1);
    rows.map(|row| {
        let Data::Float(amount) = row[2] else {
            panic!("no number: {:?}", row[2])
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "written from a whole number"
        )]
        let amount = amount as i64;
        ((row[0].to_string(), row[1].to_string()), amount)
    })
    .collect()
}

/// The sheet that `fund` itself writes: units and verdicts by their names.
fn sums_of_funds_sheet(folder: &Path, year: &str) -> BTreeMap<String, i64> {
    let made = tempfile::tempdir().unwrap();
    let path = made.path().join("fund.xlsx");
    let file = path.to_str().unwrap();
    on(
        folder,
        &["fund", year, "--on", ON, "--format", "xlsx", "-o", file],
    );
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("明细").unwrap();
    let mut sums = BTreeMap::new();
    for row in sheet.rows().skip(1) {
        if let Data::Float(amount) = row[7] {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "written from a whole number"
            )]
            let amount = amount as i64;
            *sums.entry(row[4].to_string()).or_default() += amount;
        }
    }
    sums
}

/// Without what comes to nothing: a face may list it or not.
fn stated(totals: Totals) -> Totals {
    totals
        .into_iter()
        .filter(|(_, amount)| *amount != 0)
        .collect()
}

fn agree(folder: &Path, year: &str) {
    let fund = by_fund(folder, year);
    assert!(!fund.is_empty());
    assert_eq!(by_sql(folder, year), fund);
    assert_eq!(by_xlsx(folder, year), fund);
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for ((unit, _), amount) in &fund {
        *sums.entry(unit.clone()).or_default() += amount;
    }
    sums.retain(|_, sum| *sum != 0);
    assert_eq!(sums_of_funds_sheet(folder, year), sums);
    assert_eq!(stated(by_question(folder, year)), stated(fund));
}

#[test]
fn on_the_sample() {
    for year in ["2026", "2027"] {
        agree(Path::new(env!("CARGO_MANIFEST_DIR")), year);
    }
}

/// A generated registry on a disk.
pub(super) fn generated(order: Order) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut tree = generate::tree(order).unwrap();
    for (path, entry) in crate::pack::pack_tree().iter() {
        tree.insert(path.clone(), entry.clone());
    }
    for (path, _) in tree.iter() {
        let file = folder.path().join(&**path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, tree.bytes(path).unwrap()).unwrap();
    }
    folder
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn on_generated_registries(seed in any::<u64>(), systems in 1u32..40, invalid in 0u32..12) {
        let folder = generated(Order { seed, systems: systems + 8, invalid: invalid.min(systems), year: 2027 });
        for year in ["2026", "2027"] {
            agree(folder.path(), year);
        }
    }
}

#[test]
fn a_spreadsheet_is_typed_and_says_what_it_rests_on() {
    let made = tempfile::tempdir().unwrap();
    let path = made.path().join("a.xlsx");
    let sql = "SELECT path, issued_on, '=1+1' AS formula, 860000 AS amount, valid FROM opinions \
               JOIN documents USING (path) ORDER BY path, position LIMIT 1";
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    let args = ["query", sql, "--on", ON, "-o", path.to_str().unwrap()];
    assert_eq!(on(sample, &args).code, Some(0));
    let first = std::fs::read(&path).unwrap();
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let sheet = book.worksheet_range("查询结果").unwrap();
    let row: Vec<&Data> = sheet.rows().nth(1).unwrap().iter().collect();
    assert!(matches!(row[1], Data::DateTime(_)), "{:?}", row[1]);
    assert_eq!(row[2], &Data::String("=1+1".to_owned()));
    assert_eq!(row[3], &Data::Float(860_000.0));
    assert_eq!(row[4], &Data::Bool(true));
    let provenance = book.worksheet_range("来源").unwrap();
    let said: Vec<String> = provenance.rows().map(|row| row[1].to_string()).collect();
    let said = said.join("\n");
    assert!(said.contains(ON) && said.contains(sql), "{said}");
    // The same question gives the same bytes.
    assert_eq!(on(sample, &args).code, Some(0));
    assert_eq!(std::fs::read(&path).unwrap(), first);
}
