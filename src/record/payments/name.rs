//! Names as they are compared: without width, spaces and punctuation; then without what says
//! nothing of which system it is.

use super::words::Words;
use mulu_core::schema::written::narrow;

/// The shortest name that is left when words around it are taken off, in characters.
const SHORTEST: usize = 2;

/// A name without width, case, spaces and punctuation.
#[must_use]
pub fn plain(name: &str) -> String {
    let signs = name
        .chars()
        .map(narrow)
        .filter(|sign| sign.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

/// A plain name without years: `2027年度` says when, not what.
#[must_use]
pub fn undated(plain: &str) -> String {
    let signs: Vec<char> = plain.chars().collect();
    let mut kept = String::new();
    let mut at = 0;
    while at < signs.len() {
        let year = signs.get(at..at + 4).is_some_and(|year| {
            let digits = year.iter().all(char::is_ascii_digit);
            let next = signs.get(at + 4);
            digits
                && year.starts_with(&['2', '0'])
                && next.is_none_or(|next| !next.is_ascii_digit())
        });
        if year {
            at += 4;
            while matches!(signs.get(at), Some('年' | '度')) {
                at += 1;
            }
        } else {
            kept.push(signs[at]);
            at += 1;
        }
    }
    kept
}

/// What is left of a plain name without the words around it. `places` are how names begin
/// that say where, or whose.
#[must_use]
pub fn core(plain: &str, words: &Words, places: &[String]) -> String {
    let whole = undated(plain);
    let mut left = whole.as_str();
    loop {
        let mut ends = words.suffixes.iter();
        let end = || ends.find_map(|word| kept(left, left.strip_suffix(&**word)));
        match beheaded(left, words, places).or_else(end) {
            Some(rest) => left = rest,
            None => return left.to_owned(),
        }
    }
}

/// A name without the first word that it begins with and may go.
fn beheaded<'n>(name: &'n str, words: &Words, places: &[String]) -> Option<&'n str> {
    let mut starts = places.iter().chain(&words.prefixes);
    starts.find_map(|word| kept(name, name.strip_prefix(&**word)))
}

/// What is left of a name, where something is gone and enough is left.
fn kept<'n>(name: &str, rest: Option<&'n str>) -> Option<&'n str> {
    rest.filter(|rest| rest.len() < name.len() && rest.chars().count() >= SHORTEST)
}

/// A plain name without years and without what stands before it.
#[must_use]
pub fn headless(plain: &str, words: &Words, places: &[String]) -> String {
    let whole = undated(plain);
    let mut left = whole.as_str();
    while let Some(rest) = beheaded(left, words, places) {
        left = rest;
    }
    left.to_owned()
}

/// The numbers in a name, in order: what differs in them alone is something else.
#[must_use]
pub fn numbers(plain: &str) -> String {
    let undated = undated(plain);
    let numeral = |sign: &char| sign.is_ascii_digit() || "一二三四五六七八九十".contains(*sign);
    let signs: Vec<char> = undated.chars().collect();
    let counted = signs.iter().enumerate().filter(|(at, sign)| {
        let phase = matches!(signs.get(at + 1), Some('期' | '号' | '标' | '批'));
        numeral(sign) && (sign.is_ascii_digit() || phase)
    });
    counted.map(|(_, sign)| *sign).map(arabic).collect()
}

fn arabic(sign: char) -> char {
    let at = "一二三四五六七八九".chars().position(|one| one == sign);
    let digit = at.and_then(|at| u32::try_from(at + 1).ok());
    digit
        .and_then(|digit| char::from_digit(digit, 10))
        .unwrap_or(sign)
}

/// How names of units begin that say where they all are: those that at least two share, and
/// what of these may be left out.
#[must_use]
pub fn places<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut starts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for name in names {
        let plain = plain(name);
        let signs: Vec<char> = plain.chars().collect();
        for at in 1..signs.len().min(12) {
            if matches!(signs[at], '省' | '市' | '区' | '县' | '旗' | '州') && at > 1 {
                *starts.entry(signs[..=at].iter().collect()).or_default() += 1;
            }
        }
    }
    let shared = starts.into_iter().filter(|(_, count)| *count > 1);
    let mut places: Vec<String> = shared.map(|(start, _)| start).collect();
    // A place within another is named by itself, too.
    let within: Vec<String> = places
        .iter()
        .flat_map(|whole| {
            places
                .iter()
                .filter_map(move |part| whole.strip_prefix(&**part))
        })
        .filter(|rest| !rest.is_empty())
        .map(str::to_owned)
        .collect();
    places.extend(within);
    // The same without what says what kind of place it is.
    let short: Vec<String> = places
        .iter()
        .filter_map(|place| {
            place
                .char_indices()
                .last()
                .map(|(at, _)| place[..at].to_owned())
        })
        .filter(|place| !place.is_empty())
        .collect();
    places.extend(short);
    places.sort_by_key(|place| std::cmp::Reverse(place.len()));
    places.dedup();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_which_system_is_left_out() {
        let words = Words::common();
        let units = ["某某市某区甲局", "某某市某区乙局", "某某市某区委丙办"];
        let places = places(units.into_iter());
        let core = |name: &str| core(&plain(name), &words, &places);
        for (name, left) in [
            ("某某市某区健康档案信息系统", "健康档案"),
            ("健康档案平台（二期）", "健康档案"),
            ("某区　健康档案　系统2027年度运维费", "健康档案"),
            ("ＯＡ系统", "oa"),
            ("系统", "系统"),
        ] {
            assert_eq!(core(name), left, "{name}");
        }
        assert_eq!(numbers(&plain("平台（二期）2027年")), "2");
    }

    #[test]
    fn a_place_within_a_place_and_an_empty_word_end() {
        let units = ["甲市", "甲市某局", "甲市区某局", "甲市区"];
        let places = places(units.into_iter());
        assert!(places.iter().all(|place| !place.is_empty()), "{places:?}");
        let mut words = Words::common();
        words.prefixes.push(String::new());
        words.suffixes.push(String::new());
        assert_eq!(core(&plain("甲市区某档案系统"), &words, &places), "某档案");
        assert_eq!(headless(&plain("甲市区某档案"), &words, &places), "某档案");
        assert_eq!(numbers(&plain("一卡通平台")), "");
    }
}
