//! Two days or revisions: what is judged otherwise, what that is in money, what documents
//! say differently, and by which commits. The value of `mulu diff`.

use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Data, Page};
use crate::parts::Table;
use askama::Template;
use mulu_app::{self as app, Compared};
use mulu_core::diagnostic::Message;
use mulu_report::history::{self, DiffAccount};
use std::io::Write;

/// How many days before the one that is shown are proposed for a comparison.
const BEFORE: i32 = 30;

#[derive(Template)]
#[template(path = "compare.html", whitespace = "minimize")]
struct Compare<'a> {
    f: Frame<'a>,
    action: String,
    hidden: Vec<(&'static str, String)>,
    from: String,
    to: String,
    account: Option<DiffAccount>,
    decisions: Option<Table>,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let asked = asked(context)?;
    let title = context.word("web-compare");
    let on = context.view().provenance.on;
    let Some((from, to)) = asked else {
        let before = on.saturating_sub(jiff::Span::new().days(BEFORE));
        let template = Compare {
            f: Frame::new(context, title, &[]),
            action: Page::Compare.path(),
            hidden: context.links.hidden(),
            from: before.to_string(),
            to: on.to_string(),
            account: None,
            decisions: None,
        };
        return Ok(template.render()?);
    };
    let compared = compared(context, (&from, &to))?;
    let account = history::diff_account(&compared.shown(), context.words);
    let decisions = history::diff_grid(&compared.shown(), context.words);
    let decisions = decisions.map(|grid| Table {
        caption: context.word("diff-decisions"),
        grid,
        words: 4,
    });
    let kept = [("from", &*from), ("to", &*to)];
    let mut f = Frame::new(context, title, &kept).with_data(context, Data::Compare, &kept);
    f.command = command(&compared);
    let template = Compare {
        f,
        action: Page::Compare.path(),
        hidden: context.links.hidden(),
        from,
        to,
        account: Some(account),
        decisions,
    };
    Ok(template.render()?)
}

/// The same for a program.
pub(super) fn json(context: &Context<'_>, content: &mut dyn Write) -> Result<(), Fault> {
    let asked = asked(context)?;
    let (from, to) = asked.ok_or_else(|| Fault::malformed(Message::new("web-compare-what")))?;
    let compared = compared(context, (&from, &to))?;
    Ok(history::diff_json(content, &compared.shown())?)
}

/// What is to be compared; `None`: that isn't said yet. Without an end it is now.
fn asked(context: &Context<'_>) -> Result<Option<(String, String)>, Fault> {
    let now = context.source.map(|source| source.tip.to_owned());
    let to = context.query.revision("to")?.or(now).unwrap_or_default();
    let from = context.query.revision("from")?;
    Ok(from.map(|from| (from, to)))
}

fn compared(context: &Context<'_>, (from, to): (&str, &str)) -> Result<Compared, Fault> {
    let source = context.source.ok_or_else(Fault::no_page)?;
    let on = context.links.asked().on;
    let audience = context.view().provenance.audience;
    let sides = (from, to);
    let found = app::compare_within(source.folder, source.tip, sides, on, audience);
    Ok(found?)
}

fn command(compared: &Compared) -> String {
    let (before, after) = (&compared.before.provenance, &compared.after.provenance);
    format!(
        "mulu diff {} {} --on {}",
        before.short_commit(),
        after.short_commit(),
        after.on
    )
}
