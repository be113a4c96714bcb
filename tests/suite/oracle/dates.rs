//! Calendar months with the day clipped to the month's end, by hand.

use jiff::civil::{Date, date};

/// The date so many months later (or earlier), or the last day there is.
pub(super) fn plus_months(from: Date, months: i32) -> Date {
    let count = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + months;
    let year = i16::try_from(count.div_euclid(12)).expect("a year of this age");
    if year > 9999 {
        return Date::MAX;
    }
    let month = i8::try_from(count.rem_euclid(12) + 1).expect("one of twelve");
    date(year, month, from.day().min(last_day(year, month)))
}

/// The date so many days later (or earlier).
pub(super) fn plus_days(mut from: Date, days: i32) -> Date {
    for _ in 0..days.abs() {
        let next = if days > 0 {
            from.tomorrow()
        } else {
            from.yesterday()
        };
        from = next.expect("a date of this age");
    }
    from
}

/// "No more than so many months old."
pub(super) fn within(from: Date, months: i32, today: Date) -> bool {
    today <= plus_months(from, months)
}

fn last_day(year: i16, month: i8) -> i8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[test]
fn months_clip_as_the_calendar_library_clips_them() {
    use jiff::ToSpan;
    let mut day = date(2023, 12, 25);
    while day < date(2028, 3, 5) {
        for months in [-30, -24, -12, -6, -1, 0, 1, 6, 12, 24] {
            assert_eq!(plus_months(day, months), day + months.months());
        }
        day = plus_days(day, 1);
    }
    assert!(within(date(2026, 8, 31), 6, date(2027, 2, 28)));
    assert!(!within(date(2026, 8, 31), 6, date(2027, 3, 1)));
    assert!(within(date(2024, 2, 29), 12, date(2025, 2, 28)));
}
