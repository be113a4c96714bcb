//! A second reading of the funding rules, held against the engine.
//!
//! The oracle was written from the regulation and its contract alone, without
//! a look at the rule pack or the engine: it scans every document for every
//! question, knows no index, no expression language and no parameter file.
//! Where both say the same of thousands of random registries, a slip would
//! have to be made twice.

mod compare;
mod construction;
mod coverage;
mod dates;
mod figures;
mod forecast;
mod judge;
mod logic;
mod mutants;
mod papers;
mod projects;
mod properties;
mod random;
mod readings;
mod rules;
mod sample;
mod shrink;
mod world;
