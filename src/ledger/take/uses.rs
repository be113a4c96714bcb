//! What is done with the cells of each column.

use super::told::Why;
use crate::field::{self, Form};
use crate::header::{Header, Named};
use crate::mapping::{Column, Measure, To};
use mulu_core::diagnostic::Localized;
use mulu_core::layout::Kind;
use mulu_core::registry::Currency;
use mulu_core::schema::Schemas;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is done with the cells of a column.
pub(super) enum Use<'m> {
    Unit,
    Id,
    Classified,
    Left(Why),
    /// Its field is said by a column before it.
    Again,
    Field(Arc<str>, Form, &'m Column, Option<u32>),
}

/// What is done with each column.
pub(super) fn columns<'m>(
    header: &Header<'m>,
    schemas: &Schemas,
    currency: &Currency,
) -> Vec<Option<Use<'m>>> {
    let mut said = BTreeSet::new();
    let of = |named: &Named<'m>| {
        let column = named.says?;
        Some(match &column.to {
            To::Unit => Use::Unit,
            To::Id => Use::Id,
            To::Classified => Use::Classified,
            To::Left(because) => Use::Left(because_of(because)),
            To::Field(pointer) if !said.insert(pointer) => Use::Again,
            To::Field(pointer) => match field::form(schemas, Kind::System, pointer) {
                Some(form) => Use::Field(
                    Arc::clone(pointer),
                    form,
                    column,
                    places(named, column, currency),
                ),
                None => return None,
            },
        })
    };
    header.columns.iter().map(of).collect()
}

fn because_of(word: &str) -> Why {
    match word {
        "person" => Why::Person,
        "opinion" => Why::Opinion,
        "request" => Why::Request,
        "number" => Why::Counting,
        _ => Why::Nothing,
    }
}

/// How many places the point of a column's amounts moves to the right, until they are
/// whole units: by its name, by what stands above it, by what is known of such columns.
/// `None`: nobody says what they are counted in.
fn places(named: &Named<'_>, column: &Column, currency: &Currency) -> Option<u32> {
    let large = currency.large.as_ref();
    let digits = large.map(|large| large.digits);
    let says = |text: &str, names: &Localized| names.iter().any(|(_, name)| text.contains(name));
    let by_name = |text: &str| match text {
        _ if large.is_some_and(|large| says(text, &large.name)) => digits,
        _ if says(text, &currency.unit) => Some(0),
        _ => None,
    };
    let known = || match column.measure? {
        Measure::Unit => Some(0),
        Measure::Large => digits,
    };
    by_name(&named.name)
        .or_else(|| by_name(&named.above))
        .or_else(known)
}
