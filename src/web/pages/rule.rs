//! A rule: what it asks for and why, its cases, and whom it stands in the way of.

use super::projects::{Row as ProjectRow, row as project_row};
use super::sentences::{Resting, resting};
use super::systems::{self, Row as SystemRow};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::policy::Purpose;
use mulu_core::policy::pack::Rule as PackRule;
use mulu_report::decisions;
use mulu_report::projects::purpose;

#[derive(Template)]
#[template(path = "rule.html", whitespace = "minimize")]
struct Rule<'a> {
    f: Frame<'a>,
    id: String,
    duty: String,
    remedy: String,
    /// That nobody is named, where that is for others to know.
    kept: String,
    forces: Vec<String>,
    articles: Vec<Resting>,
    cases: Vec<(String, String)>,
    systems: Vec<SystemRow>,
    purposes: Vec<String>,
    projects: Vec<ProjectRow>,
}

pub(super) fn page(context: &Context<'_>, id: &str) -> Result<String, Fault> {
    let (state, words, pack) = (context.state, context.words, context.view().pack);
    let found = (0_u16..).zip(&pack.rules).find(|(_, rule)| *rule.id == *id);
    let Some((at, rule)) = found else {
        let message = Message::new("web-no-rule").arg("name", id);
        return Err(Fault::not_found(message));
    };
    let year = state.year();
    let systems = systems::all(context, year)?;
    let systems = systems.iter().filter(|one| {
        let short = one.asked.map(|asked| &asked.short);
        short.is_some_and(|short| short.rules.contains(&at))
    });
    let projects = state.projects(year)?.iter();
    let projects = projects.filter(|one| one.short.rules.contains(&at));
    let cases = rule.tests.iter();
    let cases = cases.map(|case| {
        let name = mulu_report::text::plain(&case.name).into_owned();
        (name, words.outcome(case.outcome))
    });
    let template = Rule {
        f: Frame::new(context, words.pick(&rule.title).into_owned(), &[])
            .with_command(context, &format!("policy test {id}")),
        id: id.to_owned(),
        duty: words.pick(&rule.duty).into_owned(),
        remedy: words.pick(&rule.remedy).into_owned(),
        kept: match context.view().shows(at) {
            true => String::new(),
            false => context.word("web-rule-for-offices"),
        },
        forces: forces(context, rule),
        articles: resting(context, rule),
        cases: cases.collect(),
        systems: systems.map(|one| systems::row(context, one)).collect(),
        purposes: Purpose::OF_PROJECTS.map(|of| purpose(words, of)).to_vec(),
        projects: projects.map(|one| project_row(context, one)).collect(),
    };
    Ok(template.render()?)
}

/// What comes of it, for each purpose.
fn forces(context: &Context<'_>, rule: &PackRule) -> Vec<String> {
    let forces = rule.forces.iter();
    let forces = forces.filter_map(|(of, force)| {
        let force = (*force)?;
        let says = decisions::does(context.words, of, force);
        let message = Message::new("totals-purpose").arg("purpose", purpose(context.words, of));
        Some(context.words.say(&message.arg("totals", says)))
    });
    forces.collect()
}
