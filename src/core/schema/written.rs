//! How people write things, and how the registry wants them: numbers with
//! units, dates with slashes, names in capitals.

use super::numerals;
use crate::diagnostic::Message;
use jiff::ToSpan;
use jiff::civil::{Date, date as day_of};

/// The whole number that a text like `86` (in quotes), `８６`, `860,000`, `1_000`, `010`, `86元`,
/// `￥86`, `86万元`, `5E+06`, `第三级` or `Ⅲ` means.
#[must_use]
pub fn whole_number(text: &str) -> Option<String> {
    let narrow: String = text.trim().chars().map(narrow).collect();
    let narrow = digits_again(narrow);
    let bare = bare(&narrow);
    let is_marked = bare.len() < narrow.len();
    if let Some(number) = numerals::value(bare).filter(|_| is_marked) {
        return Some(number.to_string());
    }
    if let Some(number) = roman(bare) {
        return Some(number.to_string());
    }
    let (number, factor) = match bare.chars().next_back() {
        Some('万') => (bare.trim_end_matches('万'), 4),
        Some('亿') => (bare.trim_end_matches('亿'), 8),
        _ => match bare.split_once("E+") {
            Some((number, power)) => (number, power.parse().ok().filter(|power| *power < 19)?),
            None => (bare, 0),
        },
    };
    let number: String = number
        .chars()
        .filter(|c| !matches!(c, ',' | '_' | ' ' | '，'))
        .collect();
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let whole = whole.trim_start_matches('+');
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > factor {
        return None;
    }
    let shifted = format!("{whole}{fraction}{}", "0".repeat(factor - fraction.len()));
    let value: i64 = shifted.parse().ok()?;
    Some(value.to_string())
}

/// Letters that were typed for digits, where nothing else stands beside digits.
fn digits_again(text: String) -> String {
    let is_letter = |c: char| matches!(c, 'O' | 'o' | 'l' | 'I');
    let all = text.chars().all(|c| c.is_ascii_digit() || is_letter(c));
    if !all || !text.contains(|c: char| c.is_ascii_digit()) {
        return text;
    }
    text.replace(['O', 'o'], "0").replace(['l', 'I'], "1")
}

/// A number without what says that it is money or a level, and without quotes of Word's.
fn bare(text: &str) -> &str {
    let text = text.trim_matches(is_quote);
    let before = |c| {
        matches!(
            c,
            '￥' | '¥' | '$' | '人' | '民' | '币' | 'R' | 'M' | 'B' | '约' | ' '
        )
    };
    let text = text
        .trim_start_matches(before)
        .trim_end_matches(['整', '正']);
    let text = text.strip_suffix(['元', '圆']).unwrap_or(text);
    let level = text.strip_suffix('级');
    let level = level.map(|level| level.strip_prefix('第').unwrap_or(level));
    level.unwrap_or(text).trim()
}

/// `Ⅲ`, one character as it is typed.
fn roman(text: &str) -> Option<u32> {
    let mut all = text.chars();
    let number = u32::from(all.next()?).checked_sub(0x215F)?;
    (all.next().is_none() && (1..=12).contains(&number)).then_some(number)
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」')
}

/// The truth value that a word means.
#[must_use]
pub fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "on" | "y" | "1" | "是" | "有" | "真" => Some(true),
        "false" | "no" | "off" | "n" | "0" | "否" | "无" | "不是" | "没有" | "假" => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether a text has the form of a date, whatever the day.
pub(super) fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// What days there are, where a text has the form of a date and is none: `2026-11-31`.
#[must_use]
pub fn no_such_day(text: &str) -> Option<Message> {
    if !looks_like_date(text) || text.parse::<Date>().is_ok() {
        return None;
    }
    let first = text.get(..8).map(|month| format!("{month}01"));
    let first = first.and_then(|first| first.parse::<Date>().ok());
    Some(match first {
        Some(first) => {
            Message::new("help-last-day").arg("value", first.last_of_month().to_string())
        }
        None => Message::new("help-month"),
    })
}

/// The date that `2026/12/1`, `2026年12月1日`, `二〇二六年十二月一日`, `20261201`, `12/20/2026`,
/// `Dec 1, 2026` or a number of days as spreadsheets count them means.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    let narrow: String = text.trim().chars().map(narrow).collect();
    let narrow = numerals::in_digits(narrow.trim_matches(is_quote));
    if let Some(date) = counted(&narrow).or_else(|| in_english(&narrow)) {
        return Some(date.to_string());
    }
    let parts: Vec<&str> = narrow
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        // Of two orders the one that is possible.
        [first, second, year] if year.len() == 4 => match (first.parse(), second.parse()) {
            (Ok(1..=12), Ok(13..=31_u8)) => (year, first, second),
            (Ok(13..=31_u8), Ok(1..=12)) => (year, second, first),
            _ => return None,
        },
        _ => return None,
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// The day that spreadsheets count as so many, a time of day behind it or not.
fn counted(text: &str) -> Option<Date> {
    let (days, time) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let days: i32 = days
        .parse()
        .ok()
        .filter(|_| is_number(days) && is_number(time))?;
    // The years 1954 to 2119.
    let plausible = (20_000..80_000).contains(&days);
    plausible.then(|| day_of(1899, 12, 30).checked_add(days.days()).ok())?
}

/// `Dec 20, 2025`, `20 December 2025`.
fn in_english(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let [first, second, year] = &words[..] else {
        return None;
    };
    let (name, day) = match first.as_bytes().first()?.is_ascii_digit() {
        true => (second, first),
        false => (first, second),
    };
    let month = MONTHS.iter().position(|month| name.starts_with(month))?;
    let month = i8::try_from(month + 1).ok()?;
    let year = year.parse().ok().filter(|year| *year >= 1900)?;
    Date::new(year, month, day.parse().ok()?).ok()
}

/// The slug that `Health_Commission` or `health commission` means.
pub(super) fn slug(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .chars()
        .map(narrow)
        .collect::<String>()
        .split(['_', '-', ' ', '.'])
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let is_slug = |word: &String| {
        word.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    (!words.is_empty() && words.iter().all(is_slug)).then(|| words.join("-"))
}

/// The reference that `systems/unit/system.yaml` means.
pub(super) fn reference(text: &str) -> Option<String> {
    let path = text.trim().replace(['\\', '／'], "/");
    let path = path.strip_suffix(".yaml").unwrap_or(&path);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [.., unit, system] => Some(format!("{}/{}", slug(unit)?, slug(system)?)),
        _ => None,
    }
}

/// Full-width letters, digits and marks in their usual width.
#[must_use]
pub fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, number) in [
            ("86", "86"),
            ("010", "10"),
            ("1_000", "1000"),
            ("８６", "86"),
            ("860,000", "860000"),
            ("860，000", "860000"),
            ("86万元", "860000"),
            ("86.5万", "865000"),
            ("86元", "86"),
            ("+1", "1"),
            ("1.0", "1"),
            ("￥5,000,000", "5000000"),
            ("人民币5000000元整", "5000000"),
            ("RMB 5000000", "5000000"),
            ("“86”", "86"),
            ("1.2亿元", "120000000"),
            ("5E+06", "5000000"),
            ("1.25E+03", "1250"),
            ("伍佰万元整", "5000000"),
            ("第三级", "3"),
            ("3级", "3"),
            ("Ⅲ", "3"),
            ("\u{3000}7", "7"),
            ("约500万元", "5000000"),
            ("5OOl", "5001"),
        ] {
            assert_eq!(whole_number(text).as_deref(), Some(number), "{text}");
        }
        for text in [
            "",
            "1.5",
            "八十六",
            "86.00001万",
            "-",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(whole_number(text), None, "{text}");
        }
    }

    #[test]
    fn dates() {
        for text in [
            "2026/12/1",
            "2026年12月1日",
            "20261201",
            "2026.12.01",
            "2026-12-1",
        ] {
            assert_eq!(date(text).as_deref(), Some("2026-12-01"), "{text}");
        }
        for text in [
            "46357",
            "46357.75",
            "12/20/2026",
            "20/12/2026",
            "“2026-12-20”",
        ] {
            assert!(
                date(text).is_some_and(|day| day.starts_with("2026-12-")),
                "{text}"
            );
        }
        assert_eq!(date("46011").as_deref(), Some("2025-12-20"));
        assert_eq!(date("Dec 20, 2025").as_deref(), Some("2025-12-20"));
        assert_eq!(date("20 December 2025").as_deref(), Some("2025-12-20"));
        assert_eq!(
            date("二〇二五年十二月二十日").as_deref(),
            Some("2025-12-20")
        );
        for text in ["2025", "25-12-20", "2025-12", "Monday 1 2025", "9", "99999"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date("2026年2月30日"), None);
        assert_eq!(date("1/12/2026"), None);
        assert!(no_such_day("2026-02-30").is_some() && no_such_day("2026-13-01").is_some());
        assert!(no_such_day("2026-02-28").is_none() && no_such_day("2026-2-30").is_none());
        assert!(looks_like_date("2026-02-30"));
        assert!(!looks_like_date("2026-2-3"));
    }

    #[test]
    fn slugs_and_references() {
        assert_eq!(
            slug("Health_Commission").as_deref(),
            Some("health-commission")
        );
        assert_eq!(slug("卫健委"), None);
        let full = "systems/health-commission/Health_Platform.yaml";
        assert_eq!(
            reference(full).as_deref(),
            Some("health-commission/health-platform")
        );
        assert_eq!(reference("health-platform"), None);
    }
}
