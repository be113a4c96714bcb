//! What was: two revisions compared, and one system's life, commit by commit.
//!
//! What several commits share is parsed once.

use super::load::{Loaded, Rules, at_revision};
use super::{Error, lookup};
use jiff::civil::Date;
use mulu_core::decision::{
    Comparison, Decision, ProjectDecision, Total, Verdict, compare, decide, decide_projects,
    decide_where, total,
};
use mulu_core::diagnostic::Message;
use mulu_core::document;
use mulu_core::layout;
use mulu_core::registry::{Readings, Registry};
use mulu_core::tree::{BlobId, Difference, Tree};
use mulu_git::{Repository, Revision};
use mulu_report::history::{Commit, FileChange, HistoryEntry};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

fn commit(revision: &Revision<'_>) -> Result<Commit, Error> {
    Ok(Commit {
        id: revision.id(),
        on: super::load::day_of(revision)?,
        author: revision.author(),
        subject: revision.subject(),
        pull: revision.pull(),
    })
}

/// Two revisions compared.
#[derive(Debug)]
pub struct Compared {
    /// The earlier.
    pub before: Loaded,
    /// The later.
    pub after: Loaded,
    /// Files that differ.
    pub files: Vec<FileChange>,
    /// Requests that are judged otherwise, by each revision's own rules.
    pub decisions: Vec<Comparison>,
    /// Projects that are judged otherwise.
    pub projects: Vec<Comparison<ProjectDecision>>,
    /// What both come to, of all years.
    pub totals: (BTreeMap<Verdict, Total>, BTreeMap<Verdict, Total>),
    /// The commits that the later has and the earlier hasn't, the newest first, with
    /// the files of the registry that each changed.
    pub commits: Vec<(Commit, Vec<String>)>,
}

/// Compares two revisions, both judged for one day: the later one's, where none is
/// named. So only what was committed makes a difference.
///
/// # Errors
/// When a revision means nothing, cannot be read, or has no rules to judge by.
pub fn diff(
    folder: PathBuf,
    before: &str,
    after: &str,
    on: Option<Date>,
) -> Result<Compared, Error> {
    let repository = Repository::open(&folder)?;
    let (earlier, later) = (repository.revision(before)?, repository.revision(after)?);
    let on = match on {
        Some(day) => day,
        None => super::load::day_of(&later)?,
    };
    let mut past = Past::default();
    let before = past.at(&repository, &earlier, on)?;
    let after = past.at(&repository, &later, on)?;
    let files = files(&before, &after);
    let (decisions, totals) = decisions(&before, &after, on)?;
    let projects = projects(&before, &after, on)?;
    let mut commits = Vec::new();
    for revision in repository.line(&later, Some(&earlier))? {
        let changed = repository.changed(&revision)?;
        if !changed.is_empty() {
            commits.push((commit(&revision)?, changed));
        }
    }
    Ok(Compared {
        before,
        after,
        files,
        decisions,
        projects,
        totals,
        commits,
    })
}

fn files(before: &Loaded, after: &Loaded) -> Vec<FileChange> {
    let document = |registry: &'_ Registry, path: &str| registry.doc_by_path(path);
    let differences = before.tree.differences(&after.tree);
    let file = |one: &Difference<'_>| {
        let was = document(&before.registry, one.path).map(|doc| before.registry.document(doc));
        let is = document(&after.registry, one.path).map(|doc| after.registry.document(doc));
        FileChange {
            path: Arc::clone(one.path),
            there: (one.before.is_some(), one.after.is_some()),
            facts: document::facts(was, is),
        }
    };
    differences.iter().map(file).collect()
}

type Totals = BTreeMap<Verdict, Total>;

fn decisions(
    before: &Loaded,
    after: &Loaded,
    on: Date,
) -> Result<(Vec<Comparison>, (Totals, Totals)), Error> {
    let (old, new) = (pack(before)?, pack(after)?);
    let mut pairs = Vec::new();
    let mut totals = (total([]), total([]));
    for year in years(&before.registry).union(&years(&after.registry)) {
        let was = decide(&before.registry, old, on, *year);
        let is = decide(&after.registry, new, on, *year);
        add(&mut totals.0, &was.totals());
        add(&mut totals.1, &is.totals());
        let differing = compare(was.decisions, is.decisions, (old, new), |_| false);
        pairs.extend(differing);
    }
    Ok((pairs, totals))
}

fn projects(
    before: &Loaded,
    after: &Loaded,
    on: Date,
) -> Result<Vec<Comparison<ProjectDecision>>, Error> {
    let (old, new) = (pack(before)?, pack(after)?);
    let listed = |loaded: &Loaded| loaded.registry.lists.keys().copied().collect::<Vec<_>>();
    let years: BTreeSet<i16> = [listed(before), listed(after), vec![on.year()]]
        .into_iter()
        .flatten()
        .collect();
    let differing = years.into_iter().flat_map(|year| {
        let was = decide_projects(&before.registry, old, on, year, |_| true);
        let is = decide_projects(&after.registry, new, on, year, |_| true);
        compare(was.projects, is.projects, (old, new), |_| false)
    });
    Ok(differing.collect())
}

fn add(sum: &mut Totals, part: &Totals) {
    for (verdict, total) in part {
        let sum = sum.entry(*verdict).or_default();
        sum.count += total.count;
        sum.amount = sum.amount.saturating_add(total.amount);
    }
}

fn pack(loaded: &Loaded) -> Result<&mulu_core::policy::Pack, Error> {
    loaded.pack.as_deref().ok_or_else(|| {
        let commit = loaded.provenance.commit.clone().unwrap_or_default();
        Error::broken_registry(Message::new("failure-rules-at").arg("commit", commit))
    })
}

fn years(registry: &Registry) -> BTreeSet<i16> {
    let ids = registry.requests.keys();
    ids.map(|id| id.year()).collect()
}

/// A system's life, the newest entry first.
#[derive(Debug)]
pub struct SystemHistory {
    /// `unit/system`.
    pub system: String,
    /// The registry as it is at the end.
    pub now: Loaded,
    /// The entries at which something of it changed.
    pub entries: Vec<HistoryEntry>,
    /// How many documents were parsed for all of them.
    pub parsed: usize,
}

/// A system's life through Git: every commit that changed its files or turned a
/// verdict, judged for the commit's own day, or for one day where that is named.
///
/// # Errors
/// When nobody knows the system, or a commit cannot be read.
pub fn history(
    folder: PathBuf,
    revision: &str,
    system: &str,
    year: Option<i16>,
    on: Option<Date>,
) -> Result<SystemHistory, Error> {
    let repository = Repository::open(&folder)?;
    let last = repository.revision(revision)?;
    let mut past = Past::default();
    let now = past.at(
        &repository,
        &last,
        on.map_or_else(|| super::load::day_of(&last), Ok)?,
    )?;
    let mut line = repository.line(&last, None)?;
    line.reverse();
    let system = known(&repository, &now, &line, system)?;
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut before: Option<Loaded> = None;
    for revision in &line {
        let changed = repository.changed(revision)?;
        if changed.is_empty() || !revision.has_registry() {
            continue;
        }
        let commit = commit(revision)?;
        let day = on.unwrap_or(commit.on);
        let loaded = past.at(&repository, revision, day)?;
        let decisions = judged(&loaded, &system, year, day);
        let files = own_files(before.as_ref(), &loaded, &system, &changed);
        let turns = entries.last().map_or(decisions.is_some(), |last| {
            verdicts(last.decisions.as_deref()) != verdicts(decisions.as_deref())
        });
        if !files.is_empty() || (turns && !entries.is_empty()) {
            entries.push(HistoryEntry {
                commit,
                on: day,
                files,
                decisions,
                turns,
            });
        }
        before = Some(loaded);
    }
    entries.reverse();
    Ok(SystemHistory {
        system,
        now,
        entries,
        parsed: past.parsed + past.readings.parsed(),
    })
}

/// The system that is meant: one of today's, or one that once was.
fn known(
    repository: &Repository,
    now: &Loaded,
    line: &[Revision<'_>],
    name: &str,
) -> Result<String, Error> {
    let failure = match lookup::system(&now.registry, name) {
        Ok(system) => return Ok(system),
        Err(failure) => failure,
    };
    let path = format!("registry/systems/{name}.yaml");
    for revision in line {
        if repository.changed(revision)?.contains(&path) {
            return Ok(name.to_owned());
        }
    }
    Err(failure)
}

fn judged(loaded: &Loaded, system: &str, year: Option<i16>, on: Date) -> Option<Vec<Decision>> {
    let pack = loaded.pack.as_ref()?;
    let all = years(&loaded.registry).into_iter();
    let wanted = all.filter(|one| year.is_none_or(|year| *one == year));
    let decisions = wanted.flat_map(|year| {
        let of = |case: &mulu_core::policy::RequestRef| *case.system == *system;
        decide_where(&loaded.registry, pack, on, year, of).decisions
    });
    Some(decisions.collect())
}

/// Verdict and amount by request.
fn verdicts(decisions: Option<&[Decision]>) -> BTreeMap<&str, (Verdict, Option<i64>)> {
    let decisions = decisions.into_iter().flatten();
    decisions
        .map(|decision| (&*decision.request, (decision.verdict, decision.amount)))
        .collect()
}

fn own_files(
    before: Option<&Loaded>,
    after: &Loaded,
    system: &str,
    changed: &[String],
) -> Vec<FileChange> {
    let ends = format!("/{system}.yaml");
    let own = |path: &&String| {
        let folders = [
            "registry/systems/",
            "registry/opinions/",
            "registry/requests/",
        ];
        folders.iter().any(|folder| path.starts_with(folder)) && path.ends_with(&ends)
    };
    let nothing = Registry::default();
    let none = Tree::default();
    let (earlier, tree) =
        before.map_or((&nothing, &none), |loaded| (&loaded.registry, &loaded.tree));
    let document = |registry: &'_ Registry, path: &str| registry.doc_by_path(path);
    let file = |path: &String| {
        let was = document(earlier, path).map(|doc| earlier.document(doc));
        let is = document(&after.registry, path).map(|doc| after.registry.document(doc));
        FileChange {
            path: path.as_str().into(),
            there: (tree.get(path).is_some(), after.tree.get(path).is_some()),
            facts: document::facts(was, is),
        }
    };
    changed.iter().filter(own).map(file).collect()
}

/// What decides how documents are read and judged, by path and Git's id.
type RuleFiles = Vec<(Arc<str>, Option<BlobId>)>;

/// Several commits, read one after the other.
#[derive(Default)]
struct Past {
    tree: Tree,
    rules: Option<(RuleFiles, Rules)>,
    readings: Readings,
    parsed: usize,
}

impl Past {
    /// The registry at a revision. What was read before is not read again, unless
    /// it is judged by others.
    fn at(
        &mut self,
        repository: &Repository,
        revision: &Revision<'_>,
        on: Date,
    ) -> Result<Loaded, Error> {
        let mut tree = revision.listing()?;
        repository.read_with(&mut tree, &self.tree, |_| true)?;
        self.tree = tree.clone();
        let rules = self.rules_of(&tree);
        Ok(at_revision(
            tree,
            revision.id(),
            on,
            rules,
            &mut self.readings,
        ))
    }

    fn rules_of(&mut self, tree: &Tree) -> Rules {
        let files = tree.iter().filter(|(path, _)| layout::is_rule(path));
        let files: RuleFiles = files
            .map(|(path, entry)| (path.clone(), entry.blob))
            .collect();
        if let Some((known, rules)) = &self.rules
            && *known == files
        {
            return rules.clone();
        }
        self.parsed += self.readings.parsed();
        self.readings = Readings::default();
        let rules = Rules::of(tree);
        self.rules = Some((files, rules.clone()));
        rules
    }
}
