//! A registry whose history is made by Git itself, day by day, by named people.

use crate::district::{REQUEST, REQUEST_PATH, files};
use crate::support::Folder;
use serde_json::Value;
use std::process::Command;

/// The registry with its history.
pub(super) struct Story {
    pub(super) folder: Folder,
}

/// A construction project on a system.
pub(super) fn project(name: &str, system: &str, total: i64) -> String {
    format!(
        "name: 示例项目{name}\nsummary: 示例\nkind: new\nsystems: [{system}]\napplicant: school\n\
         investment: {{total: {total}}}\ndesign: {{prepared_on: \"2026-08-01\"}}\n"
    )
}

impl Story {
    /// The district, taken over on 2026-01-05 with something different.
    pub(super) fn new(edit: impl FnOnce(&Story)) -> Self {
        let folder = Folder::with(files());
        let story = Story { folder };
        edit(&story);
        story.git(&["init", "--quiet", "-b", "main"]);
        story.commit("2026-01-05", "founder");
        story
    }

    /// The health commission asks for money.
    pub(super) fn ask(&self) {
        self.put(REQUEST_PATH, REQUEST);
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        self.folder.write(path, text);
    }

    pub(super) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.join(path)).unwrap()
    }

    pub(super) fn add(&self, path: &str, text: &str) {
        self.put(path, &(self.read(path) + text));
    }

    pub(super) fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{from} in {text}");
        self.put(path, &text.replace(from, to));
    }

    pub(super) fn git(&self, args: &[&str]) -> String {
        self.git_as("2026-01-05", "founder", args)
    }

    fn git_as(&self, day: &str, who: &str, args: &[&str]) -> String {
        let at = format!("{day}T10:00:00+08:00");
        let address = format!("{who}@example.org");
        let ran = Command::new("git")
            .args(args)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .envs([("GIT_AUTHOR_NAME", who), ("GIT_COMMITTER_NAME", who)])
            .env("GIT_AUTHOR_EMAIL", &address)
            .env("GIT_COMMITTER_EMAIL", &address)
            .envs([("GIT_AUTHOR_DATE", &at), ("GIT_COMMITTER_DATE", &at)])
            .output()
            .unwrap();
        assert!(ran.status.success(), "{args:?}: {ran:?}");
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    }

    /// Commits everything; the commit's id.
    pub(super) fn commit(&self, day: &str, who: &str) -> String {
        self.git(&["add", "--all"]);
        self.git_as(day, who, &["commit", "--quiet", "-m", "change"]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Merges a branch without putting anything right.
    pub(super) fn merge(&self, day: &str, who: &str, message: &str, branch: &str) -> String {
        self.git_as(
            day,
            who,
            &["merge", "--quiet", "--no-ff", "-m", message, branch],
        );
        self.git(&["rev-parse", "HEAD"])
    }

    /// Merges a branch with something different from what both sides say.
    pub(super) fn merge_with(
        &self,
        (day, who): (&str, &str),
        branch: &str,
        edit: impl FnOnce(&Story),
    ) -> String {
        let args = ["merge", "--quiet", "--no-ff", "--no-commit", branch];
        self.git_as(day, who, &args);
        edit(self);
        self.commit(day, who)
    }

    /// The audit of 2027, as JSON.
    pub(super) fn audit(&self, more: &[&str]) -> (Option<i32>, Value) {
        let mut args = vec!["audit", "2027", "--format", "json", "--lang", "en"];
        if !more.contains(&"--at") && !more.contains(&"--on") {
            args.extend(["--on", "2026-12-01"]);
        }
        let ran = self.folder.mulu(args.iter().chain(more));
        let told = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
        (ran.code, told)
    }
}
