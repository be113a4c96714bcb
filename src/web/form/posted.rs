//! What a browser sent, and what it means for a document.

use super::sheet::yaml_value;
use crate::fault::Fault;
use crate::query::decoded;
use mulu_core::diagnostic::Message;
use mulu_core::document::escaped;
use mulu_core::schema::form::{self, Form, Shape};
use mulu_core::schema::written;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The most fields that one form sends.
const FIELDS: usize = 5000;
/// The most entries that a list has on a page.
pub(super) const ENTRIES: usize = 500;

/// The fields that a browser sent.
#[derive(Debug, Default)]
pub(crate) struct Posted(BTreeMap<String, String>);

impl Posted {
    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// When it is no UTF-8, names a field twice, or has too many.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(body);
        let text = text.map_err(|_| Fault::malformed(Message::new("web-query-encoding")))?;
        let mut fields = BTreeMap::new();
        for part in text.split('&').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            let message = Message::new("web-query-repeated").arg("name", name.as_str());
            if fields.insert(name, value.replace("\r\n", "\n")).is_some() {
                return Err(Fault::malformed(message));
            }
            if fields.len() > FIELDS {
                return Err(Fault::malformed(Message::new("web-query-too-long")));
            }
        }
        Ok(Posted(fields))
    }

    /// A field as it was sent, without blanks around it; `None`: it wasn't, or says nothing.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }

    fn is_sent(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

/// A form that was sent without a session, and where it was sent to: it waits until
/// somebody says who they are.
#[derive(Debug)]
pub(crate) struct Carried {
    pub(crate) to: String,
    /// What was sent, as it was.
    pub(crate) body: String,
}

impl Carried {
    /// What a page of the login carries along; nothing that leads elsewhere.
    pub(crate) fn of(posted: &Posted) -> Option<Self> {
        let (to, body) = (posted.get("to")?, posted.get("carried")?);
        let is_ours = to.starts_with("/write/") || to == "/write" || to.starts_with("/write?");
        let sound = is_ours && to.bytes().all(|byte| byte.is_ascii_graphic());
        sound.then(|| Carried {
            to: to.to_owned(),
            body: body.to_owned(),
        })
    }

    /// Its fields; `None`: they are none.
    pub(crate) fn fields(&self) -> Option<Vec<(String, String)>> {
        let posted = Posted::parse(self.body.as_bytes()).ok()?;
        Some(posted.0.into_iter().collect())
    }
}

/// A mapping with the answers of a form in it; what the form didn't ask stays.
pub(super) fn taken<'s>(
    root: &'s Value,
    fields: impl IntoIterator<Item = form::Field<'s>>,
    posted: &Posted,
    at: &str,
    old: &Value,
) -> Value {
    let mut new = old.as_object().cloned().unwrap_or_default();
    for field in fields {
        let name = format!("{at}/{}", escaped(field.key));
        let old = new.get(field.key).cloned().unwrap_or(Value::Null);
        let value = match field.shape {
            Shape::Group(of) => {
                let value = taken(root, form::fields(root, of), posted, &name, &old);
                Some(value).filter(|value| *value != Value::Object(Map::new()))
            }
            Shape::List(of) => match posted.get(&count_of(&name)) {
                None => continue,
                Some(count) => {
                    let count = count.parse().unwrap_or_default();
                    listed(root, of, posted, (&name, count), &old)
                }
            },
            _ if !posted.is_sent(&name) => continue,
            Shape::One(form) => posted.get(&name).and_then(|text| value(&form, text)),
            Shape::Other => posted.get(&name).map(yaml_value),
        };
        match value {
            Some(value) => drop(new.insert(field.key.to_owned(), value)),
            None => drop(new.shift_remove(field.key)),
        }
    }
    Value::Object(new)
}

/// The field that says how many entries of a list were sent.
pub(super) fn count_of(list: &str) -> String {
    format!("{list}#")
}

/// The entries of a list that say anything, without the one that was taken out.
fn listed(
    root: &Value,
    of: &Value,
    posted: &Posted,
    (at, count): (&str, usize),
    old: &Value,
) -> Option<Value> {
    let gone = posted
        .get("do")
        .and_then(|what| what.strip_prefix("remove:"));
    let entries = (0..count.min(ENTRIES)).filter_map(|number| {
        let place = format!("{at}/{number}");
        let old = old.get(number).unwrap_or(&Value::Null);
        let value = taken(root, form::fields(root, of), posted, &place, old);
        let says = value.as_object().is_some_and(|entry| !entry.is_empty());
        (says && gone != Some(&place)).then_some(value)
    });
    let mut entries: Vec<Value> = entries.collect();
    if posted.get("do").and_then(|what| what.strip_prefix("add:")) == Some(at) {
        entries.push(Value::Object(Map::new()));
    }
    (!entries.is_empty()).then_some(Value::Array(entries))
}

/// What a text means in a field; what means nothing there stays text, and is found wrong
/// when the document is judged.
fn value(form: &Form, text: &str) -> Option<Value> {
    let is_number = || !text.contains(|c: char| c.is_ascii_alphabetic());
    let meant = match form {
        Form::Text | Form::Choice(_) => None,
        Form::Whole | Form::Money => written::whole_number(text)
            .filter(|_| is_number())
            .and_then(|number| number.parse::<i64>().ok())
            .map(Value::from),
        Form::Truth => written::truth(text).map(Value::from),
        // A day that is written year first has one order.
        Form::Date => written::date(text)
            .filter(|_| {
                let year = text.chars().take_while(char::is_ascii_digit).count();
                year == 4
            })
            .map(Value::from),
        Form::Texts => {
            let lines = text.lines().map(str::trim);
            let lines = lines.filter(|line| !line.is_empty()).map(Value::from);
            Some(Value::Array(lines.collect()))
        }
    };
    Some(meant.unwrap_or_else(|| Value::from(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mulu_core::layout::Kind;
    use mulu_core::schema::Schemas;
    use mulu_core::tree::Tree;
    use serde_json::json;

    fn request(body: &str, old: Value) -> Value {
        let schemas = Schemas::load(&Tree::default()).0.unwrap();
        let root = schemas.json(Kind::Request);
        let posted = Posted::parse(body.as_bytes()).unwrap();
        taken(root, form::fields(root, root), &posted, "", &old)
    }

    #[test]
    fn answers_are_taken_as_they_mean_and_nothing_else_changes() {
        let old = json!({"applicant": "a", "x-own": [1], "items": [{"category": "b", "amount": 1, "x-y": 2}]});
        let body = "/need=%20a%0D%0Ab%20&/items%23=2&/items/0/amount=%EF%BC%94%EF%BC%92%2C000\
             &/items/0/category=b&/items/1/amount=abc&/items/1/category=";
        let new = request(body, old);
        let wanted = json!({
            "applicant": "a", "x-own": [1], "need": "a\nb",
            "items": [{"category": "b", "amount": 42000, "x-y": 2}, {"amount": "abc"}]
        });
        assert_eq!(new, wanted);
    }

    #[test]
    fn entries_come_and_go_by_their_buttons() {
        let body = "/items%23=2&/items/0/category=a&/items/1/category=b";
        let add = request(&format!("{body}&do=add:/items"), json!({}));
        assert_eq!(add["items"].as_array().unwrap().len(), 3);
        let gone = request(&format!("{body}&do=remove:/items/0"), json!({}));
        assert_eq!(gone["items"], json!([{"category": "b"}]));
        assert_eq!(
            request("/items%23=0", json!({"items": [{"amount": 1}]})),
            json!({})
        );
        let many = request("/items%23=99999999999999999999", json!({}));
        assert_eq!(many, json!({}));
    }

    #[test]
    fn what_is_sent_twice_or_is_no_text_is_refused() {
        assert!(Posted::parse(b"a=1&a=2").is_err());
        assert!(Posted::parse(b"a=%ff").is_err());
        assert!(Posted::parse(b"\xff").is_err());
    }
}
