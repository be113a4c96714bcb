//! The sample registry as documents that can be changed, and what `mulu check` finds in them.

use crate::support::{Folder, files};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

/// An entry: its file and the pointer to it, empty for the whole file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) path: String,
    pub(super) pointer: String,
}

impl At {
    pub(super) fn new(path: &str, pointer: String) -> Self {
        At {
            path: path.to_owned(),
            pointer,
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.path, self.pointer)
    }
}

/// An error of `mulu check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Error {
    path: String,
    pointer: String,
}

impl Error {
    /// Whether it is about the entry, or about the file that holds it.
    pub(super) fn is_at(&self, at: &At) -> bool {
        let inside = self.pointer.strip_prefix(&at.pointer);
        let of_entry = inside.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.path == at.path && (of_entry || self.pointer.is_empty())
    }
}

/// The documents that are mutated, by path.
#[derive(Clone, Debug)]
pub(super) struct Sample {
    pub(super) documents: BTreeMap<String, Value>,
}

impl Sample {
    /// Wulong's own.
    pub(super) fn read() -> Self {
        let mut documents = BTreeMap::new();
        for folder in ["opinions", "lists", "plans", "requests"] {
            for (path, bytes) in files(&format!("registry/{folder}")) {
                if path.ends_with(".yaml") {
                    documents.insert(path, serde_yaml::from_slice(&bytes).unwrap());
                }
            }
        }
        assert!(documents.len() > 100, "only {} documents", documents.len());
        Sample { documents }
    }

    /// What `mulu check` says of the sample with these documents.
    pub(super) fn errors(&self) -> Vec<Error> {
        let folder = Folder::empty();
        folder.copy("registry");
        folder.copy("schema");
        for kind in ["opinions", "lists", "plans", "requests"] {
            std::fs::remove_dir_all(folder.join("registry").join(kind)).unwrap();
        }
        for (path, document) in &self.documents {
            folder.write(path, serde_yaml::to_string(document).unwrap());
        }
        let ran = folder.mulu(["check", "--format", "json"]);
        let found: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let found = found["diagnostics"].as_array().unwrap().iter();
        let errors = found.filter(|found| found["severity"] == "error");
        let errors = errors.map(|found| Error {
            path: text(&found["path"]),
            pointer: text(&found["pointer"]),
        });
        errors.collect()
    }

    /// Those of some entries that have no error.
    pub(super) fn without_error(&self, entries: &[At]) -> Vec<At> {
        let errors = self.errors();
        let told = |at: &&At| errors.iter().any(|error| error.is_at(at));
        entries.iter().filter(|at| !told(at)).cloned().collect()
    }

    /// Makes an entry what it was, where it stands as before.
    pub(super) fn restore(&mut self, before: &Sample, at: &At) {
        let was = before
            .documents
            .get(&at.path)
            .and_then(|document| document.pointer(&at.pointer));
        let is = self
            .documents
            .get_mut(&at.path)
            .and_then(|document| document.pointer_mut(&at.pointer));
        if let (Some(was), Some(is)) = (was, is) {
            *is = was.clone();
        }
    }

    /// Every element of a list in the documents of a folder: path, document's path parts, index.
    pub(super) fn entries(&self, folder: &str, list: &str) -> Vec<(String, usize)> {
        let of = self
            .documents
            .iter()
            .filter(|(path, _)| path.starts_with(&format!("registry/{folder}/")));
        let entries = of.flat_map(|(path, document)| {
            let count = document[list].as_array().map_or(0, Vec::len);
            (0..count).map(|at| (path.clone(), at))
        });
        entries.collect()
    }
}

/// The words of the sample's own pack and settings.
pub(super) struct Words {
    pub(super) authorities: BTreeSet<String>,
    matters: BTreeMap<String, Value>,
    pub(super) construction_alone: Vec<String>,
}

impl Words {
    pub(super) fn of() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let read = |path: &str| -> Value {
            serde_yaml::from_str(&std::fs::read_to_string(root.join(path)).unwrap()).unwrap()
        };
        let (settings, pack) = (
            read("registry/registry.yaml"),
            read("registry/policy/pack.yaml"),
        );
        let all = |value: &Value| value.as_object().cloned().unwrap_or_default();
        let expenses = all(&pack["expenses"]);
        let alone = expenses.into_iter().filter(|(_, expense)| {
            expense["purposes"]
                .as_array()
                .is_some_and(|of| !of.iter().any(|it| it == "maintenance"))
        });
        Words {
            authorities: all(&settings["authorities"])
                .into_iter()
                .map(|(id, _)| id)
                .collect(),
            matters: all(&pack["matters"]).into_iter().collect(),
            construction_alone: alone.map(|(id, _)| id).collect(),
        }
    }

    /// Whether an authority may attest a matter.
    pub(super) fn is_of(&self, matter: &str, authority: &str) -> bool {
        let of = self
            .matters
            .get(matter)
            .and_then(|it| it["authorities"].as_array());
        of.is_some_and(|of| of.iter().any(|it| it == authority))
    }

    /// A matter of another authority.
    pub(super) fn foreign(&self, authority: &str) -> Option<&str> {
        let mut ids = self.matters.keys().map(String::as_str);
        ids.find(|matter| !self.is_of(matter, authority))
    }

    /// The scopes that a matter may have on a kind of subject; empty where it may not be given on it.
    pub(super) fn scopes(&self, matter: &str, subject: &str) -> Vec<Value> {
        match self.matters.get(matter).map(|it| &it["subjects"][subject]) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(scopes)) => scopes.clone(),
            Some(one) => vec![one.clone()],
        }
    }

    /// Whether a matter asks for a field of an opinion's own.
    pub(super) fn asks(&self, matter: &str, field: &str) -> bool {
        let of = self
            .matters
            .get(matter)
            .and_then(|it| it["fields"].as_array());
        of.is_some_and(|of| of.iter().any(|it| it == field))
    }

    /// Whether a matter is an order.
    pub(super) fn is_order(&self, matter: &str) -> bool {
        self.matters
            .get(matter)
            .is_some_and(|it| it["order"] == true)
    }
}
