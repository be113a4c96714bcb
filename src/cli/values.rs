//! Values of arguments, read strictly; what is wrong is answered with what is
//! right, in any language.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use mulu_core::decision::Verdict;
use mulu_report::Language;
use std::fmt::Display;
use std::str::FromStr;

/// How a date is written.
pub(super) const DATE: &str = "YYYY-MM-DD";

/// `YYYY-MM-DD`, as documents have it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    let date = text.parse::<Date>().ok();
    let strict = date.filter(|date| date.to_string() == text);
    strict.ok_or_else(|| DATE.to_owned())
}

/// A year that a document may have.
pub(super) fn year(text: &str) -> Result<i16, String> {
    number(text, 2000, 2999)
}

/// A login, with or without the `@` that people write before it.
pub(super) fn login(text: &str) -> Result<String, String> {
    let name = text.trim();
    let name = name.strip_prefix('@').unwrap_or(name);
    let is_one = !name.is_empty() && !name.contains(char::is_whitespace);
    is_one
        .then(|| name.to_owned())
        .ok_or_else(|| "octocat".to_owned())
}

/// A whole number between two others, both included.
pub(super) fn number<T: FromStr + PartialOrd + Display>(
    text: &str,
    least: T,
    most: T,
) -> Result<T, String> {
    let number = text.parse::<T>().ok();
    let known = number.filter(|number| (&least..=&most).contains(&number));
    known.ok_or_else(|| format!("{least}…{most}"))
}

/// A verdict by its name in machine output; shells complete it.
pub(super) fn verdict() -> impl TypedValueParser<Value = Verdict> {
    let all = Verdict::ALL;
    let named = |verdict: Verdict| PossibleValue::new(verdict.id()).alias(said(verdict));
    PossibleValuesParser::new(all.map(named)).try_map(move |text| {
        let is = |verdict: &Verdict| verdict.id() == text || said(*verdict) == text;
        let found = all.into_iter().find(is);
        found.ok_or(UnknownVerdict)
    })
}

/// What a verdict is called in Chinese, as every table has it.
fn said(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "符合",
        Verdict::Pending => "待补证",
        Verdict::Ineligible => "不符合",
    }
}

/// A name that no verdict has; the parser lets none through.
#[derive(Debug)]
struct UnknownVerdict;

impl Display for UnknownVerdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&Verdict::ALL.map(Verdict::id).join(", "))
    }
}

impl std::error::Error for UnknownVerdict {}

/// A language.
pub(super) fn language(text: &str) -> Result<Language, String> {
    text.parse().map_err(|_| "zh, en".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_may_have_its_at_and_is_one_word() {
        for said in ["wang", "@wang", " @wang "] {
            assert_eq!(login(said).as_deref(), Ok("wang"));
        }
        for wrong in ["", " ", "@", "wang li"] {
            assert!(login(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_documents_write_is_a_date_or_a_year() {
        assert_eq!(
            date("2026-12-01").ok(),
            Some(jiff::civil::date(2026, 12, 1))
        );
        for wrong in ["2026-13-01", "20261201", "2026-12-01T08:00", "今天", ""] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
        assert_eq!(year("2027"), Ok(2027));
        for wrong in ["27", "1999", "3000", "2027年", ""] {
            assert!(year(wrong).is_err(), "{wrong}");
        }
    }
}
