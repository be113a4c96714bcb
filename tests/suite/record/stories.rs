//! A certificate's life: made, stored, held against the repository as that goes on, is cut
//! short, or is rewritten.

use super::{PLACE, certify, git, said, verify, verify_bytes};
use crate::district::District;
use crate::support::Folder;
use mulu_record::Certificate;

const NONE: &str = "signature/none";

#[test]
fn what_was_certified_is_equal_here_and_in_a_clone_and_after_years() {
    let district = District::new();
    let bytes = certify(&district, None);
    let folder = district.folder();
    let equal = (Some(0), "equal".to_owned(), vec![NONE.to_owned()]);
    assert_eq!(verify(folder, PLACE), equal);
    // The same commit gives the same bytes, whatever the language.
    let again = district.mulu(&[
        "certify",
        "2027",
        "--rev",
        "HEAD",
        "--on",
        "2026-12-01",
        "--lang",
        "en",
    ]);
    assert_eq!(again.out.as_bytes(), bytes);
    // Stored, and a later opinion turns what would be decided now.
    folder.commit(1_796_000_000);
    let check = district.mulu(&["check"]);
    assert_eq!((check.code, &*check.err), (Some(0), ""), "{check:#?}");
    folder.remove("registry/opinions/cryptography/school/campus.yaml");
    folder.commit(1_800_000_000);
    assert_eq!(verify(folder, PLACE), equal);
    let clone = Folder::empty();
    let source = format!("file://{}", district.path().display());
    git(clone.path(), &["clone", "--quiet", &source, "."]);
    assert_eq!(verify(&clone, PLACE), equal);
}

#[test]
fn fund_says_beside_the_decision_of_record_what_is_true_since() {
    let district = District::new();
    certify(&district, None);
    district.folder().commit(1_796_000_000);
    let on = |day: &str, lang: &str| {
        let ran = district.mulu(&["fund", "2027", "--on", day, "--lang", lang]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        let from = ran.out.find("2026-12-01.json").unwrap();
        let line = ran.out[..from].rfind('\n').unwrap();
        ran.out[line + 1..].to_owned()
    };
    assert!(on("2026-12-02", "en").contains("nothing has changed since"));
    insta::assert_snapshot!(on("2027-03-01", "zh"), @"
    存证的决定：2026-12-01 作出（registry/decisions/2027/2026-12-01.json），仍然有效；此后 1 项有变化
      示例校园平台：2026-12-01 为“符合”，现在为“不符合”：等级保护测评没有通过或者已过期：第 2 级系统每 24 个月测评一次，最近一次的日期是 2025-01-15
    ");
    insta::assert_snapshot!(on("2027-03-01", "en"), @"
    Decision of record: made on 2026-12-01 (registry/decisions/2027/2026-12-01.json), which stands; 1 verdict would be otherwise now
      示例校园平台: eligible on 2026-12-01, ineligible now: The MLPS evaluation did not pass or has lapsed: level 2 is evaluated every 24 months, and the last one is of 2025-01-15
    ");
    // Before it was decided there is none.
    let before = district.mulu(&["fund", "2027", "--on", "2026-11-30", "--lang", "en"]);
    assert!(!before.out.contains("of record"), "{before:#?}");
}

#[test]
fn only_what_is_committed_is_certified() {
    let district = District::new();
    district
        .folder()
        .write("registry/lists/2028.yaml", "projects: []\n");
    let ran = district.mulu(&["certify", "2027"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(
        ran.err.contains("没有") || ran.err.contains("未提交"),
        "{ran:#?}"
    );
}

#[test]
fn what_is_no_certificate_is_said_to_be_what_it_is() {
    let district = District::new();
    let folder = district.folder();
    let bytes = certify(&district, None);
    let text = String::from_utf8(bytes.clone()).unwrap();
    for (bytes, code) in [
        (text[..400].to_owned(), "certificate/truncated"),
        (String::new(), "certificate/truncated"),
        ("不是 JSON".to_owned(), "certificate/unreadable"),
        ("{}".to_owned(), "certificate/other-kind"),
        (
            text.replace("decisions:v1", "decisions:v2"),
            "certificate/version",
        ),
        (
            text.replace("\"year\":2027", "\"year\":\"2027\""),
            "certificate/unreadable",
        ),
    ] {
        let unable = (Some(2), "unverified".to_owned(), vec![code.to_owned()]);
        assert_eq!(verify_bytes(folder, bytes.as_bytes()), unable);
    }
    // Where only the spaces differ, or the place is another one.
    let spaced = text.replace("\"year\":2027", "\"year\": 2027");
    let (exit, _, codes) = verify_bytes(folder, spaced.as_bytes());
    assert_eq!((exit, &*codes[0]), (Some(1), "certificate/form"));
    folder.write("registry/decisions/2026/2026-12-01.json", &bytes);
    let (exit, _, codes) = verify(folder, "registry/decisions/2026/2026-12-01.json");
    assert_eq!((exit, &*codes[0]), (Some(1), "certificate/place"));
}

/// A certificate that says otherwise, sealed again by whoever forged it.
fn forged(bytes: &[u8], forge: impl FnOnce(&mut Certificate)) -> Vec<u8> {
    let mut certificate = Certificate::read(bytes).unwrap();
    forge(&mut certificate);
    Certificate::of(certificate.statement).unwrap().bytes()
}

#[test]
fn a_forged_certificate_is_held_against_the_repository() {
    let district = District::new();
    let folder = district.folder();
    let bytes = certify(&district, None);
    let paid = forged(&bytes, |of| {
        of.statement.predicate.requests[0].amount = Some(900_000);
    });
    let (exit, _, codes) = verify_bytes(folder, &paid);
    assert_eq!((exit, &*codes[0]), (Some(1), "decision/amount"));
    let ruled = forged(&bytes, |of| {
        of.statement.predicate.policy.source = "f".repeat(40);
    });
    let (exit, _, codes) = verify_bytes(folder, &ruled);
    assert_eq!((exit, &*codes[0]), (Some(1), "policy/differs"));
    // Another program, and the same decisions: to be known, and nothing else.
    let newer = forged(&bytes, |of| {
        of.statement.predicate.program.version = "9.0.0".to_owned();
        of.statement.predicate.requests[0].outcomes = "0".repeat(64);
    });
    let (exit, told, codes) = verify_bytes(folder, &newer);
    assert_eq!((exit, &*told), (Some(0), "equal"), "{codes:?}");
    let words = district.mulu(&["verify", "certificate.json", "--lang", "en"]);
    insta::assert_snapshot!(said(&words).replace(&head(&district)[..7], "COMMIT"), @"
    certificate.json: 示例总目录, decisions for 2027, made on 2026-12-01, commit COMMIT, 1 requests, 0 projects

    note[decision/reasons-worded]: 2027/school/campus: the same verdict and amount; another version of the program made the record and digests reasons otherwise
    note[program/other]: made by version 9.0.0 of the program; this is 0.1.0
    note[signature/none]: not signed: what it says can be verified, who made it can't

    Equal: made again, the decisions are those of the record.
    ");
}

fn head(district: &District) -> String {
    let head = district.repository().head().unwrap();
    head.peel_to_commit().unwrap().id().to_string()
}

#[test]
fn a_history_that_is_cut_short_rewritten_or_another_one_is_told_apart() {
    let district = District::new();
    let folder = district.folder();
    let bytes = certify(&district, None);
    let first = head(&district);
    folder.remove(PLACE);
    folder.write("registry/elements.yaml", "elements: {}\n");
    folder.commit(1_796_000_000);
    // A shallow clone doesn't have it.
    let shallow = Folder::empty();
    let source = format!("file://{}", district.path().display());
    git(
        shallow.path(),
        &["clone", "--quiet", "--depth", "1", &source, "."],
    );
    let (exit, _, codes) = verify_bytes(&shallow, &bytes);
    assert_eq!((exit, codes), (Some(2), vec!["history/shallow".to_owned()]));
    let words = shallow.mulu(["verify", "certificate.json", "--lang", "en"]);
    assert!(words.out.contains("git fetch --unshallow"), "{words:#?}");
    // Another repository never had it.
    let other = District::with(|folder| folder.write("registry/lists/2020.yaml", "projects: []\n"));
    let (exit, _, codes) = verify_bytes(other.folder(), &bytes);
    assert_eq!((exit, codes), (Some(2), vec!["history/missing".to_owned()]));
    // Rewritten: the commit is there still, and no longer in the history.
    git(folder.path(), &["checkout", "--quiet", "--orphan", "anew"]);
    folder.commit(1_797_000_000);
    let (exit, _, codes) = verify_bytes(folder, &bytes);
    assert_eq!(
        (exit, &*codes[0]),
        (Some(1), "history/rewritten"),
        "{codes:?}"
    );
    // An object is lost.
    git(folder.path(), &["checkout", "--quiet", "main"]);
    let blob = blob(&district, &first, "registry/units/health.yaml");
    folder.remove(&format!(".git/objects/{}/{}", &blob[..2], &blob[2..]));
    let (exit, _, codes) = verify_bytes(folder, &bytes);
    assert_eq!((exit, codes), (Some(2), vec!["history/objects".to_owned()]));
}

fn blob(district: &District, commit: &str, path: &str) -> String {
    let commit = git2::Oid::from_str(commit).unwrap();
    let tree = district.repository().find_commit(commit).unwrap();
    let tree = tree.tree().unwrap();
    tree.get_path(path.as_ref()).unwrap().id().to_string()
}

#[test]
fn a_certificate_is_finances_to_propose() {
    let district = District::new();
    let bytes = certify(&district, None);
    district.folder().remove(PLACE);
    district.on("record", |folder| folder.write(PLACE, &bytes));
    for (author, allowed) in [("treasury-wu", true), ("health-wang", false)] {
        let review = district.review("record", author);
        assert_eq!(review.change(PLACE)["author_allowed"], allowed, "{author}");
    }
    assert_eq!(district.review("record", "treasury-wu").findings(), []);
}

#[test]
fn a_years_first_decision_has_no_folder_yet_and_a_missing_one_is_said() {
    let district = District::new();
    let args = [
        "certify",
        "2027",
        "--rev",
        "HEAD",
        "--on",
        crate::district::ON,
    ];
    let ran = district.mulu(&[&args[..], &["-o", PLACE]].concat());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(verify(district.folder(), PLACE).0, Some(0));
    for (lang, said) in [
        ("zh", "没有这个文件或者文件夹"),
        ("en", "no such file or folder"),
    ] {
        let ran = district.mulu(&["fund", "2027", "-o", "nowhere/a.csv", "--lang", lang]);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains(said), "{ran:#?}");
    }
}
