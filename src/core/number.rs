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

/// Yuan in 万元: as many decimals as it needs, at least one.
#[must_use]
pub fn ten_thousands(yuan: i64) -> String {
    let sign = if yuan < 0 { "-" } else { "" };
    let yuan = yuan.unsigned_abs();
    let decimals = format!("{:04}", yuan % 10_000);
    let decimals = decimals.trim_end_matches('0');
    let decimals = if decimals.is_empty() { "0" } else { decimals };
    format!("{sign}{}.{decimals}", groups(yuan / 10_000))
}
