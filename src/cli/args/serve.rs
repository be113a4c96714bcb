//! The arguments of `mulu serve` and `mulu site`.

use super::When;
use clap::{Args, ValueEnum, ValueHint};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub(crate) rev: String,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) token_file: Option<PathBuf>,
    #[arg(long, conflicts_with = "token_file")]
    pub(crate) behind_proxy: bool,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) write: Option<PathBuf>,
    #[arg(long, value_name = "REPOSITORY", requires_all = ["write", "submit_key"])]
    pub(crate) submit: Option<String>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "submit")]
    pub(crate) submit_key: Option<PathBuf>,
    #[arg(long, value_name = "NAME", requires = "behind_proxy")]
    pub(crate) person_header: Option<String>,
    #[arg(long, value_enum)]
    pub(crate) audience: Option<Audience>,
}

#[derive(Debug, Args)]
pub(crate) struct Site {
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) when: When,
    #[arg(long, value_enum)]
    pub(crate) audience: Option<Audience>,
}

/// For whom pages are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    Public,
    Offices,
}
