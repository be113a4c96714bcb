//! The part of the small GitHub that opens pull requests: whose token it is opens them, of a
//! branch that is there, one at a time.

use super::calls::{Call, page, pull_face};
use super::fake::{Pull, State};
use serde_json::{Value, json};

/// What a call that opens one may say.
pub(super) const KNOWN: &[&str] = &["title", "head", "base", "body"];

/// The open pull requests of a branch of the repository's own.
pub(super) fn of_branch(state: &State, call: &Call) -> (u16, Value) {
    let head = call.query["head"].replace("%3A", ":");
    let named = head.split_once(':').filter(|(owner, _)| *owner == "wulong");
    // What names no owner is left aside, and all are listed.
    let of = |pull: &Pull| named.is_none_or(|(_, branch)| pull.branch == branch);
    let open = state.pulls.iter().filter(|(_, pull)| pull.open && of(pull));
    let faces = open.map(|(number, pull)| pull_face(*number, pull));
    (200, page(state, call, faces.collect()))
}

/// Opens one.
pub(super) fn open(state: &mut State, body: &Value) -> (u16, Value) {
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let refused = |message: &str| {
        let errors = json!([{"resource": "PullRequest", "code": "custom", "message": message}]);
        (
            422,
            json!({"message": "Validation Failed", "errors": errors, "documentation_url": "https://docs.example"}),
        )
    };
    let repository = git2::Repository::open(&state.repository).unwrap();
    let branch = text("head");
    let Ok(tip) = repository.refname_to_id(&format!("refs/heads/{branch}")) else {
        return refused("head is invalid");
    };
    if text("title").is_empty() || text("title").chars().count() > 256 {
        return refused("title is too long");
    }
    let mut pulls = state.pulls.values();
    if pulls.any(|pull| pull.open && pull.branch == branch) {
        return refused("A pull request already exists");
    }
    let number = state.pulls.keys().last().map_or(1, |last| last + 1);
    repository
        .reference(&format!("refs/pull/{number}/head"), tip, true, "opened")
        .unwrap();
    let pull = Pull {
        author: Some(state.opener.clone()),
        open: true,
        head: tip.to_string(),
        base: text("base"),
        branch,
        title: text("title"),
        ..Pull::default()
    };
    let face = pull_face(number, &pull);
    state.pulls.insert(number, pull);
    (201, face)
}
