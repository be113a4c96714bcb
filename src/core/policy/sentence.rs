//! The rules' own sentences, with the facts filled in.

use super::Localized;
use super::evaluate::Evaluator;
use super::expression::{Expression, Part, Template};
use cel::Value;
use cel::common::types::{CelInt, CelString};

impl Evaluator<'_> {
    /// The rule's own words for not holding, with the facts filled in.
    pub(super) fn sentence(&self, (zh, en): &(Template, Template)) -> Localized {
        let sentence = Localized::new([("zh", self.fill(zh)), ("en", self.fill(en))]);
        self.session.trace.clear();
        sentence
    }

    fn fill(&self, template: &Template) -> String {
        template
            .parts
            .iter()
            .fold(String::new(), |text, part| match part {
                Part::Text(part) => text + part,
                Part::Value(expression) => {
                    text + &self.text(expression).unwrap_or_else(|| "—".to_owned())
                }
            })
    }

    pub(super) fn text(&self, expression: &Expression) -> Option<String> {
        let value = Value::resolve_val(&expression.watched, &self.context).ok()?;
        let int = value
            .downcast_ref::<CelInt>()
            .map(|int| int.inner().to_string());
        int.or_else(|| {
            value
                .downcast_ref::<CelString>()
                .map(|text| text.inner().to_owned())
        })
    }
}
