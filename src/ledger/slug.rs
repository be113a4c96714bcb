//! What a new system's file could be called: proposed, and confirmed by somebody, for the
//! path is what it is known by for ever.

use mulu_core::schema::written::narrow;
use pinyin::ToPinyin;

/// The longest proposal, in signs.
const LONGEST: usize = 40;

/// A name in Latin letters: Chinese as it is spoken, everything else as it is.
#[must_use]
pub fn of(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut joined = false;
    for sign in name.chars().map(narrow) {
        if let Some(spoken) = sign.to_pinyin() {
            words.push(spoken.plain().replace('ü', "v"));
            joined = false;
        } else if sign.is_ascii_alphanumeric() {
            let sign = sign.to_ascii_lowercase();
            match words.last_mut().filter(|_| joined) {
                Some(word) => word.push(sign),
                None => words.push(sign.to_string()),
            }
            joined = true;
        } else {
            joined = false;
        }
    }
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug += &word;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn names_are_spelt_as_they_are_spoken() {
        assert_eq!(of("智慧校园平台"), "zhi-hui-xiao-yuan-ping-tai");
        assert_eq!(of("OA 办公（二期）"), "oa-ban-gong-er-qi");
        assert_eq!(of("５Ｇ绿道"), "5g-lv-dao");
        assert!(of(&"全民健康信息平台".repeat(9)).len() <= 40);
        assert_eq!(of("——"), "");
    }
}
