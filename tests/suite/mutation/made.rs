//! The mutations: each changes every entry that it can and says which those are.

use super::entries::{At, Sample, Words};
use serde_json::{Value, json};

/// One kind of mistake.
pub(super) struct Mutation {
    pub(super) name: &'static str,
    /// Makes it everywhere; the entries mutated, where they now stand.
    pub(super) make: fn(&mut Sample, &Words) -> Vec<At>,
}

macro_rules! mutations {
    ($($name:literal: $make:expr),* $(,)?) => {
        /// Every mutation.
        pub(super) const ALL: &[Mutation] = &[$(Mutation { name: $name, make: $make }),*];
    };
}

mutations! {
    "an opinion's matter mistyped": |sample, _| opinions(sample, |opinion, _| mistype(opinion, "matter")),
    "an opinion on a matter of another authority": |sample, words| {
        opinions(sample, |opinion, of| match words.foreign(&of.authority) {
            Some(matter) => set(opinion, "matter", json!(matter)),
            None => false,
        })
    },
    "an opinion's scope mistyped, or where none belongs": |sample, _| {
        opinions(sample, |opinion, _| mistype(opinion, "scope") || set(opinion, "scope", json!("no-such-scope")))
    },
    "an opinion's scope left out where one belongs": |sample, words| {
        opinions(sample, |opinion, of| {
            let scopes = words.scopes(&matter(opinion), of.subject);
            !scopes.contains(&json!("none")) && !scopes.is_empty() && take(opinion, "scope")
        })
    },
    "an opinion's result mistyped, or on an order": |sample, _| {
        opinions(sample, |opinion, _| mistype(opinion, "result") || set(opinion, "result", json!("pass")))
    },
    "an opinion's own field mistyped": |sample, _| {
        opinions(sample, |opinion, _| {
            ["organizer", "archives", "measure", "level", "amount", "total"].iter().any(|key| mistype(opinion, key))
        })
    },
    "a level where the matter asks for none": |sample, words| {
        opinions(sample, |opinion, _| !words.asks(&matter(opinion), "level") && set(opinion, "level", json!(3)))
    },
    "a day of resolution where the matter is no order": |sample, words| {
        opinions(sample, |opinion, _| {
            !words.is_order(&matter(opinion)) && set(opinion, "resolved_on", json!("2026-12-01"))
        })
    },
    "an opinion in the folder of an authority that doesn't exist": |sample, _| {
        moved(sample, |of| Some(format!("registry/opinions/no-such-office/{}.yaml", of.inside)))
    },
    "an opinion in the folder of another authority": |sample, words| {
        let wrong = |authority: &str, opinion: &Value| !words.is_of(&matter(opinion), authority);
        elsewhere(sample, words, wrong)
    },
    "an opinion on a unit that doesn't exist": |sample, _| {
        moved(sample, |of| Some(format!("registry/opinions/{}/no-such-{}.yaml", of.authority, of.inside)))
    },
    "an opinion on a system that doesn't exist": |sample, _| {
        moved(sample, |of| {
            of.inside.contains('/').then(|| format!("registry/opinions/{}/{}x.yaml", of.authority, of.inside))
        })
    },
    "an opinion on a system in the file of its unit": |sample, words| {
        lifted(sample, |opinion| words.scopes(&matter(opinion), "unit").is_empty())
    },
    "a list's system mistyped": |sample, _| each(sample, "lists", "projects", |entry| mistype(entry, "system") || mistype(entry, "project")),
    "a list's kind mistyped": |sample, _| each(sample, "lists", "projects", |entry| mistype(entry, "kind")),
    "a list's system as a construction project": |sample, _| {
        each(sample, "lists", "projects", |entry| entry["kind"] == "maintenance" && set(entry, "kind", json!("new")))
    },
    "a plan's system mistyped": |sample, _| each(sample, "plans", "projects", |entry| mistype(entry, "system") || mistype(entry, "project")),
    "a plan's kind mistyped": |sample, _| each(sample, "plans", "projects", |entry| mistype(entry, "kind")),
    "a plan's system as a construction project": |sample, _| {
        each(sample, "plans", "projects", |entry| entry["kind"] == "maintenance" && set(entry, "kind", json!("new")))
    },
    "a list for a year that is none": |sample, _| renamed(sample, "lists", |name| name.replace("lists/20", "lists/2o")),
    "a plan for a year that is none": |sample, _| renamed(sample, "plans", |name| name.replace("plans/20", "plans/2o")),
    "a request's category mistyped": |sample, _| each(sample, "requests", "items", |item| mistype(item, "category")),
    "a request's category of construction alone": |sample, words| {
        let Some(category) = words.construction_alone.first() else { return Vec::new() };
        each(sample, "requests", "items", |item| set(item, "category", json!(category)))
    },
    "a request's applicant mistyped": |sample, _| whole(sample, "requests", |request| mistype(request, "applicant")),
    "a request in the folder of a unit that doesn't exist": |sample, _| {
        renamed(sample, "requests", |name| {
            let (before, system) = name.rsplit_once('/').unwrap_or_default();
            format!("{before}x/{system}")
        })
    },
    "a request in a year that is none": |sample, _| {
        renamed(sample, "requests", |name| name.replace("requests/20", "requests/2o"))
    },
}

/// Whose file an opinion stands in.
struct Of {
    authority: String,
    /// The path behind the authority, without extension.
    inside: String,
    subject: &'static str,
}

impl Of {
    fn new(path: &str) -> Self {
        let inside = path
            .trim_start_matches("registry/opinions/")
            .trim_end_matches(".yaml");
        let (authority, inside) = inside.split_once('/').unwrap();
        let subject = match inside {
            of if of.starts_with("frameworks/") => "framework",
            of if of.contains("/projects/") => "project",
            of if of.contains('/') => "system",
            _ => "unit",
        };
        Of {
            authority: authority.to_owned(),
            inside: inside.to_owned(),
            subject,
        }
    }
}

fn matter(opinion: &Value) -> String {
    opinion["matter"].as_str().unwrap_or_default().to_owned()
}

/// Makes a text, or a number, into one that is nothing; not where there is none.
fn mistype(entry: &mut Value, key: &str) -> bool {
    match &entry[key] {
        Value::String(text) => {
            let wrong = format!("{text}x");
            set(entry, key, json!(wrong))
        }
        Value::Number(number) => {
            let wrong = format!("{number}x");
            set(entry, key, json!(wrong))
        }
        _ => false,
    }
}

fn set(entry: &mut Value, key: &str, value: Value) -> bool {
    entry[key] = value;
    true
}

fn take(entry: &mut Value, key: &str) -> bool {
    entry
        .as_object_mut()
        .and_then(|entry| entry.remove(key))
        .is_some()
}

fn opinions(sample: &mut Sample, mut change: impl FnMut(&mut Value, &Of) -> bool) -> Vec<At> {
    let mut mutated = Vec::new();
    for (path, at) in sample.entries("opinions", "opinions") {
        let of = Of::new(&path);
        let document = sample.documents.get_mut(&path).unwrap();
        if change(&mut document["opinions"][at], &of) {
            mutated.push(At::new(&path, format!("/opinions/{at}")));
        }
    }
    mutated
}

fn each(
    sample: &mut Sample,
    folder: &str,
    list: &str,
    mut change: impl FnMut(&mut Value) -> bool,
) -> Vec<At> {
    let mut mutated = Vec::new();
    for (path, at) in sample.entries(folder, list) {
        let document = sample.documents.get_mut(&path).unwrap();
        if change(&mut document[list][at]) {
            mutated.push(At::new(&path, format!("/{list}/{at}")));
        }
    }
    mutated
}

fn whole(sample: &mut Sample, folder: &str, mut change: impl FnMut(&mut Value) -> bool) -> Vec<At> {
    let mut mutated = Vec::new();
    let of = format!("registry/{folder}/");
    for (path, document) in sample
        .documents
        .iter_mut()
        .filter(|(path, _)| path.starts_with(&of))
    {
        if change(document) {
            mutated.push(At::new(path, String::new()));
        }
    }
    mutated
}

/// Opinions files under another name; an entry each.
fn moved(sample: &mut Sample, name: impl Fn(&Of) -> Option<String>) -> Vec<At> {
    let mut mutated = Vec::new();
    let paths: Vec<String> = sample
        .documents
        .keys()
        .filter(|path| path.starts_with("registry/opinions/"))
        .cloned()
        .collect();
    for path in paths {
        let Some(new) = name(&Of::new(&path)) else {
            continue;
        };
        let document = sample.documents.remove(&path).unwrap();
        let count = document["opinions"].as_array().map_or(0, Vec::len);
        mutated.extend((0..count).map(|_| At::new(&new, String::new())));
        sample.documents.insert(new, document);
    }
    mutated
}

/// Each opinion in the file of the first authority for which it is wrong to have it.
fn elsewhere(sample: &mut Sample, words: &Words, wrong: impl Fn(&str, &Value) -> bool) -> Vec<At> {
    let mut files: std::collections::BTreeMap<String, Vec<Value>> =
        std::collections::BTreeMap::new();
    for (path, at) in sample.entries("opinions", "opinions") {
        let opinion = sample.documents[&path]["opinions"][at].clone();
        let of = Of::new(&path);
        let authority = words
            .authorities
            .iter()
            .find(|authority| wrong(authority, &opinion));
        if let Some(authority) = authority.filter(|authority| **authority != of.authority) {
            let path = format!("registry/opinions/{authority}/{}.yaml", of.inside);
            files.entry(path).or_default().push(opinion);
        }
    }
    replaced(sample, files)
}

/// Opinions on systems in the files of their units.
fn lifted(sample: &mut Sample, wrong: impl Fn(&Value) -> bool) -> Vec<At> {
    let mut files: std::collections::BTreeMap<String, Vec<Value>> =
        std::collections::BTreeMap::new();
    for (path, at) in sample.entries("opinions", "opinions") {
        let of = Of::new(&path);
        let opinion = sample.documents[&path]["opinions"][at].clone();
        if of.subject == "system" && wrong(&opinion) {
            let unit = of.inside.split('/').next().unwrap();
            let path = format!("registry/opinions/{}/{unit}.yaml", of.authority);
            files.entry(path).or_default().push(opinion);
        }
    }
    replaced(sample, files)
}

fn replaced(sample: &mut Sample, files: std::collections::BTreeMap<String, Vec<Value>>) -> Vec<At> {
    sample
        .documents
        .retain(|path, _| !path.starts_with("registry/opinions/"));
    let mut mutated = Vec::new();
    for (path, opinions) in files {
        mutated.extend((0..opinions.len()).map(|at| At::new(&path, format!("/opinions/{at}"))));
        sample
            .documents
            .insert(path, json!({ "opinions": opinions }));
    }
    mutated
}

/// Files of a folder under another name.
fn renamed(sample: &mut Sample, folder: &str, name: impl Fn(&str) -> String) -> Vec<At> {
    let of = format!("registry/{folder}/");
    let paths: Vec<String> = sample
        .documents
        .keys()
        .filter(|path| path.starts_with(&of))
        .cloned()
        .collect();
    let mut mutated = Vec::new();
    for path in paths {
        let document = sample.documents.remove(&path).unwrap();
        let new = name(&path);
        mutated.push(At::new(&new, String::new()));
        sample.documents.insert(new, document);
    }
    mutated
}
