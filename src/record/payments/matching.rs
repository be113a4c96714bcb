//! Which system a payment is for: found by its name, explained, and graded. What may be two
//! things is left to a person.

use super::claim::Claims;
use super::name::{core, headless, numbers, plain};
use super::read::Payment;
use super::words::Words;
use rapidfuzz::fuzz;
use std::collections::HashMap;

/// How alike names must be to be taken for one another where a unit agrees.
const ALIKE: f64 = 0.74;
/// The same where no unit says anything.
const VERY_ALIKE: f64 = 0.86;
/// What is less alike is nothing.
const FAINT: f64 = 0.5;
/// How much less alike the second must be.
const APART: f64 = 0.12;
/// The shortest core that is looked for within a longer name, in characters.
const WITHIN: usize = 4;

/// How good a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing is called so.
    None,
    /// A person must say.
    Doubtful,
    /// It is taken, and shown.
    Likely,
    /// It is.
    Sure,
}

impl Grade {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Grade::None => "none",
            Grade::Doubtful => "doubtful",
            Grade::Likely => "likely",
            Grade::Sure => "sure",
        }
    }

    /// Whether it counts as a match.
    #[must_use]
    pub fn counts(self) -> bool {
        self >= Grade::Likely
    }
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Somebody stated it in the mapping.
    Stated,
    /// It is the id.
    Id,
    /// The same name.
    Name,
    /// The same name but for words around it.
    Core,
    /// The name stands within.
    Within,
    /// A name that is alike.
    Alike,
    /// Alike, and of another unit than who paid.
    OtherUnit,
    /// The same but for a number.
    Number,
    /// Several are called so, or are as much alike.
    Several,
    /// Nothing is alike.
    Nothing,
}

impl Why {
    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Why::Stated => "stated",
            Why::Id => "id",
            Why::Name => "name",
            Why::Core => "core",
            Why::Within => "within",
            Why::Alike => "alike",
            Why::OtherUnit => "other-unit",
            Why::Number => "number",
            Why::Several => "several",
            Why::Nothing => "nothing",
        }
    }
}

/// What a payment was matched with.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The places of claims, the best first; one where it counts.
    pub claims: Vec<usize>,
    /// How good it is.
    pub grade: Grade,
    /// Why.
    pub why: Why,
    /// How alike the names are, in hundredths.
    pub alike: u32,
}

impl Match {
    fn of(claims: Vec<usize>, grade: Grade, why: Why, alike: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1"
        )]
        let alike = (alike.clamp(0.0, 1.0) * 100.0).round() as u32;
        Match {
            claims,
            grade,
            why,
            alike,
        }
    }

    /// The claim that counts.
    #[must_use]
    pub fn claim(&self) -> Option<usize> {
        self.claims.first().copied().filter(|_| self.grade.counts())
    }
}

/// A claim's names as they are compared.
struct Known {
    whole: String,
    core: String,
    numbers: String,
}

/// Matches payments with claims.
pub struct Matcher<'m> {
    claims: &'m Claims,
    words: &'m Words,
    known: Vec<Known>,
    by_plain: HashMap<String, Vec<usize>>,
    by_core: HashMap<String, Vec<usize>>,
}

impl std::fmt::Debug for Matcher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Matcher").field(&self.known.len()).finish()
    }
}

impl<'m> Matcher<'m> {
    /// A matcher of claims.
    #[must_use]
    pub fn new(claims: &'m Claims, words: &'m Words) -> Self {
        let mut by_plain: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_core: HashMap<String, Vec<usize>> = HashMap::new();
        let mut known = Vec::with_capacity(claims.claims.len());
        for (at, claim) in claims.claims.iter().enumerate() {
            let plain = plain(&claim.name);
            let core = core(&plain, words, &claims.places);
            by_plain.entry(plain.clone()).or_default().push(at);
            by_core.entry(core.clone()).or_default().push(at);
            known.push(Known {
                numbers: numbers(&plain),
                whole: headless(&plain, words, &claims.places),
                core,
            });
        }
        Matcher {
            claims,
            words,
            known,
            by_plain,
            by_core,
        }
    }

    /// What a payment is for.
    #[must_use]
    pub fn find(&self, payment: &Payment) -> Match {
        let name = plain(&payment.name);
        if let Some(stated) = self.stated(&name) {
            return stated;
        }
        if name.is_empty() {
            return Match::of(Vec::new(), Grade::None, Why::Nothing, 0.0);
        }
        let payer = self.claims.unit(&payment.payer);
        let payer = payer.map(|unit| &**unit);
        if let Some(same) = self.by_plain.get(&name) {
            return self.same(same, payer, Why::Name);
        }
        let bare = core(&name, self.words, &self.claims.places);
        let numbers = numbers(&name);
        if let Some(same) = self.by_core.get(&bare) {
            let exact = |at: &&usize| self.known[**at].numbers == numbers;
            let counted: Vec<usize> = same.iter().filter(exact).copied().collect();
            return match (counted.is_empty(), numbers.is_empty()) {
                (false, _) => self.same(&counted, payer, Why::Core),
                // A phase of the one that is called so.
                (true, false) if same.len() == 1 && self.known[same[0]].numbers.is_empty() => {
                    Match::of(same.clone(), Grade::Likely, Why::Core, 1.0)
                }
                (true, _) => Match::of(same.clone(), Grade::Doubtful, Why::Number, 1.0),
            };
        }
        let whole = headless(&name, self.words, &self.claims.places);
        self.alike((&bare, &whole), &numbers, payer)
    }

    fn stated(&self, name: &str) -> Option<Match> {
        let at = |id: &str| self.claims.claims.iter().position(|claim| *claim.id == *id);
        match self.words.names.get(name) {
            Some(Some(id)) => {
                let at = at(id)?;
                Some(Match::of(vec![at], Grade::Sure, Why::Stated, 1.0))
            }
            Some(None) => Some(Match::of(Vec::new(), Grade::None, Why::Stated, 1.0)),
            None => {
                let by_id = self
                    .claims
                    .claims
                    .iter()
                    .position(|claim| plain(&claim.id) == name)?;
                Some(Match::of(vec![by_id], Grade::Sure, Why::Id, 1.0))
            }
        }
    }

    /// Whether who paid is a unit of a claim; nobody knows where nobody is named.
    fn agrees(&self, at: usize, payer: Option<&str>) -> Option<bool> {
        let payer = payer?;
        let units = &self.claims.claims[at].units;
        Some(units.iter().any(|unit| **unit == *payer))
    }

    /// Those that are called the same: the one of who paid, or the only one.
    fn same(&self, same: &[usize], payer: Option<&str>, why: Why) -> Match {
        let of_payer: Vec<usize> = same
            .iter()
            .filter(|at| self.agrees(**at, payer) == Some(true))
            .copied()
            .collect();
        match (&*of_payer, same) {
            ([one], _) => Match::of(vec![*one], Grade::Sure, why, 1.0),
            ([], [one]) if self.agrees(*one, payer).is_none() => {
                Match::of(vec![*one], Grade::Sure, why, 1.0)
            }
            // Its name says it, and somebody else paid: that is a finding, not a doubt.
            ([], [one]) => Match::of(vec![*one], Grade::Likely, why, 1.0),
            _ => Match::of(same.to_vec(), Grade::Doubtful, Why::Several, 1.0),
        }
    }

    fn alike(&self, (bare, whole): (&str, &str), numbers: &str, payer: Option<&str>) -> Match {
        let comparator = fuzz::RatioBatchComparator::new(bare.chars());
        let wholes = fuzz::RatioBatchComparator::new(whole.chars());
        let mut scored: Vec<(f64, usize, Why)> = Vec::new();
        for (at, known) in self.known.iter().enumerate() {
            let within = known.core.chars().count() >= WITHIN && bare.contains(&known.core);
            // A slip in the words around a name keeps them from being left out.
            let ratio = comparator
                .similarity(known.core.chars())
                .max(wholes.similarity(known.whole.chars()));
            let (score, why) = match within {
                true => (ratio.max(covered(&known.core, bare)), Why::Within),
                false => (ratio, Why::Alike),
            };
            let own = if self.agrees(at, payer) == Some(true) {
                0.06
            } else {
                0.0
            };
            if score >= FAINT {
                scored.push((score + own, at, why));
            }
        }
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let Some((score, at, why)) = scored.first().copied() else {
            return Match::of(Vec::new(), Grade::None, Why::Nothing, 0.0);
        };
        let near: Vec<usize> = scored.iter().take(3).map(|(_, at, _)| *at).collect();
        let second = scored.get(1).map_or(0.0, |(score, _, _)| *score);
        if score - second < APART {
            return Match::of(near, Grade::Doubtful, Why::Several, score);
        }
        if self.known[at].numbers != *numbers {
            return Match::of(near, Grade::Doubtful, Why::Number, score);
        }
        match self.agrees(at, payer) {
            Some(true) if score >= ALIKE => Match::of(vec![at], Grade::Likely, why, score),
            None if score >= VERY_ALIKE => Match::of(vec![at], Grade::Likely, why, score),
            Some(false) if score >= VERY_ALIKE => {
                Match::of(near, Grade::Doubtful, Why::OtherUnit, score)
            }
            _ => Match::of(near, Grade::Doubtful, why, score),
        }
    }
}

/// How much a name that stands within another says of it: the more the less stands around it.
fn covered(core: &str, bare: &str) -> f64 {
    let count = |text: &str| f64::from(u32::try_from(text.chars().count()).unwrap_or(u32::MAX));
    0.5 + 0.5 * count(core) / count(bare).max(1.0)
}
