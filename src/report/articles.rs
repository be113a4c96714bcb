//! How articles of the regulation are cited: `第三十一条`, `Art. 31`.

use super::{Language, Localizer, text};
use mulu_core::diagnostic::Message;
use mulu_core::policy::pack::Article;
use std::sync::Arc;

/// The names of articles in a row, from their printed numbers.
#[must_use]
pub fn names(words: &Localizer, articles: &[Arc<str>]) -> String {
    words.join(articles.iter().map(|article| name(words, article)))
}

/// How an article of a pack is cited.
#[must_use]
pub fn cited(words: &Localizer, article: &Article) -> String {
    if article.citation.is_empty() {
        return numbered(words, &article.id);
    }
    words.pick(&article.citation).into_owned()
}

/// How an article is cited: as the pack says, else by its number; what is no number is shown as it is.
#[must_use]
pub fn name(words: &Localizer, article: &str) -> String {
    if let Some(citation) = words.citation(article) {
        return citation.into_owned();
    }
    numbered(words, article)
}

/// How a paragraph of an article is cited: `第二款`, `para. 2`.
#[must_use]
pub fn paragraph(words: &Localizer, number: i64) -> String {
    let digits = number.to_string();
    let numeral = numeral(words, &digits).unwrap_or(digits);
    words.say(&Message::new("article-paragraph").arg("number", numeral))
}

fn numbered(words: &Localizer, article: &str) -> String {
    match numeral(words, article) {
        Some(numeral) => words.say(&Message::new("article-numbered").arg("number", numeral)),
        None => text::plain(article).into_owned(),
    }
}

fn numeral(words: &Localizer, digits: &str) -> Option<String> {
    let number: u8 = digits.parse().ok()?;
    match words.language() {
        Language::En => Some(number.to_string()),
        Language::Zh => chinese(number),
    }
}

/// A number from 1 to 99 in Chinese numerals.
fn chinese(number: u8) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(number / 10), usize::from(number % 10));
    match tens {
        0 if ones == 0 => None,
        0 => Some(DIGITS[ones].to_owned()),
        1 => Some(format!("十{}", DIGITS[ones])),
        2..=9 => Some(format!("{}十{}", DIGITS[tens], DIGITS[ones])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Titles;
    use mulu_core::diagnostic::{Label, Localized, Span};
    use mulu_core::policy::Pack;
    use mulu_core::registry::Registry;

    #[test]
    fn numerals_are_chinese() {
        let all: Vec<String> = (1..=39).filter_map(chinese).collect();
        assert_eq!(all.len(), 39);
        assert_eq!(&all[..3], ["一", "二", "三"]);
        assert_eq!(&all[8..12], ["九", "十", "十一", "十二"]);
        assert_eq!(&all[18..22], ["十九", "二十", "二十一", "二十二"]);
        assert_eq!(&all[28..31], ["二十九", "三十", "三十一"]);
        assert_eq!(all[38], "三十九");
        assert_eq!((chinese(0), chinese(100)), (None, None));
    }

    #[test]
    fn articles_are_cited_as_the_pack_says_else_by_their_number() {
        let articles: Vec<Arc<str>> = ["31", "14-1", "s6", "x\u{7}"].map(Arc::from).to_vec();
        let cited = |language| {
            let pack = Pack {
                articles: vec![Article {
                    id: "14-1".into(),
                    title: Localized::default(),
                    citation: Localized::new([
                        ("zh", "第十四条（第一处）"),
                        ("en", "Art. 14 (first)"),
                    ]),
                    not_implemented: None,
                    sentences: Vec::new(),
                    place: Label::new("registry/policy/pack.yaml", Span::default()),
                }],
                ..Pack::default()
            };
            let titles = Titles::of(&Registry::default(), Some(&pack), None);
            names(&Localizer::new(language).with_titles(titles), &articles)
        };
        assert_eq!(
            cited(Language::Zh),
            "第三十一条、第十四条（第一处）、s6、x<U+0007>"
        );
        assert_eq!(
            cited(Language::En),
            "Art. 31, Art. 14 (first), s6, x<U+0007>"
        );
    }
}
