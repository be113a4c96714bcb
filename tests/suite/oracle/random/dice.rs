//! Chance, with a measure of how disorderly a registry is.

use crate::oracle::dates::{plus_days, plus_months};
use jiff::civil::{Date, date};
use proptest::prelude::Rng;
use proptest::test_runner::TestRng;

/// The source of all choices.
pub(super) struct Dice {
    rng: TestRng,
    /// How often, of a hundred, something is not as it should be.
    disorder: u32,
    /// How many numbers were given out.
    given: u32,
    /// The evaluation date.
    pub(super) today: Date,
}

impl Dice {
    pub(super) fn new(rng: TestRng) -> Dice {
        let mut dice = Dice {
            rng,
            disorder: 0,
            given: 0,
            today: date(2027, 1, 1),
        };
        dice.disorder = dice.pick(&[1, 3, 10, 30]);
        dice
    }

    /// A number that nothing else has.
    pub(super) fn serial(&mut self) -> u32 {
        self.given += 1;
        self.given
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.rng.next_u32() % bound
    }

    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(u32::try_from(from.len()).expect("few")) as usize].clone()
    }

    /// Something is not as it should be.
    pub(super) fn odd(&mut self) -> bool {
        self.percent(self.disorder)
    }

    /// A whole document is not as it should be.
    pub(super) fn rarely(&mut self) -> bool {
        self.percent(self.disorder.div_ceil(5))
    }

    /// A day on, just before or just after one that lies so many months back.
    pub(super) fn around(&mut self, months_back: &[i32]) -> String {
        let months = self.pick(months_back);
        let days = self.pick(&[-1, 0, 1, 2, 3, -1, 0, 1, -45, 45]);
        plus_days(plus_months(self.today, -months), days).to_string()
    }

    /// A day so many months back.
    pub(super) fn back(&self, months: i32) -> String {
        plus_months(self.today, -months).to_string()
    }
}
