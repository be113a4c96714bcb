//! All integration tests.

mod schema;
mod schema_changes;
mod schemas;
