//! What becomes of cells, and what is made of rows.

use crate::grid::Place;
use serde_json::Value;
use std::sync::Arc;

/// Why a cell isn't taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    // Left out.
    /// It says nothing that a registry has.
    Nothing,
    /// It is a person's name or number.
    Person,
    /// It is an authority's to attest: a ledger proves nothing.
    Opinion,
    /// It is asked for by a request for the year, item by item.
    Request,
    /// It counts rows.
    Counting,
    /// It stands in a row of sums, or a note below the rows.
    Sum,
    /// The system is classified: it is not registered here, nor its words repeated.
    Classified,
    // Asked.
    /// Nothing is known of its column.
    Column,
    /// Another column says the same field.
    Again,
    /// No unit is called so.
    Unit,
    /// Something else in the row is asked: it waits.
    Row,
    /// The row doesn't say which system it is of.
    Name,
    /// The new system's id isn't confirmed: what is proposed for it.
    Id(String),
    /// Another id is stated than that of the unit's system of this name: which it has.
    Known(String),
    /// The mapping gives it an id of another unit: which.
    Elsewhere(String),
    /// What stands there can be no id.
    Slug,
    /// Another row is of the same system.
    Twice(Place),
    /// An amount of which nobody says what it is counted in.
    Measure,
    /// A number that isn't exact.
    Approximate,
    /// A fraction of what must be whole.
    Fraction,
    /// No number.
    Number,
    /// A month or year without its day.
    Day,
    /// No day.
    Date,
    /// None of what may stand there, which is this.
    Choice(Vec<String>),
    /// A formula without its result.
    Uncalculated,
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// It is a value of a system's field.
    Taken {
        /// The field, by its pointer.
        pointer: Arc<str>,
        /// The value.
        value: Value,
    },
    /// It names the unit, or the system.
    Names(Arc<str>),
    /// It isn't for the registry.
    Left(Why),
    /// Somebody must say what it means.
    Asked(Why),
}

/// A cell and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Where it stands.
    pub place: Place,
    /// What it says; empty where that may not be repeated.
    pub text: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// A system as a row has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its id, `unit/system`.
    pub id: Arc<str>,
    /// Where its name stands.
    pub place: Place,
    /// Its fields in the order of columns.
    pub fields: Vec<Field>,
}

/// A field of a system, and the cell that says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its pointer.
    pub pointer: Arc<str>,
    /// Its value.
    pub value: Value,
    /// Where it stands.
    pub place: Place,
}

/// What was made of a sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// Its systems.
    pub records: Vec<Record>,
    /// Every cell that isn't blank, below the names of columns, in the order of rows; of a
    /// column that nobody knows, its name alone.
    pub cells: Vec<Told>,
}
