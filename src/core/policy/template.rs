//! The rules' own sentences: text with expressions in braces, and how it is
//! filled in.

use super::Localized;
use super::evaluate::Evaluator;
use super::expression::Expression;
use super::observe::{Observation, observe};
use super::terms::Terms;
use crate::diagnostic::Diagnostic;
use crate::document::NodeRef;
use cel::Env;
use cel::common::types::{CelInt, CelString};
use std::sync::Arc;

/// A sentence with expressions in braces.
#[derive(Debug, Default)]
pub struct Template {
    parts: Vec<Part>,
}

/// A piece of a template.
#[derive(Debug)]
enum Part {
    /// As it stands.
    Text(Arc<str>),
    /// To be evaluated.
    Value(Box<Expression>),
}

impl Template {
    /// Parses the text of a node.
    ///
    /// # Errors
    /// A finding per expression that is no CEL.
    pub(crate) fn parse(
        node: NodeRef<'_>,
        env: &Env,
        terms: &Terms,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut parts = Vec::new();
        let mut faults = Vec::new();
        let mut rest = node.as_str().unwrap_or_default();
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}').unwrap_or((after, ""));
            parts.push(Part::Text(before.into()));
            match Expression::parse_part(node, inside.trim(), env, terms) {
                Ok(expression) => parts.push(Part::Value(Box::new(expression))),
                Err(fault) => faults.push(*fault),
            }
            rest = behind;
        }
        parts.push(Part::Text(rest.into()));
        if faults.is_empty() {
            Ok(Template { parts })
        } else {
            Err(faults)
        }
    }

    /// The expressions in it.
    pub(crate) fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.parts.iter().filter_map(|part| match part {
            Part::Value(expression) => Some(&**expression),
            Part::Text(_) => None,
        })
    }
}

/// A sentence by the language that it is written in.
pub type Templates = Vec<(Arc<str>, Template)>;

impl Evaluator<'_> {
    /// The rule's own words for not holding, with the facts filled in. What a
    /// sentence reads decides nothing, so it is no evidence.
    pub(super) fn sentence(&self, templates: &Templates) -> Localized {
        let filled = templates.iter();
        Localized::new(filled.map(|(tag, template)| {
            self.session.speak(tag);
            (Arc::clone(tag), self.fill(template))
        }))
    }

    fn fill(&self, template: &Template) -> String {
        template
            .parts
            .iter()
            .fold(String::new(), |text, part| match part {
                Part::Text(part) => text + part,
                Part::Value(expression) => {
                    text + &self
                        .text(expression)
                        .value
                        .unwrap_or_else(|| "—".to_owned())
                }
            })
    }

    /// An expression as text.
    pub(super) fn text(&self, expression: &Expression) -> Observation<String> {
        let observed = observe(self.session, &self.context, &expression.instrumented);
        observed.map(|value| {
            let int = value
                .downcast_ref::<CelInt>()
                .map(|int| int.inner().to_string());
            int.or_else(|| {
                value
                    .downcast_ref::<CelString>()
                    .map(|text| text.inner().to_owned())
            })
        })
    }
}
