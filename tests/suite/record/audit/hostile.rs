//! Histories that would hide something: rewritten through a merge, under another name, by a
//! clock that runs backwards, while a file can't be read; and those that only look so.

use super::story::Story;
use super::{ASSESSED, CATALOG, CRYPTO, CYBER, LIST, PLATFORM, findings, only};
use crate::record::dice::Dice;
use mulu_git::Repository;
use serde_json::Value;
use std::collections::BTreeSet;

fn later(issued_on: &str) -> String {
    format!("  - {{matter: risk-assessment, result: pass, issued_on: \"{issued_on}\"}}\n")
}

/// Who rewrote the only opinion that was.
fn rewriter(told: &Value) -> (&str, &str) {
    let place = &only(told, "audit/opinion-rewritten")["places"][0];
    (
        place["commit"].as_str().unwrap(),
        place["author"].as_str().unwrap(),
    )
}

#[test]
fn what_a_branch_rewrote_is_its_authors_and_what_the_merge_did_is_the_mergers() {
    let failed = ASSESSED.replace("pass", "fail");
    let story = Story::new(|_| {});
    story.git(&["checkout", "--quiet", "-b", "side"]);
    story.change(CRYPTO, ASSESSED, &failed);
    let wrote = story.commit("2026-03-02", "mallory");
    story.git(&["checkout", "--quiet", "main"]);
    story.add(LIST, "# main goes on\n");
    story.commit("2026-03-03", "li");
    story.merge(
        "2026-03-04",
        "li",
        "Merge pull request #9 from x/side",
        "side",
    );
    let (code, told) = story.audit(&[]);
    assert_eq!((code, rewriter(&told)), (Some(1), (&*wrote, "mallory")));
    let place = &only(&told, "audit/opinion-rewritten")["places"][0];
    assert_eq!(
        (&place["pull"], &place["on"]),
        (&9.into(), &"2026-03-04".into())
    );

    // Neither side says so: only the merge does.
    let story = Story::new(|_| {});
    story.git(&["checkout", "--quiet", "-b", "side"]);
    story.add(
        CRYPTO,
        "# a branch that touches the file, and harms nothing\n",
    );
    story.commit("2026-03-02", "qi");
    story.git(&["checkout", "--quiet", "main"]);
    story.add(LIST, "# main goes on\n");
    story.commit("2026-03-03", "li");
    let merged = story.merge_with(("2026-03-04", "mallory"), "side", |story| {
        story.change(CRYPTO, ASSESSED, &failed);
    });
    let (code, told) = story.audit(&[]);
    assert_eq!((code, rewriter(&told)), (Some(1), (&*merged, "mallory")));
}

#[test]
fn what_a_branch_recorded_is_its_authors_and_stands_from_the_merge_on() {
    let story = Story::new(|_| {});
    story.git(&["checkout", "--quiet", "-b", "side"]);
    story.add(CYBER, &later("2026-02-01"));
    let wrote = story.commit("2026-02-02", "he");
    // The branch takes in what went on meanwhile.
    story.git(&["checkout", "--quiet", "main"]);
    story.add(
        CATALOG,
        "  - {matter: sharing-review, result: pass, issued_on: \"2026-03-01\"}\n",
    );
    let main = story.commit("2026-03-01", "li");
    story.git(&["checkout", "--quiet", "side"]);
    story.merge("2026-03-02", "he", "catch up", "main");
    story.git(&["checkout", "--quiet", "main"]);
    story.merge(
        "2026-09-01",
        "lu",
        "Merge pull request #3 from x/side",
        "side",
    );
    let (_, told) = story.audit(&[]);
    let late = &only(&told, "audit/opinion-late")["places"][0];
    assert_eq!(
        (&late["commit"], &late["author"]),
        (&(&*wrote).into(), &"he".into())
    );
    assert_eq!(
        (&late["on"], &late["pull"]),
        (&"2026-09-01".into(), &3.into())
    );
    assert_eq!(findings(&told).len(), 1, "{told:#}");
    assert!(
        !told
            .to_string()
            .contains(&format!("\"line\":3,\"commit\":\"{main}\""))
    );
}

#[test]
fn an_opinion_that_was_put_back_is_one_finding_and_no_late_one() {
    for between in ["", &ASSESSED.replace("pass", "fail")] {
        let story = Story::new(|_| {});
        let whole = story.read(CRYPTO);
        story.change(CRYPTO, ASSESSED, between);
        let wrong = story.commit("2026-09-05", "qi");
        story.put(CRYPTO, &whole);
        let right = story.commit("2026-09-06", "bai");
        let (code, told) = story.audit(&[]);
        assert_eq!((code, findings(&told).len()), (Some(1), 1), "{told:#}");
        let places = &only(&told, "audit/opinion-rewritten")["places"];
        let commits = [&places[0]["commit"], &places[2]["commit"]];
        assert_eq!(commits, [&wrong, &right]);
    }
}

#[test]
fn a_file_that_cannot_be_read_for_a_while_has_lost_nothing() {
    let story = Story::new(|_| {});
    let whole = story.read(CRYPTO);
    story.put(CRYPTO, "opinions: [\n");
    story.commit("2026-09-05", "qi");
    story.put(CRYPTO, &whole);
    story.commit("2026-09-06", "qi");
    let (code, told) = story.audit(&[]);
    assert_eq!((code, findings(&told).len()), (Some(0), 0), "{told:#}");
    // What it doesn't say any more when it can be read again is lost.
    story.put(CRYPTO, "opinions: [\n");
    story.commit("2026-09-07", "qi");
    story.put(CRYPTO, &whole.replace(ASSESSED, ""));
    let lost = story.commit("2026-09-08", "mallory");
    let (_, told) = story.audit(&[]);
    assert_eq!(rewriter(&told), (&*lost, "mallory"));
}

#[test]
fn what_moves_with_its_system_keeps_who_recorded_it_and_when() {
    let story = Story::new(|_| {});
    story.add(CYBER, &later("2026-07-01"));
    let wrote = story.commit("2026-07-02", "he");
    story.ask();
    story.commit("2026-10-10", "wang");
    let ran = story
        .folder
        .mulu(["move", "health/platform", "hospital/platform"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    story.commit("2026-11-01", "li");
    let (_, told) = story.audit(&[]);
    let found = findings(&told);
    for code in [
        "audit/opinion-rewritten",
        "audit/opinion-late",
        "audit/verdict-turned",
    ] {
        assert!(!found.contains_key(code), "{told:#}");
    }
    let all = told["findings"].as_array().unwrap().iter();
    let mut own = all.filter(|found| found["places"][0]["commit"] == *wrote);
    let own = own.next().unwrap_or_else(|| panic!("{told:#}"));
    assert_eq!(own["subject"], "hospital/platform");
    assert_eq!(own["places"][0]["on"], "2026-07-02");
}

#[test]
fn an_opinion_that_is_renamed_onto_another_subject_is_taken_from_the_first() {
    let story = Story::new(|_| {});
    story.put("registry/systems/health/portal.yaml", &story.read(PLATFORM));
    story.commit("2026-03-01", "wang");
    story.git(&[
        "mv",
        CRYPTO,
        "registry/opinions/cryptography/health/portal.yaml",
    ]);
    let moved = story.commit("2026-04-01", "mallory");
    let (code, told) = story.audit(&[]);
    let all = told["findings"].as_array().unwrap().iter();
    let own = all.filter(|found| found["code"] == "audit/opinion-rewritten");
    let commits: Vec<&Value> = own.map(|found| &found["places"][0]["commit"]).collect();
    assert_eq!((code, commits), (Some(1), vec![&Value::from(&*moved); 2]));
}

#[test]
fn a_clock_that_was_put_back_makes_nothing_younger() {
    let story = Story::new(|_| {});
    story.add(LIST, "# something later\n");
    story.commit("2026-09-01", "wu");
    // Recorded in September, by a clock of February.
    story.add(CYBER, &later("2026-02-01"));
    story.commit("2026-02-02", "he");
    let (code, told) = story.audit(&[]);
    assert_eq!(code, Some(1));
    let late = &only(&told, "audit/opinion-late")["places"][0];
    assert_eq!(late["on"], "2026-09-01", "{told:#}");
    let said = only(&told, "audit/days-backwards")["message"]
        .as_str()
        .unwrap();
    assert!(said.contains("2026-02-02"), "{said}");
}

#[test]
fn one_address_or_one_account_is_one_person_whatever_the_name() {
    let story = Story::new(|_| {});
    let by = |name: &str, address: &str, path: &str, text: &str| {
        story.add(path, text);
        story.git(&["add", "--all"]);
        let author = format!("{name} <{address}>");
        let args = ["commit", "--quiet", "--author", &author, "-m", "change"];
        story.git(&args);
    };
    let own = "5+wang@users.noreply.github.com";
    by("王", own, PLATFORM, "summary: 示例\n");
    by(
        "李",
        "5+wang-li@users.noreply.github.com",
        CATALOG,
        "  - {matter: sharing-review, result: pass, issued_on: \"2026-01-05\"}\n",
    );
    // Of one name, and two.
    by("王", "another@example.org", CYBER, &later("2026-01-05"));
    let (_, told) = story.audit(&[]);
    let found = only(&told, "audit/self-vouched");
    let paths: Vec<&Value> = found["places"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["path"])
        .collect();
    assert_eq!(paths, [CATALOG, PLATFORM]);
}

#[test]
fn an_order_is_lifted_on_something_or_that_is_found() {
    let path = "registry/opinions/catalog/health.yaml";
    let order = |more: &str| {
        format!(
            "opinions:\n  - {{matter: integration-order, issued_on: \"2026-03-01\", due_on: \"2026-04-01\"{more}}}\n"
        )
    };
    let found = |steps: &[&str]| {
        let story = Story::new(|_| {});
        for (day, more) in (1..).zip(steps) {
            story.put(path, &order(more));
            story.commit(&format!("2026-03-0{day}"), "li");
        }
        findings(&story.audit(&[]).1).contains_key("audit/order-lifted")
    };
    let lifted = ", resolved_on: \"2026-03-20\"";
    assert!(found(&["", lifted]));
    assert!(found(&[lifted]));
    // The paper of the order was there before, and says nothing of its end.
    assert!(found(&[
        ", document: 示例一号",
        &format!(", document: 示例一号{lifted}")
    ]));
    assert!(!found(&[&format!(", document: 示例一号{lifted}")]));
    let noted = format!("{lifted}, note: 示例报告");
    assert!(!found(&["", &noted]));
    assert!(!found(&["", lifted, &noted]));
}

/// Which commits a commit of the line brought is what Git says of it.
#[test]
fn each_commit_is_brought_once_as_git_itself_tells() {
    for seed in 0..3 {
        let story = Story::new(|_| {});
        let mut dice = Dice(seed);
        for step in 0..8 {
            let branch = format!("b{step}");
            story.git(&["checkout", "--quiet", "-b", &branch]);
            for one in 0..dice.below(3) {
                story.put(&format!("registry/{step}-{one}.md"), "x\n");
                story.commit("2026-02-01", "a");
            }
            story.git(&["checkout", "--quiet", "main"]);
            // Now and then an older branch goes on, and is merged once more.
            if step > 2 && dice.below(2) == 0 {
                let old = format!("b{}", dice.below(step));
                story.git(&["checkout", "--quiet", &old]);
                story.put(&format!("registry/old-{step}.md"), "x\n");
                story.commit("2026-02-01", "b");
                story.git(&["checkout", "--quiet", "main"]);
                story.merge("2026-02-02", "m", "old", &old);
            }
            story.put(&format!("registry/main-{step}.md"), "x\n");
            story.commit("2026-02-02", "m");
            story.merge("2026-02-03", "m", "new", &branch);
        }
        let repository = Repository::open(story.folder.path()).unwrap();
        let mut line = repository
            .line(&repository.revision("HEAD").unwrap(), None)
            .unwrap();
        line.reverse();
        let brought = repository.brought_by_each(&line).unwrap();
        for (at, (one, brought)) in line.iter().zip(&brought).enumerate() {
            let ours: BTreeSet<String> = brought.iter().map(mulu_git::Revision::id).collect();
            assert_eq!(ours.len(), brought.len());
            let own = one.id();
            let mut args = vec!["rev-list", &own];
            let before = at.checked_sub(1).map(|at| format!("^{}", line[at].id()));
            args.extend(before.as_deref());
            let told = story.git(&args);
            let told: BTreeSet<String> = told
                .lines()
                .map(str::to_owned)
                .filter(|id| *id != own)
                .collect();
            assert_eq!(ours, told, "seed {seed}");
            // Parents come first.
            for (at, one) in brought.iter().enumerate() {
                let parent = one.first_parent().unwrap().map(|parent| parent.id());
                assert!(!brought[at..].iter().any(|later| Some(later.id()) == parent));
            }
        }
    }
}
