//! What one outcome says, in a sentence.

use super::field;
use crate::Localizer;
use crate::names::Names;
use mulu_core::decision::Snapshot;
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Missing, MissingWhat, OutcomeText, RuleOutcome};

/// The sentence of an outcome.
#[must_use]
pub fn message(view: &Snapshot<'_>, words: &Localizer, outcome: &RuleOutcome) -> String {
    match &outcome.text {
        OutcomeText::Unmet(sentence) => words.pick(sentence).into_owned(),
        OutcomeText::Missing if outcome.missing.is_empty() => {
            words.say(&Message::new("missing-nothing").arg("title", title(view, words, outcome)))
        }
        OutcomeText::Missing => {
            let all = outcome.missing.iter();
            words.sentences(all.map(|what| missing(view, words, what)))
        }
        OutcomeText::Title => title(view, words, outcome),
    }
}

/// What holds when the rule is met.
pub(crate) fn title(view: &Snapshot<'_>, words: &Localizer, outcome: &RuleOutcome) -> String {
    view.rule(outcome)
        .map(|rule| words.pick(&rule.title).into_owned())
        .unwrap_or_default()
}

/// What to do where the outcome falls short.
pub(crate) fn remedy(
    view: &Snapshot<'_>,
    words: &Localizer,
    outcome: &RuleOutcome,
) -> Option<String> {
    let rule = view
        .rule(outcome)
        .filter(|_| outcome.outcome.falls_short())?;
    Some(words.pick(rule.remedy(outcome.outcome)).into_owned())
}

/// What is missing and who must supply it.
pub(crate) fn missing(view: &Snapshot<'_>, words: &Localizer, missing: &Missing) -> String {
    let path = &*missing.path;
    let sentence = match &missing.what {
        MissingWhat::Field(pointer) => {
            let field = field::name(pointer);
            let sentence = match field::title(view.schemas, words.language(), path, pointer) {
                Some(title) => Message::new("missing-field-titled").arg("title", title),
                None => Message::new("missing-field"),
            };
            sentence.arg("document", path).arg("field", field)
        }
        MissingWhat::Opinion { matter, scope } => {
            let sentence = match scope {
                None => Message::new("missing-opinion"),
                Some(scope) => Message::new("missing-opinion-scoped").arg(
                    "scope",
                    words.expense(scope).unwrap_or_else(|| scope.to_string()),
                ),
            };
            sentence.arg("matter", words.matter(matter))
        }
        MissingWhat::Document => Message::new("missing-document").arg("path", path),
        MissingWhat::Valid => Message::new("missing-valid-document").arg("path", path),
        MissingWhat::Bounded => Message::new("missing-bounded-document").arg("path", path),
        MissingWhat::Listing => Message::new("missing-listing").arg("path", path),
        MissingWhat::Source(element) => {
            let element = view.registry.elements.valid().map_or_else(
                || element.to_string(),
                |elements| {
                    let known = elements.get(element);
                    known.map_or_else(|| element.to_string(), |element| element.name.to_string())
                },
            );
            Message::new("missing-source").arg("element", element)
        }
    };
    words.say(&sentence.arg("supplier", view.supplier(words, &missing.supplier)))
}
