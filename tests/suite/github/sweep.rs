//! Every fault at every call: the end is that of the run without it, or a check
//! that says honestly that it failed. By default each call meets one fault that
//! passes and one that stays, taken in turn; with `MULU_SWEEP=all` every one.

use super::faults::{Fault, Plan, When};
use super::hub::{Hub, Look, Moment};
use super::stories::{asking, replace};
use crate::district::{District, REQUEST_PATH};
use crate::support::{Ran, is_whole_sweep, sampled};
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

/// More to say than GitHub takes in one text, in bytes.
const LONG: Scenario = Scenario {
    before: || {
        let hub = Hub::new(District::new());
        hub.district.on("long", |folder| {
            for number in 0..60 {
                let name = format!("{}-{number}", "长".repeat(60));
                let text = format!("name: {name}\nstatus: 运行\n{name}: {name}\n");
                folder.write(&format!("registry/systems/health/new-{number}.yaml"), text);
            }
        });
        hub.open(1, "long", "health-wang");
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

/// A story up to its last event, made once: every fault begins there.
struct Sweep {
    hub: Hub,
    begin: Moment,
    last: fn(&Hub) -> Ran,
    blind: usize,
    /// The number of the last event's first call.
    first: usize,
    /// How many follow where nothing fails.
    calls: usize,
    /// How it looks then.
    expected: Look,
}

impl Sweep {
    fn of(scenario: &Scenario) -> Self {
        let hub = (scenario.before)();
        let begin = hub.moment();
        let first = hub.fake.state().calls.len();
        let undisturbed = || {
            let ran = (scenario.last)(&hub);
            assert_eq!(ran.code, Some(0), "{ran:#?}");
            let calls = hub.fake.state().calls.len() - first;
            (calls, hub.look(1))
        };
        let once = undisturbed();
        hub.rewind(&begin);
        let again = undisturbed();
        assert_eq!(once, again, "the story can be put back");
        let (calls, expected) = again;
        Sweep {
            hub,
            begin,
            last: scenario.last,
            blind: scenario.blind,
            first,
            calls,
            expected,
        }
    }

    fn disturbed(&self, plan: Plan) -> (Ran, Look) {
        let told = format!("{plan:?}");
        self.with(&told, |hub| hub.fake.state().plan = Some(plan))
    }

    /// The last event, with something that is not as it was.
    fn with(&self, plan: &str, change: impl FnOnce(&Hub)) -> (Ran, Look) {
        let hub = &self.hub;
        hub.rewind(&self.begin);
        change(hub);
        let ran = (self.last)(hub);
        assert_eq!(hub.fake.state().complaints, [""; 0], "{ran:#?}");
        let github = hub.fake.state();
        let unfinished = { github.checks.iter() }.filter(|check| check.status != "completed");
        assert_eq!(unfinished.count(), 0, "{plan}: {ran:#?}");
        drop(github);
        (ran, hub.look(1))
    }

    /// Whatever fails once is made good.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn recovers(&self) {
        let (first, calls, expected) = (self.first, self.calls, &self.expected);
        let mut swept = 0;
        for call in 0..calls {
            for when in sampled(&[When::Before, When::After], call) {
                for fault in sampled(&Fault::ALL, call) {
                    let at = first + call;
                    let (ran, look) = self.disturbed(Plan {
                        at,
                        fault,
                        when,
                        times: 1,
                    });
                    assert_eq!(
                        &look, expected,
                        "{fault:?} {when:?} at call {call}: {ran:#?}"
                    );
                    swept += 1;
                }
            }
        }
        println!("{calls} calls, {swept} faults that pass");
        assert!(calls >= 4 && swept >= calls);
    }

    /// What keeps failing is admitted: never green, never in progress for ever.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn admits(&self) {
        let (first, calls, expected) = (self.first, self.calls, &self.expected);
        let mut admitted = 0;
        for call in 0..calls {
            let stays = [
                (Fault::ServerError, When::Before),
                (Fault::BadGateway, When::After),
            ];
            for (fault, when) in sampled(&stays, call) {
                let plan = Plan {
                    at: first + call,
                    fault,
                    when,
                    times: 5,
                };
                let (ran, look) = self.disturbed(plan);
                let same = &look == expected;
                let honest = same || is_honest(&look) || call < self.blind;
                assert!(honest, "{fault:?} at call {call}: {ran:#?}\n{look:#?}");
                assert!(same || ran.code == Some(2), "{ran:#?}");
                admitted += usize::from(!same);
            }
        }
        println!("{calls} calls, {admitted} faults that stay admitted");
        assert!(admitted > 0);
    }
}

impl Sweep {
    /// What GitHub refuses for good: the checks are right all the same, or say that
    /// nothing was judged; none is green that would not be.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn is_refused(&self) {
        let (mut judged, mut failed) = (0, 0);
        for call in 0..self.calls {
            let plan = Plan {
                at: self.first + call,
                fault: Fault::Forbidden,
                when: When::Before,
                times: 1,
            };
            let (ran, look) = self.disturbed(plan);
            let same = look.checks == self.expected.checks;
            let honest = is_honest(&look) || call < self.blind;
            assert!(same || honest, "at call {call}: {ran:#?}\n{look:#?}");
            judged += usize::from(same);
            failed += usize::from(!same);
        }
        println!("{judged} refusals beside right checks, {failed} that fail them");
        assert!(judged + failed == self.calls);
    }
}

impl Sweep {
    /// Whatever becomes of the process that judges: the checks say that nothing was
    /// judged, or what was judged before.
    #[expect(clippy::print_stdout, reason = "counts, for whoever sweeps")]
    fn is_killed(&self, step: usize) {
        let parts: Vec<(usize, &[&str])> = DEATHS.chunks(8).enumerate().collect();
        let deaths = parts.iter().flat_map(|(at, part)| sampled(part, at + step));
        let (mut swept, mut failed) = (0, 0);
        for death in deaths {
            let (ran, look) = self.with(death, |hub| hub.judged_by(death));
            self.hub.judged_by("");
            let same = look == self.expected;
            assert!(same || is_honest(&look), "{death}: {ran:#?}\n{look:#?}");
            assert!(same || ran.code == Some(2), "{death}: {ran:#?}");
            swept += 1;
            failed += usize::from(!same);
        }
        println!("{swept} deaths of the judge, {failed} that fail the checks");
        assert!(failed > 0);
    }

    /// Pages with one entry each, and more labels than one pull request takes.
    fn is_crowded(&self) {
        let (ran, look) = self.with("short pages", |hub| hub.fake.state().page_limit = Some(1));
        assert_eq!(look, self.expected, "{ran:#?}");
        let (ran, look) = self.with("labels", |hub| {
            let mut github = hub.fake.state();
            let others = (0..1_200).map(|number| format!("label {number}"));
            github.pulls.get_mut(&1).unwrap().labels.extend(others);
        });
        assert_eq!(look.checks, self.expected.checks, "{ran:#?}");
        assert_eq!(look.comments, self.expected.comments, "{ran:#?}");
    }
}

/// What can become of a judge, as a shell does it: `$mulu judge < $order` judges.
pub(super) const DEATHS: [&str; 16] = [
    "kill -9 $$",
    "exit 3",
    "exit 0",
    "$mulu judge < /dev/null",
    "PATH=$(dying before):$PATH exec $mulu judge < $order",
    "PATH=$(dying after):$PATH exec $mulu judge < $order",
    "ulimit -v 40000; exec $mulu judge < $order",
    "echo \"thread 'main' panicked\" >&2; exit 101",
    "$mulu judge < $order > /dev/null; kill -9 $$",
    "$mulu judge < $order | head -c 1; kill -9 $$",
    "$mulu judge < $order | head -c 700",
    "$mulu judge < $order | head -c -1; kill -9 $$",
    "$mulu judge < $order | tr '{' '['",
    "$mulu judge < $order | sed 's/\"head\":\"[0-9a-f]*\"/\"head\":\"0\"/'",
    "$mulu judge < $order | sed 's#mulu/funding#mulu/fun#g'",
    "$mulu judge < $order; kill -9 $$",
];

fn survives(scenario: &Scenario, step: usize) {
    let sweep = Sweep::of(scenario);
    sweep.recovers();
    sweep.admits();
    sweep.is_refused();
    sweep.is_killed(step);
    sweep.is_crowded();
}

/// Whether the checks say that nothing was judged, or say nothing.
pub(super) fn is_honest(look: &Look) -> bool {
    look.checks.values().all(|(end, _)| end == "failure")
}

#[test]
fn a_first_judgement_survives_faults() {
    survives(&ASKED, 0);
}

#[test]
fn another_head_survives_faults() {
    survives(&REVISED, 1);
}

#[test]
fn what_turns_red_overnight_survives_faults() {
    survives(&LAPSED, 2);
}

#[test]
fn an_approval_taken_back_survives_faults() {
    survives(&TAKEN_BACK, 3);
}

#[test]
fn many_notes_survive_faults() {
    survives(&NOTED, 4);
}

#[test]
fn more_than_fits_survives_faults() {
    let sweep = Sweep::of(&LONG);
    let (_, comment) = &sweep.expected.comments[0];
    assert!(comment.len() > 40_000, "{} bytes", comment.len());
    if is_whole_sweep() {
        sweep.recovers();
        sweep.admits();
        sweep.is_refused();
    }
    sweep.is_killed(6);
    sweep.is_crowded();
}

#[test]
fn a_merge_group_survives_faults() {
    survives(&GROUPED, 5);
}
