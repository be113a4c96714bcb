//! What a registry calls things: every name in a sentence that isn't the program's own.

use mulu_core::diagnostic::Localized;
use mulu_core::policy::Pack;
use mulu_core::registry::{Currency, Registry};
use mulu_core::schema::{Kind, Schemas};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The names of one registry and its pack.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    /// What amounts are counted in.
    pub(crate) currency: Currency,
    matters: BTreeMap<Arc<str>, Localized>,
    expenses: BTreeMap<Arc<str>, Localized>,
    citations: BTreeMap<Arc<str>, Localized>,
}

impl Titles {
    /// Those of a registry as it was read; without a pack or schemas fewer things have names.
    #[must_use]
    pub fn of(registry: &Registry, pack: Option<&Pack>, schemas: Option<&Schemas>) -> Self {
        let expenses = pack.into_iter().flat_map(|pack| &pack.expenses);
        let declared = pack.into_iter().flat_map(|pack| &pack.matters);
        let mut matters = schemas.map(matters).unwrap_or_default();
        matters.extend(declared.map(|(id, matter)| (Arc::clone(id), matter.title.clone())));
        let articles = pack.into_iter().flat_map(|pack| &pack.articles);
        let cited = articles.filter(|article| !article.citation.is_empty());
        Titles {
            currency: registry.settings.currency.clone(),
            matters,
            citations: cited
                .map(|article| (Arc::clone(&article.id), article.citation.clone()))
                .collect(),
            expenses: expenses
                .map(|(id, expense)| (Arc::clone(id), expense.title.clone()))
                .collect(),
        }
    }

    /// The name of a matter.
    pub(crate) fn matter(&self, id: &str) -> Option<&Localized> {
        self.matters.get(id)
    }

    /// How the pack cites an article, where it says so.
    pub(crate) fn citation(&self, article: &str) -> Option<&Localized> {
        self.citations.get(article)
    }

    /// The name of an expense category.
    pub(crate) fn expense(&self, id: &str) -> Option<&Localized> {
        self.expenses.get(id)
    }
}

/// The matters that the schema of opinions lists, as registries of the first contract have them.
fn matters(schemas: &Schemas) -> BTreeMap<Arc<str>, Localized> {
    let titles = schemas
        .json(Kind::Opinions)
        .pointer("/properties/opinions/items/properties/matter/x-enum-titles")
        .and_then(serde_json::Value::as_object);
    let titles = titles.into_iter().flatten().map(|(id, title)| {
        let texts = title.as_object().into_iter().flatten();
        let texts = texts.filter_map(|(language, text)| Some((language.as_str(), text.as_str()?)));
        (id.as_str().into(), Localized::new(texts))
    });
    titles.collect()
}
