//! Decisions in four faces: a table, a tree that explains one, JSON, CSV.

mod csv;
mod explain;
pub(super) mod field;
mod json;
pub(super) mod outcome;
pub(super) mod places;
mod table;
#[cfg(test)]
mod tests;

pub(super) use csv::harmless;
pub use csv::{answer, csv};
pub use explain::explain;
pub use json::{json, json_in_batches};
pub(super) use json::{outcome_json, outcomes};
pub use outcome::message;
pub use table::table;

use super::{Language, Localizer, money, text};
use mulu_core::decision::{Decision, Decisions, Provenance, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Force, Outcome, Pack, Rule, RuleOutcome, Supplier, builtin};
use mulu_core::registry::Registry;
use mulu_core::schema::Schemas;

/// Decisions with what is needed to show them.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The registry that they were made from.
    pub registry: &'a Registry,
    /// The rules that they were made by.
    pub pack: &'a Pack,
    /// Where the titles of fields are; without them only their names are said.
    pub schemas: Option<&'a Schemas>,
    /// The decisions to show; their totals are those of what is shown.
    pub decisions: &'a Decisions,
    /// What was judged.
    pub provenance: &'a Provenance,
}

impl<'a> View<'a> {
    pub(super) fn rule(&self, outcome: &RuleOutcome) -> Option<&'a Rule> {
        self.pack.rules.get(usize::from(outcome.rule))
    }

    pub(super) fn force(&self, outcome: &RuleOutcome) -> Option<Force> {
        self.rule(outcome)?.maintenance
    }

    /// Whether the outcome keeps the request from being eligible.
    pub(super) fn blocks(&self, outcome: &RuleOutcome) -> bool {
        matches!(self.force(outcome), Some(Force::Deny | Force::Hold)) && falls_short(outcome)
    }

    /// The blocking outcomes of a decision, the most telling first: those that
    /// decided the verdict, the unmet before the unproven.
    pub(super) fn blocking(&self, decision: &'a Decision) -> Vec<&'a RuleOutcome> {
        let mut blocking: Vec<&RuleOutcome> = decision
            .outcomes
            .iter()
            .filter(|outcome| self.blocks(outcome))
            .collect();
        blocking.sort_by_key(|outcome| {
            let verdict = mulu_core::decision::verdict([(self.force(outcome), outcome.outcome)]);
            std::cmp::Reverse((verdict, outcome.outcome))
        });
        blocking
    }

    pub(super) fn unit_name(&self, slug: &str) -> String {
        text::plain(self.registry.unit_name(slug)).into_owned()
    }

    pub(super) fn system_name(&self, id: &str) -> String {
        text::plain(self.registry.system_name(id)).into_owned()
    }

    /// The registry's name of an authority in Chinese, its English name in
    /// English; the other, or the id, where there is none.
    pub(super) fn authority_name(&self, words: &Localizer, id: &str) -> String {
        let named = self.registry.authority_name(id);
        let worded = words.try_word(&format!("authority-{id}"));
        match worded {
            Some(worded) if named == id || words.language() == Language::En => worded,
            _ => text::plain(named).into_owned(),
        }
    }

    pub(super) fn supplier(&self, words: &Localizer, supplier: &Supplier) -> String {
        match supplier {
            Supplier::Authority(id) => self.authority_name(words, id),
            Supplier::Unit(slug) => self.unit_name(slug),
        }
    }

    /// Title, year, date, registry and policy commits in one line.
    fn header(&self, words: &Localizer) -> String {
        let commit = |commit: &Option<String>| match commit {
            Some(name) if name == builtin::NAME => words.word("header-built-in"),
            Some(commit) => text::plain(commit).chars().take(7).collect(),
            None => words.word("header-no-commit"),
        };
        let title = match self.provenance.registry.as_str() {
            "" => words.word("header-untitled"),
            title => title.to_owned(),
        };
        words.say(
            &Message::new("header-fund")
                .arg("registry", title)
                .arg("year", i64::from(self.decisions.year))
                .arg("on", self.provenance.on.to_string())
                .arg("commit", commit(&self.provenance.commit))
                .arg("policy", commit(&self.provenance.policy)),
        )
    }
}

/// Whether it is unmet or unproven.
pub(super) fn falls_short(outcome: &RuleOutcome) -> bool {
    matches!(outcome.outcome, Outcome::Unmet | Outcome::Unproven)
}

/// A verdict with its sign.
pub(super) fn named(words: &Localizer, verdict: Verdict) -> String {
    format!("{} {}", mark(verdict), words.verdict(verdict))
}

/// The sign of a verdict.
fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "✔",
        Verdict::Pending => "?",
        Verdict::Ineligible => "✘",
    }
}

/// An amount without its unit, or a word for its absence.
pub(super) fn amount(words: &Localizer, yuan: Option<i64>) -> String {
    yuan.map_or_else(
        || words.word("amount-unknown"),
        |yuan| money::amount(words.language(), yuan),
    )
}
