//! All integration tests, linked once.
#![allow(
    clippy::unwrap_used,
    clippy::too_many_lines,
    reason = "a test that fails may panic; a story may be long"
)]

mod architecture;
mod cli;
mod construction;
mod corpus;
mod daily;
mod district;
mod first_contract;
mod forms;
mod generated;
mod git;
mod github;
mod guide;
mod hostile;
mod jurisdictions;
mod ledger;
mod literals;
mod migrate;
mod mutation;
mod oracle;
mod pack;
mod pages;
mod past;
mod policy_lint;
mod projects;
mod query;
mod record;
mod review;
mod sample;
mod schema_changes;
mod schema_contract;
mod schema_findings;
mod schemas;
mod start;
mod submission;
mod support;
mod threats;
mod time;
mod workflows;
mod writing;
mod year;
