//! `mulu bot`: what a workflow run on GitHub calls.

use super::args::Bot as Args;
use super::output::{Done, Output};
use super::settings::Settings;
use super::{SOUND, UNABLE};
use mulu_app::Failure;
use mulu_app::bot::{Bot, Did, connect, event};
use mulu_core::diagnostic::Message;
use mulu_git::Remote;
use mulu_github::{Applied, Connection, Wanted};
use mulu_report::{Words, text};
use std::io::{self, Write};
use std::time::Duration;

/// Who writes with the token of a workflow run.
const ACCOUNT: &str = "github-actions[bot]";

pub(super) fn run(args: &Args, settings: &Settings, output: &mut Output) -> Result<u8, Done> {
    let name = variable("GITHUB_EVENT_NAME")?;
    let path = variable("GITHUB_EVENT_PATH")?;
    let payload = std::fs::read(&path).map_err(|error| Failure::reading(&path, &error))?;
    let event = event(&name, &payload)?;
    let bot = Bot {
        folder: settings.folder.clone(),
        client: connect(connection()?)?,
        remote: remote()?,
        words: Words::new(settings.machine_words.language()),
        on: args.on,
        dry_run: args.dry_run,
    };
    let mut code = SOUND;
    for did in bot.handle(&event) {
        if let Did::Failed { pull, failure } = &did {
            code = UNABLE;
            let which = pull.map_or_else(String::new, |pull| format!("#{pull} "));
            let said = bot.words.say(&failure.message);
            super::output::complain(format!("{which}{said}\n").as_bytes());
        }
        tell(output.stdout(), &did, &bot)?;
    }
    Ok(code)
}

/// What was done, a line each; of a dry run all that would be.
fn tell(out: &mut dyn Write, did: &Did, bot: &Bot) -> io::Result<()> {
    let words = &bot.words;
    match did {
        Did::Judged {
            pull,
            wanted,
            applied,
        } => {
            let key = match applied {
                None => "bot-dry-run",
                Some(Applied::Done { written: true }) => "bot-written",
                Some(Applied::Done { written: false }) => "bot-unchanged",
                Some(Applied::Superseded) => "bot-superseded",
            };
            writeln!(out, "#{pull} {} · {}", conclusions(wanted), words.word(key))?;
            if applied.is_none() {
                show(out, wanted)?;
            }
            Ok(())
        }
        Did::Group { wanted } => writeln!(out, "{} {}", wanted.head, conclusions(wanted)),
        Did::Answered { pull, text } => writeln!(out, "#{pull} {}", text::plain(text)),
        Did::Nothing => writeln!(out, "{}", words.word("bot-nothing")),
        Did::Failed { .. } => Ok(()),
    }
}

fn conclusions(wanted: &Wanted) -> String {
    let checks = wanted.checks.iter();
    let checks: Vec<String> = checks
        .map(|check| format!("{} {}", check.name, check.conclusion))
        .collect();
    checks.join(", ")
}

fn show(out: &mut dyn Write, wanted: &Wanted) -> io::Result<()> {
    for check in &wanted.checks {
        writeln!(out, "--- {}: {}", check.name, check.title)?;
    }
    writeln!(out, "--- {:?} {:?}", wanted.labels, wanted.reviewers)?;
    writeln!(out, "{}", wanted.comment.as_deref().unwrap_or_default())
}

fn connection() -> Result<Connection, Failure> {
    let milliseconds = |name: &str, usual: u64| {
        let asked = std::env::var(name).ok().and_then(|text| text.parse().ok());
        Duration::from_millis(asked.unwrap_or(usual))
    };
    Ok(Connection {
        api: or("GITHUB_API_URL", "https://api.github.com"),
        repository: variable("GITHUB_REPOSITORY")?,
        token: variable("GITHUB_TOKEN")?,
        account: or("MULU_ACCOUNT", ACCOUNT),
        pause: milliseconds("MULU_RETRY_PAUSE_MS", 1_000),
        patience: milliseconds("MULU_PATIENCE_MS", 30_000),
    })
}

fn remote() -> Result<Remote, Failure> {
    Ok(Remote {
        server: or("GITHUB_SERVER_URL", "https://github.com"),
        repository: variable("GITHUB_REPOSITORY")?,
        token: Some(variable("GITHUB_TOKEN")?),
    })
}

/// A variable that a workflow run has.
fn variable(name: &str) -> Result<String, Failure> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.ok_or_else(|| Failure::new(Message::new("failure-variable").arg("name", name)))
}

fn or(name: &str, usual: &str) -> String {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value.unwrap_or_else(|| usual.to_owned())
}
