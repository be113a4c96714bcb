//! Two runs at a time, while somebody merges, takes an approval back and pushes: in
//! whatever order their calls come, the last word on every head is what judging alone at
//! the end says. Forty interleavings by default; `MULU_SWEEP=all` has a
//! thousand. Each call waits at a gate, so that a seed means one order.

use super::fake::{Fake, REPOSITORY, State, TOKEN};
use super::hub::{Hub, Look, Moment};
use super::stories::{asking, replace};
use crate::district::{ON, REQUEST_PATH};
use crate::support::is_whole_sweep;
use mulu_app::bot::{Bot, Judge, Limits, connect, event, judge_here};
use mulu_git::Remote;
use mulu_github::Connection;
use mulu_report::{Language, Localizer};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// Numbers from a seed (SplitMix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }
}

/// What somebody does meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// `main` gets other content.
    Merge,
    /// Finance takes its approval back.
    Dismiss,
    /// Finance approves what is proposed.
    Approve,
    /// The department pushes.
    Push,
    /// It pushes what it had before.
    PushBack,
}

/// The judge's answers by what they depend on: the order and where branches are.
type Known = Arc<Mutex<BTreeMap<(Vec<u8>, String), Vec<u8>>>>;

struct Race {
    hub: Hub,
    begin: Moment,
    /// Both heads of the pull request, both states of `main`.
    heads: [String; 2],
    mains: [String; 2],
    known: Known,
    /// What judging alone says, by how everything stands.
    alone: BTreeMap<String, Look>,
}

/// A run that is going on, and the event that it is about.
struct Run {
    thread: JoinHandle<Vec<String>>,
    about: String,
}

fn set(repository: &Path, name: &str, to: &str) {
    let repository = git2::Repository::open(repository).unwrap();
    let id = git2::Oid::from_str(to).unwrap();
    repository.reference(name, id, true, "race").unwrap();
}

fn tips(repository: &Path) -> String {
    let repository = git2::Repository::open(repository).unwrap();
    ["refs/heads/main", "refs/pull/1/head"]
        .map(|name| repository.refname_to_id(name).unwrap().to_string())
        .join(" ")
}

impl Race {
    fn new() -> Self {
        let hub = asking();
        let sound = tip(&hub, "main");
        let retired = hub.district.on("retired", |folder| {
            let system = "registry/systems/health/platform.yaml";
            replace(folder, system, "status: operating", "status: retired");
        });
        let first = hub.fake.state().pulls[&1].head.clone();
        let second = hub.district.on("ask", |folder| {
            replace(folder, REQUEST_PATH, "示例运行维护需求", "另一需求")
        });
        hub.review(1, "treasury-ma", "APPROVED");
        let begin = hub.moment();
        Race {
            hub,
            begin,
            heads: [first, second],
            mains: [sound, retired],
            known: Known::default(),
            alone: BTreeMap::new(),
        }
    }

    fn repository(&self) -> std::path::PathBuf {
        self.hub.fake.state().repository.clone()
    }

    /// Everything as at the beginning, `main` in one of its states.
    fn rewind(&self, main: usize) {
        self.hub.rewind(&self.begin);
        set(&self.repository(), "refs/heads/main", &self.mains[main]);
        set(&self.repository(), "refs/pull/1/head", &self.heads[0]);
    }

    /// Starts a run on an event.
    fn start(&self, number: Option<usize>, (name, payload): (&'static str, Value)) -> Run {
        let about = format!("{name} {payload}");
        let (fake, folder) = (self.hub.fake.clone(), self.hub.clone_path());
        let (server, known) = (self.hub.server(), Arc::clone(&self.known));
        let repository = self.repository();
        let thread = std::thread::spawn(move || {
            let event = event(name, payload.to_string().as_bytes()).unwrap();
            let judge = move |order: &[u8]| answers(&known, order, tips(&repository));
            let bot = bot(&fake, number, folder, server, Judge::Here(Box::new(judge)));
            bot.handle(&event)
                .iter()
                .map(|outcome| format!("{outcome:?}").chars().take(60).collect())
                .collect()
        });
        Run { thread, about }
    }

    /// Does something, and says which event GitHub makes of it.
    fn happen(&self, step: Step, main: &mut usize) -> (&'static str, Value) {
        let repository = self.repository();
        let mut github = self.hub.fake.state();
        let head = github.pulls[&1].head.clone();
        let push = |github: &mut State, to: &str| {
            set(&repository, "refs/pull/1/head", to);
            github.pulls.get_mut(&1).unwrap().head = to.to_owned();
            let pull = json!({"number": 1, "head": {"sha": to}});
            let payload = json!({"action": "synchronize", "before": head, "pull_request": pull});
            ("pull_request_target", payload)
        };
        match step {
            Step::Push => push(&mut github, &self.heads[1]),
            Step::PushBack => push(&mut github, &self.heads[0]),
            Step::Merge => {
                *main = 1 - *main;
                set(&repository, "refs/heads/main", &self.mains[*main]);
                let payload =
                    json!({"ref": "refs/heads/main", "repository": {"default_branch": "main"}});
                ("push", payload)
            }
            Step::Dismiss | Step::Approve => {
                drop(github);
                let state = match step {
                    Step::Approve => "APPROVED",
                    _ => "DISMISSED",
                };
                self.hub.review(1, "treasury-ma", state);
                ("workflow_run", json!({"workflow_run": {"head_sha": head}}))
            }
        }
    }

    /// One interleaving.
    fn run(&mut self, seed: u64) {
        let mut dice = Dice(seed);
        let mut main = dice.roll(2);
        self.rewind(main);
        let mut steps = steps(&mut dice);
        let head = self.heads[0].clone();
        let pull = json!({"number": 1, "head": {"sha": head}});
        let opened = json!({"action": "opened", "pull_request": pull});
        let mut due = VecDeque::from([("pull_request_target", opened)]);
        let mut runs: BTreeMap<usize, Run> = BTreeMap::new();
        let (mut told, mut number) = (Vec::new(), 0);
        let gate = self.hub.fake.gate().clone();
        loop {
            // GitHub starts a run for each event; two at a time here.
            while runs.len() < 2 && !due.is_empty() {
                let run = self.start(Some(number), due.pop_front().unwrap());
                told.push(format!("run {number}: {}", run.about));
                runs.insert(number, run);
                number += 1;
            }
            let going = gate.all_wait(|| going(&runs));
            let ended: Vec<usize> = { runs.keys() }
                .filter(|run| !going.contains(*run))
                .copied()
                .collect();
            for run in &ended {
                let outcomes = runs.remove(run).unwrap().thread.join().unwrap();
                told.push(format!("run {run} ended: {outcomes:?}"));
            }
            if !ended.is_empty() {
                continue;
            }
            if going.is_empty() && steps.is_empty() {
                break;
            }
            let happens = !steps.is_empty() && (going.is_empty() || dice.roll(12) == 0);
            if happens {
                let step = steps.pop_front().unwrap();
                told.push(format!("{step:?}"));
                due.push_back(self.happen(step, &mut main));
                continue;
            }
            let all: Vec<usize> = going.into_iter().collect();
            gate.open(all[dice.roll(all.len())]);
        }
        self.hold(seed, main, &told);
    }

    /// The last words are those of judging alone.
    fn hold(&mut self, seed: u64, main: usize, told: &[String]) {
        let look = self.hub.look(1);
        let (head, reviews) = {
            let github = self.hub.fake.state();
            assert_eq!(github.complaints, [""; 0], "seed {seed}: {told:#?}");
            let pull = &github.pulls[&1];
            (pull.head.clone(), pull.reviews.clone())
        };
        for other in self.heads.iter().filter(|other| **other != head) {
            let github = self.hub.fake.state();
            let mut latest = BTreeMap::new();
            for check in github.checks.iter().filter(|check| check.head == *other) {
                latest.insert(&check.name, check.conclusion.clone());
            }
            let green = |end: &&Option<String>| end.as_deref() == Some("success");
            assert_eq!(
                latest.values().filter(green).count(),
                0,
                "seed {seed}: {told:#?}"
            );
        }
        let key = format!("{main} {head} {reviews:?}");
        if !self.alone.contains_key(&key) {
            self.rewind(main);
            set(&self.repository(), "refs/pull/1/head", &head);
            {
                let mut github = self.hub.fake.state();
                let pull = github.pulls.get_mut(&1).unwrap();
                (pull.head, pull.reviews) = (head, reviews);
            }
            let run = self.start(None, ("schedule", json!({})));
            run.thread.join().unwrap();
            self.alone.insert(key.clone(), self.hub.look(1));
        }
        let alone = &self.alone[&key];
        let part = |look: &Look| {
            (
                look.checks.clone(),
                look.comments.clone(),
                look.labels.clone(),
            )
        };
        assert_eq!(part(&look), part(alone), "seed {seed}: {told:#?}");
    }
}

/// A merge, a dismissal and a push in any order; perhaps it is approved anew, perhaps
/// what was there before is pushed again.
fn steps(dice: &mut Dice) -> VecDeque<Step> {
    let mut all = vec![Step::Merge, Step::Dismiss, Step::Push];
    all.extend(
        [Step::Approve, Step::PushBack]
            .into_iter()
            .filter(|_| dice.roll(2) == 0),
    );
    for at in (1..all.len()).rev() {
        all.swap(at, dice.roll(at + 1));
    }
    let at = |step| all.iter().position(|one| *one == step);
    // What was there before is pushed after something else was.
    if let (Some(push), Some(back)) = (at(Step::Push), at(Step::PushBack))
        && back < push
    {
        all.swap(push, back);
    }
    all.into()
}

fn going(runs: &BTreeMap<usize, Run>) -> BTreeSet<usize> {
    let going = runs.iter().filter(|(_, run)| !run.thread.is_finished());
    going.map(|(number, _)| *number).collect()
}

fn answers(known: &Known, order: &[u8], tips: String) -> Vec<u8> {
    let key = (order.to_vec(), tips);
    if let Some(answers) = known.lock().unwrap().get(&key) {
        return answers.clone();
    }
    let mut out = Vec::new();
    judge_here(order, &mut out).unwrap();
    known.lock().unwrap().insert(key, out.clone());
    out
}

pub(super) fn bot(
    fake: &Fake,
    run: Option<usize>,
    folder: std::path::PathBuf,
    server: String,
    judge: Judge,
) -> Bot {
    let connection = Connection {
        api: run.map_or_else(|| fake.api(), |run| fake.api_of(run)),
        repository: REPOSITORY.to_owned(),
        token: TOKEN.to_owned(),
        account: super::fake::BOT.to_owned(),
        pause: Duration::ZERO,
        patience: Duration::from_secs(120),
    };
    let token = None;
    let repository = REPOSITORY.to_owned();
    Bot {
        folder,
        client: connect(connection).unwrap(),
        remote: Remote {
            server,
            repository,
            token,
        },
        words: Localizer::new(Language::Zh),
        on: Some(ON.parse().unwrap()),
        dry_run: false,
        judge,
        limits: Limits {
            seconds: 60,
            cpu_seconds: 60,
            megabytes: 4_096,
        },
    }
}

fn tip(hub: &Hub, branch: &str) -> String {
    let found = hub.district.repository().revparse_single(branch);
    found.unwrap().id().to_string()
}

#[test]
fn the_last_word_on_every_head_is_that_of_judging_alone() {
    let mut race = Race::new();
    let seeds = if is_whole_sweep() { 1_000 } else { 40 };
    for seed in 0..seeds {
        race.run(seed);
    }
    let ends = race.alone.len();
    println!("{seeds} interleavings, {ends} different ends");
    assert!(ends > 3);
}
