//! The small district that the stories are set in: a repository whose `main` is
//! sound, branches that propose something, and the program's judgement of them.

use crate::support::{Folder, Ran, commit};
use serde_json::Value;
use std::path::Path;

/// The day that the stories are judged for.
pub(crate) const ON: &str = "2026-12-01";

/// When `main` was committed: 2026-11-02, Beijing time.
const FOUNDED: i64 = 1_793_577_600;

pub(crate) const FILES: &str = include_str!("district.txt");

/// What the health commission asks for when it asks for money.
pub(crate) const REQUEST: &str = "applicant: health\nneed: 示例运行维护需求\nitems:\n  - {category: cloud-rental, amount: 300000}\n  - {category: application-maintenance, amount: 500000}\n";

/// Its path.
pub(crate) const REQUEST_PATH: &str = "registry/requests/2027/health/platform.yaml";

/// A repository with a district's registry.
pub(crate) struct District {
    folder: Folder,
    repository: git2::Repository,
}

impl District {
    /// The district, committed on `main`.
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// The district with something different from the beginning.
    pub(crate) fn with(edit: impl FnOnce(&Folder)) -> Self {
        let folder = Folder::with(files());
        edit(&folder);
        let mut options = git2::RepositoryInitOptions::new();
        options.initial_head("main");
        let repository = git2::Repository::init_opts(folder.path(), &options).unwrap();
        commit(folder.path(), FOUNDED);
        District { folder, repository }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Its repository.
    pub(crate) fn repository(&self) -> &git2::Repository {
        &self.repository
    }

    /// Commits something to a branch, which is made from `main` where there is
    /// none. The commit's id.
    pub(crate) fn on(&self, branch: &str, edit: impl FnOnce(&Folder)) -> String {
        let main = self.repository.find_branch("main", git2::BranchType::Local);
        if self
            .repository
            .find_branch(branch, git2::BranchType::Local)
            .is_err()
        {
            let tip = main.unwrap().get().peel_to_commit().unwrap();
            self.repository.branch(branch, &tip, false).unwrap();
        }
        self.check_out(branch);
        edit(&self.folder);
        let tip = self.repository.head().unwrap().peel_to_commit().unwrap();
        let id = commit(self.path(), tip.time().seconds() + 3600);
        self.check_out("main");
        id.to_string()
    }

    fn check_out(&self, branch: &str) {
        self.repository
            .set_head(&format!("refs/heads/{branch}"))
            .unwrap();
        let mut checkout = git2::build::CheckoutBuilder::new();
        checkout.force().remove_untracked(true);
        self.repository.checkout_head(Some(&mut checkout)).unwrap();
    }

    /// Its work tree.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Runs the program in it.
    pub(crate) fn mulu(&self, args: &[&str]) -> Ran {
        self.folder.mulu(args)
    }

    /// The review of a branch proposed by somebody, as JSON.
    pub(crate) fn review(&self, branch: &str, author: &str) -> Review {
        self.review_with(branch, author, &[])
    }

    /// The same with approvals: logins and the commits they approved.
    pub(crate) fn review_with(
        &self,
        branch: &str,
        author: &str,
        approvals: &[(&str, &str)],
    ) -> Review {
        let approval =
            |(login, commit): &(&str, &str)| serde_json::json!({"login": login, "commit": commit});
        self.review_given(branch, author, approvals.iter().map(approval).collect())
    }

    /// The same with approvals as the program reads them.
    pub(crate) fn review_given(&self, branch: &str, author: &str, approvals: Vec<Value>) -> Review {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), Value::from(approvals).to_string()).unwrap();
        let range = format!("main..{branch}");
        let file = file.path().to_str().unwrap();
        let ran = self.mulu(&[
            "review",
            &range,
            "--author",
            author,
            "--approvals",
            file,
            "--on",
            ON,
            "--format",
            "json",
        ]);
        assert_eq!(ran.err, "", "{ran:#?}");
        Review {
            json: serde_json::from_str(&ran.out).unwrap(),
            code: ran.code,
        }
    }

    /// The comment on a branch.
    pub(crate) fn comment(&self, branch: &str, author: &str, lang: &str) -> String {
        let range = format!("main..{branch}");
        let args = ["review", &range, "--author", author, "--on", ON];
        let ran = self.mulu(&[&args[..], &["--format", "markdown", "--lang", lang]].concat());
        assert_eq!(ran.err, "", "{ran:#?}");
        ran.out
    }
}

/// A review as machines read it.
#[derive(Debug)]
pub(crate) struct Review {
    pub(crate) json: Value,
    pub(crate) code: Option<i32>,
}

impl Review {
    /// The conclusions of both checks.
    pub(crate) fn checks(&self) -> (&str, &str) {
        let checks = &self.json["checks"];
        (
            checks["registry"].as_str().unwrap(),
            checks["funding"].as_str().unwrap(),
        )
    }

    /// The verdict on a request, before and after.
    pub(crate) fn verdict(&self, request: &str) -> (Option<&str>, Option<&str>) {
        let decision = self.decision(request);
        (decision["before"].as_str(), decision["after"].as_str())
    }

    /// What is said of a request.
    pub(crate) fn decision(&self, request: &str) -> &Value {
        find(&self.json["decisions"], "request", request)
    }

    /// What is said of a file.
    pub(crate) fn change(&self, path: &str) -> &Value {
        find(&self.json["changes"], "path", path)
    }

    /// What a rule says of a request.
    pub(crate) fn rule(&self, request: &str, rule: &str) -> &Value {
        find(&self.decision(request)["outcomes"], "rule", rule)
    }

    /// The outcome of a rule for a request.
    pub(crate) fn outcome(&self, request: &str, rule: &str) -> &str {
        self.rule(request, rule)["outcome"].as_str().unwrap()
    }

    /// Codes of findings, and whether the change caused them.
    pub(crate) fn findings(&self) -> Vec<(&str, bool)> {
        let findings = self.json["diagnostics"].as_array().unwrap().iter();
        findings
            .map(|found| {
                (
                    found["code"].as_str().unwrap(),
                    found["caused"].as_bool().unwrap(),
                )
            })
            .collect()
    }
}

fn find<'a>(list: &'a Value, key: &str, value: &str) -> &'a Value {
    let found = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one[key] == value);
    found.unwrap_or_else(|| panic!("no {value} in {list:#}"))
}

/// Paths and texts of the district's registry.
pub(crate) fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES
        .split("=== ")
        .skip(1)
        .map(|file| file.split_once('\n').unwrap())
}
