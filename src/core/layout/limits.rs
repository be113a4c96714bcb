//! How large a file may be.
//!
//! A document is about one thing and stays small. A few name every system of
//! the registry, and grow with it: a province has a hundred thousand.

/// The limits of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes.
    pub bytes: u64,
    /// The most nodes (keys and values).
    pub nodes: usize,
}

impl Limits {
    /// Of a document about one thing.
    pub const ONE: Limits = Limits {
        bytes: 1 << 20,
        nodes: 200_000,
    };

    /// Of a document that names every system.
    pub const EVERY: Limits = Limits {
        bytes: 32 << 20,
        nodes: 4_000_000,
    };

    /// The limits of the file at a path.
    #[must_use]
    pub fn of(path: &str) -> Limits {
        super::parse(path).map_or(Self::ONE, |located| located.kind.row().limits)
    }
}
