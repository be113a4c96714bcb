//! What every evaluation of one run shares.

use super::evaluate::Evaluation;
use super::observe::{Observation, Recorder};
use super::pack::{Language, Pack};
use super::target::Target;
use super::validity::Change;
use super::{Missing, MissingWhat};
use crate::document::NodeRef;
use crate::registry::{DocId, Opinion, Registry, Slot};
use cel::ExecutionError;
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How much a rule may look through for one subject, with all that it asks of others:
/// entries of lists, opinions, calls. Counted, so that it is the same on any machine. A
/// system with five hundred resources of which each has twenty opinions takes a twentieth
/// of it.
const MOST_WORK: usize = 200_000;

/// Which rule, of which year, of whom.
type Key = (u16, i16, Arc<str>);

/// A registry, a pack and a day; one a thread, since its values note what is
/// read.
#[derive(Debug)]
pub(crate) struct Session<'r> {
    pub(crate) registry: &'r Registry,
    pub(crate) pack: &'r Pack,
    pub(crate) on: Date,
    pub(crate) recorder: Recorder,
    /// What rules said that others asked for.
    asked: Mutex<HashMap<Key, Arc<Evaluation>>>,
    /// How many rules ask one another just now.
    depth: AtomicUsize,
    /// How much the rule that is applied has looked through.
    work: AtomicUsize,
    /// The language of the sentence that is being filled in.
    tongue: Mutex<Arc<str>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<'r> Session<'r> {
    /// A session for one day.
    pub(crate) fn new(registry: &'r Registry, pack: &'r Pack, on: Date) -> Self {
        Session {
            registry,
            pack,
            on,
            recorder: Recorder::default(),
            asked: Mutex::default(),
            depth: AtomicUsize::new(0),
            work: AtomicUsize::new(0),
            tongue: Mutex::new("".into()),
        }
    }

    /// Something that is missing at a path, and who must supply it.
    pub(crate) fn missing(&self, path: impl Into<Arc<str>>, what: MissingWhat) -> Missing {
        let path = path.into();
        let supplier = match what {
            MissingWhat::Listing => self.registry.approver(&path),
            _ => self.registry.supplier(&path),
        };
        Missing {
            path,
            supplier,
            what,
        }
    }

    /// Notes that a step was taken which says another thing from a day on, since
    /// something lapses or falls due; `None`: no day is late enough.
    pub(crate) fn lapses(&self, day: Option<Date>) {
        if let Some(on) = day {
            self.recorder.change(self.on, Change { on, lapse: true });
        }
    }

    /// Notes that something said another thing after a day, since that day is
    /// its last.
    pub(crate) fn lapses_after(&self, day: Date) {
        self.lapses(day.tomorrow().ok());
    }

    /// Notes that something was asked for which is there from a day on; `None`:
    /// it has no day.
    pub(crate) fn appears(&self, day: Option<Date>) {
        if let Some(on) = day {
            self.recorder.change(self.on, Change { on, lapse: false });
        }
    }

    /// Takes over into what is being recorded what another evaluation depended on.
    pub(crate) fn take_over<T>(&self, other: &Observation<T>) {
        self.recorder.join(self.on, &other.reads, other.validity);
        for miss in &other.misses {
            self.recorder.miss(miss.clone());
        }
    }

    /// Takes over what a rule depended on that another one asks.
    pub(crate) fn take_over_evaluation(&self, other: &Evaluation) {
        let outcome = &other.outcome;
        self.recorder
            .join(self.on, &outcome.evidence, other.validity);
        for missing in &outcome.missing {
            self.recorder.missing(missing.clone());
        }
    }

    /// What a rule said before.
    pub(crate) fn known(&self, key: &Key) -> Option<Arc<Evaluation>> {
        lock(&self.asked).get(key).cloned()
    }

    /// Keeps what a rule says.
    pub(crate) fn keep(&self, key: Key, evaluation: &Arc<Evaluation>) {
        lock(&self.asked).insert(key, Arc::clone(evaluation));
    }

    /// A rule begins to be applied; where another one asks for it, it is that one's work.
    pub(crate) fn begin(&self) {
        if self.depth.load(Ordering::Relaxed) == 0 {
            self.work.store(0, Ordering::Relaxed);
        }
    }

    /// Notes that so much is looked through, in a document.
    ///
    /// # Errors
    /// When it is too much for one rule and one subject: whatever asked ends in that, and
    /// is unproven.
    pub(crate) fn spend(
        &self,
        work: usize,
        path: impl FnOnce() -> Arc<str>,
    ) -> Result<(), ExecutionError> {
        if self.work.fetch_add(work, Ordering::Relaxed) <= MOST_WORK {
            return Ok(());
        }
        let missing = self.missing(path(), MissingWhat::Bounded);
        self.recorder.missing(missing);
        Err(ExecutionError::function_error("work", "too much"))
    }

    /// One rule deeper into those that ask one another, as long as the answer
    /// lives; `None`: too deep.
    pub(crate) fn deeper(&self, most: usize) -> Option<Deeper<'_>> {
        let deeper = Deeper(&self.depth);
        (self.depth.fetch_add(1, Ordering::Relaxed) < most).then_some(deeper)
    }

    /// Says in which language a sentence is being filled in.
    pub(crate) fn speak(&self, tongue: &Arc<str>) {
        *lock(&self.tongue) = Arc::clone(tongue);
    }

    /// The language of the sentence that is being filled in.
    pub(crate) fn tongue(&self) -> Arc<str> {
        Arc::clone(&lock(&self.tongue))
    }

    /// The authorities meant by an id, or by `any`: all that may attest the matter.
    pub(crate) fn authorities(&self, id: &str, matter: &str) -> Vec<Arc<str>> {
        if id != "any" {
            return vec![id.into()];
        }
        match self.pack.matters.get(matter) {
            Some(matter) if self.pack.language > Language::First => {
                matter.authorities.iter().cloned().collect()
            }
            _ => self.registry.opinions.keys().map(|id| id.text()).collect(),
        }
    }

    /// The name of an authority's office.
    pub(crate) fn authority_name(&self, id: &str) -> Option<&'r str> {
        let (known, _) = self.registry.settings.authorities.get_key_value(id)?;
        Some(self.registry.authority_name(known))
    }

    /// The opinion that stands at a node.
    pub(crate) fn opinion_at(&self, doc: DocId, node: u32) -> Option<&'r Opinion> {
        let path = self.registry.document(doc).path();
        let located = crate::layout::parse(path)?;
        let (authority, subject) = (located.get("authority")?, located.subject()?);
        let file = self.registry.opinions_on(authority, &subject).valid()?;
        // They stand in the order of their nodes.
        let at = file
            .opinions
            .binary_search_by_key(&node, |opinion| opinion.node);
        file.opinions.get(at.ok()?)
    }

    /// A document of a kind that is referred to, and the path that it belongs at;
    /// `None`: there is no such kind.
    pub(crate) fn other(&self, kind: &str, reference: &str) -> Option<(String, Slot<DocId>)> {
        let registry = self.registry;
        let folder = match kind {
            "unit" => "units",
            "system" => "systems",
            "project" => "projects",
            "framework" => "frameworks",
            _ => return None,
        };
        let reference = match kind {
            "project" => reference.replacen("/projects/", "/", 1),
            _ => reference.to_owned(),
        };
        let path = format!("registry/{folder}/{reference}.yaml");
        let slot = match registry.doc_by_path(&path) {
            _ if registry.is_broken(&path) => Slot::Broken(path.as_str().into()),
            Some(doc) => Slot::Valid(doc),
            None => Slot::Absent,
        };
        Some((path, slot))
    }

    /// Who asks: of a request, or of a project.
    pub(crate) fn applicant(&self, target: &Target) -> Option<Arc<str>> {
        let registry = self.registry;
        match &target.project {
            None => {
                let request = registry.requests.get(&target.request)?.valid()?;
                Some(request.applicant.text())
            }
            Some(project) => {
                let (_, slot) = self.other("project", project)?;
                let root = registry.document(*slot.valid()?).root();
                Some(root.get("applicant")?.scalar_text()?.into())
            }
        }
    }

    /// Where a request or a project states who asks.
    pub(crate) fn applicant_stated(&self, target: &Target) -> Option<(DocId, NodeRef<'_>)> {
        let registry = self.registry;
        let doc = match &target.project {
            None => registry.requests.get(&target.request)?.valid()?.doc,
            Some(project) => *self.other("project", project)?.1.valid()?,
        };
        let stated = registry.document(doc).root().get("applicant")?;
        Some((doc, stated))
    }

    /// Whether a broken system document, other than `system`'s, mentions an element.
    pub(crate) fn broken_mentions(&self, element: &str, system: &str) -> bool {
        self.registry.broken_systems.may_mean(element, system)
    }
}

/// That one rule more asks another; ends when it is dropped.
#[derive(Debug)]
pub(crate) struct Deeper<'s>(&'s AtomicUsize);

impl Drop for Deeper<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
