//! The record with its faces: what became of a certificate, and what is true since, what
//! was paid, who vouched, what an auditor's questions came to.

pub mod audit;
pub mod payments;
mod since;
mod verify;
pub mod vouch;

pub use since::since;
pub use verify::{Verification, json, table};
