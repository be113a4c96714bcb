//! What people mean by a name.

use super::{Error, nearest, unknown};
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{ProjectId, SystemId};
use mulu_core::policy::Pack;
use mulu_core::registry::Registry;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A unit by its slug, or by its full or short name where only one has it.
///
/// # Errors
/// When there is none, with the one that may be meant, or several.
pub(super) fn unit(registry: &Registry, name: &str) -> Result<Arc<str>, Error> {
    if let Some((slug, _)) = registry.units.get_key_value(name) {
        return Ok(slug.text());
    }
    let named = registry.units.iter().filter(|(_, unit)| {
        unit.valid()
            .is_some_and(|unit| *unit.name == *name || *unit.short_name == *name)
    });
    let named: Vec<&str> = named.map(|(slug, _)| &**slug).collect();
    match *named.as_slice() {
        [one] => Ok(one.into()),
        [] => {
            let near = nearest(name, registry.units.keys().map(|unit| &**unit));
            let near = near.map(|near| (near, registry.unit_name(near).into()));
            Err(unknown("failure-unknown-unit", name, near))
        }
        _ => Err(ambiguous("failure-ambiguous-unit", name, &named)),
    }
}

/// A system by `unit/system`, by the path of its file, or by its own slug or
/// its name where only one has it. Systems that only a request names count too.
///
/// # Errors
/// When there is none, with the one that may be meant, or several.
pub fn system(registry: &Registry, name: &str) -> Result<String, Error> {
    let known: BTreeSet<&str> = registry
        .systems
        .keys()
        .map(|id| &**id)
        .chain(requested(registry))
        .collect();
    let path = without_folders(name);
    if known.contains(path) {
        return Ok(path.to_owned());
    }
    let slug = |id: &&str| SystemId::from(*id).name() == path;
    let titled = |id: &&str| registry.system_name(id) == name;
    let same: Vec<&str> = known
        .iter()
        .copied()
        .filter(|id| slug(id) || titled(id))
        .collect();
    match *same.as_slice() {
        [one] => Ok(one.to_owned()),
        [] => {
            let near = nearest(path, known.iter().copied());
            let near = near.map(|near| (near, registry.system_name(near).into()));
            Err(unknown("failure-unknown-system", name, near))
        }
        _ => Err(ambiguous("failure-ambiguous-system", name, &same)),
    }
}

fn requested(registry: &Registry) -> impl Iterator<Item = &str> {
    let ids = registry.requests.keys();
    ids.map(|id| id.system())
}

/// `registry/systems/unit/system.yaml` as `unit/system`.
fn without_folders(name: &str) -> &str {
    let mut path = name.strip_suffix(".yaml").unwrap_or(name);
    for folder in ["./", "registry/", "systems/"] {
        path = path.strip_prefix(folder).unwrap_or(path);
    }
    path
}

fn ambiguous(key: &'static str, name: &str, names: &[&str]) -> Error {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Error::bad_input(Message::new(key).arg("name", name).arg("names", names))
}

/// The latest year with a request for a system.
///
/// # Errors
/// When nobody ever asked for money for it.
pub fn latest_year(registry: &Registry, system: &str) -> Result<i16, Error> {
    let requests = registry.requests.keys();
    let asked = requests.filter(|id| id.system() == system);
    asked
        .map(|id| id.year())
        .max()
        .ok_or_else(|| Error::not_found(Message::new("failure-no-request").arg("name", system)))
}

/// A project by `unit/project`, by the path of its file, or by its own slug or its
/// name where only one has it.
///
/// # Errors
/// When there is none, with the one that may be meant, or several.
pub fn project(registry: &Registry, name: &str) -> Result<String, Error> {
    let path = project_path(name).unwrap_or(name);
    if registry.projects.contains_key(path) {
        return Ok(path.to_owned());
    }
    let known = || registry.projects.keys().map(|id| &**id);
    let slug = |id: &&str| ProjectId::from(*id).name() == path;
    let titled = |id: &&str| registry.project_name(id) == name;
    let same: Vec<&str> = known().filter(|id| slug(id) || titled(id)).collect();
    match *same.as_slice() {
        [one] => Ok(one.to_owned()),
        [] => {
            let near = nearest(path, known());
            let near = near.map(|near| (near, registry.project_name(near).into()));
            Err(unknown("failure-unknown-project", name, near))
        }
        _ => Err(ambiguous("failure-ambiguous-project", name, &same)),
    }
}

/// The `unit/project` in a name that says that it is one: `projects/unit/project`,
/// `registry/projects/unit/project.yaml`.
#[must_use]
pub fn project_path(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".yaml").unwrap_or(name);
    let name = name.strip_prefix("./").unwrap_or(name);
    let name = name.strip_prefix("registry/").unwrap_or(name);
    name.strip_prefix("projects/")
}

/// The place of a stage among the pack's, by its id.
///
/// # Errors
/// When there is none, with the one that may be meant.
pub(super) fn stage(pack: &Pack, id: &str) -> Result<usize, Error> {
    let stages = &pack.project.stages;
    if let Some(at) = stages.iter().position(|stage| *stage.id == *id) {
        return Ok(at);
    }
    let near = nearest(id, stages.iter().map(|stage| &*stage.id));
    let near = near.map(|near| (near, near.into()));
    Err(unknown("failure-unknown-stage", id, near))
}

/// A rule of the pack by its id.
///
/// # Errors
/// When there is none, with the one that may be meant.
pub fn rule(pack: &Pack, id: &str) -> Result<(), Error> {
    if pack.rules.iter().any(|rule| *rule.id == *id) {
        return Ok(());
    }
    let near = nearest(id, pack.rules.iter().map(|rule| &*rule.id));
    let title = |near: &str| {
        let rule = pack.rules.iter().find(|rule| *rule.id == *near)?;
        Some(Arg::from(rule.title.clone()))
    };
    let near = near.and_then(|near| Some((near, title(near)?)));
    Err(unknown("failure-unknown-rule", id, near))
}
