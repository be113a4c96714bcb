//! Cell by cell: what is taken of a sheet, what is left out and why, and what somebody must
//! say.

mod people;
mod told;
mod uses;

pub use told::{Fate, Field, Record, Taken, Told, Why};

use crate::grid::{Cell, Grid, Place};
use crate::header::{self, Header};
use crate::mapping::{Mapping, normal};
use crate::slug;
use crate::value::{self, Read};
use mulu_core::layout::{Kind, slug_fault};
use mulu_core::registry::{Registry, redacted};
use mulu_core::schema::Schemas;
use mulu_core::schema::written::narrow;
use people::Names;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use uses::{Use, columns};

/// Words by which a row is one of sums, or a note.
const SUMS: &[&str] = &[
    "合计", "小计", "总计", "共计", "填表", "制表", "审核", "备注", "注", "说明",
];

/// Words for what stands in the row above.
const SAME: &[&str] = &["同上", "″", "〃", "\"", "同前"];

/// Takes what a sheet says of systems; `None`: it has no names of columns that are known.
#[must_use]
pub fn take(
    grid: &Grid,
    mapping: &Mapping,
    registry: &Registry,
    schemas: &Schemas,
) -> Option<Taken> {
    let known = mapping.and_titles(schemas, Kind::System);
    let header = header::find(grid, &known)?;
    let columns = columns(&header, schemas, &registry.settings.currency);
    let mut sheet = Sheet {
        grid,
        mapping: &known,
        registry,
        names: Names::of(registry),
        name: columns.iter().position(|of| is_name(of.as_ref()))?,
        meant: vec![header.below - 1; columns.len()],
        columns,
        taken: Taken::default(),
        rows: BTreeMap::new(),
    };
    sheet.unknown(&header);
    for row in header.below..grid.height() {
        sheet.row(row);
    }
    Some(sheet.taken)
}

fn is_name(of: Option<&Use<'_>>) -> bool {
    matches!(of, Some(Use::Field(pointer, ..)) if **pointer == *"/name")
}

struct Sheet<'s> {
    grid: &'s Grid,
    mapping: &'s Mapping,
    registry: &'s Registry,
    names: Names,
    columns: Vec<Option<Use<'s>>>,
    /// The column of systems' names.
    name: usize,
    /// Per column the row that the present one means: itself, or one above, where it says so.
    meant: Vec<u32>,
    taken: Taken,
    /// The rows of systems by their ids.
    rows: BTreeMap<Arc<str>, Place>,
}

impl Sheet<'_> {
    /// Asks of columns that have a name which nobody knows.
    fn unknown(&mut self, header: &Header<'_>) {
        let columns = header.columns.iter().zip(&self.columns).zip(0..);
        for ((named, of), column) in columns {
            if of.is_none() && !named.name.is_empty() {
                self.taken.cells.push(Told {
                    place: self.grid.place(header.below - 1, column),
                    text: named.name.clone(),
                    fate: Fate::Asked(Why::Column),
                });
            }
        }
    }

    fn row(&mut self, row: u32) {
        let width = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        let filled = (0..width).filter(|column| !self.grid.cell(row, *column).is_blank());
        let filled: Vec<u32> = filled.collect();
        let Some(first) = filled.first() else {
            return;
        };
        self.mean(row);
        if self.is_sum(row, *first, filled.len()) {
            return self.leave(row, &filled, &Why::Sum);
        }
        if self.is_classified() {
            return self.leave(row, &filled, &Why::Classified);
        }
        let unit = self.unit();
        let name = self.name(row);
        let mut fields = Vec::new();
        for column in filled {
            self.cell(row, column, unit.as_deref(), &mut fields);
        }
        let before = self.taken.records.len();
        match (name, unit) {
            (None, _) => self.ask(&self.name_place(row), "", Why::Name),
            (Some((place, name)), None) if !self.is_asked(row, &Why::Unit) => {
                self.ask(&place, &name, Why::Unit);
            }
            (Some(_), None) => {}
            (Some((place, name)), Some(unit)) => {
                let (stated, own) = self.stated(&unit, &name);
                let is_elsewhere =
                    |id: &str| id.split_once('/').is_some_and(|(of, _)| *of != *unit);
                match stated {
                    Some(id) if is_elsewhere(&id) => {
                        self.ask(&place, &name, Why::Elsewhere(id.to_string()));
                    }
                    stated => self.system(&unit, &name, place, (stated, own, fields)),
                }
            }
        }
        if self.taken.records.len() == before {
            self.wait(row);
        }
    }

    /// Whether something is asked in a row.
    fn is_asked(&self, row: u32, why: &Why) -> bool {
        let cells = self.taken.cells.iter().rev();
        let mut cells = cells.take_while(|told| told.place.row == row);
        cells.any(|told| told.fate == Fate::Asked(why.clone()))
    }

    /// What was taken of a row waits for what is asked of it.
    fn wait(&mut self, row: u32) {
        let cells = self.taken.cells.iter_mut().rev();
        for told in cells.take_while(|told| told.place.row == row) {
            if matches!(told.fate, Fate::Taken { .. } | Fate::Names(_)) {
                told.fate = Fate::Asked(Why::Row);
            }
        }
    }

    /// Where a row names its system.
    fn name_place(&self, row: u32) -> Place {
        let column = u32::try_from(self.name).unwrap_or(u32::MAX);
        self.grid.place(row, column)
    }

    /// Begins a row: what says that it is the same as above means what that means.
    fn mean(&mut self, row: u32) {
        for (meant, column) in self.meant.iter_mut().zip(0..) {
            let text = self.grid.cell(row, column).text();
            if !SAME.contains(&text.as_str()) {
                *meant = row;
            }
        }
    }

    /// Whether a row adds others up, or is a note below them.
    fn is_sum(&self, row: u32, first: u32, filled: usize) -> bool {
        let text = normal(&self.grid.cell(row, first).text());
        let begins = SUMS.iter().any(|word| text.starts_with(word));
        begins || filled == 1 && self.name(row).is_none()
    }

    /// Whether the row's own word says that its system is classified.
    fn is_classified(&self) -> bool {
        self.uses().any(|(use_, cell)| {
            let text = normal(&cell.text());
            let open = ["", "否", "非涉密", "不涉密", "公开", "非密", "无"];
            matches!(use_, Use::Classified) && !open.contains(&text.as_str())
        })
    }

    /// The row's cells with what is done with their columns.
    fn uses(&self) -> impl Iterator<Item = (&Use<'_>, &Cell)> {
        let columns = self.columns.iter().zip(0..);
        columns.filter_map(|(of, column)| Some((of.as_ref()?, self.said(column))))
    }

    /// What a cell of the row says.
    fn said(&self, column: u32) -> &Cell {
        let at = usize::try_from(column).unwrap_or(usize::MAX);
        let row = self.meant.get(at).copied().unwrap_or(u32::MAX);
        self.grid.cell(row, column)
    }

    /// The unit that the row names.
    fn unit(&self) -> Option<Arc<str>> {
        let mut named = self.uses().filter(|(use_, _)| matches!(use_, Use::Unit));
        named.find_map(|(_, cell)| self.names.unit(&cell.text()))
    }

    /// The system that a row names, and where.
    fn name(&self, row: u32) -> Option<(Place, String)> {
        let place = self.name_place(row);
        let name = tidy(&self.said(place.column).text());
        (!name.is_empty()).then_some((place, name))
    }

    fn cell(&mut self, row: u32, column: u32, unit: Option<&str>, fields: &mut Vec<Field>) {
        let place = self.grid.place(row, column);
        let cell = self.said(column).clone();
        let at = usize::try_from(column).unwrap_or_default();
        let fate = match self.columns.get(at).and_then(Option::as_ref) {
            // The column is asked for once.
            None => return,
            Some(Use::Again) => Fate::Asked(Why::Again),
            Some(Use::Left(_)) if redacted(&cell.text()) != cell.text() => Fate::Left(Why::Person),
            Some(Use::Left(why)) => Fate::Left(why.clone()),
            // Whatever stands in a registry is not.
            Some(Use::Classified) => Fate::Left(Why::Nothing),
            Some(Use::Unit) => unit.map_or(Fate::Asked(Why::Unit), |unit| Fate::Names(unit.into())),
            Some(Use::Id) => match slug_fault(&cell.text()) {
                None => Fate::Names(cell.text().into()),
                Some(_) => Fate::Asked(Why::Slug),
            },
            Some(Use::Field(pointer, form, column, places)) => {
                match value::read(&cell, form, column, *places) {
                    Read::Value(value) => Fate::Taken {
                        value: match value {
                            Value::String(text) => tidy(&text).into(),
                            value => value,
                        },
                        pointer: Arc::clone(pointer),
                    },
                    Read::Left(why) => Fate::Left(why),
                    Read::Asked(why) => Fate::Asked(why),
                }
            }
        };
        if let Fate::Taken { pointer, value } = &fate {
            fields.push(Field {
                pointer: Arc::clone(pointer),
                value: value.clone(),
                place: place.clone(),
            });
        }
        let text = match &fate {
            Fate::Left(Why::Person) => String::new(),
            _ => cell.text(),
        };
        self.taken.cells.push(Told { place, text, fate });
    }

    /// Leaves a row out.
    fn leave(&mut self, row: u32, columns: &[u32], why: &Why) {
        for column in columns {
            let text = match why {
                Why::Classified => String::new(),
                _ => self.grid.cell(row, *column).text(),
            };
            self.taken.cells.push(Told {
                place: self.grid.place(row, *column),
                text,
                fate: Fate::Left(why.clone()),
            });
        }
    }

    /// The id that a row, or the mapping, states for a system; whether it is the row.
    fn stated(&self, unit: &str, name: &str) -> (Option<Arc<str>>, bool) {
        let mut own = self.uses().filter(|(use_, _)| matches!(use_, Use::Id));
        let own =
            own.find_map(|(_, cell)| Some(cell.text()).filter(|text| slug_fault(text).is_none()));
        let is_own = own.is_some();
        let id = own.or_else(|| self.mapping.ids.get(&normal(name)).map(ToString::to_string));
        let whole = id.map(|id| match id.contains('/') {
            true => id.into(),
            false => format!("{unit}/{id}").into(),
        });
        (whole, is_own)
    }

    /// Takes a row as a system: one that is there, one whose id is stated, or one that is
    /// asked for.
    fn system(
        &mut self,
        unit: &str,
        name: &str,
        place: Place,
        (stated, own, fields): (Option<Arc<str>>, bool, Vec<Field>),
    ) {
        let there = stated
            .clone()
            .filter(|id| self.registry.systems.contains_key(&**id));
        let called = self.names.system(unit, name);
        // A mapping knows names alone: what it names is no other system.
        if let Some(other) = there.as_ref().filter(|_| !own)
            && called != there
        {
            return self.ask(&place, name, Why::Known(other.to_string()));
        }
        let known = there.or(called);
        if let (Some(known), Some(stated)) = (&known, &stated)
            && known != stated
        {
            return self.ask(&place, name, Why::Known(known.to_string()));
        }
        let Some(id) = known.or(stated) else {
            let proposed = format!("{unit}/{}", slug::of(name));
            return self.ask(&place, name, Why::Id(proposed));
        };
        if let Some(earlier) = self.rows.get(&id) {
            let earlier = earlier.clone();
            return self.ask(&place, name, Why::Twice(earlier));
        }
        self.rows.insert(Arc::clone(&id), place.clone());
        self.taken.records.push(Record { id, place, fields });
    }

    /// Asks of a row, in place of what was said of its name.
    fn ask(&mut self, place: &Place, name: &str, why: Why) {
        let cells = self.taken.cells.iter_mut().rev();
        let mut told = cells.take_while(|told| told.place.row == place.row);
        if let Some(told) = told.find(|told| told.place == *place) {
            told.fate = Fate::Asked(why);
        } else {
            self.taken.cells.push(Told {
                place: place.clone(),
                text: name.to_owned(),
                fate: Fate::Asked(why),
            });
        }
    }
}

/// Text with one space where several stand, and none between Chinese.
pub(crate) fn tidy(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut tidy = String::new();
    for word in words {
        let is_latin =
            |sign: Option<char>| sign.is_some_and(|sign| narrow(sign).is_ascii_graphic());
        if is_latin(tidy.chars().next_back()) && is_latin(word.chars().next()) {
            tidy.push(' ');
        }
        tidy += word;
    }
    tidy
}
