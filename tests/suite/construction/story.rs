//! A story of many years in a text file: who proposes what on which day, who approves,
//! and what is decided then.
//!
//! - `--- DAY AUTHOR [APPROVER…]: what happens` opens a change; it must be allowed to
//!   merge, and is merged
//! - `--- DAY`: time goes by
//! - `=== PATH` and the file's content; `+++ PATH` and what is added at its end
//! - `<<< PATH`: a change within a file: the old line, `→`, the new one
//! - `>>> project YEAR ID STAGE PLAN BUILD ACCEPT` what `mulu projects` says on that day
//! - `>>> request YEAR ID VERDICT AMOUNT` what `mulu fund` says
//! - `>>> because YEAR ID RULE OUTCOME` which rule says so of a project or a request

use crate::support::{Folder, commit};
use serde_json::Value;

/// A registry that grows step by step, each of them a merged change.
pub(super) struct Story {
    folder: Folder,
    repository: git2::Repository,
    /// The second of Unix time of the next commit.
    second: i64,
}

/// A change as the text has it.
struct Step<'t> {
    title: &'t str,
    day: &'t str,
    author: Option<&'t str>,
    approvers: Vec<&'t str>,
    /// Mark, path and content of each file.
    files: Vec<(&'t str, &'t str, String)>,
    expected: Vec<Vec<&'t str>>,
}

/// Tells a story on a ground, each of them a text; every step is checked.
pub(super) fn tell(ground: &str, story: &str) {
    let mut told = Story::on(ground);
    for step in steps(story) {
        if step.author.is_some() {
            told.propose(&step);
        }
        for expected in &step.expected {
            told.expect(&step, expected);
        }
    }
}

fn steps(story: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for line in story.lines().filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.first().copied() {
            Some("---") => {
                let head = line.split(':').next().unwrap_or_default();
                let mut head = head.split_whitespace().skip(1);
                steps.push(Step {
                    title: line,
                    day: head.next().unwrap(),
                    author: head.next(),
                    approvers: head.collect(),
                    files: Vec::new(),
                    expected: Vec::new(),
                });
            }
            Some(mark @ ("===" | "+++" | "<<<")) => {
                let step = steps.last_mut().unwrap();
                step.files.push((mark, words[1], String::new()));
            }
            Some(">>>") => {
                let step = steps.last_mut().unwrap();
                step.expected.push(words[1..].to_vec());
            }
            _ => {
                let file = steps.last_mut().and_then(|step| step.files.last_mut());
                if let Some((_, _, content)) = file {
                    content.push_str(line);
                    content.push('\n');
                } else {
                    assert_eq!(line, "", "outside of a file");
                }
            }
        }
    }
    steps
}

impl Story {
    fn on(ground: &str) -> Self {
        let folder = Folder::empty();
        for file in ground.split("=== ").skip(1) {
            let (path, text) = file.split_once('\n').unwrap();
            folder.write(path, text);
        }
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = git2::Repository::init_opts(folder.path(), &options).unwrap();
        let second = 1_735_700_000;
        commit(folder.path(), second);
        Story {
            folder,
            repository,
            second,
        }
    }

    /// Proposes a change, sees that it may be merged, and merges it.
    fn propose(&mut self, step: &Step<'_>) {
        let main = self.repository.head().unwrap().peel_to_commit().unwrap();
        self.repository.branch("change", &main, true).unwrap();
        self.repository.set_head("refs/heads/change").unwrap();
        for (mark, path, content) in &step.files {
            self.lay(step, mark, path, content.trim_end_matches('\n'));
        }
        self.second += 3600;
        let head = commit(self.folder.path(), self.second).to_string();
        let review = self.review(step, &head);
        let registry = &review["checks"]["registry"];
        let (found, changes) = (&review["diagnostics"], &review["changes"]);
        let title = step.title;
        assert_eq!(registry, "success", "{title}\n{found:#}\n{changes:#}");
        let tip = git2::Oid::from_str(&head).unwrap();
        let mut main = self.repository.find_reference("refs/heads/main").unwrap();
        main.set_target(tip, "merged").unwrap();
        self.repository.set_head("refs/heads/main").unwrap();
    }

    fn lay(&self, step: &Step<'_>, mark: &str, path: &str, content: &str) {
        let known = std::fs::read_to_string(self.folder.join(path));
        let text = match mark {
            "+++" => format!("{}{content}\n", known.unwrap_or_default()),
            "<<<" => {
                let known = known.unwrap_or_else(|_| panic!("no {path}"));
                let (old, new) = content.split_once("\n→\n").unwrap();
                assert!(known.contains(old), "{}: no {old} in\n{known}", step.title);
                known.replacen(old, new, 1)
            }
            _ => format!("{content}\n"),
        };
        self.folder.write(path, text);
    }

    /// The review of the change, with the approvals of its head.
    fn review(&self, step: &Step<'_>, head: &str) -> Value {
        let approvals = step.approvers.iter();
        let approvals = approvals.map(|login| serde_json::json!({"login": login, "commit": head}));
        let approvals = Value::from(approvals.collect::<Vec<Value>>());
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), approvals.to_string()).unwrap();
        let given = file.path().to_str().unwrap();
        let author = step.author.unwrap_or_default();
        self.asked(&[
            "review",
            "main..change",
            "--author",
            author,
            "--approvals",
            given,
            "--on",
            step.day,
        ])
    }

    fn asked(&self, args: &[&str]) -> Value {
        let ran = self.folder.mulu(args.iter().chain(&["--format", "json"]));
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{args:?}: {ran:#?}"))
    }

    fn expect(&self, step: &Step<'_>, expected: &[&str]) {
        let title = step.title;
        let [what, year, id, wanted @ ..] = expected else {
            panic!("{title}: {expected:?}");
        };
        let of_project = id.starts_with("projects/");
        let id = id.trim_start_matches("projects/");
        let (command, list, key) = match *what {
            "project" => ("projects", "projects", "project"),
            "because" if of_project => ("projects", "projects", "project"),
            _ => ("fund", "decisions", "system"),
        };
        let all = self.asked(&[command, year, "--on", step.day]);
        let decision = all[list]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it[key] == id);
        let decision = decision.unwrap_or_else(|| panic!("{title}: no {id} in {all:#}"));
        let fields: &[&str] = match *what {
            "project" => &["stage", "plan", "build", "accept"],
            "request" => &["verdict", "amount"],
            "because" => return because(title, decision, wanted),
            _ => panic!("{title}: {what}"),
        };
        let found = fields.iter().map(|field| match &decision[*field] {
            Value::String(text) => text.clone(),
            Value::Null => "-".to_owned(),
            other => other.to_string(),
        });
        let found: Vec<String> = found.collect();
        assert_eq!(found, wanted, "{title}\n{}", unmet(decision));
    }
}

/// A rule has an outcome, as a whole or for one of its items.
fn because(title: &str, decision: &Value, wanted: &[&str]) {
    let [rule, outcome] = wanted else {
        panic!("{title}: {wanted:?}");
    };
    let outcomes = decision["outcomes"].as_array().unwrap();
    let said = outcomes.iter().find(|it| it["rule"] == **rule);
    let said = said.map(|it| it["outcome"].as_str().unwrap());
    assert_eq!(said, Some(*outcome), "{title}\n{}", unmet(decision));
}

/// What stands in the way, for whoever reads why a test failed.
fn unmet(decision: &Value) -> String {
    let outcomes = decision["outcomes"].as_array().unwrap().iter();
    let open = outcomes.filter(|it| it["outcome"] == "unmet" || it["outcome"] == "unproven");
    let lines = open.map(|it| format!("{} {} {}\n", it["rule"], it["outcome"], it["forces"]));
    lines.collect()
}
