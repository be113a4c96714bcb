//! A bureau brings its ledger: what is taken, what is left out, what is asked, and that
//! nothing else changes.

use crate::district::District;
use crate::support::Ran;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// A ledger as offices have them: titles above, names of columns in two rows, values that
/// people write.
const LEDGER: &str = "\
附件1
示例区已建信息系统调查表,,,,,,,,,
序号,系统基本信息,,,,资金（单位：万元）,,安全,,备注
,系统名称,所属部门,建成时间,业务功能,建设金额,年度运维金额,安全级别,是否涉密,
1,示例健康平台,示例卫健委,2025.12.20,,500,86.4,三级,非涉密,电话 13800000000
2,示例校园平台（二期）,示例教委,2021年6月,学籍；考勤,约600,60,未定级,否,
3,　示例 名册 系统,示例教委,43586,同上,２８０．５,,二级,,
4,示例保密系统,示例教委,2020-01-01,内容,1,2,三级,涉密
5,示例来访登记,某某局,2020-01-01,登记,10,1,二级,否,
合计,,,,,1391.5,148.4,,,
";

const PLATFORM: &str = "registry/systems/health/platform.yaml";

fn district() -> (District, PathBuf) {
    let district = District::new();
    let path = district.folder().path().join("台账.csv");
    fs::write(&path, LEDGER).unwrap();
    (district, path)
}

fn import(district: &District, more: &[&str]) -> Ran {
    district.mulu(&[&["import", "台账.csv"][..], more].concat())
}

fn told(district: &District, more: &[&str]) -> Value {
    let ran = import(district, &[&["--format", "json"][..], more].concat());
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:#?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// What becomes of a cell: its fate, and its value or the reason.
fn fate(told: &Value, cell: &str) -> (String, String) {
    let cells = told["cells"].as_array().unwrap().iter();
    let found = cells.filter(|one| one["cell"] == cell).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{cell}: {found:?}");
    let found = found[0];
    let what = ["value", "names", "reason"]
        .into_iter()
        .find_map(|key| found.get(key));
    let what = what.unwrap_or_else(|| panic!("{found}"));
    let text = what
        .as_str()
        .map_or_else(|| what.to_string(), str::to_owned);
    (found["fate"].as_str().unwrap().to_owned(), text)
}

#[test]
fn every_cell_is_taken_left_out_or_asked() {
    let (district, _) = district();
    let told = told(&district, &[]);
    for (cell, is, what) in [
        // The system that is there.
        ("B5", "taken", "示例健康平台"),
        ("C5", "taken", "health"),
        ("D5", "taken", "2025-12-20"),
        ("F5", "taken", "5000000"),
        ("G5", "left", "request"),
        ("H5", "taken", "3"),
        ("J5", "left", "person"),
        // A new one: its id is to be confirmed, and the rest waits.
        ("B6", "asked", "id"),
        ("D6", "asked", "day"),
        ("F6", "asked", "approximate"),
        ("H6", "left", "nothing"),
        ("C6", "asked", "row"),
        // Days as spreadsheets count them, full width, what stands above.
        ("D7", "asked", "row"),
        ("B8", "left", "classified"),
        ("C9", "asked", "unit"),
        ("B9", "asked", "row"),
        ("F10", "left", "sum"),
    ] {
        assert_eq!(
            fate(&told, cell),
            (is.to_owned(), what.to_owned()),
            "{cell}"
        );
    }
    let said = told.to_string();
    assert!(
        !said.contains("保密") && !said.contains("13800000000"),
        "{said}"
    );
    // Nothing says more than it did.
    assert_eq!(told["files"][0]["path"], PLATFORM);
    let changed = told["files"][0]["fields"].as_array().unwrap();
    assert!(changed.is_empty(), "{changed:?}");
}

#[test]
fn what_is_asked_is_said_in_both_languages() {
    let (district, _) = district();
    for lang in ["zh", "en"] {
        let ran = import(&district, &["--lang", lang]);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
        insta::assert_snapshot!(format!("ledger-{lang}"), ran.out);
    }
}

#[test]
fn once_it_is_said_the_systems_are_registered_and_a_second_time_changes_nothing() {
    let (district, ledger) = district();
    let folder = district.folder();
    let mended = LEDGER
        .replace("2021年6月", "2021年6月1日")
        .replace("约600", "600");
    fs::write(&ledger, mended.replace("某某局", "示例审计局")).unwrap();
    let map = "columns:\n  - {to: left, because: nothing, titles: [备注]}\n\
               ids:\n  示例校园平台（二期）: campus-2\n  示例名册系统: school/roster\n  示例来访登记: visitors\n";
    folder.write("map.yaml", map);
    let before = fs::read(folder.join(PLATFORM)).unwrap();
    let first = told(&district, &["--map", "map.yaml", "--write"]);
    let files: Vec<(&str, &str)> = first["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            (
                file["path"].as_str().unwrap(),
                file["change"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        files,
        [
            (PLATFORM, "none"),
            ("registry/systems/school/campus-2.yaml", "added"),
            ("registry/systems/school/roster.yaml", "added"),
            ("registry/systems/audit/visitors.yaml", "added"),
        ]
    );
    let text = fs::read_to_string(folder.join("registry/systems/school/roster.yaml")).unwrap();
    insta::assert_snapshot!("ledger-roster", text);
    // What a document needs besides is said with the cell of its name.
    let needs = first["findings"].as_array().unwrap();
    assert!(
        needs
            .iter()
            .all(|found| found["cell"].as_str().unwrap().starts_with('B')),
        "{needs:#?}"
    );
    assert_eq!(fs::read(folder.join(PLATFORM)).unwrap(), before);
    let second = told(&district, &["--map", "map.yaml", "--write"]);
    let changes = second["files"].as_array().unwrap().iter();
    assert!(
        changes.clone().all(|file| file["change"] == "none"),
        "{second:#}"
    );
}

#[test]
fn a_changed_value_is_spliced_and_comments_stay() {
    let (district, ledger) = district();
    let folder = district.folder();
    let text = fs::read_to_string(folder.join(PLATFORM)).unwrap();
    let kept = text.replace("network: extranet", "network: extranet   # 已接入");
    folder.write(PLATFORM, &kept);
    let more = "系统名称,所属部门,等保备案号,建设投资（元）\n示例健康平台,health,50015600000-25001,5200000\n";
    fs::write(&ledger, more).unwrap();
    let ran = import(&district, &["--write"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let new = fs::read_to_string(folder.join(PLATFORM)).unwrap();
    let expected = kept
        .replace("total_investment: 5000000", "total_investment: 5200000")
        .replace(
            "trusted_products: 已按要求说明}",
            "trusted_products: 已按要求说明, mlps_filing_number: 50015600000-25001}",
        );
    assert_eq!(new, expected);
}

#[test]
fn what_is_no_ledger_is_refused_in_a_sentence() {
    let (district, ledger) = district();
    for (content, because) in [
        (&b"<html><table></table></html>"[..], "另存为 .xlsx"),
        (b"a,b\n1,2\n", "没有认出列名"),
        (b"PK\x03\x04", "读不下去"),
        (b"", "没有内容"),
    ] {
        fs::write(&ledger, content).unwrap();
        let ran = import(&district, &[]);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
        assert!(ran.err.contains(because), "{ran:#?}");
    }
    fs::write(&ledger, LEDGER).unwrap();
    district
        .folder()
        .write("map.yaml", "columns:\n  - {titles: [备注]}\n");
    let ran = import(&district, &["--map", "map.yaml"]);
    assert!(ran.err.contains("map.yaml 第 2 行"), "{ran:#?}");
    // An id becomes a path, and stays in its unit.
    for id in ["../../../x", "school/../../x", "/x", "a/b/c"] {
        district
            .folder()
            .write("map.yaml", format!("ids:\n  示例名册系统: \"{id}\"\n"));
        let ran = import(&district, &["--map", "map.yaml", "--write"]);
        assert_eq!(ran.code, Some(2), "{id}: {ran:#?}");
    }
    district
        .folder()
        .write("map.yaml", "ids:\n  示例名册系统: health/roster\n");
    let told = told(&district, &["--map", "map.yaml", "--write"]);
    assert_eq!(
        fate(&told, "B7"),
        ("asked".to_owned(), "elsewhere".to_owned())
    );
    // Nor is it another system's, nor is a field said by two columns.
    district
        .folder()
        .write("map.yaml", "ids:\n  示例名册系统: school/campus\n");
    let told = self::told(&district, &["--map", "map.yaml", "--write"]);
    assert_eq!(fate(&told, "B7"), ("asked".to_owned(), "known".to_owned()));
    district
        .folder()
        .write("map.yaml", "columns:\n  - {to: name, titles: [备注]}\n");
    let told = self::told(&district, &["--map", "map.yaml", "--write"]);
    assert_eq!(fate(&told, "J5"), ("asked".to_owned(), "again".to_owned()));
    let none = district.mulu(&["import", "没有.xlsx"]);
    assert_eq!(none.code, Some(2), "{none:#?}");
}

#[test]
fn the_workbook_that_a_department_gets_comes_back_and_changes_nothing() {
    let (district, _) = district();
    let folder = district.folder();
    let made = district.mulu(&["workbook", "-o", "form.xlsx"]);
    assert_eq!((made.code, &*made.err), (Some(0), ""), "{made:#?}");
    for args in [&["workbook"][..], &["workbook", "-o", "form.csv"]] {
        assert_eq!(district.mulu(args).code, Some(2), "{args:?}");
    }
    let ran = district.mulu(&["import", "form.xlsx", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.len(), 2, "{told:#}");
    assert!(
        files.iter().all(|file| file["change"] == "none"),
        "{told:#}"
    );
    let asked = told["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|cell| cell["fate"] == "asked");
    assert_eq!((asked.count(), ran.code), (0, Some(0)), "{told:#}");
    // The clerk fills in a row: with the id it is registered at once.
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.join("form.xlsx")).unwrap();
    let range = calamine::Reader::worksheet_range(&mut book, "系统").unwrap();
    let head: Vec<String> = range
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let mut row = vec![""; head.len()];
    for (title, value) in [
        ("所属单位 *", "示例教委"),
        ("标识 *", "library"),
        ("系统名称 *", "示例图书系统"),
        ("状态 *", "运行"),
        ("主要功能", "借阅；归还"),
    ] {
        let at = head.iter().position(|name| name == title);
        row[at.unwrap_or_else(|| panic!("no {title} in {head:?}"))] = value;
    }
    let text = format!("{}\n{}\n", head.join(","), row.join(","));
    folder.write("filled.csv", text);
    let ran = district.mulu(&["import", "filled.csv", "--write"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let text = fs::read_to_string(folder.join("registry/systems/school/library.yaml")).unwrap();
    insta::assert_snapshot!("ledger-library", text);
}

#[test]
fn the_ledger_comes_back_with_its_cells_coloured() {
    let (district, _) = district();
    let ran = import(&district, &["-o", "copy.xlsx"]);
    assert_eq!((ran.code, &*ran.out), (Some(1), ""), "{ran:#?}");
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(district.folder().join("copy.xlsx")).unwrap();
    let sheet = calamine::Reader::sheet_names(&book)
        .first()
        .unwrap()
        .clone();
    let range = calamine::Reader::worksheet_range(&mut book, &sheet).unwrap();
    let said = |row, column| {
        range
            .get_value((row, column))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    assert_eq!(said(5, 5), "约600");
    // What may not be repeated isn't.
    assert_eq!((said(4, 9), said(7, 1)), (String::new(), String::new()));
}
