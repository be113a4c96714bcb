//! The arguments of `init`, `new`, `move`, `workbook` and `import`.

use super::Sink;
use crate::values;
use clap::{Args, ValueEnum, ValueHint};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) dir: Option<PathBuf>,
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct New {
    #[arg(value_enum)]
    pub(crate) kind: NewKind,
    /// One, or its parts: `2027 unit/system`.
    #[arg(value_name = "ID", num_args = 1..=3, conflicts_with_all = ["from", "to", "unit"])]
    pub(crate) id: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "YEAR", value_parser = values::year, requires = "to")]
    pub(crate) from: Option<i16>,
    #[arg(long, value_name = "YEAR", value_parser = values::year, requires = "from")]
    pub(crate) to: Option<i16>,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Relocate {
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    #[arg(value_name = "NEW")]
    pub(crate) new: String,
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WorkbookArgs {
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[command(flatten)]
    pub(crate) sink: Sink,
}

/// What a form can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WorkbookFormat {
    Xlsx,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "LEDGER", value_hint = ValueHint::FilePath)]
    pub(crate) ledger: PathBuf,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) map: Option<PathBuf>,
    #[arg(long)]
    pub(crate) write: bool,
    #[arg(long, value_enum)]
    pub(crate) format: Option<ImportFormat>,
    #[command(flatten)]
    pub(crate) sink: Sink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    Table,
    Json,
    Xlsx,
}

/// What can be begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewKind {
    System,
    Unit,
    Project,
    Request,
    Opinion,
    Requests,
}
