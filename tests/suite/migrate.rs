//! A registry of the first contract brought to the second: what changes, what is asked,
//! and that nothing else of a file is touched.

use crate::support::{Folder, Ran};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FILES: &str = include_str!("migrate.txt");

const SETTINGS: &str = "registry/registry.yaml";
const EVALUATIONS: &str = "registry/opinions/catalog/reform/credit.yaml";
const FILINGS: &str = "registry/opinions/cybersecurity/reform/credit.yaml";
const CLINIC: &str = "registry/units/clinic.yaml";

fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = FILES.split("=== ").skip(1);
    files.map(|file| file.split_once('\n').unwrap())
}

fn first() -> Folder {
    Folder::with(files())
}

fn text(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.join(path)).unwrap()
}

fn texts(folder: &Folder) -> BTreeMap<&'static str, String> {
    files()
        .map(|(path, _)| (path, text(folder, path)))
        .collect()
}

fn run(folder: &Folder, args: &[&str]) -> Ran {
    folder.mulu(["migrate", "--lang", "en"].iter().chain(args))
}

fn plan(folder: &Folder, args: &[&str]) -> Value {
    let ran = run(folder, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

fn entries<'v>(plan: &'v Value, of: &'static str) -> Vec<(&'v str, &'v Value)> {
    let files = plan["files"].as_array().unwrap().iter();
    let entries = files.flat_map(|file| {
        let path = file["path"].as_str().unwrap();
        let entries = file[of].as_array().unwrap().iter();
        entries.map(move |entry| (path, entry))
    });
    entries.collect()
}

/// Path and pointer of every entry.
fn places(plan: &Value, of: &'static str) -> Vec<String> {
    let entries = entries(plan, of).into_iter();
    entries
        .map(|(path, entry)| {
            let path = path.strip_prefix("registry/").unwrap_or(path);
            format!("{path}#{}", entry["pointer"].as_str().unwrap())
        })
        .collect()
}

/// What a person would answer to everything that is asked.
fn answer(folder: &Folder) {
    let replace = |path: &str, pairs: &[(&str, &str)]| {
        let mut content = text(folder, path);
        for (from, to) in pairs {
            assert!(content.contains(from), "{path} has no {from}");
            content = content.replacen(from, to, 1);
        }
        folder.write(path, content);
    };
    replace(CLINIC, &[("public-institution", "school-or-hospital")]);
    replace(
        EVALUATIONS,
        &[("scope: machine-room", "scope: 2027/machine-room")],
    );
    replace(FILINGS, &[("2021-01-15", "2021-01-15\n    level: 2")]);
    replace(
        "registry/systems/reform/credit.yaml",
        &[
            ("isolated", "isolated\nisolation_basis: 示例规定"),
            ("definition:", "definition:\n  information_system: true"),
        ],
    );
    replace(
        "registry/units/reform.yaml",
        &[("2028", "2028\n  filed_on: 2025-12-01")],
    );
    replace(
        "registry/requests/2027/reform/credit.yaml",
        &[
            ("500000", "500000, purpose: replacement"),
            ("200000", "200000, deployed_here: true"),
        ],
    );
    replace(
        "registry/lists/2027.yaml",
        &[("  - system: reform/credit\n    kind: expansion\n", "")],
    );
}

#[test]
fn a_plan_says_what_changes_and_what_is_asked_and_changes_nothing() {
    let folder = first();
    let before = texts(&folder);
    let plan = plan(&folder, &[]);
    assert_eq!(texts(&folder), before);
    assert_eq!(
        places(&plan, "changes"),
        [
            "opinions/catalog/reform/credit.yaml#/opinions/0/scope",
            "registry.yaml#/authorities/catalog/unit",
            "registry.yaml#/authorities/cybersecurity/unit",
            "registry.yaml#/authorities/development/unit",
            "registry.yaml#/authorities/finance/unit",
            "registry.yaml#/authorities/government/unit",
            "registry.yaml#/authorities/audit/unit",
            "registry.yaml#/currency",
            "registry.yaml#/ownership/1/authors",
            "registry.yaml#/ownership/5/approvers",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
            "registry.yaml#/ownership",
        ]
    );
    assert_eq!(
        places(&plan, "questions"),
        [
            "lists/2027.yaml#/projects/1/system",
            "lists/2027.yaml#/projects/1/system",
            "opinions/catalog/reform/credit.yaml#/opinions/1/scope",
            "opinions/cybersecurity/reform/credit.yaml#/opinions/0",
            "requests/2027/reform/credit.yaml#/items/0/purpose",
            "requests/2027/reform/credit.yaml#/items/1/deployed_here",
            "systems/reform/credit.yaml#/isolation_basis",
            "systems/reform/credit.yaml#/definition/information_system",
            "units/clinic.yaml#/category",
            "units/reform.yaml#/integrated_plan/filed_on",
        ]
    );
    let (_, scope) = entries(&plan, "questions")[2];
    assert_eq!(scope["line"], 10);
    assert_eq!(
        scope["who"],
        json!({"kind": "authority", "id": "catalog", "name": "示例大数据局"})
    );
    assert_eq!(
        scope["help"],
        json!(["years whose requests ask for this category: 2027"])
    );
    let (_, level) = entries(&plan, "questions")[3];
    assert_eq!(level["code"], "opinion/missing-field");
    assert_eq!(plan["written"], false);
    assert_eq!(run(&folder, &[]).code, Some(1));
}

#[test]
fn what_is_written_passes_the_check_but_for_what_is_asked() {
    let folder = first();
    let ran = run(&folder, &["--write"]);
    assert_eq!((ran.code, &*ran.err), (Some(1), ""), "{ran:#?}");
    let asked = places(&plan(&folder, &[]), "questions");
    let check = folder.mulu(["check", "--format", "json", "--on", "2026-12-01"]);
    let check: Value = serde_json::from_str(&check.out).unwrap();
    let errors = check["diagnostics"].as_array().unwrap().iter();
    let errors: Vec<_> = errors
        .filter(|found| found["severity"] == "error")
        .collect();
    assert!(!errors.is_empty());
    for error in errors {
        let path = error["path"]
            .as_str()
            .unwrap()
            .strip_prefix("registry/")
            .unwrap();
        let place = format!("{path}#{}", error["pointer"].as_str().unwrap());
        assert!(asked.contains(&place), "{error:#}");
    }
    answer(&folder);
    let done = run(&folder, &[]);
    assert_eq!(done.code, Some(0), "{done:#?}");
    assert!(done.out.contains("Nothing to change"), "{}", done.out);
    let check = folder.mulu(["check", "--on", "2026-12-01"]);
    assert_eq!(check.code, Some(0), "{check:#?}");
}

#[test]
fn comments_quotes_order_and_line_ends_stay() {
    let folder = first();
    for path in [SETTINGS, EVALUATIONS] {
        folder.write(path, text(&folder, path).replace('\n', "\r\n"));
    }
    let before = texts(&folder);
    run(&folder, &["--write"]);
    let after = texts(&folder);
    for (path, text) in &after {
        if *path != SETTINGS && *path != EVALUATIONS {
            assert_eq!(text, &before[path], "{path}");
        }
    }
    assert_eq!(
        after[EVALUATIONS],
        before[EVALUATIONS].replace(
            "'server-storage' # 服务器",
            "'2027/server-storage' # 服务器"
        )
    );
    let settings = &after[SETTINGS];
    assert_eq!(
        settings.matches('\n').count(),
        settings.matches("\r\n").count()
    );
    for line in [
        "timezone: Asia/Shanghai # 时区\r\ncurrency: {code: CNY, ",
        "    units: [bureau] # 大数据局\r\n  cybersecurity: {units: [bureau]}\r\n  cryptography: bureau\r\n",
        "    authors: [\"{unit}+ancestors\", catalog] # 本单位\r\n",
        "      - development   # 发改委\r\n      - finance\r\n  # 自己定的一行\r\n",
        "    authors: [\"{unit}\"]\r\n    approvers: [finance, audit]\r\n  - {path: ",
        "approvers: [\"{unit}|government\"]}\r\n",
        "\r\n\r\nx-remark: 末尾 # 不动\r\n",
    ] {
        assert!(settings.contains(line), "{line}\n{settings}");
    }
}

#[test]
fn what_was_written_is_not_written_again() {
    let folder = first();
    run(&folder, &["--write"]);
    let before = texts(&folder);
    let again = plan(&folder, &["--write"]);
    assert_eq!(again["totals"]["changes"], 0);
    assert_eq!(texts(&folder), before);
}

#[test]
fn a_line_of_the_table_that_is_a_registrys_own_stays_and_is_said() {
    let ran = run(&first(), &[]);
    let note = "The line requests/{year}/{unit}/{system}.yaml of the ownership table";
    assert!(ran.out.contains(note), "{}", ran.out);
    assert!(
        ran.out.contains("Maintainers that are logins alone: 3;"),
        "{}",
        ran.out
    );
}

#[test]
fn a_file_with_errors_is_left_alone_and_said() {
    let folder = first();
    let broken = text(&folder, EVALUATIONS) + "  - {matter: [\n";
    folder.write(EVALUATIONS, &broken);
    // A list whose entries hang below their dashes has no line that a splice could follow.
    let list = "      -\n        development\n";
    let hanging = text(&folder, SETTINGS).replace("      - development   # 发改委\n", list);
    folder.write(SETTINGS, hanging);
    let plan = plan(&folder, &["--write"]);
    assert_eq!(text(&folder, EVALUATIONS), broken);
    let asked = entries(&plan, "questions").into_iter();
    let of = |path: &'static str| {
        asked
            .clone()
            .filter(move |(of, _)| *of == path)
            .map(|(_, asked)| asked)
    };
    let is_of_yaml = |asked: &Value| {
        let code = asked["code"].as_str();
        code.is_some_and(|code| code.starts_with("document/"))
    };
    assert!(of(EVALUATIONS).any(is_of_yaml), "{plan:#}");
    let by_hand = of(SETTINGS).next().unwrap();
    assert_eq!(
        by_hand["question"],
        "to be changed by hand: [development] → [development, finance]"
    );
    assert_eq!(by_hand["pointer"], "/ownership/5/approvers");
    let settings = text(&folder, SETTINGS);
    assert!(
        settings.contains(list) && settings.contains("units: [reform]"),
        "{settings}"
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_ordinary_file_is_left_alone() {
    let folder = first();
    let elsewhere = Folder::with([("a.yaml", &*text(&folder, EVALUATIONS))]);
    folder.remove(EVALUATIONS);
    std::os::unix::fs::symlink(elsewhere.join("a.yaml"), folder.join(EVALUATIONS)).unwrap();
    let before = text(&elsewhere, "a.yaml");
    let plan = plan(&folder, &["--write"]);
    assert_eq!(text(&elsewhere, "a.yaml"), before);
    assert!(
        places(&plan, "questions")
            .iter()
            .any(|place| place.starts_with("opinions/catalog/reform/credit.yaml#"))
    );
}

#[test]
fn what_git_does_not_have_yet_is_not_written_over() {
    let folder = first();
    folder.commit(1_793_577_600);
    folder.write(EVALUATIONS, text(&folder, EVALUATIONS) + "# 正在修改\n");
    let before = texts(&folder);
    let ran = run(&folder, &["--write"]);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert!(
        ran.err.contains(EVALUATIONS) && !ran.err.contains(SETTINGS),
        "{}",
        ran.err
    );
    assert_eq!(texts(&folder), before);
    folder.commit(1_793_577_601);
    assert_eq!(plan(&folder, &["--write"])["written"], true);
    assert_ne!(texts(&folder), before);
    // What is left to decide is edited by hand; that is in nobody's way.
    answer(&folder);
    assert_eq!(run(&folder, &["--write"]).code, Some(0));
}

#[test]
fn rules_of_the_first_language_and_old_schemas_are_spoken_of() {
    let folder = first();
    folder.write("registry/policy/pack.yaml", "title: {zh: 旧规则}\n");
    let schema = include_str!("../../schema/registry.schema.json")
        .replace("\"currency\": {", "\"x-currency\": {");
    folder.write("schema/registry.schema.json", schema);
    let plan = plan(&folder, &[]);
    assert!(
        plan["notes"][1]
            .as_str()
            .unwrap()
            .starts_with("Rules of the first language"),
        "{plan:#}"
    );
    let schema = entries(&plan, "questions")
        .into_iter()
        .find(|(path, _)| path.starts_with("schema/"));
    let question = schema.unwrap().1["question"].as_str().unwrap();
    assert!(question.contains("`/currency`"), "{question}");
}

#[test]
fn rules_of_the_second_language_that_cannot_be_read_are_mended_first() {
    let folder = first();
    folder.write("registry/policy/pack.yaml", "language: 2\ntitle: [\n");
    let ran = run(&folder, &[]);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert_eq!(run(&Folder::empty(), &[]).code, Some(2));
}

#[test]
fn people_read_it_in_chinese() {
    let out = first().mulu(["migrate"]).out;
    for line in [
        "registry/opinions/catalog/reform/credit.yaml\n  ~ 4   opinions[1].scope: server-storage → 2027/server-storage\n",
        "  ? 10  opinions[2].scope（范围）: 对“机房环境”的意见用于哪个年度？\n       登记中申请了这类费用的年度：2027\n       由示例大数据局决定",
        "由卫生院决定 · 依据：",
        "能改 17 处，涉及 2 个文件；加 --write 写入。\n",
        "还有 10 处要由人决定：",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}
