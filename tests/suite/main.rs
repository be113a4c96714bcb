//! All integration tests.

mod schema_changes;
mod schema_findings;
mod schemas;
