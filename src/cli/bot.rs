//! `mulu bot`: what a workflow run on GitHub calls.

use super::args::Bot as Args;
use super::output::{CommandError, Output};
use super::settings::Settings;
use super::{SOUND, UNABLE};
use mulu_app::Error;
use mulu_app::bot::{Bot, BotOutcome, Judge, Limits, connect, event};
use mulu_core::diagnostic::Message;
use mulu_git::Remote;
use mulu_github::{Applied, Connection, DesiredState};
use mulu_report::{Localizer, text};
use std::io::{self, Read, Write};
use std::time::Duration;

/// Who writes with the token of a workflow run.
const ACCOUNT: &str = "github-actions[bot]";

/// The variable with the token.
pub(super) const TOKEN: &str = "GITHUB_TOKEN";

/// The command that the bot starts for each head.
const JUDGE: &str = "judge";

pub(super) fn run(
    args: &Args,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let name = variable("GITHUB_EVENT_NAME")?;
    let path = variable("GITHUB_EVENT_PATH")?;
    let payload = std::fs::read(&path).map_err(|error| Error::reading(&path, &error))?;
    let event = event(&name, &payload)?;
    let bot = Bot {
        folder: settings.folder.clone(),
        client: connect(connection(variable("GITHUB_REPOSITORY")?)?)?,
        remote: remote(variable("GITHUB_REPOSITORY")?)?,
        words: Localizer::new(settings.machine_words.language()),
        on: args.on,
        dry_run: args.dry_run,
        judge: judge(args)?,
        limits: Limits {
            seconds: args.judge_seconds,
            cpu_seconds: args.judge_cpu,
            megabytes: args.judge_memory,
        },
    };
    let mut code = SOUND;
    let outcomes = match args.notes {
        true => bot.record(&event),
        false => bot.handle(&event),
    };
    for outcome in outcomes {
        if let BotOutcome::Failed { pull, failure } = &outcome {
            code = UNABLE;
            let which = pull.map_or_else(String::new, |pull| format!("#{pull} "));
            let said = bot.words.say(&failure.message);
            super::output::eprint(format!("{which}{said}\n").as_bytes());
        }
        tell(output.stdout(), &outcome, &bot)?;
    }
    Ok(code)
}

/// Who judges: this very program, or what it is wrapped in.
fn judge(args: &Args) -> Result<Judge, Error> {
    let program = match &args.judge {
        Some(program) => program.clone(),
        None => std::env::current_exe().map_err(|error| Error::reading("mulu", &error))?,
    };
    Ok(Judge::Apart {
        program,
        args: vec![JUDGE.into()],
    })
}

/// `mulu judge`: one head, for a bot that waits for the answer.
pub(super) fn judge_apart(output: &mut Output) -> Result<u8, CommandError> {
    let mut order = Vec::new();
    io::stdin().lock().read_to_end(&mut order)?;
    mulu_app::bot::judge_apart(&order, output.stdout())?;
    Ok(SOUND)
}

/// What was done, a line each; of a dry run all that would be.
fn tell(out: &mut dyn Write, outcome: &BotOutcome, bot: &Bot) -> io::Result<()> {
    let words = &bot.words;
    match outcome {
        BotOutcome::Judged {
            pull,
            desired,
            applied,
        } => {
            let key = match applied {
                None => "bot-dry-run",
                Some(Applied::Done { written: true }) => "bot-written",
                Some(Applied::Done { written: false }) => "bot-unchanged",
                Some(Applied::Superseded | Applied::Moved) => "bot-superseded",
            };
            writeln!(
                out,
                "#{pull} {} · {}",
                conclusions(desired),
                words.word(key)
            )?;
            if applied.is_none() {
                show(out, desired)?;
            }
            Ok(())
        }
        BotOutcome::Group { desired } => writeln!(out, "{} {}", desired.head, conclusions(desired)),
        BotOutcome::Answered { pull, text } => writeln!(out, "#{pull} {}", text::plain(text)),
        BotOutcome::Noted {
            pull,
            commit,
            text,
            written,
        } => {
            let key = match written {
                None => "bot-dry-run",
                Some(true) => "bot-note-written",
                Some(false) => "bot-note-there",
            };
            writeln!(out, "#{pull} {commit} · {}", words.word(key))?;
            match written {
                None => writeln!(out, "{}", text::plain_lines(text)),
                Some(_) => Ok(()),
            }
        }
        BotOutcome::TakenDown { pull } => {
            writeln!(out, "#{pull} {}", words.word("bot-closed"))
        }
        BotOutcome::Warned(message) => {
            writeln!(
                out,
                "{}: {}",
                words.word("severity-warning"),
                words.say(message)
            )
        }
        BotOutcome::Nothing => writeln!(out, "{}", words.word("bot-nothing")),
        BotOutcome::Failed { .. } => Ok(()),
    }
}

fn conclusions(desired: &DesiredState) -> String {
    let checks = desired.checks.iter();
    let checks: Vec<String> = checks
        .map(|check| format!("{} {}", check.name, check.conclusion))
        .collect();
    checks.join(", ")
}

fn show(out: &mut dyn Write, desired: &DesiredState) -> io::Result<()> {
    for check in &desired.checks {
        writeln!(out, "--- {}: {}", check.name, check.title)?;
    }
    writeln!(out, "--- {:?} {:?}", desired.labels, desired.reviewers)?;
    writeln!(out, "{}", desired.comment.as_deref().unwrap_or_default())
}

/// How GitHub is reached, by the variables of a workflow run.
pub(super) fn connection(repository: String) -> Result<Connection, Error> {
    let milliseconds = |name: &str, usual: u64| {
        let asked = std::env::var(name).ok().and_then(|text| text.parse().ok());
        Duration::from_millis(asked.unwrap_or(usual))
    };
    Ok(Connection {
        api: or("GITHUB_API_URL", "https://api.github.com"),
        repository,
        token: variable(TOKEN)?,
        account: or("MULU_ACCOUNT", ACCOUNT),
        pause: milliseconds("MULU_RETRY_PAUSE_MS", 1_000),
        patience: milliseconds("MULU_PATIENCE_MS", 30_000),
    })
}

/// Where its objects come from, and go to.
pub(super) fn remote(repository: String) -> Result<Remote, Error> {
    Ok(Remote {
        server: or("GITHUB_SERVER_URL", "https://github.com"),
        repository,
        token: Some(variable(TOKEN)?),
    })
}

/// A variable that a workflow run has.
fn variable(name: &str) -> Result<String, Error> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| Error::bad_input(Message::new("failure-variable").arg("name", name)))
}

fn or(name: &str, usual: &str) -> String {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.unwrap_or_else(|| usual.to_owned())
}
