//! Where facts become sentences: the message catalogue in both languages.
//!
//! The sentences are Fluent files, one a subject, in `locale/zh/` and
//! `locale/en/`, built into the program. Everything that comes from documents passes through
//! [`super::text::plain`] on its way into a sentence.

use super::{Language, Titles, money, text};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use mulu_core::decision::{Snapshot, Total, Verdict};
use mulu_core::diagnostic::{Arg, Code, Message, Severity};
use mulu_core::policy::{Force, Localized, Outcome};
use mulu_core::registry::Scale;
use std::borrow::Cow;
use std::sync::Arc;

/// The sentences of a language's folder.
macro_rules! sentences {
    ($folder:literal) => {
        concat!(
            include_str!(concat!("locale/", $folder, "/core.ftl")),
            include_str!(concat!("locale/", $folder, "/review.ftl")),
            include_str!(concat!("locale/", $folder, "/github.ftl")),
            include_str!(concat!("locale/", $folder, "/tables.ftl")),
            include_str!(concat!("locale/", $folder, "/time.ftl")),
            include_str!(concat!("locale/", $folder, "/projects.ftl")),
            include_str!(concat!("locale/", $folder, "/year.ftl")),
            include_str!(concat!("locale/", $folder, "/migrate.ftl")),
            include_str!(concat!("locale/", $folder, "/import.ftl")),
            include_str!(concat!("locale/", $folder, "/record.ftl")),
            include_str!(concat!("locale/", $folder, "/start.ftl")),
            include_str!(concat!("locale/", $folder, "/codes.ftl")),
            include_str!(concat!("locale/", $folder, "/web.ftl")),
            include_str!(concat!("locale/", $folder, "/write.ftl")),
        )
    };
}

const ZH: &str = sentences!("zh");
const EN: &str = sentences!("en");

/// Above this a number is no longer exact as a floating-point number.
const EXACT: i64 = 1 << 53;

/// The sentences of one language, and what a registry calls things.
#[derive(Clone)]
pub struct Localizer {
    language: Language,
    bundle: Arc<FluentBundle<FluentResource>>,
    titles: Arc<Titles>,
}

impl std::fmt::Debug for Localizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Localizer").field(&self.language).finish()
    }
}

impl Localizer {
    /// Reads the catalogue of a language.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let tag = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(format_number));
        bundle.add_resource_overriding(resource(language));
        Localizer {
            language,
            bundle: Arc::new(bundle),
            titles: Arc::default(),
        }
    }

    /// The same sentences about a registry: with its own names of things.
    #[must_use]
    pub fn about(&self, snapshot: &Snapshot<'_>) -> Self {
        let titles = Titles::of(snapshot.registry, Some(snapshot.pack), snapshot.schemas);
        self.with_titles(titles)
    }

    /// The same sentences about a registry that calls things so.
    #[must_use]
    pub fn with_titles(&self, titles: Titles) -> Self {
        Localizer {
            titles: Arc::new(titles),
            ..self.clone()
        }
    }

    /// Which language it is.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// A message as a sentence. A message that nobody worded is shown with its
    /// facts, so that nothing is ever lost.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        if message.args.is_empty() {
            let worded = self.try_word(&message.key);
            return worded.unwrap_or_else(|| self.unworded(message));
        }
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            args.set(*name, self.value(name, value));
        }
        self.format(&message.key, &args)
            .unwrap_or_else(|| self.unworded(message))
    }

    /// A sentence without facts; it may name what amounts are counted in (`unit`) and told in (`scale`).
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.try_word(key).unwrap_or_else(|| key.to_owned())
    }

    /// A sentence without facts, if the catalogue has it.
    #[must_use]
    pub fn try_word(&self, key: &str) -> Option<String> {
        let named = |name: &str| {
            let name = if name.is_empty() { "none" } else { name };
            FluentValue::from(text::plain(name).into_owned())
        };
        let mut args = FluentArgs::with_capacity(2);
        args.set(
            "unit",
            named(self.titles.currency.counted(self.language.tag())),
        );
        args.set("scale", named(self.scale().name));
        self.format(key, &args)
    }

    fn format(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let sentence = self
            .bundle
            .format_pattern(pattern, Some(args), &mut errors)
            .into_owned();
        Some(sentence)
    }

    fn value(&self, name: &str, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Number(number) if (-EXACT..=EXACT).contains(number) => {
                let mut number = FluentNumber::from(*number);
                // A year is a number that nobody writes with separators.
                number.options.use_grouping = !name.contains("year");
                FluentValue::Number(number)
            }
            other => FluentValue::from(self.show(other)),
        }
    }

    fn show(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text::plain(text).into_owned(),
            Arg::Number(number) => money::grouped(*number),
            Arg::Message(message) => self.say(message),
            Arg::Localized(text) => self.pick(text).into_owned(),
            Arg::Article(article) => super::articles::name(self, article),
            Arg::Form(form) => self.form(form),
            Arg::List(list) => self.join(list.iter().map(|arg| self.show(arg))),
        }
    }

    /// A form with the names of its places: `systems/<unit>/<system>.yaml`.
    fn form(&self, form: &str) -> String {
        let mut parts = form.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let word = self.try_word(&format!("place-{name}"));
            text += &format!("<{}>{rest}", word.as_deref().unwrap_or(name));
        }
        text
    }

    fn unworded(&self, message: &Message) -> String {
        let facts: Vec<String> = message
            .args
            .iter()
            .map(|(name, arg)| format!("{name}={}", self.show(arg)))
            .collect();
        format!("{} ({})", text::plain(&message.key), facts.join(", "))
    }

    /// Several things in a row.
    #[must_use]
    pub fn join(&self, things: impl IntoIterator<Item = String>) -> String {
        let things: Vec<String> = things.into_iter().collect();
        things.join(match self.language {
            Language::Zh => "、",
            Language::En => ", ",
        })
    }

    /// Any one of several things.
    #[must_use]
    pub fn either(&self, things: impl IntoIterator<Item = String>) -> String {
        let mut things: Vec<String> = things.into_iter().collect();
        let last = things.pop().unwrap_or_default();
        if things.is_empty() {
            return last;
        }
        let first = self.join(things);
        self.say(
            &Message::new("type-either")
                .arg("first", first)
                .arg("second", last),
        )
    }

    /// Several sentences in a row.
    #[must_use]
    pub fn sentences(&self, sentences: impl IntoIterator<Item = String>) -> String {
        let sentences: Vec<String> = sentences.into_iter().collect();
        sentences.join(match self.language {
            Language::Zh => "；",
            Language::En => "; ",
        })
    }

    /// A text of the registry's own in this language, or the one that there is, safe to show.
    #[must_use]
    pub fn pick<'a>(&self, text: &'a Localized) -> Cow<'a, str> {
        text::plain(text.get(self.language.tag()))
    }

    /// How this registry's amounts are told.
    pub(crate) fn scale(&self) -> Scale<'_> {
        self.titles.currency.scale(self.language.tag())
    }

    /// An amount with what it is told in, as the registry calls that.
    #[must_use]
    pub fn money(&self, amount: i64) -> String {
        let scale = self.scale();
        let told = money::amount(scale, amount);
        if scale.name.is_empty() {
            return told;
        }
        self.say(
            &Message::new("money")
                .arg("amount", told)
                .arg("unit", scale.name),
        )
    }

    /// A sum of amounts; in words where it is more than a number holds.
    #[must_use]
    pub fn sum(&self, sum: Option<i64>) -> String {
        sum.map_or_else(|| self.word("money-too-much"), |sum| self.money(sum))
    }

    /// The money of a total, and how many amounts are missing from it.
    #[must_use]
    pub fn total(&self, total: Total) -> String {
        if total.count > 0 && total.unknown == total.count {
            return self.word("amount-unknown");
        }
        let money = self.sum(total.amount);
        if total.unknown == 0 {
            return money;
        }
        let count = i64::try_from(total.unknown).unwrap_or(i64::MAX);
        let message = Message::new("totals-unknown").arg("count", count);
        self.say(&message.arg("money", money))
    }

    /// The same with a sign where it is more than nothing.
    #[must_use]
    pub fn gain(&self, sum: Option<i64>) -> String {
        let sign = if sum > Some(0) { "+" } else { "" };
        format!("{sign}{}", self.sum(sum))
    }

    /// The name of an outcome.
    #[must_use]
    pub fn outcome(&self, outcome: Outcome) -> String {
        self.word(&format!("outcome-{}", outcome.id()))
    }

    /// The name of a verdict.
    #[must_use]
    pub fn verdict(&self, verdict: Verdict) -> String {
        self.word(&format!("verdict-{}", verdict.id()))
    }

    /// What a force does.
    #[must_use]
    pub fn force(&self, force: Force) -> String {
        self.word(&format!("force-{}", force.id()))
    }

    /// The name of a severity.
    #[must_use]
    pub fn severity(&self, severity: Severity) -> String {
        self.word(&format!("severity-{}", severity.id()))
    }

    /// What a code is about, as a short phrase without facts.
    #[must_use]
    pub fn code(&self, code: &Code) -> String {
        self.try_word(&format!("code-{}", code.message_key()))
            .unwrap_or_else(|| code.id.to_owned())
    }

    /// How the pack cites an article, where it says so.
    pub(crate) fn citation(&self, article: &str) -> Option<Cow<'_, str>> {
        Some(self.pick(self.titles.citation(article)?))
    }

    /// The name of a matter of opinions; the id where it has none.
    #[must_use]
    pub fn matter(&self, id: &str) -> String {
        let named = self.titles.matter(id).map(|name| self.pick(name));
        let named = named.filter(|name| !name.is_empty());
        named.unwrap_or_else(|| text::plain(id)).into_owned()
    }

    /// The name of an expense category; the id where it has none.
    #[must_use]
    pub fn expense(&self, id: &str) -> Option<String> {
        let named = self.titles.expense(id)?;
        Some(self.pick(named).into_owned())
    }
}

fn resource(language: Language) -> FluentResource {
    let source = match language {
        Language::Zh => ZH,
        Language::En => EN,
    };
    // What can be read is kept; a test holds both files to be without fault.
    FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource)
}

fn format_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    if !number.options.use_grouping {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "made from whole numbers below 2^53"
    )]
    Some(money::grouped(number.value as i64))
}

#[cfg(test)]
mod tests;
