//! The arguments of `bot`.

use crate::values;
use clap::{Args, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;

/// The longest that a judgement may take, in seconds.
const A_DAY: u64 = 86_400;

/// The least memory that the program starts in, and the most that is sensible, in MB.
const MEMORY: (u64, u64) = (16, 1 << 20);

#[derive(Debug, Args)]
pub(crate) struct Bot {
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) notes: bool,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(crate) on: Option<Date>,
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = |n: &str| values::number(n, 1, A_DAY))]
    pub(crate) judge_seconds: u64,
    #[arg(long, value_name = "SECONDS", default_value_t = 400, value_parser = |n: &str| values::number(n, 1, A_DAY))]
    pub(crate) judge_cpu: u64,
    #[arg(long, value_name = "MB", default_value_t = 6_144, value_parser = |n: &str| values::number(n, MEMORY.0, MEMORY.1))]
    pub(crate) judge_memory: u64,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::ExecutablePath)]
    pub(crate) judge: Option<PathBuf>,
}
