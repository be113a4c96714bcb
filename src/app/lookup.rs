//! What people mean by a name.

mod near;

use super::{Error, nearest, unknown};
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{ProjectId, SystemId};
use mulu_core::policy::Pack;
use mulu_core::registry::{Registry, Unit};
use near::{Named, missing};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A unit by its slug, or by any of its names where only one has it.
///
/// # Errors
/// When there is none, with the one that may be meant, or several.
pub fn unit(registry: &Registry, name: &str) -> Result<Arc<str>, Error> {
    if let Some((slug, _)) = registry.units.get_key_value(name) {
        return Ok(slug.text());
    }
    let named = registry.units.iter().filter(|(_, unit)| {
        unit.valid()
            .is_some_and(|unit| unit.names().any(|own| own == name))
    });
    let named: Vec<&str> = named.map(|(slug, _)| &**slug).collect();
    match *named.as_slice() {
        [one] => Ok(one.into()),
        [] => Err(no_unit(registry, name)),
        _ => Err(ambiguous("failure-ambiguous-unit", name, &named)),
    }
}

fn no_unit(registry: &Registry, name: &str) -> Error {
    let all: Vec<Named<'_>> = registry
        .units
        .iter()
        .map(|(slug, unit)| {
            (
                &**slug,
                unit.valid().into_iter().flat_map(Unit::names).collect(),
            )
        })
        .collect();
    missing("failure-unknown-unit", name, name, &all)
}

/// A unit that a path names must be there.
///
/// # Errors
/// When it isn't, with the one that may be meant.
pub(super) fn unit_by_slug(registry: &Registry, slug: &str) -> Result<(), Error> {
    match registry.units.contains_key(slug) {
        true => Ok(()),
        false => Err(no_unit(registry, slug)),
    }
}

/// An authority that a path names must be there.
///
/// # Errors
/// When it isn't, with the one that may be meant.
pub(super) fn authority(registry: &Registry, id: &str) -> Result<(), Error> {
    let all = &registry.settings.authorities;
    if all.contains_key(id) {
        return Ok(());
    }
    let named = |id| (id, vec![registry.authority_name(id)]);
    let all: Vec<Named<'_>> = all.keys().map(|id| named(&**id)).collect();
    Err(missing("failure-unknown-authority", id, id, &all))
}

/// A system that a path names must be there.
///
/// # Errors
/// When it isn't, with the one that may be meant.
pub(super) fn system_by_id(registry: &Registry, id: &str) -> Result<(), Error> {
    if registry.systems.contains_key(id) {
        return Ok(());
    }
    let known = registry.systems.keys().map(|id| &**id);
    Err(no_system(registry, id, id, known))
}

fn no_system<'a>(
    registry: &'a Registry,
    name: &str,
    path: &str,
    known: impl Iterator<Item = &'a str>,
) -> Error {
    let all: Vec<Named<'_>> = known
        .map(|id| (id, vec![registry.system_name(id)]))
        .collect();
    missing("failure-unknown-system", name, path, &all)
}

/// A project that a path names must be there.
///
/// # Errors
/// When it isn't, with the one that may be meant.
pub(super) fn project_by_id(registry: &Registry, id: &str) -> Result<(), Error> {
    match registry.projects.contains_key(id) {
        true => Ok(()),
        false => Err(no_project(registry, id, id)),
    }
}

fn no_project(registry: &Registry, name: &str, path: &str) -> Error {
    let all = registry.projects.keys();
    let all: Vec<Named<'_>> = all
        .map(|id| (&**id, vec![registry.project_name(id)]))
        .collect();
    missing("failure-unknown-project", name, path, &all)
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
        [] => Err(no_system(registry, name, path, known.iter().copied())),
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
        [] => Err(no_project(registry, name, path)),
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

/// The project that a name means where it says that it is one, or where only a project
/// is called so.
#[must_use]
pub fn project_meant(registry: &Registry, name: &str) -> Option<String> {
    if let Some(path) = project_path(name) {
        return Some(path.to_owned());
    }
    match system(registry, name) {
        Ok(_) => None,
        Err(_) => project(registry, name).ok(),
    }
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
