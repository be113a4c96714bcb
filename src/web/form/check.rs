//! The answers, and what would come of them: the decision as it would be, and the words of
//! the bot, from the same values.

use super::screen;
use super::step::Step;
use super::tasks::{Task, refused, tasks};
use super::told::{Told, id, told};
use super::{Open, Visit};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::pages::Decision;
use crate::parts::Tag;
use askama::Template;
use mulu_app::{self as app, Selection};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind};
use mulu_report::decisions::telling;
use mulu_report::facts::{self, Section};
use mulu_report::reviews;

#[derive(Template)]
#[template(path = "form-check.html", whitespace = "minimize")]
struct Check<'a> {
    f: Frame<'a>,
    about: String,
    /// That nobody has heard of it yet, or only of what it said before.
    what: String,
    refused: String,
    errors: Vec<(String, Told)>,
    verdict: Option<Verdict>,
    tasks: Vec<Task>,
    answers: Vec<Section>,
    /// The account as HTML, escaped where it was made; empty: it is for the offices.
    account: String,
    send: String,
}

/// What a request would come to.
struct Verdict {
    sentence: String,
    tag: Tag,
    why: String,
    todo: Vec<String>,
    decision: Decision,
}

pub(super) fn page(visit: &Visit<'_>, open: &Open) -> Result<String, Fault> {
    let words = visit.context.words;
    let judged = visit.judged(open)?;
    let root = visit.base.schemas.json(open.kind);
    let screens = screen::screens(root);
    let lead = |told: &Told| {
        let mut screens = screens.iter();
        match screens.find(|screen| screen.has(&told.field)) {
            Some(screen) => {
                let step = Step::Ask(open.id(), screen.key.to_owned());
                format!("{}#{}", visit.address(step), id(&told.field))
            }
            None => visit.address(Step::Tasks(open.id())),
        }
    };
    let (mut errors, mut verdict) = (Vec::new(), None);
    let (mut answers, mut account) = (Vec::new(), Vec::new());
    if let Ok(judged) = &judged {
        let told = judged.findings(open).map(|found| told(words, found));
        errors = told.map(|told| (lead(&told), told)).collect();
        let context = Context {
            state: &judged.state,
            ..visit.context.clone()
        };
        verdict = self::verdict(&context, open)?;
        let registry = judged.state.registry();
        if let Some(doc) = registry.doc_by_path(&open.path) {
            answers = facts::of(&context.view(), words, doc);
        }
        if !visit.context.is_public() {
            reviews::html_of_draft(&mut account, &judged.shown(visit), words)?;
        }
    }
    let title = visit.word("write-check");
    let is_wrong = errors.iter().any(|(_, told)| told.is_error);
    let title = match is_wrong {
        true => format!("{}{title}", visit.word("write-error")),
        false => title,
    };
    // Its headings stand below the page's own.
    let account = String::from_utf8_lossy(&account).into_owned();
    let account = account.replace("<h2>", "<h3>").replace("</h2>", "</h3>");
    let template = Check {
        f: visit.frame(title),
        about: open.about(visit),
        what: visit.word(match open.handed {
            None => "write-check-what",
            Some(_) => "write-check-handed",
        }),
        refused: refused(visit, open)?,
        errors,
        verdict,
        tasks: tasks(visit, open)?,
        answers,
        account: account
            .replace("<h1>", "<p class=\"lead\">")
            .replace("</h1>", "</p>"),
        send: visit.address(Step::Send(open.id())),
    };
    Ok(template.render()?)
}

/// What a request would come to; `None`: it is none, or cannot be judged.
fn verdict(context: &Context<'_>, open: &Open) -> Result<Option<Verdict>, Fault> {
    let at = layout::parse(&open.path).filter(|at| at.kind == Kind::Request);
    let Some((year, system)) = at.and_then(|at| Some((at.year()?, at.system()?))) else {
        return Ok(None);
    };
    let selection = Selection {
        system: Some(system.to_string()),
        ..Selection::default()
    };
    let view = context.view();
    let decided = app::fund(&view, year, &selection)?;
    let Some(decision) = decided.decisions.first() else {
        return Ok(None);
    };
    let (account, todo) = Decision::new(context, decision);
    let tag = context.tag(decision.verdict);
    let sentence = Message::new("write-verdict")
        .arg("year", i64::from(year))
        .arg("money", context.money(decision.amount));
    Ok(Some(Verdict {
        sentence: context.words.say(&sentence),
        tag,
        why: telling(&view, context.words, decision),
        todo,
        decision: account,
    }))
}
