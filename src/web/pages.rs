//! The pages, a file each: what a page takes from a state, and its template.

mod blame;
mod change;
mod changes;
mod compare;
mod data;
mod decision;
mod due;
mod fault;
mod files;
mod known;
mod list;
mod opinions;
mod overview;
mod project;
mod projects;
mod rule;
mod rules;
mod sentences;
mod sharing;
mod system;
mod systems;
mod timeline;
mod unit;
mod units;
mod year;

pub(crate) use decision::Decision;
pub(crate) use fault::{fault, login, problem, resume};

use crate::context::Context;
use crate::fault::Fault;
use crate::page::Page;

/// What a page comes to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// A page.
    Html(String),
    /// A file to take home.
    File {
        /// Its media type.
        kind: &'static str,
        /// What it is saved as.
        name: String,
        content: Vec<u8>,
    },
    /// JSON for a program.
    Data(Vec<u8>),
}

/// Renders a page.
///
/// # Errors
/// When there is no such page, or what was asked of it makes no sense.
pub(crate) fn render(context: &Context<'_>) -> Result<Body, Fault> {
    let html = match context.page {
        Page::Overview => overview::page(context),
        Page::Systems => systems::page(context),
        Page::System(id) => system::page(context, id),
        Page::Projects => projects::page(context),
        Page::Project(id) => project::page(context, id),
        Page::Units => units::page(context),
        Page::Unit(slug) => unit::page(context, slug),
        Page::Year(year) => year::page(context, *year),
        Page::Rules => rules::page(context),
        Page::Rule(id) => rule::page(context, id),
        Page::Due => due::page(context),
        Page::Compare => compare::page(context),
        Page::Changes => changes::page(context),
        Page::Change(range) => change::page(context, range),
        Page::Sharing => sharing::page(context),
        Page::Blame(of) => blame::page(context, of),
        Page::Csv(year) => return files::csv(context, *year),
        Page::Xlsx(year) => return files::xlsx(context, *year),
        Page::Calendar => return files::calendar(context),
        Page::Data(of) => return data::data(context, of),
        // Only where somebody may write, and by another way.
        Page::Form(_) => Err(Fault::no_page()),
    };
    html.map(Body::Html)
}
