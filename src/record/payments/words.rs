//! What ledgers commonly say, and what somebody states of one: a reviewed file.

use super::name::plain;
use mulu_core::diagnostic::{Error, Message};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Column {
    /// The day of the payment.
    Day,
    /// Who paid.
    Payer,
    /// What for: the system.
    Name,
    /// More words on it.
    Summary,
    /// How much.
    Amount,
    /// As which expense.
    Category,
    /// The number of its paper.
    Voucher,
}

/// The words, with names as they are compared.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Columns by their names.
    pub columns: BTreeMap<String, Column>,
    /// Words of rows that add up those since the last such row.
    pub part: Vec<String>,
    /// Words of rows that add up all.
    pub whole: Vec<String>,
    /// Places that an amount is moved, by what says so, the longest first.
    pub scales: Vec<(String, u32)>,
    /// Words before a name, the longest first.
    pub prefixes: Vec<String>,
    /// Words behind a name, the longest first.
    pub suffixes: Vec<String>,
    /// Names of ledgers that somebody has looked at: whose they are; none: no system's.
    pub names: BTreeMap<String, Option<String>>,
    /// What ledgers call expenses, by what is compared: which they are.
    pub categories: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    columns: BTreeMap<Column, Vec<String>>,
    sums: Sums,
    scales: BTreeMap<String, u32>,
    prefixes: Vec<String>,
    suffixes: Vec<String>,
    names: BTreeMap<String, Option<String>>,
    categories: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sums {
    part: Vec<String>,
    whole: Vec<String>,
}

impl Words {
    /// What ledgers commonly say.
    #[must_use]
    pub fn common() -> Self {
        let mut words = Words::default();
        let common = serde_yaml::from_slice(include_bytes!("../payments.yaml"));
        words.take(common.unwrap_or_default());
        words
    }

    /// The same with what a file states; what it says goes first.
    ///
    /// # Errors
    /// When it can't be read: the line, and the reader's words.
    pub fn stated(path: &str, bytes: &[u8]) -> Result<Self, Error> {
        let stated: File = serde_yaml::from_slice(bytes).map_err(|error| {
            let line = error.location().map_or(1, |at| at.line());
            let message = Message::new("payments-map-unread").arg("path", path);
            let message = message.arg("line", line).arg("reason", error.to_string());
            Error::bad_input(message)
        })?;
        let mut words = Words::common();
        words.take(stated);
        Ok(words)
    }

    fn take(&mut self, file: File) {
        for (column, names) in file.columns {
            let names = names.iter().map(|name| (plain(name), column));
            self.columns.extend(names);
        }
        let plains = |names: &[String]| names.iter().map(|name| plain(name)).collect::<Vec<_>>();
        self.part.extend(plains(&file.sums.part));
        self.whole.extend(plains(&file.sums.whole));
        self.scales.extend(file.scales);
        self.prefixes.extend(plains(&file.prefixes));
        self.suffixes.extend(plains(&file.suffixes));
        let names = file.names.into_iter();
        self.names
            .extend(names.map(|(name, id)| (plain(&name), id)));
        let categories = file.categories.into_iter();
        self.categories
            .extend(categories.map(|(name, id)| (plain(&name), id)));
        self.scales
            .sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for list in [&mut self.prefixes, &mut self.suffixes] {
            list.sort_by_key(|name| std::cmp::Reverse(name.len()));
            list.dedup();
        }
    }

    /// The places that a text says amounts are moved.
    #[must_use]
    pub fn scale(&self, text: &str) -> Option<u32> {
        let found = self.scales.iter().find(|(name, _)| text.contains(&**name));
        found.map(|(_, places)| *places)
    }
}
