//! Asking for reviews.

use super::client::Method;
use super::{Client, DesiredState, Fault, Pull};
use serde_json::json;

/// The most people whom GitHub lets one ask.
const MOST: usize = 15;

impl Client {
    /// Asks those who weren't; whether anything was written. Somebody whom GitHub
    /// won't ask (no member of the repository) keeps nobody else from being asked.
    pub(super) fn reviewers(&self, pull: &Pull, wanted: &DesiredState) -> Result<bool, Fault> {
        let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
        let author = pull.author.as_ref().map_or("", |author| &author.login);
        let asked = |login: &&String| pull.requested.iter().any(|known| same(known, login));
        let room = MOST.saturating_sub(pull.requested.len());
        let new: Vec<&String> = wanted
            .reviewers
            .iter()
            .filter(|login| !asked(login) && !same(login, author))
            .take(room)
            .collect();
        if new.is_empty() || pull.draft {
            return Ok(false);
        }
        match self.ask(pull.number, &new) {
            Err(fault) if fault.is_unprocessable() => {}
            settled => return settled.map(|()| true),
        }
        let mut any = false;
        for login in new {
            match self.ask(pull.number, &[login]) {
                Err(fault) if fault.is_unprocessable() => {}
                settled => {
                    settled?;
                    any = true;
                }
            }
        }
        Ok(any)
    }

    /// Asking somebody twice is asking once.
    fn ask(&self, pull: u64, logins: &[&String]) -> Result<(), Fault> {
        let route = format!("/pulls/{pull}/requested_reviewers");
        let body = json!({"reviewers": logins});
        self.call(Method::Post, &route, Some(&body)).map(drop)
    }
}
