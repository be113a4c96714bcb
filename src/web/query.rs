//! What stands behind the question mark of an address.

use crate::fault::Fault;
use jiff::civil::Date;
use mulu_core::decision::Verdict;
use mulu_core::diagnostic::Message;
use mulu_report::Language;
use mulu_report::text::plain;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::str::FromStr;

/// The longest query that is read, in bytes.
const LONGEST: usize = 2048;

/// The longest name of a revision, in bytes.
pub(crate) const NAME: usize = 100;

/// Whether a text can be the name of a revision.
pub(crate) fn is_revision(name: &str) -> bool {
    let known = name.chars().all(|c| c.is_ascii_graphic());
    known && !name.is_empty() && name.len() <= NAME && !name.starts_with('-')
}

/// The fields of a query, in order, each name once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the fields of an address or of a form.
    ///
    /// # Errors
    /// When it is too long or no UTF-8, or says something twice: who wrote it meant one of
    /// both, and nobody knows which.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        if text.len() > LONGEST {
            return Err(Fault::malformed(Message::new("web-query-too-long")));
        }
        let parts = text.split('&').filter(|part| !part.is_empty());
        let pairs = parts.map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decoded(name)?, decoded(value)?))
        });
        let pairs: Result<Vec<(String, String)>, Fault> = pairs.collect();
        let pairs = pairs?;
        let mut known = BTreeSet::new();
        match pairs.iter().find(|(name, _)| !known.insert(&**name)) {
            Some((name, _)) => Err(Fault::malformed(
                Message::new("web-query-repeated").arg("name", name.as_str()),
            )),
            None => Ok(Query(pairs)),
        }
    }

    /// That every field says something: forms send all that they have, programs what they
    /// mean.
    ///
    /// # Errors
    /// When one is empty.
    pub(crate) fn says_something(&self) -> Result<(), Fault> {
        let empty = self.0.iter().find(|(_, value)| value.trim().is_empty());
        let Some((name, _)) = empty else {
            return Ok(());
        };
        let message = Message::new("web-query-empty").arg("name", name.as_str());
        Err(Fault::malformed(message))
    }

    /// A field that is shown again: as everything that people read, without numbers of
    /// persons in it.
    pub(crate) fn text(&self, name: &str) -> Cow<'_, str> {
        plain(self.get(name).unwrap_or_default())
    }

    /// A field that says anything.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        let value = found.map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    /// A field that must be one of some, or a number, or a day.
    fn value<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Fault> {
        let Some(text) = self.get(name) else {
            return Ok(None);
        };
        let wrong = || {
            let message = Message::new("web-wrong-value").arg("name", name);
            Fault::malformed(message.arg("value", text))
        };
        read(text).map(Some).ok_or_else(wrong)
    }

    /// A day, as documents write it.
    pub(crate) fn day(&self, name: &'static str) -> Result<Option<Date>, Fault> {
        self.value(name, |text| {
            let day: Date = text.parse().ok()?;
            (day.to_string() == text).then_some(day)
        })
    }

    /// A revision or a day: nothing that could be an option of Git's.
    pub(crate) fn revision(&self, name: &'static str) -> Result<Option<String>, Fault> {
        self.value(name, |text| is_revision(text).then(|| text.to_owned()))
    }

    /// A number, in the digits that it is written in.
    pub(crate) fn number<T: FromStr + ToString>(
        &self,
        name: &'static str,
    ) -> Result<Option<T>, Fault> {
        self.value(name, |text| {
            let number: T = text.parse().ok()?;
            (number.to_string() == text).then_some(number)
        })
    }

    /// One of some words.
    pub(crate) fn one_of(
        &self,
        name: &'static str,
        words: &[&'static str],
    ) -> Result<Option<&'static str>, Fault> {
        self.value(name, |text| {
            words.iter().copied().find(|word| *word == text)
        })
    }

    /// A verdict, by its name in machine output.
    pub(crate) fn verdict(&self) -> Result<Option<Verdict>, Fault> {
        self.value("verdict", |text| {
            Verdict::ALL.into_iter().find(|known| known.id() == text)
        })
    }

    /// The language.
    pub(crate) fn language(&self) -> Result<Option<Language>, Fault> {
        self.value("lang", |text| {
            Language::ALL.into_iter().find(|known| known.key() == text)
        })
    }
}

pub(crate) fn decoded(text: &str) -> Result<String, Fault> {
    let text = text.replace('+', " ");
    let text = percent_decode_str(&text).decode_utf8();
    let wrong = |_| Fault::malformed(Message::new("web-query-encoding"));
    text.map(Cow::into_owned).map_err(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_write_them() {
        let query = Query::parse("q=%E5%81%A5%E5%BA%B7+a&unit=&verdict=pending&x").unwrap();
        assert_eq!(query.get("q"), Some("健康 a"));
        assert_eq!((query.get("unit"), query.get("x")), (None, None));
        assert_eq!(query.verdict().unwrap(), Some(Verdict::Pending));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(Query::parse("q=%ff").is_err());
        assert!(Query::parse("on=2027-01-01&on=2027-01-02").is_err());
        assert!(
            Query::parse("q=&on=2027-01-01")
                .unwrap()
                .says_something()
                .is_err()
        );
        for (text, wrong) in [("n=7", false), ("n=%2B7", true), ("n=07", true)] {
            let query = Query::parse(text).unwrap();
            assert_eq!(query.number::<i16>("n").is_err(), wrong, "{text}");
        }
        assert!(Query::parse(&"a".repeat(LONGEST + 1)).is_err());
        for (text, wrong) in [
            ("on=2027-02-30", true),
            ("on=2027-2-3", true),
            ("on=2027-02-03", false),
        ] {
            assert_eq!(
                Query::parse(text).unwrap().day("on").is_err(),
                wrong,
                "{text}"
            );
        }
        assert!(Query::parse("lang=fr").unwrap().language().is_err());
        assert!(Query::parse("verdict=x").unwrap().verdict().is_err());
    }
}
