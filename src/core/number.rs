//! Whole numbers as people write them; exact, since nothing here is ever
//! rounded. Rules' sentences and every report use the same.

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

/// A whole number with its point moved to the left: as many decimals as it needs, at least one.
#[must_use]
pub fn scaled(number: i64, digits: u32) -> String {
    let Some(factor) = 10u64.checked_pow(digits).filter(|factor| *factor > 1) else {
        return grouped(number);
    };
    let sign = if number < 0 { "-" } else { "" };
    let number = number.unsigned_abs();
    let width = usize::try_from(digits).unwrap_or_default();
    let decimals = format!("{:0width$}", number % factor);
    let decimals = decimals.trim_end_matches('0');
    let decimals = if decimals.is_empty() { "0" } else { decimals };
    format!("{sign}{}.{decimals}", groups(number / factor))
}

/// In ten thousands: as many decimals as it needs, at least one.
#[must_use]
pub fn ten_thousands(number: i64) -> String {
    scaled(number, 4)
}
