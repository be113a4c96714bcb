//! What is true of one generated system, before any document is written.
//!
//! The facts follow from the seed and the system's number alone. Whoever needs
//! another system's facts (its department's plan, the dictionary, a reference)
//! makes them again, which costs less than keeping them.

use super::Order;
use super::flaw::Flaw;
use super::phrases::{ELEMENTS, RESOURCES, fill};
use super::place::{Places, UnitNo};
use super::vocabulary::{Field, KINDS};
use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::Date;

/// What the random numbers are drawn for: each purpose has its own sequence,
/// so that a change in one document leaves the others as they were.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    Facts,
    System,
    Catalog,
    Cybersecurity,
    Cryptography,
    Others,
    Project,
    Items(i16),
    Request(i16),
}

/// The facts of one system.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    seed: u64,
    /// Its number.
    pub(super) number: u32,
    /// Its unit.
    pub(super) unit: UnitNo,
    /// What its unit is about.
    pub(super) field: &'static Field,
    /// What is out of order.
    pub(super) flaw: Option<Flaw>,
    /// The day on which the requests of the order's year are judged.
    pub(super) on: Date,
    /// MLPS level.
    pub(super) level: u8,
    /// How many resources it has.
    pub(super) resources: u32,
    /// Which of them is withheld.
    pub(super) withheld: Option<u32>,
    /// How many elements it is the source of.
    pub(super) elements: u32,
    /// The day of its acceptance, or on which it would have been.
    pub(super) accepted_on: Date,
    /// Yuan.
    pub(super) investment: i64,
    /// Whether money is asked for in the order's year.
    pub(super) asks: bool,
    /// Whether it was asked for in the year before.
    pub(super) asked: bool,
}

impl Facts {
    pub(super) fn of(order: &Order, places: Places, number: u32) -> Facts {
        let mut rng = rng(order.seed, number, Purpose::Facts);
        let unit = places.unit_of(number);
        let flaw = Flaw::of(number, order.seed);
        let on = order.judged_on();
        let months_since_acceptance = match flaw {
            Some(Flaw::SelfEvaluationOpen) => rng.i32(14..22),
            Some(Flaw::SelfEvaluationOverdue) => rng.i32(26..60),
            _ => rng.i32(4..84),
        };
        let resources = if flaw.is_some_and(Flaw::is_without_data) {
            0
        } else {
            rng.u32(2..6)
        };
        let level = match rng.u32(0..100) {
            0..5 if flaw.is_none() => 1,
            0..62 => 2,
            62..97 => 3,
            _ => 4,
        };
        let is_withheld = flaw.is_some_and(Flaw::is_withheld) || rng.u32(0..7) == 0;
        let (asks, asked) = (flaw.is_some() || rng.u32(0..100) < 60, rng.u32(0..100) < 60);
        Facts {
            seed: order.seed,
            number,
            unit,
            field: places.field(unit),
            flaw,
            on,
            level,
            resources,
            withheld: (is_withheld && resources > 0).then(|| resources - 1),
            elements: rng.u32(1..4).min(resources),
            accepted_on: on.saturating_sub((months_since_acceptance * 30).days()),
            investment: i64::from(rng.u32(40..1_600)) * 10_000,
            asks,
            asked: asked && flaw != Some(Flaw::Building),
        }
    }

    /// Random numbers for one purpose.
    pub(super) fn rng(&self, purpose: Purpose) -> Rng {
        rng(self.seed, self.number, purpose)
    }

    /// Whether just this is out of order.
    pub(super) fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    /// Whether its acceptance is still to come, or failed.
    pub(super) fn is_before_acceptance(&self) -> bool {
        self.flaw.is_some_and(Flaw::is_before_acceptance)
    }

    /// A day so many days before the one on which requests are judged.
    pub(super) fn days_ago(&self, days: i32) -> Date {
        self.on.saturating_sub(days.days())
    }

    /// What it is about.
    pub(super) fn subject(&self) -> &'static str {
        self.field.subjects[self.subject_index()].1
    }

    fn subject_index(&self) -> usize {
        (self.number / 7) as usize % self.field.subjects.len()
    }

    fn kind(&self) -> (&'static str, &'static str) {
        KINDS[(self.number / 3) as usize % KINDS.len()]
    }

    /// Its name.
    pub(super) fn name(&self) -> String {
        format!("{}{}", self.subject(), self.kind().1)
    }

    /// Its slug within its unit.
    pub(super) fn slug(&self) -> String {
        let subject = self.field.subjects[self.subject_index()].0;
        format!("{subject}-{}-{:04}", self.kind().0, self.number)
    }

    /// `unit/system`.
    pub(super) fn reference(&self, places: Places) -> String {
        format!("{}/{}", places.slug(self.unit), self.slug())
    }

    /// The name of one of its resources.
    pub(super) fn resource(&self, index: u32) -> String {
        let phrase = (self.number + index) as usize % RESOURCES.len();
        fill(RESOURCES[phrase], self.subject())
    }

    /// The slug and the name of one of the elements that it is the source of.
    pub(super) fn element(&self, index: u32) -> (String, String) {
        let (slug, name) = ELEMENTS[(self.number + index) as usize % ELEMENTS.len()];
        let subject = self.field.subjects[self.subject_index()].0;
        (
            format!("{subject}-{slug}-{:04}", self.number),
            format!("{}{name}（{:04}）", self.subject(), self.number),
        )
    }

    /// Whether the dictionary names it as the source of its own element.
    pub(super) fn is_source(&self, order: &Order, index: u32) -> bool {
        let next = Flaw::of(self.number + 1, order.seed);
        let is_shared = next == Some(Flaw::ElementWithoutSource) && self.number + 1 < order.systems;
        index > 0 || !(is_shared || self.has(Flaw::ElementOnlyHere))
    }
}

/// SplitMix64's finalizer over the three of them: neighbours get sequences
/// that have nothing to do with one another.
fn rng(seed: u64, number: u32, purpose: Purpose) -> Rng {
    let purpose = match purpose {
        Purpose::Facts => 1,
        Purpose::System => 2,
        Purpose::Catalog => 3,
        Purpose::Cybersecurity => 4,
        Purpose::Cryptography => 5,
        Purpose::Others => 6,
        Purpose::Project => 7,
        Purpose::Items(year) => 0x1_0000 + u64::from(year.unsigned_abs()),
        Purpose::Request(year) => 0x2_0000 + u64::from(year.unsigned_abs()),
    };
    let mut bits = seed
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(u64::from(number) << 24)
        .wrapping_add(purpose);
    for (shift, factor) in [(30, 0xBF58_476D_1CE4_E5B9), (27, 0x94D0_49BB_1331_11EB)] {
        bits = (bits ^ (bits >> shift)).wrapping_mul(factor);
    }
    Rng::with_seed(bits ^ (bits >> 31))
}

/// One of several.
pub(super) fn pick<T: Copy>(rng: &mut Rng, choices: &[T]) -> T {
    choices[rng.usize(0..choices.len())]
}
