//! The record: decisions certified and verified, payments reconciled, facts vouched for, an
//! auditor's questions asked.

mod approvals;
mod audit;
mod certify;
mod reconcile;
mod unsigned;
mod verify;
mod vouch;

pub(crate) use approvals::Kept;
pub use approvals::{Merge, merges};
pub use audit::{Audited, audit};
pub(crate) use certify::cannot;
pub use certify::{Certified, certify};
pub use reconcile::{Reconciliation, reconcile};
pub(crate) use unsigned::unsigned;
pub use verify::{Verified, verify};
pub use vouch::{deciding, facts};

/// The version of this program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where the decisions of a year as of a day belong.
fn path(year: i16, on: &str) -> String {
    mulu_core::layout::path(mulu_core::layout::Kind::Decisions, &format!("{year}/{on}"))
}
