//! The file of approvals: a JSON list of `{"login", "commit"}`, each with the `"account"`
//! where it is known; in UTF-8, or in what Windows makes of it. What isn't that is refused
//! in words, never left out: an approval that counts for nothing must be seen.

use super::file;
use mulu_app::{Approved, Error};
use mulu_core::diagnostic::suggest::{close, did_you_mean};
use mulu_core::diagnostic::{Message, is_invisible};
use mulu_core::registry::Identity;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::path::Path;

/// The largest file, in bytes.
const MOST_BYTES: u64 = 4 << 20;

/// What an entry may say.
const FIELDS: [&str; 3] = ["login", "commit", "account"];

/// Reads a file of approvals.
pub(super) fn read(path: &Path) -> Result<Vec<Approved>, Error> {
    let shown = path.display().to_string();
    let refused = |reason: Message| {
        let message = Message::new("failure-approvals").arg("file", shown.as_str());
        Error::bad_input(message.arg("reason", reason))
    };
    let bytes = file::read(path, MOST_BYTES)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused(
            Message::new("approvals-large").arg("most", (MOST_BYTES >> 20).to_string()),
        ));
    }
    let text = decoded(&bytes).ok_or_else(|| refused(Message::new("approvals-encoding")))?;
    entries(&text).map_err(refused)
}

fn entries(text: &str) -> Result<Vec<Approved>, Message> {
    if text.trim().is_empty() {
        return Err(Message::new("approvals-empty"));
    }
    let whole: Whole = serde_json::from_str(text).map_err(|error| {
        Message::new("approvals-syntax")
            .arg("line", error.line())
            .arg("column", error.column())
    })?;
    let Whole::List(entries) = whole else {
        return Err(Message::new("approvals-no-list"));
    };
    let entries = entries.into_iter().enumerate();
    let entries = entries.map(|(at, entry)| {
        let reason = |reason: Message| {
            let message = Message::new("approvals-entry").arg("number", at + 1);
            message.arg("reason", reason)
        };
        approved(entry).map_err(reason)
    });
    entries.collect()
}

/// What an entry gives: an approval of a whole commit id, since anything shorter may come to
/// mean another commit, and would approve nothing without a word.
fn approved(entry: Entry) -> Result<Approved, Message> {
    let Entry::Fields(fields) = entry else {
        return Err(Message::new("approvals-no-object"));
    };
    let (mut login, mut commit, mut account) = (None, None, None);
    for (name, value) in fields {
        let known = match &*name {
            "login" => login.replace(text(&name, &value)?).is_some(),
            "commit" => commit.replace(text(&name, &value)?).is_some(),
            "account" => account.replace(number(&value)?).is_some(),
            _ => return Err(unknown(&name)),
        };
        if known {
            return Err(Message::new("approvals-twice").arg("field", name));
        }
    }
    let missing = |field: &str| Message::new("approvals-missing").arg("field", field);
    let by = identity(&login.ok_or_else(|| missing("login"))?)?;
    let commit = commit.ok_or_else(|| missing("commit"))?;
    if commit.len() != 40 || !commit.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Message::new("approvals-commit").arg("commit", commit));
    }
    Ok(Approved {
        by: Identity {
            account: account.flatten().or(by.account),
            ..by
        },
        commit: commit.to_ascii_lowercase(),
    })
}

/// Who it is: a login, with or without the `@` and the blanks that people write around it.
fn identity(login: &str) -> Result<Identity, Message> {
    let name = login.trim();
    let name = name.strip_prefix('@').unwrap_or(name);
    if name.is_empty() {
        return Err(Message::new("approvals-login"));
    }
    let is_odd = |c: &char| c.is_whitespace() || c.is_control() || is_invisible(*c);
    if let Some(odd) = name.chars().find(is_odd) {
        let point = format!("U+{:04X}", u32::from(odd));
        let message = Message::new("approvals-odd-login").arg("login", login);
        return Err(message.arg("character", point));
    }
    Ok(Identity::said(name))
}

fn text(field: &str, value: &Value) -> Result<String, Message> {
    let text = value.as_str().map(str::to_owned);
    text.ok_or_else(|| Message::new("approvals-no-text").arg("field", field))
}

/// The number of the forge's account; nothing where it isn't known.
fn number(value: &Value) -> Result<Option<u64>, Message> {
    match value {
        Value::Null => Ok(None),
        _ => {
            let number = value.as_u64();
            let number = number.ok_or_else(|| Message::new("approvals-no-number"))?;
            Ok(Some(number))
        }
    }
}

fn unknown(name: &str) -> Message {
    let message = Message::new("approvals-unknown").arg("field", name);
    match close(name, &FIELDS) {
        None => message,
        Some(near) => Message::new("failure-with-help")
            .arg("failure", message)
            .arg("help", did_you_mean(near)),
    }
}

/// Text in UTF-8 or UTF-16, with the mark of its encoding or without.
fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let text = String::from_utf16(&units.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
        text.ok().filter(|_| rest.is_empty())
    };
    match bytes {
        [0xFF, 0xFE, text @ ..] => wide(text, u16::from_le_bytes),
        [0xFE, 0xFF, text @ ..] => wide(text, u16::from_be_bytes),
        [_, 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, _, ..] => wide(bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, text @ ..] | text => Some(std::str::from_utf8(text).ok()?.to_owned()),
    }
}

/// The file: a list, or something else.
enum Whole {
    List(Vec<Entry>),
    Other,
}

/// An entry of the list: its fields as they stand there, one named twice too; or something
/// else.
enum Entry {
    Fields(Vec<(String, Value)>),
    Other,
}

/// Visits whatever stands there, and takes in only what is looked for.
macro_rules! others {
    ($other:expr) => {
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("JSON")
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($other)
        }
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok($other)
        }
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok($other)
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok($other)
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok($other)
        }
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok($other)
        }
    };
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Whole;
            others!(Whole::Other);
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Whole, A::Error> {
                while map.next_entry::<String, Value>()?.is_some() {}
                Ok(Whole::Other)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Whole, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    entries.push(entry);
                }
                Ok(Whole::List(entries))
            }
        }
        from.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entry;
            others!(Entry::Other);
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Entry::Fields(fields))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entry, A::Error> {
                while list.next_element::<Value>()?.is_some() {}
                Ok(Entry::Other)
            }
        }
        from.deserialize_any(Reader)
    }
}
