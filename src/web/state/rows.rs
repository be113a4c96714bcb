//! Judgements as lists show them: without what only one page tells.

use mulu_core::decision::{Decision, Judgement, ProjectDecision, Snapshot, Verdict};
use mulu_core::policy::{PerPurpose, RuleOutcome, Supplier};
use mulu_report::Localizer;
use mulu_report::decisions::told;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What falls short of a request or a project.
#[derive(Clone, Debug, Default)]
pub(crate) struct Short {
    /// The most telling.
    first: Option<RuleOutcome>,
    /// The rules that stand in the way, by their places in the pack.
    pub(crate) rules: Vec<u16>,
    /// Whether whatever stands in the way is for others to know than who reads this.
    silent: bool,
    /// Whose turn it is to supply something, each once.
    pub(crate) awaited: BTreeSet<Supplier>,
}

impl Short {
    fn of(view: &Snapshot<'_>, judged: &impl Judgement) -> Self {
        let blocking = view.blocking(judged);
        let missing = blocking.iter().flat_map(|outcome| &outcome.missing);
        Short {
            silent: view.is_silent(judged),
            first: blocking.first().map(|first| (*first).clone()),
            rules: blocking.iter().map(|outcome| outcome.rule).collect(),
            awaited: missing.map(|missing| missing.supplier.clone()).collect(),
        }
    }

    /// The most telling in a sentence, and how many more there are: as `mulu fund` has it.
    pub(crate) fn told(&self, view: &Snapshot<'_>, words: &Localizer) -> String {
        let Some(first) = &self.first else {
            return match self.silent {
                true => words.word("reason-for-offices"),
                false => String::new(),
            };
        };
        let said = told(view, words, first);
        match self.rules.len() - 1 {
            0 => said,
            more => format!("{said}  +{more}"),
        }
    }
}

/// A request, judged.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// `unit/system`.
    pub(crate) system: Arc<str>,
    /// The system's own unit.
    pub(crate) unit: Arc<str>,
    /// Who asks.
    pub(crate) applicant: Option<Arc<str>>,
    /// How much.
    pub(crate) amount: Option<i64>,
    /// What it comes to.
    pub(crate) verdict: Verdict,
    /// Why it isn't eligible.
    pub(crate) short: Short,
}

impl Asked {
    pub(crate) fn of(view: &Snapshot<'_>, decision: Decision) -> Self {
        Asked {
            short: Short::of(view, &decision),
            system: decision.system,
            unit: decision.unit,
            applicant: decision.applicant,
            amount: decision.amount,
            verdict: decision.verdict,
        }
    }
}

/// A construction project, judged for a year.
#[derive(Clone, Debug)]
pub(crate) struct Built {
    /// `unit/project`.
    pub(crate) project: Arc<str>,
    /// The unit in its path.
    pub(crate) unit: Arc<str>,
    /// As which kind it is judged.
    pub(crate) kind: Option<Arc<str>>,
    /// Its stage, by its place among the pack's.
    pub(crate) stage: Option<usize>,
    /// What the year's list has for it.
    pub(crate) amount: Option<i64>,
    /// What it comes to for each purpose.
    pub(crate) verdicts: PerPurpose<Option<Verdict>>,
    /// The worst of these.
    pub(crate) worst: Option<Verdict>,
    /// What stands in the way.
    pub(crate) short: Short,
}

impl Built {
    pub(crate) fn of(view: &Snapshot<'_>, decision: ProjectDecision) -> Self {
        Built {
            short: Short::of(view, &decision),
            worst: decision.worst(),
            project: decision.project,
            unit: decision.unit,
            kind: decision.kind,
            stage: decision.stage,
            amount: decision.amount,
            verdicts: decision.verdicts,
        }
    }
}
