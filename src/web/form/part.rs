//! A question on a page, with all that stands in it: a template of its own, escaped like
//! all others.

use super::posted::{ENTRIES, count_of};
use super::told::{Told, id};
use super::{Open, Visit, choices};

use askama::Template;
use askama::filters::HtmlSafe;
use mulu_core::diagnostic::Message;
use mulu_core::document::edit::{block, flow};
use mulu_core::document::escaped;
use mulu_core::layout::Kind;
use mulu_core::schema::form::{self, Field, Form, Shape, Standing};
use mulu_report::text::plain;
use mulu_report::{Language, schema_words};
use serde_json::Value;
use std::collections::BTreeSet;

/// A question.
#[derive(Template)]
#[template(path = "form-part.html", whitespace = "minimize")]
pub(super) struct Part {
    /// `line`, `area`, `choice`, `group`, `list`.
    kind: &'static str,
    name: String,
    id: String,
    label: String,
    /// That it must be there, or may be left out.
    mark: String,
    help: String,
    hint: String,
    value: String,
    rows: usize,
    /// The ids of what stands beside it; empty: nothing does.
    described: String,
    /// `numeric` where digits are typed.
    mode: &'static str,
    /// Value, text, whether it is chosen.
    options: Vec<(String, String, bool)>,
    /// What stands for no choice, and before what is no error.
    none: String,
    warning: String,
    wrong: Vec<Told>,
    /// What somebody else answered at the same time.
    other: String,
    parts: Vec<Part>,
    /// For an entry of a list: the button that takes it out.
    remove: (String, String),
    /// For a list: the button for one more, and how many there are.
    add: (String, String),
    count: (String, usize),
}

impl HtmlSafe for Part {}

/// What questions are made from.
pub(super) struct Asking<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) open: &'a Open,
    pub(super) root: &'a Value,
    pub(super) wrong: &'a [Told],
    /// The places that have a question on the page.
    pub(super) asked: BTreeSet<String>,
}

impl<'a> Asking<'a> {
    /// The questions of a mapping.
    pub(super) fn parts(
        &mut self,
        of: &'a Value,
        fields: &[Field<'a>],
        at: &str,
        said: &Value,
    ) -> Vec<Part> {
        let mut parts = Vec::new();
        for field in fields {
            let value = said.get(field.key);
            let standing = form::standing(of, field.key, said);
            // What must not be there is asked only where it is, to be taken away.
            if standing == Standing::Forbidden && value.is_none() {
                continue;
            }
            let is_entry = at.contains('/') && self.open.kind == Kind::Opinions;
            let matter = said.get("matter").and_then(Value::as_str);
            let of_matter = !is_entry || choices::is_of_matter(self.visit, matter, field.key);
            if !of_matter && value.is_none() {
                continue;
            }
            let name = format!("{at}/{}", escaped(field.key));
            parts.push(self.part(field, name, value, standing));
        }
        parts
    }

    fn part(
        &mut self,
        field: &Field<'a>,
        name: String,
        value: Option<&Value>,
        standing: Standing,
    ) -> Part {
        let mut part = self.bare(field.schema, field.key, name);
        part.mark = match standing {
            Standing::Required => self.visit.word("write-required"),
            _ => self.visit.word("write-optional"),
        };
        let null = &Value::Null;
        match &field.shape {
            Shape::Group(of) => {
                part.kind = "group";
                let fields = form::fields(self.root, of);
                part.parts = self.parts(of, &fields, &part.name, value.unwrap_or(null));
            }
            Shape::List(of) => self.list(&mut part, of, value),
            Shape::One(form) => self.one(&mut part, form, field, value),
            Shape::Other => {
                part.kind = "area";
                part.hint = self.visit.word("write-yaml");
                part.value = value.map_or_else(String::new, |value| match value {
                    Value::String(text) => text.clone(),
                    other => block(other),
                });
            }
        }
        let beside = [
            ("-help", !part.help.is_empty() || !part.hint.is_empty()),
            ("-wrong", !part.wrong.is_empty() || !part.other.is_empty()),
        ];
        let beside = beside.iter().filter(|(_, is)| *is);
        let beside = beside.map(|(end, _)| format!("{}{end}", part.id));
        part.described = beside.collect::<Vec<_>>().join(" ");
        part
    }

    /// A question without an answer.
    fn bare(&mut self, schema: &Value, key: &str, name: String) -> Part {
        let language = self.visit.context.language();
        let text = |keyword: &str| {
            let own = schema_words::text(schema, keyword, language);
            let own = own.or_else(|| schema_words::text(schema, keyword, Language::Zh));
            plain(own.unwrap_or_default()).into_owned()
        };
        let label = Some(text("title")).filter(|title| !title.is_empty());
        self.asked.insert(name.clone());
        let here = self.wrong.iter().filter(|told| told.field == name);
        let other = self.open.sheet.clashes.get(&name);
        Part {
            kind: "line",
            id: id(&name),
            label: label.unwrap_or_else(|| key.to_owned()),
            mark: String::new(),
            help: text("description"),
            hint: String::new(),
            value: String::new(),
            rows: 3,
            described: String::new(),
            none: self.visit.word("write-not-chosen"),
            warning: self.visit.word("write-warning"),
            mode: "text",
            options: Vec::new(),
            wrong: here.cloned().collect(),
            other: other.map_or_else(String::new, |other| self.other(other)),
            parts: Vec::new(),
            remove: Default::default(),
            add: Default::default(),
            count: Default::default(),
            name,
        }
    }

    fn other(&self, value: &Value) -> String {
        let said = match value {
            Value::Null => self.visit.word("write-nothing"),
            Value::String(text) => text.clone(),
            other => flow(other),
        };
        let message = Message::new("write-other").arg("value", said);
        self.visit.context.words.say(&message)
    }

    fn one(&self, part: &mut Part, form: &Form, field: &Field<'_>, value: Option<&Value>) {
        part.value = value.map_or_else(String::new, written);
        let language = self.visit.context.language();
        let chosen = part.value.clone();
        let option = |id: &str, text: String| (id.to_owned(), text, id == chosen);
        let options: Option<Vec<(String, String, bool)>> = match form {
            Form::Truth => Some(vec![
                option("true", self.visit.word("web-yes")),
                option("false", self.visit.word("web-no")),
            ]),
            Form::Choice(words) => {
                let titled = words.iter().map(|(id, _)| {
                    let title = schema_words::value(field.schema, id, language);
                    option(id, title.unwrap_or(id).to_owned())
                });
                Some(titled.collect())
            }
            Form::Text => choices::of(self.visit, self.open, field.key).map(|known| {
                known
                    .into_iter()
                    .map(|(id, text)| option(&id, text))
                    .collect()
            }),
            _ => None,
        };
        if let Some(mut options) = options {
            part.kind = "choice";
            // What was said and is no choice stays to be seen.
            if !chosen.is_empty() && options.iter().all(|(_, _, is)| !is) {
                options.push((chosen.clone(), chosen, true));
            }
            part.options = options;
            return;
        }
        part.mode = match form {
            Form::Whole | Form::Money => "numeric",
            _ => "text",
        };
        // What the schema gives no example of is told in sentences.
        let is_long = *form == Form::Text && field.schema.get("examples").is_none();
        if is_long || *form == Form::Texts || part.value.contains('\n') {
            part.kind = "area";
            part.rows = part.value.lines().count().clamp(3, 20);
        }
        let example = field.schema.get("examples").and_then(|all| all.get(0));
        let hint = match (form, example) {
            (Form::Texts, _) => Some(self.visit.word("write-a-line")),
            (_, Some(example)) => {
                let message = Message::new("write-example").arg("example", written(example));
                Some(self.visit.context.words.say(&message))
            }
            _ => None,
        };
        part.hint = hint.unwrap_or_default();
    }

    /// How many entries of a list stand as they are: opinions are added, and not rewritten.
    fn standing(&self, list: &str) -> usize {
        if self.open.kind != Kind::Opinions {
            return 0;
        }
        let base = super::sheet::values(&self.open.path, self.open.draft.base.as_deref());
        let items = base.pointer(list).and_then(Value::as_array);
        items.map_or(0, Vec::len)
    }

    /// An entry in a line, in the words of the schema.
    fn told(&self, fields: &[Field<'_>], item: &Value) -> String {
        let language = self.visit.context.language();
        let told = fields.iter().filter_map(|field| {
            let value = item.get(field.key)?;
            let title = schema_words::text(field.schema, "title", language);
            let text = written(value);
            let named = schema_words::value(field.schema, &text, language).map(str::to_owned);
            let known = choices::of(self.visit, self.open, field.key);
            let known = known.into_iter().flatten().find(|(id, _)| *id == text);
            let text = named.or(known.map(|(_, name)| name)).unwrap_or(text);
            Some(plain(&format!("{} {text}", title.unwrap_or(field.key))).into_owned())
        });
        told.collect::<Vec<_>>().join(" · ")
    }

    fn list(&mut self, part: &mut Part, of: &'a Value, value: Option<&Value>) {
        part.kind = "list";
        let items = value
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let fields = form::fields(self.root, of);
        let items = items.iter().take(ENTRIES).enumerate();
        let items: Vec<Part> = items
            .map(|(number, item)| {
                let name = format!("{}/{number}", part.name);
                let mut entry = self.bare(of, "", name);
                let stands = number < self.standing(&part.name);
                let entry_title = Message::new("write-entry")
                    .arg("title", entry.label.clone())
                    .arg("number", number + 1);
                entry.label = self.visit.context.words.say(&entry_title);
                entry.kind = "group";
                entry.help = String::new();
                if stands {
                    entry.kind = "fixed";
                    entry.value = self.told(&fields, item);
                    return entry;
                }
                entry.parts = self.parts(of, &fields, &entry.name, item);
                let remove = Message::new("write-remove").arg("entry", entry.label.clone());
                let remove = self.visit.context.words.say(&remove);
                entry.remove = (format!("remove:{}", entry.name), remove);
                entry
            })
            .collect();
        part.count = (count_of(&part.name), items.len());
        let one = schema_words::text(of, "title", self.visit.context.language());
        let one = one.map_or_else(|| part.label.clone(), |one| plain(one).into_owned());
        let more = Message::new("write-add").arg("title", one);
        let more = self.visit.context.words.say(&more);
        part.add = (format!("add:{}", part.name), more);
        part.parts = items;
    }
}

/// A value as somebody types it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join("\n"),
        Value::Object(_) => flow(value),
        other => other.to_string(),
    }
}
