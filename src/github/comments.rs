//! Our comments: one a pull request, edited in place, and one an answer.

use super::checks::cut;
use super::client::Method;
use super::{Client, Fault};
use serde::Deserialize;
use serde_json::json;

/// What marks the comment that is the review; nobody sees it.
const REVIEW: &str = "<!-- mulu:review -->";

/// The most bytes of a comment: as many as GitHub surely takes.
const MAX: usize = 65_535;

#[derive(Deserialize)]
struct Comment {
    id: u64,
    body: Option<String>,
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    login: String,
}

impl Client {
    /// Our comments with a mark, the oldest first: by the mark, and by who wrote them,
    /// since anybody can write a mark.
    fn marked(&self, pull: u64, mark: &str) -> Result<Vec<Comment>, Fault> {
        let comments: Vec<Comment> = self.list(&format!("/issues/{pull}/comments"), None)?;
        let ours = |comment: &Comment| {
            let (user, body) = (comment.user.as_ref(), comment.body.as_deref());
            let mine = user.is_some_and(|user| user.login == self.account());
            mine && body.is_some_and(|body| body.starts_with(mark))
        };
        let mut found: Vec<Comment> = comments.into_iter().filter(ours).collect();
        found.sort_by_key(|comment| comment.id);
        Ok(found)
    }

    /// Brings the comment to what it is to say; whether anything was written.
    pub(super) fn comment(&self, pull: u64, text: &str) -> Result<bool, Fault> {
        self.say(pull, REVIEW, text)
    }

    /// Two runs at a time may both have begun a comment: after one was made it is looked
    /// again, and the oldest is the one that stays.
    fn say(&self, pull: u64, mark: &str, text: &str) -> Result<bool, Fault> {
        let body = whole(mark, text);
        let mut found = self.marked(pull, mark)?;
        let mut written = false;
        if found.is_empty() {
            let route = format!("/issues/{pull}/comments");
            self.create(&route, &json!({"body": body}), || {
                let made = self.marked(pull, mark)?;
                Ok(made.first().map(|comment| json!({"id": comment.id})))
            })?;
            written = true;
            found = self.marked(pull, mark)?;
        }
        for comment in found.iter().skip(1) {
            let route = format!("/issues/comments/{}", comment.id);
            match self.call(Method::Delete, &route, None) {
                Err(fault) if !fault.is_missing() => return Err(fault),
                _ => written = true,
            }
        }
        let stays = found.first();
        let other =
            stays.filter(|comment| !comment.body.as_deref().is_some_and(|old| same(old, &body)));
        if let Some(comment) = other {
            let route = format!("/issues/comments/{}", comment.id);
            self.call(Method::Patch, &route, Some(&json!({"body": body})))?;
            written = true;
        }
        Ok(written)
    }
}

/// Answers somebody's comment, once.
///
/// # Errors
/// When GitHub doesn't take it.
pub fn answer(client: &Client, pull: u64, comment: u64, text: &str) -> Result<bool, Fault> {
    client.say(pull, &format!("<!-- mulu:answer:{comment} -->"), text)
}

fn whole(mark: &str, text: &str) -> String {
    cut(&format!("{mark}\n{text}"), MAX)
}

/// GitHub keeps line ends as CRLF where a person edited, and trims.
fn same(old: &str, new: &str) -> bool {
    old.replace("\r\n", "\n").trim_end() == new.trim_end()
}
