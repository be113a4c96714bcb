//! Help and complaints about arguments, in the reader's language.

use super::args::Cli;
use super::{SOUND, UNABLE};
use crate::diagnostic::Message;
use crate::report::Words;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::io::Write;
use std::process::ExitCode;

/// The command line with its help in one language.
pub(super) fn localized(words: &Words) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let command = Cli::command()
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(version.help(words.word("cli-version")));
    translate(command, "cli", words)
}

/// Words of a command are `cli-…` with its path; of an argument with its name
/// behind, or `cli-…` with the name alone where commands share it.
fn translate(command: Command, key: &str, words: &Words) -> Command {
    let heading = |name: &str| words.word(&format!("cli-heading-{name}"));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help);
    let usage = heading("usage");
    let command = command
        .about(words.word(&format!("{key}-about")))
        .help_template(format!("{{about}}\n\n{usage}: {{usage}}\n\n{{all-args}}\n"))
        .subcommand_help_heading(heading("commands"))
        .next_help_heading(heading("options"))
        .disable_help_flag(true)
        .arg(help.help(words.word("cli-help")))
        .mut_args(|arg| {
            let own = words.try_word(&format!("{key}-{}", arg.get_id()));
            let text = own.unwrap_or_else(|| words.word(&format!("cli-{}", arg.get_id())));
            let name = if arg.is_positional() {
                "arguments"
            } else {
                "options"
            };
            arg.help(text).help_heading(heading(name))
        });
    command.mut_subcommands(|subcommand| {
        let key = format!("{key}-{}", subcommand.get_name());
        translate(subcommand, &key, words)
    })
}

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub(super) fn explain_error(error: &clap::Error, words: &Words) -> ExitCode {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let shown = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if asked || error.kind() == shown {
        let _ = error.print();
        return ExitCode::from(if asked { SOUND } else { UNABLE });
    }
    let mut stderr = std::io::stderr();
    let _ = writeln!(
        stderr,
        "{}: {}",
        words.word("severity-error"),
        words.say(&sentence(error))
    );
    if let Some(near) = suggestion(error) {
        let help = Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"));
        let _ = writeln!(stderr, "  = {}", words.say(&help));
    }
    let _ = writeln!(stderr, "{}", words.word("cli-see-help"));
    ExitCode::from(UNABLE)
}

fn sentence(error: &clap::Error) -> Message {
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli-error-unknown-argument").arg("arg", arg),
        ErrorKind::InvalidSubcommand => Message::new("cli-error-unknown-command")
            .arg("command", context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => {
            Message::new("cli-error-no-value").arg("arg", arg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let values = context(ContextKind::ValidValue);
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let hint = if values.is_empty() {
                reason.unwrap_or_default()
            } else {
                values
            };
            Message::new("cli-error-value")
                .arg("arg", arg)
                .arg("value", value)
                .arg("hint", hint)
        }
        ErrorKind::MissingRequiredArgument => Message::new("cli-error-missing").arg("arg", arg),
        ErrorKind::MissingSubcommand => Message::new("cli-error-no-command"),
        ErrorKind::ArgumentConflict => Message::new("cli-error-conflict")
            .arg("arg", arg)
            .arg("other", context(ContextKind::PriorArg)),
        _ => Message::new("cli-error-other").arg("reason", error.kind().to_string()),
    }
}

fn suggestion(error: &clap::Error) -> Option<String> {
    [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .find_map(|kind| error.get(kind))
    .map(plain)
    .filter(|text| !text.is_empty())
}

fn plain(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}
