//! Payment ledgers against decisions of record.
//!
//! A ledger's rows become payments ([`mod@read`], exact to the last place of its currency), each
//! payment is matched with a system or a project ([`matching`]), and what was paid is held
//! against what was decided ([`mod@reconcile`]).

pub mod claim;
pub mod matching;
mod money;
pub mod name;
pub mod read;
pub mod reconcile;
pub mod words;

pub use claim::{Claim, Claims};
pub use matching::{Grade, Match, Why};
pub use read::{Ledger, Payment, Sum, read};
pub use reconcile::{Difference, Fate, Reconciled, reconcile};
pub use words::Words;
