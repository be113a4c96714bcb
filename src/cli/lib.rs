//! The command line: arguments become inputs of [`mulu_app`], its results
//! faces of [`mulu_report`], and exit codes: 0 nothing wrong, 1 findings,
//! 2 the command could not do its work.

mod approvals;
mod args;
mod audit;
mod bot;
mod certify;
mod check;
mod completions;
mod dev;
mod due;
mod explain;
mod explain_code;
mod file;
mod forecast;
mod fund;
mod help;
mod history;
mod import;
mod init;
mod migrate;
mod new;
mod output;
mod panic_hook;
mod policy;
mod progress;
mod projects;
mod publish;
mod query;
mod reconcile;
mod relocate;
mod review;
mod serve;
mod settings;
mod sheet;
mod sink;
mod values;
mod verify;
mod workbook;
mod year;

use args::{Cli, Command};
use clap::FromArgMatches;
use mulu_app::{Error, Loaded};
use mulu_core::diagnostic::Diagnostic;
use mulu_report::{Findings, findings};
use output::{CommandError, Output, eprint};
use settings::Settings;
use std::ffi::OsString;
use std::process::ExitCode;

/// Nothing wrong.
const SOUND: u8 = 0;
/// Findings.
const FINDINGS: u8 = 1;
/// The command could not do its work.
const UNABLE: u8 = 2;

/// Runs a command line, the program's name first.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    panic_hook::install(settings::language_of(&args));
    ExitCode::from(panic_hook::run(|| interpret(&args)).unwrap_or(UNABLE))
}

fn interpret(args: &[OsString]) -> u8 {
    let words = mulu_report::Localizer::new(settings::language_of(args));
    let parsed = help::localized(&words)
        .try_get_matches_from(args)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => execute(cli),
        Err(error) => help::explain_error(&error, args, &words),
    }
}

fn execute(cli: Cli) -> u8 {
    let settings = Settings::of(&cli);
    let mut output = Output::new();
    let done = dispatch(cli.command, &settings, &mut output);
    match done.and_then(|code| output.finish().map(|()| code)) {
        Ok(code) => code,
        // The reader went away: nobody is left to tell.
        Err(_) if output.is_closed() => SOUND,
        Err(CommandError::Unwritable(error)) => {
            let failure = Error::writing(&settings.words.word("standard-output"), &error);
            output.error(&settings.words, &failure);
            UNABLE
        }
        Err(CommandError::Failed(failure)) => {
            output.error(&settings.words, &failure);
            UNABLE
        }
    }
}

fn dispatch(
    command: Command,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    match command {
        Command::Init(args) => init::run(&args, settings, output),
        Command::New(args) => new::run(&args, settings, output),
        Command::Move(args) => relocate::run(&args, settings, output),
        Command::Check(args) => check::run(&args, settings, output),
        Command::Fund(args) => fund::run(&args, settings, output),
        Command::Projects(args) => projects::run(&args, settings, output),
        Command::Year(args) => year::run(&args, settings, output),
        Command::Explain(args) => explain::run(&args, settings, output),
        Command::ExplainCode(args) => explain_code::run(&args, settings, output),
        Command::Certify(args) => certify::run(&args, settings, output),
        Command::Verify(args) => verify::run(&args, settings, output),
        Command::Reconcile(args) => reconcile::run(&args, settings, output),
        Command::Audit(args) => audit::run(&args, settings, output),
        Command::Query(args) => query::run(&args, settings, output),
        Command::Publish(args) => publish::run(&args, settings, output),
        Command::Review(args) => review::run(&args, settings, output),
        Command::Forecast(args) => forecast::run(&args, settings, output),
        Command::Due(args) => due::run(&args, settings, output),
        Command::Diff(args) => history::diff(&args, settings, output),
        Command::History(args) => history::history(&args, settings, output),
        Command::Bot(args) => bot::run(&args, settings, output),
        Command::Judge => bot::judge_apart(output),
        Command::Serve(args) => serve::serve(&args, settings, output),
        Command::Site(args) => serve::site(&args, settings, output),
        Command::Workbook(args) => workbook::run(&args, settings, output),
        Command::Import(args) => import::run(&args, settings, output),
        Command::Migrate(args) => migrate::run(&args, settings, output),
        Command::Policy(args) => policy::run(&args, settings, output),
        Command::Dev(args) => dev::run(&args, settings, output),
        Command::Completions(args) => completions::completions(&args, settings, output),
        Command::Man(args) => completions::man(&args, settings, output),
        Command::Help(args) => Ok(help::show(&args, &settings.words)),
    }
}

/// The exit code of a command that prints decisions: errors of documents are
/// said on standard error, whatever the format.
fn report_errors(loaded: &Loaded, settings: &Settings) -> Result<u8, CommandError> {
    let found = loaded.diagnostics.iter();
    let errors: Vec<Diagnostic> = found.filter(|found| found.is_error()).cloned().collect();
    if errors.is_empty() {
        return Ok(SOUND);
    }
    let findings = findings_of(loaded, &errors);
    let mut text = Vec::new();
    findings::human(&mut text, &findings, &settings.words, settings.error_style)?;
    eprint(&text);
    Ok(FINDINGS)
}

fn findings_of<'a>(loaded: &'a Loaded, diagnostics: &'a [Diagnostic]) -> Findings<'a> {
    Findings {
        diagnostics,
        tree: &loaded.tree,
        provenance: &loaded.provenance,
        documents: loaded.documents(),
        folder: &loaded.folder,
    }
}

/// Broken rules or schemas: their findings, and no decision.
fn undecided(loaded: &Loaded, settings: &Settings) -> Result<u8, CommandError> {
    report_errors(loaded, settings)?;
    Ok(UNABLE)
}
