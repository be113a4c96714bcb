//! A text of the registry's own data in the languages that it was written in.

use std::sync::Arc;

/// A text by the language that it is written in (BCP 47: `zh`, `en`), in the order of these. A registry may write in one language
/// alone: whoever reads another gets that.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Localized(Box<[(Arc<str>, Arc<str>)]>);

impl Localized {
    /// From texts by language; empty ones are none.
    #[must_use]
    pub fn new<L, T>(texts: impl IntoIterator<Item = (L, T)>) -> Self
    where
        L: Into<Arc<str>>,
        T: Into<Arc<str>>,
    {
        let texts = texts
            .into_iter()
            .map(|(language, text)| (language.into(), text.into()));
        let mut texts: Vec<(Arc<str>, Arc<str>)> =
            texts.filter(|(_, text)| !text.is_empty()).collect();
        texts.sort();
        texts.dedup_by(|later, first| later.0 == first.0);
        Localized(texts.into())
    }

    /// The text in a language, or the one that there is; empty where there is none.
    #[must_use]
    pub fn get(&self, language: &str) -> &str {
        let first = self.0.first().map(|(_, text)| text);
        self.written(language)
            .or(first.map(|text| &**text))
            .unwrap_or_default()
    }

    /// The text in a language or one of its varieties (`zh-CN` for `zh`, and the other way round), where it was written in it.
    #[must_use]
    pub fn written(&self, language: &str) -> Option<&str> {
        let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
        let exact = self.0.iter().find(|(tag, _)| **tag == *language);
        let found = exact.or_else(|| self.0.iter().find(|(tag, _)| main(tag) == main(language)));
        found.map(|(_, text)| &**text)
    }

    /// The languages and their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (&**language, &**text))
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Localized {
    /// A text that says not in which language it is.
    fn from(text: &str) -> Self {
        Localized::new([("und", text)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_that_was_not_written_gets_the_other() {
        let both = Localized::new([("zh", "验收"), ("en", "acceptance")]);
        assert_eq!((both.get("zh"), both.get("en")), ("验收", "acceptance"));
        assert_eq!(
            (both.get("zh-CN"), both.get("en-IE")),
            ("验收", "acceptance")
        );
        let english = Localized::new([("en-IE", "opening"), ("zh", "")]);
        assert_eq!(
            (english.get("zh"), english.get("en")),
            ("opening", "opening")
        );
        assert_eq!(english.written("zh"), None);
        assert_eq!(Localized::default().get("zh"), "");
        assert_eq!(Localized::from("x").get("en"), "x");
    }
}
