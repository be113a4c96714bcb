//! The record: decisions certified and verified.

mod certify;
mod verify;

pub use certify::{Certified, certify};
pub use verify::{Verified, verify};

/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the decisions of a year as of a day belong.
fn path(year: i16, on: &str) -> String {
    mulu_core::layout::path(mulu_core::layout::Kind::Decisions, &format!("{year}/{on}"))
}
