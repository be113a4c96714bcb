//! The day of evaluation against dates. Every comparison is noted with the day
//! from which on it says another thing (see [`crate::policy::bounds`]).

use super::{Answer, Host, bool, date, fault, int};
use crate::policy::bounds::{first_behind, first_from};
use cel::ExecutionError;
use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString};
use cel::common::value::Val;
use jiff::Span;
use jiff::civil::Date;

type Args<'a> = [Box<dyn Val + 'a>];

impl<'r> Host<'r> {
    pub(super) fn within_months(&self, args: &Args<'_>) -> Answer<'r> {
        let last = months_after(date(args, 0)?, int(args, 1)?)?;
        self.session.turns_behind(last);
        bool(self.session.on <= last)
    }

    pub(super) fn elapsed_months(&self, args: &Args<'_>) -> Answer<'r> {
        let first = months_after(date(args, 0)?, int(args, 1)?)?;
        self.session.turns(Some(first));
        bool(self.session.on >= first)
    }

    /// Whole months since a date, for sentences.
    pub(super) fn months_since(&self, from: Date) -> Answer<'r> {
        let to = self.session.on;
        let mut months =
            i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
        if months > 0 && to < months_after(from, months)? {
            months -= 1;
        }
        let months = months.max(0);
        if months > 0 {
            self.session.turns(Some(months_after(from, months)?));
        }
        self.session.turns(Some(months_after(from, months + 1)?));
        Ok(Box::new(CelInt::from(months)))
    }

    /// A text that `today` is compared with, as it came: each of the six
    /// comparisons says another thing from the text on, behind it, or both.
    pub(super) fn compared(&self, args: &Args<'_>) -> Answer<'r> {
        if let Some(text) = args.first().and_then(|arg| arg.downcast_ref::<CelString>()) {
            self.session.turns(first_from(text.inner()));
            self.session.turns(first_behind(text.inner()));
        }
        Ok(given(args))
    }
}

/// The argument itself. Nothing but text can be compared with a day: of other
/// values only lists and mappings are not given back, and they compare with text
/// as nothing does.
pub(super) fn given<'r>(args: &Args<'_>) -> Box<dyn Val + 'r> {
    let Some(arg) = args.first() else {
        return Box::new(CelNull);
    };
    if let Some(text) = arg.downcast_ref::<CelString>() {
        return Box::new(CelString::from(text.inner().to_owned()));
    }
    if let Some(int) = arg.downcast_ref::<CelInt>() {
        return Box::new(CelInt::from(*int.inner()));
    }
    if let Some(bool) = arg.downcast_ref::<CelBool>() {
        return Box::new(CelBool::from(*bool.inner()));
    }
    if let Some(double) = arg.downcast_ref::<CelDouble>() {
        return Box::new(CelDouble::from(*double.inner()));
    }
    Box::new(CelNull)
}

/// `date` and so many calendar months, the day clipped to the month's end.
fn months_after(date: Date, months: i64) -> Result<Date, ExecutionError> {
    let span = Span::new().try_months(months);
    // The last day there is, 9999-12-31, is a usual way to write "for ever".
    span.map(|span| date.saturating_add(span))
        .map_err(|_| fault("months"))
}
