//! One YAML file as nodes that know their places.
//!
//! Reading never fails and never stops at the first fault: [`read`] returns
//! what could be read *and* the findings. Limits come first (size, depth,
//! nodes, no anchors, aliases, tags, merge keys or second documents), so that
//! nothing above can be made to recurse or to grow.

mod build;
mod bytes;
mod cause;
mod colon;
mod comment;
pub mod edit;
mod facts;
mod findings;
mod keys;
mod limits;
mod node;
pub mod place;
mod plain;
mod pointer;
mod read;
pub mod scalar;
mod syntax;

use build::Builder;
pub(crate) use comment::hidden_value;
pub use facts::{Fact, KEYS, facts};
pub use findings::MAX_FINDINGS;
pub use limits::{Limits, MAX_DEPTH};
pub use node::{Document, NodeKind, NodeRef};
pub(crate) use pointer::unescaped;
pub use pointer::{escaped, tokens};
pub use read::{read, read_generally, too_large};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
