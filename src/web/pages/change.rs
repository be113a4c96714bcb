//! A proposed change: the value of the bot's comment, sentence by sentence. For the offices
//! alone: what is proposed is no state, and tells what they keep.

use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::Data;
use crate::query::is_revision;
use askama::Template;
use mulu_app::{self as app, Proposal, Reviewed};
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use mulu_report::reviews;
use std::io::Write;

#[derive(Template)]
#[template(path = "change.html", whitespace = "minimize")]
struct Change<'a> {
    f: Frame<'a>,
    /// The account as HTML, escaped where it was made.
    account: String,
}

pub(super) fn page(context: &Context<'_>, range: &str) -> Result<String, Fault> {
    let reviewed = reviewed(context, range)?;
    let mut account = Vec::new();
    reviews::html(&mut account, &reviewed.shown(), context.words)?;
    let short = |commit: &str| Provenance::short(commit).to_owned();
    let (base, head) = (short(&reviewed.base_commit), short(&reviewed.head_commit));
    let title = Message::new("web-change")
        .arg("base", base.clone())
        .arg("head", head.clone());
    let author = context.query.text("author");
    let kept = [("author", &*author)];
    let title = context.words.say(&title);
    let mut f =
        Frame::new(context, title, &kept).with_data(context, Data::Change(range.to_owned()), &kept);
    f.command = format!("mulu review {base}..{head} --on {}", reviewed.review.on);
    let template = Change {
        f,
        account: String::from_utf8_lossy(&account).into_owned(),
    };
    Ok(template.render()?)
}

/// The same for a program.
pub(super) fn json(
    context: &Context<'_>,
    range: &str,
    content: &mut dyn Write,
) -> Result<(), Fault> {
    let reviewed = reviewed(context, range)?;
    Ok(reviews::json(content, &reviewed.shown(), context.words)?)
}

/// The judgement of what is proposed for a state in the history that is served.
fn reviewed(context: &Context<'_>, range: &str) -> Result<Reviewed, Fault> {
    if context.is_public() {
        return Err(Fault::not_found(Message::new("web-change-for-offices")));
    }
    let source = context.source.ok_or_else(Fault::no_page)?;
    // Three dots mean the same, since what is judged is a merge.
    let sides = range.split_once("...").or_else(|| range.split_once(".."));
    let sound = sides.filter(|(base, head)| is_revision(base) && is_revision(head));
    let Some((base, head)) = sound else {
        let message = Message::new("web-wrong-value").arg("name", "BASE..HEAD");
        return Err(Fault::malformed(message.arg("value", range)));
    };
    let proposal = Proposal {
        folder: source.folder.to_owned(),
        base: app::earlier(source.folder, source.tip, base)?,
        head: head.to_owned(),
        author: context.query.get("author").map(Identity::said),
        on: context.links.asked().on,
        ..Proposal::default()
    };
    Ok(app::review(&proposal)?)
}
