//! The articles of the regulation, and what holds each of their sentences.

use super::{localized, text};
use crate::document::NodeRef;
use crate::policy::pack::{Article, Sentence};
use std::sync::Arc;

/// Reads an article that its schema accepts.
pub(super) fn article(node: NodeRef<'_>) -> Article {
    Article {
        id: text(node, "id"),
        title: localized(node, "title"),
        citation: localized(node, "citation"),
        not_implemented: node
            .get("not_implemented")
            .map(|why| (text(why, "reason"), localized(why, "note"))),
        sentences: sentences(node),
        place: node.label(),
    }
}

/// The sentences of an article.
pub(super) fn sentences(article: NodeRef<'_>) -> Vec<Sentence> {
    let all = article
        .get("sentences")
        .into_iter()
        .flat_map(NodeRef::items);
    all.map(sentence).collect()
}

fn sentence(node: NodeRef<'_>) -> Sentence {
    let texts = |key: &str| -> Vec<Arc<str>> {
        let all = node.get(key).into_iter().flat_map(NodeRef::items);
        all.filter_map(|one| one.scalar_text().map(Arc::from))
            .collect()
    };
    Sentence {
        paragraph: node.get("paragraph").and_then(NodeRef::as_i64),
        says: localized(node, "says"),
        rules: texts("rules"),
        also: texts("also"),
        partly: localized(node, "partly"),
        not_held: node
            .get("not_held")
            .map(|why| (text(why, "reason"), localized(why, "note"))),
        interpretation: node
            .get("interpretation")
            .map(|of| (localized(of, "reading"), localized(of, "alternative"))),
        place: node.label(),
    }
}
