//! The arguments of `query` and `publish`.

use super::When;
use crate::cli::values;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

/// The longest that a question may take, in seconds.
const A_DAY: u64 = 86_400;

#[derive(Debug, Args)]
pub(in crate::cli) struct Query {
    #[arg(value_name = "SQL")]
    pub(in crate::cli) sql: Option<String>,
    #[arg(long, value_name = "NAME", num_args = 0..=1, conflicts_with = "sql")]
    pub(in crate::cli) saved: Option<Option<String>>,
    #[arg(long, value_name = "TABLE", num_args = 0..=1, conflicts_with_all = ["sql", "saved"])]
    pub(in crate::cli) schema: Option<Option<String>>,
    #[command(flatten)]
    pub(in crate::cli) when: When,
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<QueryFormat>,
    #[arg(long)]
    pub(in crate::cli) bom: bool,
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(in crate::cli) output: Option<PathBuf>,
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = |n: &str| values::number(n, 1, A_DAY))]
    pub(in crate::cli) timeout: u64,
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = |n: &str| values::number(n, 1_usize, usize::MAX))]
    pub(in crate::cli) limit_rows: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum QueryFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Publish {
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub(in crate::cli) database: String,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) registry: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) when: When,
}
