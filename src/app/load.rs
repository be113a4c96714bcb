//! From a folder, a revision and a date to everything that is asked about.

use super::Error;
use super::days::{day, zone};
use jiff::Timestamp;
use jiff::civil::Date;
use mulu_core::decision::{Provenance, Snapshot};
use mulu_core::diagnostic::{self, Diagnostic, Message};
use mulu_core::layout::SETTINGS;
use mulu_core::policy::{self, Pack};
use mulu_core::registry::{self, Readings, Registry, Settings};
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use mulu_git::{Repository, worktree};
use std::path::PathBuf;
use std::sync::Arc;

/// Which state of the registry is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RevisionSpec {
    /// The files as they lie there.
    #[default]
    WorkTree,
    /// A branch, tag or commit, as Git names it.
    Named(String),
    /// The last commit by the end of a day, judged on that day.
    On(Date),
}

/// What a command is asked about.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The folder that holds `registry/`.
    pub folder: PathBuf,
    /// Which state.
    pub revision: RevisionSpec,
    /// The day it is judged for; `None`: today, or the revision's day.
    pub on: Option<Date>,
}

/// A registry with its schemas and rules, read.
#[derive(Debug)]
pub struct Loaded {
    /// The files.
    pub tree: Tree,
    /// The schemas; `None` where one is broken.
    pub schemas: Option<Arc<Schemas>>,
    /// The documents; empty where there are no schemas.
    pub registry: Registry,
    /// The rules; `None` where they are broken.
    pub pack: Option<Arc<Pack>>,
    /// What was read, and for which day.
    pub provenance: Provenance,
    /// The folder within its repository, with a slash behind it; empty for the top, and
    /// where there is no repository.
    pub folder: String,
    /// Every finding, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Why the day is a guess: the registry's time zone doesn't exist. Nothing
    /// may be decided for such a day.
    pub undated: Option<Error>,
    /// What to know of how it was found: the days of its history run backwards.
    pub notes: Vec<Message>,
}

impl Loaded {
    /// What decisions are made from; `None` where schemas or rules are broken.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot<'_>> {
        Some(Snapshot {
            tree: &self.tree,
            schemas: Some(self.schemas.as_deref()?),
            registry: &self.registry,
            pack: self.pack.as_deref()?,
            diagnostics: &self.diagnostics,
            provenance: &self.provenance,
        })
    }

    /// The snapshot, where decisions are to be made of it.
    ///
    /// # Errors
    /// When nobody knows which day it is there: nothing may be decided for a day
    /// that is a guess.
    pub fn dated(&self) -> Result<Option<Snapshot<'_>>, Error> {
        match (self.snapshot(), &self.undated) {
            (Some(_), Some(error)) => Err(error.clone()),
            (snapshot, _) => Ok(snapshot),
        }
    }

    /// The whole, where it can be judged.
    ///
    /// # Errors
    /// Itself, where its schemas or rules are broken.
    pub fn judgeable(self) -> Result<OwnedSnapshot, Box<Self>> {
        let (Some(schemas), Some(pack)) = (self.schemas.clone(), self.pack.clone()) else {
            return Err(Box::new(self));
        };
        Ok(OwnedSnapshot {
            tree: self.tree,
            schemas,
            registry: self.registry,
            pack,
            diagnostics: self.diagnostics,
            provenance: self.provenance,
        })
    }

    /// How many documents there are.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.registry.documents.len()
    }
}

/// A registry that can be judged, kept.
#[derive(Debug)]
pub struct OwnedSnapshot {
    /// Its files.
    pub tree: Tree,
    /// The schemas that it was read by.
    pub schemas: Arc<Schemas>,
    /// Its documents.
    pub registry: Registry,
    /// The rules that judge it.
    pub pack: Arc<Pack>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// Which registry, which rules, which day.
    pub provenance: Provenance,
}

impl OwnedSnapshot {
    /// As it is judged and shown.
    #[must_use]
    pub fn view(&self) -> Snapshot<'_> {
        Snapshot {
            tree: &self.tree,
            schemas: Some(&self.schemas),
            registry: &self.registry,
            pack: &self.pack,
            diagnostics: &self.diagnostics,
            provenance: &self.provenance,
        }
    }
}

/// Reads what is asked about.
///
/// # Errors
/// When the folder or the revision means nothing, or something cannot be read.
pub fn load(input: &Input) -> Result<Loaded, Error> {
    read(input).map(judged_by_itself)
}

/// What a registry is judged by: schemas and rules of its own.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    pub(super) schemas: Option<Arc<Schemas>>,
    pub(super) pack: Option<Arc<Pack>>,
    /// What is wrong with them.
    pub(super) faults: Vec<Diagnostic>,
}

impl Rules {
    /// Those that a tree brings along.
    pub(super) fn of(tree: &Tree) -> Self {
        let (schemas, mut faults) = Schemas::load(tree);
        let pack = schemas.as_ref().and_then(|schemas| {
            let (pack, found) = policy::load(tree, schemas);
            faults.extend(found);
            pack
        });
        Rules {
            schemas: schemas.map(Arc::new),
            pack: pack.map(Arc::new),
            faults,
        }
    }
}

/// The registry of a revision whose files were read, by rules that it has in common
/// with others, and the opinions of the authorities of such settings; what was read is kept
/// for these.
pub(super) fn at_revision(
    tree: Tree,
    commit: String,
    day: Date,
    (rules, counting): (Rules, Option<&Settings>),
    readings: &mut Readings,
) -> Loaded {
    let source = Source {
        tree,
        commit: Some(commit),
        day,
        folder: String::new(),
        undated: None,
        notes: Vec::new(),
    };
    let counting = counting.map(|settings| &settings.authorities);
    let load =
        |tree: &Tree, schemas: &Schemas| registry::load_with(tree, schemas, counting, readings);
    judged_by(source, rules, load)
}

/// The same registry with other documents, by the same rules.
pub(super) fn judged_again(loaded: Loaded, tree: Tree) -> Loaded {
    let rules = Rules {
        schemas: loaded.schemas,
        pack: loaded.pack,
        faults: Vec::new(),
    };
    let source = Source {
        tree,
        commit: loaded.provenance.commit,
        day: loaded.provenance.on,
        folder: loaded.folder,
        undated: loaded.undated,
        notes: loaded.notes,
    };
    judged_by(source, rules, registry::load)
}

/// A registry with the schemas and rules that it brings along.
fn judged_by_itself(source: Source) -> Loaded {
    let rules = Rules::of(&source.tree);
    judged_by(source, rules, registry::load)
}

fn judged_by(
    source: Source,
    rules: Rules,
    load: impl FnOnce(&Tree, &Schemas) -> (Registry, Vec<Diagnostic>),
) -> Loaded {
    let tree = source.tree;
    let mut diagnostics = rules.faults;
    let registry = rules.schemas.as_ref().map(|schemas| load(&tree, schemas));
    let (mut registry, faults) = registry.unwrap_or_default();
    diagnostics.extend(faults);
    if let Some(schemas) = &rules.schemas {
        diagnostics.extend(registry.implausible(schemas, source.day));
        if let Some(pack) = &rules.pack {
            diagnostics.extend(registry.attest(schemas, pack.vocabulary().as_ref()));
            diagnostics.extend(policy::stage_findings(&registry, pack, source.day));
            pack.cite(&mut diagnostics);
        }
    }
    diagnostic::sort(&mut diagnostics);
    let policy = if policy::builtin::is_overridden(&tree) {
        source.commit.clone()
    } else {
        Some(policy::builtin::NAME.to_owned())
    };
    let provenance = Provenance {
        registry: registry.settings.title.clone(),
        policy,
        commit: source.commit,
        on: source.day,
        audience: registry::Audience::Offices,
    };
    Loaded {
        tree,
        schemas: rules.schemas,
        registry,
        pack: rules.pack,
        provenance,
        folder: source.folder,
        diagnostics,
        undated: source.undated,
        notes: source.notes,
    }
}

/// What was read of a revision.
struct Source {
    tree: Tree,
    commit: Option<String>,
    day: Date,
    /// The folder within its repository.
    folder: String,
    /// Why the day is a guess, where it is one.
    undated: Option<Error>,
    /// What to know of how it was found.
    notes: Vec<Message>,
}

fn read(input: &Input) -> Result<Source, Error> {
    match &input.revision {
        RevisionSpec::WorkTree => {
            let tree = worktree(&input.folder)?;
            let repository = Repository::open(&input.folder).ok();
            let folder = repository.as_ref().map(Repository::folder);
            let commit = repository.and_then(|repository| repository.clean_head(&tree));
            let bytes = tree.bytes(SETTINGS).map(<[u8]>::to_vec);
            let (day, undated) = day(input.on, bytes, |zone| {
                Ok(Timestamp::now().to_zoned(zone.clone()).date())
            })?;
            Ok(Source {
                tree,
                commit,
                day,
                folder: folder.unwrap_or_default(),
                undated,
                notes: Vec::new(),
            })
        }
        RevisionSpec::Named(name) => {
            let repository = Repository::open(&input.folder)?;
            let revision = repository.revision(name)?;
            let (day, undated) = day(input.on, revision.bytes(SETTINGS), |zone| {
                revision.date(zone)
            })?;
            Ok(Source {
                tree: revision.tree()?,
                commit: Some(revision.id()),
                day,
                folder: repository.folder(),
                undated,
                notes: Vec::new(),
            })
        }
        RevisionSpec::On(day) => {
            let repository = Repository::open(&input.folder)?;
            let (zone, undated) = zone(repository.revision("HEAD")?.bytes(SETTINGS));
            let standing = repository.standing(&repository.revision("HEAD")?, *day, &zone)?;
            let revision = standing.revision;
            Ok(Source {
                tree: revision.tree()?,
                commit: Some(revision.id()),
                day: input.on.unwrap_or(*day),
                folder: repository.folder(),
                undated,
                notes: standing
                    .backwards
                    .iter()
                    .map(mulu_git::Backwards::message)
                    .collect(),
            })
        }
    }
}
