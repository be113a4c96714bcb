//! Amounts as people write them, in what the registry counts and tells them in; exact, since nothing here is ever rounded.

pub use mulu_core::number::grouped;
use mulu_core::number::scaled;
use mulu_core::registry::Scale;

/// An amount without the name of what it is told in: `86.0` (ten thousands) or `860,000` (units). As many decimals as it needs, at
/// least one where the point has moved.
#[must_use]
pub fn amount(scale: Scale<'_>, amount: i64) -> String {
    scaled(amount, scale.digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(digits: u32) -> impl Fn(i64) -> String {
        move |number| amount(Scale { digits, name: "" }, number)
    }

    #[test]
    fn ten_thousands_are_exact() {
        let tens = told(4);
        assert_eq!(tens(860_000), "86.0");
        assert_eq!(tens(865_500), "86.55");
        assert_eq!(tens(23_105_000), "2,310.5");
        assert_eq!(tens(1), "0.0001");
        assert_eq!(tens(0), "0.0");
        assert_eq!(tens(-12_340_000), "-1,234.0");
        assert_eq!(tens(i64::MIN), "-922,337,203,685,477.5808");
    }

    #[test]
    fn other_scales_move_the_point_as_far_as_they_say() {
        assert_eq!(told(3)(52_250), "52.25");
        assert_eq!(told(6)(1_234_567_000), "1,234.567");
        assert_eq!(told(40)(12), "12");
    }

    #[test]
    fn units_have_separators() {
        let units = told(0);
        assert_eq!(units(860_000), "860,000");
        assert_eq!(units(999), "999");
        assert_eq!(units(1_000), "1,000");
        assert_eq!(units(-1_234_567), "-1,234,567");
    }
}
