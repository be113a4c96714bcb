//! The arguments of `mulu year`.

use super::{FundFormat, When, values};
use clap::{Args, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Year {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: i16,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum, default_value_t = FundFormat::Table)]
    pub(crate) format: FundFormat,
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}
