//! Commits as the server of the form makes them, and as somebody who isn't it would.

use crate::district::{District, REQUEST, REQUEST_PATH};
use crate::record::keys::key;
use crate::support::Folder;
use mulu_core::registry::Identity;
use mulu_record::ssh::{self, GIT};
use mulu_record::submission::{Claim, digest};
use std::collections::BTreeMap;

/// The account of the form's server.
pub(crate) const ACCOUNT: &str = "mulu-forms";

/// The number that its key is made from.
pub(crate) const KEY: u8 = 21;

/// 2026-11-06 in Beijing.
pub(crate) const AT: i64 = 1_793_923_200;

/// A line of the settings: a key with its days.
pub(crate) fn line(seed: u8, from: &str, until: &str) -> String {
    let until = match until {
        "" => String::new(),
        until => format!(", until: \"{until}\""),
    };
    format!(
        "    - {{key: \"{}\", from: \"{from}\"{until}}}\n",
        key(seed).1
    )
}

/// Puts the server's account and keys into the settings.
pub(crate) fn settings(folder: &Folder, keys: &[String]) {
    let path = "registry/registry.yaml";
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    let (text, _) = text.split_once("submissions:").unwrap_or((&text, ""));
    let keys = keys.concat();
    let server = format!("submissions:\n  account: {ACCOUNT}\n  keys:\n{keys}");
    folder.write(path, format!("{text}{server}"));
}

/// A district with a server of the form.
pub(crate) fn district() -> District {
    District::with(|folder| settings(folder, &[line(KEY, "2026-01-01", "")]))
}

/// A commit of it.
#[derive(Clone)]
pub(crate) struct Handing {
    pub(crate) by: &'static str,
    /// Which key signs; `None`: none does.
    pub(crate) key: Option<u8>,
    pub(crate) namespace: &'static str,
    pub(crate) at: i64,
    /// What it follows.
    pub(crate) parent: String,
    /// Where it stands, and for which branch it says that it was made.
    pub(crate) branch: &'static str,
    pub(crate) said_branch: &'static str,
    /// What was handed in.
    pub(crate) files: Vec<(&'static str, String)>,
    /// What the commit has besides.
    pub(crate) besides: Vec<(&'static str, String)>,
}

impl Default for Handing {
    fn default() -> Self {
        Handing {
            by: "health-wang",
            key: Some(KEY),
            namespace: GIT,
            at: AT,
            parent: "main".to_owned(),
            branch: "change",
            said_branch: "change",
            files: vec![(REQUEST_PATH, REQUEST.to_owned())],
            besides: Vec::new(),
        }
    }
}

impl Handing {
    /// Its message.
    pub(crate) fn message(&self) -> String {
        let files = self.files.iter();
        let files: BTreeMap<&str, &[u8]> =
            files.map(|(path, text)| (*path, text.as_bytes())).collect();
        let claim = Claim {
            by: Identity::said(self.by),
            digest: digest(&files),
            branch: self.said_branch.to_owned(),
            at: "2026-11-06T00:00:00+08:00".to_owned(),
        };
        claim.message("健康平台 2027 年运行维护经费申请")
    }

    /// Commits it; its id.
    pub(crate) fn commit(&self, district: &District) -> String {
        let repository = district.repository();
        let parent = repository.revparse_single(&self.parent).unwrap();
        let parent = parent.peel_to_commit().unwrap();
        let mut tree = git2::build::TreeUpdateBuilder::new();
        for (path, text) in self.files.iter().chain(&self.besides) {
            let blob = repository.blob(text.as_bytes()).unwrap();
            tree.upsert(*path, blob, git2::FileMode::Blob);
        }
        let tree = tree.create_updated(repository, &parent.tree().unwrap());
        let tree = repository.find_tree(tree.unwrap()).unwrap();
        let time = git2::Time::new(self.at, 0);
        let who = git2::Signature::new("mulu", "mulu@example.org", &time).unwrap();
        let content = repository
            .commit_create_buffer(&who, &who, &self.message(), &tree, &[&parent])
            .unwrap();
        let signature = self.key.map(|seed| {
            let private = key(seed).0;
            ssh::sign(&content, self.namespace, private.as_bytes())
                .unwrap()
                .1
        });
        put(
            district,
            self.branch,
            std::str::from_utf8(&content).unwrap(),
            signature.as_deref(),
        )
    }
}

/// Puts a commit with a signature on a branch.
pub(crate) fn put(
    district: &District,
    branch: &str,
    content: &str,
    signature: Option<&str>,
) -> String {
    let repository = district.repository();
    let id = match signature {
        Some(signature) => repository.commit_signed(content, signature, None).unwrap(),
        None => {
            let odb = repository.odb().unwrap();
            odb.write(git2::ObjectType::Commit, content.as_bytes())
                .unwrap()
        }
    };
    let name = format!("refs/heads/{branch}");
    repository.reference(&name, id, true, "handed in").unwrap();
    id.to_string()
}
