//! The record: decisions as they were made, by whom facts were signed, what was paid.
//!
//! A [`Certificate`] is a year's decisions with the digests of all that they rest on
//! ([`mod@statement`]), made of a snapshot ([`make`]), signed and checked with SSH keys
//! ([`ssh`], [`keys`]), and held against what the repository says ([`mod@compare`]).
//!
//! Payments are held against decisions in [`payments`]; who vouched for a fact is told by
//! [`mod@vouch`]; an auditor's questions of a year are in [`mod@audit`].
//!
//! It reads no file and no clock, and words nothing: what is found is a code and a message.

pub mod audit;
pub mod certificate;
pub mod compare;
pub mod digest;
mod finding;
pub mod keys;
pub mod make;
pub mod payments;
mod since;
pub mod ssh;
pub mod statement;
pub mod vouch;

pub use certificate::Certificate;
pub use finding::{Finding, Weight};
pub use keys::Signer;
pub use make::statement;
pub use since::{OfRecord, Since, of_record, since};
pub use ssh::{Key, Signed};
pub use statement::{Predicate, Statement};
pub use vouch::{Fact, Vouched, Wrote, vouched};
