//! Ledgers: spreadsheets in which offices keep what they run, made into documents of the
//! registry.
//!
//! Bytes become a [`Grid`] ([`read`]); the rows with names of columns are found
//! (`header`) and columns matched with fields ([`mapping`]); each cell below them ends as
//! *taken*, *left out* or *asked* ([`mod@take`]), and nothing is guessed. What was taken becomes
//! documents, new or spliced into those that are there ([`draft`]).
//!
//! It writes nothing and knows no command line; words are the reports'.

pub mod draft;
pub mod field;
pub mod grid;
mod header;
pub mod mapping;
pub mod read;
pub mod slug;
pub mod take;
mod value;
pub mod workbook;

pub use draft::{Changed, Draft, drafts};
pub use grid::{Cell, Grid, Place};
pub use mapping::{Column, Mapping, Measure, To};
pub use take::{Fate, Record, Told, Why, take};
pub use value::shifted;
