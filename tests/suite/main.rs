//! All integration tests.

mod schema_changes;
mod schemas;
