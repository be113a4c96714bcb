//! The arguments of `explain` and `explain-code`.

use super::{Sink, When};
use crate::values;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[arg(value_name = "SYSTEM")]
    pub(crate) system: String,
    #[arg(long, value_name = "YEAR", value_parser = values::year)]
    pub(crate) year: Option<i16>,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) blame: bool,
    #[arg(long, value_enum)]
    pub(crate) format: Option<ExplainFormat>,
    #[command(flatten)]
    pub(crate) sink: Sink,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainCode {
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainFormat {
    Tree,
    Markdown,
    Html,
    Json,
}
