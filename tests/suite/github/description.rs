//! GitHub's own description of its API (OpenAPI), to which every call of the bot and
//! every answer of the small GitHub is held.
//!
//! It is 13 MB and not committed: where `MULU_GITHUB_API` names the file, nothing
//! passes that isn't held to it; without the variable nothing is.

mod example;
mod operation;
mod schema;
mod tests;

use super::calls::Call;
use operation::Operation;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

/// What the bot may call; anything else is an error. Of the description only this
/// is compiled.
const OPERATIONS: [(&str, &str); 25] = [
    ("GET", ""),
    ("GET", "/branches/{branch}"),
    ("GET", "/pulls"),
    ("POST", "/pulls"),
    ("GET", "/pulls/{pull_number}"),
    ("GET", "/pulls/{pull_number}/reviews"),
    ("POST", "/pulls/{pull_number}/requested_reviewers"),
    ("GET", "/issues/{issue_number}/comments"),
    ("POST", "/issues/{issue_number}/comments"),
    ("PATCH", "/issues/comments/{comment_id}"),
    ("DELETE", "/issues/comments/{comment_id}"),
    ("POST", "/issues/{issue_number}/labels"),
    ("DELETE", "/issues/{issue_number}/labels/{name}"),
    ("GET", "/commits/{ref}/check-runs"),
    ("POST", "/check-runs"),
    ("GET", "/check-runs/{check_run_id}"),
    ("PATCH", "/check-runs/{check_run_id}"),
    ("GET", "/git/ref/{ref}"),
    ("GET", "/git/commits/{commit_sha}"),
    ("GET", "/git/trees/{tree_sha}"),
    ("POST", "/git/blobs"),
    ("POST", "/git/trees"),
    ("POST", "/git/commits"),
    ("POST", "/git/refs"),
    ("PATCH", "/git/refs/{ref}"),
];

/// Where the routes above hang.
const REPOSITORY: &str = "/repos/{owner}/{repo}";

/// The description, where there is one.
pub(super) static DESCRIPTION: LazyLock<Option<Description>> = LazyLock::new(|| {
    let path = std::env::var_os("MULU_GITHUB_API")?;
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    Some(Description::read(&text, &OPERATIONS))
});

/// The description, as far as it is used.
pub(super) struct Description {
    operations: Vec<Operation>,
    /// The operations that were held to it, each with an answer that was none of a
    /// refusal.
    held: Mutex<BTreeSet<String>>,
}

impl Description {
    fn read(text: &[u8], operations: &[(&str, &str)]) -> Self {
        let document: Value = serde_json::from_slice(text).unwrap();
        let compile = |(method, route): &(&str, &str)| {
            Operation::compile(&document, method, &format!("{REPOSITORY}{route}"))
        };
        Description {
            operations: operations.iter().map(compile).collect(),
            held: Mutex::default(),
        }
    }

    /// The operation that a call is, of several the one with the fewest captures.
    fn operation(&self, call: &Call) -> Option<&Operation> {
        let fits = self.operations.iter().filter(|one| one.fits(call));
        fits.min_by_key(|one| one.captures())
    }

    /// What is wrong with a call.
    pub(super) fn request(&self, call: &Call) -> Vec<String> {
        let faults = match self.operation(call) {
            Some(operation) => operation.check_request(call),
            None => vec!["not among the calls that the bot makes".to_owned()],
        };
        faults
            .iter()
            .map(|fault| format!("{call}: {fault}"))
            .collect()
    }

    /// The answer with everything that GitHub would say besides, and what is wrong
    /// with it.
    pub(super) fn response(&self, call: &Call, status: u16, ours: &Value) -> (Value, Vec<String>) {
        let Some(operation) = self.operation(call) else {
            return (ours.clone(), Vec::new());
        };
        let whole = match operation.example(status) {
            Some(example) => example::dressed(example, ours.clone()),
            None => ours.clone(),
        };
        if status < 400 {
            self.held.lock().unwrap().insert(operation.to_string());
        }
        let faults = operation.check_response(status, &whole).into_iter();
        let faults = faults
            .map(|fault| format!("{call}: {status} {fault}"))
            .collect();
        (whole, faults)
    }

    /// The operations whose calls and answers were held to it so far.
    pub(super) fn held(&self) -> BTreeSet<String> {
        self.held.lock().unwrap().clone()
    }
}
