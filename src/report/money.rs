//! Yuan as people write them: 万元 in Chinese, yuan in English; exact, since
//! nothing here is ever rounded.

use super::Language;

/// An amount in the unit of the language, without the unit's name: `86.0`
/// (万元) or `860,000` (yuan). As many decimals as it needs, at least one.
#[must_use]
pub fn amount(language: Language, yuan: i64) -> String {
    match language {
        Language::En => grouped(yuan),
        Language::Zh => ten_thousands(yuan),
    }
}

/// A whole number with separators between thousands.
#[must_use]
pub fn grouped(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", groups(number.unsigned_abs()))
}

fn groups(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn ten_thousands(yuan: i64) -> String {
    let sign = if yuan < 0 { "-" } else { "" };
    let yuan = yuan.unsigned_abs();
    let decimals = format!("{:04}", yuan % 10_000);
    let decimals = decimals.trim_end_matches('0');
    let decimals = if decimals.is_empty() { "0" } else { decimals };
    format!("{sign}{}.{decimals}", groups(yuan / 10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousands_are_exact() {
        let zh = |yuan| amount(Language::Zh, yuan);
        assert_eq!(zh(860_000), "86.0");
        assert_eq!(zh(865_500), "86.55");
        assert_eq!(zh(23_105_000), "2,310.5");
        assert_eq!(zh(1), "0.0001");
        assert_eq!(zh(0), "0.0");
        assert_eq!(zh(-12_340_000), "-1,234.0");
        assert_eq!(zh(i64::MIN), "-922,337,203,685,477.5808");
    }

    #[test]
    fn yuan_have_separators() {
        let en = |yuan| amount(Language::En, yuan);
        assert_eq!(en(860_000), "860,000");
        assert_eq!(en(999), "999");
        assert_eq!(en(1_000), "1,000");
        assert_eq!(en(-1_234_567), "-1,234,567");
    }
}
