//! The district on GitHub: its repository, its pull requests, and a runner that
//! starts the bot on events.

use super::calls::user;
use super::fake::{Fake, Pull, REPOSITORY, State, TOKEN};
use crate::district::{District, ON};
use crate::support::{Folder, Ran};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use tempfile::TempDir;

/// A git that dies with whoever called it, before or after it did its work.
const DYING: &str = r#"dying() {
  mkdir -p "$here/$1"
  { echo '#!/bin/sh'; [ "$1" = before ] || echo "$git \"\$@\""; echo 'kill -9 $PPID'; } > "$here/$1/git"
  chmod +x "$here/$1/git"; echo "$here/$1"
}
"#;

/// Everything of one story.
pub(super) struct Hub {
    pub(super) district: District,
    pub(super) fake: Fake,
    server: TempDir,
    runner: TempDir,
    /// The program that judges in place of ours.
    judge: RefCell<Option<PathBuf>>,
}

/// GitHub and the runner's clone at one moment of a story.
pub(super) struct Moment {
    github: State,
    refs: BTreeMap<String, git2::Oid>,
}

/// Every reference that names an object.
fn refs(repository: &git2::Repository) -> BTreeMap<String, git2::Oid> {
    let all = repository.references().unwrap().map(Result::unwrap);
    all.filter_map(|it| Some((it.name().unwrap().to_owned(), it.target()?)))
        .collect()
}

/// How a pull request looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The latest check run of each name on the head: conclusion or status, and
    /// title.
    pub(super) checks: BTreeMap<String, (String, String)>,
    /// How many notes the checks have.
    pub(super) notes: usize,
    /// The comments in order: who, what.
    pub(super) comments: Vec<(String, String)>,
    /// Its labels.
    pub(super) labels: Vec<String>,
    /// Whose review is asked for.
    pub(super) requested: Vec<String>,
}

impl Look {
    /// How the two checks end.
    pub(super) fn conclusions(&self) -> (&str, &str) {
        let of = |name: &str| self.checks.get(name).map_or("none", |check| &check.0);
        (of("mulu/registry"), of("mulu/funding"))
    }
}

impl Hub {
    pub(super) fn new(district: District) -> Self {
        let hub = Hub {
            district,
            fake: Fake::start(),
            server: tempfile::tempdir().unwrap(),
            runner: tempfile::tempdir().unwrap(),
            judge: RefCell::default(),
        };
        let at = hub.server.path().join(format!("{REPOSITORY}.git"));
        std::fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(hub.district.path().join(".git"), &at).unwrap();
        hub.fake.state().repository = at.clone();
        git2::Repository::clone(at.to_str().unwrap(), hub.clone_path()).unwrap();
        hub
    }

    /// From now on heads are judged by a script of a shell: `$mulu` is our program,
    /// `$order` a file with the order, `$here` a folder, and `dying` makes a git that
    /// takes its caller down. An empty one is our program again.
    pub(super) fn judged_by(&self, script: &str) {
        *self.judge.borrow_mut() = (!script.is_empty()).then(|| self.judge_script(script));
    }

    /// Such a program.
    pub(super) fn judge_script(&self, script: &str) -> PathBuf {
        let at = self.scratch().join("judge");
        let head = format!(
            "#!/bin/sh\nmulu={}; here={}; order=$here/order.$$; git=$(command -v git)\n",
            env!("CARGO_BIN_EXE_mulu"),
            self.scratch().display()
        );
        let text = format!("{head}{DYING}cat > $order\n{script}\n");
        std::fs::write(&at, text).unwrap();
        std::fs::set_permissions(&at, std::fs::Permissions::from_mode(0o755)).unwrap();
        at
    }

    /// A folder for whatever a test needs.
    pub(super) fn scratch(&self) -> &std::path::Path {
        self.runner.path()
    }

    /// The address that the repository is fetched from.
    pub(super) fn server(&self) -> String {
        format!("file://{}", self.server.path().display())
    }

    pub(super) fn clone_path(&self) -> std::path::PathBuf {
        self.runner.path().join("clone")
    }

    /// Opens a pull request of a branch.
    pub(super) fn open(&self, number: u64, branch: &str, author: &str) {
        let pull = Pull {
            author: Some(author.to_owned()),
            open: true,
            base: "main".to_owned(),
            branch: branch.to_owned(),
            ..Pull::default()
        };
        self.fake.state().pulls.insert(number, pull);
        self.push(number, branch);
    }

    /// The pull request has what the branch has.
    pub(super) fn push(&self, number: u64, branch: &str) {
        let repository = self.district.repository();
        let tip = repository
            .find_branch(branch, git2::BranchType::Local)
            .unwrap();
        let tip = tip.get().target().unwrap();
        repository
            .reference(&format!("refs/pull/{number}/head"), tip, true, "push")
            .unwrap();
        self.fake.state().pulls.get_mut(&number).unwrap().head = tip.to_string();
    }

    /// Commits to the branch of a pull request and pushes it.
    pub(super) fn commit(&self, number: u64, branch: &str, edit: impl FnOnce(&Folder)) {
        self.district.on(branch, edit);
        self.push(number, branch);
    }

    /// Somebody reviews the head.
    pub(super) fn review(&self, number: u64, login: &str, state: &str) {
        let mut github = self.fake.state();
        let pull = github.pulls.get_mut(&number).unwrap();
        let review = json!({"user": {"login": login}, "state": state, "commit_id": pull.head});
        pull.reviews.push(review);
        // Who has spoken is no longer asked.
        pull.requested.retain(|asked| asked != login);
    }

    /// Somebody approves the head at a moment, by an account with a number.
    pub(super) fn approve_at(&self, number: u64, login: &str, at: &str) {
        let mut github = self.fake.state();
        let pull = github.pulls.get_mut(&number).unwrap();
        let (user, commit) = (user(login), pull.head.clone());
        let review =
            json!({"user": user, "state": "APPROVED", "commit_id": commit, "submitted_at": at});
        pull.reviews.push(review);
    }

    /// It is merged, as GitHub does it; the commit.
    pub(super) fn merge(&self, number: u64) -> String {
        let repository = self.district.repository();
        let head = self.fake.state().pulls[&number].head.clone();
        let find = |name: &str| {
            let found = repository.revparse_single(name).unwrap();
            found.peel_to_commit().unwrap()
        };
        let (base, head) = (find("main"), find(&head));
        let mut joined = repository.merge_commits(&base, &head, None).unwrap();
        let tree = joined.write_tree_to(repository).unwrap();
        let seconds = base.time().seconds().max(head.time().seconds()) + 3600;
        let who = git2::Signature::new("a", "a@example.org", &git2::Time::new(seconds, 0)).unwrap();
        let message = format!("Merge pull request #{number} from a/branch");
        let tree = repository.find_tree(tree).unwrap();
        let parents = [&base, &head];
        let name = Some("refs/heads/main");
        let id = repository.commit(name, &who, &who, &message, &tree, &parents);
        let id = id.unwrap().to_string();
        let mut checkout = git2::build::CheckoutBuilder::new();
        repository.checkout_head(Some(checkout.force())).unwrap();
        let mut github = self.fake.state();
        let pull = github.pulls.get_mut(&number).unwrap();
        (pull.open, pull.merged, pull.merge_commit) = (false, true, Some(id.clone()));
        id
    }

    /// The bot that keeps the record, when a pull request was closed.
    pub(super) fn closed(&self, number: u64) -> Ran {
        let payload = json!({"action": "closed", "pull_request": {"number": number}});
        self.recorded("pull_request_target", &payload)
    }

    /// The same on any event.
    pub(super) fn recorded(&self, name: &str, payload: &Value) -> Ran {
        let ran = self.run(name, payload, &["--notes"]);
        assert_eq!(self.fake.state().complaints, [""; 0], "{ran:#?}");
        ran
    }

    fn changed(&self, number: u64) -> Value {
        let head = &self.fake.state().pulls[&number].head;
        json!({
            "action": "synchronize",
            "pull_request": {"number": number, "head": {"sha": head}},
        })
    }

    /// The bot on a change of a pull request.
    pub(super) fn judge(&self, number: u64) -> Ran {
        let payload = self.changed(number);
        self.event("pull_request_target", &payload)
    }

    /// The same, whatever comes of it.
    pub(super) fn judge_anyhow(&self, number: u64) -> Ran {
        let payload = self.changed(number);
        self.run("pull_request_target", &payload, &[])
    }

    /// The bot on somebody's comment.
    pub(super) fn comment(&self, number: u64, login: &str, text: &str) -> Ran {
        let payload = json!({
            "action": "created",
            "issue": {"number": number, "pull_request": {}},
            "comment": {"id": 4711, "body": text, "user": {"login": login}},
        });
        self.event("issue_comment", &payload)
    }

    /// The bot on any event.
    pub(super) fn event(&self, name: &str, payload: &Value) -> Ran {
        let ran = self.run(name, payload, &[]);
        let github = self.fake.state();
        assert_eq!(github.complaints, [""; 0], "{ran:#?}");
        drop(github);
        ran
    }

    /// The same with more arguments, whatever is complained of.
    pub(super) fn run(&self, name: &str, payload: &Value, args: &[&str]) -> Ran {
        self.run_on(ON, name, payload, args)
    }

    /// The bot at night, on all that is open, on some day.
    pub(super) fn night(&self, day: &str) -> Ran {
        self.run_on(day, "schedule", &json!({}), &[])
    }

    fn run_on(&self, day: &str, name: &str, payload: &Value, args: &[&str]) -> Ran {
        let file = self.runner.path().join("event.json");
        std::fs::write(&file, payload.to_string()).unwrap();
        let clone = self.clone_path();
        let folder = clone.to_str().unwrap();
        let mut all = vec!["-C", folder, "bot", "--on", day, "--lang", "zh"];
        all.extend(args);
        let judge = self.judge.borrow();
        let judge = judge.as_ref().and_then(|judge| judge.to_str());
        all.extend(judge.iter().flat_map(|judge| ["--judge", judge]));
        let path = std::env::var("PATH").unwrap();
        // Only where it is to fail is it given up soon: a busy machine is slow.
        let faulty = self.fake.state().plan.is_some();
        let patience = if faulty { "400" } else { "10000" };
        let variables = [
            ("PATH", &*path),
            ("GITHUB_EVENT_NAME", name),
            ("GITHUB_EVENT_PATH", file.to_str().unwrap()),
            ("GITHUB_REPOSITORY", REPOSITORY),
            ("GITHUB_TOKEN", TOKEN),
            ("GITHUB_API_URL", &self.fake.api()),
            (
                "GITHUB_SERVER_URL",
                &format!("file://{}", self.server.path().display()),
            ),
            ("MULU_RETRY_PAUSE_MS", "1"),
            ("MULU_PATIENCE_MS", patience),
        ];
        let empty = Folder::empty();
        empty.mulu_with(&all, &variables)
    }

    /// How a pull request looks now.
    pub(super) fn look(&self, number: u64) -> Look {
        let github = self.fake.state();
        let pull = &github.pulls[&number];
        let mut checks = BTreeMap::new();
        let mut notes = BTreeMap::new();
        for check in github.checks.iter().filter(|check| check.head == pull.head) {
            let ends = check
                .conclusion
                .clone()
                .filter(|_| check.status == "completed");
            let ends = ends.unwrap_or_else(|| check.status.clone());
            let title = check.title.clone().unwrap_or_default();
            checks.insert(check.name.clone(), (ends, title));
            notes.insert(check.name.clone(), check.notes.len());
        }
        let comments = github
            .comments
            .iter()
            .filter(|comment| comment.pull == number);
        Look {
            checks,
            notes: notes.values().sum(),
            comments: comments
                .map(|c| (c.login.clone(), self.anywhere(&c.body)))
                .collect(),
            labels: pull.labels.clone(),
            requested: pull.requested.clone(),
        }
    }

    /// Text that would be the same in any folder.
    fn anywhere(&self, text: &str) -> String {
        let server = format!("file://{}", self.server.path().display());
        text.replace(&server, "https://github.example")
    }

    /// GitHub and the runner's clone as they are now.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            github: self.fake.state().kept(),
            refs: refs(&self.clone()),
        }
    }

    /// Puts GitHub and the runner's clone back, as if nothing had happened since:
    /// what a sweep begins with is made once.
    pub(super) fn rewind(&self, to: &Moment) {
        *self.fake.state() = to.github.kept();
        let clone = self.clone();
        for name in refs(&clone).keys().filter(|it| !to.refs.contains_key(*it)) {
            clone.find_reference(name).unwrap().delete().unwrap();
        }
        for (name, id) in &to.refs {
            clone.reference(name, *id, true, "rewind").unwrap();
        }
        assert_eq!(refs(&clone), to.refs);
    }

    fn clone(&self) -> git2::Repository {
        git2::Repository::open(self.clone_path()).unwrap()
    }

    /// How many calls wrote something.
    pub(super) fn writes(&self) -> usize {
        let github = self.fake.state();
        github.calls.iter().filter(|call| call.writes()).count()
    }
}
