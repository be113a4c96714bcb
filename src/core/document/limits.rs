//! How deep a file may be nested; how large, the layout says.

pub use crate::layout::Limits;

/// The deepest nesting of lists and mappings.
pub const MAX_DEPTH: usize = 64;
