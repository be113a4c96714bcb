//! What the small GitHub does with a call. A call that it doesn't know, or that
//! the real one would refuse, is a complaint and fails the test.

use super::database;
use super::description::DESCRIPTION;
use super::fake::{BOT, Check, Comment, Pull, REPOSITORY, State};
use super::proposing;
use axum::http::{Method, Uri};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;

/// When whatever was merged was merged.
pub(super) const MERGED_AT: &str = "2026-12-01T00:00:00Z";

/// A call as it came.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: BTreeMap<String, String>,
    pub(super) body: Value,
}

impl Call {
    pub(super) fn new(method: &Method, uri: &Uri, body: &[u8]) -> Self {
        let query = uri
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (name.to_owned(), value.replace("%2F", "/"))
        };
        Call {
            method: method.to_string(),
            path: uri.path().to_owned(),
            query: query.map(pair).collect(),
            body: serde_json::from_slice(body).unwrap_or_default(),
        }
    }

    pub(super) fn writes(&self) -> bool {
        self.method != "GET"
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// Does what is asked for, and holds it against GitHub's description, where that is
/// at hand.
pub(super) fn answer(state: &mut State, call: &Call) -> (u16, Value) {
    complain(state, call);
    let Some(description) = DESCRIPTION.as_ref() else {
        return done(state, call);
    };
    state.complaints.extend(description.request(call));
    let (status, ours) = done(state, call);
    let (mut whole, faults) = description.response(call, status, &ours);
    state.complaints.extend(faults);
    if call.path.ends_with(REPOSITORY) && state.merges.is_none() {
        untold(&mut whole);
    }
    (status, whole)
}

/// The example's repository tells how it is merged; ours doesn't tell everybody.
fn untold(repository: &mut Value) {
    let fields = repository.as_object_mut().unwrap();
    fields.retain(|name, _| !name.starts_with("allow_"));
}

/// Does what is asked for: the status and the answer.
fn done(state: &mut State, call: &Call) -> (u16, Value) {
    let prefix = format!("/api/v3/repos/{REPOSITORY}");
    if call.path == prefix && call.method == "GET" {
        return (200, settings(state));
    }
    let Some(route) = call.path.strip_prefix(&format!("{prefix}/")) else {
        return unknown(state, call);
    };
    let refused = state.refused.iter();
    let refused =
        { refused }.find(|(part, _, _)| format!("{} {route}", call.method).contains(part));
    if let Some((_, status, message)) = refused {
        return (*status, json!({"message": message}));
    }
    let parts: Vec<&str> = route.split('/').collect();
    if let ["git", parts @ ..] = parts.as_slice() {
        let done = database::answer(state, &call.method, parts, &call.body);
        return done.unwrap_or_else(|| unknown(state, call));
    }
    let number = |text: &str| text.parse::<u64>().unwrap_or_default();
    match (call.method.as_str(), parts.as_slice()) {
        ("GET", ["branches", name]) => branch(state, name),
        ("GET", ["pulls"]) if call.query.contains_key("head") => proposing::of_branch(state, call),
        ("GET", ["pulls"]) => pulls(state, call),
        ("POST", ["pulls"]) => proposing::open(state, &call.body),
        ("GET", ["pulls", n]) => pull(state, number(n)),
        ("GET", ["pulls", n, "reviews"]) => {
            let reviews = state.pulls.get(&number(n)).map(|pull| pull.reviews.clone());
            reviews.map_or_else(missing, |reviews| (200, page(state, call, reviews)))
        }
        ("GET", ["issues", n, "comments"]) => comments(state, call, number(n)),
        ("POST", ["issues", n, "comments"]) => comment(state, number(n), &call.body),
        ("DELETE", ["issues", "comments", id]) => erase(state, number(id)),
        ("PATCH", ["issues", "comments", id]) => edit(state, number(id), &call.body),
        ("POST", ["issues", n, "labels"]) => label(state, number(n), &call.body),
        ("DELETE", ["issues", n, "labels", name]) => unlabel(state, number(n), name),
        ("POST", ["pulls", n, "requested_reviewers"]) => ask(state, number(n), &call.body),
        ("GET", ["commits", sha, "check-runs"]) => checks(state, call, sha),
        ("POST", ["check-runs"]) => begin(state, &call.body),
        ("GET", ["check-runs", id]) => {
            let found = state.checks.iter().find(|check| check.id == number(id));
            found.map_or_else(missing, |check| (200, check_face(check)))
        }
        ("PATCH", ["check-runs", id]) => update(state, number(id), &call.body),
        _ => unknown(state, call),
    }
}

fn unknown(state: &mut State, call: &Call) -> (u16, Value) {
    state.complaints.push(format!("{call}: no such call"));
    missing()
}

pub(super) fn missing() -> (u16, Value) {
    (404, json!({"message": "Not Found"}))
}

/// What the published description doesn't catch.
fn complain(state: &mut State, call: &Call) {
    let mut say = |what: &str| state.complaints.push(format!("{call}: {what}"));
    let size = call
        .query
        .get("per_page")
        .and_then(|size| size.parse::<u64>().ok());
    if size.is_some_and(|size| size > 100) {
        say("per_page over 100");
    }
    if !call.path.is_ascii() {
        say("not encoded");
    }
    let known: &[&str] = match (call.method.as_str(), call.path.rsplit('/').next()) {
        ("GET" | "DELETE", _) => &[],
        (_, Some("comments")) => &["body"],
        (_, Some("blobs")) => &["content", "encoding"],
        (_, Some("trees")) => &["base_tree", "tree"],
        (_, Some("commits")) => &["message", "tree", "parents"],
        (_, Some("refs")) => &["ref", "sha"],
        ("PATCH", Some(_)) if call.path.contains("/git/refs/") => &["sha", "force"],
        (_, Some("labels")) => &["labels"],
        (_, Some("pulls")) => proposing::KNOWN,
        (_, Some("requested_reviewers")) => &["reviewers"],
        ("PATCH", Some(_)) if call.path.contains("/comments/") => &["body"],
        _ => &[
            "name",
            "head_sha",
            "status",
            "conclusion",
            "external_id",
            "output",
        ],
    };
    for key in call
        .body
        .as_object()
        .into_iter()
        .flat_map(|body| body.keys())
    {
        if !known.contains(&key.as_str()) {
            say(&format!("unknown property {key}"));
        }
    }
    if call.body["status"] == "completed" && call.body["conclusion"].is_null() {
        say("completed without a conclusion");
    }
    if call.body["reviewers"].as_array().is_some_and(Vec::is_empty) {
        say("nobody is asked");
    }
    let notes = call.body["output"]["annotations"].as_array();
    if notes.is_some_and(|notes| notes.len() > 50) {
        say("more than 50 annotations");
    }
    // GitHub counts bytes.
    for (field, most) in [("summary", 65_535), ("title", 255)] {
        let text = call.body["output"][field].as_str().unwrap_or_default();
        if text.len() > most {
            say(&format!("{field} too long"));
        }
    }
    for note in notes.into_iter().flatten() {
        for (field, most) in [("message", 65_536), ("title", 255)] {
            if note[field].as_str().is_some_and(|text| text.len() > most) {
                say(&format!("{field} of a note too long"));
            }
        }
    }
    let body = call.body["body"].as_str();
    if body.is_some_and(|body| body.len() > 65_536) {
        say("comment too long");
    }
}

/// The `Link` header of a page, as GitHub has it where there are several.
pub(super) fn links(state: &mut State, call: &Call) -> Option<String> {
    let page: usize = call.query.get("page")?.parse().ok()?;
    let mut next = call.clone();
    next.query.insert("page".to_owned(), (page + 1).to_string());
    let (_, value) = done(state, &next);
    let list = value.as_array().or_else(|| value["check_runs"].as_array());
    let more = list.is_some_and(|list| !list.is_empty());
    match (page, more) {
        (_, true) => Some(format!(
            "<https://api.example/x?page={}>; rel=\"next\"",
            page + 1
        )),
        (1, false) => None,
        _ => Some("<https://api.example/x?page=1>; rel=\"prev\"".to_owned()),
    }
}

/// What a repository says of itself: how it is merged only to those who may know.
fn settings(state: &State) -> Value {
    match state.merges {
        None => json!({
            "name": "catalog",
            "default_branch": "main",
            "language": null,
            "source": {"language": null},
        }),
        Some((squash, rebase)) => json!({
            "name": "catalog",
            "default_branch": "main",
            // What the published example lacks and the description demands.
            "language": null,
            "source": {"language": null},
            "allow_squash_merge": squash,
            "allow_rebase_merge": rebase,
        }),
    }
}

/// A page of a list.
pub(super) fn page(state: &State, call: &Call, all: Vec<Value>) -> Value {
    let number = |name: &str, usual: usize| {
        let text = call.query.get(name);
        text.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let (size, page) = (number("per_page", 30), number("page", 1));
    // It may have less than was asked for.
    let size = state.page_limit.unwrap_or(size).min(size);
    all.into_iter().skip(size * (page - 1)).take(size).collect()
}

pub(super) fn user(login: &str) -> Value {
    // An account has a number of its own.
    let id = login
        .bytes()
        .fold(7u64, |id, byte| id * 31 % 1_000_003 + u64::from(byte));
    json!({"login": login, "id": id, "type": "User"})
}

pub(super) fn pull_face(number: u64, pull: &Pull) -> Value {
    let branch = match pull.branch.as_str() {
        "" => "change",
        branch => branch,
    };
    json!({
        "number": number,
        "html_url": format!("https://github.example/{REPOSITORY}/pull/{number}"),
        "state": if pull.open { "open" } else { "closed" },
        "draft": pull.draft,
        "merged_at": pull.merged.then_some(MERGED_AT),
        "merge_commit_sha": pull.merge_commit,
        "user": pull.author.as_deref().map(user),
        "head": {"sha": pull.head, "ref": branch, "repo": null},
        "base": {"sha": "0".repeat(40), "ref": pull.base, "repo": {"default_branch": "main"}},
        "requested_teams": [],
        "labels": pull.labels.iter().map(|name| json!({"name": name})).collect::<Vec<_>>(),
        "requested_reviewers": pull.requested.iter().map(|login| user(login)).collect::<Vec<_>>(),
    })
}

/// The commit that a branch is at, in the repository behind it.
fn branch(state: &State, name: &str) -> (u16, Value) {
    let repository = git2::Repository::open(&state.repository).unwrap();
    let name = decoded(name);
    let tip = repository.refname_to_id(&format!("refs/heads/{name}"));
    tip.map_or_else(
        |_| missing(),
        |tip| {
            (
                200,
                json!({"name": name, "commit": {"sha": tip.to_string()}}),
            )
        },
    )
}

fn pulls(state: &State, call: &Call) -> (u16, Value) {
    let is_listed = |(number, pull): &(&u64, &Pull)| match &state.listed {
        Some(listed) => listed.contains(number),
        None => pull.open,
    };
    let open = state.pulls.iter().filter(is_listed);
    (
        200,
        page(
            state,
            call,
            open.map(|(number, pull)| {
                let mut face = pull_face(*number, pull);
                face["state"] = "open".into();
                face
            })
            .collect(),
        ),
    )
}

fn pull(state: &State, number: u64) -> (u16, Value) {
    let pull = state.pulls.get(&number);
    pull.map_or_else(missing, |pull| (200, pull_face(number, pull)))
}

fn comment_face(comment: &Comment) -> Value {
    json!({"id": comment.id, "user": user(&comment.login), "body": comment.body})
}

fn comments(state: &State, call: &Call, pull: u64) -> (u16, Value) {
    let found = state.comments.iter().filter(|comment| comment.pull == pull);
    (200, page(state, call, found.map(comment_face).collect()))
}

fn text(body: &Value) -> String {
    body["body"].as_str().unwrap_or_default().to_owned()
}

fn comment(state: &mut State, pull: u64, body: &Value) -> (u16, Value) {
    let comment = Comment {
        id: state.id(),
        pull,
        login: BOT.to_owned(),
        body: text(body),
    };
    let face = comment_face(&comment);
    state.comments.push(comment);
    (201, face)
}

fn edit(state: &mut State, id: u64, body: &Value) -> (u16, Value) {
    let Some(comment) = state.comments.iter_mut().find(|comment| comment.id == id) else {
        return missing();
    };
    if comment.login != BOT {
        state
            .complaints
            .push(format!("somebody else's comment {id} is edited"));
        return (
            403,
            json!({"message": "Resource not accessible by integration"}),
        );
    }
    comment.body = text(body);
    (200, comment_face(comment))
}

fn erase(state: &mut State, id: u64) -> (u16, Value) {
    let Some(at) = state.comments.iter().position(|comment| comment.id == id) else {
        return missing();
    };
    let comment = state.comments.remove(at);
    if comment.login != BOT {
        { &mut state.complaints }.push(format!("somebody else's comment {id} is deleted"));
    }
    (204, Value::Null)
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|text| Some(text.as_str()?.to_owned()))
        .collect()
}

fn label(state: &mut State, pull: u64, body: &Value) -> (u16, Value) {
    let Some(pull) = state.pulls.get_mut(&pull) else {
        return missing();
    };
    // A hundred at most.
    if pull.labels.len() + strings(&body["labels"]).len() > 100 {
        return (
            422,
            json!({"message": "Validation Failed", "documentation_url": "https://docs.example"}),
        );
    }
    for name in strings(&body["labels"]) {
        if !pull.labels.contains(&name) {
            pull.labels.push(name);
        }
    }
    (
        200,
        pull.labels
            .iter()
            .map(|name| json!({"name": name}))
            .collect(),
    )
}

fn unlabel(state: &mut State, pull: u64, name: &str) -> (u16, Value) {
    let Some(pull) = state.pulls.get_mut(&pull) else {
        return missing();
    };
    let name = decoded(name);
    let before = pull.labels.len();
    pull.labels.retain(|label| *label != name);
    if pull.labels.len() == before {
        return missing();
    }
    (
        200,
        pull.labels
            .iter()
            .map(|name| json!({"name": name}))
            .collect(),
    )
}

pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let code = (*first == b'%').then(|| std::str::from_utf8(&more[..2]).unwrap());
        match code {
            Some(code) => {
                bytes.push(u8::from_str_radix(code, 16).unwrap());
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).unwrap()
}

fn ask(state: &mut State, number: u64, body: &Value) -> (u16, Value) {
    let logins = strings(&body["reviewers"]);
    let strangers = state.strangers.clone();
    let Some(pull) = state.pulls.get_mut(&number) else {
        return missing();
    };
    let author = pull.author.clone().unwrap_or_default();
    if logins
        .iter()
        .any(|login| strangers.contains(login) || *login == author)
    {
        return (
            422,
            json!({"message": "Reviews may only be requested from collaborators."}),
        );
    }
    for login in logins {
        if !pull.requested.contains(&login) {
            pull.requested.push(login);
        }
    }
    (201, pull_face(number, pull))
}

fn check_face(check: &Check) -> Value {
    json!({
        "id": check.id,
        "name": check.name,
        "head_sha": check.head,
        "status": check.status,
        "conclusion": check.conclusion,
        "external_id": check.external,
        "output": {
            "title": check.title,
            "summary": check.summary,
            "annotations_count": check.notes.len(),
        },
    })
}

fn checks(state: &State, call: &Call, head: &str) -> (u16, Value) {
    let name = call.query.get("check_name");
    let named = |check: &&Check| check.head == head && name.is_none_or(|name| *name == check.name);
    let found: Vec<Value> = state.checks.iter().filter(named).map(check_face).collect();
    let count = found.len();
    (
        200,
        json!({"total_count": count, "check_runs": page(state, call, found)}),
    )
}

fn begin(state: &mut State, body: &Value) -> (u16, Value) {
    let field = |name: &str| body[name].as_str().map(str::to_owned);
    let mut check = Check {
        id: state.id(),
        name: field("name").unwrap_or_default(),
        head: field("head_sha").unwrap_or_default(),
        status: "queued".to_owned(),
        conclusion: None,
        external: None,
        title: None,
        summary: None,
        notes: Vec::new(),
    };
    fill(&mut check, body);
    let face = check_face(&check);
    state.checks.push(check);
    (201, face)
}

fn update(state: &mut State, id: u64, body: &Value) -> (u16, Value) {
    let Some(check) = state.checks.iter_mut().find(|check| check.id == id) else {
        return missing();
    };
    fill(check, body);
    (200, check_face(check))
}

fn fill(check: &mut Check, body: &Value) {
    let field = |name: &str| body[name].as_str().map(str::to_owned);
    if let Some(status) = field("status") {
        check.status = status;
    }
    check.conclusion = field("conclusion").or(check.conclusion.take());
    check.external = field("external_id").or(check.external.take());
    let output = &body["output"];
    let field = |name: &str| output[name].as_str().map(str::to_owned);
    check.title = field("title").or(check.title.take());
    check.summary = field("summary").or(check.summary.take());
    check.notes.extend(
        output["annotations"]
            .as_array()
            .into_iter()
            .flatten()
            .cloned(),
    );
}
