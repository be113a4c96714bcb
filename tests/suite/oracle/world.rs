//! A registry as plain values, and as the YAML texts that people write.

use jiff::civil::Date;
use mulu_core::tree::{Entry, Tree};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong with a document, so that it is no evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its value breaks the schema.
    Schema,
    /// Its text is no YAML.
    Syntax,
    /// It says the same key twice.
    Duplicate,
    /// There is nothing in it.
    Empty,
    /// It is a list.
    List,
}

/// One file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Doc {
    pub(super) value: Value,
    pub(super) fault: Option<Fault>,
}

impl Doc {
    pub(super) fn sound(value: Value) -> Doc {
        Doc { value, fault: None }
    }

    /// What stands in the file.
    pub(super) fn text(&self) -> String {
        let mut text = serde_yaml::to_string(&self.value).expect("JSON is YAML");
        match self.fault {
            Some(Fault::Syntax) => text.push_str("broken: [\n"),
            Some(Fault::Duplicate) => text.push_str("x-twice: 1\nx-twice: 2\n"),
            Some(Fault::Empty) => text.clear(),
            Some(Fault::List) => text = "- 1\n".to_owned(),
            Some(Fault::Schema) | None => {}
        }
        text
    }
}

/// A registry, the day it is judged on, and the year the money is for.
#[derive(Clone, PartialEq)]
pub(super) struct World {
    pub(super) today: Date,
    pub(super) year: i16,
    /// By path under `registry/`.
    pub(super) docs: BTreeMap<String, Doc>,
}

impl World {
    /// The registry's documents as files.
    pub(super) fn tree(&self) -> Tree {
        let mut tree = Tree::default();
        for (path, doc) in &self.docs {
            let entry = Entry::file(doc.text().into_bytes());
            tree.insert(format!("registry/{path}"), entry);
        }
        tree
    }

    pub(super) fn put(&mut self, path: impl Into<String>, value: Value) {
        self.docs.insert(path.into(), Doc::sound(value));
    }
}

/// Short: proptest prints it beside the smallest registry that we print ourselves.
impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, today) = (self.docs.len(), self.today);
        write!(f, "a registry of {count} documents, judged on {today}")
    }
}

/// As short as it can be read: a line a document, in flow style.
impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "year {}, judged on {}", self.year, self.today)?;
        for (path, doc) in &self.docs {
            let fault = doc.fault.map_or(String::new(), |it| format!(" # {it:?}"));
            writeln!(f, "{path}: {}{fault}", doc.value)?;
        }
        Ok(())
    }
}
