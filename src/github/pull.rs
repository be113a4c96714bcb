//! A pull request as it is.

use super::{Client, Fault, segment};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// Where a browser finds it.
    pub address: String,
    /// Whether it is open.
    pub open: bool,
    /// How it was merged; none: it wasn't.
    pub merged: Option<Merged>,
    /// Whether it is a draft.
    pub draft: bool,
    /// Who proposes it; `None`: an account that is gone.
    pub author: Option<Account>,
    /// The commit proposed.
    pub head: String,
    /// The branch that it is proposed from, as its own repository names it.
    pub branch: String,
    /// The branch that it is to be merged into.
    pub base: String,
    /// Whether that is the default branch. Checks hang on a commit, not on a pull
    /// request: one that is fine for a branch with softer rules would be green for
    /// the default branch too, so only what goes there is judged.
    pub to_default: bool,
    /// Its labels.
    pub labels: Vec<String>,
    /// Whose review is asked for.
    pub requested: Vec<String>,
}

/// How a pull request was merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// When, in UTC: `2026-12-01T08:00:00Z`.
    pub at: String,
    /// The commit that brought it; none: GitHub doesn't say.
    pub commit: Option<String>,
}

/// An account at GitHub. Its number stays; its login can be given up and registered
/// by somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What people call it.
    pub login: String,
    /// Its number.
    #[serde(default)]
    pub id: Option<u64>,
}

/// An approval: who, of which commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Who.
    pub by: Account,
    /// Of which commit.
    pub commit: String,
    /// When, in UTC; none: GitHub doesn't say.
    #[serde(default)]
    pub at: Option<String>,
}

/// What reviewers said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviews {
    /// Who approves, as far as their last words go.
    pub approvals: Vec<Approved>,
    /// Who said anything, of which commit.
    words: Vec<(String, String)>,
}

impl Reviews {
    /// Whether somebody reviewed a commit. GitHub then no longer has them among
    /// those who are asked; to ask again would be to nag.
    #[must_use]
    pub fn heard(&self, login: &str, commit: &str) -> bool {
        let mut words = self.words.iter();
        words.any(|(who, what)| who.eq_ignore_ascii_case(login) && what == commit)
    }
}

/// Ways of merging beside a merge commit, whether they are allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merges {
    /// All of it as one commit of somebody else's.
    pub squash: bool,
    /// Its commits made anew.
    pub rebase: bool,
}

/// How a repository is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The branch that pull requests usually go to.
    pub default_branch: String,
    /// How they may be merged; none: whoever asks may not know.
    pub merges: Option<Merges>,
}

#[derive(Deserialize)]
struct SettingsJson {
    default_branch: String,
    allow_squash_merge: Option<bool>,
    allow_rebase_merge: Option<bool>,
}

#[derive(Deserialize)]
pub(super) struct PullJson {
    number: u64,
    /// Where a browser finds it.
    #[serde(default)]
    html_url: String,
    state: String,
    #[serde(default)]
    merged_at: Option<String>,
    #[serde(default)]
    merge_commit_sha: Option<String>,
    #[serde(default)]
    draft: bool,
    user: Option<Account>,
    head: Head,
    base: Base,
    #[serde(default)]
    labels: Vec<Label>,
    #[serde(default)]
    requested_reviewers: Option<Vec<Account>>,
}

#[derive(Deserialize)]
struct Tip {
    sha: String,
}

#[derive(Deserialize)]
struct Head {
    sha: String,
    #[serde(rename = "ref")]
    name: String,
}

#[derive(Deserialize)]
struct Branch {
    commit: Tip,
}

#[derive(Deserialize)]
struct Base {
    #[serde(rename = "ref")]
    name: String,
    repo: Repository,
}

#[derive(Deserialize)]
struct Repository {
    default_branch: String,
}

#[derive(Deserialize)]
struct Label {
    name: String,
}

#[derive(Deserialize)]
struct Review {
    user: Option<Account>,
    state: String,
    commit_id: Option<String>,
    #[serde(default)]
    submitted_at: Option<String>,
}

impl From<PullJson> for Pull {
    fn from(face: PullJson) -> Self {
        let logins = |users: Vec<Account>| users.into_iter().map(|user| user.login).collect();
        Pull {
            number: face.number,
            address: face.html_url,
            open: face.state == "open",
            merged: face.merged_at.map(|at| Merged {
                at,
                commit: face.merge_commit_sha,
            }),
            draft: face.draft,
            author: face.user,
            head: face.head.sha,
            branch: face.head.name,
            to_default: face.base.name == face.base.repo.default_branch,
            base: face.base.name,
            labels: face.labels.into_iter().map(|label| label.name).collect(),
            requested: face.requested_reviewers.map(logins).unwrap_or_default(),
        }
    }
}

impl Client {
    /// A pull request by its number.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn pull(&self, number: u64) -> Result<Pull, Fault> {
        let face: PullJson = self.get(&format!("/pulls/{number}"))?;
        Ok(face.into())
    }

    /// The open pull requests, by number.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn open_pulls(&self) -> Result<Vec<Pull>, Fault> {
        let faces: Vec<PullJson> =
            self.list("/pulls?state=open&sort=created&direction=asc", None)?;
        let mut pulls: Vec<Pull> = faces.into_iter().map(Pull::from).collect();
        pulls.sort_by_key(|pull| pull.number);
        // A page may move while the next is read.
        pulls.dedup_by_key(|pull| pull.number);
        Ok(pulls)
    }

    /// How the repository is set.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn settings(&self) -> Result<Settings, Fault> {
        let found: SettingsJson = self.get("")?;
        let (squash, rebase) = (found.allow_squash_merge, found.allow_rebase_merge);
        let merges = squash.zip(rebase);
        Ok(Settings {
            default_branch: found.default_branch,
            merges: merges.map(|(squash, rebase)| Merges { squash, rebase }),
        })
    }

    /// The commit that a branch is at.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn tip(&self, branch: &str) -> Result<String, Fault> {
        let found: Branch = self.get(&format!("/branches/{}", segment(branch)))?;
        Ok(found.commit.sha)
    }

    /// Who reviewed, and who approved which commit: the last word of everybody who gave one. A
    /// comment is no word; a dismissal takes it back.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn reviews(&self, number: u64) -> Result<Reviews, Fault> {
        self.reviews_until(number, None)
    }

    /// The same as it was at a moment (UTC, as GitHub writes it): what was said later is left
    /// out. Of a dismissal GitHub doesn't say when it was, so it always takes back.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn reviews_until(&self, number: u64, moment: Option<&str>) -> Result<Reviews, Fault> {
        let mut reviews: Vec<Review> = self.list(&format!("/pulls/{number}/reviews"), None)?;
        // Both are written in one way, so the order of texts is that of moments.
        let is_later = |review: &Review| {
            let both = review.submitted_at.as_deref().zip(moment);
            both.is_some_and(|(at, moment)| at > moment)
        };
        reviews.retain(|review| !is_later(review));
        let mut words = Vec::new();
        let mut last: BTreeMap<String, Option<Approved>> = BTreeMap::new();
        for review in reviews {
            let Some(user) = review.user else { continue };
            if let Some(commit) = &review.commit_id {
                words.push((user.login.clone(), commit.clone()));
            }
            let approved = match (review.state.as_str(), review.commit_id) {
                ("APPROVED", Some(commit)) => Some(Approved {
                    by: user.clone(),
                    commit,
                    at: review.submitted_at,
                }),
                ("CHANGES_REQUESTED" | "DISMISSED" | "APPROVED", _) => None,
                _ => continue,
            };
            // A login that was given up may be another account's by now.
            let number = user.id.map(|id| id.to_string());
            last.insert(
                number.unwrap_or_else(|| user.login.to_lowercase()),
                approved,
            );
        }
        Ok(Reviews {
            approvals: last.into_values().flatten().collect(),
            words,
        })
    }
}
