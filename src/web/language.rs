//! Which language a browser asks for.

use mulu_report::Language;

/// The language of `Accept-Language` (RFC 9110): the one with the higher weight, Chinese
/// where neither is named.
pub(crate) fn accepted(header: &str) -> Language {
    let weighed = header.split(',').filter_map(|part| {
        let mut parts = part.split(';');
        let language: Language = parts.next()?.trim().parse().ok()?;
        let weight = parts.find_map(|part| part.trim().strip_prefix("q="));
        let weight = weight.map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok())?;
        (weight > 0.0).then_some((language, weight))
    });
    // Of equals the first.
    let best = weighed.reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map(|(language, _)| language).unwrap_or_default()
}

/// The other language.
pub(crate) fn other(language: Language) -> Language {
    match language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heavier_of_both_counts_and_chinese_where_neither_does() {
        for (header, language) in [
            ("", Language::Zh),
            ("fr, de;q=0.5", Language::Zh),
            ("en-US,en;q=0.9", Language::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Zh),
            ("zh;q=0.1, en;q=0.7", Language::En),
            ("en;q=0", Language::Zh),
            ("en;q=x, zh", Language::Zh),
        ] {
            assert_eq!(accepted(header), language, "{header}");
        }
    }
}
