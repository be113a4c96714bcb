//! `mulu review BASE..HEAD`: a proposed change, judged.

use super::args::{Review, ReviewFormat};
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app::{self as app, Approved, Error, Proposal, Reviewed};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::Conclusion;
use mulu_report::reviews;
use serde::Deserialize;
use std::io::Read as _;
use std::path::Path;

pub(super) fn run(
    args: &Review,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, ReviewFormat::Terminal)?;
    let style = args.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let (base, head) = range(&args.range)?;
    let proposal = Proposal {
        folder: settings.folder.clone(),
        base,
        head,
        author: args.author.as_deref().map(Identity::said),
        approvals: args
            .approvals
            .as_deref()
            .map_or(Ok(Vec::new()), approvals)?,
        settled: false,
        on: args.on,
        whole_below: None,
    };
    let reviewed = app::review(&proposal)?;
    drop(progress);
    if format == ReviewFormat::Terminal {
        warn_of_uncommitted(&reviewed, settings);
    }
    let view = reviewed.shown();
    let (words, machine) = (&settings.words, &settings.machine_words);
    args.sink.write(output, |out| match format {
        ReviewFormat::Terminal => reviews::terminal(out, &view, words, style),
        ReviewFormat::Markdown => reviews::markdown(out, &view, None, machine),
        ReviewFormat::Json => reviews::json(out, &view, machine),
    })?;
    let failed = reviewed.review.checks.worst() == Conclusion::Failure;
    Ok(if failed { FINDINGS } else { SOUND })
}

/// Files that lie in the work tree and in no commit aren't reviewed: whoever forgot to
/// commit them must not read that all is well.
fn warn_of_uncommitted(reviewed: &Reviewed, settings: &Settings) {
    let files = app::uncommitted(&settings.folder, &reviewed.head_commit);
    let Some(first) = files.first() else { return };
    let message = Message::new("review-uncommitted");
    let message = message
        .arg("count", files.len())
        .arg("file", first.as_str());
    let warning = settings.words.word("severity-warning");
    eprint(format!("{warning}: {}\n", settings.words.say(&message)).as_bytes());
}

/// `BASE..HEAD`; a side left out is `HEAD`, as git has it. Three dots mean the
/// same, since what is judged is a merge.
fn range(text: &str) -> Result<(String, String), Error> {
    let sides = text.split_once("...").or_else(|| text.split_once(".."));
    let named = |side: &str| if side.is_empty() { "HEAD" } else { side }.to_owned();
    match sides {
        Some((base, head)) if text.len() > 2 => Ok((named(base), named(head))),
        _ => Err(Error::bad_input(
            Message::new("failure-range").arg("range", text),
        )),
    }
}

/// An approval as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    login: String,
    commit: String,
    /// The number of the forge's account.
    #[serde(default)]
    account: Option<u64>,
}

impl Given {
    /// What was given: of a whole commit id, since anything shorter may come to mean another
    /// commit, and would approve nothing without a word.
    fn approved(self) -> Result<Approved, Message> {
        let is_whole =
            self.commit.len() == 40 && self.commit.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_whole {
            return Err(Message::new("approvals-commit").arg("commit", self.commit));
        }
        let by = Identity::said(self.login.strip_prefix('@').unwrap_or(&self.login));
        if by.login.is_empty() {
            return Err(Message::new("approvals-login"));
        }
        Ok(Approved {
            by: Identity {
                account: self.account.or(by.account),
                ..by
            },
            commit: self.commit.to_ascii_lowercase(),
        })
    }
}

/// The largest file of approvals, in bytes.
const MOST_BYTES: u64 = 4 << 20;

/// The file of approvals: a JSON list of `{"login", "commit"}`, each with the
/// `"account"` where it is known; in UTF-8, or in what Windows makes of it.
fn approvals(path: &Path) -> Result<Vec<Approved>, Error> {
    let shown = path.display().to_string();
    let fault = |error: std::io::Error| Error::reading(&shown, &error);
    let refused = |reason: Message| {
        let message = Message::new("failure-approvals").arg("file", shown.as_str());
        Error::bad_input(message.arg("reason", reason))
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(fault)?;
    file.take(MOST_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(fault)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused(
            Message::new("approvals-large").arg("most", (MOST_BYTES >> 20).to_string()),
        ));
    }
    let text = decoded(&bytes).ok_or_else(|| refused(Message::new("approvals-encoding")))?;
    let given: Vec<Given> = serde_json::from_str(&text).map_err(|error| {
        let reason = Message::new("approvals-json").arg("reason", error.to_string());
        refused(reason)
    })?;
    let approved = given.into_iter().map(Given::approved);
    approved.collect::<Result<_, _>>().map_err(refused)
}

/// Text in UTF-8 or UTF-16, with the mark of its encoding or without.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let text = String::from_utf16(&units.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
        text.ok().filter(|_| rest.is_empty())
    };
    match bytes {
        [0xFF, 0xFE, text @ ..] => wide(text, u16::from_le_bytes),
        [0xFE, 0xFF, text @ ..] => wide(text, u16::from_be_bytes),
        [_, 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, _, ..] => wide(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, text @ ..] | text => Some(std::str::from_utf8(text).ok()?.to_owned()),
    }
}
