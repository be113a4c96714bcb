//! The rule pack: dated parameters, rules as CEL, static checks of the pack,
//! and evaluation to outcomes with evidence.

mod outcome;
mod pack;

pub use outcome::{Force, Localized, Missing, Outcome, OutcomeText, RuleOutcome, Supplier};
pub use pack::{Pack, Rule, Subject};
