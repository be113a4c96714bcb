//! A proposed change, from two revisions to a judgement.

use super::Error;
use super::load::{SETTINGS, day};
use jiff::civil::Date;
use mulu_core::decision::{Decisions, Provenance};
use mulu_core::diagnostic::{self, Diagnostic, Message};
use mulu_core::layout::{self, Kind};
use mulu_core::policy::{self, Pack, rule_tests};
use mulu_core::registry::{self, Readings, Registry, kind_of};
use mulu_core::review::{self, Approval, Review, ReviewInput, Scope, Snapshot};
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use mulu_git::{Merged, Repository, Revision};
use mulu_report::reviews::{ReviewView, Shown};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be reviewed.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The folder that holds `registry/`.
    pub folder: PathBuf,
    /// The revision that it is to be merged into.
    pub base: String,
    /// The revision proposed.
    pub head: String,
    /// The login that proposes it.
    pub author: Option<String>,
    /// Who approved which commit.
    pub approvals: Vec<Approved>,
    /// Whether who may and who agreed was settled before: so it is of what a
    /// merge queue puts together.
    pub settled: bool,
    /// The day it is judged for; `None`: the head's day.
    pub on: Option<Date>,
    /// From how many files on a registry is read in part; `None`: as usual.
    pub whole_below: Option<usize>,
}

/// An approval as it was given: of a commit.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
pub struct Approved {
    /// Who gave it.
    pub login: String,
    /// At which head.
    pub commit: String,
}

/// One side of a change, read.
#[derive(Debug)]
pub struct Half {
    /// Its files.
    pub tree: Tree,
    /// The schemas that it is judged by.
    pub schemas: Arc<Schemas>,
    /// Its documents.
    pub registry: Registry,
    /// The rules that it is judged by.
    pub pack: Arc<Pack>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Half {
    fn shown(&self) -> Shown<'_> {
        Shown {
            tree: &self.tree,
            schemas: &self.schemas,
            registry: &self.registry,
            pack: &self.pack,
        }
    }

    fn side(&self) -> Snapshot<'_> {
        Snapshot {
            tree: &self.tree,
            registry: &self.registry,
            pack: &self.pack,
            diagnostics: &self.diagnostics,
        }
    }
}

/// A change with its judgement.
#[derive(Debug)]
pub struct Reviewed {
    /// The base's commit.
    pub base_commit: String,
    /// The head's commit.
    pub head_commit: String,
    /// What was judged by what: the base's registry and rules.
    pub provenance: Provenance,
    /// What is there.
    pub base: Half,
    /// What would be there, judged by the base's schemas, rules and settings.
    pub merged: Half,
    /// The same by its own, where it changes any and they can be read.
    pub own: Option<Half>,
    /// The judgement.
    pub review: Review,
    /// No decision: what the faces of decisions are given to know names by.
    none: Decisions,
}

impl Reviewed {
    /// The review with what is needed to show it.
    #[must_use]
    pub fn shown(&self) -> ReviewView<'_> {
        ReviewView {
            review: &self.review,
            base: &self.base_commit,
            head: &self.head_commit,
            provenance: &self.provenance,
            before: self.base.shown(),
            after: self.merged.shown(),
            own: self.own.as_ref().map(Half::shown),
            none: &self.none,
        }
    }
}

/// Reviews a proposal.
///
/// # Errors
/// When a revision means nothing, the two have no common history, an object
/// cannot be read, or the base has no rules or schemas to judge by.
pub fn review(proposal: &Proposal) -> Result<Reviewed, Error> {
    let repository = Repository::open(&proposal.folder)?;
    let base = repository.revision(&proposal.base)?;
    let head = repository.revision(&proposal.head)?;
    let (on, undated) = day(proposal.on, base.bytes(SETTINGS), |zone| head.date(zone))?;
    if let Some(failure) = undated {
        return Err(failure);
    }
    let merged = repository.merge(&base, &head)?;
    let halves = Halves::read(&repository, &base, &merged, proposal)?;
    let approvals = approvals(&repository, &halves, &proposal.approvals);
    let input = ReviewInput {
        base: halves.base.side(),
        merged: halves.merged.side(),
        changed: &halves.changed,
        preview: halves.own.as_ref().map(Half::side),
        broken_rules: &halves.broken_rules,
        conflicts: &merged.conflicts,
        outside: &merged.outside,
        author: proposal.author.as_deref(),
        approvals: &approvals,
        settled: proposal.settled,
        on,
        units: halves.scope.as_ref().map(|scope| &scope.units),
    };
    let review = review::review(&input);
    let own_rules = policy::builtin::is_overridden(&halves.base.tree);
    let built_in = || policy::builtin::NAME.to_owned();
    Ok(Reviewed {
        provenance: Provenance {
            registry: halves.base.registry.settings.title.clone(),
            commit: Some(base.id()),
            policy: Some(if own_rules { base.id() } else { built_in() }),
            on,
        },
        base_commit: base.id(),
        head_commit: head.id(),
        base: halves.base,
        merged: halves.merged,
        own: halves.own,
        review,
        none: Decisions {
            year: on.year(),
            on,
            decisions: Vec::new(),
        },
    })
}

/// Both sides, read as far as needed.
struct Halves {
    base: Half,
    merged: Half,
    /// The paths at which they differ.
    changed: Vec<Arc<str>>,
    own: Option<Half>,
    /// What is wrong with rules or schemas of the change's own that cannot be used.
    broken_rules: Vec<Diagnostic>,
    scope: Option<Scope>,
}

impl Halves {
    fn read(
        repository: &Repository,
        base: &Revision<'_>,
        merged: &Merged,
        proposal: &Proposal,
    ) -> Result<Self, Error> {
        let mut trees = (base.listing()?, merged.tree.clone());
        let differences = trees.0.differences(&trees.1);
        let mut scope = review::scope(trees.0.len(), &differences, proposal.whole_below);
        let changed: Vec<Arc<str>> = differences.iter().map(|one| Arc::clone(one.path)).collect();
        repository.read(&mut trees.0, is_rule)?;
        let rules = Rules::of(&trees.0)?;
        let mut readings = Readings::default();
        loop {
            let wants = |path: &str| scope.as_ref().is_none_or(|scope| scope.wants(path));
            repository.read(&mut trees.0, wants)?;
            repository.read_with(&mut trees.1, &trees.0, wants)?;
            let (base, merged) = rules.judge(trees, &mut readings);
            let grown = match &mut scope {
                None => Some(false),
                Some(scope) => widen(repository, scope, (&base, &merged), &changed)?,
            };
            match grown {
                Some(false) => return Ok(Halves::of(base, merged, changed, scope)),
                Some(true) => {}
                None => scope = None,
            }
            trees = (base.tree, merged.tree);
        }
    }

    fn of(base: Half, merged: Half, changed: Vec<Arc<str>>, scope: Option<Scope>) -> Self {
        let (own, broken_rules) = own(&merged, &changed);
        Halves {
            base,
            merged,
            changed,
            own,
            broken_rules,
            scope,
        }
    }
}

/// The base's rules and schemas: both sides are judged by them.
struct Rules {
    schemas: Arc<Schemas>,
    pack: Arc<Pack>,
    faults: Vec<Diagnostic>,
}

impl Rules {
    fn of(tree: &Tree) -> Result<Self, Error> {
        let (schemas, mut faults) = Schemas::load(tree);
        let schemas = schemas.ok_or_else(unjudged)?;
        let (pack, found) = policy::load(tree, &schemas);
        faults.extend(found);
        Ok(Rules {
            schemas: Arc::new(schemas),
            pack: Arc::new(pack.ok_or_else(unjudged)?),
            faults,
        })
    }

    fn half(&self, tree: Tree, readings: &mut Readings) -> Half {
        let (registry, mut diagnostics) = registry::load_with(&tree, &self.schemas, readings);
        diagnostics.extend_from_slice(&self.faults);
        diagnostic::sort(&mut diagnostics);
        Half {
            tree,
            schemas: Arc::clone(&self.schemas),
            registry,
            pack: Arc::clone(&self.pack),
            diagnostics,
        }
    }

    fn judge(&self, trees: (Tree, Tree), readings: &mut Readings) -> (Half, Half) {
        let base = self.half(trees.0, readings);
        let mut merged = self.half(trees.1, readings);
        let listed = &base.registry.systems;
        let proposed = merged.registry.systems.keys();
        let proposed = proposed.filter(|id| !listed.contains_key(*id));
        merged.registry.proposed = proposed.cloned().collect();
        merged.registry.settings = base.registry.settings.clone();
        (base, merged)
    }
}

/// The base cannot be judged by what it brings along.
pub(super) fn unjudged() -> Error {
    Error::broken_registry(Message::new("failure-base-rules"))
}

/// Takes into the scope what shares elements with it; `None`: everything.
fn widen(
    repository: &Repository,
    scope: &mut Scope,
    (base, merged): (&Half, &Half),
    changed: &[Arc<str>],
) -> Result<Option<bool>, Error> {
    let differences = base.tree.between(&merged.tree, changed);
    let before = scope.clone();
    let Some(wider) = scope.wider(&base.registry, &merged.registry, &differences) else {
        return Ok(None);
    };
    let mut grown = *scope != before;
    if !wider.is_empty() {
        let mut systems = base.tree.clone();
        let is_system = |path: &str| kind_of(path) == Some(Kind::System);
        repository.read(&mut systems, is_system)?;
        for (path, entry) in systems.iter().filter(|(path, _)| is_system(path)) {
            let text = entry.bytes.as_deref().unwrap_or_default();
            grown |= scope.take_in(&wider, path, text);
        }
    }
    Ok(Some(grown))
}

/// What decides how everything is judged.
fn is_rule(path: &str) -> bool {
    layout::is_rule(path) || path == layout::SETTINGS
}

/// The merge by schemas, rules and settings of its own, where it changes any;
/// what is wrong with them where they can't be used.
fn own(merged: &Half, changed: &[Arc<str>]) -> (Option<Half>, Vec<Diagnostic>) {
    if !changed.iter().any(|path| is_rule(path)) {
        return (None, Vec::new());
    }
    let tree = &merged.tree;
    let (schemas, mut diagnostics) = Schemas::load(tree);
    let Some(schemas) = schemas else {
        return (None, diagnostics);
    };
    let (pack, faults) = policy::load(tree, &schemas);
    diagnostics.extend(faults);
    let Some(pack) = pack else {
        return (None, diagnostics);
    };
    diagnostics.extend(rule_tests::run(&pack, &schemas, None).1);
    let (mut registry, faults) = registry::load(tree, &schemas);
    registry.proposed.clone_from(&merged.registry.proposed);
    diagnostics.extend(faults);
    diagnostic::sort(&mut diagnostics);
    let own = Half {
        tree: tree.clone(),
        schemas: Arc::new(schemas),
        registry,
        pack: Arc::new(pack),
        diagnostics,
    };
    (Some(own), Vec::new())
}

/// What was approved, file by file. A commit that isn't here approves nothing.
fn approvals(repository: &Repository, halves: &Halves, given: &[Approved]) -> Vec<Approval> {
    let paths = &halves.changed;
    let mut known: BTreeMap<&str, BTreeMap<Arc<str>, _>> = BTreeMap::new();
    let mut approvals = Vec::new();
    for approved in given {
        let files = known.entry(&approved.commit).or_insert_with(|| {
            let Ok(revision) = repository.commit(&approved.commit) else {
                return BTreeMap::new();
            };
            let blob = |path: &Arc<str>| (Arc::clone(path), revision.blob(path));
            paths.iter().map(blob).collect()
        });
        approvals.push(Approval {
            login: approved.login.clone(),
            files: files.clone(),
        });
    }
    approvals
}
