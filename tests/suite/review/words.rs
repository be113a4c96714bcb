//! The words of the comment, in both languages.

use super::{CAMPUS, replace};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.add_filter("[0-9a-f]{7}\\b", "<commit>");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn in_both(name: &str, district: &District, branch: &str, author: &str) {
    for lang in ["zh", "en"] {
        snapshot(
            &format!("{name}-{lang}"),
            &district.comment(branch, author, lang),
        );
    }
}

#[test]
fn a_request_in_order() {
    let district = District::new();
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    in_both("in-order", &district, "ask", "health-wang");
}

#[test]
fn a_request_that_falls_short() {
    let district = District::new();
    district.on("ask", |folder| {
        folder.write(REQUEST_PATH, REQUEST.replace("500000", "560000"));
        folder.remove("registry/opinions/cryptography/health/platform.yaml");
        replace(folder, CAMPUS, "2025-01-15", "2023-01-15");
    });
    in_both("falls-short", &district, "ask", "health-wang");
}

#[test]
fn faults_strangers_and_old_problems() {
    let district = District::with(|folder| {
        replace(
            folder,
            "registry/units/hospital.yaml",
            "parent: health",
            "parent: helth",
        );
    });
    district.on("bad", |folder| {
        replace(
            folder,
            "registry/systems/school/campus.yaml",
            "network: extranet",
            "network: extrnet",
        );
        folder.write("registry/units/新.yaml", "name: x\n");
        folder.write("src/main.rs", "fn main() {}\n");
    });
    in_both("faults", &district, "bad", "hospital-tang");
    let ran = district.mulu(&[
        "review",
        "main..bad",
        "--author",
        "hospital-tang",
        "--on",
        ON,
        "--lang",
        "zh",
    ]);
    snapshot("faults-terminal", &ran.out);
}

#[test]
fn rules_that_change() {
    let district = District::with(|folder| folder.copy("registry/policy"));
    district.on("strict", |folder| {
        replace(folder, "registry/policy/pack.yaml", "'2': 24", "'2': 12")
    });
    in_both("rules", &district, "strict", "bureau-li");
}

#[test]
fn whoever_may_not_take_a_system_is_told_whose_it_is() {
    let district = District::new();
    let (old, new) = (
        "registry/systems/health/platform.yaml",
        "registry/systems/school/platform.yaml",
    );
    district.on("move", |folder| {
        let text = std::fs::read(folder.path().join(old)).unwrap();
        folder.remove(old);
        folder.write(new, text);
    });
    let comment = district.comment("move", "hospital-tang", "zh");
    let at = comment.find("无权修改这个文件").unwrap();
    let remedy = comment[at..].lines().find(|line| line.contains("移来"));
    let remedy = remedy.unwrap_or_else(|| panic!("{comment}"));
    assert!(
        remedy.contains(old) && remedy.contains("示例卫健委"),
        "{remedy}"
    );
}

#[test]
fn a_review_of_nothing_says_that_there_is_nothing() {
    let district = District::new();
    district.on("same", |_| {});
    for (lang, said, not) in [
        ("zh", "没有改动", "可以合并"),
        ("en", "Nothing changes", "Can be merged"),
    ] {
        let ran = district.mulu(&[
            "review",
            "main..same",
            "--author",
            "school-chen",
            "--lang",
            lang,
        ]);
        assert!(ran.out.contains(said) && !ran.out.contains(not), "{ran:#?}");
    }
}
