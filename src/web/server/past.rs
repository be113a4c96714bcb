//! Earlier states and other days: judged once for all who ask at the same time, and a few
//! of them kept.

use crate::fault::Fault;
use crate::state::State;
use jiff::civil::Date;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many are kept: each is as large as a registry.
const KEPT: usize = 4;

/// A commit and the day that it is judged for; `None`: its own.
pub(super) type Key = (String, Option<Date>);

/// A state, once it is there.
pub(super) type Cell = Arc<OnceLock<Result<Arc<State>, Fault>>>;

/// The states that are kept, the latest used last.
#[derive(Default)]
pub(super) struct Past(Mutex<Vec<(Key, Cell)>>);

impl Past {
    /// The place of a state: an empty one where nobody has asked for it lately.
    pub(super) fn cell(&self, key: &Key) -> Cell {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept.iter().position(|(known, _)| known == key);
        let entry = known.map(|at| kept.remove(at));
        let entry = entry.unwrap_or_else(|| (key.clone(), Cell::default()));
        let cell = Arc::clone(&entry.1);
        kept.push(entry);
        let over = kept.len().saturating_sub(KEPT);
        kept.drain(..over);
        cell
    }

    /// Forgets one that couldn't be made: the next who asks tries again.
    pub(super) fn forget(&self, key: &Key) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| known != key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_are_kept_the_latest_used() {
        let past = Past::default();
        let key = |name: &str| (name.to_owned(), None);
        let first = past.cell(&key("a"));
        for name in ["b", "c", "d", "a", "e"] {
            past.cell(&key(name));
        }
        assert!(Arc::ptr_eq(&first, &past.cell(&key("a"))));
        assert_eq!(past.0.lock().unwrap().len(), KEPT);
        past.forget(&key("a"));
        assert!(!Arc::ptr_eq(&first, &past.cell(&key("a"))));
    }
}
