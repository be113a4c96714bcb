//! `mulu review BASE..HEAD`: a proposed change, judged.

use super::args::{Review, ReviewFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app::{self as app, Approved, Error, Proposal};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::Conclusion;
use mulu_report::reviews;
use serde::Deserialize;
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
struct Given {
    login: String,
    commit: String,
    /// The number of the forge's account.
    #[serde(default)]
    account: Option<u64>,
}

impl From<Given> for Approved {
    fn from(given: Given) -> Self {
        let by = Identity::said(&given.login);
        Approved {
            by: Identity {
                account: given.account.or(by.account),
                ..by
            },
            commit: given.commit,
        }
    }
}

/// The file of approvals: a JSON list of `{"login", "commit"}`, each with the
/// `"account"` where it is known.
fn approvals(path: &Path) -> Result<Vec<Approved>, Error> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Error::reading(&shown, &error))?;
    let given: Vec<Given> = serde_json::from_slice(&bytes).map_err(|error| {
        let message = Message::new("failure-approvals").arg("file", shown);
        Error::bad_input(message.arg("reason", error.to_string()))
    })?;
    Ok(given.into_iter().map(Approved::from).collect())
}
