//! `import`: a ledger's rows as documents of a registry: what would be written, what is
//! wrong with it, and what somebody must say first.

use super::file::replace;
use super::{Error, Loaded};
use mulu_core::diagnostic::{Diagnostic, Message};
use mulu_core::registry;
use mulu_core::tree::Entry;
use mulu_ledger::{Draft, Fate, Grid, Mapping, Place, Record, Told, drafts, read, take};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// What comes of a ledger.
#[derive(Debug, Default)]
pub struct Imported {
    /// Its sheets.
    pub grids: Vec<Grid>,
    /// Its cells, sheet by sheet.
    pub cells: Vec<Told>,
    /// The systems of its rows.
    pub records: Vec<Record>,
    /// Their files.
    pub drafts: Vec<Draft>,
    /// What would be wrong with these files, each with the cell that it rests on.
    pub findings: Vec<(Place, Diagnostic)>,
    /// Sheets in which no names of columns are known.
    pub unread: Vec<Arc<str>>,
}

impl Imported {
    /// Cells of which somebody must say what they mean.
    pub fn asked(&self) -> impl Iterator<Item = &Told> {
        let cells = self.cells.iter();
        cells.filter(|told| matches!(told.fate, Fate::Asked(_)))
    }

    /// The files that are new, or say something else than before.
    pub fn written(&self) -> impl Iterator<Item = &Draft> {
        self.drafts.iter().filter(|draft| !draft.changed.is_empty())
    }

    /// Whether all is taken and sound.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let errors = self.findings.iter().any(|(_, found)| found.is_error());
        let refused = self.drafts.iter().any(|draft| !draft.refused.is_empty());
        !errors && !refused && self.unread.is_empty() && self.asked().next().is_none()
    }

    /// Writes the files.
    ///
    /// # Errors
    /// When one can't be written; those before it are.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        for draft in self.written() {
            let path = folder.join(&*draft.path);
            let fault = |error: std::io::Error| Error::writing(&path.display().to_string(), &error);
            if let Some(above) = path.parent() {
                fs::create_dir_all(above).map_err(fault)?;
            }
            let permissions = fs::metadata(&path).ok().map(|known| known.permissions());
            replace(&path, permissions, |out| out.write_all(&draft.bytes)).map_err(fault)?;
        }
        Ok(())
    }
}

/// Works out what a ledger comes to; [`Imported::write`] does it.
///
/// # Errors
/// When it is no ledger that can be read, or the registry's schemas are broken.
pub fn import(loaded: &Loaded, ledger: &[u8], mapping: &Mapping) -> Result<Imported, Error> {
    let Some(schemas) = loaded.schemas.as_deref() else {
        return Err(Error::broken_registry(Message::new("import-no-schemas")));
    };
    let mut imported = Imported::default();
    for grid in read::grids(ledger)? {
        match take(&grid, mapping, &loaded.registry, schemas) {
            Some(taken) => {
                imported.cells.extend(taken.cells);
                imported.records.extend(taken.records);
            }
            None => imported.unread.push(Arc::clone(&grid.sheet)),
        }
        imported.grids.push(grid);
    }
    if imported.cells.is_empty() {
        return Err(Error::bad_input(Message::new("import-no-columns")));
    }
    imported.drafts = drafts(&imported.records, &loaded.registry, &loaded.tree, schemas);
    imported.findings = findings(loaded, schemas, &imported);
    Ok(imported)
}

/// What is wrong with the files as they would be, and wasn't before.
fn findings(
    loaded: &Loaded,
    schemas: &mulu_core::schema::Schemas,
    imported: &Imported,
) -> Vec<(Place, Diagnostic)> {
    let mut tree = loaded.tree.clone();
    for draft in imported.written() {
        tree.insert(
            Arc::clone(&draft.path),
            Entry::file(Arc::clone(&draft.bytes)),
        );
    }
    let key = |found: &Diagnostic| {
        let place = &found.primary;
        (
            found.code.id,
            Arc::clone(&place.path),
            place.pointer.clone(),
        )
    };
    let known: BTreeSet<_> = loaded.diagnostics.iter().map(key).collect();
    let (_, found) = registry::load(&tree, schemas);
    let new = found
        .into_iter()
        .filter(|found| !known.contains(&key(found)));
    let placed = new.filter_map(|found| Some((cell(imported, &found)?, found)));
    placed.collect()
}

/// The cell that a finding rests on: of its field, of the nearest above it, or the name of
/// the row.
fn cell(imported: &Imported, found: &Diagnostic) -> Option<Place> {
    let at = imported
        .drafts
        .iter()
        .position(|draft| draft.path == found.primary.path)?;
    let record = imported.records.get(at)?;
    let fields = record.fields.iter();
    let within = fields.filter(|field| found.primary.pointer.starts_with(&*field.pointer));
    let nearest = within.max_by_key(|field| field.pointer.len());
    Some(nearest.map_or_else(|| record.place.clone(), |field| field.place.clone()))
}
