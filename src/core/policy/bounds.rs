//! Between which days an evaluation comes to the same.
//!
//! The day enters an evaluation in four ways only: in functions that compare
//! it with a date, in the variable `today`, in the parameters in force, and in
//! `months_since`. Each of them is a step: it says one thing before a certain
//! day and another from that day on. Whoever takes such a step notes that day.
//! Until the nearest noted day every step that was taken would be taken the
//! same way, so the evaluation would read the same, and come to the same.

use jiff::civil::Date;

/// The noted days nearest to the day of evaluation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The first day since which it would have come to the same, as far as the
    /// steps taken tell; `None`: always.
    pub since: Option<Date>,
    /// The first later day on which it may come to something else; `None`: never.
    pub until: Option<Date>,
    /// Whether time alone makes the difference since then: something lapses or
    /// falls due. Otherwise something is dated so: an opinion, a parameter.
    pub since_lapse: bool,
    /// The same of the later day.
    pub until_lapse: bool,
}

impl Bounds {
    /// Takes note of a day from which on a step says another thing than before,
    /// and whether time alone makes it so.
    pub(crate) fn note(&mut self, on: Date, day: Date, lapse: bool) {
        if day > on {
            let nearer = self.until.is_none_or(|known| day < known);
            self.until_lapse = lapse && nearer || self.until_lapse && !nearer;
            self.until_lapse |= lapse && self.until == Some(day);
            self.until = Some(self.until.map_or(day, |known| known.min(day)));
        } else {
            let nearer = self.since.is_none_or(|known| day > known);
            self.since_lapse = lapse && nearer || self.since_lapse && !nearer;
            self.since_lapse |= lapse && self.since == Some(day);
            self.since = Some(self.since.map_or(day, |known| known.max(day)));
        }
    }

    /// Takes note of all that another evaluation on that day noted.
    pub(crate) fn join(&mut self, on: Date, other: Bounds) {
        let days = [
            (other.since, other.since_lapse),
            (other.until, other.until_lapse),
        ];
        for (day, lapse) in days {
            if let Some(day) = day {
                self.note(on, day, lapse);
            }
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
        let on = date(2026, 12, 1);
        let mut bounds = Bounds::default();
        for day in [
            date(2027, 3, 1),
            date(2027, 2, 1),
            date(2026, 12, 1),
            date(2026, 1, 1),
        ] {
            bounds.note(on, day, day != on);
        }
        assert_eq!(bounds.since, Some(on));
        assert_eq!(bounds.until, Some(date(2027, 2, 1)));
        assert!(!bounds.since_lapse && bounds.until_lapse);
        bounds.note(on, date(2027, 1, 1), false);
        assert!(!bounds.until_lapse);
        bounds.note(on, date(2027, 1, 1), true);
        bounds.note(on, date(2027, 1, 2), false);
        assert!(bounds.until_lapse);
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
