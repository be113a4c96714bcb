//! A file that two revisions have differently, told without either of them at hand.

use mulu_core::document::{Document, Fact, KEYS, NodeKind, escaped, facts, tokens};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the entries of lists are known by: their fields, by the entry's pointer.
pub type Entries = BTreeMap<String, Vec<(&'static str, String)>>;

/// A file that two revisions have differently.
#[derive(Clone, Debug)]
pub struct FileChange {
    /// Its path.
    pub path: Arc<str>,
    /// Whether it was there, and is.
    pub there: (bool, bool),
    /// What it says differently.
    pub facts: Vec<Fact>,
    /// What the entries are that these facts lie in.
    pub entries: Entries,
}

impl FileChange {
    /// A file by both versions of its document, as far as they can be read.
    #[must_use]
    pub fn of(
        path: Arc<str>,
        there: (bool, bool),
        (was, is): (Option<&Document>, Option<&Document>),
    ) -> Self {
        let facts = facts(was, is);
        let mut entries = Entries::new();
        for fact in &facts {
            let side = if fact.after.is_some() { is } else { was };
            if let Some(document) = side {
                name(document, &fact.pointer, &mut entries);
            }
        }
        FileChange {
            path,
            there,
            facts,
            entries,
        }
    }

    /// The name of what happened to it.
    #[must_use]
    pub fn change(&self) -> &'static str {
        match self.there {
            (false, _) => "added",
            (true, false) => "removed",
            (true, true) => "changed",
        }
    }
}

/// Notes what the entries on the way to a field are known by.
fn name(document: &Document, pointer: &str, entries: &mut Entries) {
    let (mut node, mut place) = (Some(document.root()), String::new());
    for token in tokens(pointer) {
        place.push('/');
        place.push_str(&escaped(&token));
        let is_list = node.is_some_and(|node| node.kind() == NodeKind::Seq);
        node = match (is_list, token.parse::<usize>()) {
            (true, Ok(index)) => node.and_then(|list| list.index(index)),
            _ => node.and_then(|map| map.get(&token)),
        };
        if let (true, Some(entry)) = (is_list, node)
            && !entries.contains_key(&place)
        {
            let keys = KEYS.iter().flat_map(|keys| keys.iter().copied());
            let fields = keys.filter_map(|key| {
                let text = entry.get(key)?.scalar_text()?;
                Some((key, text.to_owned()))
            });
            entries.insert(place.clone(), fields.collect());
        }
    }
}
