//! The day of evaluation against dates. Every comparison is noted with the day
//! from which on it says another thing (see [`crate::policy::validity`]).

use super::arguments::{Args, arg, bool, date, fault, int, number, string};
use super::{ALL, Answer, Function, Kind, Library, takes};
use crate::policy::validity::{first_behind, first_from};
use cel::ExecutionError;
use cel::common::types::CelString;
use jiff::Span;
use jiff::civil::Date;

/// What instrumented expressions call; see [`crate::policy::instrument`].
pub(super) const INSTRUMENTS: &[Function] = &[
    Function {
        name: "@compared",
        parameters: &[takes("text", Kind::Any)],
        result: Kind::Any,
        zh: "原样返回与 `today` 比较的文字，并记下日期",
        en: "the text that `today` is compared with, as it came",
        languages: ALL,
        run: |at, args| at.compared(args),
    },
    Function {
        name: "@daily",
        parameters: &[takes("today", Kind::Any)],
        result: Kind::Any,
        zh: "原样返回 `today`，并记下明天会不同",
        en: "`today`, as it came",
        languages: ALL,
        run: |at, args| {
            at.session.lapses(Some(at.session.on));
            at.session.lapses_after(at.session.on);
            Ok(at.adopt(arg(args, 0)?))
        },
    },
    Function {
        name: "@yearly",
        parameters: &[takes("today", Kind::Any)],
        result: Kind::Any,
        zh: "原样返回 `today`，并记下明年会不同",
        en: "`today`, as it came",
        languages: ALL,
        run: |at, args| {
            let year = at.session.on.year();
            for first in [
                Date::new(year, 1, 1),
                Date::new(year.saturating_add(1), 1, 1),
            ] {
                at.session.lapses(first.ok());
            }
            Ok(at.adopt(arg(args, 0)?))
        },
    },
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "within_months",
        parameters: &[takes("date", Kind::Text), takes("n", Kind::Int)],
        result: Kind::Bool,
        zh: "今天不晚于该日期加 n 个自然月（月末取月末日）",
        en: "today ≤ date + n calendar months, the day clipped to the month's end",
        languages: ALL,
        run: |at, args| at.within_months(args),
    },
    Function {
        name: "elapsed_months",
        parameters: &[takes("date", Kind::Text), takes("n", Kind::Int)],
        result: Kind::Bool,
        zh: "今天不早于该日期加 n 个自然月",
        en: "today ≥ date + n calendar months",
        languages: ALL,
        run: |at, args| at.elapsed_months(args),
    },
    Function {
        name: "months_since",
        parameters: &[takes("date", Kind::Text)],
        result: Kind::Int,
        zh: "该日期以来的整月数",
        en: "whole months since then",
        languages: ALL,
        run: |at, args| at.months_since(date(args, 0)?),
    },
    Function {
        name: "later",
        parameters: &[takes("date", Kind::Text), takes("date", Kind::Text)],
        result: Kind::Text,
        zh: "两个日期中较晚的一个",
        en: "the later of two dates",
        languages: ALL,
        run: |_, args| string(date(args, 0)?.max(date(args, 1)?).to_string()),
    },
];

impl<'r> Library<'r> {
    fn within_months(&self, args: &Args<'_>) -> Answer<'r> {
        let last = months_after(date(args, 0)?, int(args, 1)?)?;
        self.session.lapses_after(last);
        bool(self.session.on <= last)
    }

    fn elapsed_months(&self, args: &Args<'_>) -> Answer<'r> {
        let first = months_after(date(args, 0)?, int(args, 1)?)?;
        self.session.lapses(Some(first));
        bool(self.session.on >= first)
    }

    /// Whole months since a date, for sentences.
    fn months_since(&self, from: Date) -> Answer<'r> {
        let to = self.session.on;
        let mut months =
            i64::from(to.year() - from.year()) * 12 + i64::from(to.month() - from.month());
        if months > 0 && to < months_after(from, months)? {
            months -= 1;
        }
        let months = months.max(0);
        if months > 0 {
            self.session.lapses(Some(months_after(from, months)?));
        }
        self.session.lapses(Some(months_after(from, months + 1)?));
        number(months)
    }

    /// A text that `today` is compared with, as it came: each of the six
    /// comparisons says another thing from the text on, behind it, or both.
    fn compared(&self, args: &Args<'_>) -> Answer<'r> {
        if let Some(text) = args.first().and_then(|arg| arg.downcast_ref::<CelString>()) {
            self.session.lapses(first_from(text.inner()));
            self.session.lapses(first_behind(text.inner()));
        }
        Ok(self.adopt(arg(args, 0)?))
    }
}

/// `date` and so many calendar months, the day clipped to the month's end.
pub(super) fn months_after(date: Date, months: i64) -> Result<Date, ExecutionError> {
    let span = Span::new().try_months(months);
    // The last day there is, 9999-12-31, is a usual way to write "for ever".
    span.map(|span| date.saturating_add(span))
        .map_err(|_| fault("months"))
}
