//! The arguments of `mulu year`.

use super::{CsvSink, FundFormat, When, values};
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Year {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: i16,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum)]
    pub(crate) format: Option<FundFormat>,
    #[command(flatten)]
    pub(crate) sink: CsvSink,
}
