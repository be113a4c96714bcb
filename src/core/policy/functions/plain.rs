//! Arithmetic on days, numbers and lists.

use super::arguments::{as_int, bool, date, elements, fault, int, list, number, string};
use super::days::months_after;
use super::{Answer, Function, Kind, Library, SECOND, takes};
use crate::policy::value;
use cel::common::types::CelInt;
use cel::common::value::Val;

/// The most years that `years` lists.
const MAX_YEARS: i64 = 200;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "plus_months",
        parameters: &[takes("date", Kind::Text), takes("n", Kind::Int)],
        result: Kind::Text,
        zh: "该日期加 n 个自然月（月末取月末日）",
        en: "the date and n calendar months, the day clipped to the month's end",
        languages: SECOND,
        run: |_, args| string(months_after(date(args, 0)?, int(args, 1)?)?.to_string()),
    },
    Function {
        name: "within_days",
        parameters: &[takes("date", Kind::Text), takes("n", Kind::Int)],
        result: Kind::Bool,
        zh: "今天不晚于该日期加 n 日",
        en: "today ≤ date + n days",
        languages: SECOND,
        run: |at, args| {
            let last = date(args, 0)?.saturating_add(days(int(args, 1)?)?);
            at.session.lapses_after(last);
            bool(at.session.on <= last)
        },
    },
    Function {
        name: "year_of",
        parameters: &[takes("date", Kind::Text)],
        result: Kind::Int,
        zh: "日期的年份",
        en: "the date's year",
        languages: SECOND,
        run: |_, args| number(i64::from(date(args, 0)?.year())),
    },
    Function {
        name: "years",
        parameters: &[takes("first", Kind::Int), takes("last", Kind::Int)],
        result: Kind::Ints,
        zh: "从第一年到最后一年的各年",
        en: "the years from the first to the last",
        languages: SECOND,
        run: |_, args| {
            let (first, last) = (int(args, 0)?, int(args, 1)?);
            if last.saturating_sub(first) > MAX_YEARS {
                return Err(fault("years"));
            }
            let years = (first..=last).map(|year| Box::new(CelInt::from(year)) as Box<dyn Val>);
            list(years.collect())
        },
    },
    Function {
        name: "sum",
        parameters: &[takes("numbers", Kind::Ints)],
        result: Kind::Int,
        zh: "各数之和",
        en: "the sum of the numbers",
        languages: SECOND,
        run: |_, args| {
            let mut sum = 0_i64;
            for one in elements(args, 0)? {
                sum = sum
                    .checked_add(as_int(&**one)?)
                    .ok_or_else(|| fault("sum"))?;
            }
            number(sum)
        },
    },
    Function {
        name: "greatest",
        parameters: &[takes("list", Kind::List)],
        result: Kind::Element,
        zh: "列表中最大的数或者最晚的日期；空列表则待补证",
        en: "the greatest number or the latest date of a list; unproven where it is empty",
        languages: SECOND,
        run: |at, args| at.greatest(elements(args, 0)?),
    },
    Function {
        name: "first",
        parameters: &[takes("list", Kind::List), takes("n", Kind::Int)],
        result: Kind::Same,
        zh: "列表的前 n 项",
        en: "the first n elements of a list",
        languages: SECOND,
        run: |at, args| {
            let count = usize::try_from(int(args, 1)?).map_err(|_| fault("first"))?;
            let items = elements(args, 0)?.iter().take(count);
            list(items.map(|item| at.adopt(&**item)).collect())
        },
    },
];

/// So many days.
fn days(count: i64) -> Result<jiff::Span, cel::ExecutionError> {
    jiff::Span::new().try_days(count).map_err(|_| fault("days"))
}

impl<'r> Library<'r> {
    fn greatest(&self, items: &[Box<dyn Val + '_>]) -> Answer<'r> {
        if let Ok(numbers) = items
            .iter()
            .map(|one| as_int(&**one))
            .collect::<Result<Vec<_>, _>>()
        {
            return number(numbers.into_iter().max().ok_or_else(|| fault("greatest"))?);
        }
        let texts: Vec<&str> = items
            .iter()
            .map(|one| value::text(&**one))
            .collect::<Result<_, _>>()?;
        string(texts.into_iter().max().ok_or_else(|| fault("greatest"))?)
    }
}
