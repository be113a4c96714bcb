//! Help and complaints about arguments, in the reader's language.
//!
//! Everything clap would say in English is taken from the message catalogue:
//! `cli-<command>-about`, `cli-<argument>` (or `cli-<command>-<argument>` where
//! a command has its own words), `cli-value-<name>` for what stands in `<…>`.

use super::args::{Cli, Help};
use super::output::eprint;
use super::{SOUND, UNABLE, values};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use mulu_core::diagnostic::{Arg as Fact, Message};
use mulu_core::schema::written;
use mulu_report::Localizer;
use std::ffi::OsString;

/// Where arguments that every command has are listed: behind all others.
const LAST: usize = 900;

/// The command line with its help in one language.
pub(super) fn localized(words: &Localizer) -> Command {
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let command = Cli::command()
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .arg(version);
    translate(command, "mulu", "cli", words)
}

fn translate(command: Command, path: &str, key: &str, words: &Localizer) -> Command {
    let heading = |name: &str| words.word(&format!("cli-heading-{name}"));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help);
    let command = command
        .about(words.word(&format!("{key}-about")))
        .subcommand_help_heading(heading("commands"))
        .subcommand_value_name(value_name("command", words))
        .disable_help_flag(true)
        .arg(help)
        .mut_args(|arg| argument(arg, key, words));
    let usage = usage(&command, path, words);
    let command = command.override_usage(usage).help_template(format!(
        "{{about}}\n\n{}: {{usage}}\n\n{{all-args}}\n",
        heading("usage")
    ));
    command.mut_subcommands(|subcommand| {
        let name = subcommand.get_name();
        let (path, key) = (format!("{path} {name}"), format!("{key}-{name}"));
        translate(subcommand, &path, &key, words)
    })
}

fn argument(arg: Arg, key: &str, words: &Localizer) -> Arg {
    let id = arg.get_id().to_string();
    let own = words.try_word(&format!("{key}-{id}"));
    let mut text = own.unwrap_or_else(|| words.word(&format!("cli-{id}")));
    if let Some(default) = arg.get_default_values().first() {
        let value = default.to_string_lossy().into_owned();
        text += &words.say(&Message::new("cli-default").arg("value", value));
    }
    let always = arg.is_global_set() || ["help", "version"].contains(&&*id);
    let heading = match (arg.is_positional(), always) {
        (true, _) => "arguments",
        (false, false) => "options",
        (false, true) => "global",
    };
    let possible = arg.get_possible_values();
    let names: Vec<&str> = possible.iter().map(|value| value.get_name()).collect();
    let own = arg.get_value_names();
    let values = match (arg.get_action().takes_values(), names.is_empty()) {
        (false, _) => None,
        (true, false) => Some(names.join("|")),
        (true, true) => own.map(|own| value_name(&own[0], words)),
    };
    let arg = arg
        .help(text)
        .help_heading(words.word(&format!("cli-heading-{heading}")));
    let arg = if always { arg.display_order(LAST) } else { arg };
    // A number below nothing is a wrong value, and no option.
    let takes = arg.get_action().takes_values();
    let arg = if takes {
        arg.allow_negative_numbers(true)
    } else {
        arg
    };
    match values {
        Some(values) => arg
            .value_name(values)
            .hide_default_value(true)
            .hide_possible_values(true),
        None => arg,
    }
}

/// What stands in `<…>`; technical names have no other.
fn value_name(name: &str, words: &Localizer) -> String {
    let key = format!("cli-value-{}", name.to_lowercase());
    words.try_word(&key).unwrap_or_else(|| name.to_owned())
}

/// `mulu fund [options] <year>`
fn usage(command: &Command, path: &str, words: &Localizer) -> String {
    let mut usage = format!("{path} [{}]", words.word("cli-usage-options"));
    for arg in command.get_positionals() {
        let name = arg.get_value_names().map_or("", |names| names[0].as_str());
        let brackets = if arg.is_required_set() { "<>" } else { "[]" };
        usage += &format!(" {}{name}{}", &brackets[..1], &brackets[1..]);
    }
    if command.has_subcommands() {
        usage += &format!(" <{}>", value_name("command", words));
    }
    usage
}

/// `mulu help [COMMAND]`, the same as `mulu [COMMAND] --help`.
pub(super) fn show(args: &Help, words: &Localizer) -> u8 {
    let mut line = vec!["mulu".to_owned()];
    line.extend(args.command.iter().cloned());
    line.push("--help".to_owned());
    match localized(words).try_get_matches_from(line) {
        Ok(_) => SOUND,
        Err(error) => explain_error(&error, &[], words),
    }
}

/// Says what is wrong with the arguments, or shows the help that was asked for.
pub(super) fn explain_error(error: &clap::Error, args: &[OsString], words: &Localizer) -> u8 {
    let asked = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let shown = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if asked || error.kind() == shown {
        let _ = error.print();
        return if asked { SOUND } else { UNABLE };
    }
    let error_word = words.word("severity-error");
    let mut text = format!("{error_word}: {}\n", words.say(&sentence(error)));
    if let Some(near) = suggestion(error) {
        let help = Message::new("help-did-you-mean").arg("suggestion", format!("`{near}`"));
        text += &format!("  = {}\n", words.say(&help));
    }
    let see = Message::new("cli-see-help").arg("command", asked_of(args, words));
    text += &format!("{}\n", words.say(&see));
    eprint(text.as_bytes());
    UNABLE
}

/// The command that was asked, with its subcommands: `mulu fund`.
fn asked_of(args: &[OsString], words: &Localizer) -> String {
    let whole = localized(words);
    let (mut command, mut names) = (&whole, vec!["mulu"]);
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        if takes_next(&whole, arg) || takes_next(command, arg) {
            args.next();
        } else if let Some(found) = command.find_subcommand(arg) {
            names.push(found.get_name());
            command = found;
        }
    }
    names.join(" ")
}

/// Whether an option's value is the argument behind it.
fn takes_next(command: &Command, arg: &str) -> bool {
    let is = |option: &&Arg| {
        let long = arg.strip_prefix("--");
        let short = arg
            .strip_prefix('-')
            .filter(|short| short.chars().count() == 1);
        let by_long = long.is_some_and(|long| option.get_long() == Some(long));
        by_long || short.is_some_and(|short| option.get_short() == short.chars().next())
    };
    let option = command.get_arguments().find(is);
    option.is_some_and(|option| option.get_action().takes_values())
}

fn sentence(error: &clap::Error) -> Message {
    let context = |kind| error.get(kind).map(plain).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            Message::new("cli-error-too-many").arg("arg", arg)
        }
        ErrorKind::UnknownArgument => Message::new("cli-error-unknown-argument").arg("arg", arg),
        ErrorKind::InvalidSubcommand => Message::new("cli-error-unknown-command")
            .arg("command", context(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => {
            Message::new("cli-error-no-value").arg("arg", arg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string);
            if reason.as_deref() == Some(values::DATE) {
                return no_date(&arg, &value);
            }
            let hint: Fact = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) => values.clone().into(),
                _ => reason.unwrap_or_default().into(),
            };
            Message::new("cli-error-value")
                .arg("arg", arg)
                .arg("value", value)
                .arg("hint", hint)
        }
        ErrorKind::MissingRequiredArgument => Message::new("cli-error-missing").arg("arg", arg),
        ErrorKind::MissingSubcommand => Message::new("cli-error-no-command"),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            if other.is_empty() || other == arg {
                Message::new("cli-error-twice").arg("arg", arg)
            } else {
                Message::new("cli-error-conflict")
                    .arg("arg", arg)
                    .arg("other", other)
            }
        }
        _ => Message::new("cli-error-other").arg("reason", error.kind().to_string()),
    }
}

/// What to say of an argument that should be a date.
fn no_date(arg: &str, value: &str) -> Message {
    let Some(help) = written::no_such_day(value) else {
        return Message::new("cli-error-value")
            .arg("arg", arg)
            .arg("value", value)
            .arg("hint", Message::new("cli-hint-date"));
    };
    let failure = Message::new("schema-no-such-day")
        .arg("field", format!("`{arg}`"))
        .arg("value", value);
    Message::new("failure-with-help")
        .arg("failure", failure)
        .arg("help", help)
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
