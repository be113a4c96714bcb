//! How people write things, and how the registry wants them: numbers with
//! units, dates with slashes, names in capitals.

use jiff::civil::Date;

/// The whole number that a text like `86` (in quotes), `８６`, `860,000`, `1_000`, `010`, `86元` or
/// `86万元` means.
pub(super) fn whole_number(text: &str) -> Option<String> {
    let narrow: String = text.trim().chars().map(narrow).collect();
    let (number, factor) = match narrow.strip_suffix('元').unwrap_or(&narrow) {
        amount if amount.ends_with('万') => (amount.trim_end_matches('万'), 4),
        amount => (amount, 0),
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

/// The truth value that a word means.
pub(super) fn truth(text: &str) -> Option<bool> {
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

/// The date that `2026/12/1`, `2026年12月1日` or `20261201` means.
pub(super) fn date(text: &str) -> Option<String> {
    let narrow: String = text.trim().chars().map(narrow).collect();
    let parts: Vec<&str> = narrow
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
        _ => return None,
    };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
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

/// Full-width letters and digits in their usual width.
fn narrow(c: char) -> char {
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
            ("\u{3000}7", "7"),
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
        assert_eq!(date("2026年2月30日"), None);
        assert_eq!(date("1/12/2026"), None);
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
