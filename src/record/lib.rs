//! The record: decisions as they were made, by whom facts were signed, what was paid.
//!
//! A [`Certificate`] is a year's decisions with the digests of all that they rest on
//! ([`mod@statement`]), made of a snapshot ([`make`]), signed and checked with SSH keys
//! ([`ssh`], [`keys`]), and held against what the repository says ([`mod@compare`]).
//!
//! Who agreed to a merge is a [`Note`] on it ([`mod@note`]), held against what landed.
//!
//! Payments are held against decisions in [`payments`]; who vouched for a fact is told by
//! [`mod@vouch`]; who handed a change in through the form, by [`submission`]; an auditor's
//! questions of a year are in [`mod@audit`].
//!
//! It reads no file and no clock, and words nothing: what is found is a code and a message.

pub mod audit;
pub mod certificate;
pub mod compare;
pub mod digest;
mod finding;
pub mod keys;
pub mod make;
pub mod note;
pub mod payments;
mod since;
pub mod ssh;
pub mod statement;
pub mod submission;
pub mod vouch;

pub use certificate::Certificate;
pub use finding::{Finding, Weight};
pub use keys::Signer;
pub use make::statement;
pub use note::{Landed, Note, Noted};
pub use since::{OfRecord, Since, of_record, since};
pub use ssh::{Key, Signed};
pub use statement::{Predicate, Statement};
pub use vouch::{Agreed, Brought, Fact, Vouched, Wrote, vouched};
