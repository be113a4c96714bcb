//! The rule pack: dated parameters, rules as CEL, static checks of the pack,
//! and evaluation to outcomes with evidence.

pub mod amounts;
mod bind;
mod bounds;
pub mod builtin;
mod case;
pub mod cases;
mod coverage;
mod each;
mod evaluate;
mod expression;
mod extent;
pub mod functions;
mod host;
mod lack;
mod lint;
mod load;
mod outcome;
pub mod pack;
mod sentence;
mod session;
mod trace;
mod value;
mod watch;

pub use bounds::Bounds;
pub use case::Case;
pub use coverage::{Coverage, coverage};
pub use evaluate::{Standing, evaluate, stand};
pub use expression::{Expression, Template};
pub use load::load;
pub use outcome::{Force, Localized, Missing, Outcome, OutcomeText, RuleOutcome, Supplier};
pub use pack::{Pack, Rule, Subject};
