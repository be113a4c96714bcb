//! The record with its faces: what became of a certificate, and what is true since.

mod since;
mod verify;

pub use since::since;
pub use verify::{Verification, json, table};
