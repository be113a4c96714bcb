//! Amounts of ledgers, exactly: as hundredths of the currency's unit.

use super::words::Words;
use mulu_core::schema::written::narrow;
use mulu_ledger::shifted;

/// The amount of a cell in hundredths; `places` is what its column says. `None` where it is no
/// number, or has parts of a hundredth.
pub(super) fn hundredths(text: &str, places: u32, words: &Words) -> Option<i64> {
    let narrowed: String = text
        .chars()
        .map(narrow)
        .filter(|sign| !sign.is_whitespace() && !matches!(sign, ',' | '_' | '￥' | '¥' | '$'))
        .collect();
    let (negative, bare) = signed(&narrowed);
    let (number, places) = match words
        .scales
        .iter()
        .find(|(name, _)| bare.ends_with(&**name))
    {
        Some((name, places)) => (&bare[..bare.len() - name.len()], *places),
        None => (bare, places),
    };
    let value = shifted(number, places + 2)?;
    Some(if negative { -value } else { value })
}

/// A number without its sign; one in brackets is negative, as accountants write it.
fn signed(text: &str) -> (bool, &str) {
    let bracketed = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    match (bracketed, text.strip_prefix(['-', '−', '–', '－'])) {
        (Some(inside), _) => (true, inside),
        (None, Some(rest)) => (true, rest),
        (None, None) => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_to_the_last_place() {
        let words = Words::common();
        for (text, places, value) in [
            ("1,234.56", 0, Some(123_456)),
            ("１２．５", 4, Some(12_500_000)),
            ("86.4万元", 0, Some(86_400_000)),
            ("0.000001", 4, Some(1)),
            ("0.0000001", 4, None),
            ("-300", 0, Some(-30_000)),
            ("（300.00）", 0, Some(-30_000)),
            ("￥5", 0, Some(500)),
            ("0.1", 0, Some(10)),
            ("1e3", 0, None),
            ("约600", 0, None),
            ("", 0, None),
        ] {
            assert_eq!(hundredths(text, places, &words), value, "{text}");
        }
    }
}
