//! The arguments as clap reads them. What they are for is said in the message
//! catalogue, in two languages: `cli-<command>` and `cli-<command>-<argument>`.

mod bot;
mod explain;
mod record;
mod serve;
mod sink;
mod start;
mod tables;
mod year;

pub(super) use bot::Bot;
pub(super) use explain::{Explain, ExplainCode, ExplainFormat};
pub(super) use record::{Audit, Certify, Reconcile, Verify, VerifyFormat};
pub(super) use serve::{Audience, Serve, Site};
pub(super) use sink::{CsvSink, Sink};
pub(super) use start::{
    Import, ImportFormat, Init, New, NewKind, Relocate, WorkbookArgs, WorkbookFormat,
};
pub(super) use tables::{Publish, Query, QueryFormat};
pub(super) use year::Year;

use super::values;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;
use mulu_app::{Input, RevisionSpec};
use mulu_core::decision::Verdict;
use mulu_report::Language;
use std::path::PathBuf;

/// `mulu`
#[derive(Debug, Parser)]
#[command(name = "mulu", version)]
pub(super) struct Cli {
    /// As git has it.
    #[arg(short = 'C', value_name = "DIR", value_hint = ValueHint::DirPath, global = true)]
    pub(super) folder: Vec<PathBuf>,
    #[arg(long, value_name = "zh|en", global = true, value_parser = values::language)]
    pub(super) lang: Option<Language>,
    #[arg(long, value_enum, default_value_t = Colour::Auto, global = true)]
    pub(super) color: Colour,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(Init),
    New(New),
    Move(Relocate),
    Workbook(WorkbookArgs),
    Import(Import),
    Check(Check),
    Fund(Fund),
    Projects(Projects),
    Year(Year),
    Explain(Explain),
    ExplainCode(ExplainCode),
    Certify(Certify),
    Verify(Verify),
    Reconcile(Reconcile),
    Audit(Audit),
    Query(Query),
    Publish(Publish),
    Review(Review),
    Forecast(Forecast),
    Due(Due),
    Bot(Bot),
    /// What `bot` starts for each head.
    #[command(hide = true)]
    Judge,
    Diff(Diff),
    History(History),
    Serve(Serve),
    Site(Site),
    Migrate(Migrate),
    Policy(Policy),
    Dev(Dev),
    Completions(Completions),
    Man(Man),
    Help(Help),
}

/// Which state of the registry, and for which day.
#[derive(Debug, Args)]
pub(super) struct When {
    #[arg(long, value_name = "REVISION", conflicts_with = "at")]
    pub(super) rev: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) at: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) on: Option<Date>,
}

impl When {
    /// The input that is meant in a folder.
    pub(super) fn input(&self, folder: PathBuf) -> Input {
        let revision = match (&self.rev, self.at) {
            (Some(revision), _) => RevisionSpec::Named(revision.clone()),
            (None, Some(day)) => RevisionSpec::On(day),
            (None, None) => RevisionSpec::WorkTree,
        };
        Input {
            folder,
            revision,
            on: self.on,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum)]
    pub(super) format: Option<FindingsFormat>,
    #[arg(long)]
    pub(super) deny_warnings: bool,
    #[command(flatten)]
    pub(super) sink: Sink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(super) struct Fund {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(super) year: i16,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    #[arg(long, value_name = "VERDICT", value_parser = values::verdict())]
    pub(super) verdict: Vec<Verdict>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum)]
    pub(super) format: Option<FundFormat>,
    #[command(flatten)]
    pub(super) sink: CsvSink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FundFormat {
    Table,
    Json,
    Csv,
    Xlsx,
}

#[derive(Debug, Args)]
pub(super) struct Projects {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(super) year: Option<i16>,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    #[arg(long, value_name = "STAGE")]
    pub(super) stage: Option<String>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum)]
    pub(super) format: Option<FundFormat>,
    #[command(flatten)]
    pub(super) sink: CsvSink,
}

#[derive(Debug, Args)]
pub(super) struct Review {
    #[arg(value_name = "BASE..HEAD")]
    pub(super) range: String,
    #[arg(long, value_name = "LOGIN", value_parser = values::login)]
    pub(super) author: Option<String>,
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) approvals: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) on: Option<Date>,
    #[arg(long, value_enum)]
    pub(super) format: Option<ReviewFormat>,
    #[command(flatten)]
    pub(super) sink: Sink,
}

#[derive(Debug, Args)]
pub(super) struct Forecast {
    #[arg(value_name = "YEAR", value_parser = values::year)]
    pub(super) year: Option<i16>,
    #[arg(long, value_name = "DATE", value_parser = values::date, required_unless_present = "within")]
    pub(super) until: Option<Date>,
    #[arg(long, value_name = "DAYS", conflicts_with = "until", value_parser = |n: &str| values::number(n, 0, 3653))]
    pub(super) within: Option<i32>,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum)]
    pub(super) format: Option<ForecastFormat>,
    #[command(flatten)]
    pub(super) sink: CsvSink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ForecastFormat {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct Due {
    #[arg(long, value_name = "DAYS", default_value_t = 90, value_parser = |n: &str| values::number(n, 0, 3653))]
    pub(super) within: i32,
    #[arg(long, value_name = "UNIT")]
    pub(super) unit: Option<String>,
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum)]
    pub(super) format: Option<DueFormat>,
    #[command(flatten)]
    pub(super) sink: Sink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    Table,
    Json,
    Ics,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    #[arg(value_name = "STATE")]
    pub(super) before: String,
    #[arg(value_name = "STATE", default_value = "HEAD")]
    pub(super) after: String,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) on: Option<Date>,
    #[arg(long, value_enum)]
    pub(super) format: Option<HistoryFormat>,
    #[command(flatten)]
    pub(super) sink: Sink,
}

#[derive(Debug, Args)]
pub(super) struct History {
    #[arg(value_name = "SYSTEM")]
    pub(super) system: String,
    #[arg(long, value_name = "YEAR", value_parser = values::year)]
    pub(super) year: Option<i16>,
    #[arg(long, value_name = "REVISION", default_value = "HEAD")]
    pub(super) rev: String,
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) on: Option<Date>,
    #[arg(long, value_enum)]
    pub(super) format: Option<HistoryFormat>,
    #[command(flatten)]
    pub(super) sink: Sink,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum HistoryFormat {
    Table,
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ReviewFormat {
    Terminal,
    Markdown,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[arg(long)]
    pub(super) write: bool,
    #[arg(long, value_enum, default_value_t = MigrateFormat::Human)]
    pub(super) format: MigrateFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MigrateFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    pub(super) command: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum PolicyCommand {
    Lint(PolicyArgs),
    Test(PolicyTest),
    Coverage(PolicyArgs),
}

#[derive(Debug, Args)]
pub(super) struct PolicyArgs {
    #[command(flatten)]
    pub(super) when: When,
    #[arg(long, value_enum, default_value_t = PolicyFormat::Human)]
    pub(super) format: PolicyFormat,
}

#[derive(Debug, Args)]
pub(super) struct PolicyTest {
    #[arg(value_name = "RULE")]
    pub(super) rule: Option<String>,
    #[command(flatten)]
    pub(super) rest: PolicyArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PolicyFormat {
    Human,
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Dev {
    #[command(subcommand)]
    pub(super) command: DevCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum DevCommand {
    Generate(Generate),
    Tables,
    Diagnostics,
    Codeowners(Codeowners),
}

#[derive(Debug, Args)]
pub(super) struct Codeowners {
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct Generate {
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = |n: &str| values::number(n, 1_u32, 1_000_000))]
    pub(super) systems: u32,
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = |n: &str| values::number(n, 0, u64::MAX))]
    pub(super) seed: u64,
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = |n: &str| values::number(n, 0, u32::MAX))]
    pub(super) invalid: u32,
    #[arg(long, value_name = "YEAR", default_value_t = 2027, value_parser = |n: &str| values::number(n, 2003_i16, 2097))]
    pub(super) year: i16,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Help {
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,
}
