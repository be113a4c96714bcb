//! What is done with the cells of each column.

use super::told::Why;
use crate::field::{self, Form};
use crate::header::{Header, Named};
use crate::mapping::{Column, Measure, To};
use mulu_core::layout::Kind;
use mulu_core::schema::Schemas;
use std::sync::Arc;

/// What is done with the cells of a column.
pub(super) enum Use<'m> {
    Unit,
    Id,
    Classified,
    Left(Why),
    Field(Arc<str>, Form, &'m Column, Option<Measure>),
}

/// What is done with each column.
pub(super) fn columns<'m>(header: &Header<'m>, schemas: &Schemas) -> Vec<Option<Use<'m>>> {
    let of = |named: &Named<'m>| {
        let column = named.says?;
        Some(match &column.to {
            To::Unit => Use::Unit,
            To::Id => Use::Id,
            To::Classified => Use::Classified,
            To::Left(because) => Use::Left(because_of(because)),
            To::Field(pointer) => match field::form(schemas, Kind::System, pointer) {
                Some(form) => Use::Field(Arc::clone(pointer), form, column, measure(named, column)),
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

/// What a column's amounts are counted in: by its name, by what stands above it, by what is
/// known of such columns.
fn measure(named: &Named<'_>, column: &Column) -> Option<Measure> {
    let by_name = |text: &str| match text {
        _ if text.contains("万元") => Some(Measure::TenThousand),
        _ if text.contains('元') => Some(Measure::Yuan),
        _ => None,
    };
    by_name(&named.name)
        .or_else(|| by_name(&named.above))
        .or(column.measure)
}
