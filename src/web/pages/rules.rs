//! The regulation and the rules: each article with the rules that hold it, sentence by
//! sentence, and the numbers with the instruments that set them.

use super::sentences::{self, Resting, Told as Sentence, resting};
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::Link;
use askama::Template;
use mulu_core::diagnostic::Message;
use mulu_core::policy::pack::{Article, DatedValue, Parameter, Rule, Value};
use mulu_core::policy::{Coverage, coverage};
use mulu_report::{articles, pack};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "rules.html", whitespace = "minimize")]
struct Rules<'a> {
    f: Frame<'a>,
    source: String,
    summary: String,
    articles: Vec<Told>,
    rules: Vec<Row>,
    parameters: Vec<Number>,
}

/// An article.
struct Told {
    id: String,
    cited: String,
    title: String,
    rules: Vec<Link>,
    /// Why no rule holds it.
    reason: String,
    sentences: Vec<Sentence>,
}

/// A rule with how often it isn't met.
struct Row {
    rule: Link,
    id: String,
    /// What it rests on, in the regulation's words.
    articles: Vec<Resting>,
    count: usize,
    cases: usize,
}

/// A number of the regulation.
struct Number {
    title: String,
    name: String,
    value: String,
    from: String,
    source: String,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (view, words) = (context.view(), context.words);
    let covered = coverage(view.pack);
    let counts = counts(context)?;
    let rules = (0_u16..).zip(&view.pack.rules);
    let rules = rules.map(|(at, rule)| row(context, rule, counts.get(&at).copied()));
    let parameters = view.pack.parameters.values();
    let template = Rules {
        f: Frame::new(context, context.word("web-rules"), &[])
            .with_command(context, "policy coverage"),
        source: mulu_report::text::plain(&view.pack.source).into_owned(),
        summary: pack::covered_in_all(&covered, words),
        articles: covered.iter().map(|one| told(context, one)).collect(),
        rules: rules.collect(),
        parameters: parameters.map(|one| number(context, one)).collect(),
    };
    Ok(template.render()?)
}

/// How often each rule stands in the way in the year that is talked of.
pub(super) fn counts(context: &Context<'_>) -> Result<BTreeMap<u16, usize>, Fault> {
    let year = context.state.year();
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    let requests = context.state.requests(year)?.iter().map(|one| &one.short);
    let projects = context.state.projects(year)?.iter().map(|one| &one.short);
    for short in requests.chain(projects) {
        for rule in &short.rules {
            *counts.entry(*rule).or_default() += 1;
        }
    }
    Ok(counts)
}

pub(super) fn link(context: &Context<'_>, id: &str) -> Link {
    let known = context.view().pack.rules.iter().any(|rule| *rule.id == *id);
    Link {
        href: match known {
            true => context.links.to(&Page::Rule(id.to_owned())),
            false => String::new(),
        },
        text: id.to_owned(),
    }
}

fn row(context: &Context<'_>, rule: &Rule, count: Option<usize>) -> Row {
    Row {
        rule: Link {
            href: context.links.to(&Page::Rule(rule.id.to_string())),
            text: context.words.pick(&rule.title).into_owned(),
        },
        id: rule.id.to_string(),
        articles: resting(context, rule),
        count: count.unwrap_or_default(),
        cases: rule.tests.len(),
    }
}

fn told(context: &Context<'_>, one: &Coverage<'_>) -> Told {
    let words = context.words;
    let article = one.article;
    let rules = one.rules.iter().map(|rule| link(context, &rule.id));
    Told {
        id: format!("article-{}", article.id),
        cited: articles::cited(words, article),
        title: words.pick(&article.title).into_owned(),
        rules: rules.collect(),
        reason: reason(context, article),
        sentences: sentences::told(context, article),
    }
}

fn reason(context: &Context<'_>, article: &Article) -> String {
    let Some((reason, note)) = &article.not_implemented else {
        return String::new();
    };
    pack::not_held(reason, note, context.words)
}

fn number(context: &Context<'_>, parameter: &Parameter) -> Number {
    let day = context.view().provenance.on;
    let dated = parameter.dated_on(day);
    Number {
        title: context.words.pick(&parameter.title).into_owned(),
        name: parameter.name.to_string(),
        value: dated.map_or_else(String::new, |dated| value(context, parameter, &dated.value)),
        from: dated.map_or_else(String::new, |dated| dated.from.to_string()),
        source: dated.map_or_else(String::new, |dated| source(context, dated)),
    }
}

fn value(context: &Context<'_>, parameter: &Parameter, value: &Value) -> String {
    let unit = &*parameter.unit;
    let currency = &context.state.registry().settings.currency;
    let is_money = ["zh", "en"].iter().any(|tag| currency.counted(tag) == unit);
    let one = |number: i64| {
        let key = format!("web-unit-{unit}");
        if is_money {
            return context.words.money(number);
        }
        match context.words.try_word(&key) {
            Some(_) => context.words.say(&Message::new(key).arg("count", number)),
            None => format!("{number} {unit}"),
        }
    };
    match value {
        Value::Number(number) => one(*number),
        Value::Range(from, to) => format!("{from}–{}", one(*to)),
        Value::MonthDay(day) => day.to_string(),
        Value::Table(rows) => {
            let rows = rows
                .iter()
                .map(|(key, number)| format!("{key}: {}", one(*number)));
            context.words.join(rows)
        }
    }
}

/// The instrument that sets a value, and its article; that it is local practice.
fn source(context: &Context<'_>, dated: &DatedValue) -> String {
    let source = &dated.source;
    let mut parts = vec![mulu_report::text::plain(&source.instrument).into_owned()];
    if let Some(article) = &source.article {
        parts.push(articles::name(context.words, article));
    }
    if source.local {
        parts.push(context.word("web-local"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}
