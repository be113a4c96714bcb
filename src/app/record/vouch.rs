//! `mulu explain --blame`: of each fact that decided who wrote it, when, in which pull
//! request, and what that is signed with.

use super::approvals::{Kept, is_merge};
use crate::days::zone_of;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mulu_core::decision::{Judgement, Snapshot};
use mulu_core::diagnostic::{Error, Message};
use mulu_core::document::place::Lines;
use mulu_core::layout::{SCHEMAS, SETTINGS, UnitId};
use mulu_core::policy::RuleOutcome;
use mulu_core::registry::{self, DocId, Registry};
use mulu_core::schema::Schemas;
use mulu_core::tree::Tree;
use mulu_git::{Blame, Repository, Revision};
use mulu_record::note::REFERENCE;
use mulu_record::{Agreed, Brought, Fact, Noted, Wrote, keys, vouched};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Where units stand.
const UNITS: &str = "registry/units/";

/// The facts that outcomes rest on, in the order of files and lines, each with who vouched.
///
/// # Errors
/// When what is asked about is of no commit, or the history isn't all here.
pub fn facts<'o>(
    snapshot: &Snapshot<'_>,
    folder: &Path,
    outcomes: impl IntoIterator<Item = &'o RuleOutcome>,
) -> Result<Vec<Fact>, Error> {
    let commit = snapshot.provenance.commit.as_deref();
    let commit = commit.ok_or_else(|| Error::bad_input(Message::new("vouch-uncommitted")))?;
    let repository = Repository::open(folder)?;
    if repository.is_shallow() {
        return Err(Error::outside(Message::new("failure-history-shallow")));
    }
    let revision = repository.commit(commit)?;
    let mut evidence = BTreeSet::new();
    for outcome in outcomes {
        outcome.gather_evidence(&mut evidence);
    }
    let mut history = History {
        line: repository.line(&revision, None)?,
        repository: &repository,
        revision: &revision,
        now: snapshot.registry,
        blames: BTreeMap::new(),
        people: BTreeMap::new(),
        kept: Kept::open(&repository, REFERENCE),
        notes: BTreeMap::new(),
    };
    let of = |(doc, node)| history.fact(snapshot.registry, (doc, node));
    Ok(evidence.into_iter().map(of).collect())
}

/// The outcomes that decided: those that stand in the way, or all where nothing does, or where
/// all are asked for.
pub fn deciding<'o, J: Judgement>(
    snapshot: &Snapshot<'_>,
    judged: &'o [J],
    all: bool,
) -> Vec<&'o RuleOutcome> {
    let any_short = judged.iter().any(Judgement::falls_short);
    let outcomes = judged.iter().flat_map(Judgement::outcomes);
    let decides = |one: &&RuleOutcome| all || !any_short || snapshot.blocks(one);
    outcomes.filter(decides).collect()
}

/// What of a history was looked at so far.
struct History<'h> {
    repository: &'h Repository,
    revision: &'h Revision<'h>,
    line: Vec<Revision<'h>>,
    now: &'h Registry,
    blames: BTreeMap<Arc<str>, Option<Blame>>,
    /// People and keys at commits.
    people: BTreeMap<String, Registry>,
    kept: Kept<'h>,
    /// What is on record of merges that were asked about.
    notes: BTreeMap<String, Arc<Noted>>,
}

impl History<'_> {
    fn fact(&mut self, registry: &Registry, (doc, node): (DocId, u32)) -> Fact {
        let document = registry.document(doc);
        let node = document.node(node);
        let (from, to) = Lines::new(document.text()).range(node.span());
        let path = Arc::clone(document.path());
        let commit = self.last(&path, from.line, to.line);
        let there = commit
            .as_deref()
            .and_then(|commit| self.path_in(&path, commit));
        let there = there.unwrap_or_else(|| Arc::clone(&path));
        let owners = registry.settings.ownership.of_path(&path);
        Fact {
            pointer: node.pointer(),
            line: from.line,
            value: node.to_json(),
            owners: owners.map(|owners| owners.authors).unwrap_or_default(),
            wrote: commit.and_then(|commit| self.wrote(&commit, (&path, &there))),
            path,
        }
    }

    /// The latest of the commits that wrote some lines.
    fn last(&mut self, path: &Arc<str>, from: u32, to: u32) -> Option<String> {
        let (repository, revision) = (self.repository, self.revision);
        let blame = self.blames.entry(Arc::clone(path));
        let blame = blame.or_insert_with(|| repository.blame(revision, path).ok());
        let blame = blame.as_ref()?;
        let ids: BTreeSet<&str> = (from..=to).filter_map(|line| blame.line(line)).collect();
        let commits = ids
            .into_iter()
            .filter_map(|id| self.repository.commit(id).ok());
        let last = commits.reduce(|one, other| match self.repository.is_within(&one, &other) {
            true => other,
            false => one,
        });
        last.map(|last| last.id())
    }

    /// A merge, with those who agreed to a file as it landed.
    fn merge(&mut self, merge: &Revision<'_>, path: &str, zone: &TimeZone) -> Brought {
        let commit = merge.id();
        let noted = self.notes.entry(commit.clone());
        let noted = noted.or_insert_with(|| Arc::new(self.kept.of(merge)));
        let agreed = match &**noted {
            Noted::Read(read) => read.approved(path),
            _ => Vec::new(),
        };
        let agreed = agreed.into_iter().map(|approval| Agreed {
            login: approval.login.clone(),
            account: approval.account,
            commit: approval.commit.clone(),
            on: approval.at.as_deref().and_then(|at| day(at, zone)),
        });
        Brought {
            agreed: agreed.collect(),
            noted: Arc::clone(noted),
            commit,
        }
    }

    /// What a file was called in the commit that wrote a part of it.
    fn path_in(&self, path: &str, commit: &str) -> Option<Arc<str>> {
        let blame = self.blames.get(path)?.as_ref()?;
        blame.path_in(commit).cloned()
    }

    fn wrote(&mut self, commit: &str, (path, there): (&str, &str)) -> Option<Wrote> {
        let revision = self.repository.commit(commit).ok()?;
        let zone = zone_of(self.revision).ok()?;
        let brought = self.repository.brought(&self.line, &revision).cloned();
        let merge = brought.as_ref().filter(|brought| is_merge(brought));
        let merge = merge.map(|merge| self.merge(merge, there, &zone));
        let signature = revision.signature();
        let signature = signature.as_ref().map(|of| (&*of.armoured, &*of.signed));
        let repository = self.repository;
        let then = self
            .people
            .entry(commit.to_owned())
            .or_insert_with(|| people(repository, &revision).unwrap_or_default());
        let owners = owning(then, path);
        Some(Wrote {
            commit: commit.to_owned(),
            author: revision.author(),
            on: revision.date(&zone).ok(),
            pull: brought.as_ref().and_then(Revision::pull),
            merge,
            signed: vouched(signature, (then, self.now), &owners),
        })
    }
}

/// The day of a moment as forges write it.
fn day(moment: &str, zone: &TimeZone) -> Option<Date> {
    let moment: Timestamp = moment.parse().ok()?;
    Some(moment.to_zoned(zone.clone()).date())
}

/// The units that may propose a path.
pub(crate) fn owning(registry: &Registry, path: &str) -> Vec<UnitId> {
    let owners = registry.settings.ownership.of_path(path);
    let owners = owners.map(|owners| owners.authors).unwrap_or_default();
    let units = owners
        .iter()
        .flat_map(|owner| keys::units_of(registry, owner));
    units.collect()
}

/// Settings and units of a commit: who acts for whom, with which keys.
fn people(repository: &Repository, revision: &Revision<'_>) -> Option<Registry> {
    let mut listed = revision.listing().ok()?;
    let wanted =
        |path: &str| path == SETTINGS || path.starts_with(UNITS) || path.starts_with(SCHEMAS);
    repository.read(&mut listed, wanted).ok()?;
    let mut tree = Tree::default();
    for (path, entry) in listed.iter().filter(|(path, _)| wanted(path)) {
        tree.insert(Arc::clone(path), entry.clone());
    }
    let schemas = Schemas::load(&tree).0?;
    Some(registry::load(&tree, &schemas).0)
}
