//! Arguments and answers of functions.

use super::Answer;
use crate::policy::value;
use cel::ExecutionError;
use cel::common::types::{CelBool, CelInt, CelString};
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

pub(super) fn string<'r>(value: String) -> Answer<'r> {
    Ok(Box::new(CelString::from(value)))
}

/// The text at a place.
pub(super) fn text<'a>(args: &'a Args<'_>, at: usize) -> Result<&'a str, ExecutionError> {
    value::text(args.get(at).ok_or_else(|| fault("argument"))?.as_ref())
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
    let arg = args.get(at).ok_or_else(|| fault("argument"))?;
    arg.downcast_ref::<CelInt>()
        .map(|int| *int.inner())
        .ok_or_else(|| fault("argument"))
}

/// The date at a place.
pub(super) fn date(args: &Args<'_>, at: usize) -> Result<Date, ExecutionError> {
    text(args, at)?.parse().map_err(|_| fault("date"))
}
