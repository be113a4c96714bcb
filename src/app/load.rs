//! From a folder, a revision and a date to everything that is asked about.

use super::Failure;
use crate::decision::Provenance;
use crate::diagnostic::{self, Diagnostic, Message};
use crate::document;
use crate::git::{Repository, worktree};
use crate::policy::{self, Pack};
use crate::registry::{self, Registry};
use crate::schema::Schemas;
use crate::tree::Tree;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::Arc;

/// The time zone of a registry that names none.
const DEFAULT_ZONE: &str = "Asia/Shanghai";

/// Which state of the registry is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// The files as they lie there.
    #[default]
    WorkTree,
    /// A revision.
    Revision(String),
    /// The last commit by the end of a day, judged on that day.
    At(Date),
}

/// What a command is asked about.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// The folder that holds `registry/`.
    pub folder: PathBuf,
    /// Which state.
    pub moment: Moment,
    /// The day it is judged for; `None`: today, or the revision's day.
    pub on: Option<Date>,
}

/// A registry with its schemas and rules, read.
pub struct Loaded {
    /// The files.
    pub tree: Tree,
    /// The schemas; `None` where one is broken.
    pub schemas: Option<Schemas>,
    /// The documents; empty where there are no schemas.
    pub registry: Registry,
    /// The rules; `None` where they are broken.
    pub pack: Option<Pack>,
    /// What was read, and for which day.
    pub provenance: Provenance,
    /// Every finding, in order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// How many documents there are.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.registry.documents.len()
    }
}

/// Reads what is asked about.
///
/// # Errors
/// When the folder, the revision or the date means nothing, or something
/// cannot be read.
pub fn load(input: &Input) -> Result<Loaded, Failure> {
    let (tree, commit, day) = read(input)?;
    let (schemas, mut diagnostics) = Schemas::load(&tree);
    let (registry, pack) = match &schemas {
        None => (Registry::default(), None),
        Some(schemas) => {
            let (registry, faults) = registry::load(&tree, schemas);
            diagnostics.extend(faults);
            let (pack, faults) = policy::load(&tree, schemas);
            diagnostics.extend(faults);
            (registry, pack)
        }
    };
    diagnostic::sort(&mut diagnostics);
    let on = match (input.on, day) {
        (Some(on), _) | (None, Some(on)) => on,
        (None, None) => Zoned::now().with_time_zone(zone(&tree)?).date(),
    };
    let title = registry.settings.title.clone();
    let own = policy::builtin::is_overridden(&tree);
    let policy = if own {
        commit.clone()
    } else {
        Some(policy::builtin::NAME.to_owned())
    };
    let provenance = Provenance {
        registry: title,
        policy,
        commit,
        on,
    };
    Ok(Loaded {
        tree,
        schemas,
        registry,
        pack,
        provenance,
        diagnostics,
    })
}

/// The files, their commit, and the day that the moment itself fixes.
fn read(input: &Input) -> Result<(Tree, Option<String>, Option<Date>), Failure> {
    match &input.moment {
        Moment::WorkTree => {
            let tree = worktree(&input.folder)?;
            let commit = Repository::open(&input.folder)
                .ok()
                .and_then(|r| r.clean_head());
            Ok((tree, commit, None))
        }
        Moment::Revision(name) => {
            let repository = Repository::open(&input.folder)?;
            let revision = repository.revision(name)?;
            let tree = revision.tree()?;
            let day = match input.on {
                Some(on) => on,
                None => revision.date(&zone(&tree)?)?,
            };
            Ok((tree, Some(revision.id()), Some(day)))
        }
        Moment::At(day) => {
            let repository = Repository::open(&input.folder)?;
            let zone = zone(&repository.revision("HEAD")?.tree()?)?;
            let revision = repository.at(*day, &zone)?;
            Ok((revision.tree()?, Some(revision.id()), Some(*day)))
        }
    }
}

/// The registry's time zone, whether or not the settings are otherwise sound.
fn zone(tree: &Tree) -> Result<TimeZone, Failure> {
    let path: Arc<str> = "registry/registry.yaml".into();
    let bytes = tree.get(&path).and_then(|entry| entry.bytes.as_ref());
    let document = bytes.and_then(|bytes| document::read(&path, bytes).0);
    let named = document
        .as_ref()
        .and_then(|document| document.root().get("timezone"));
    let name = named
        .and_then(document::NodeRef::scalar_text)
        .unwrap_or(DEFAULT_ZONE);
    TimeZone::get(name)
        .map_err(|_| Failure::new(Message::new("failure-time-zone").arg("name", name)))
}
