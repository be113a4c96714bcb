//! Each head is judged in a process of its own: whatever becomes of it, that head gets
//! failing checks that say so, and the others are judged.

use super::hub::{Hub, Look};
use super::stories::{asking, replace};
use super::sweep::{DEATHS, is_honest};
use crate::district::{District, ON, REQUEST};
use crate::support::{Ran, sampled};
use serde_json::json;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Two heads, both green when judged: 1, whose judge something happens to, and 2.
fn two() -> Hub {
    let hub = asking();
    hub.review(1, "treasury-ma", "APPROVED");
    hub.district.on("ready", |folder| {
        let request = "registry/requests/2027/school/campus.yaml";
        replace(folder, request, "示例运行维护需求", "示例需求");
    });
    hub.open(2, "ready", "school-chen");
    hub.review(2, "treasury-ma", "APPROVED");
    hub
}

/// A program that judges as ours does, but for the head of pull request 1.
fn judge(hub: &Hub, happens: &str) -> PathBuf {
    let head = hub.fake.state().pulls[&1].head.clone();
    hub.judge_script(&format!(
        "grep -q '\"head\":\"{head}\"' $order || exec $mulu judge < $order\n{happens}"
    ))
}

/// A sweep with a judge.
fn night(hub: &Hub, judge: &std::path::Path, more: &[&str]) -> Ran {
    let judge = judge.to_str().unwrap();
    let args = [&["--judge", judge], more].concat();
    hub.run("schedule", &json!({}), &args)
}

/// What the failing check says.
fn said(hub: &Hub) -> String {
    let github = hub.fake.state();
    let is_failed = |check: &&super::fake::Check| check.conclusion.as_deref() == Some("failure");
    let failed = github.checks.iter().rfind(is_failed);
    failed
        .and_then(|check| check.summary.clone())
        .unwrap_or_default()
}

/// Each of them on every kind of event is in the sweep of faults.
#[test]
fn a_judge_that_dies_at_any_step_fails_its_head_alone() {
    let hub = two();
    hub.judge(1);
    hub.judge(2);
    let before = (hub.look(1), hub.look(2));
    let begin = hub.moment();
    let (last, deaths) = DEATHS.split_last().unwrap();
    for death in deaths {
        hub.rewind(&begin);
        fails(&hub, death, &before);
    }
    // What was said in whole lines before it died counts.
    hub.rewind(&begin);
    let ran = night(&hub, &judge(&hub, last), &[]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert_eq!((hub.look(1), hub.look(2)), before);
    // And all is well again the next time.
    fails(&hub, deaths[0], &before);
    hub.night(ON);
    assert_eq!((hub.look(1), hub.look(2)), before);
}

/// What becomes of both heads when something happens to the first one's judge.
fn fails(hub: &Hub, happens: &str, before: &(Look, Look)) {
    assert_eq!(before.0.conclusions(), ("success", "success"));
    let ran = night(hub, &judge(hub, happens), &[]);
    let look = hub.look(1);
    assert_eq!(ran.code, Some(2), "{happens}: {ran:#?}");
    assert!(ran.out.contains("#2 mulu/registry"), "{ran:#?}");
    assert_eq!(hub.look(2), before.1, "{happens}");
    assert_eq!(look.conclusions(), ("failure", "failure"), "{happens}");
    assert!(look.checks["mulu/registry"].1.contains("没有判定"));
}

/// Wherever it is cut, it is either whole or none.
#[test]
fn an_answer_that_is_cut_anywhere_is_none() {
    let hub = two();
    let whole = "$mulu judge < $order > $here/whole; cat $here/whole";
    assert_eq!(night(&hub, &judge(&hub, whole), &[]).code, Some(0));
    let begin = hub.moment();
    let length = std::fs::metadata(hub.scratch().join("whole"))
        .unwrap()
        .len();
    assert!(length > 1_000);
    let cuts: Vec<u64> = (0..40).map(|part| part * length / 40).collect();
    for (step, part) in cuts.chunks(10).enumerate() {
        for cut in sampled(part, step) {
            hub.rewind(&begin);
            let happens = format!("head -c {cut} $here/whole; kill -9 $$");
            let ran = night(&hub, &judge(&hub, &happens), &[]);
            assert_eq!(ran.code, Some(2), "{cut}: {ran:#?}");
            assert!(is_honest(&hub.look(1)), "{cut}");
        }
    }
}

#[test]
fn a_judge_that_outlives_its_time_is_ended_with_all_that_it_started() {
    let hub = two();
    hub.judge(1);
    hub.judge(2);
    let begun = Instant::now();
    let happens = "sleep 300 & echo $! > $here/sleeper; wait";
    let ran = night(&hub, &judge(&hub, happens), &["--judge-seconds", "6"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(begun.elapsed() < Duration::from_secs(60));
    assert!(is_honest(&hub.look(1)), "{ran:#?}");
    assert!(said(&hub).contains("超过了 6 秒"), "{}", said(&hub));
    assert_eq!(hub.look(2).conclusions(), ("success", "success"));
    let sleeper = std::fs::read_to_string(hub.scratch().join("sleeper")).unwrap();
    let gone = || {
        let state = std::fs::read_to_string(format!("/proc/{}/stat", sleeper.trim()));
        state.map_or(true, |stat| stat.contains(") Z "))
    };
    while !gone() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it sleeps on");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A year's application of a department, with less than it costs.
fn large() -> Hub {
    let hub = Hub::new(District::new());
    hub.district.on("year", |folder| {
        for number in 0..1_900 {
            let path = format!("registry/requests/2027/health/one-{number:04}.yaml");
            folder.write(&path, REQUEST);
        }
    });
    hub.open(1, "year", "health-wang");
    hub.district.on("ready", |folder| {
        let request = "registry/requests/2027/school/campus.yaml";
        replace(folder, request, "示例运行维护需求", "示例需求");
    });
    hub.open(2, "ready", "school-chen");
    hub.review(2, "treasury-ma", "APPROVED");
    hub
}

#[test]
fn a_proposal_that_costs_too_much_fails_its_head_alone() {
    let hub = large();
    for (limit, sentence) in [
        (["--judge-cpu", "1"], "用完了 1 秒处理器时间"),
        (["--judge-memory", MEMORY], "内存超过"),
    ] {
        let ran = hub.run("schedule", &json!({}), &limit);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains(sentence), "{ran:#?}");
        assert!(is_honest(&hub.look(1)), "{ran:#?}");
        assert!(said(&hub).contains(sentence), "{}", said(&hub));
        assert_eq!(
            hub.look(2).conclusions(),
            ("success", "success"),
            "{ran:#?}"
        );
    }
}

/// Enough for a small change, in MB of address space.
const MEMORY: &str = "160";

#[test]
fn nothing_of_a_proposal_nor_the_token_stands_where_others_see_it() {
    let hub = two();
    let happens = "env > $here/env; echo \"$*\" > $here/args; exec $mulu judge < $order";
    let ran = night(&hub, &judge(&hub, happens), &[]);
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let read = |name: &str| std::fs::read_to_string(hub.scratch().join(name)).unwrap();
    assert_eq!(read("args"), "judge\n");
    assert!(!read("env").contains(super::fake::TOKEN), "{}", read("env"));
}

#[test]
fn a_judge_that_is_not_there_is_said() {
    let hub = two();
    let ran = night(&hub, std::path::Path::new("/nowhere/mulu"), &[]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.err.contains("没有启动"), "{ran:#?}");
    assert!(is_honest(&hub.look(1)) && is_honest(&hub.look(2)));
}
