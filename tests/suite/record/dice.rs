//! Numbers from a seed, the same on every machine.

/// A seed.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number below another.
    pub(super) fn below(&mut self, most: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}
