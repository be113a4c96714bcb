//! How a draft leaves: handed in, as a file, as a patch, and by which way.

use super::step::Step;
use super::submit::{Submitting, submitting};
use super::tasks::refused;
use super::{Open, Reply, Visit};
use crate::fault::Fault;
use crate::frame::Frame;
use askama::Template;
use mulu_app as app;
use mulu_core::diagnostic::Message;

#[derive(Template)]
#[template(path = "form-send.html", whitespace = "minimize")]
struct Send<'a> {
    f: Frame<'a>,
    about: String,
    refused: String,
    submitting: Submitting,
    path: String,
    file: String,
    patch: String,
    check: String,
    /// Who must agree, in words; empty: nobody in particular.
    approvers: String,
    /// The page of the forge where the file is made or changed; empty: none is known.
    forge: String,
    /// What to write above it.
    subject: String,
    /// What the patch is saved as.
    name: String,
}

/// The page; `failed`: why it wasn't handed in.
pub(super) fn page(
    visit: &Visit<'_>,
    open: &Open,
    failed: Option<&Message>,
) -> Result<String, Fault> {
    let registry = &visit.base.registry;
    let paths = [&*open.path];
    let approvers = mulu_report::approvers(registry, visit.context.words, paths);
    let title = match failed {
        Some(_) => format!("{}{}", visit.word("write-error"), visit.word("write-send")),
        None => visit.word("write-send"),
    };
    let template = Send {
        f: visit.frame(title),
        about: open.about(visit),
        refused: refused(visit, open)?,
        submitting: submitting(visit, open, failed)?,
        path: open.path.to_string(),
        file: visit.address(Step::File(open.id())),
        patch: visit.address(Step::Patch(open.id())),
        check: visit.address(Step::Check(open.id())),
        approvers: approvers.map_or_else(String::new, |who| {
            let message = Message::new("write-send-approvers").arg("who", who);
            visit.context.words.say(&message)
        }),
        forge: forge(visit, open).unwrap_or_default(),
        subject: open.about(visit),
        name: name(&open.path),
    };
    Ok(template.render()?)
}

/// GitHub's page for the file: its content is too long for an address, and is pasted.
fn forge(visit: &Visit<'_>, open: &Open) -> Option<String> {
    let at = app::address_of_forge(visit.folder)?;
    at.strip_prefix("https://github.com/")?;
    let (folder, name) = open.path.rsplit_once('/')?;
    let branch = visit.branch;
    let sound = branch
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    let branch = if sound && branch != "HEAD" {
        branch
    } else {
        "main"
    };
    Some(match open.draft.base {
        None => format!("{at}/new/{branch}/{folder}?filename={name}"),
        Some(_) => format!("{at}/edit/{branch}/{}", open.path),
    })
}

/// The file.
pub(super) fn file(visit: &Visit<'_>, open: &Open) -> Result<Reply, Fault> {
    let (_, name) = open.path.rsplit_once('/').unwrap_or_default();
    Ok(Reply::File {
        kind: "application/yaml; charset=utf-8",
        name: name.to_owned(),
        content: bytes(visit, open)?,
    })
}

/// The change, as `git am` takes it.
pub(super) fn patch(visit: &Visit<'_>, open: &Open) -> Result<Reply, Fault> {
    let new = bytes(visit, open)?;
    let letter = app::Letter {
        folder: visit.folder,
        path: &open.path,
        old: open.draft.base.as_deref(),
        new: &new,
        by: visit.person.identity(),
        subject: &open.about(visit),
        day: visit.base.provenance.on,
    };
    let no_patch = || Fault::unanswerable(Message::new("write-no-patch"));
    Ok(Reply::File {
        kind: "text/x-patch; charset=utf-8",
        name: name(&open.path),
        content: letter.text().ok_or_else(no_patch)?,
    })
}

/// What the patch of a file is saved as.
fn name(path: &str) -> String {
    let (_, name) = path.rsplit_once('/').unwrap_or_default();
    format!("{}.patch", name.trim_end_matches(".yaml"))
}

fn bytes(visit: &Visit<'_>, open: &Open) -> Result<Vec<u8>, Fault> {
    match visit.judged(open)? {
        Ok(judged) => Ok(judged.bytes.to_vec()),
        Err(refused) => {
            let message = Message::new("write-refused").arg("place", refused.pointer);
            Err(Fault::unanswerable(message))
        }
    }
}
