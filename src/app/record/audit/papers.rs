//! The documents of departments through the history: who made them, and who wrote in them.

use super::walk::Step;
use mulu_core::layout::Kind;
use mulu_record::audit::{Act, Paper};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Documents by their present paths.
#[derive(Default)]
pub(super) struct Papers {
    pub(super) papers: BTreeMap<Arc<str>, Paper>,
    /// The place on the line of the last commit that gave a document another path.
    pub(super) moved: BTreeMap<Arc<str>, usize>,
    /// How many commits were looked at.
    looked: usize,
}

impl Papers {
    /// Takes in what a commit of the line did.
    pub(super) fn turn(&mut self, step: &Step<'_>) {
        let paths = step.kinds().filter(|(kind, _)| is_paper(*kind));
        let paths: BTreeSet<&str> = paths.map(|(_, path)| path).collect();
        if !step.moves.is_empty() {
            for path in &paths {
                self.rename(path, step);
            }
        }
        for path in paths {
            match step.revision.bytes(path) {
                Some(_) => self.wrote(path, step),
                None => drop(self.papers.remove(path)),
            }
        }
        self.looked += 1;
    }

    fn rename(&mut self, path: &str, step: &Step<'_>) {
        let new = step.moves.new_path(path);
        let free = new.filter(|new| !self.papers.contains_key(&**new));
        if let Some((new, paper)) = free.and_then(|new| Some((new, self.papers.remove(path)?))) {
            let new: Arc<str> = new.into();
            self.moved.insert(Arc::clone(&new), self.looked);
            self.papers.insert(new, paper);
        }
    }

    fn wrote(&mut self, path: &str, step: &Step<'_>) {
        let by = step.writers(path);
        let mut acts: Vec<Act> = by.iter().map(|by| step.act(by)).collect();
        if acts.is_empty() {
            acts.push(step.own());
        }
        let paper = self.papers.entry(path.into()).or_insert_with(|| Paper {
            made: acts[0].clone(),
            stock: step.first,
            writers: Vec::new(),
        });
        for act in acts.into_iter().filter(|_| !step.first) {
            let mut known = paper.writers.iter();
            if !known.any(|known| known.author.is_same(&act.author)) {
                paper.writers.push(act);
            }
        }
    }
}

/// Whether departments write documents of a kind.
fn is_paper(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Unit | Kind::System | Kind::Project | Kind::Framework | Kind::Request
    )
}
