//! One subject: its questions, what is wrong beside each, and what becomes of the answers.

use super::part::{Asking, Part};
use super::posted::{Posted, taken};
use super::screen::{self, Screen, TOP};
use super::sheet::Sheet;
use super::step::Step;
use super::told::{Told, id, told};
use super::{Open, Reply, Visit};
use crate::fault::{Fault, Status};
use crate::frame::Frame;
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::schema::form;
use serde_json::Value;

/// How often it is tried to save beside others who save the same draft.
const TRIES: usize = 20;

#[derive(Template)]
#[template(path = "form-ask.html", whitespace = "minimize")]
struct Ask<'a> {
    f: Frame<'a>,
    about: String,
    title: String,
    help: String,
    action: String,
    token: String,
    version: i64,
    /// Why nothing was saved; empty: it was.
    unsaved: String,
    /// What is wrong: where it leads, and the finding.
    errors: Vec<(String, Told)>,
    parts: Vec<Part>,
    tasks: String,
}

/// The page of a subject; with `unsaved`, as it was sent and not saved.
pub(super) fn page(
    visit: &Visit<'_>,
    open: &Open,
    key: &str,
    unsaved: Option<&str>,
) -> Result<String, Fault> {
    let root = visit.base.schemas.json(open.kind);
    let screens = screen::screens(root);
    let screen = screens.iter().find(|screen| screen.key == key);
    let screen = screen.ok_or_else(Fault::no_page)?;
    let wrong = match open.sheet.seen.contains(key) && unsaved.is_none() {
        true => wrong(visit, open, screen)?,
        false => Vec::new(),
    };
    let mut asking = Asking {
        visit,
        open,
        root,
        wrong: &wrong,
        asked: Default::default(),
    };
    let parts = asking.parts(root, &screen.fields, "", &open.sheet.said);
    let asked = asking.asked;
    // What has no question of its own leads to the nearest around it.
    let lead = |told: &Told| {
        let mut place = told.field.as_str();
        while !asked.contains(place) {
            match place.rsplit_once('/') {
                Some((above, _)) => place = above,
                None => return "#ask".to_owned(),
            }
        }
        format!("#{}", id(place))
    };
    let errors: Vec<(String, Told)> = wrong
        .iter()
        .map(|told| (lead(told), told.clone()))
        .collect();
    let language = visit.context.language();
    let title = screen.title(language, &visit.word("write-top"));
    let shown = match errors.is_empty() && unsaved.is_none() {
        true => title.clone(),
        false => format!("{}{title}", visit.word("write-error")),
    };
    let is_top = screen.key == TOP;
    let help = mulu_report::schema_words::text(screen.schema, "description", language);
    let template = Ask {
        f: visit.frame(shown),
        about: open.about(visit),
        title,
        help: help.filter(|_| is_top).unwrap_or_default().to_owned(),
        action: visit.address(Step::Ask(open.id(), key.to_owned())),
        token: visit.guard.token(),
        version: open.draft.version,
        unsaved: unsaved.unwrap_or_default().to_owned(),
        errors,
        parts,
        tasks: visit.address(Step::Tasks(open.id())),
    };
    Ok(template.render()?)
}

/// What is wrong on a page.
fn wrong(visit: &Visit<'_>, open: &Open, screen: &Screen<'_>) -> Result<Vec<Told>, Fault> {
    let Ok(judged) = visit.judged(open)? else {
        return Ok(Vec::new());
    };
    let words = visit.context.words;
    let all = judged.findings(open).map(|found| told(words, found));
    Ok(all.filter(|told| screen.has(&told.field)).collect())
}

/// Takes the answers of a page, whatever they are worth, and leads on.
pub(super) fn take(
    visit: &Visit<'_>,
    mut open: Open,
    key: &str,
    posted: &Posted,
) -> Result<Reply, Fault> {
    let root = visit.base.schemas.json(open.kind);
    let screens = screen::screens(root);
    let at = screens.iter().position(|screen| screen.key == key);
    let at = at.ok_or_else(Fault::no_page)?;
    // A form of somebody else's page saves nothing, and loses nothing.
    if !visit.guard.knows(posted.get("token").unwrap_or_default()) {
        let fields = form::fields(root, root);
        let fields = fields
            .into_iter()
            .filter(|field| screens[at].has(&format!("/{}", field.key)));
        open.sheet.said = taken(root, fields, posted, "", &open.sheet.said);
        let unsaved = visit.word("write-unsaved");
        let html = page(visit, &open, key, Some(&unsaved))?;
        return Ok(Reply::Page(403, html));
    }
    let open = save(visit, open, &screens[at], posted, root)?;
    let what = posted.get("do").unwrap_or_default();
    let here = visit.address(Step::Ask(open.id(), key.to_owned()));
    if let Some(place) = what.strip_prefix("add:") {
        let last = open.sheet.said.pointer(place).and_then(Value::as_array);
        let last = last.map_or(0, Vec::len).saturating_sub(1);
        return Ok(Reply::Lead(format!(
            "{here}#{}",
            id(&format!("{place}/{last}"))
        )));
    }
    if what.starts_with("remove:") {
        return Ok(Reply::Lead(here));
    }
    if what == "later" {
        let tasks = visit.address(Step::Tasks(open.id()));
        return Ok(Reply::Lead(tasks));
    }
    let clashes = open
        .sheet
        .clashes
        .keys()
        .any(|place| screens[at].has(place));
    let is_wrong = wrong(visit, &open, &screens[at])?
        .iter()
        .any(|told| told.is_error);
    if is_wrong || clashes {
        return Ok(Reply::Lead(here));
    }
    Ok(Reply::Lead(visit.address(onward(visit, &open))))
}

/// Where a draft goes on: the next subject of a new document that must be said, else the
/// list of all.
pub(super) fn onward(visit: &Visit<'_>, open: &Open) -> Step {
    let root = visit.base.schemas.json(open.kind);
    let screens = screen::screens(root);
    let mut screens = screens.iter().filter(|screen| screen.is_required(root));
    let next = screens.find(|screen| !open.sheet.seen.contains(screen.key));
    match next.filter(|_| open.draft.base.is_none()) {
        Some(screen) => Step::Ask(open.id(), screen.key.to_owned()),
        None => Step::Tasks(open.id()),
    }
}

/// Saves the answers of a page beside whatever was saved since it was opened.
fn save(
    visit: &Visit<'_>,
    mut open: Open,
    screen: &Screen<'_>,
    posted: &Posted,
    root: &Value,
) -> Result<Open, Fault> {
    let version = posted.get("version").and_then(|text| text.parse().ok());
    let drafts = &visit.desk.drafts;
    for _ in 0..TRIES {
        let known: Option<i64> = version.filter(|version| *version < open.draft.version);
        let earlier = match known {
            Some(version) => drafts.earlier(&open.draft.id, version)?,
            None => None,
        };
        let earlier = earlier.and_then(|content| Sheet::read(&content));
        let before = earlier.map_or_else(|| open.sheet.said.clone(), |sheet| sheet.said);
        let fields = form::fields(root, root).into_iter();
        let fields = fields.filter(|field| screen.has(&format!("/{}", field.key)));
        let theirs = std::mem::take(&mut open.sheet.said);
        // Whoever sends this page has seen what stood beside its questions.
        open.sheet.clashes.retain(|place, _| !screen.has(place));
        open.sheet.said = taken(root, fields, posted, "", &before);
        open.sheet.meet(&before, &theirs);
        open.sheet.seen.insert(screen.key.to_owned());
        open.draft.content = open.sheet.written();
        if drafts.save(&open.draft)? {
            open.draft.version += 1;
            return Ok(open);
        }
        // Saved by somebody else in between: once more, beside that.
        let id = open.draft.id.clone();
        open = visit.open(&id)?;
    }
    Err(Fault::new(Status::Busy, Message::new("web-busy")))
}
