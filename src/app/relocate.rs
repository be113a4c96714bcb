//! `move`: a system, a project or a whole unit under another name, with everything that
//! names it, in one step.

mod names;

use super::{Error, Loaded, lookup};
use mulu_core::diagnostic::Message;
use mulu_core::document::edit::{Edit, edit};
use mulu_core::layout::{self, Kind, SlugFault};
use mulu_core::registry::kind_of;
use mulu_core::tree::Tree;
use names::{Move, Subject};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// What a move comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relocated {
    /// Files with their new places.
    pub moved: Vec<(String, String)>,
    /// Files that stay where they are and name what moved: how often.
    pub edited: Vec<(String, usize)>,
    /// Whether a unit went into one that was there already.
    pub merged: bool,
    /// What stays behind and somebody must decide on.
    pub left: Vec<String>,
    /// Where the unit that it came from is still named: a decision of others' than a
    /// name's, such as in whose budget it stands.
    pub still: Vec<String>,
    /// Whether it goes from one unit to another.
    pub handed: bool,
    /// The units that it comes from and goes to, as far as they are registered: whose people
    /// may propose it, and who must all agree.
    pub units: Vec<String>,
    /// References that could not be rewritten in place.
    pub unwritten: Vec<String>,
    /// The files that the change touches, in order.
    pub paths: BTreeSet<String>,
    bytes: BTreeMap<String, Arc<[u8]>>,
}

/// Works out a move; [`Relocated::write`] does it.
///
/// # Errors
/// When one of the names means nothing, or something stands where the other leads.
pub fn relocate(loaded: &Loaded, old: &str, new: &str) -> Result<Relocated, Error> {
    let one = meant(loaded, old, new)?;
    let mut done = Relocated {
        merged: one.subject == Subject::Unit && loaded.registry.units.contains_key(&*one.new),
        handed: one.handed().is_some(),
        units: one.units(&loaded.registry),
        ..Relocated::default()
    };
    for (path, entry) in loaded.tree.iter() {
        let to = one.path(path);
        if to.is_none() && kind_of(path).is_none_or(Kind::is_policy) {
            continue;
        }
        let Some(bytes) = &entry.bytes else {
            continue;
        };
        let stays = done.merged && stays(path, &one);
        let (text, count) = rewritten(path, bytes, &one, &mut done.unwritten);
        match to.filter(|_| !stays) {
            Some(to) => {
                done.still
                    .extend(one.still(&to.as_str().into(), &text, true));
                done.bytes.insert(to.clone(), text);
                done.moved.push((path.to_string(), to));
            }
            None => {
                if stays {
                    done.left.push(path.to_string());
                }
                if count > 0 {
                    done.still.extend(one.still(path, bytes, false));
                    done.bytes.insert(path.to_string(), text);
                    done.edited.push((path.to_string(), count));
                }
            }
        }
    }
    free(&loaded.tree, &done)?;
    let from = done.moved.iter().map(|(from, _)| from.clone());
    done.paths = from.chain(done.bytes.keys().cloned()).collect();
    Ok(done)
}

/// The unit's own document and what is attested of it, where it goes into another: two
/// of these cannot become one by themselves.
fn stays(path: &str, one: &Move) -> bool {
    let at = layout::parse(path);
    at.is_some_and(|at| match at.kind {
        Kind::Unit => at.id == &*one.old,
        Kind::Opinions => at.subject().is_some_and(|subject| *subject == *one.old),
        _ => false,
    })
}

/// What is to move, by the names that people have for it.
fn meant(loaded: &Loaded, old: &str, new: &str) -> Result<Move, Error> {
    let registry = &loaded.registry;
    let new = new.strip_suffix(".yaml").unwrap_or(new);
    let (subject, old, new) = if let Some(old) = lookup::project_path(old) {
        let new = lookup::project_path(new).unwrap_or(new);
        (Subject::Project, lookup::project(registry, old)?, new)
    } else if old.contains('/') {
        let new = new.strip_prefix("registry/").unwrap_or(new);
        let new = new.strip_prefix("systems/").unwrap_or(new);
        (Subject::System, lookup::system(registry, old)?, new)
    } else {
        (Subject::Unit, lookup::unit(registry, old)?.to_string(), new)
    };
    let kind = match subject {
        Subject::Unit => Kind::Unit,
        Subject::System => Kind::System,
        Subject::Project => Kind::Project,
    };
    let path = layout::path(kind, new);
    let at = layout::parse(&path).filter(|at| at.kind == kind && at.id == new);
    let fault = at.map_or(Some((new, SlugFault::Form)), |at| at.fault());
    if let Some((name, _)) = fault {
        return Err(Error::bad_input(
            Message::new("failure-new-slug").arg("name", name),
        ));
    }
    if let (Subject::System | Subject::Project, Some((unit, _))) = (subject, new.split_once('/')) {
        lookup::unit_by_slug(registry, unit)?;
    }
    if old == new {
        return Err(Error::bad_input(
            Message::new("failure-move-same").arg("name", new),
        ));
    }
    Ok(Move {
        subject,
        old: old.into(),
        new: new.into(),
    })
}

/// A file's bytes with every reference to what moved, and how many there were.
fn rewritten(
    path: &Arc<str>,
    bytes: &Arc<[u8]>,
    one: &Move,
    unwritten: &mut Vec<String>,
) -> (Arc<[u8]>, usize) {
    let mut text = Arc::clone(bytes);
    let references = one.references(path, bytes);
    let count = references.len();
    for (at, new) in references {
        let replace = Edit::Replace {
            at: at.clone(),
            value: new.into(),
        };
        match edit(path, &text, &replace) {
            Ok(new) => text = new,
            Err(_) => unwritten.push(format!("{path}#{at}")),
        }
    }
    (text, count)
}

/// Nothing may stand where a file goes, unless it goes away itself.
fn free(tree: &Tree, done: &Relocated) -> Result<(), Error> {
    let leaving: BTreeSet<&str> = done.moved.iter().map(|(from, _)| from.as_str()).collect();
    let taken = |to: &str| tree.get(to).is_some() && !leaving.contains(to);
    match done.moved.iter().find(|(_, to)| taken(to)) {
        None => Ok(()),
        Some((_, to)) => {
            let message = Message::new("failure-exists").arg("path", to.as_str());
            Err(Error::bad_input(message))
        }
    }
}

impl Relocated {
    /// Moves the files and rewrites the references; folders that are empty then go.
    ///
    /// # Errors
    /// When a file cannot be written or taken away.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let fault = |path: &str, error: &io::Error| Error::writing(path, error);
        for (path, bytes) in &self.bytes {
            let file = folder.join(path);
            let made = file.parent().map_or(Ok(()), fs::create_dir_all);
            let written =
                made.and_then(|()| super::replace(&file, None, |out| out.write_all(bytes)));
            written.map_err(|error| fault(path, &error))?;
        }
        for (from, _) in self
            .moved
            .iter()
            .filter(|(from, _)| !self.bytes.contains_key(from))
        {
            fs::remove_file(folder.join(from)).map_err(|error| fault(from, &error))?;
            // What is left in it keeps it.
            if let Some(parent) = folder.join(from).parent() {
                let _ = fs::remove_dir(parent);
            }
        }
        Ok(())
    }
}
