//! The life of a system or of a construction project through Git.

use super::super::load::Loaded;
use super::super::{Error, lookup};
use super::past::Past;
use super::{commit, years};
use jiff::civil::Date;
use mulu_core::decision::{Decision, ProjectDecision, decide_projects, decide_where};
use mulu_core::diagnostic::Message;
use mulu_core::layout::{self, Kind, ProjectId, Subject};
use mulu_core::policy::{Pack, ProjectRef, RequestRef};
use mulu_core::registry::{Registry, Target};
use mulu_core::review::Moves;
use mulu_core::tree::Tree;
use mulu_git::{Backwards, Repository, Revision};
use mulu_report::history::{FileChange, HistoryEntry, Of, ProjectState, Standing};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

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
    /// What to know of it: the days of the history run backwards.
    pub notes: Vec<Message>,
}

/// A life through Git: every commit that changed its files or turned a verdict, judged
/// for the day from which on the commit stands, or for one day where that is named. Of a project, by
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
    let (days, backwards) = repository.days(&last, &super::super::days::zone_of(&last)?)?;
    let mut past = Past::default();
    let now = past.at(
        &repository,
        &last,
        on.map_or_else(|| super::super::days::day_of(&last), Ok)?,
    )?;
    let mut line = repository.line(&last, None)?;
    line.reverse();
    let meant = known(&repository, &now, &line, name)?;
    let of = later(&repository, &mut past, &line, &meant)?;
    let names = names(&repository, &mut past, &line, &of)?;
    let mut entries: Vec<HistoryEntry> = Vec::new();
    let mut before: Option<Loaded> = None;
    let mut earlier = names.first().unwrap_or(&of);
    for (revision, of) in line.iter().zip(&names) {
        let changed = repository.changed(revision)?;
        if changed.is_empty() || !revision.has_registry() {
            continue;
        }
        let commit = commit(revision)?;
        let day = on.or_else(|| days.get(&commit.id).copied());
        let day = day.unwrap_or(commit.on);
        let loaded = past.at(&repository, revision, day)?;
        let standing = standing(&loaded, of, year, day);
        let files = own_files(before.as_ref(), &loaded, (earlier, of), &changed);
        earlier = of;
        let turns = entries.last().map_or(standing.is_some(), |last| {
            let known = |one: &Option<Standing>| one.as_ref().map(Standing::told);
            known(&last.standing) != known(&standing)
        });
        if !files.is_empty() || (turns && !entries.is_empty()) {
            entries.push(HistoryEntry {
                commit,
                on: day,
                others: others(turns && files.is_empty(), changed),
                files,
                standing,
                turns,
            });
        }
        before = Some(loaded);
    }
    entries.reverse();
    Ok(Life {
        now,
        entries,
        parsed: past.documents(),
        notes: backwards
            .iter()
            .map(Backwards::message)
            .chain((meant != of).then(|| renamed(&meant, &of)))
            .collect(),
        of,
    })
}

/// That it has another name now.
fn renamed(old: &Of, new: &Of) -> Message {
    let message = Message::new("history-renamed").arg("old", old.id());
    message.arg("new", new.id())
}

/// What is called so today that had a name once.
fn later(
    repository: &Repository,
    past: &mut Past,
    line: &[Revision<'_>],
    of: &Of,
) -> Result<Of, Error> {
    let mut now = of.clone();
    let is_there = |last: &Revision<'_>| last.bytes(&document_of(of)).is_some();
    if line.last().is_none_or(is_there) {
        return Ok(now);
    }
    for at in 1..line.len() {
        let path = document_of(&now);
        let gone = line[at].bytes(&path).is_none() && line[at - 1].bytes(&path).is_some();
        if gone && line[at].has_registry() {
            let moves = moves(repository, past, (&line[at - 1], &line[at]))?;
            now = match &now {
                Of::System(id) => moves
                    .systems
                    .get(&**id)
                    .map(|new| Of::System(new.to_string())),
                Of::Project(id) => moves
                    .projects
                    .get(&**id)
                    .map(|new| Of::Project(new.to_string())),
            }
            .unwrap_or(now);
        }
    }
    Ok(now)
}

/// What moved between two commits.
fn moves(
    repository: &Repository,
    past: &mut Past,
    (before, after): (&Revision<'_>, &Revision<'_>),
) -> Result<Moves, Error> {
    let mut read = |revision: &Revision<'_>| {
        let day = super::super::days::day_of(revision)?;
        past.at(repository, revision, day)
    };
    let (before, after) = (read(before)?, read(after)?);
    Ok(Moves::of(&before.registry, &after.registry))
}

/// What else a commit changed, where that turned a verdict: a unit's document, a plan, the
/// rules.
fn others(turned: bool, changed: Vec<String>) -> Vec<String> {
    if turned { changed } else { Vec::new() }
}

/// What it was called at each commit: it may have moved, with all that is its own.
fn names(
    repository: &Repository,
    past: &mut Past,
    line: &[Revision<'_>],
    of: &Of,
) -> Result<Vec<Of>, Error> {
    let mut names = vec![of.clone(); line.len()];
    let mut now = of.clone();
    for at in (1..line.len()).rev() {
        names[at] = now.clone();
        let path = document_of(&now);
        let is_new = line[at - 1].bytes(&path).is_none();
        if !is_new || !repository.changed(&line[at])?.contains(&path) {
            continue;
        }
        if !line[at - 1].has_registry() {
            continue;
        }
        let moves = moves(repository, past, (&line[at - 1], &line[at]))?;
        let old = |names: &BTreeMap<Arc<str>, Arc<str>>, id: &str| {
            let found = names.iter().find(|(_, new)| ***new == *id);
            found.map(|(old, _)| old.to_string())
        };
        now = match &now {
            Of::System(id) => old(&moves.systems, id).map(Of::System),
            Of::Project(id) => old(&moves.projects, id).map(Of::Project),
        }
        .unwrap_or(now);
    }
    if let Some(first) = names.first_mut() {
        *first = now;
    }
    Ok(names)
}

/// Where the document of a system or a project stands.
fn document_of(of: &Of) -> String {
    match of {
        Of::System(id) => layout::path(Kind::System, id),
        Of::Project(id) => layout::path(Kind::Project, id),
    }
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

/// Where a file of its own stood when it was called otherwise.
fn earlier_path(path: &str, old: &Of, now: &Of) -> String {
    let ending = |of: &Of| match of {
        Of::Project(id) if path.starts_with("registry/opinions/") => {
            format!("/{}.yaml", Subject::from(&ProjectId::from(&**id)))
        }
        Of::System(id) | Of::Project(id) => format!("/{id}.yaml"),
    };
    match path.strip_suffix(&ending(now)) {
        Some(before) => format!("{before}{}", ending(old)),
        None => path.to_owned(),
    }
}

fn own_files(
    before: Option<&Loaded>,
    after: &Loaded,
    (old, of): (&Of, &Of),
    changed: &[String],
) -> Vec<FileChange> {
    let nothing = Registry::default();
    let none = Tree::default();
    let (earlier, tree) =
        before.map_or((&nothing, &none), |loaded| (&loaded.registry, &loaded.tree));
    let document = |registry: &'_ Registry, path: &str| registry.doc_by_path(path);
    let file = |path: &String| {
        let from = earlier_path(path, old, of);
        let was = document(earlier, &from).map(|doc| earlier.document(doc));
        let is = document(&after.registry, path).map(|doc| after.registry.document(doc));
        let there = (tree.get(&from).is_some(), after.tree.get(path).is_some());
        FileChange::of(path.as_str().into(), there, (was, is))
    };
    let own = changed.iter().filter(|path| is_own(path, of));
    own.map(file).collect()
}
