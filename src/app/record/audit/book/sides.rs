//! Who wrote an entry, or took it out, of the commits that a commit of the line brought: what
//! each of them says in the file is read once.

use super::super::walk::Step;
use super::{listed, read};
use mulu_core::document::NodeRef;
use mulu_git::Revision;
use mulu_record::audit::Act;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a file says at a commit, entry by entry.
type Said = OnceCell<BTreeSet<String>>;

/// One file in a commit of the line and in those that it brought.
pub(super) struct Sides<'s, 'r> {
    pub(super) path: &'s Arc<str>,
    pub(super) step: &'s Step<'r>,
    /// At the commits that wrote it, and at their first parents.
    said: Vec<(Said, Said)>,
}

impl<'s, 'r> Sides<'s, 'r> {
    pub(super) fn new(path: &'s Arc<str>, step: &'s Step<'r>) -> Self {
        let said = step.writers(path).iter().map(|_| <(Said, Said)>::default());
        Sides {
            path,
            step,
            said: said.collect(),
        }
    }

    /// Who wrote an entry as it stands: the first that has it so; where none has, whoever
    /// merged them.
    pub(super) fn writer(&self, entry: NodeRef<'_>) -> Act {
        let said = entry.to_json().to_string();
        self.first(|by, (is, _)| self.at(is, Some(by)).contains(&said))
    }

    /// Who took an entry out: the first whose parent still has it; where none is, whoever
    /// merged them.
    pub(super) fn remover(&self, entry: NodeRef<'_>) -> Act {
        let said = entry.to_json().to_string();
        self.first(|by, (is, was)| {
            let parent = by.first_parent().ok().flatten();
            self.at(was, parent.as_ref()).contains(&said) && !self.at(is, Some(by)).contains(&said)
        })
    }

    fn first(&self, did: impl Fn(&Revision<'r>, &(Said, Said)) -> bool) -> Act {
        let mut all = self.step.writers(self.path).iter().zip(&self.said);
        let found = all.find(|(by, said)| did(by, said));
        found.map_or_else(|| self.step.own(), |(by, _)| self.step.act(by))
    }

    fn at<'c>(&self, known: &'c Said, revision: Option<&Revision<'_>>) -> &'c BTreeSet<String> {
        known.get_or_init(|| {
            let bytes = revision.and_then(|revision| revision.bytes(self.path));
            let document = bytes.and_then(|bytes| read(self.path, bytes));
            let entries = document.as_ref().map(listed).unwrap_or_default();
            entries.iter().map(|it| it.to_json().to_string()).collect()
        })
    }
}
