//! Who wrote and signed each fact that decided: the page of `mulu explain --blame`. For the
//! offices alone: it names people.

use super::{project, system};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::{Blamed, Page};
use crate::parts::Link;
use askama::Template;
use mulu_app::{self as app, ProjectSelection, Selection};
use mulu_core::decision::Judgement;
use mulu_core::diagnostic::Message;
use mulu_report::record::vouch::{self, File};
use mulu_report::text::plain;
use std::slice;

#[derive(Template)]
#[template(path = "blame.html", whitespace = "minimize")]
struct Blame<'a> {
    f: Frame<'a>,
    /// Of what it is.
    of: Link,
    /// Of how many facts, as of which commit.
    head: String,
    files: Vec<File>,
}

/// The link to the page of something; empty where nobody answers, or not to whoever reads.
pub(super) fn link(context: &Context<'_>, of: Blamed, year: Option<i16>) -> Option<Link> {
    let answers = context.source.is_some() && !context.is_public();
    let year = year.filter(|_| answers)?.to_string();
    Some(Link {
        href: context.links.with(&Page::Blame(of), &[("year", &year)]),
        text: context.word("web-blame"),
    })
}

pub(super) fn page(context: &Context<'_>, of: &Blamed) -> Result<String, Fault> {
    if context.is_public() {
        return Err(Fault::not_found(Message::new("web-blame-for-offices")));
    }
    match of {
        Blamed::System(id) => of_system(context, id),
        Blamed::Project(id) => of_project(context, id),
    }
}

fn of_system(context: &Context<'_>, id: &str) -> Result<String, Fault> {
    let year = system::year(context, &system::years(context, id)?)?;
    let no_request = || Fault::not_found(Message::new("web-no-money-asked"));
    let year = year.ok_or_else(no_request)?;
    let selection = Selection {
        system: Some(id.to_owned()),
        ..Selection::default()
    };
    let decided = app::fund(&context.view(), year, &selection)?;
    let command = format!("explain {id} --year {year} --blame");
    tell(context, context.system(id), &decided.decisions, &command)
}

fn of_project(context: &Context<'_>, id: &str) -> Result<String, Fault> {
    let year = project::year(context, id)?;
    let selection = ProjectSelection {
        year: Some(year),
        project: Some(id.to_owned()),
        ..ProjectSelection::default()
    };
    let decided = app::projects(&context.view(), &selection)?;
    let command = format!("explain projects/{id} --year {year} --blame");
    tell(context, context.project(id), &decided.projects, &command)
}

fn tell<J: Judgement>(
    context: &Context<'_>,
    of: Link,
    judged: &[J],
    command: &str,
) -> Result<String, Fault> {
    let (view, words) = (context.view(), context.words);
    let source = context.source.ok_or_else(Fault::no_page)?;
    let outcomes = app::deciding(&view, judged, false);
    let facts = app::facts(&view, source.folder, outcomes)?;
    let shown_year = context.query.get("year").unwrap_or_default();
    let kept = ("year", shown_year);
    let title = Message::new("web-blame-of").arg("name", plain(&of.text).into_owned());
    let template = Blame {
        f: Frame::new(context, words.say(&title), slice::from_ref(&kept))
            .with_command(context, command),
        of,
        head: vouch::head(&view, &facts, words),
        files: vouch::account(&view, &facts, words),
    };
    Ok(template.render()?)
}
