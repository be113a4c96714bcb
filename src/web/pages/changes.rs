//! What is proposed: the branches that are ahead of what is shown, each with its review.
//! For the offices alone, as the reviews are.

use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::Link;
use crate::query::is_revision;
use askama::Template;
use mulu_app::{self as app, Proposed};
use mulu_core::diagnostic::Message;
use mulu_report::text::plain;

/// The most that are listed.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "changes.html", whitespace = "minimize")]
struct Changes<'a> {
    f: Frame<'a>,
    rows: Vec<Row>,
}

/// A proposal.
struct Row {
    review: Link,
    day: String,
    author: String,
    subject: String,
    commits: usize,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    if context.is_public() {
        return Err(Fault::not_found(Message::new("web-change-for-offices")));
    }
    let source = context.source.ok_or_else(Fault::no_page)?;
    let found = app::proposed(source.folder, source.tip, MOST)?;
    let template = Changes {
        f: Frame::new(context, context.word("web-changes"), &[]),
        rows: found
            .iter()
            .map(|one| row(context, source.tip, one))
            .collect(),
    };
    Ok(template.render()?)
}

fn row(context: &Context<'_>, tip: &str, one: &Proposed) -> Row {
    // What an address doesn't take is named by its commit.
    let head = match is_revision(&one.branch) {
        true => &one.branch,
        false => &one.commit,
    };
    Row {
        review: Link {
            href: context.links.to(&Page::Change(format!("{tip}..{head}"))),
            text: plain(&one.branch).into_owned(),
        },
        day: one.day.to_string(),
        author: plain(&one.author).into_owned(),
        subject: plain(&one.subject).into_owned(),
        commits: one.commits,
    }
}
