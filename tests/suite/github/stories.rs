//! What happens under pull requests, from opening to approval.

use super::fake::{BOT, Comment, Interruption};
use super::hub::Hub;
use crate::district::{District, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use serde_json::json;

const CAMPUS: &str = "registry/opinions/cybersecurity/school/campus.yaml";
const CAMPUS_REQUEST: &str = "registry/requests/2027/school/campus.yaml";

pub(super) fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    folder.write(path, text.replace(from, to));
}

/// The health commission asks for money in pull request 1.
pub(super) fn asking() -> Hub {
    let hub = Hub::new(District::new());
    hub.district
        .on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    hub.open(1, "ask", "health-wang");
    hub
}

#[test]
fn a_department_asks_and_finance_agrees() {
    let hub = asking();
    let ran = hub.judge(1);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    let asked = hub.look(1);
    assert_eq!(asked.conclusions(), ("action_required", "success"));
    assert_eq!(asked.labels, ["经费：符合"]);
    assert_eq!(asked.requested, ["treasury-wu", "treasury-ma"]);
    let [(by, comment)] = asked.comments.as_slice() else {
        panic!("{asked:#?}");
    };
    assert_eq!(by, BOT);
    assert!(
        comment.contains("还不能合并：等待 1 个部门同意；1 项申请全部符合条件，共 80.0 万元"),
        "{comment}"
    );
    assert!(comment.contains(&format!(
        "/wulong/catalog/blob/{}/{REQUEST_PATH}",
        hub.fake.state().pulls[&1].head
    )));
    hub.review(1, "treasury-ma", "APPROVED");
    let payload = json!({"action": "submitted", "pull_request": {"number": 1}});
    hub.event("pull_request_review", &payload);
    let agreed = hub.look(1);
    assert_eq!(agreed.conclusions(), ("success", "success"));
    assert_eq!(agreed.comments.len(), 1, "one comment, edited in place");
    assert!(agreed.comments[0].1.contains("🟢 可以合并"));
}

#[test]
fn a_second_run_with_nothing_new_writes_nothing() {
    let hub = asking();
    hub.judge(1);
    let writes = hub.writes();
    let ran = hub.judge(1);
    assert!(ran.out.contains("没有变化"), "{ran:#?}");
    assert_eq!(hub.writes(), writes);
}

#[test]
fn a_comment_is_not_an_approval_and_a_dismissal_takes_one_back() {
    let hub = asking();
    hub.review(1, "treasury-ma", "APPROVED");
    hub.review(1, "treasury-ma", "COMMENTED");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().0, "success");
    hub.review(1, "treasury-ma", "DISMISSED");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().0, "action_required");
}

#[test]
fn finance_approves_and_the_department_then_pushes_another_amount() {
    let hub = asking();
    hub.review(1, "treasury-ma", "APPROVED");
    hub.judge(1);
    hub.commit(1, "ask", |folder| {
        replace(folder, REQUEST_PATH, "500000", "600000")
    });
    assert_eq!(
        hub.look(1).conclusions(),
        ("none", "none"),
        "the new head has no checks"
    );
    hub.judge(1);
    let look = hub.look(1);
    assert_eq!(look.conclusions(), ("action_required", "failure"));
    assert_eq!(look.labels, ["经费：不符合"]);
    assert!(look.notes > 0);
    assert_eq!(look.comments.len(), 1);
}

#[test]
fn a_lapsed_evaluation_then_the_cyberspace_office_attests_and_the_verdict_turns() {
    let district = District::with(|folder| replace(folder, CAMPUS, "2025-01-15", "2024-01-15"));
    let hub = Hub::new(district);
    hub.district.on("ask", |folder| {
        replace(folder, CAMPUS_REQUEST, "示例运行维护需求", "示例需求")
    });
    hub.open(1, "ask", "school-chen");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().1, "failure");
    hub.district.on("main", |folder| {
        let text = std::fs::read_to_string(folder.join(CAMPUS)).unwrap();
        folder.write(
            CAMPUS,
            text + "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-11-20\"}\n",
        );
    });
    let push = json!({"ref": "refs/heads/main", "repository": {"default_branch": "main"}});
    hub.event("push", &push);
    let turned = hub.look(1);
    assert_eq!(turned.conclusions().1, "success");
    assert_eq!(turned.labels, ["经费：符合"]);
}

#[test]
fn what_lapses_overnight_turns_green_to_red() {
    let hub = Hub::new(District::new());
    hub.district.on("ask", |folder| {
        replace(folder, CAMPUS_REQUEST, "示例运行维护需求", "示例需求")
    });
    hub.open(1, "ask", "school-chen");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().1, "success");
    hub.night("2027-01-15");
    assert_eq!(hub.look(1).conclusions().1, "success", "the last day");
    let ran = hub.night("2027-01-16");
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let look = hub.look(1);
    assert_eq!(look.conclusions().1, "failure");
    assert_eq!(look.labels, ["经费：不符合"]);
}

#[test]
fn a_stranger_edits_another_units_file() {
    let hub = Hub::new(District::new());
    let system = "registry/systems/health/platform.yaml";
    hub.district.on("meddle", |folder| {
        replace(folder, system, "extranet", "internet")
    });
    hub.open(1, "meddle", "school-chen");
    hub.judge(1);
    let look = hub.look(1);
    assert_eq!(look.conclusions().0, "failure");
    assert_eq!(look.requested, [""; 0], "nobody is bothered with it");
    assert!(
        look.comments[0]
            .1
            .contains("@school-chen **无权修改这个文件**"),
        "{}",
        look.comments[0].1
    );
}

#[test]
fn the_bureau_changes_a_rule_and_sees_who_loses() {
    let hub = Hub::new(District::with(|folder| folder.copy("registry/policy")));
    let pack = "registry/policy/pack.yaml";
    hub.district.on("strict", |folder| {
        replace(folder, pack, "'2': 24", "'2': 12")
    });
    hub.open(1, "strict", "bureau-li");
    hub.judge(1);
    let look = hub.look(1);
    assert!(
        look.comments[0]
            .1
            .contains("规则变更：1 项申请的结论会改变，可安排经费减少 30.0 万元")
    );
    assert_eq!(look.labels, ["规则变更"]);
    assert_eq!(
        look.requested,
        ["bureau-sun", "treasury-wu", "treasury-ma"],
        "not the author"
    );
}

#[test]
fn a_request_and_its_systems_registration_in_one_pull_request() {
    let hub = Hub::new(District::new());
    let system = std::fs::read_to_string(
        hub.district
            .path()
            .join("registry/systems/school/campus.yaml"),
    )
    .unwrap();
    hub.district.on("both", |folder| {
        folder.write("registry/systems/school/library.yaml", &system);
        folder.write(
            "registry/requests/2027/school/library.yaml",
            "applicant: school\nitems:\n  - {category: internet, amount: 1000}\n",
        );
    });
    hub.open(1, "both", "school-chen");
    hub.judge(1);
    let look = hub.look(1);
    assert!(
        look.comments[0].1.contains("尚未合入总目录"),
        "{}",
        look.comments[0].1
    );
}

#[test]
fn the_head_moves_while_it_is_judged() {
    let hub = asking();
    // The fourth call is the last look before anything is written.
    let newer = hub.district.on("newer", |folder| {
        folder.write(REQUEST_PATH, REQUEST.replace("500000", "1"))
    });
    hub.fake.state().interruption = Some((
        3,
        Interruption(Box::new(move |github| {
            github.pulls.get_mut(&1).unwrap().head = newer;
        })),
    ));
    let ran = hub.judge(1);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.out.contains("已有新的提交"), "{ran:#?}");
    assert_eq!(hub.writes(), 0);
}

#[test]
fn the_repository_has_the_new_head_later_than_the_api() {
    let hub = asking();
    let newer = hub.district.on("ask", |folder| {
        replace(folder, REQUEST_PATH, "示例", "另一")
    });
    hub.fake.state().pulls.get_mut(&1).unwrap().head = newer.clone();
    let repository = hub.district.path().to_owned();
    // The fourth call asks again which head it is.
    let arrives = move || {
        let repository = git2::Repository::open(repository).unwrap();
        let id = git2::Oid::from_str(&newer).unwrap();
        repository
            .reference("refs/pull/1/head", id, true, "push")
            .unwrap();
    };
    hub.fake.state().interruption = Some((3, Interruption(Box::new(|_| arrives()))));
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions(), ("action_required", "success"));
}

#[test]
fn it_is_closed_while_it_is_judged() {
    let hub = asking();
    hub.fake.state().interruption = Some((
        3,
        Interruption(Box::new(|github| {
            github.pulls.get_mut(&1).unwrap().open = false;
        })),
    ));
    hub.judge(1);
    assert_eq!(hub.writes(), 0);
    let again = hub.judge(1);
    assert!(again.out.contains("不需要处理"), "{again:#?}");
}

#[test]
fn a_draft_is_judged_and_nobody_is_asked() {
    let hub = asking();
    hub.fake.state().pulls.get_mut(&1).unwrap().draft = true;
    hub.judge(1);
    let look = hub.look(1);
    assert_eq!((look.conclusions().1, look.requested.len()), ("success", 0));
}

#[test]
fn an_account_that_is_gone_may_nothing() {
    let hub = asking();
    hub.fake.state().pulls.get_mut(&1).unwrap().author = None;
    let ran = hub.judge(1);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(hub.look(1).conclusions().0, "action_required");
}

#[test]
fn somebody_whom_github_will_not_ask_keeps_nobody_else_from_being_asked() {
    let hub = asking();
    hub.fake.state().strangers.push("treasury-wu".to_owned());
    hub.judge(1);
    assert_eq!(hub.look(1).requested, ["treasury-ma"]);
}

#[test]
fn a_forged_mark_is_not_ours() {
    let hub = asking();
    let forged = Comment {
        id: 99_999,
        pull: 1,
        login: "school-chen".to_owned(),
        body: "<!-- mulu:review -->\n### 🟢 可以合并".to_owned(),
    };
    hub.fake.state().comments.push(forged.clone());
    hub.judge(1);
    let look = hub.look(1);
    assert_eq!(look.comments[0].1, forged.body, "left alone");
    assert_eq!(look.comments[1].0, BOT);
}

#[test]
fn a_check_run_of_somebody_else_is_not_ours() {
    let hub = asking();
    let head = hub.fake.state().pulls[&1].head.clone();
    let id = hub.fake.state().id();
    hub.fake.state().checks.push(super::fake::Check {
        id,
        name: "mulu/registry".to_owned(),
        head,
        status: "completed".to_owned(),
        conclusion: Some("success".to_owned()),
        external: None,
        title: None,
        summary: None,
        notes: Vec::new(),
    });
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().0, "action_required");
    let github = hub.fake.state();
    let forged = github.checks.iter().find(|check| check.id == id).unwrap();
    assert_eq!(forged.conclusion.as_deref(), Some("success"), "left alone");
}

#[test]
fn a_newer_check_run_of_somebody_else_is_outdone() {
    let hub = asking();
    hub.judge(1);
    let id = hub.fake.state().id();
    let mut forged = hub.fake.state().checks[0].clone();
    forged.id = id;
    forged.external = None;
    forged.conclusion = Some("success".to_owned());
    hub.fake.state().checks.push(forged);
    assert_eq!(hub.look(1).conclusions().0, "success", "as GitHub shows it");
    hub.judge(1);
    assert_eq!(hub.look(1).conclusions().0, "action_required");
    let writes = hub.writes();
    hub.judge(1);
    assert_eq!(hub.writes(), writes, "ours is the newest");
}

/// Checks hang on the commit: green for a branch with softer rules would be green
/// for the default branch.
#[test]
fn what_goes_to_another_branch_is_not_judged() {
    let hub = asking();
    hub.judge(1);
    let before = hub.look(1);
    hub.district.on("soft", |folder| {
        replace(folder, "registry/registry.yaml", "示例", "别的")
    });
    let mut same = hub.fake.state().pulls[&1].clone();
    same.base = "soft".to_owned();
    hub.fake.state().pulls.insert(2, same);
    hub.push(2, "ask");
    let writes = hub.writes();
    for ran in [
        hub.judge(2),
        hub.comment(2, "health-wang", "/mulu recheck"),
        hub.night(crate::district::ON),
    ] {
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    }
    assert_eq!(hub.writes(), writes);
    assert_eq!(hub.look(1), before);
}

#[test]
fn whoever_has_reviewed_the_head_is_not_asked_again() {
    let hub = asking();
    hub.judge(1);
    hub.review(1, "treasury-ma", "CHANGES_REQUESTED");
    hub.judge(1);
    assert_eq!(hub.look(1).requested, ["treasury-wu"]);
    hub.commit(1, "ask", |folder| {
        replace(folder, REQUEST_PATH, "示例", "另一")
    });
    hub.judge(1);
    assert_eq!(hub.look(1).requested, ["treasury-wu", "treasury-ma"]);
}

#[test]
fn who_may_ask_is_answered_and_who_may_not_is_not() {
    let hub = asking();
    let ran = hub.comment(1, "health-zhao", "/mulu recheck");
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(hub.look(1).conclusions(), ("action_required", "success"));
    hub.comment(1, "school-chen", "/mulu explain 示例校园平台");
    hub.comment(1, "school-chen", "/mulu explain 示例校园平台");
    let look = hub.look(1);
    assert_eq!(look.comments.len(), 2, "a comment is answered once");
    let answer = &look.comments[1].1;
    assert!(
        answer.contains("```text\n示例总目录") && answer.contains("school/campus"),
        "{answer}"
    );
    let writes = hub.writes();
    for stranger in ["passer-by", BOT] {
        let ran = hub.comment(1, stranger, "/mulu explain school/campus");
        assert!(ran.out.contains("不需要处理"), "{ran:#?}");
    }
    assert_eq!(hub.writes(), writes);
}

#[test]
fn help_and_a_system_that_does_not_exist_are_answered() {
    let hub = asking();
    hub.comment(1, "bureau-li", "/mulu what?");
    assert!(hub.look(1).comments[0].1.contains("`/mulu recheck`"));
    hub.comment(1, "bureau-li", "/mulu explain nothing");
    assert!(hub.look(1).comments[0].1.contains("nothing"));
}

#[test]
fn many_findings_are_noted_in_batches_of_fifty() {
    let hub = Hub::new(District::new());
    hub.district.on("typos", |folder| {
        for number in 0..120 {
            folder.write(&format!("registry/units/new-{number}.yaml"), "nmae: x\n");
        }
    });
    hub.open(1, "typos", "anybody");
    hub.judge(1);
    let look = hub.look(1);
    assert!(look.notes >= 240, "{}", look.notes);
    assert_eq!(look.conclusions().0, "failure");
    let writes = hub.writes();
    hub.judge(1);
    assert_eq!(hub.writes(), writes, "nothing new");
}

#[test]
fn a_merge_group_is_judged_on_its_own_head() {
    let hub = asking();
    let repository = hub.district.repository();
    let head = hub.fake.state().pulls[&1].head.clone();
    let name = "refs/heads/gh-readonly-queue/main/pr-1";
    let id = git2::Oid::from_str(&head).unwrap();
    repository.reference(name, id, true, "queue").unwrap();
    let base = repository.revparse_single("main").unwrap().id().to_string();
    let payload = json!({
        "action": "checks_requested",
        "merge_group": {"base_sha": base, "head_sha": head, "head_ref": name},
    });
    let ran = hub.event("merge_group", &payload);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!(
        hub.look(1).conclusions(),
        ("success", "success"),
        "who agreed was settled before"
    );
    assert_eq!(hub.look(1).comments.len(), 0);
}

#[test]
fn rules_of_the_base_that_cannot_be_used_fail_the_checks_and_say_so() {
    let hub = Hub::new(District::with(|folder| {
        folder.copy("registry/policy");
        replace(
            folder,
            "registry/policy/rules/request.yaml",
            "applicant.budget_unit",
            "applicant.budget_nuit",
        );
    }));
    hub.district
        .on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    hub.open(1, "ask", "health-wang");
    let ran = hub.judge(1);
    assert_eq!(ran.code, Some(2));
    let look = hub.look(1);
    assert_eq!(look.conclusions(), ("failure", "failure"));
    assert!(look.checks["mulu/registry"].1.contains("没有判定"));
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let hub = asking();
    let payload = json!({"action": "opened", "pull_request": {"number": 1}});
    let ran = hub.run("pull_request", &payload, &["--dry-run"]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(
        ran.out.contains("演练，没有写入") && ran.out.contains("### 🟡"),
        "{}",
        ran.out
    );
    assert_eq!(hub.writes(), 0);
}

#[test]
fn events_that_concern_nothing_do_nothing() {
    let hub = asking();
    for (name, payload) in [
        (
            "pull_request_target",
            json!({"action": "labeled", "pull_request": {"number": 1}}),
        ),
        (
            "push",
            json!({"ref": "refs/heads/wip", "repository": {"default_branch": "main"}}),
        ),
        ("star", json!({})),
    ] {
        let ran = hub.event(name, &payload);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
    }
    assert_eq!(hub.fake.state().calls.len(), 0);
}

#[test]
fn what_a_workflow_run_must_say_is_said() {
    let folder = Folder::empty();
    let ran = folder.mulu(["bot", "--lang", "en"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("GITHUB_EVENT_NAME"), "{}", ran.err);
}
