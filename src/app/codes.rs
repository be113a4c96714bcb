//! What findings rest on, by the rules of the registry that is here, or the built-in.

use super::load::Rules;
use mulu_core::diagnostic::Code;
use mulu_core::registry::Registry;
use mulu_core::tree::Tree;
use mulu_git::worktree;
use mulu_report::Titles;
use std::path::Path;
use std::sync::Arc;

/// The articles that a finding rests on, and what they are called.
#[must_use]
pub fn rests_on(folder: &Path, code: &Code) -> (Vec<Arc<str>>, Titles) {
    let own = worktree(folder).ok().and_then(|tree| Rules::of(&tree).pack);
    let pack = own.or_else(|| Rules::of(&Tree::default()).pack);
    let found = pack.as_deref().and_then(|pack| pack.findings.get(code.id));
    let articles = found
        .map(|(articles, _)| articles.to_vec())
        .unwrap_or_default();
    let titles = Titles::of(&Registry::default(), pack.as_deref(), None);
    (articles, titles)
}
