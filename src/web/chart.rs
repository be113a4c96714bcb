//! Small pictures of numbers that stand in a table beside them. Nothing is written into
//! them but digits, so that no label is ever cut or overlaps another.

use jiff::civil::Date;

/// The width of every picture, in its own units.
const WIDTH: i64 = 1000;

/// A part of a bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it stands for, for the style sheet.
    pub(crate) id: &'static str,
    pub(crate) x: i64,
    pub(crate) width: i64,
    /// What it says to whoever points at it.
    pub(crate) title: String,
}

/// Amounts one after the other, all together as wide as the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stacked {
    /// What the picture says, for those who don't see it.
    pub(crate) title: String,
    pub(crate) parts: Vec<Part>,
}

impl Stacked {
    /// A bar of amounts; `None` where there is nothing to show.
    pub(crate) fn new(title: String, amounts: Vec<(&'static str, i64, String)>) -> Option<Self> {
        let whole: i128 = amounts
            .iter()
            .map(|(_, amount, _)| i128::from(*amount))
            .sum();
        if whole <= 0 {
            return None;
        }
        let place = |sum: i128| i64::try_from(sum * i128::from(WIDTH) / whole).unwrap_or(WIDTH);
        let mut sum = 0;
        let parts = amounts.into_iter().map(|(id, amount, title)| {
            let x = place(sum);
            sum += i128::from(amount.max(0));
            let width = place(sum) - x;
            Part {
                id,
                x,
                width,
                title,
            }
        });
        let parts = parts.filter(|part| part.width > 0).collect();
        Some(Stacked { title, parts })
    }
}

/// A day with something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dot {
    pub(crate) x: i64,
    /// More things on a day make a larger dot.
    pub(crate) radius: i64,
    pub(crate) title: String,
}

/// A month's beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tick {
    pub(crate) x: i64,
    pub(crate) label: String,
}

/// Days on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) title: String,
    pub(crate) dots: Vec<Dot>,
    pub(crate) ticks: Vec<Tick>,
}

impl Line {
    /// Days with what is on them, from a day to another; `None` where there are none.
    pub(crate) fn new(
        title: String,
        (from, until): (Date, Date),
        days: &[(Date, usize, String)],
    ) -> Option<Self> {
        let span = i64::from(from.until(until).ok()?.get_days()).max(1);
        let place = |day: Date| {
            let days = from.until(day).map_or(0, |span| i64::from(span.get_days()));
            20 + days.clamp(0, span) * (WIDTH - 40) / span
        };
        let dots = days.iter().map(|(day, count, title)| Dot {
            x: place(*day),
            radius: 7 + i64::from(count.max(&1).ilog2()) * 2,
            title: title.clone(),
        });
        let dots: Vec<Dot> = dots.collect();
        let mut ticks = Vec::new();
        let mut month = from.first_of_month();
        while let Ok(next) = month.checked_add(jiff::Span::new().months(1)) {
            if next > until {
                break;
            }
            let label = format!("{:02}-{:02}", next.month(), next.day());
            ticks.push(Tick {
                x: place(next),
                label,
            });
            month = next;
        }
        (!dots.is_empty()).then_some(Line { title, dots, ticks })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_bar_is_as_wide_as_the_picture() {
        let amounts = vec![
            ("a", 1, String::new()),
            ("b", 0, String::new()),
            ("c", 2, String::new()),
        ];
        let bar = Stacked::new(String::new(), amounts).unwrap();
        let ends: Vec<(i64, i64)> = bar.parts.iter().map(|part| (part.x, part.width)).collect();
        assert_eq!(ends, [(0, 333), (333, 667)]);
        assert_eq!(
            Stacked::new(String::new(), vec![("a", 0, String::new())]),
            None
        );
        let most = vec![
            ("a", i64::MAX, String::new()),
            ("b", i64::MAX, String::new()),
        ];
        assert_eq!(Stacked::new(String::new(), most).unwrap().parts.len(), 2);
    }

    #[test]
    fn days_stand_in_their_order_on_the_line() {
        let days = [
            (date(2026, 12, 1), 1, String::new()),
            (date(2027, 1, 20), 5, String::new()),
        ];
        let line = Line::new(String::new(), (date(2026, 12, 1), date(2027, 3, 1)), &days).unwrap();
        assert!(line.dots[0].x < line.dots[1].x && line.dots[0].radius < line.dots[1].radius);
        let labels: Vec<&str> = line.ticks.iter().map(|tick| &*tick.label).collect();
        assert_eq!(labels, ["01-01", "02-01", "03-01"]);
        assert_eq!(
            Line::new(String::new(), (date(2026, 12, 1), date(2026, 12, 1)), &[]),
            None
        );
    }
}
