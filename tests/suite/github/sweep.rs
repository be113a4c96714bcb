//! Every fault at every call: the end is that of the run without it, or a check
//! that says honestly that it failed. By default each call meets two faults, taken
//! in turn; with `MULU_SWEEP=all` it meets every one.

use super::faults::{Fault, Plan, When};
use super::hub::{Hub, Look};
use super::stories::{asking, replace};
use crate::district::{District, REQUEST_PATH};
use crate::support::Ran;
use serde_json::json;

/// A story up to its last event, and that event.
struct Scenario {
    before: fn() -> Hub,
    last: fn(&Hub) -> Ran,
    /// How many of its first calls ask which pull requests there are: who cannot
    /// know that can say nothing on them, and the run itself fails.
    blind: usize,
}

/// A first judgement.
const ASKED: Scenario = Scenario {
    before: asking,
    last: |hub| hub.judge_anyhow(1),
    blind: 0,
};

/// Another head: the comment is edited, the label is another, reviews are asked for.
const REVISED: Scenario = Scenario {
    before: || {
        let hub = asking();
        hub.judge(1);
        hub.commit(1, "ask", |folder| {
            replace(folder, REQUEST_PATH, "500000", "600000")
        });
        hub
    },
    last: |hub| hub.judge_anyhow(1),
    blind: 0,
};

/// The same head on another day: what was green turns red.
const LAPSED: Scenario = Scenario {
    before: || {
        let hub = Hub::new(District::new());
        let request = "registry/requests/2027/school/campus.yaml";
        hub.district.on("ask", |folder| {
            replace(folder, request, "示例运行维护需求", "示例需求")
        });
        hub.open(1, "ask", "school-chen");
        hub.judge(1);
        hub
    },
    last: |hub| hub.night("2027-01-16"),
    blind: 1,
};

/// An approval is taken back: what was green is not any more.
const TAKEN_BACK: Scenario = Scenario {
    before: || {
        let hub = asking();
        hub.review(1, "treasury-ma", "APPROVED");
        hub.judge(1);
        hub.review(1, "treasury-ma", "DISMISSED");
        hub
    },
    last: |hub| hub.judge_anyhow(1),
    blind: 0,
};

/// More notes than one call takes.
const NOTED: Scenario = Scenario {
    before: || {
        let hub = Hub::new(District::new());
        hub.district.on("typos", |folder| {
            for number in 0..30 {
                folder.write(&format!("registry/units/new-{number}.yaml"), "nmae: x\n");
            }
        });
        hub.open(1, "typos", "anybody");
        hub
    },
    last: |hub| hub.judge_anyhow(1),
    blind: 0,
};

/// A merge queue's group.
const GROUPED: Scenario = Scenario {
    before: || {
        let hub = asking();
        let head = hub.fake.state().pulls[&1].head.clone();
        let id = git2::Oid::from_str(&head).unwrap();
        let name = "refs/heads/gh-readonly-queue/main/pr-1";
        hub.district
            .repository()
            .reference(name, id, true, "queue")
            .unwrap();
        hub
    },
    last: |hub| {
        let head = hub.fake.state().pulls[&1].head.clone();
        let base = hub.district.repository().revparse_single("main").unwrap();
        let group = json!({
            "base_sha": base.id().to_string(),
            "head_sha": head,
            "head_ref": "refs/heads/gh-readonly-queue/main/pr-1",
        });
        let payload = json!({"action": "checks_requested", "merge_group": group});
        hub.run("merge_group", &payload, &[])
    },
    blind: 0,
};

impl Scenario {
    /// The number of the last event's first call, how many follow, and how it looks then.
    fn undisturbed(&self) -> (usize, usize, Look) {
        let hub = (self.before)();
        let before = hub.fake.state().calls.len();
        let ran = (self.last)(&hub);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        let calls = hub.fake.state().calls.len();
        (before, calls - before, hub.look(1))
    }

    fn disturbed(&self, plan: Plan) -> (Ran, Look) {
        let hub = (self.before)();
        hub.fake.state().plan = Some(plan.clone());
        let ran = (self.last)(&hub);
        assert_eq!(hub.fake.state().complaints, [""; 0], "{ran:#?}");
        let github = hub.fake.state();
        let unfinished = { github.checks.iter() }.filter(|check| check.status != "completed");
        assert_eq!(unfinished.count(), 0, "{plan:?}: {ran:#?}");
        drop(github);
        (ran, hub.look(1))
    }

    /// Whatever fails once is made good.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn recovers(&self) {
        let (first, calls, expected) = self.undisturbed();
        let mut swept = 0;
        for call in 0..calls {
            for when in [When::Before, When::After] {
                for fault in faults(call + usize::from(when == When::After)) {
                    let at = first + call;
                    let (ran, look) = self.disturbed(Plan {
                        at,
                        fault,
                        when,
                        times: 1,
                    });
                    assert_eq!(
                        look, expected,
                        "{fault:?} {when:?} at call {call}: {ran:#?}"
                    );
                    swept += 1;
                }
            }
        }
        println!("{calls} calls, {swept} faults that pass");
        assert!(calls >= 4 && swept >= 2 * calls);
    }

    /// What keeps failing is admitted: never green, never in progress for ever.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn admits(&self) {
        let (first, calls, expected) = self.undisturbed();
        let mut admitted = 0;
        for call in 0..calls {
            for (fault, when) in [
                (Fault::ServerError, When::Before),
                (Fault::BadGateway, When::After),
            ] {
                let plan = Plan {
                    at: first + call,
                    fault,
                    when,
                    times: 5,
                };
                let (ran, look) = self.disturbed(plan);
                let same = look == expected;
                let honest = same || is_honest(&look) || call < self.blind;
                assert!(honest, "{fault:?} at call {call}: {ran:#?}\n{look:#?}");
                assert!(same || ran.code == Some(2), "{ran:#?}");
                admitted += usize::from(!same);
            }
        }
        println!(
            "{calls} calls, {admitted} of {} faults that stay admitted",
            2 * calls
        );
        assert!(admitted > 0);
    }
}

/// The faults that a call meets.
fn faults(number: usize) -> Vec<Fault> {
    if std::env::var_os("MULU_SWEEP").is_some() {
        return Fault::ALL.to_vec();
    }
    vec![Fault::ALL[number % Fault::ALL.len()]]
}

/// Whether the checks say that nothing was judged, or say nothing.
fn is_honest(look: &Look) -> bool {
    look.checks.values().all(|(end, _)| end == "failure")
}

#[test]
fn a_first_judgement_survives_faults() {
    ASKED.recovers();
    ASKED.admits();
}

#[test]
fn another_head_survives_faults() {
    REVISED.recovers();
    REVISED.admits();
}

#[test]
fn what_turns_red_overnight_survives_faults() {
    LAPSED.recovers();
    LAPSED.admits();
}

#[test]
fn an_approval_taken_back_survives_faults() {
    TAKEN_BACK.recovers();
    TAKEN_BACK.admits();
}

#[test]
fn many_notes_survive_faults() {
    NOTED.recovers();
    NOTED.admits();
}

#[test]
fn a_merge_group_survives_faults() {
    GROUPED.recovers();
    GROUPED.admits();
}
