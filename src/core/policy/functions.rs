//! The functions that rules may call: few, and all in one table, which also
//! holds what each does and what `docs/POLICY.md` says of it.
//!
//! A call `passed("catalog", "acceptance")` is expanded, when the rule is
//! parsed, to an index on the library value: `@library[[0, "catalog",
//! "acceptance"]]`, the number being the function's place in the table. So
//! functions reach the registry's indexes through a value that borrows them, and
//! rules never scan documents.

mod arguments;
mod contexts;
mod days;
mod documents;
mod elements;
mod environment;
mod library;
mod lines;
mod money;
mod opinions;
mod orders;
mod page;
mod plain;
mod rules;
mod sentences;

pub(crate) use environment::{HOST, as_call, called, env, text};
pub(crate) use library::Library;
pub use page::page;
pub(crate) use rules::is_named;

use super::pack::Language;
use arguments::Args;
use cel::ExecutionError;
use cel::common::value::Val;
use std::sync::LazyLock;

/// What a parameter takes and a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// Text; dates are text in the form `YYYY-MM-DD`.
    Text,
    /// A list of text.
    Texts,
    /// A list of numbers.
    Ints,
    /// A list of anything.
    List,
    /// An element of the list that was given.
    Element,
    /// A list like the one that was given.
    Same,
    /// An entry of an opinions file.
    Opinion,
    /// Several of them.
    Opinions,
    /// Literal: an authority's id or `any`.
    AnyAuthority,
    /// Literal: a matter of the authority before it.
    Matter,
    /// Literal: whose orders are meant.
    Whose,
    /// Literal: the kind of a list's entry.
    EntryKind,
    /// Literal: a kind of yearly documents.
    Yearly,
    /// Lines of the yearly documents named first.
    Entries,
    /// Literal: a kind of documents that are referred to.
    DocumentKind,
    /// A document of the kind named first.
    Document,
    /// How an expense is treated.
    Finance,
    /// Literal: a parameter.
    ParameterName,
    /// A value of the parameter named first.
    ParameterValue,
    /// Literal: a rule, or a family of rules.
    RuleName,
    /// What a rule says.
    Outcome,
    /// Literal: what has a title.
    Titled,
    /// A call of another function.
    Call,
    /// What the call that was given gives.
    OfCall,
    /// Anything.
    Any,
}

/// What a function takes.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name in the documentation.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it may be left out; then all after it may be, too.
    pub optional: bool,
}

const fn takes(name: &'static str, kind: Kind) -> Parameter {
    Parameter {
        name,
        kind,
        optional: false,
    }
}

const fn may_take(name: &'static str, kind: Kind) -> Parameter {
    Parameter {
        name,
        kind,
        optional: true,
    }
}

/// A call's answer, or the error of one without an answer.
type Answer<'r> = Result<Box<dyn Val + 'r>, ExecutionError>;

/// One function.
#[derive(Debug)]
pub struct Function {
    /// Its name in rules; one that begins with `@` cannot be spelled there.
    pub name: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// What it gives.
    pub result: Kind,
    /// What it gives, in words.
    pub zh: &'static str,
    /// The English words.
    pub en: &'static str,
    /// The languages of packs that have it.
    languages: &'static [Language],
    run: for<'l, 'a, 'r> fn(&'l Library<'r>, &'l Args<'a>) -> Answer<'r>,
}

impl Function {
    /// How many arguments must be given.
    #[must_use]
    pub fn required(&self) -> usize {
        self.parameters.iter().filter(|one| !one.optional).count()
    }

    /// The call as documentation shows it: `passed(authority, matter[, scope])`.
    #[must_use]
    pub fn signature(&self) -> String {
        let mut text = format!("{}(", self.name);
        for (at, parameter) in self.parameters.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            text += &match parameter.optional {
                true => format!("[{comma}{}]", parameter.name),
                false => format!("{comma}{}", parameter.name),
            };
        }
        text + ")"
    }

    fn speaks(&self, language: Language) -> bool {
        self.languages.contains(&language)
    }
}

const ALL: &[Language] = &[Language::First, Language::Second];
const SECOND: &[Language] = &[Language::Second];

/// Every function, a group after another.
static FUNCTIONS: LazyLock<Vec<&'static Function>> = LazyLock::new(|| {
    [
        days::INSTRUMENTS,
        opinions::FUNCTIONS,
        orders::FUNCTIONS,
        contexts::FUNCTIONS,
        days::FUNCTIONS,
        plain::FUNCTIONS,
        documents::FUNCTIONS,
        elements::FUNCTIONS,
        lines::FUNCTIONS,
        money::FUNCTIONS,
        rules::FUNCTIONS,
        sentences::FUNCTIONS,
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// The place in the table of the function that notes a day which `today` is
/// compared with, and gives it back.
pub(crate) const COMPARED: i64 = 0;

/// The place of the one that notes that tomorrow is another day, and gives its
/// argument back.
pub(crate) const DAILY: i64 = 1;

/// The place of `@yearly` among all functions: what gives `today` back for the sake of
/// its year.
pub(crate) const YEARLY: i64 = 2;

/// The functions of a language that rules can spell.
pub fn functions(language: Language) -> impl Iterator<Item = &'static Function> {
    let all = FUNCTIONS.iter().copied();
    all.filter(move |function| function.speaks(language) && !function.name.starts_with('@'))
}

/// The function with a name.
#[must_use]
pub fn find(name: &str, language: Language) -> Option<&'static Function> {
    functions(language).find(|function| function.name == name)
}

/// The function at a place of the table.
fn at(place: i64) -> Option<&'static Function> {
    let place = usize::try_from(place).ok()?;
    FUNCTIONS.get(place).copied()
}

/// The functions of a language with their places in the table.
fn placed(language: Language) -> impl Iterator<Item = (i64, &'static Function)> {
    let all = (0..).zip(FUNCTIONS.iter().copied());
    all.filter(move |(_, function)| function.speaks(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_instrumenting_functions_stand_where_they_are_called() {
        assert_eq!(at(COMPARED).map(|found| found.name), Some("@compared"));
        assert_eq!(at(DAILY).map(|found| found.name), Some("@daily"));
        assert_eq!(at(YEARLY).map(|found| found.name), Some("@yearly"));
    }

    #[test]
    fn a_language_has_no_two_functions_of_one_name() {
        for language in ALL {
            let mut names: Vec<&str> = functions(*language).map(|one| one.name).collect();
            names.sort_unstable();
            let all = names.len();
            names.dedup();
            assert_eq!(names.len(), all, "{language:?}");
        }
    }

    #[test]
    fn what_is_optional_comes_last() {
        for function in FUNCTIONS.iter() {
            let optional = function.parameters.iter().map(|one| one.optional);
            assert!(optional.is_sorted(), "{}", function.name);
            assert!(!function.zh.is_empty() && !function.en.is_empty());
        }
    }
}
