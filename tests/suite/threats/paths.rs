//! Names that look like others, lead elsewhere, or aren't names of files.

use super::raw::{self, FILE, FOLDER, LINK, MODULE};
use super::timely;
use crate::district::District;
use serde_json::Value;

const UNIT: &[u8] = b"name: x\ncategory: school\nbudget_unit: true\nmaintainers: [mallory]\n";

/// What comes of a name in a folder: the exit code, and the codes of what is wrong
/// with it, or why it isn't looked at.
fn proposed(folder: &str, name: &[u8], mode: &str) -> (Option<i32>, String) {
    let district = District::new();
    let repository = district.repository();
    let id = match mode {
        MODULE => git2::Oid::from_bytes(&[7; 20]).unwrap(),
        LINK => raw::blob(repository, b"../../.git/config"),
        FOLDER => raw::tree(
            repository,
            &[(FILE, b"x.yaml", raw::blob(repository, UNIT))],
        ),
        _ => raw::blob(repository, UNIT),
    };
    let tree = raw::grown(repository, folder, &[(mode, name, id)]);
    raw::propose(&district, "tricky", tree);
    let ran = timely(&district, "tricky", &["--format", "json", "--lang", "en"]);
    let Ok(review) = serde_json::from_str::<Value>(&ran.out) else {
        return (ran.code, ran.err);
    };
    let findings = review["diagnostics"].as_array().unwrap().iter();
    let caused = findings.filter(|found| found["caused"] == true);
    let codes: Vec<_> = caused
        .map(|found| found["code"].as_str().unwrap())
        .collect();
    (ran.code, codes.join(" "))
}

fn assert_finding(code: &str, cases: &[(&str, &[u8], &str)]) {
    for (folder, name, mode) in cases {
        let shown = String::from_utf8_lossy(name);
        let found = proposed(folder, name, mode);
        assert_eq!(
            found,
            (Some(1), code.to_owned()),
            "{folder} {shown:?} {mode}"
        );
    }
}

#[test]
fn names_that_only_look_alike_are_errors() {
    assert_finding(
        "path/slug",
        &[
            ("registry/units", b"Health.yaml", FILE),
            ("registry/units", "he\u{430}lth.yaml".as_bytes(), FILE),
            ("registry/units", "ｈealth.yaml".as_bytes(), FILE),
            ("registry/units", b"x\n.yaml", FILE),
        ],
    );
    assert_finding("path/extension", &[("registry/units", b"health.yml", FILE)]);
    assert_finding("path/not-utf8", &[("registry/units", b"x\xff.yaml", FILE)]);
    assert_finding(
        "path/unknown",
        &[
            ("registry/units", b"health.yaml ", FILE),
            ("registry", b"Units", FOLDER),
            ("registry", b"opinions ", FOLDER),
            ("registry/units", b".hidden", FOLDER),
        ],
    );
}

#[test]
fn links_and_submodules_are_errors_and_are_not_followed() {
    assert_finding(
        "path/symlink",
        &[
            ("registry/units", b"x.yaml", LINK),
            ("registry/systems", b"health2", LINK),
            ("registry", b"policy", LINK),
        ],
    );
    assert_finding(
        "path/submodule",
        &[
            ("registry/units", b"x.yaml", MODULE),
            ("registry/units", b"x", MODULE),
            ("registry", b"policy", MODULE),
        ],
    );
    for mode in [LINK, MODULE] {
        let (code, said) = proposed("", b"schema", mode);
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("is a symbolic link or a Git submodule"),
            "{said}"
        );
    }
}

#[test]
fn trees_that_git_would_not_write_are_refused() {
    for (folder, name, mode) in [
        ("registry/units", &b"health.yaml"[..], FILE),
        ("registry/units", b"../policy/pack.yaml", FILE),
        ("registry", b"units/health.yaml", FILE),
        ("registry/units", b"..", FOLDER),
        ("registry/units", b".", FOLDER),
        ("registry/units", b".git", FOLDER),
        ("", b".GIT", FOLDER),
        ("", b"registry", FOLDER),
        ("", b"registry/registry.yaml", FILE),
    ] {
        let (code, said) = proposed(folder, name, mode);
        let shown = String::from_utf8_lossy(name);
        assert_eq!(code, Some(2), "{folder} {shown:?}: {said}");
        assert!(
            said.contains("names that Git does not write"),
            "{folder} {shown:?}: {said}"
        );
    }
}

#[test]
fn a_tree_that_is_not_sorted_is_refused() {
    let district = District::new();
    let repository = district.repository();
    let unit = raw::blob(repository, UNIT);
    let inside = raw::tree(
        repository,
        &[(FILE, b"z.yaml", unit), (FILE, b"a.yaml", unit)],
    );
    let tree = raw::grown(repository, "registry/systems", &[(FOLDER, b"late", inside)]);
    raw::propose(&district, "tricky", tree);
    let ran = timely(&district, "tricky", &["--lang", "en"]);
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("names out of order"), "{}", ran.err);
}

#[test]
fn another_case_of_the_registry_is_not_the_registry() {
    let district = District::new();
    let repository = district.repository();
    let settings = raw::blob(repository, b"title: x\nauthorities: {finance: school}\n");
    let other = raw::tree(repository, &[(FILE, b"registry.yaml", settings)]);
    let tree = raw::grown(repository, "", &[(FOLDER, b"Registry", other)]);
    raw::propose(&district, "other", tree);
    let review = district.review("other", "school-chen");
    assert_eq!(review.json["changes"], serde_json::json!([]));
    let comment = district.comment("other", "school-chen", "en");
    assert!(comment.contains("Registry/registry.yaml"), "{comment}");
}
