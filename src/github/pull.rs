//! A pull request as it is.

use super::{Client, Fault};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// Whether it is open.
    pub open: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// Who proposes it; `None`: an account that is gone.
    pub author: Option<String>,
    /// The commit proposed.
    pub head: String,
    /// The branch that it is to be merged into.
    pub base: String,
    /// Its labels.
    pub labels: Vec<String>,
    /// Whose review is asked for.
    pub requested: Vec<String>,
}

/// An approval: who, of which commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Who.
    pub login: String,
    /// Of which commit.
    pub commit: String,
}

#[derive(Deserialize)]
struct PullFace {
    number: u64,
    state: String,
    #[serde(default)]
    draft: bool,
    user: Option<User>,
    head: Tip,
    base: Tip,
    #[serde(default)]
    labels: Vec<Label>,
    #[serde(default)]
    requested_reviewers: Option<Vec<User>>,
}

#[derive(Deserialize)]
struct User {
    login: String,
}

#[derive(Deserialize)]
struct Tip {
    sha: String,
    #[serde(rename = "ref")]
    name: String,
}

#[derive(Deserialize)]
struct Label {
    name: String,
}

#[derive(Deserialize)]
struct Review {
    user: Option<User>,
    state: String,
    commit_id: Option<String>,
}

impl From<PullFace> for Pull {
    fn from(face: PullFace) -> Self {
        let logins = |users: Vec<User>| users.into_iter().map(|user| user.login).collect();
        Pull {
            number: face.number,
            open: face.state == "open",
            draft: face.draft,
            author: face.user.map(|user| user.login),
            head: face.head.sha,
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
        let face: PullFace = self.get(&format!("/pulls/{number}"))?;
        Ok(face.into())
    }

    /// The open pull requests, by number.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn open_pulls(&self) -> Result<Vec<Pull>, Fault> {
        let faces: Vec<PullFace> =
            self.list("/pulls?state=open&sort=created&direction=asc", None)?;
        let mut pulls: Vec<Pull> = faces.into_iter().map(Pull::from).collect();
        pulls.sort_by_key(|pull| pull.number);
        // A page may move while the next is read.
        pulls.dedup_by_key(|pull| pull.number);
        Ok(pulls)
    }

    /// Who approved which commit: the last word of everybody who gave one. A
    /// comment is no word; a dismissal takes it back.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn approvals(&self, number: u64) -> Result<Vec<Approved>, Fault> {
        let reviews: Vec<Review> = self.list(&format!("/pulls/{number}/reviews"), None)?;
        let mut last: BTreeMap<String, (String, Option<Approved>)> = BTreeMap::new();
        for review in reviews {
            let Some(user) = review.user else { continue };
            let approved = match (review.state.as_str(), review.commit_id) {
                ("APPROVED", Some(commit)) => Some(Approved {
                    login: user.login.clone(),
                    commit,
                }),
                ("CHANGES_REQUESTED" | "DISMISSED" | "APPROVED", _) => None,
                _ => continue,
            };
            last.insert(user.login.to_lowercase(), (user.login, approved));
        }
        Ok(last.into_values().filter_map(|(_, word)| word).collect())
    }
}
