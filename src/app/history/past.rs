//! Several commits, read one after the other: what they share is parsed once.

use super::super::Error;
use super::super::load::{Loaded, Rules, at_revision};
use jiff::civil::Date;
use mulu_core::layout;
use mulu_core::registry::Readings;
use mulu_core::tree::{BlobId, Tree};
use mulu_git::{Repository, Revision};
use std::sync::Arc;

/// What decides how documents are read and judged, by path and Git's id.
type RuleFiles = Vec<(Arc<str>, Option<BlobId>)>;

/// Several commits, read one after the other.
#[derive(Default)]
pub(crate) struct Past {
    tree: Tree,
    rules: Option<(RuleFiles, Rules)>,
    readings: Readings,
    parsed: usize,
}

impl Past {
    /// The registry at a revision. What was read before is not read again, unless
    /// it is judged by others.
    pub(crate) fn at(
        &mut self,
        repository: &Repository,
        revision: &Revision<'_>,
        on: Date,
    ) -> Result<Loaded, Error> {
        self.at_with(repository, revision, on, |_| {})
    }

    /// The same with other files than the revision has.
    pub(crate) fn at_with(
        &mut self,
        repository: &Repository,
        revision: &Revision<'_>,
        on: Date,
        change: impl FnOnce(&mut Tree),
    ) -> Result<Loaded, Error> {
        let mut tree = revision.listing()?;
        change(&mut tree);
        repository.read_with(&mut tree, &self.tree, |_| true)?;
        self.tree = tree.clone();
        let rules = self.rules_of(&tree);
        Ok(at_revision(
            tree,
            revision.id(),
            on,
            (rules, None),
            &mut self.readings,
        ))
    }

    /// How many documents were parsed for all of them.
    pub(super) fn documents(&self) -> usize {
        self.parsed + self.readings.parsed()
    }

    fn rules_of(&mut self, tree: &Tree) -> Rules {
        let files = tree.iter().filter(|(path, _)| layout::is_rule(path));
        let files: RuleFiles = files
            .map(|(path, entry)| (path.clone(), entry.blob))
            .collect();
        if let Some((known, rules)) = &self.rules
            && *known == files
        {
            return rules.clone();
        }
        self.parsed += self.readings.parsed();
        self.readings = Readings::default();
        let rules = Rules::of(tree);
        self.rules = Some((files, rules.clone()));
        rules
    }
}
