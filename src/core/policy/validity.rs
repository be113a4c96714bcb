//! Between which days an evaluation comes to the same.
//!
//! The day enters an evaluation in four ways only: in functions that compare
//! it with a date, in the variable `today`, in the parameters in force, and in
//! `months_since`. Each of them is a step: it says one thing before a certain
//! day and another from that day on. Whoever takes such a step notes that day.
//! Until the nearest noted day every step that was taken would be taken the
//! same way, so the evaluation would read the same, and come to the same.

use jiff::civil::Date;

/// A day from which on an evaluation may come to something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day on which it may.
    pub on: Date,
    /// Whether time alone makes the difference: something lapses or falls due.
    /// Otherwise something is dated so: an opinion, a parameter.
    pub lapse: bool,
}

/// Between which changes an evaluation comes to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The change since which it would have come to the same, as far as the
    /// steps taken tell; `None`: always.
    pub since: Option<Change>,
    /// The next change; `None`: never.
    pub until: Option<Change>,
}

impl Validity {
    /// Takes note of a step that says another thing from a day on than before.
    pub(crate) fn note(&mut self, today: Date, change: Change) {
        let (nearest, later) = if change.on > today {
            (&mut self.until, false)
        } else {
            (&mut self.since, true)
        };
        *nearest = Some(match *nearest {
            Some(known) if known.on == change.on => Change {
                on: known.on,
                lapse: known.lapse || change.lapse,
            },
            Some(known) if (known.on > change.on) == later => known,
            _ => change,
        });
    }

    /// Takes note of all that another evaluation for that day noted.
    pub(crate) fn join(&mut self, today: Date, other: Validity) {
        for change in [other.since, other.until].into_iter().flatten() {
            self.note(today, change);
        }
    }
}

/// The first day whose text is not before a text; `None`: all are.
pub(crate) fn first_from(text: &str) -> Option<Date> {
    day(text).or_else(|| first(|day| day >= text))
}

/// The first day whose text is behind a text.
pub(crate) fn first_behind(text: &str) -> Option<Date> {
    match day(text) {
        Some(day) => day.tomorrow().ok(),
        None => first(|day| day > text),
    }
}

/// The day that is written exactly so.
fn day(text: &str) -> Option<Date> {
    let day: Option<Date> = text.parse().ok();
    day.filter(|day| day.to_string() == text)
}

/// The first day that is so, where all later ones are too: days are ordered as
/// their texts are.
fn first(is_so: impl Fn(&str) -> bool) -> Option<Date> {
    let start = Date::constant(0, 1, 1);
    let days = start.until(Date::MAX).ok()?.get_days();
    let nth = |days: i32| start.saturating_add(jiff::Span::new().days(days));
    // From `low` on nothing is known; `high` is so, or behind the last day.
    let (mut low, mut high) = (0, days + 1);
    while low < high {
        let middle = i32::midpoint(low, high);
        if is_so(&nth(middle).to_string()) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (low <= days).then(|| nth(low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_nearest_days_count() {
        let today = date(2026, 12, 1);
        let change = |on, lapse| Change { on, lapse };
        let mut validity = Validity::default();
        for on in [
            date(2027, 3, 1),
            date(2027, 2, 1),
            date(2026, 12, 1),
            date(2026, 1, 1),
        ] {
            validity.note(today, change(on, on != today));
        }
        assert_eq!(validity.since, Some(change(today, false)));
        assert_eq!(validity.until, Some(change(date(2027, 2, 1), true)));
        validity.note(today, change(date(2027, 1, 1), false));
        assert_eq!(validity.until, Some(change(date(2027, 1, 1), false)));
        validity.note(today, change(date(2027, 1, 1), true));
        validity.note(today, change(date(2027, 1, 2), false));
        assert_eq!(validity.until, Some(change(date(2027, 1, 1), true)));
    }

    #[test]
    fn texts_stand_between_days() {
        assert_eq!(first_from("2027-02-28"), Some(date(2027, 2, 28)));
        assert_eq!(first_behind("2027-02-28"), Some(date(2027, 3, 1)));
        assert_eq!(first_from("2027-02-30"), Some(date(2027, 3, 1)));
        assert_eq!(first_from("2027"), Some(date(2027, 1, 1)));
        assert_eq!(first_behind("2027"), Some(date(2027, 1, 1)));
        assert_eq!(first_from(""), Some(date(0, 1, 1)));
        assert_eq!(first_behind("9999-12-31"), None);
        assert_eq!(first_from("永久"), None);
    }
}
