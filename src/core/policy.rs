//! The rule pack: dated parameters, rules as CEL, static checks of the pack,
//! and evaluation to outcomes with evidence.

mod ast_span;
mod audience;
pub mod builtin;
mod coverage;
mod dates;
mod evaluate;
mod expression;
mod for_each;
pub mod functions;
mod instrument;
mod intervals;
mod lint;
mod load;
mod missing;
mod observe;
mod outcome;
pub mod pack;
mod projects;
mod reads;
mod request_ref;
pub mod rule_tests;
mod session;
mod stages;
mod target;
mod template;
mod terms;
#[cfg(test)]
mod tests;
mod validity;
mod value;
mod variables;

pub use crate::registry::Supplier;
pub use coverage::{Coverage, coverage};
pub use dates::Dates;
pub use evaluate::{Evaluation, evaluate, evaluate_with_validity};
pub use expression::Expression;
pub use intervals::intervals;
pub use load::load;
pub use outcome::{Force, Localized, Missing, MissingWhat, Outcome, OutcomeText, RuleOutcome};
pub use pack::{Forces, Pack, PerPurpose, Purpose, Rule, Subject};
pub use projects::{
    ProjectEvaluation, approved_total, evaluate_project_rules, evaluate_projects,
    evaluate_projects_again,
};
pub use reads::{Reads, reads};
pub use request_ref::{ProjectRef, RequestRef};
pub(crate) use stages::over_before;
pub use stages::stage_findings;
pub use template::{Template, Templates};
pub use validity::{Change, Validity};
