//! Yuan as people write them: 万元 in Chinese, yuan in English; exact, since
//! nothing here is ever rounded.

use super::Language;
pub use mulu_core::number::{grouped, ten_thousands};

/// An amount in the unit of the language, without the unit's name: `86.0`
/// (万元) or `860,000` (yuan). As many decimals as it needs, at least one.
#[must_use]
pub fn amount(language: Language, yuan: i64) -> String {
    match language {
        Language::En => grouped(yuan),
        Language::Zh => ten_thousands(yuan),
    }
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
