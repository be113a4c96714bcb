//! The form: a document filled in on pages, without a script, saved at every step.
//!
//! What is asked comes from the schema of the document ([`screen`]); what was answered is a
//! [`sheet`]; what would be said of it is the judgement of every change ([`judged`]). A draft
//! leaves as a file or as a patch ([`send`]), or is handed in ([`submit`]).

mod ask;
mod begin;
mod check;
mod choices;
mod guard;
mod judged;
mod part;
mod posted;
mod screen;
mod send;
mod sheet;
mod start;
mod step;
mod submit;
mod tasks;
mod told;
mod ways;

pub(crate) use guard::{COOKIE, Guard};
pub(crate) use posted::{Carried, Posted};
pub(crate) use step::Step;

use crate::context::Context;
use crate::fault::{Fault, Status};
use crate::frame::Frame;
use crate::page::Page;
use judged::Judgements;
use mulu_app::{self as app, Draft, Drafts, HandedIn, OwnedSnapshot, Submitter};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::layout;
use mulu_core::registry::Identity;
use mulu_report::{Localizer, Names};
use sheet::Sheet;
use std::path::Path;
use std::sync::Arc;
use submit::Counter;

/// Who fills in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    /// Whoever sits at this machine: the files are theirs to change anyway.
    Here,
    /// Somebody who proved who they are.
    Known(Identity),
}

impl Person {
    /// Their identity, where it is known.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        match self {
            Person::Here => None,
            Person::Known(identity) => Some(identity),
        }
    }

    /// The name that is kept with a draft.
    pub(crate) fn name(&self) -> String {
        self.identity()
            .map_or_else(String::new, ToString::to_string)
    }
}

/// Where forms are written: the drafts, and what was said of them lately.
pub(crate) struct Desk {
    drafts: Drafts,
    judged: Judgements,
    /// Where drafts are handed in; `None`: nowhere.
    counter: Option<Counter>,
}

impl Desk {
    /// Opens the file of drafts.
    ///
    /// # Errors
    /// When it cannot be opened or written.
    pub(crate) fn open(path: &Path, submitter: Option<Arc<Submitter>>) -> Result<Self, Error> {
        Ok(Desk {
            drafts: Drafts::open(path)?,
            judged: Judgements::default(),
            counter: submitter.map(Counter::new),
        })
    }

    /// The secret that tokens are made with, kept with the drafts: a form that was opened
    /// before the server was ended can be sent after.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn secret(&self, fresh: &[u8]) -> Result<Vec<u8>, Error> {
        self.drafts.secret("form", fresh)
    }
}

/// One request for a page of the form.
pub(crate) struct Visit<'a> {
    pub(crate) desk: &'a Desk,
    /// The state that is served now, for links and frames.
    pub(crate) context: Context<'a>,
    /// Its snapshot.
    pub(crate) base: &'a OwnedSnapshot,
    /// The sentences in both languages, about no registry yet.
    pub(crate) words: &'a [Localizer; 2],
    pub(crate) person: Person,
    pub(crate) guard: &'a Guard,
    /// The folder that holds `registry/`.
    pub(crate) folder: &'a Path,
    /// The branch that is served.
    pub(crate) branch: &'a str,
}

/// What a request comes to.
pub(crate) enum Reply {
    /// A page with its status.
    Page(u16, String),
    /// Another address.
    Lead(String),
    /// A file to take home.
    File {
        kind: &'static str,
        name: String,
        content: Vec<u8>,
    },
}

impl Visit<'_> {
    /// Answers a request to look at something.
    ///
    /// # Errors
    /// When there is no such page or draft, or it is none of the person's.
    pub(crate) fn look(&self, step: &Step) -> Result<Reply, Fault> {
        let page = |html| Reply::Page(200, html);
        Ok(match step {
            Step::Start => page(start::page(self)?),
            Step::Tasks(id) => page(tasks::page(self, &self.open(id)?)?),
            Step::Ask(id, key) => page(ask::page(self, &self.open(id)?, key, None)?),
            Step::Check(id) => page(check::page(self, &self.open(id)?)?),
            Step::Send(id) => page(send::page(self, &self.open(id)?, None)?),
            Step::File(id) => send::file(self, &self.open(id)?)?,
            Step::Patch(id) => send::patch(self, &self.open(id)?)?,
        })
    }

    /// Answers a form that was sent.
    ///
    /// # Errors
    /// When there is no such page or draft, it is none of the person's, or it cannot be
    /// saved.
    pub(crate) fn take(&self, step: &Step, posted: &Posted) -> Result<Reply, Fault> {
        match step {
            Step::Start => begin::begin(self, posted),
            Step::Ask(id, key) => ask::take(self, self.open(id)?, key, posted),
            Step::Send(id) => submit::take(self, self.open(id)?, posted),
            _ => Err(Fault::new(Status::Method, Message::new("web-read-only"))),
        }
    }

    /// A draft with all that is needed to go on, where it is the person's to write: a link
    /// alone opens nothing. What stands on the branch is taken in, where it moved on.
    fn open(&self, id: &str) -> Result<Open, Fault> {
        let unknown = || Fault::not_found(Message::new("write-no-draft"));
        let draft = self.desk.drafts.find(id)?.ok_or_else(unknown)?;
        if !self.may_write(&draft.path) {
            return Err(unknown());
        }
        let sheet = Sheet::read(&draft.content).ok_or_else(unknown)?;
        let path: Arc<str> = draft.path.as_str().into();
        let at = layout::parse(&path).ok_or_else(unknown)?;
        let kind = at.kind;
        let handed = self.desk.drafts.handed_in(id)?;
        let mut open = Open {
            draft,
            sheet,
            path,
            kind,
            handed,
        };
        self.follow(&mut open)?;
        Ok(open)
    }

    /// Takes in what changed on the branch since: three ways, field by field.
    fn follow(&self, open: &mut Open) -> Result<(), Fault> {
        let now = self.standing(&open.path);
        if now.as_deref() == open.draft.base.as_deref() {
            return Ok(());
        }
        let before = sheet::values(&open.path, open.draft.base.as_deref());
        let theirs = sheet::values(&open.path, now.as_deref());
        open.sheet.meet(&before, &theirs);
        open.draft.base = now.map(|bytes| bytes.to_vec());
        open.draft.content = open.sheet.written();
        // Whoever else saved it meanwhile has taken the same in.
        self.desk.drafts.save(&open.draft)?;
        let found = self.desk.drafts.find(&open.draft.id)?;
        if let Some((draft, sheet)) = found.and_then(|draft| {
            let sheet = Sheet::read(&draft.content)?;
            Some((draft, sheet))
        }) {
            (open.draft, open.sheet) = (draft, sheet);
        }
        Ok(())
    }

    /// What stands at a path now.
    fn standing(&self, path: &str) -> Option<Arc<[u8]>> {
        let entry = self.base.tree.get(path)?;
        entry.bytes.clone()
    }

    fn may_write(&self, path: &str) -> bool {
        match &self.person {
            Person::Here => true,
            Person::Known(identity) => app::may_write(&self.base.registry, identity, path),
        }
    }

    /// The frame of a page of the form: it is of now, and has no other days.
    fn frame(&self, title: String) -> Frame<'_> {
        self.frame_with(title, &[])
    }

    /// The same with fields that the page in the other language keeps.
    fn frame_with(&self, title: String, kept: &[(&str, &str)]) -> Frame<'_> {
        let mut frame = Frame::new(&self.context, title, kept);
        frame.days = None;
        frame
    }

    fn address(&self, step: Step) -> String {
        self.context.links.to(&Page::Form(step))
    }

    fn word(&self, key: &str) -> String {
        self.context.word(key)
    }
}

/// A draft that somebody works on.
struct Open {
    draft: Draft,
    sheet: Sheet,
    path: Arc<str>,
    kind: layout::Kind,
    /// What became of it; `None`: it was never handed in.
    handed: Option<HandedIn>,
}

impl Open {
    fn id(&self) -> String {
        self.draft.id.clone()
    }

    /// What the draft is of, in words.
    fn about(&self, visit: &Visit<'_>) -> String {
        let view = visit.context.view();
        let at = layout::parse(&self.path);
        let name = self.sheet.said.get("name").and_then(|name| name.as_str());
        let system = at.and_then(|at| at.system());
        let known = system.map(|id| view.system_name(id.as_ref()));
        let subject = match (self.kind, name) {
            (layout::Kind::System | layout::Kind::Project, Some(name)) => {
                mulu_report::text::plain(name).into_owned()
            }
            _ => known.unwrap_or_default(),
        };
        let message = match (self.kind, at.and_then(|at| at.year())) {
            (layout::Kind::Request, Some(year)) => {
                Message::new("write-about-request").arg("year", i64::from(year))
            }
            (layout::Kind::Opinions, _) => {
                let authority = at.and_then(|at| at.get("authority"));
                let units = visit.base.registry.units_of(authority.unwrap_or_default());
                let names: Vec<String> = units.map(|unit| view.unit_name(unit)).collect();
                Message::new("write-about-opinion").arg("office", names.join(" "))
            }
            _ if self.draft.base.is_none() => Message::new("write-about-new"),
            _ => Message::new("write-about-change"),
        };
        visit.context.words.say(&message.arg("subject", subject))
    }
}
