//! How a verdict looks, a row a verdict: whoever shows one asks here.

use crate::Localizer;
use anstyle::AnsiColor;
use mulu_core::decision::Verdict;

/// Signs and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The sign on a terminal.
    pub mark: &'static str,
    /// The sign on a web page.
    pub emoji: &'static str,
    /// The colour on a terminal.
    pub colour: AnsiColor,
    /// The key of the pull request's label.
    pub label: &'static str,
}

/// A row a verdict.
const LOOKS: [(Verdict, Look); 3] = [
    (
        Verdict::Eligible,
        look("✔", "🟢", AnsiColor::Green, "label-eligible"),
    ),
    (
        Verdict::Pending,
        look("?", "🟡", AnsiColor::Yellow, "label-pending"),
    ),
    (
        Verdict::Ineligible,
        look("✘", "🔴", AnsiColor::Red, "label-ineligible"),
    ),
];

const fn look(
    mark: &'static str,
    emoji: &'static str,
    colour: AnsiColor,
    label: &'static str,
) -> Look {
    Look {
        mark,
        emoji,
        colour,
        label,
    }
}

/// How a verdict looks.
#[must_use]
pub fn of(verdict: Verdict) -> Look {
    let found = LOOKS.iter().find(|(known, _)| *known == verdict);
    found.unwrap_or(&LOOKS[0]).1
}

/// A verdict with its sign.
pub(crate) fn named(words: &Localizer, verdict: Verdict) -> String {
    format!("{} {}", of(verdict).mark, words.verdict(verdict))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_a_look_of_its_own() {
        let marks = Verdict::ALL.map(|verdict| of(verdict).mark);
        assert_eq!(marks, ["✔", "?", "✘"]);
    }
}
