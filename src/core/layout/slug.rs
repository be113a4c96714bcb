//! What a segment of a path may be called.

/// The longest slug.
const LONGEST: usize = 64;

/// Names that no system or unit may have: folders of `opinions/` are called so.
const RESERVED: &[&str] = &["projects", "frameworks"];

/// What is wrong with a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlugFault {
    /// It is no slug, no year or no date.
    Form,
    /// A folder is called so.
    Reserved,
    /// Windows keeps the name for a device: nobody could check it out there.
    Device,
}

/// `[a-z0-9]+(-[a-z0-9]+)*`, 64 characters at most.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= LONGEST && text.split('-').all(part)
}

/// What is wrong with a name of a unit, a system and so on.
#[must_use]
pub fn slug_fault(text: &str) -> Option<SlugFault> {
    if !is_slug(text) {
        return Some(SlugFault::Form);
    }
    if is_device(text) {
        return Some(SlugFault::Device);
    }
    RESERVED.contains(&text).then_some(SlugFault::Reserved)
}

/// Source: Microsoft, "Naming Files, Paths, and Namespaces".
fn is_device(text: &str) -> bool {
    let numbered = |name: &str| {
        let number = text.strip_prefix(name);
        number.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']))
    };
    matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// What is wrong with a segment, by the name of its capture.
pub(super) fn segment_fault(capture: &str, text: &str) -> Option<SlugFault> {
    let sound = match capture {
        "year" => is_year(text),
        "date" => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
        _ => return slug_fault(text),
    };
    (!sound).then_some(SlugFault::Form)
}

/// Four digits that begin with 2.
#[must_use]
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.starts_with('2') && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_keeps_are_refused() {
        for name in ["con", "nul", "com1", "lpt9", "aux", "prn"] {
            assert_eq!(slug_fault(name), Some(SlugFault::Device), "{name}");
        }
        for name in ["console", "com", "com10", "lpta", "con-a"] {
            assert_eq!(slug_fault(name), None, "{name}");
        }
        assert_eq!(slug_fault("projects"), Some(SlugFault::Reserved));
    }

    #[test]
    fn years_and_dates_are_no_slugs() {
        assert_eq!(segment_fault("year", "27"), Some(SlugFault::Form));
        assert_eq!(segment_fault("year", "2027"), None);
        assert_eq!(segment_fault("date", "2027-02-30"), Some(SlugFault::Form));
        assert_eq!(segment_fault("date", "2027-02-28"), None);
    }
}
