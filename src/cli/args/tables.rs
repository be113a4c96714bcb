//! The arguments of `query` and `publish`.

use super::{CsvSink, When};
use crate::values;
use clap::{Args, ValueEnum, ValueHint};

/// The longest that a question may take, in seconds.
const A_DAY: u64 = 86_400;

#[derive(Debug, Args)]
pub(crate) struct Query {
    #[arg(value_name = "SQL")]
    pub(crate) sql: Option<String>,
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "sql")]
    pub(crate) saved: Option<Option<String>>,
    #[arg(long, value_name = "TABLE", num_args = 0..=1, conflicts_with_all = ["sql", "saved"])]
    pub(crate) schema: Option<Option<String>>,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum)]
    pub(crate) format: Option<QueryFormat>,
    #[command(flatten)]
    pub(crate) sink: CsvSink,
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = |n: &str| values::number(n, 1, A_DAY))]
    pub(crate) timeout: u64,
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = |n: &str| values::number(n, 1_usize, usize::MAX))]
    pub(crate) limit_rows: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(crate) database: String,
    #[arg(long, value_name = "NAME")]
    pub(crate) registry: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
}
