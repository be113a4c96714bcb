//! The Git database of the small GitHub: objects and refs of the real repository behind it,
//! made and moved as GitHub does.

use super::calls::{decoded, missing};
use super::fake::{BOT, State};
use git2::build::TreeUpdateBuilder;
use git2::{FileMode, ObjectType, Oid, Repository, Signature, Time};
use serde_json::{Value, json};

/// When the first commit is made; each is a second later than the last.
const NOW: i64 = 1_796_100_000;

/// Where any of its objects could be looked at.
const URL: &str = "https://api.example/object";

/// Does what a call on `/git/…` asks for; `None`: there is no such call.
pub(super) fn answer(
    state: &mut State,
    method: &str,
    parts: &[&str],
    body: &Value,
) -> Option<(u16, Value)> {
    let repository = Repository::open(&state.repository).unwrap();
    Some(match (method, parts) {
        ("GET", ["ref", name]) => reference(&repository, name),
        ("GET", ["commits", id]) => commit(&repository, id),
        ("GET", ["trees", id]) => tree(&repository, id),
        ("POST", ["blobs"]) => new_blob(&repository, body),
        ("POST", ["trees"]) => new_tree(&repository, body),
        ("POST", ["commits"]) => {
            let id = i64::try_from(state.id()).unwrap();
            new_commit(&repository, body, NOW + id)
        }
        ("POST", ["refs"]) => new_reference(&repository, body),
        ("PATCH", ["refs", name]) => {
            if body["force"] != false {
                { &mut state.complaints }.push(format!("{name} is moved by force"));
            }
            moved(&repository, name, body)
        }
        _ => return None,
    })
}

fn refused(message: &str) -> (u16, Value) {
    let validation = json!({"message": message, "documentation_url": "https://docs.example"});
    (422, validation)
}

fn oid(value: &Value) -> Oid {
    Oid::from_str(value.as_str().unwrap_or_default()).unwrap_or(Oid::ZERO_SHA1)
}

fn face(name: &str, id: Oid) -> Value {
    json!({"ref": name, "object": {"type": "commit", "sha": id.to_string()}})
}

fn reference(repository: &Repository, name: &str) -> (u16, Value) {
    let name = format!("refs/{}", decoded(name));
    let found = repository.refname_to_id(&name);
    found.map_or_else(|_| missing(), |id| (200, face(&name, id)))
}

fn commit(repository: &Repository, id: &str) -> (u16, Value) {
    match repository.find_commit(oid(&id.into())) {
        Err(_) => missing(),
        Ok(commit) => {
            let parents = commit
                .parent_ids()
                .map(|id| json!({"sha": id.to_string(), "url": URL, "html_url": URL}));
            let face = json!({
                "sha": id,
                "message": commit.message().unwrap(),
                "tree": {"sha": commit.tree_id().to_string()},
                "parents": parents.collect::<Vec<_>>(),
            });
            (200, face)
        }
    }
}

fn tree(repository: &Repository, id: &str) -> (u16, Value) {
    let Ok(tree) = repository.find_tree(oid(&id.into())) else {
        return missing();
    };
    let entries = tree.iter().map(|entry| {
        json!({
            "path": entry.name().unwrap(),
            "mode": format!("{:06o}", entry.filemode()),
            "type": entry.kind().unwrap().str(),
            "sha": entry.id().to_string(),
        })
    });
    let entries: Vec<Value> = entries.collect();
    (200, json!({"sha": id, "tree": entries, "truncated": false}))
}

fn new_blob(repository: &Repository, body: &Value) -> (u16, Value) {
    let id = repository.blob(body["content"].as_str().unwrap().as_bytes());
    (201, json!({"sha": id.unwrap().to_string()}))
}

fn new_tree(repository: &Repository, body: &Value) -> (u16, Value) {
    let base = match &body["base_tree"] {
        Value::Null => repository.treebuilder(None).unwrap().write().unwrap(),
        id => oid(id),
    };
    let Ok(base) = repository.find_tree(base) else {
        return refused("base_tree is not a valid tree oid");
    };
    let mut builder = TreeUpdateBuilder::new();
    for entry in body["tree"].as_array().unwrap() {
        let id = oid(&entry["sha"]);
        if repository.find_blob(id).is_err() || entry["mode"] != "100644" {
            return refused("tree.sha is not a valid blob");
        }
        builder.upsert(entry["path"].as_str().unwrap(), id, FileMode::Blob);
    }
    let id = builder.create_updated(repository, &base).unwrap();
    let (_, face) = tree(repository, &id.to_string());
    (201, face)
}

fn new_commit(repository: &Repository, body: &Value, seconds: i64) -> (u16, Value) {
    let parents = body["parents"].as_array().into_iter().flatten().map(oid);
    let parents: Result<Vec<_>, _> = parents.map(|id| repository.find_commit(id)).collect();
    let (Ok(tree), Ok(parents)) = (repository.find_tree(oid(&body["tree"])), parents) else {
        return refused("Tree SHA or parent is no object");
    };
    let who = Signature::new(BOT, "bot@example.org", &Time::new(seconds, 0)).unwrap();
    let parents: Vec<_> = parents.iter().collect();
    let text = repository
        .commit_create_buffer(
            &who,
            &who,
            body["message"].as_str().unwrap(),
            &tree,
            &parents,
        )
        .unwrap();
    let id = repository.odb().unwrap().write(ObjectType::Commit, &text);
    let (_, face) = commit(repository, &id.unwrap().to_string());
    (201, face)
}

fn new_reference(repository: &Repository, body: &Value) -> (u16, Value) {
    let name = body["ref"].as_str().unwrap();
    let whole = name.starts_with("refs/") && name.matches('/').count() >= 2;
    let id = oid(&body["sha"]);
    if !whole || repository.find_commit(id).is_err() {
        return refused("Reference name or object is not valid");
    }
    match repository.reference(name, id, false, "made") {
        Err(_) => refused("Reference already exists"),
        Ok(_) => (201, face(name, id)),
    }
}

fn moved(repository: &Repository, name: &str, body: &Value) -> (u16, Value) {
    let name = format!("refs/{}", decoded(name));
    let Ok(was) = repository.refname_to_id(&name) else {
        return refused("Reference does not exist");
    };
    let to = oid(&body["sha"]);
    let forward = was == to || repository.graph_descendant_of(to, was).unwrap_or_default();
    if !forward && body["force"] != true {
        return refused("Update is not a fast forward");
    }
    repository.reference(&name, to, true, "moved").unwrap();
    (200, face(&name, to))
}
