//! What an audit says, to whom, and when it can't say anything.

use super::story::Story;
use super::{CYBER, findings, only, out_of_order};
use crate::record::said;
use crate::support::Folder;
use mulu_core::policy::pack::QUESTIONS;
use mulu_record::audit::{CHECKS, FAMILY};
use mulu_report::{Language, Localizer};
use serde_json::Value;
use std::collections::BTreeSet;

/// The table without the commits, which nobody knows beforehand.
fn table(story: &Story, lang: &str) -> String {
    let ran = story
        .folder
        .mulu(["audit", "2027", "--on", "2026-12-01", "--lang", lang]);
    assert_eq!((ran.code, &*ran.err), (Some(1), ""), "{ran:#?}");
    let findings = ran.out.split("\n\n").filter(|part| {
        part.starts_with("问题") || part.starts_with("finding") || part.contains("2026-12-01")
    });
    let hex = regex::Regex::new(r"\b[0-9a-f]{7}\b").unwrap();
    let told: Vec<String> = findings
        .map(|part| hex.replace_all(part, "COMMIT").into_owned())
        .collect();
    told.join("\n\n")
}

#[test]
fn people_read_what_was_found_on_which_article_where_and_what_to_do() {
    let story = out_of_order();
    insta::assert_snapshot!("audit_zh", table(&story, "zh"));
    insta::assert_snapshot!("audit_en", table(&story, "en"));
}

#[test]
fn a_spreadsheet_and_a_csv_have_a_row_each() {
    let story = out_of_order();
    let (_, told) = story.audit(&[]);
    let count = told["findings"].as_array().unwrap().len();
    let ran = story
        .folder
        .mulu(["audit", "2027", "--on", "2026-12-01", "-o", "audit.csv"]);
    assert_eq!((ran.code, &*ran.out), (Some(1), ""), "{ran:#?}");
    let csv = story.read("audit.csv");
    let grids = mulu_ledger::read::grids(csv.as_bytes()).unwrap();
    assert_eq!(grids[0].rows.len(), count + 1);
    let again = story
        .folder
        .mulu(["audit", "2027", "--on", "2026-12-01", "-o", "audit.xlsx"]);
    assert_eq!((again.code, &*again.out), (Some(1), ""), "{again:#?}");
    let bytes = std::fs::read(story.folder.join("audit.xlsx")).unwrap();
    let grids = mulu_ledger::read::grids(&bytes).unwrap();
    assert_eq!(grids[0].rows.len(), count + 1);
}

#[test]
fn what_isnt_all_here_or_isnt_committed_is_said_to_be_so() {
    let story = Story::new(|_| {});
    story.add(CYBER, "# more\n");
    story.commit("2026-02-01", "he");
    let clone = Folder::empty();
    let source = format!("file://{}", story.folder.path().display());
    crate::record::git(
        clone.path(),
        &["clone", "--quiet", "--depth", "1", &source, "."],
    );
    for (lang, part) in [("zh", "浅克隆"), ("en", "shallow clone")] {
        let ran = clone.mulu(["audit", "2027", "--lang", lang]);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
        assert!(
            ran.err.contains(part) && ran.err.contains("git fetch --unshallow"),
            "{ran:#?}"
        );
    }
    story.add(CYBER, "# not committed\n");
    let ran = story.folder.mulu(["audit", "2027"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("--rev"), "{ran:#?}");
    // No repository at all, and rules that are broken.
    let bare = Folder::with(crate::district::files());
    assert_eq!(bare.mulu(["audit", "2027"]).code, Some(2));
    let broken = Story::new(|story| story.put("registry/policy/pack.yaml", "articles: 1\n"));
    let ran = broken.folder.mulu(["audit", "2027"]);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
}

#[test]
fn no_number_of_a_person_is_said_though_a_commit_has_it() {
    let story = Story::new(|_| {});
    story.add(
        CYBER,
        "  - {matter: risk-assessment, result: pass, issued_on: \"2026-02-01\"}\n",
    );
    story.git(&["add", "--all"]);
    let author = "何13800138000\u{1b}[31m <he@example.org>";
    let args = [
        "commit",
        "--quiet",
        "--author",
        author,
        "--date",
        "2026-09-01T10:00:00+08:00",
        "-m",
        "x",
    ];
    story.git(&args);
    for format in ["table", "json", "csv"] {
        let ran = story.folder.mulu([
            "audit",
            "2027",
            "--on",
            "2026-12-01",
            "--late-days",
            "0",
            "--format",
            format,
        ]);
        let said = said(&ran);
        assert!(said.contains("何138"), "{said}");
        assert!(
            !said.contains("13800138000") && !said.contains('\u{1b}'),
            "{said}"
        );
        assert!(!said.contains("he@example.org"), "{said}");
    }
}

#[test]
fn a_pack_that_names_no_evaluation_and_no_threshold_is_not_asked_by_any() {
    let folder = Folder::empty();
    folder.copy_as("tests/jurisdictions/marlow", ".");
    crate::record::git(folder.path(), &["init", "--quiet"]);
    folder.commit(1_790_000_000);
    let ran = folder.mulu([
        "audit",
        "2027",
        "--on",
        "2026-12-01",
        "--format",
        "json",
        "--lang",
        "en",
    ]);
    let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    let all = told["findings"].as_array().unwrap().iter();
    let asked = all.filter(|found| found["code"] == "audit/not-asked");
    let said: Vec<&str> = asked
        .map(|found| found["message"].as_str().unwrap())
        .collect();
    assert_eq!(said.len(), 2, "{told:#}");
    assert!(
        said[0].contains("thresholds") && said[1].contains("evaluations"),
        "{said:?}"
    );
}

/// A pack's `audit` names what the pack has, and questions that there are.
#[test]
fn what_an_audit_rests_on_is_the_packs_own() {
    let folder = Folder::empty();
    folder.copy("registry/policy");
    let path = folder.join("registry/policy/pack.yaml");
    let pack = std::fs::read_to_string(&path).unwrap();
    for (right, wrong, near) in [
        ("opinion-late: [", "opinion-later: [", "opinion-late"),
        ("opinion-late: [\"34\"", "opinion-late: [\"43\"", "34"),
        (
            "thresholds: [feasibility_from",
            "thresholds: [mlps_interval",
            "feasibility_from",
        ),
        (
            "matters: [self-evaluation,",
            "matters: [self-evaluations,",
            "self-evaluation",
        ),
        (
            "within: self_evaluation_months",
            "within: performance_report_by",
            "self_evaluation_months",
        ),
    ] {
        assert!(pack.contains(right), "{right}");
        std::fs::write(&path, pack.replace(right, wrong)).unwrap();
        let ran = folder.mulu(["policy", "lint", "--lang", "en"]);
        let said = said(&ran);
        assert_eq!(ran.code, Some(1), "{said}");
        assert!(
            said.contains("policy/not-understood") && said.contains(near),
            "{said}"
        );
    }
}

#[test]
fn every_question_has_its_sentence_and_wulongs_articles() {
    let codes = CHECKS.iter().flat_map(|check| check.codes);
    let codes: BTreeSet<&str> = codes
        .map(|code| code.strip_prefix(FAMILY).unwrap())
        .collect();
    let of_history = [
        "days-backwards",
        "first-commit",
        "not-asked",
        "notes-absent",
        "notes-later",
    ];
    let questions: BTreeSet<&str> = QUESTIONS.into_iter().chain(of_history).collect();
    assert_eq!(codes, questions);
    for language in Language::ALL {
        let words = Localizer::new(language);
        for code in &codes {
            let key = format!("record-audit-{code}");
            assert!(words.try_word(&key).is_some(), "{key}");
        }
    }
    let (_, told) = out_of_order().audit(&[]);
    let asked = findings(&told);
    let pack = std::fs::read_to_string(format!(
        "{}/registry/policy/pack.yaml",
        env!("CARGO_MANIFEST_DIR")
    ));
    let pack: Value = serde_yaml::from_str(&pack.unwrap()).unwrap();
    for question in QUESTIONS {
        assert!(pack["audit"]["articles"][question].is_array(), "{question}");
    }
    assert!(
        asked.len() >= 9
            && only(&told, "audit/first-commit")["articles"] == Value::Array(Vec::new())
    );
}
