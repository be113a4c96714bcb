//! What clerks, finance and the bureau do every day, on the sample registry.

mod life;
mod mistakes;
mod money;
mod moves;
mod reform;

use crate::support::{Folder, Ran};
use mulu_report::{Language, Localizer, codes};
use std::path::Path;

/// The day of the sample.
const ON: &str = "2026-12-01";

fn sample<'a>(args: impl IntoIterator<Item = &'a str>) -> Ran {
    let folder = Folder::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    let args = ["-C", root].into_iter().chain(args);
    folder.mulu(args.into_iter().chain(["--on", ON]).collect::<Vec<_>>())
}

fn at(text: &str, part: &str) -> usize {
    text.find(part)
        .unwrap_or_else(|| panic!("{part} in {text}"))
}

#[test]
fn reasons_come_first_then_what_to_do_then_the_rest_in_one_line() {
    let ran = sample(["explain", "health-platform"]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""));
    let text = &ran.out;
    let [why, what, rest] = ["✘ 不符合（", "需要：", "✔ 符合（"].map(|part| at(text, part));
    assert!(why < what && what < rest, "{text}");
    assert!(!text.contains("catalog/operating"), "{text}");
    assert!(text.contains("--all"), "{text}");
    let all = sample(["explain", "health-platform", "--all"]);
    assert!(all.out.contains("catalog/operating"), "{}", all.out);
    assert!(!all.out.contains("--all"), "{}", all.out);
}

#[test]
fn a_decision_can_be_printed() {
    let folder = Folder::empty();
    let root = env!("CARGO_MANIFEST_DIR");
    for (name, begins, part) in [
        ("a.md", "### 🔴 全民健康信息平台", "<details>"),
        ("a.html", "<!DOCTYPE html>", "<h1>🔴 全民健康信息平台"),
        ("a.json", "{", "\"verdict\":\"ineligible\""),
        ("a.txt", "武隆区", "全民健康信息平台"),
    ] {
        let args = [
            "-C",
            root,
            "explain",
            "health-platform",
            "--on",
            ON,
            "-o",
            name,
        ];
        let ran = folder.mulu(args);
        assert_eq!((ran.code, &*ran.out), (Some(0), ""), "{ran:#?}");
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(text.starts_with(begins) && text.contains(part), "{text}");
    }
    let html = std::fs::read_to_string(folder.join("a.html")).unwrap();
    assert!(
        !html.contains("<script") && !html.contains("http"),
        "{html}"
    );
    assert!(html.contains("registry/plans/2027.yaml"), "{html}");
    let projects = sample([
        "explain",
        "projects/tcm-hospital/hospital-information",
        "--format",
        "html",
    ]);
    assert_eq!(projects.code, Some(0), "{projects:#?}");
}

#[test]
fn a_system_that_nobody_asked_for_is_told_what_it_would_lack() {
    let folder = Folder::empty();
    folder.copy("registry");
    folder.remove("registry/requests/2027/health-commission/health-platform.yaml");
    let ran = folder.mulu(["explain", "health-platform", "--year", "2027", "--on", ON]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    assert!(ran.out.contains("假设"), "{}", ran.out);
    assert!(ran.out.contains("等级保护测评"), "{}", ran.out);
    assert!(
        !ran.out.contains("request/need-stated"),
        "its own words are none of it"
    );
    let json = folder.mulu([
        "explain",
        "health-platform",
        "--year",
        "2027",
        "--on",
        ON,
        "--format",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["assumed"], true);
    assert_eq!(json["decisions"][0]["verdict"], "ineligible");
    let asked = sample(["explain", "health-platform", "--format", "json"]);
    assert!(!asked.out.contains("assumed"));
}

#[test]
fn names_and_words_are_understood_in_chinese() {
    let err = |args: &[&str]| {
        let ran = sample(args.iter().copied());
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
        ran.err
    };
    assert!(err(&["explain", "健康"]).contains("`health-commission/health-platform`"));
    assert!(err(&["explain", "全民健康平台"]).contains("health-commission/health-platform"));
    assert!(err(&["fund", "2027", "--unit", "卫生健康"]).contains("`health-commission`"));
    assert!(err(&["explain", "projects/tcm-hospital/信息系统"]).contains("hospital"));
    let chinese = sample(["fund", "2027", "--verdict", "不符合", "--format", "csv"]);
    let english = sample(["fund", "2027", "--verdict", "ineligible", "--format", "csv"]);
    assert_eq!(chinese, english);
    // A project by its own name alone.
    let project = sample(["explain", "区中医院信息系统建设"]);
    assert_eq!(project.code, Some(0), "{project:#?}");
}

#[test]
fn every_finding_is_explained_in_both_languages() {
    for code in mulu_core::diagnostic::code::ALL {
        for language in Language::ALL {
            let mut out = Vec::new();
            codes::one(&mut out, code, &[], &Localizer::new(language)).unwrap();
            let said = String::from_utf8(out).unwrap();
            let key = code.message_key();
            for unworded in [
                format!("means-{key}"),
                format!("cure-{key}"),
                "{$".to_owned(),
            ] {
                assert!(!said.contains(&unworded), "{said}");
            }
            let chinese = said.lines().skip(2).all(|line| !line.is_ascii());
            assert_eq!(chinese, language == Language::Zh, "{said}");
        }
    }
    let wrong = Folder::empty().mulu(["explain-code", "reference/unknown-unti"]);
    assert!(wrong.err.contains("`reference/unknown-unit`"), "{wrong:#?}");
    let cited = sample_code("list/duplicate-entry");
    insta::assert_snapshot!(cited, @r"
    错误[list/duplicate-entry]
    提示：`…` 在同一文件中重复列入
    含义：同一个系统或者项目在一份清单、计划或者预算里出现两次，都不作数
    怎么改：合并为一行
    依据：第八条、第十条
    ");
}

fn sample_code(code: &str) -> String {
    let folder = Folder::empty();
    folder
        .mulu(["-C", env!("CARGO_MANIFEST_DIR"), "explain-code", code])
        .out
}

#[test]
fn the_index_of_findings_is_the_programs() {
    let page = Folder::empty().mulu(["dev", "diagnostics"]).out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/DIAGNOSTICS.md");
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(page == kept, "mulu dev diagnostics > docs/DIAGNOSTICS.md");
}

/// Who asks is a fact of the request: a wrong applicant is shown where it stands.
#[test]
fn a_wrong_applicant_is_shown_in_the_request() {
    let district = crate::district::District::with(|folder| {
        let path = crate::district::REQUEST_PATH;
        let wrong = crate::district::REQUEST.replace("applicant: health", "applicant: hospital");
        folder.write(path, wrong);
    });
    let ran = district.mulu(&["fund", "2027", "--on", ON, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let decisions = json["decisions"].as_array().unwrap();
    let outcomes = decisions[0]["outcomes"].as_array().unwrap();
    let asked = outcomes
        .iter()
        .find(|one| one["rule"] == "request/budget-unit");
    let evidence = asked.unwrap()["evidence"].as_array().unwrap();
    let place = serde_json::json!({"path": crate::district::REQUEST_PATH, "pointer": "/applicant", "line": 1, "column": 12});
    assert!(evidence.contains(&place), "{evidence:#?}");
}
