//! The life of a system or of a construction project through Git.

use super::super::load::Loaded;
use super::super::{Error, lookup};
use super::past::Past;
use super::{commit, years};
use jiff::civil::Date;
use mulu_core::decision::{Decision, ProjectDecision, decide_projects, decide_where};
use mulu_core::document;
use mulu_core::layout::{self, ProjectId, Subject};
use mulu_core::policy::{Pack, ProjectRef, RequestRef};
use mulu_core::registry::{Registry, Target};
use mulu_core::tree::Tree;
use mulu_git::{Repository, Revision};
use mulu_report::history::{FileChange, HistoryEntry, Of, ProjectState, Standing};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A life, the newest entry first.
#[derive(Debug)]
pub struct Life {
    /// Whose.
    pub of: Of,
    /// The registry as it is at the end.
    pub now: Loaded,
    /// The entries at which something of it changed.
    pub entries: Vec<HistoryEntry>,
    /// How many documents were parsed for all of them.
    pub parsed: usize,
}

/// A life through Git: every commit that changed its files or turned a verdict, judged
/// for the commit's own day, or for one day where that is named. Of a project, by
/// `projects/unit/project`, also where its stage or its money turned.
///
/// # Errors
/// When nobody knows the system or the project, or a commit cannot be read.
pub fn history(
    folder: PathBuf,
    revision: &str,
    name: &str,
    year: Option<i16>,
    on: Option<Date>,
) -> Result<Life, Error> {
    let repository = Repository::open(&folder)?;
    let last = repository.revision(revision)?;
    let mut past = Past::default();
    let now = past.at(
        &repository,
        &last,
        on.map_or_else(|| super::super::load::day_of(&last), Ok)?,
    )?;
    let mut line = repository.line(&last, None)?;
    line.reverse();
    let of = known(&repository, &now, &line, name)?;
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
        let standing = standing(&loaded, &of, year, day);
        let files = own_files(before.as_ref(), &loaded, &of, &changed);
        let turns = entries.last().map_or(standing.is_some(), |last| {
            let known = |one: &Option<Standing>| one.as_ref().map(Standing::told);
            known(&last.standing) != known(&standing)
        });
        if !files.is_empty() || (turns && !entries.is_empty()) {
            entries.push(HistoryEntry {
                commit,
                on: day,
                files,
                standing,
                turns,
            });
        }
        before = Some(loaded);
    }
    entries.reverse();
    Ok(Life {
        of,
        now,
        entries,
        parsed: past.documents(),
    })
}

/// What is meant: one of today's, or one that once was.
fn known(
    repository: &Repository,
    now: &Loaded,
    line: &[Revision<'_>],
    name: &str,
) -> Result<Of, Error> {
    let (found, of, path) = match lookup::project_path(name) {
        Some(id) => (
            lookup::project(&now.registry, name).map(Of::Project),
            Of::Project(id.to_owned()),
            format!("registry/projects/{id}.yaml"),
        ),
        None => (
            lookup::system(&now.registry, name).map(Of::System),
            Of::System(name.to_owned()),
            format!("registry/systems/{name}.yaml"),
        ),
    };
    let failure = match found {
        Ok(of) => return Ok(of),
        Err(failure) => failure,
    };
    for revision in line {
        if repository.changed(revision)?.contains(&path) {
            return Ok(of);
        }
    }
    Err(failure)
}

/// What it comes to on a day; `None`: there are no rules to judge by.
fn standing(loaded: &Loaded, of: &Of, year: Option<i16>, on: Date) -> Option<Standing> {
    let pack = loaded.pack.as_ref()?;
    Some(match of {
        Of::System(system) => Standing::System(requests(loaded, pack, system, year, on)),
        Of::Project(project) => Standing::Project(states(loaded, pack, project, year, on)),
    })
}

fn requests(
    loaded: &Loaded,
    pack: &Pack,
    system: &str,
    year: Option<i16>,
    on: Date,
) -> Vec<Decision> {
    let all = years(&loaded.registry).into_iter();
    let wanted = all.filter(|one| year.is_none_or(|year| *one == year));
    let decisions = wanted.flat_map(|year| {
        let of = |case: &RequestRef| *case.system == *system;
        decide_where(&loaded.registry, pack, on, year, of).decisions
    });
    decisions.collect()
}

/// A project in the year that is asked for, else in those whose list or plan has it;
/// where none has, in that of the day.
fn states(
    loaded: &Loaded,
    pack: &Pack,
    project: &str,
    year: Option<i16>,
    on: Date,
) -> Vec<ProjectState> {
    let registry = &loaded.registry;
    let target = Target::Project(project.into());
    let lines = registry.lists.iter().chain(&registry.plans);
    let lines = lines.filter(|(_, slot)| {
        let file = slot.valid();
        file.is_some_and(|file| file.by_target.contains_key(&target))
    });
    let listed: BTreeSet<i16> = lines.map(|(year, _)| *year).collect();
    let years = match year {
        Some(year) => vec![year],
        None if listed.is_empty() => vec![on.year()],
        None => listed.iter().copied().collect(),
    };
    let states = years.into_iter().flat_map(|year| {
        let of = |of: &ProjectRef| *of.project == *project;
        let judged = decide_projects(registry, pack, on, year, of).projects;
        judged.into_iter().map(|one| state(pack, one, &listed))
    });
    states.collect()
}

fn state(pack: &Pack, decision: ProjectDecision, listed: &BTreeSet<i16>) -> ProjectState {
    let stage = decision.stage.and_then(|at| pack.project.stages.get(at));
    ProjectState {
        year: decision.year,
        listed: listed.contains(&decision.year),
        kind: decision.kind,
        stage: stage.map(|stage| (stage.id.clone(), stage.title.clone())),
        amount: decision.amount,
        approved_total: decision.approved_total,
        verdicts: decision.verdicts,
    }
}

/// Whether a file is a system's or a project's own: its document, the opinions on it,
/// the requests for it.
fn is_own(path: &str, of: &Of) -> bool {
    let opinions = |subject: &Subject| {
        path.starts_with("registry/opinions/") && path.ends_with(&format!("/{subject}.yaml"))
    };
    match of {
        Of::System(system) => {
            let ends = format!("/{system}.yaml");
            let folders = ["registry/systems/", "registry/requests/"];
            let own = folders.iter().any(|folder| path.starts_with(folder));
            (own && path.ends_with(&ends)) || opinions(&Subject::from(&**system))
        }
        Of::Project(project) => {
            let own = format!("{}projects/{project}.yaml", layout::ROOT);
            *path == *own || opinions(&Subject::from(&ProjectId::from(&**project)))
        }
    }
}

fn own_files(
    before: Option<&Loaded>,
    after: &Loaded,
    of: &Of,
    changed: &[String],
) -> Vec<FileChange> {
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
    let own = changed.iter().filter(|path| is_own(path, of));
    own.map(file).collect()
}
