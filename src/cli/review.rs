//! `mulu review BASE..HEAD`: a proposed change, judged.

use super::approvals;
use super::args::{Review, ReviewFormat};
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND};
use mulu_app::{self as app, Error, Proposal, Reviewed};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_core::review::Conclusion;
use mulu_report::reviews;

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
        branch: None,
        approvals: args
            .approvals
            .as_deref()
            .map_or(Ok(Vec::new()), approvals::read)?,
        settled: false,
        on: args.on,
        whole_below: None,
    };
    let reviewed = app::review(&proposal)?;
    drop(progress);
    if format == ReviewFormat::Terminal {
        warn_of_uncommitted(&reviewed, settings);
        settings.note(&app::void_approvals(&proposal, &reviewed));
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
