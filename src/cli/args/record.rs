//! The arguments of `certify`, `verify`, `reconcile` and `audit`.

use super::{CsvSink, FundFormat, Sink, When};
use crate::values;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Certify {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: i16,
    #[arg(long, value_name = "KEY", value_hint = ValueHint::FilePath)]
    pub(crate) key: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) when: When,
    #[command(flatten)]
    pub(crate) sink: Sink,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
    #[arg(long, value_enum)]
    pub(crate) format: Option<VerifyFormat>,
    #[command(flatten)]
    pub(crate) sink: Sink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyFormat {
    Table,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Reconcile {
    #[arg(value_name = "PAYMENTS", value_hint = ValueHint::FilePath)]
    pub(crate) payments: PathBuf,
    #[arg(long, value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: i16,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) map: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum)]
    pub(crate) format: Option<FundFormat>,
    #[command(flatten)]
    pub(crate) sink: CsvSink,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: i16,
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = |n: &str| values::number(n, 0, 3653))]
    pub(crate) late_days: i32,
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = |n: &str| values::number(n, 0, 3653))]
    pub(crate) near_days: i32,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum)]
    pub(crate) format: Option<FundFormat>,
    #[command(flatten)]
    pub(crate) sink: CsvSink,
}
