//! Arguments and answers of functions.

use super::{Answer, Library};
use crate::policy::value::{self, DOCUMENT, NODE};
use crate::registry::DocId;
use cel::ExecutionError;
use cel::common::types::{CelBool, CelDouble, CelInt, CelList, CelNull, CelString};
use cel::common::value::Val;
use jiff::civil::Date;

/// The arguments of a call.
pub(super) type Args<'a> = [Box<dyn Val + 'a>];

/// The error of a function; what is missing was noted.
pub(super) fn fault(name: &str) -> ExecutionError {
    ExecutionError::function_error(name, "no answer")
}

pub(super) fn bool<'r>(value: bool) -> Answer<'r> {
    Ok(Box::new(CelBool::from(value)))
}

pub(super) fn number<'r>(value: i64) -> Answer<'r> {
    Ok(Box::new(CelInt::from(value)))
}

pub(super) fn string<'r>(value: impl Into<String>) -> Answer<'r> {
    Ok(Box::new(CelString::from(value.into())))
}

pub(super) fn list<'r>(values: Vec<Box<dyn Val + 'r>>) -> Answer<'r> {
    Ok(Box::new(CelList::from(values)))
}

pub(super) fn texts<'r, T: Into<String>>(values: impl IntoIterator<Item = T>) -> Answer<'r> {
    let values = values.into_iter();
    list(
        values
            .map(|text| Box::new(CelString::from(text.into())) as Box<dyn Val>)
            .collect(),
    )
}

/// The argument at a place.
pub(super) fn arg<'a, 'v>(
    args: &'a Args<'v>,
    at: usize,
) -> Result<&'a (dyn Val + 'v), ExecutionError> {
    args.get(at)
        .map(|arg| &**arg)
        .ok_or_else(|| fault("argument"))
}

/// The text at a place.
pub(super) fn text<'a>(args: &'a Args<'_>, at: usize) -> Result<&'a str, ExecutionError> {
    value::text(arg(args, at)?)
}

/// The text at a place where one may be given.
pub(super) fn optional<'a>(
    args: &'a Args<'_>,
    at: usize,
) -> Result<Option<&'a str>, ExecutionError> {
    args.get(at).map(|_| text(args, at)).transpose()
}

/// The number at a place.
pub(super) fn int(args: &Args<'_>, at: usize) -> Result<i64, ExecutionError> {
    as_int(arg(args, at)?)
}

/// A value as a number.
pub(super) fn as_int(value: &dyn Val) -> Result<i64, ExecutionError> {
    value
        .downcast_ref::<CelInt>()
        .map(|int| *int.inner())
        .ok_or_else(|| fault("argument"))
}

/// The date at a place.
pub(super) fn date(args: &Args<'_>, at: usize) -> Result<Date, ExecutionError> {
    text(args, at)?.parse().map_err(|_| fault("date"))
}

/// The elements of the list at a place.
pub(super) fn elements<'a, 'v>(
    args: &'a Args<'v>,
    at: usize,
) -> Result<&'a Args<'v>, ExecutionError> {
    let list = arg(args, at)?.downcast_ref::<CelList<'v>>();
    list.map(CelList::inner).ok_or_else(|| fault("argument"))
}

/// The node that a value stands for.
pub(super) fn node_of(value: &dyn Val) -> Option<(DocId, u32)> {
    let indexer = value.as_indexer()?;
    let part = |key: &str| {
        let found = indexer.get(&CelString::from(key)).ok()?;
        u32::try_from(as_int(&*found).ok()?).ok()
    };
    Some((DocId(part(DOCUMENT)?), part(NODE)?))
}

impl<'r> Library<'r> {
    /// A value like an argument, that doesn't borrow from the call.
    pub(super) fn adopt(&self, value: &dyn Val) -> Box<dyn Val + 'r> {
        if let Some(text) = value.downcast_ref::<CelString<'_>>() {
            return Box::new(CelString::from(text.inner().to_owned()));
        }
        if let Some(int) = value.downcast_ref::<CelInt>() {
            return Box::new(CelInt::from(*int.inner()));
        }
        if let Some(bool) = value.downcast_ref::<CelBool>() {
            return Box::new(CelBool::from(*bool.inner()));
        }
        if let Some(double) = value.downcast_ref::<CelDouble>() {
            return Box::new(CelDouble::from(*double.inner()));
        }
        if let Some(list) = value.downcast_ref::<CelList<'_>>() {
            let items = list.inner().iter().map(|item| self.adopt(&**item));
            return Box::new(CelList::from(items.collect::<Vec<_>>()));
        }
        match node_of(value) {
            Some((doc, node)) => self.node(doc, node),
            None => Box::new(CelNull),
        }
    }
}
