//! What was: two revisions compared, and one system's or project's life, commit by commit.

mod kept;
mod life;
mod past;

pub use life::{Life, history};

use super::Error;
use super::load::Loaded;
use jiff::civil::Date;
use mulu_core::decision::{
    Comparison, ProjectDecision, Total, Verdict, compare, decide, decide_projects, total,
};
use mulu_core::diagnostic::Message;
use mulu_core::registry::{Audience, Registry};
use mulu_core::tree::Difference;
use mulu_git::{Repository, Revision};
use mulu_report::history::{Commit, DiffView, FileChange};
pub(crate) use past::Past;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn commit(revision: &Revision<'_>) -> Result<Commit, Error> {
    Ok(Commit {
        id: revision.id(),
        on: super::days::day_of(revision)?,
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
    /// What to know of how they were found: the days of the history run backwards.
    pub notes: Vec<Message>,
}

impl Compared {
    /// The comparison with what is needed to show it.
    #[must_use]
    pub fn shown(&self) -> DiffView<'_> {
        DiffView {
            before: (&self.before.registry, &self.before.provenance),
            after: (&self.after.registry, &self.after.provenance),
            files: &self.files,
            decisions: &self.decisions,
            projects: &self.projects,
            totals: &self.totals,
            commits: &self.commits,
            titles: (self.after.pack.as_deref(), self.after.schemas.as_deref()),
        }
    }
}

/// A day, where a name is one as documents write it.
fn day_named(name: &str) -> Option<Date> {
    let day = name.parse::<Date>().ok();
    day.filter(|day| day.to_string() == name)
}

/// A revision that was named; the day that named it, and what to know of that.
type State<'r> = (Revision<'r>, Option<Date>, Vec<Message>);

/// The revision that is meant: by a name of Git's, or by a day, whose last commit it is
/// then.
fn state<'r>(repository: &'r Repository, name: &str) -> Result<State<'r>, Error> {
    match (day_named(name), repository.revision(name)) {
        // A branch may be called like a day.
        (_, Ok(revision)) => Ok((revision, None, Vec::new())),
        (None, Err(error)) => Err(error),
        (Some(day), Err(_)) => {
            let head = repository.revision("HEAD")?;
            on_day(repository, &head, day)
        }
    }
}

/// The state of a day on the line that ends with a revision.
fn on_day<'r>(
    repository: &'r Repository,
    tip: &Revision<'r>,
    day: Date,
) -> Result<State<'r>, Error> {
    let zone = super::days::zone_of(tip)?;
    let standing = repository.standing(tip, day, &zone)?;
    let notes = standing.backwards.iter().map(mulu_git::Backwards::message);
    Ok((standing.revision, Some(day), notes.collect()))
}

/// Compares two revisions, each named as Git does or by a day, both judged for one day:
/// the later one's, where none is named. So only what was committed makes a difference.
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
    let (earlier, _, mut notes) = state(&repository, before)?;
    let (later, day, of_later) = state(&repository, after)?;
    notes.extend(of_later);
    notes.dedup();
    let mut found = compared(&repository, (&earlier, &later), on.or(day))?;
    found.notes = notes;
    Ok(found)
}

/// The same of two states in the history of a commit, for whoever may read it: what was
/// proposed and never merged is no state.
///
/// # Errors
/// As [`diff`], and when a revision isn't in that history.
pub fn compare_within(
    folder: &Path,
    tip: &str,
    (before, after): (&str, &str),
    on: Option<Date>,
    audience: Audience,
) -> Result<Compared, Error> {
    let repository = Repository::open(folder)?;
    let within = |name: &str| match day_named(name) {
        Some(day) => {
            let last = repository.commit(tip)?;
            on_day(&repository, &last, day)
        }
        None => {
            let id = super::earlier(folder, tip, name)?;
            Ok::<_, Error>((repository.commit(&id)?, None, Vec::new()))
        }
    };
    let (earlier, ..) = within(before)?;
    let (later, day, _) = within(after)?;
    let mut found = compared(&repository, (&earlier, &later), on.or(day))?;
    found.keep_for(audience);
    Ok(found)
}

fn compared(
    repository: &Repository,
    (earlier, later): (&Revision<'_>, &Revision<'_>),
    on: Option<Date>,
) -> Result<Compared, Error> {
    let on = match on {
        Some(day) => day,
        None => super::days::day_of(later)?,
    };
    let mut past = Past::default();
    let before = past.at(repository, earlier, on)?;
    let after = past.at(repository, later, on)?;
    let files = files(&before, &after);
    let (decisions, totals) = decisions(&before, &after, on)?;
    let projects = projects(&before, &after, on)?;
    let mut commits = Vec::new();
    for revision in repository.line(later, Some(earlier))? {
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
        notes: Vec::new(),
    })
}

fn files(before: &Loaded, after: &Loaded) -> Vec<FileChange> {
    let document = |registry: &'_ Registry, path: &str| registry.doc_by_path(path);
    let differences = before.tree.differences(&after.tree);
    let file = |one: &Difference<'_>| {
        let was = document(&before.registry, one.path).map(|doc| before.registry.document(doc));
        let is = document(&after.registry, one.path).map(|doc| after.registry.document(doc));
        let there = (one.before.is_some(), one.after.is_some());
        FileChange::of(Arc::clone(one.path), there, (was, is))
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
        sum.entry(*verdict).or_default().add(*total);
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
