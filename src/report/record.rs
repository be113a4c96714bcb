//! The record with its faces: what became of a certificate, and what is true since, what
//! was paid, who vouched, what an auditor's questions came to.

pub mod audit;
pub mod payments;
pub mod since;
mod verify;
pub mod vouch;

pub use since::{Recorded, recorded};
pub use verify::{Verification, json, table};
