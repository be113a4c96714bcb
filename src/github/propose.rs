//! The writer of pull requests: one for a branch, opened once. What is written about a pull
//! request is [`super::apply`]'s.

use super::pull::PullJson;
use super::{Client, Fault, Pull, segment};
use serde_json::{Value, json};

/// A pull request that is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewPull<'a> {
    /// The branch, which is there.
    pub branch: &'a str,
    /// Where it is to be merged.
    pub base: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// What is said of it, as Markdown.
    pub body: &'a str,
}

/// How a check stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// GitHub's name of its conclusion; `None`: it goes on.
    pub conclusion: Option<String>,
    /// What it comes to.
    pub title: String,
}

impl Client {
    /// The commit that a branch is at; `None`: there is none.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn branch(&self, name: &str) -> Result<Option<String>, Fault> {
        match self.tip(name) {
            Err(fault) if fault.is_missing() => Ok(None),
            settled => settled.map(Some),
        }
    }

    /// The open pull request of a branch of this repository, where there is one.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn proposed_from(&self, branch: &str) -> Result<Option<Pull>, Fault> {
        // Without its owner GitHub leaves the branch aside, and lists all.
        let owner = self.owner();
        let head = format!("{}:{}", segment(owner), segment(branch));
        let faces: Vec<PullJson> = self.list(&format!("/pulls?state=open&head={head}"), None)?;
        let mut pulls = faces.into_iter().map(Pull::from);
        Ok(pulls.find(|pull| pull.open && pull.branch == branch))
    }

    /// Opens a pull request, unless the branch has one.
    ///
    /// # Errors
    /// When GitHub doesn't take it.
    pub fn propose(&self, new: &NewPull<'_>) -> Result<Pull, Fault> {
        if let Some(pull) = self.proposed_from(new.branch)? {
            return Ok(pull);
        }
        let body = json!({
            "title": new.title, "body": new.body, "head": new.branch, "base": new.base,
        });
        let made = || {
            let found = self.proposed_from(new.branch)?;
            Ok(found.map(|pull| json!({"number": pull.number})))
        };
        let answer = match self.create("/pulls", &body, made) {
            // Somebody was quicker.
            Err(fault) if fault.is_unprocessable() => match self.proposed_from(new.branch)? {
                Some(pull) => return Ok(pull),
                None => return Err(fault),
            },
            settled => settled?,
        };
        let number = answer.get("number").and_then(Value::as_u64);
        let number = number.ok_or_else(|| Fault::broken("POST /pulls", "no number"))?;
        self.pull(number)
    }

    /// How our check of a name stands on a head; `None`: there is none.
    ///
    /// # Errors
    /// When GitHub doesn't tell.
    pub fn standing(&self, head: &str, name: &str) -> Result<Option<Standing>, Fault> {
        Ok(self.existing(head, name)?.told())
    }
}
