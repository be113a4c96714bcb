//! What the pack says of an auditor's questions.

use super::not_understood;
use crate::diagnostic::Diagnostic;
use crate::document::NodeRef;
use crate::policy::Pack;
use crate::policy::pack::{AuditTerms, Evaluations, QUESTIONS, Value};
use std::sync::Arc;

/// Reads what the pack's schema accepts; articles, matters and parameters must be the pack's.
pub(super) fn read(pack: &mut Pack, root: NodeRef<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(node) = root.get("audit") else {
        return;
    };
    let mut terms = AuditTerms::default();
    let articles: Vec<&str> = pack.articles.iter().map(|it| &*it.id).collect();
    for (key, cited) in node.get("articles").into_iter().flat_map(NodeRef::entries) {
        let is_own = key.scalar_text().is_some_and(|key| key.starts_with("x-"));
        if is_own {
            continue;
        }
        if let Some(question) = text(key, &QUESTIONS, diagnostics) {
            let cited = texts(cited, &articles, diagnostics);
            terms.articles.insert(question, cited);
        }
    }
    let named = |is: fn(&Value) -> bool| -> Vec<&str> {
        let all = pack.parameters.iter();
        all.filter(|(_, it)| it.values.iter().all(|dated| is(&dated.value)))
            .map(|(name, _)| &**name)
            .collect()
    };
    if let Some(below) = node.get("thresholds") {
        let numbers = named(|value| matches!(value, Value::Number(_)));
        terms.thresholds = texts(below, &numbers, diagnostics);
    }
    if let Some(node) = node.get("evaluations") {
        let matters: Vec<&str> = pack.matters.keys().map(|id| &**id).collect();
        let months = named(|value| matches!(value, Value::Number(_) | Value::Range(..)));
        let listed = node
            .get("matters")
            .map(|node| texts(node, &matters, diagnostics));
        let within = node.get("within");
        let within = within.and_then(|node| text(node, &months, diagnostics));
        terms.evaluations = within.map(|within| Evaluations {
            matters: listed.into_iter().flatten().collect(),
            within,
        });
    }
    pack.audit = terms;
}

fn texts(list: NodeRef<'_>, known: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Vec<Arc<str>> {
    let all = list.items();
    all.filter_map(|node| text(node, known, diagnostics))
        .collect()
}

/// A word that must be one of the pack's own.
fn text(node: NodeRef<'_>, known: &[&str], diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    let word = node.scalar_text().unwrap_or_default();
    if known.contains(&word) {
        return Some(word.into());
    }
    diagnostics.push(not_understood(node, known.iter().copied()));
    None
}
