//! What dishonest people and an inconvenient moment can do to the checks: nothing
//! stays green, or turns red, that judging alone at the end would not say.

use super::fake::Interruption;
use super::hub::Hub;
use super::stories::{asking, replace};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::sampled;
use serde_json::json;

/// Finance has agreed to the request: everything is green once it is judged.
fn agreed() -> Hub {
    let hub = asking();
    hub.review(1, "treasury-ma", "APPROVED");
    hub
}

/// A commit on another branch that `main` is moved to later: the system is retired.
fn retired(hub: &Hub) -> String {
    hub.district.on("retired", |folder| {
        let system = "registry/systems/health/platform.yaml";
        replace(folder, system, "status: operating", "status: retired");
    })
}

/// Somebody merges in between.
fn move_main(repository: &std::path::Path, to: &str) {
    let repository = git2::Repository::open(repository).unwrap();
    let id = git2::Oid::from_str(to).unwrap();
    repository
        .reference("refs/heads/main", id, true, "merged")
        .unwrap();
}

fn take_back(github: &mut super::fake::State) {
    let review = json!({
        "user": {"login": "treasury-ma"},
        "state": "DISMISSED",
        "commit_id": github.pulls[&1].head,
    });
    github.pulls.get_mut(&1).unwrap().reviews.push(review);
}

#[test]
fn a_push_in_between_leaves_no_older_green() {
    let calls = {
        let hub = agreed();
        hub.judge(1);
        assert_eq!(hub.look(1).conclusions(), ("success", "success"));
        // What is merged after the last look at the branch is judged by the sweep that
        // it starts.
        let github = hub.fake.state();
        let last = { github.calls.iter() }.rposition(|call| call.path.contains("/branches/"));
        last.unwrap() + 1
    };
    for at in sampled_calls(calls) {
        let hub = agreed();
        let newer = retired(&hub);
        let repository = hub.fake.state().repository.clone();
        let merged = move |_: &mut super::fake::State| move_main(&repository, &newer);
        hub.fake.state().interruption = Some((at, Interruption(Box::new(merged))));
        hub.judge(1);
        assert_eq!(hub.look(1).conclusions().1, "failure", "at call {at}");
    }
}

#[test]
fn an_approval_taken_back_in_between_leaves_no_older_green() {
    let hub = agreed();
    let begin = hub.moment();
    hub.judge(1);
    let calls = hub.fake.state().calls.len();
    for at in sampled_calls(calls) {
        hub.rewind(&begin);
        hub.fake.state().interruption = Some((at, Interruption(Box::new(take_back))));
        hub.judge(1);
        let look = hub.look(1);
        assert_eq!(look.conclusions().0, "action_required", "at call {at}");
    }
}

/// Some of the calls of a run, and with `MULU_SWEEP=all` every one.
fn sampled_calls(calls: usize) -> Vec<usize> {
    let all: Vec<usize> = (0..calls).collect();
    let parts = all.chunks(3).enumerate();
    parts.flat_map(|(step, part)| sampled(part, step)).collect()
}

#[test]
fn a_second_pull_request_with_the_same_commit_turns_nothing() {
    let hub = agreed();
    hub.judge(1);
    let before = hub.look(1);
    hub.open(2, "ask", "passer-by");
    hub.judge(2);
    assert_eq!(hub.look(1), before);
    hub.night(ON);
    assert_eq!(hub.look(1), before);
    // Approvals of one and the author of another don't add up.
    let hub = Hub::new(District::new());
    hub.district
        .on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    hub.open(1, "ask", "health-wang");
    hub.open(2, "ask", "passer-by");
    hub.review(2, "treasury-ma", "APPROVED");
    hub.judge(2);
    assert_eq!(hub.look(1).conclusions().0, "action_required");
}

#[test]
fn what_is_closed_leaves_no_green_behind() {
    let hub = agreed();
    hub.judge(1);
    let closed = |hub: &Hub, merged: bool| {
        let mut github = hub.fake.state();
        let pull = github.pulls.get_mut(&1).unwrap();
        (pull.open, pull.merged) = (false, merged);
        drop(github);
        let payload = json!({"action": "closed", "pull_request": {"number": 1}});
        hub.event("pull_request_target", &payload)
    };
    let ran = closed(&hub, false);
    assert!(ran.out.contains("撤下"), "{ran:#?}");
    assert_eq!(hub.look(1).conclusions(), ("cancelled", "cancelled"));
    hub.fake.state().pulls.get_mut(&1).unwrap().open = true;
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions(), ("success", "success"));
    closed(&hub, true);
    let look = hub.look(1);
    assert_eq!(look.conclusions(), ("success", "success"), "the record");
}

/// GitHub's lists are a little late.
#[test]
fn a_list_that_is_late_hides_nothing() {
    let hub = agreed();
    hub.fake.state().listed = Some(Vec::new());
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions(), ("success", "success"));
    let mut github = hub.fake.state();
    github.pulls.get_mut(&1).unwrap().open = false;
    github.listed = Some(vec![1]);
    drop(github);
    let payload = json!({"action": "closed", "pull_request": {"number": 1}});
    hub.event("pull_request_target", &payload);
    assert_eq!(hub.look(1).conclusions(), ("cancelled", "cancelled"));
}

#[test]
fn whoever_else_proposes_it_keeps_the_checks_of_what_is_closed() {
    let hub = agreed();
    hub.open(2, "ask", "passer-by");
    hub.judge(1);
    hub.fake.state().pulls.get_mut(&1).unwrap().open = false;
    let payload = json!({"action": "closed", "pull_request": {"number": 1}});
    hub.event("pull_request_target", &payload);
    let look = hub.look(2);
    assert_eq!(look.conclusions().0, "failure", "as its own author may");
}

#[test]
fn a_refused_comment_is_no_reason_to_judge_less() {
    for (route, sentence) in [
        ("POST issues/1/comments", "没有接受评论"),
        ("POST issues/1/labels", "没有接受标签"),
        ("POST pulls/1/requested_reviewers", "没有接受请求审核"),
    ] {
        let hub = asking();
        let locked = "Unable to create comment because issue is locked.";
        hub.fake.state().refused.push((route, 403, locked));
        let ran = hub.judge(1);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        assert_eq!(hub.look(1).conclusions(), ("action_required", "success"));
        let github = hub.fake.state();
        let said = |check: &super::fake::Check| {
            let summary = check.summary.as_deref().unwrap_or_default();
            assert!(
                summary.contains(sentence) && summary.contains("locked"),
                "{summary}"
            );
        };
        github.checks.iter().for_each(said);
        drop(github);
        let writes = |hub: &Hub| {
            let github = hub.fake.state();
            let of_checks = |call: &&super::calls::Call| call.path.contains("check-runs");
            github
                .calls
                .iter()
                .filter(|call| call.writes())
                .filter(of_checks)
                .count()
        };
        let before = writes(&hub);
        hub.judge(1);
        assert_eq!(writes(&hub), before, "nothing new");
    }
}

#[test]
fn a_permission_that_is_missing_is_named() {
    let hub = asking();
    let denied = "Resource not accessible by integration";
    hub.fake
        .state()
        .refused
        .push(("POST check-runs", 403, denied));
    let ran = hub.judge_anyhow(1);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("checks: write"), "{}", ran.err);
}

#[test]
fn a_review_concerns_the_head_that_was_reviewed() {
    let hub = agreed();
    hub.district.on("other", |folder| {
        replace(
            folder,
            "registry/units/school.yaml",
            "示例教委",
            "示例教育委",
        )
    });
    hub.open(2, "other", "school-chen");
    let head = hub.fake.state().pulls[&1].head.clone();
    let payload = json!({"action": "completed", "workflow_run": {"head_sha": head}});
    hub.event("workflow_run", &payload);
    assert_eq!(hub.look(1).conclusions(), ("success", "success"));
    assert_eq!(hub.look(2).conclusions(), ("none", "none"), "nothing asked");
}

#[test]
fn what_is_green_is_judged_first() {
    let hub = Hub::new(District::new());
    hub.district.on("name", |folder| {
        replace(
            folder,
            "registry/units/school.yaml",
            "示例教委",
            "示例教育委",
        )
    });
    hub.open(1, "name", "school-chen");
    hub.district
        .on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    hub.open(2, "ask", "health-wang");
    hub.review(2, "treasury-ma", "APPROVED");
    hub.judge(1);
    hub.judge(2);
    assert_ne!(hub.look(1).conclusions().0, "success");
    let ran = hub.night(ON);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("#2") && lines[1].starts_with("#1"),
        "{ran:#?}"
    );
}

#[test]
fn a_list_without_end_is_no_evidence() {
    let hub = agreed();
    let mut github = hub.fake.state();
    let pull = github.pulls.get_mut(&1).unwrap();
    let approved = pull.reviews[0].clone();
    let comment = json!({"user": super::calls::user("passer-by"), "state": "COMMENTED", "commit_id": pull.head});
    pull.reviews.extend(vec![comment; 10_000]);
    pull.reviews.push(approved);
    drop(github);
    let ran = hub.judge_anyhow(1);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert_eq!(hub.look(1).conclusions(), ("failure", "failure"));
}

/// Whoever may propose nothing makes nobody hear of it.
#[test]
fn nobody_is_called_at_a_strangers_wish() {
    let unit = "registry/units/newcomer.yaml";
    let hub = Hub::new(District::new());
    hub.district.on("new", |folder| {
        folder.write(
            unit,
            "name: 示例新单位\ncategory: department\nbudget_unit: false\n",
        );
    });
    let asked_by = |author: &str, number: u64| {
        hub.open(number, "new", author);
        hub.judge(number);
        let look = hub.look(number);
        let mentioned = look.comments[0].1.contains("@bureau-sun");
        assert!(look.comments[0].1.contains("bureau-sun"), "{look:#?}");
        (mentioned, !look.requested.is_empty())
    };
    assert_eq!(asked_by("passer-by", 1), (false, false));
    hub.fake.state().pulls.get_mut(&1).unwrap().open = false;
    assert_eq!(asked_by("school-chen", 2), (true, true));
}

/// Who was called once is not called again, whatever is judged anew: the comment is
/// edited, and an edit calls nobody whom it called before.
#[test]
fn nobody_is_called_twice() {
    let hub = asking();
    hub.judge(1);
    let called = |hub: &Hub| {
        let github = hub.fake.state();
        let calls = github.calls.iter().filter(|call| call.method == "POST");
        let routes = ["requested_reviewers", "comments"];
        let of_words = calls.filter(|call| routes.iter().any(|route| call.path.ends_with(route)));
        of_words.count()
    };
    assert_eq!(called(&hub), 2);
    for amount in ["600000", "700000"] {
        hub.district.on("ask", |folder| {
            folder.write(REQUEST_PATH, REQUEST.replace("500000", amount));
        });
        hub.push(1, "ask");
        hub.judge(1);
        assert!(hub.look(1).comments[0].1.contains("不符合") || amount.is_empty());
    }
    hub.night("2026-12-02");
    assert_eq!((called(&hub), hub.look(1).comments.len()), (2, 1));
}

/// The sweep says what loses who agreed to what; who may not know is silent.
#[test]
fn merges_that_lose_who_agreed_are_warned_of() {
    let hub = agreed();
    let says = |merges: Option<(bool, bool)>| {
        hub.fake.state().merges = merges;
        let ran = hub.night(ON);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        (ran.out.contains("压缩合并"), ran.out.contains("变基合并"))
    };
    assert_eq!(says(None), (false, false));
    assert_eq!(says(Some((false, false))), (false, false));
    assert_eq!(says(Some((true, false))), (true, false));
    assert_eq!(says(Some((true, true))), (true, true));
}

/// The department pushes what was green, something else, and what was green again: no
/// green waits there for it.
#[test]
fn a_head_that_is_left_keeps_no_green() {
    let hub = agreed();
    hub.judge(1);
    let first = hub.fake.state().pulls[&1].head.clone();
    let pushed = |before: &str| {
        let head = hub.fake.state().pulls[&1].head.clone();
        let pull = json!({"number": 1, "head": {"sha": head}});
        let payload = json!({"action": "synchronize", "before": before, "pull_request": pull});
        hub.event("pull_request_target", &payload)
    };
    hub.commit(1, "ask", |folder| {
        replace(folder, REQUEST_PATH, "500000", "600000")
    });
    pushed(&first);
    let ends = |head: &str| -> Vec<String> {
        let github = hub.fake.state();
        let of_head = { github.checks.iter() }.filter(|check| check.head == head);
        of_head
            .filter_map(|check| check.conclusion.clone())
            .collect()
    };
    assert_eq!(ends(&first), ["cancelled", "cancelled"]);
    // Where somebody else proposes it, or it was merged, they stay.
    let second = hub.fake.state().pulls[&1].head.clone();
    let before = ends(&second);
    hub.open(2, "ask", "school-chen");
    hub.commit(1, "ask", |folder| {
        replace(folder, REQUEST_PATH, "600000", "500000")
    });
    pushed(&second);
    assert_eq!(ends(&second), before);
}

/// Two pull requests propose one commit; one of them gets another just then.
#[test]
fn a_green_is_not_shared_with_what_was_pushed_meanwhile() {
    let hub = agreed();
    hub.open(2, "ask", "passer-by");
    let evil = hub.district.on("evil", |folder| {
        folder.write(REQUEST_PATH, REQUEST);
        let system = "registry/systems/health/platform.yaml";
        replace(folder, system, "extranet", "internet");
    });
    let begin = hub.moment();
    hub.judge(1);
    let calls = hub.fake.state().calls.len();
    for at in sampled_calls(calls) {
        hub.rewind(&begin);
        hub.push(2, "ask");
        let (repository, newer) = (hub.fake.state().repository.clone(), evil.clone());
        let pushed = move |github: &mut super::fake::State| {
            let repository = git2::Repository::open(repository).unwrap();
            let id = git2::Oid::from_str(&newer).unwrap();
            { repository.reference("refs/pull/2/head", id, true, "push") }.unwrap();
            github.pulls.get_mut(&2).unwrap().head = newer;
        };
        hub.fake.state().interruption = Some((at, Interruption(Box::new(pushed))));
        hub.judge(1);
        let github = hub.fake.state();
        let of_evil = github.checks.iter().filter(|check| check.head == evil);
        let green = of_evil.filter(|check| check.conclusion.as_deref() == Some("success"));
        assert!(green.count() < 2, "at call {at}");
        drop(github);
        let look = hub.look(1);
        assert_eq!(look.conclusions(), ("success", "success"), "at call {at}");
    }
}

/// A department's yearly application: what is said of it fits, and can be read.
#[test]
fn two_hundred_requests_in_one_pull_request() {
    let hub = Hub::new(District::new());
    let system = "registry/systems/health/platform.yaml";
    let text = std::fs::read_to_string(hub.district.path().join(system)).unwrap();
    hub.district.on("main", |folder| {
        for number in 0..200 {
            let name = format!("示例健康平台{number}");
            let own = text
                .replace("示例健康平台", &name)
                .replace("WL-0001", &format!("WL-9{number:03}"));
            let own = own.replace("居民健康档案", &format!("居民健康档案{number}"));
            folder.write(
                &format!("registry/systems/health/one-{number:03}.yaml"),
                own,
            );
        }
    });
    hub.district.on("year", |folder| {
        for number in 0..200 {
            let path = format!("registry/requests/2027/health/one-{number:03}.yaml");
            folder.write(&path, REQUEST);
        }
    });
    hub.open(1, "year", "health-wang");
    let ran = hub.judge(1);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let look = hub.look(1);
    assert_eq!(look.conclusions(), ("action_required", "failure"));
    let [(_, comment)] = look.comments.as_slice() else {
        panic!("{look:#?}");
    };
    assert!(comment.contains("200 项运维经费申请"), "{comment}");
    assert!(
        comment.len() < 65_536 && look.notes > 200,
        "{} {}",
        comment.len(),
        look.notes
    );
    let (first, _) = comment.split_once("<details>").unwrap();
    let lines = first.lines().filter(|line| !line.is_empty()).count();
    assert!(lines < 80, "{lines} lines that are not folded in\n{first}");
    let opened = comment.matches("<details>").count();
    assert_eq!(opened, comment.matches("</details>").count());
}
