//! One cell as the value of a field; what it may mean two things is asked.

use crate::field::Form;
use crate::grid::Cell;
use crate::mapping::{Column, normal};
use crate::take::Why;
use mulu_core::registry::redacted;
use mulu_core::schema::written::{self, narrow};
use serde_json::Value;

/// What a cell comes to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Read {
    /// A value.
    Value(Value),
    /// Nothing for the registry.
    Left(Why),
    /// Somebody must say it.
    Asked(Why),
}

/// Words that say that there is nothing.
const NOTHING: &[&str] = &["", "无", "没有", "na", "none", "null", "不涉及", "空"];

/// Words before and after a number that isn't exact.
const ABOUT: &[&str] = &[
    "约", "大约", "近", "左右", "余", "多", "以上", "以内", "暂估", "预计",
];

/// Reads a cell for a field.
pub(crate) fn read(cell: &Cell, form: &Form, column: &Column, places: Option<u32>) -> Read {
    if *cell == Cell::Uncalculated {
        return Read::Asked(Why::Uncalculated);
    }
    let text = cell.text();
    if redacted(&text) != text {
        return Read::Left(Why::Person);
    }
    let word = normal(&text);
    match column.values.get(&word) {
        Some(Some(meaning)) => return meant(meaning, form),
        Some(None) => return Read::Left(Why::Nothing),
        None if NOTHING.contains(&word.as_str()) && *form != Form::Truth => {
            return Read::Left(Why::Nothing);
        }
        None => {}
    }
    match form {
        Form::Text => Read::Value(text.into()),
        Form::Texts => Read::Value(parts(&text).into()),
        Form::Date => date(cell, &text),
        Form::Whole => whole(&text, Some(0)),
        Form::Money => whole(&text, places),
        Form::Truth => match (cell, written::truth(&text)) {
            (Cell::Truth(truth), _) => Read::Value((*truth).into()),
            (_, Some(truth)) => Read::Value(truth.into()),
            (_, None) => Read::Asked(Why::Choice(vec!["是".to_owned(), "否".to_owned()])),
        },
        Form::Choice(choices) => choice(&word, choices),
    }
}

/// What a mapping says that a word means, as the field has it.
fn meant(meaning: &str, form: &Form) -> Read {
    let value = match form {
        Form::Whole | Form::Money => written::whole_number(meaning)
            .and_then(|number| number.parse::<i64>().ok())
            .map(Value::from),
        Form::Truth => written::truth(meaning).map(Value::from),
        Form::Texts => Some(vec![Value::from(meaning)].into()),
        Form::Text | Form::Date | Form::Choice(_) => Some(meaning.into()),
    };
    value.map_or(Read::Asked(Why::Number), Read::Value)
}

/// The parts of a list in one cell.
pub(crate) fn parts(text: &str) -> Vec<Value> {
    let separators = ['；', ';', '、', '\n'];
    let parts = text.split(separators).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(Value::from)
        .collect()
}

fn date(cell: &Cell, text: &str) -> Read {
    if let Cell::Date(date) = cell {
        return Read::Value(date.to_string().into());
    }
    if let Some(date) = written::date(text) {
        return Read::Value(date.into());
    }
    // A month without its day: nobody knows which.
    let digits = text.chars().filter(char::is_ascii_digit).count();
    Read::Asked(match digits {
        4..=6 => Why::Day,
        _ => Why::Date,
    })
}

fn whole(text: &str, places: Option<u32>) -> Read {
    let text = text.replace(' ', "");
    if ABOUT
        .iter()
        .any(|word| text.starts_with(word) || text.ends_with(word))
    {
        return Read::Asked(Why::Approximate);
    }
    // What the cell says itself goes before what its column says.
    let has_unit = text.contains(['万', '亿', '元', '圆', '级']);
    let number = match places {
        None if !has_unit => return Read::Asked(Why::Measure),
        Some(places) if !has_unit => shifted(&text, places),
        _ => written::whole_number(&text).and_then(|number| number.parse::<i64>().ok()),
    };
    match number {
        Some(number) => Read::Value(number.into()),
        None if text.contains('.') => Read::Asked(Why::Fraction),
        None => Read::Asked(Why::Number),
    }
}

/// The one choice that a word names, by its id or by a title.
fn choice(word: &str, choices: &[(String, Vec<String>)]) -> Read {
    let named = |(id, titles): &&(String, Vec<String>)| {
        normal(id) == word || titles.iter().any(|title| normal(title) == word)
    };
    let mut found = choices.iter().filter(named);
    match (found.next(), found.next()) {
        (Some((id, _)), None) => Read::Value(id.as_str().into()),
        _ => {
            let title =
                |(id, titles): &(String, Vec<String>)| titles.first().unwrap_or(id).to_owned();
            Read::Asked(Why::Choice(choices.iter().map(title).collect()))
        }
    }
}

/// A decimal number with its point moved to the right, exactly; `None` where anything is left
/// behind it.
#[must_use]
pub fn shifted(text: &str, places: u32) -> Option<i64> {
    let number = text
        .chars()
        .map(narrow)
        .filter(|sign| !matches!(sign, ',' | '_'));
    let number: String = number.collect();
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let fraction = fraction.trim_end_matches('0');
    let places = usize::try_from(places).ok()?;
    let missing = places.checked_sub(fraction.len())?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    format!("{whole}{fraction}{}", "0".repeat(missing))
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::shifted;

    #[test]
    fn amounts_are_moved_without_rounding() {
        for (text, places, number) in [
            ("1350.5", 4, Some(13_505_000)),
            ("２８０．００", 4, Some(2_800_000)),
            ("1,350", 0, Some(1350)),
            ("0.00005", 4, None),
            ("12.5", 0, None),
            ("-3", 4, None),
            ("1e3", 4, None),
            ("99999999999999999999", 4, None),
        ] {
            assert_eq!(shifted(text, places), number, "{text}");
        }
    }
}
