//! "Did you mean": the name that a wrong one was probably meant to be.

use super::Message;

/// The advice that a name was probably meant.
#[must_use]
pub fn did_you_mean(name: &str) -> Message {
    Message::new("help-did-you-mean").arg("suggestion", format!("`{name}`"))
}

/// The candidate nearest to what was written: the same but for case and
/// hyphens, known by one of its titles, or a few letters off.
#[must_use]
pub fn nearest<'a>(
    written: &str,
    candidates: &[&'a str],
    titles: impl Fn(&str) -> Vec<String>,
) -> Option<&'a str> {
    let plain = plain(written);
    let same = candidates.iter().find(|name| self::plain(name) == plain);
    let titled = || {
        candidates.iter().find(|name| {
            titles(name)
                .iter()
                .any(|title| self::plain(title) == plain && !plain.is_empty())
        })
    };
    same.or_else(titled)
        .copied()
        .or_else(|| close(written, candidates))
        .or_else(|| by_part_of_title(written, candidates, titles))
}

/// A name a few letters off; the shorter the name, the fewer.
#[must_use]
pub fn close<'a>(written: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let length = written.chars().count();
    if length > 128 {
        return None;
    }
    let allowed = (length / 3).clamp(1, 4);
    candidates
        .iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), *name))
        .filter(|(distance, name)| *distance <= allowed && *distance < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `单位名称` for a field titled `名称`, if only one is like that.
fn by_part_of_title<'a>(
    written: &str,
    candidates: &[&'a str],
    titles: impl Fn(&str) -> Vec<String>,
) -> Option<&'a str> {
    if written.is_ascii() || written.chars().count() < 2 {
        return None;
    }
    let mut alike = candidates.iter().filter(|name| {
        titles(name)
            .iter()
            .any(|title| !title.is_ascii() && (title.contains(written) || written.contains(title)))
    });
    let first = alike.next()?;
    alike.next().is_none().then_some(*first)
}

/// Letters and digits in lower case.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn names_are_guessed_from_letters_and_titles() {
        let keys = ["name", "short_name", "budget_unit", "credit_code"];
        let titles = |key: &str| match key {
            "name" => vec!["名称".to_owned(), "Name".to_owned()],
            "short_name" => vec!["简称".to_owned(), "Short name".to_owned()],
            "credit_code" => vec!["统一社会信用代码".to_owned(), "Credit code".to_owned()],
            _ => Vec::new(),
        };
        let guess = |written| nearest(written, &keys, titles);
        assert_eq!(guess("nmae"), Some("name"));
        assert_eq!(guess("budgetUnit"), Some("budget_unit"));
        assert_eq!(guess("budget-unit"), Some("budget_unit"));
        assert_eq!(guess("名称"), Some("name"));
        assert_eq!(guess("单位名称"), Some("name"));
        assert_eq!(guess("信用代码"), Some("credit_code"));
        assert_eq!(guess("phone"), None);
        assert_eq!(guess(""), None);
    }
}
