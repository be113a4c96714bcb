//! Stories of construction projects, from a need to the first money for maintenance:
//! every step is a change of one office's own files that was reviewed and merged.

mod story;

use story::tell;

/// The offices and two departments, without any system.
const GROUND: &str = include_str!("construction/ground.txt");

#[test]
fn from_a_need_to_the_first_money_over_three_years() {
    tell(GROUND, include_str!("construction/records.txt"));
}
