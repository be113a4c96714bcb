//! "Did you mean": the known name that is most like a wrong one.

use crate::diagnostic::suggest;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The effort for one registry; a look at a known name costs 1. Where so many
/// references lead nowhere that it is spent, the others get no suggestion:
/// what is wrong everywhere wasn't mistyped.
const EFFORT: u32 = 10_000_000;

/// What the comparison of two names costs.
const COMPARISON: u32 = 20;

/// What the comparison with a name and its titles costs, whatever they have in common.
const TITLED: u32 = 5 * COMPARISON;

/// The most changes that a slip makes.
const SLIP: usize = 3;

/// Names longer than this are not compared.
const LONGEST: usize = 128;

/// What kind of name was meant, and what was written.
type Question = (&'static str, String);

/// Finds likely names, with bounded effort.
pub(super) struct Nearest {
    left: Cell<u32>,
    asked: RefCell<BTreeMap<Question, Option<Arc<str>>>>,
}

impl Nearest {
    pub(super) fn new() -> Self {
        Nearest {
            left: Cell::new(EFFORT),
            asked: RefCell::default(),
        }
    }

    /// As [`Self::of`], for names of one kind that the same wrong one may be
    /// meant for many times.
    pub(super) fn of_many<'a, N: AsRef<str> + 'a>(
        &self,
        kind: &'static str,
        wrong: &str,
        names: impl IntoIterator<Item = &'a N>,
    ) -> Option<Arc<str>> {
        let key = (kind, wrong.to_owned());
        if let Some(known) = self.asked.borrow().get(&key) {
            return known.clone();
        }
        let near = self.of(wrong, names).map(|near| near.as_ref().into());
        self.asked.borrow_mut().insert(key, near.clone());
        near
    }

    /// The name that is most like a wrong one, if any is like it.
    pub(super) fn of<'a, N: AsRef<str> + ?Sized>(
        &self,
        wrong: &str,
        names: impl IntoIterator<Item = &'a N>,
    ) -> Option<&'a N> {
        let length = wrong.chars().count();
        if length > LONGEST {
            return None;
        }
        let mut limit = (1 + length / 5).min(SLIP);
        let letters = letters(wrong);
        let mut best = None;
        for name in names {
            self.spend(1)?;
            if !may_be_near(wrong, &letters, name.as_ref(), limit) {
                continue;
            }
            self.spend(COMPARISON)?;
            let (mine, other) = without_common_ends(wrong, name.as_ref());
            let distance = strsim::damerau_levenshtein(mine, other);
            // A name of which no letter is left is not alike, however short.
            if distance <= limit && distance < length && best.is_none_or(|(d, _)| distance < d) {
                best = Some((distance, name));
                // Only what is nearer still is of interest, and nothing is the same.
                limit = distance.saturating_sub(1);
                if limit == 0 {
                    break;
                }
            }
        }
        best.map(|(_, name)| name)
    }

    /// As [`Self::of`], of a few names that have titles besides.
    pub(super) fn titled<'a>(
        &self,
        wrong: &str,
        names: &[&'a str],
        titles: impl Fn(&str) -> Vec<String>,
    ) -> Option<&'a str> {
        self.afford(names.len())?;
        suggest::nearest(wrong, names, titles)
    }

    /// Spends what holding a text against some names with their titles costs; `None`: there
    /// isn't so much left.
    pub(super) fn afford(&self, names: usize) -> Option<()> {
        let names = u32::try_from(names).ok()?;
        self.spend(names.saturating_mul(TITLED))
    }

    fn spend(&self, effort: u32) -> Option<()> {
        self.left.set(self.left.get().checked_sub(effort)?);
        Some(())
    }
}

/// Two texts without what they have in common at both ends.
fn without_common_ends<'t>(mine: &'t str, other: &'t str) -> (&'t str, &'t str) {
    let same = |(a, b): &(char, char)| a == b;
    let length = |(char, _): (char, char)| char.len_utf8();
    let head: usize = mine
        .chars()
        .zip(other.chars())
        .take_while(same)
        .map(length)
        .sum();
    let (mine, other) = (&mine[head..], &other[head..]);
    let backwards = mine.chars().rev().zip(other.chars().rev());
    let tail: usize = backwards.take_while(same).map(length).sum();
    (&mine[..mine.len() - tail], &other[..other.len() - tail])
}

/// How often each letter occurs; letters that share a place only make texts
/// look more alike than they are.
fn letters(text: &str) -> [i16; 32] {
    let mut counts = [0; 32];
    for byte in text.bytes().take(LONGEST * 4) {
        counts[usize::from(byte % 32)] += 1;
    }
    counts
}

/// Whether two texts may be that few changes apart: a change of one character
/// takes away one letter and adds one at most.
fn may_be_near(wrong: &str, letters: &[i16; 32], name: &str, limit: usize) -> bool {
    let width = if wrong.is_ascii() && name.is_ascii() {
        1
    } else {
        4
    };
    if name.len().abs_diff(wrong.len()) > limit * width {
        return false;
    }
    let others = self::letters(name).into_iter();
    let apart: u32 = letters
        .iter()
        .zip(others)
        .map(|(mine, other)| u32::from(mine.abs_diff(other)))
        .sum();
    apart as usize <= 2 * limit * width
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(wrong: &str, names: &[&str]) -> Option<String> {
        let names: Vec<Arc<str>> = names.iter().map(|name| Arc::from(*name)).collect();
        Nearest::new().of(wrong, &names).map(ToString::to_string)
    }

    #[test]
    fn a_slip_is_recognized_and_another_name_is_not() {
        let names = ["health-commission", "health-center", "finance"];
        assert_eq!(
            near("health-comission", &names).as_deref(),
            Some("health-commission")
        );
        assert_eq!(near("fiance", &names).as_deref(), Some("finance"));
        assert_eq!(near("police", &names), None);
        assert_eq!(near("个安", &["个案", "名录"]).as_deref(), Some("个案"));
        assert_eq!(near("号", &["案"]), None);
        assert_eq!(near(&"a".repeat(10_000), &[&"a".repeat(10_001)]), None);
    }

    #[test]
    fn the_effort_ends() {
        let names: Vec<Arc<str>> = vec!["abcdef".into(); 10];
        let nearest = Nearest {
            left: Cell::new(10 + COMPARISON),
            ..Nearest::new()
        };
        assert!(nearest.of("abcdeg", &names).is_some());
        assert!(nearest.of("abcdeg", &names).is_none());
    }

    proptest! {
        /// The quick look never refuses what the slow one would find.
        #[test]
        fn the_quick_look_is_a_lower_bound(
            wrong in "[a-e案个-]{0,12}", names in prop::collection::vec("[a-e案个-]{0,12}", 0..8),
        ) {
            // What is among them isn't wrong.
            let names = names.iter().map(String::as_str).filter(|name| *name != wrong);
            let names: Vec<&str> = names.collect();
            let length = wrong.chars().count();
            let slow = names.iter()
                .map(|name| strsim::damerau_levenshtein(&wrong, name))
                .filter(|distance| *distance <= (1 + length / 5).min(SLIP) && *distance < length)
                .min();
            let quick = near(&wrong, &names).map(|name| strsim::damerau_levenshtein(&wrong, &name));
            prop_assert_eq!(quick, slow);
        }
    }
}
