//! Where answers go.

use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Where the answer goes.
#[derive(Debug, Args)]
pub(crate) struct Sink {
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// Where an answer goes that may be CSV.
#[derive(Debug, Args)]
pub(crate) struct CsvSink {
    #[command(flatten)]
    pub(crate) sink: Sink,
    #[arg(long)]
    pub(crate) bom: bool,
}
