//! A sentence that nobody has worded yet: a key and its arguments.

use super::Localized;
use std::borrow::Cow;

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text, shown as it is.
    Text(String),
    /// A whole number, shown as the language writes numbers.
    Number(i64),
    /// A sentence within the sentence.
    Message(Box<Message>),
    /// Several things, joined as the language joins a list.
    List(Vec<Arg>),
    /// A text of the data's own, such as the title of a field.
    Localized(Localized),
    /// An article of the regulation, cited as the pack cites it.
    Article(String),
    /// How something is written, with places to fill in: `systems/{unit}/{system}.yaml`.
    Form(String),
}

impl Arg {
    /// A form with places to fill in.
    #[must_use]
    pub fn form(form: &str) -> Self {
        Arg::Form(form.to_owned())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Arg::Message(Box::new(message))
    }
}

impl From<Localized> for Arg {
    fn from(text: Localized) -> Self {
        Arg::Localized(text)
    }
}

impl From<Vec<Arg>> for Arg {
    fn from(list: Vec<Arg>) -> Self {
        Arg::List(list)
    }
}

impl From<Vec<String>> for Arg {
    fn from(list: Vec<String>) -> Self {
        Arg::List(list.into_iter().map(Arg::Text).collect())
    }
}

/// A sentence as a key of the message catalogue and its arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The identifier in `src/report/locale/*/*.ftl`.
    pub key: Cow<'static, str>,
    /// The facts, by the names that the sentence uses.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A sentence without arguments so far.
    #[must_use]
    pub fn new(key: impl Into<Cow<'static, str>>) -> Self {
        Message {
            key: key.into(),
            args: Vec::new(),
        }
    }

    /// Adds a fact.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}
