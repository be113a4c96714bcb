//! Who agreed, kept on the merge: the note of a merged pull request, what makes up for it where
//! it was missed, and what reads it.

use super::calls::{MERGED_AT, user};
use super::fake::Interruption;
use super::faults::{Fault, Plan, When};
use super::hub::Hub;
use super::race::{Dice, bot};
use super::stories::{asking, replace};
use crate::district::{ON, REQUEST, REQUEST_PATH};
use crate::support::{is_whole_sweep, sampled};
use mulu_app::bot::{BotOutcome, Judge, event, judge_here};
use mulu_record::Note;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::process::Command;
use std::sync::{Arc, Mutex};

/// The ref of the notes.
pub(super) const NOTES: &str = "refs/notes/mulu";

/// When the approvals of the stories are given.
pub(super) const BEFORE: &str = "2026-11-30T18:00:00Z";

/// The health commission's request, approved by finance and merged; the merge.
pub(super) fn merged() -> (Hub, String) {
    let hub = asking();
    hub.approve_at(1, "treasury-ma", BEFORE);
    hub.judge(1);
    let merge = hub.merge(1);
    (hub, merge)
}

/// Another request of the health commission, in pull request 2, approved.
fn another(hub: &Hub) {
    hub.district.on("less", |folder| {
        folder.write(
            "registry/requests/2028/health/platform.yaml",
            REQUEST.replace("500000", "400000"),
        );
    });
    hub.open(2, "less", "health-zhao");
    hub.approve_at(2, "treasury-wu", BEFORE);
}

/// Git itself, in the repository of the server.
pub(super) fn git(hub: &Hub, args: &[&str]) -> String {
    let ran = Command::new("git")
        .args(args)
        .current_dir(hub.district.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{args:?}: {ran:?}");
    String::from_utf8(ran.stdout).unwrap()
}

/// The note on a commit, as Git shows it.
pub(super) fn shown(hub: &Hub, commit: &str) -> String {
    git(hub, &["notes", "--ref=mulu", "show", commit])
}

/// How many commits the notes have; none: there is no such ref.
pub(super) fn count(hub: &Hub) -> usize {
    let repository = hub.district.repository();
    let Ok(tip) = repository.refname_to_id(NOTES) else {
        return 0;
    };
    let mut walk = repository.revwalk().unwrap();
    walk.push(tip).unwrap();
    walk.count()
}

fn forget(hub: &Hub) {
    if let Ok(mut found) = hub.district.repository().find_reference(NOTES) {
        found.delete().unwrap();
    }
}

fn account(login: &str) -> Option<u64> {
    user(login)["id"].as_u64()
}

#[test]
fn a_merged_pull_request_gets_its_note_and_git_reads_it() {
    let (hub, merge) = merged();
    let before = hub.look(1);
    let ran = hub.closed(1);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    assert!(ran.out.contains("已写同意记录"), "{ran:#?}");
    assert_eq!(hub.look(1), before, "checks, comments and labels stay");
    let text = shown(&hub, &merge);
    let note = Note::read(text.as_bytes()).unwrap();
    let head = hub.fake.state().pulls[&1].head.clone();
    assert_eq!((&note.commit, &note.head, note.pull), (&merge, &head, 1));
    assert_eq!(note.author.unwrap().account, account("health-wang"));
    let [approval] = note.approvals.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(approval.login, "treasury-ma");
    assert_eq!(approval.account, account("treasury-ma"));
    assert_eq!(
        (&approval.commit, approval.at.as_deref()),
        (&head, Some(BEFORE))
    );
    let [content] = note.contents.as_slice() else {
        panic!("{text}");
    };
    let blob = git(&hub, &["rev-parse", &format!("{merge}:{REQUEST_PATH}")]);
    assert_eq!(content.path, REQUEST_PATH);
    assert_eq!(content.before, None);
    assert_eq!(content.after.as_deref(), Some(blob.trim()));
    assert_eq!(content.needed[0].given_by.as_deref(), Some("treasury-ma"));
    assert_eq!(content.approved_by, ["treasury-ma"]);
    let [request] = note.requests.as_slice() else {
        panic!("{text}");
    };
    assert_eq!(request.request, "2027/health/platform");
    assert_eq!(
        (&request.before, request.amount_after),
        (&None, Some(800_000))
    );
    assert_eq!(request.after.as_deref(), Some("eligible"));
    assert_eq!(note.policy.sha256.len(), 64);
    // In a clone, by the command that the manual names.
    let clone = hub.clone_path();
    for args in [
        [
            "fetch",
            "--quiet",
            "origin",
            "refs/notes/mulu:refs/notes/mulu",
        ]
        .as_slice(),
        ["fetch", "--quiet", "origin"].as_slice(),
    ] {
        let ran = Command::new("git").args(args).current_dir(&clone).status();
        assert!(ran.unwrap().success(), "{args:?}");
    }
    let ran = Command::new("git")
        .args(["notes", "--ref=mulu", "show", &merge])
        .current_dir(&clone)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(ran.stdout).unwrap(), text);
}

#[test]
fn a_second_run_and_a_sweep_write_nothing() {
    let (hub, merge) = merged();
    hub.closed(1);
    let (text, writes) = (shown(&hub, &merge), hub.writes());
    let again = hub.closed(1);
    assert!(again.out.contains("已有同意记录"), "{again:#?}");
    assert_eq!(count(&hub), 1);
    // The contents alone were sent once more: only so it is known that they are the same.
    assert_eq!(hub.writes(), writes + 1);
    let sweep = hub.recorded("schedule", &json!({}));
    assert!(sweep.out.contains("不需要处理"), "{sweep:#?}");
    assert_eq!((hub.writes(), count(&hub)), (writes + 1, 1));
    assert_eq!(shown(&hub, &merge), text);
}

#[test]
fn a_sweep_makes_up_for_notes_that_were_missed() {
    let (hub, first) = merged();
    another(&hub);
    let second = hub.merge(2);
    let ran = hub.recorded("schedule", &json!({}));
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(count(&hub), 2);
    for (merge, approver) in [(first, "treasury-ma"), (second, "treasury-wu")] {
        let note = Note::read(shown(&hub, &merge).as_bytes()).unwrap();
        assert_eq!(note.approvals[0].login, approver);
    }
}

/// Killed before each of its calls; the next sweep makes up for it, and the note is the same.
#[test]
fn a_run_that_was_killed_is_made_up_for() {
    let (hub, merge) = merged();
    let first = hub.fake.state().calls.len();
    hub.closed(1);
    let calls = hub.fake.state().calls.len() - first;
    let text = shown(&hub, &merge);
    assert!(calls >= 7, "{calls}");
    let pid = hub.scratch().join("bot.pid");
    hub.judged_by("echo $PPID > $here/bot.pid; exec $mulu judge < $order");
    let mut killed = 0;
    for call in 0..calls {
        forget(&hub);
        let _ = std::fs::remove_file(&pid);
        let (at, pid) = (hub.fake.state().calls.len() + call, pid.clone());
        let kill = move || {
            let Ok(bot) = std::fs::read_to_string(&pid) else {
                return;
            };
            let _ = Command::new("kill").args(["-9", bot.trim()]).status();
        };
        hub.fake.state().interruption = Some((at, Interruption(Box::new(move |_| kill()))));
        killed += usize::from(hub.closed(1).code.is_none());
        hub.fake.state().interruption = None;
        let ran = hub.recorded("schedule", &json!({}));
        assert_eq!(ran.code, Some(0), "call {call}: {ran:#?}");
        assert_eq!((shown(&hub, &merge), count(&hub)), (text.clone(), 1));
    }
    assert!(killed >= 5, "{killed} of {calls}");
}

/// Each call fails once in one way, and stays broken in one way: the note is there and whole, or
/// it is said that it isn't, and the next sweep makes up for it.
#[test]
fn a_note_survives_faults() {
    let (hub, merge) = merged();
    another(&hub);
    hub.closed(1);
    hub.merge(2);
    let tip = hub.district.repository().refname_to_id(NOTES).unwrap();
    let first = hub.fake.state().calls.len();
    hub.closed(2);
    let calls = hub.fake.state().calls.len() - first;
    let (look, mut admitted) = (hub.look(2), 0);
    let each = Fault::ALL
        .iter()
        .flat_map(|fault| [1, 5].map(|times| (*fault, times)));
    let ways = each
        .flat_map(|(fault, times)| [When::Before, When::After].map(|when| (fault, when, times)));
    let ways: Vec<(Fault, When, usize)> = ways.collect();
    for call in 0..calls {
        for (fault, when, times) in sampled(&ways, call * 7) {
            let repository = hub.district.repository();
            repository.reference(NOTES, tip, true, "back").unwrap();
            let at = hub.fake.state().calls.len() + call;
            let plan = Plan {
                at,
                fault,
                when,
                times,
            };
            hub.fake.state().plan = Some(plan.clone());
            let ran = hub.closed(2);
            hub.fake.state().plan = None;
            let done = count(&hub) == 2;
            assert!(done || ran.code == Some(2), "{plan:?}: {ran:#?}");
            admitted += usize::from(!done);
            let ran = hub.recorded("schedule", &json!({}));
            assert_eq!(ran.code, Some(0), "{plan:?}: {ran:#?}");
            assert_eq!((count(&hub), hub.look(2)), (2, look.clone()), "{plan:?}");
        }
    }
    assert!(admitted > 0);
    assert!(shown(&hub, &merge).contains("treasury-ma"));
}

#[test]
fn a_missing_permission_is_named_and_the_checks_stay() {
    let (hub, _) = merged();
    let before = hub.look(1);
    let refused = ("POST git/", 403, "Resource not accessible by integration");
    hub.fake.state().refused.push(refused);
    let ran = hub.closed(1);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("缺少权限 `contents: write`"), "{ran:#?}");
    assert_eq!((hub.look(1), count(&hub)), (before, 0));
}

#[test]
fn a_dry_run_shows_the_note_and_writes_nothing() {
    let (hub, merge) = merged();
    let writes = hub.writes();
    let payload = json!({"action": "closed", "pull_request": {"number": 1}});
    let ran = hub.run("pull_request_target", &payload, &["--notes", "--dry-run"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(
        ran.out.contains(&format!("\"commit\":\"{merge}\"")),
        "{ran:#?}"
    );
    assert_eq!((hub.writes(), count(&hub)), (writes, 0));
}

/// What was not merged, or into another branch, has nothing to keep.
#[test]
fn what_was_not_merged_into_the_default_branch_gets_no_note() {
    let (hub, _) = merged();
    another(&hub);
    hub.fake.state().pulls.get_mut(&2).unwrap().open = false;
    hub.fake.state().pulls.get_mut(&1).unwrap().base = "soft".to_owned();
    for number in [1, 2] {
        let ran = hub.closed(number);
        assert!(ran.out.contains("不需要处理"), "{ran:#?}");
    }
    assert_eq!(count(&hub), 0);
}

/// What was answered to an order: the same each time.
type Known = Arc<Mutex<HashMap<Vec<u8>, Vec<u8>>>>;

/// One run of the bot that keeps the record, in a clone of its own.
fn start(
    hub: &Hub,
    known: &Known,
    run: usize,
    pull: u64,
) -> std::thread::JoinHandle<Vec<BotOutcome>> {
    let folder = hub.scratch().join(format!("clone-{run}"));
    if !folder.exists() {
        let url = hub.fake.state().repository.clone();
        git2::Repository::clone(url.to_str().unwrap(), &folder).unwrap();
    }
    let (fake, server, known) = (hub.fake.clone(), hub.server(), Arc::clone(known));
    std::thread::spawn(move || {
        let payload = json!({"action": "closed", "pull_request": {"number": pull}});
        let event = event("pull_request_target", payload.to_string().as_bytes()).unwrap();
        let judge = move |order: &[u8]| {
            let mut known = known.lock().unwrap();
            let answers = known.entry(order.to_vec()).or_insert_with(|| {
                let mut out = Vec::new();
                judge_here(order, &mut out).unwrap();
                out
            });
            answers.clone()
        };
        bot(
            &fake,
            Some(run),
            folder,
            server,
            Judge::Here(Box::new(judge)),
        )
        .record(&event)
    })
}

/// Runs of both pull requests, or of one twice, with their calls in any order.
#[test]
fn two_runs_at_once_lose_no_note() {
    let (hub, first) = merged();
    another(&hub);
    let second = hub.merge(2);
    let seeds = if is_whole_sweep() { 400 } else { 40 };
    let known = Known::default();
    let (mut moved, mut seen) = (0, BTreeSet::new());
    for seed in 0..seeds {
        forget(&hub);
        let pulls = if seed % 2 == 0 { [1, 2] } else { [1, 1] };
        let from = hub.fake.state().calls.len();
        let mut runs: Vec<_> = pulls
            .iter()
            .enumerate()
            .map(|(run, pull)| Some(start(&hub, &known, run, *pull)))
            .collect();
        let (gate, mut dice) = (hub.fake.gate().clone(), Dice(seed));
        loop {
            let going = gate.all_wait(|| {
                let going = runs
                    .iter()
                    .enumerate()
                    .filter(|(_, run)| run.as_ref().is_some_and(|run| !run.is_finished()));
                going.map(|(number, _)| number).collect()
            });
            let all: Vec<usize> = going.into_iter().collect();
            if all.is_empty() {
                break;
            }
            gate.open(all[dice.roll(all.len())]);
        }
        for run in &mut runs {
            let outcomes = run.take().unwrap().join().unwrap();
            let noted = |one: &BotOutcome| matches!(one, BotOutcome::Noted { .. });
            assert!(outcomes.iter().all(noted), "seed {seed}: {outcomes:#?}");
        }
        let commits = count(&hub);
        assert_eq!(commits, if seed % 2 == 0 { 2 } else { 1 }, "seed {seed}");
        shown(&hub, &first);
        if seed % 2 == 0 {
            shown(&hub, &second);
        }
        let github = hub.fake.state();
        assert_eq!(github.complaints, [""; 0]);
        let tries = github.calls[from..]
            .iter()
            .filter(|call| call.path.ends_with("/git/commits"));
        moved += tries.count() - commits;
        seen.insert(commits);
    }
    assert!(moved > 0, "the ref moved under nobody");
    assert_eq!(seen.len(), 2);
}

/// The facts of the request, as `explain --blame` tells them.
fn blamed(hub: &Hub, more: &[&str]) -> String {
    let args = ["explain", "health/platform", "--year", "2027", "--on", ON];
    let args = [&args[..], &["--rev", "HEAD", "--blame", "--all"], more].concat();
    let ran = hub.district.mulu(&args);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    ran.out
}

#[test]
fn blame_names_who_agreed_to_a_fact() {
    let (hub, merge) = merged();
    let of_request = || {
        let told: Value = serde_json::from_str(&blamed(&hub, &["--format", "json"])).unwrap();
        let facts = told["facts"].as_array().unwrap().iter();
        let facts = facts.filter(|fact| fact["path"] == REQUEST_PATH);
        facts.map(|fact| fact["merge"].clone()).next().unwrap()
    };
    let unfetched = of_request();
    assert_eq!(
        (&unfetched["note"], &unfetched["commit"]),
        (&json!("not-fetched"), &json!(merge))
    );
    assert!(blamed(&hub, &[]).contains("git fetch origin refs/notes/mulu:refs/notes/mulu"));
    hub.closed(1);
    let told = of_request();
    assert_eq!(told["note"], "here");
    assert_eq!(told["findings"], json!([]));
    let approval = json!({
        "login": "treasury-ma",
        "account": account("treasury-ma"),
        "commit": hub.fake.state().pulls[&1].head,
        // 18:00 in UTC is the next day where the registry is.
        "on": "2026-12-01",
    });
    assert_eq!(told["approvals"], json!([approval]));
    let number = account("treasury-ma").unwrap();
    for (lang, words) in [("zh", "同意："), ("en", "agreed to by ")] {
        let said = blamed(&hub, &["--lang", lang]);
        let whole = format!("{words}treasury-ma#{number} 2026-12-01");
        assert!(said.contains(&whole), "{said}");
    }
    // What was there from the beginning was merged by nobody.
    let told: Value = serde_json::from_str(&blamed(&hub, &["--format", "json"])).unwrap();
    let facts = told["facts"].as_array().unwrap().iter();
    let mut others = facts.filter(|fact| fact["path"] != REQUEST_PATH);
    assert!(others.all(|fact| fact["merge"].is_null()));
}

/// A later merge without a note, and one that is squashed: each is in the list, with what is
/// known of it.
#[test]
fn the_merges_of_a_line_are_told_with_their_notes() {
    let (hub, first) = merged();
    hub.closed(1);
    another(&hub);
    let second = hub.merge(2);
    hub.district.on("main", |folder| {
        replace(folder, REQUEST_PATH, "示例", "另一")
    });
    let merges = mulu_app::record::merges(hub.district.path(), "main").unwrap();
    let told: Vec<_> = merges
        .iter()
        .map(|merge| (&*merge.commit, merge.pull, merge.noted.id()))
        .collect();
    assert_eq!(
        told,
        [(&*second, Some(2), "none"), (&*first, Some(1), "here")]
    );
    let codes: Vec<_> = merges
        .iter()
        .flat_map(|merge| merge.noted.findings())
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, ["note/none"]);
    assert!(MERGED_AT > BEFORE);
}
