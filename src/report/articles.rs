//! How articles of the regulation are cited: `第三十一条`, `Art. 31`.

use super::{Language, Localizer, text};
use mulu_core::diagnostic::Message;
use std::sync::Arc;

/// The names of articles in a row, from their printed numbers.
#[must_use]
pub fn names(words: &Localizer, articles: &[Arc<str>]) -> String {
    words.join(articles.iter().map(|article| name(words, article)))
}

/// The name of an article: `31`, `14-2` and `annex` are known, anything else
/// is shown as it is.
#[must_use]
pub fn name(words: &Localizer, article: &str) -> String {
    if article == "annex" {
        return words.word("article-annex");
    }
    let (number, part) = match article.split_once('-') {
        Some((number, part)) => (number, Some(part)),
        None => (article, None),
    };
    let Some(numeral) = numeral(words, number) else {
        return text::plain(article).into_owned();
    };
    let Some(part) = part else {
        return words.say(&Message::new("article-numbered").arg("number", numeral));
    };
    let Some(part) = self::numeral(words, part) else {
        return text::plain(article).into_owned();
    };
    words.say(
        &Message::new("article-part")
            .arg("number", numeral)
            .arg("part", part),
    )
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
    fn articles_are_cited_by_their_printed_numbers() {
        let articles: Vec<Arc<str>> = ["31", "14-1", "14-2", "annex", "x\u{7}"]
            .map(Arc::from)
            .to_vec();
        assert_eq!(
            names(&Localizer::new(Language::Zh), &articles),
            "第三十一条、第十四条（第一处）、第十四条（第二处）、附件、x<U+0007>"
        );
        assert_eq!(
            names(&Localizer::new(Language::En), &articles),
            "Art. 31, Art. 14-1, Art. 14-2, Annex, x<U+0007>"
        );
    }
}
