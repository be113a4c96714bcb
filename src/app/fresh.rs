//! `new`: a document to fill in, at its place, refused where something is there.

use super::{Error, Loaded, lookup};
use mulu_core::decision::Snapshot;
use mulu_core::diagnostic::suggest::did_you_mean;
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{self, Kind, Located, SCHEMAS, SlugFault};
use mulu_core::registry::Registry;
use mulu_report::{Localizer, approvers, template};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// A document that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its kind.
    pub kind: Kind,
    /// What the path is to be: `unit/system`, or the path itself.
    pub id: &'a str,
    /// What it is called; none: its slug, until somebody says better.
    pub name: Option<&'a str>,
}

/// A document that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Where it stands, beside `registry/`.
    pub path: String,
    /// Who must agree to it, in words; none: nobody in particular.
    pub approvers: Option<String>,
}

/// Writes a document to fill in.
///
/// # Errors
/// When its name is none, what it speaks of isn't there, or something stands at its
/// place.
pub fn fresh(
    folder: &Path,
    loaded: &Loaded,
    snapshot: &Snapshot<'_>,
    wanted: &Wanted<'_>,
    words: &Localizer,
) -> Result<Fresh, Error> {
    let words = &words.about(snapshot);
    let path = path(wanted)?;
    let at = located(snapshot.registry, wanted, &path)?;
    exists(snapshot, &at)?;
    let address = address(loaded, &path, wanted.kind);
    let text = template::draft(snapshot, &at, (wanted.name, &address), words);
    write(folder, &path, text.as_bytes())?;
    Ok(Fresh {
        approvers: approvers(snapshot.registry, words, [path.as_str()]),
        path,
    })
}

/// Where the document is to stand: by its id, or by its path.
fn path(wanted: &Wanted<'_>) -> Result<String, Error> {
    let id = wanted.id.strip_prefix("./").unwrap_or(wanted.id);
    if id.starts_with(layout::ROOT) {
        return Ok(id.to_owned());
    }
    let id = id.strip_suffix(".yaml").unwrap_or(id);
    match wanted.kind {
        Kind::Opinions => match id.split_once('/') {
            Some((authority, subject)) => Ok(layout::opinions_path(authority, subject)),
            None => Err(misnamed(wanted)),
        },
        kind => Ok(layout::path(kind, id)),
    }
}

fn located<'p>(
    registry: &Registry,
    wanted: &Wanted<'_>,
    path: &'p str,
) -> Result<Located<'p>, Error> {
    let at = layout::parse(path).filter(|at| at.kind == wanted.kind);
    let at = at.ok_or_else(|| misnamed(wanted))?;
    match at.fault() {
        None => Ok(at),
        Some((name, fault)) => {
            let key = match fault {
                SlugFault::Form => "failure-new-slug",
                SlugFault::Reserved | SlugFault::Device => "failure-new-reserved",
            };
            let message = Message::new(key).arg("name", name);
            let Some(id) = called(registry, wanted.kind, name) else {
                return Err(Error::bad_input(message));
            };
            let message = Message::new("failure-with-help").arg("failure", message);
            Err(Error::bad_input(message.arg("help", did_you_mean(&id))))
        }
    }
}

/// The id of what has a name: of a unit, or of the authority that it acts for.
fn called(registry: &Registry, kind: Kind, name: &str) -> Option<String> {
    let unit = lookup::unit(registry, name).ok()?;
    let mut authorities = registry.settings.authorities.iter();
    let authority =
        authorities.find(|(_, authority)| authority.units.iter().any(|of| **of == *unit));
    match (kind, authority) {
        (Kind::Opinions, Some((authority, _))) => Some(authority.to_string()),
        _ => Some(unit.to_string()),
    }
}

fn misnamed(wanted: &Wanted<'_>) -> Error {
    let folder = wanted
        .kind
        .row()
        .paths
        .first()
        .map_or("", |path| layout::folder(path));
    let forms: Vec<Arg> = layout::forms(folder)
        .filter_map(|form| form.split_once('/'))
        .map(|(_, id)| format!("`{}`", id.strip_suffix(".yaml").unwrap_or(id)))
        .map(Arg::Form)
        .collect();
    let message = Message::new("failure-new-id").arg("id", wanted.id);
    Error::bad_input(message.arg("forms", forms))
}

/// What the document speaks of must be there.
fn exists(snapshot: &Snapshot<'_>, at: &Located<'_>) -> Result<(), Error> {
    let registry = snapshot.registry;
    if let Some(authority) = at.get("authority") {
        lookup::authority(registry, authority)?;
    }
    if at.kind == Kind::Unit {
        return Ok(());
    }
    if let Some(unit) = at.get("unit") {
        lookup::unit_by_slug(registry, unit)?;
    }
    let of_another = matches!(at.kind, Kind::Request | Kind::Opinions);
    match (at.system(), at.project()) {
        (Some(system), _) if of_another => lookup::system_by_id(registry, &system),
        (_, Some(project)) if of_another => lookup::project_by_id(registry, &project),
        _ => Ok(()),
    }
}

/// The schema as a document of a path finds it, where the registry has schemas.
fn address(loaded: &Loaded, path: &str, kind: Kind) -> String {
    let is_there = loaded
        .tree
        .iter()
        .any(|(path, _)| path.starts_with(SCHEMAS));
    match is_there {
        true => layout::schema_address(path, kind),
        false => String::new(),
    }
}

/// Writes a new file, with the folders on its way.
pub(super) fn write(folder: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let file = folder.join(path);
    let fault = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Error::bad_input(Message::new("failure-exists").arg("path", path))
        }
        _ => Error::writing(&file.display().to_string(), &error),
    };
    if let Some(parent) = file.parent() {
        fs::create_dir_all(parent).map_err(fault)?;
    }
    let mut file = File::options()
        .write(true)
        .create_new(true)
        .open(&file)
        .map_err(fault)?;
    file.write_all(bytes).map_err(fault)
}
