//! **mulu** (目录): a district's master catalog of government information
//! systems, kept as YAML in Git, and the rules that decide which of them may
//! be paid for.
//!
//! Everything rests on one pure function, [`decision::decide`]: a registry at
//! a commit, a policy at a commit and a date go in, decisions come out. The
//! rooms below are listed so that each may only import those beneath it; a
//! test reads the sources and holds them to it.

pub mod app;
pub mod cli;
pub mod git;
pub mod github;
pub mod report;
pub mod store;

pub mod decision;
pub mod diagnostic;
pub mod document;
pub mod generate;
pub mod policy;
pub mod registry;
pub mod review;
pub mod schema;
pub mod tables;
pub mod tree;
