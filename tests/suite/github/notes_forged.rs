//! Notes that somebody else pushed, and merges that are none: what is believed of them.

use super::calls::MERGED_AT;
use super::hub::Hub;
use super::notes::{BEFORE, NOTES, count, git, merged, shown};
use crate::district::ON;
use crate::support::Folder;
use mulu_record::{Note, Noted};
use serde_json::json;

/// Puts a text on a commit, as whoever may push notes can.
fn forge(hub: &Hub, commit: &str, text: &str) {
    let folder = Folder::empty();
    folder.write("note", text);
    let file = folder.join("note");
    let args = [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@example.org",
        "notes",
        "--ref=mulu",
    ];
    let file = file.to_str().unwrap();
    git(
        hub,
        &[&args[..], &["add", "-f", "-F", file, commit]].concat(),
    );
}

/// What is on record of a merge.
fn noted(hub: &Hub, commit: &str) -> Noted {
    let merges = mulu_app::record::merges(hub.district.path(), "main").unwrap();
    let found = merges.into_iter().find(|merge| merge.commit == commit);
    found.unwrap().noted
}

/// The codes of what is found, and how many approvals count for the first file of the note.
fn found(hub: &Hub, commit: &str) -> (Vec<&'static str>, usize) {
    let noted = noted(hub, commit);
    let codes = noted.findings().iter().map(|found| found.code).collect();
    let approved = match &noted {
        Noted::Read(read) => read.approved(&read.note.contents[0].path).len(),
        _ => 0,
    };
    (codes, approved)
}

/// The note of a merge, changed.
fn changed(hub: &Hub, merge: &str, change: impl FnOnce(&mut Note)) {
    let mut note = Note::read(shown(hub, merge).as_bytes()).unwrap();
    change(&mut note);
    forge(
        hub,
        merge,
        std::str::from_utf8(&note.bytes().unwrap()).unwrap(),
    );
}

#[test]
fn a_note_of_another_commit_covers_nothing() {
    let (hub, merge) = merged();
    hub.closed(1);
    assert_eq!(found(&hub, &merge), (vec![], 1));
    hub.district
        .on("other", |folder| folder.write("registry/README.md", "x\n"));
    hub.open(2, "other", "bureau-li");
    let second = hub.merge(2);
    forge(&hub, &second, &shown(&hub, &merge));
    assert_eq!(found(&hub, &second), (vec!["note/elsewhere"], 0));
    let sweep = hub.recorded("schedule", &json!({}));
    assert!(sweep.out.contains("同意记录是另一个提交"), "{sweep:#?}");
}

#[test]
fn a_note_with_other_contents_than_were_merged_covers_nothing() {
    let (hub, merge) = merged();
    hub.closed(1);
    changed(&hub, &merge, |note| {
        note.contents[0].after = Some("a".repeat(40))
    });
    assert_eq!(
        found(&hub, &merge),
        (vec!["note/contents", "note/rewritten"], 0)
    );
    let sweep = hub.recorded("schedule", &json!({}));
    assert!(sweep.out.contains("所写的内容与合入的不同"), "{sweep:#?}");
    changed(&hub, &merge, |note| {
        note.contents[0].path = "registry/other.yaml".to_owned()
    });
    assert_eq!(
        found(&hub, &merge),
        (vec!["note/contents", "note/unlisted", "note/rewritten"], 0)
    );
}

/// What it is, whatever was put there, in words of its own.
#[test]
fn what_is_no_note_of_ours_is_told_and_left_alone() {
    let (hub, merge) = merged();
    hub.closed(1);
    let text = shown(&hub, &merge);
    let (half, _) = text.split_once("\"contents\"").unwrap();
    for (forged, code) in [
        (half.to_owned(), "note/truncated"),
        (text.replace("approvals:v1", "approvals:v9"), "note/version"),
        (text.replace("urn:mulu:", "urn:else:"), "note/other-kind"),
        (text.replace("\"pull\":1", "\"pull\": 1"), "note/form"),
        (text.replace("\"on\":", "\"day\":"), "note/unreadable"),
        ("同意，财政局\n".to_owned(), "note/unreadable"),
    ] {
        forge(&hub, &merge, &forged);
        assert_eq!(found(&hub, &merge), (vec![code], 0), "{forged}");
        let commits = count(&hub);
        let sweep = hub.recorded("schedule", &json!({}));
        assert!(
            sweep.out.contains("警告") && sweep.out.contains(&merge[..7]),
            "{sweep:#?}"
        );
        assert_eq!(count(&hub), commits, "nothing is written over");
    }
}

/// Somebody was faster than the bot, or changed what it wrote: it says so, and leaves it.
#[test]
fn a_forged_note_is_not_written_over_and_is_told() {
    let (hub, merge) = merged();
    hub.closed(1);
    changed(&hub, &merge, |note| {
        note.approvals[0].login = "treasury-wu".to_owned()
    });
    let commits = count(&hub);
    let ran = hub.closed(1);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("另一份同意记录"), "{ran:#?}");
    assert_eq!(count(&hub), commits);
    // What is as it landed may be true; that it was changed since is known all the same.
    assert_eq!(found(&hub, &merge).0, ["note/rewritten"]);
    let sweep = hub.recorded("schedule", &json!({}));
    assert!(sweep.out.contains("写好以后又被改过"), "{sweep:#?}");
    // Put back to what the bot wrote, all is well.
    git(&hub, &["update-ref", NOTES, &format!("{NOTES}~1")]);
    assert_eq!(found(&hub, &merge), (vec![], 1));
}

/// The same commit twice, in two layouts: Git would join them.
#[test]
fn two_notes_on_one_commit_are_none() {
    let (hub, merge) = merged();
    hub.closed(1);
    let repository = hub.district.repository();
    let tip = repository
        .find_reference(NOTES)
        .unwrap()
        .peel_to_commit()
        .unwrap();
    let blob = repository.blob(b"agreed\n").unwrap();
    let tree = git2::build::TreeUpdateBuilder::new()
        .upsert(merge.as_str(), blob, git2::FileMode::Blob)
        .create_updated(repository, &tip.tree().unwrap())
        .unwrap();
    let (tree, who) = (repository.find_tree(tree).unwrap(), tip.author());
    repository
        .commit(Some(NOTES), &who, &who, "two", &tree, &[&tip])
        .unwrap();
    assert_eq!(found(&hub, &merge), (vec!["note/several"], 0));
}

#[test]
fn an_approval_after_the_merge_is_none() {
    let (hub, merge) = merged();
    hub.approve_at(1, "treasury-wu", "2026-12-01T00:00:01Z");
    hub.closed(1);
    let note = Note::read(shown(&hub, &merge).as_bytes()).unwrap();
    let approved: Vec<_> = note.approvals.iter().map(|one| &*one.login).collect();
    assert_eq!(approved, ["treasury-ma"]);
    assert!(BEFORE < MERGED_AT);
}

/// Merged past the rules: the note says that nobody agreed.
#[test]
fn a_merge_that_nobody_agreed_to_is_on_record_as_such() {
    let hub = super::stories::asking();
    hub.approve_at(1, "health-wang", BEFORE);
    let merge = hub.merge(1);
    hub.closed(1);
    assert_eq!(found(&hub, &merge), (vec!["note/unapproved"], 0));
    let sweep = hub.recorded("schedule", &json!({}));
    assert!(
        sweep.out.contains("不需要处理"),
        "it is as it was: {sweep:#?}"
    );
}

/// Anybody can write that a commit merged a pull request.
#[test]
fn a_commit_that_only_says_that_it_merged_gets_no_note() {
    let (hub, merge) = merged();
    hub.closed(1);
    let repository = hub.district.repository();
    let tip = repository
        .find_reference("refs/heads/main")
        .unwrap()
        .peel_to_commit()
        .unwrap();
    let (tree, who) = (tip.tree().unwrap(), tip.author());
    for message in [
        "Merge pull request #1 from a/b",
        "Merge pull request #77 from a/b",
    ] {
        let tip = repository
            .find_reference("refs/heads/main")
            .unwrap()
            .peel_to_commit()
            .unwrap();
        repository
            .commit(Some("refs/heads/main"), &who, &who, message, &tree, &[&tip])
            .unwrap();
    }
    let sweep = hub.recorded("schedule", &json!({}));
    assert_eq!((sweep.code, count(&hub)), (Some(0), 1), "{sweep:#?}");
    let merges = mulu_app::record::merges(hub.district.path(), "main").unwrap();
    let told: Vec<_> = merges.iter().map(|merge| merge.noted.id()).collect();
    assert_eq!(told, ["none", "none", "here"]);
    assert_eq!(merges[2].commit, merge);
}

/// A ref of notes that is no history: it is said, and the rest is told all the same.
#[test]
fn notes_that_are_no_notes_keep_nothing_else_from_being_told() {
    let (hub, merge) = merged();
    hub.closed(1);
    let blob = hub.district.repository().blob(b"x").unwrap();
    hub.district
        .repository()
        .reference(NOTES, blob, true, "broken")
        .unwrap();
    assert_eq!(found(&hub, &merge), (vec!["note/objects"], 0));
    let args = [
        "explain",
        "health/platform",
        "--year",
        "2027",
        "--on",
        ON,
        "--rev",
        "HEAD",
    ];
    let ran = hub
        .district
        .mulu(&[&args[..], &["--blame", "--all", "--lang", "zh"]].concat());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.out.contains("同意记录读不出来"), "{ran:#?}");
    for ran in [hub.recorded("schedule", &json!({})), hub.closed(1)] {
        assert_eq!(ran.code, Some(2), "{ran:#?}");
    }
}

/// Who judges reads what others wrote: who approved is not its to say.
#[test]
fn a_judge_that_makes_up_an_approval_is_not_believed() {
    let (hub, merge) = merged();
    for lie in [
        "s/treasury-ma/treasury-wu/g",
        "s/\\\\\"pull\\\\\":1/\\\\\"pull\\\\\":2/",
        "s/approvals:v1/approvals:v2/",
    ] {
        hub.judged_by(&format!("$mulu judge < $order | sed '{lie}'"));
        let ran = hub.closed(1);
        assert_eq!(ran.code, Some(2), "{lie}: {ran:#?}");
        assert_eq!(count(&hub), 0, "{lie}");
    }
    hub.judged_by("");
    hub.closed(1);
    assert!(shown(&hub, &merge).contains("treasury-ma"));
}
