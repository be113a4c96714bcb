//! The core of **mulu** (目录): a district's master catalog of government
//! information systems, kept as YAML in Git, and the rules that decide which
//! of them may be paid for.
//!
//! Everything rests on one pure function, [`decision::decide`]: a registry at
//! a commit, a policy at a commit and a date go in, decisions come out.
//!
//! It must never know a file system, Git, a network, a clock or the machine's
//! language: no dependency brings Git or a network, and a test reads the sources
//! for the rest. The rooms are listed from the bottom to the top, and each may
//! only import those before it.

pub mod number;

pub mod diagnostic;

pub mod tree;

pub mod layout;

pub mod document;

pub mod schema;

pub mod registry;

pub mod policy;

pub mod decision;

pub mod review;

pub mod migrate;
