//! Personal data that must not be in a public registry: ID-card numbers
//! (GB 11643) and mobile phone numbers, anywhere in a file's text.

use crate::diagnostic::{Code, Diagnostic, Label, Span, code};
use crate::document::{Document, NodeKind, NodeRef};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// An ID number (6-8-4) or a mobile number (3-4-4), their groups apart or not.
static CANDIDATES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?x) ([1-8]\d{5}) [\ -]? ([12]\d{7}) [\ -]? (\d{3}[\dXx]) | 1[3-9]\d [\ -]? \d{4} [\ -]? \d{4}").ok()
});

/// Fields whose digits are money or codes.
const INNOCENT: &[&str] = &["amount", "total_investment", "credit_code"];

/// Adds a finding for each number found in the document's text.
pub(super) fn check(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Ok(text) = std::str::from_utf8(document.text()) else {
        return;
    };
    let (text, stretched) = half_width(text);
    let Some(candidates) = &*CANDIDATES else {
        return;
    };
    for found in candidates.captures_iter(&text) {
        let Some(whole) = found.get(0) else { continue };
        let id = found.get(1).is_some();
        if !alone(&text, whole.range()) || (id && !is_id_number(whole.as_str())) {
            continue;
        }
        let code = if id {
            &code::PRIVACY_ID_NUMBER
        } else {
            &code::PRIVACY_MOBILE_NUMBER
        };
        let span = if stretched {
            Span::default()
        } else {
            span(whole.range())
        };
        diagnostics.extend(finding(document, code, span));
    }
}

/// Full-width digits as plain ones; whether the text had any (its offsets are
/// then others).
fn half_width(text: &str) -> (Cow<'_, str>, bool) {
    if !text.contains(['０', '１', '２', '３', '４', '５', '６', '７', '８', '９']) {
        return (Cow::Borrowed(text), false);
    }
    let plain = text.chars().map(|char| match char {
        '０'..='９' => char::from_digit(char as u32 - '０' as u32, 10).unwrap_or(char),
        other => other,
    });
    (Cow::Owned(plain.collect()), true)
}

fn span(range: std::ops::Range<usize>) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(offset(range.start), offset(range.end))
}

/// Whether neither a letter nor a digit continues the number on either side.
fn alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let part = |char: char| char.is_ascii_alphanumeric() || ['-', '_', '.'].contains(&char);
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(part) && !after.is_some_and(|char| part(char) && char != '.')
}

/// The check digit of GB 11643 and a plausible day of birth.
fn is_id_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let born: String = digits[6..14]
        .iter()
        .map(|digit| char::from(*digit))
        .collect();
    let born = jiff::civil::Date::strptime("%Y%m%d", &born);
    if !born.is_ok_and(|born| (1880..2100).contains(&born.year())) {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(d, w)| u32::from(*d - b'0') * w)
        .sum();
    CHECKS[(sum % 11) as usize] == digits[17].to_ascii_uppercase()
}

fn finding(document: &Document, code: &'static Code, span: Span) -> Option<Diagnostic> {
    let node = innermost(document.root(), span);
    let key = node
        .key()
        .and_then(NodeRef::scalar_text)
        .unwrap_or_default();
    if INNOCENT.contains(&key) {
        return None;
    }
    let label = Label::new(std::sync::Arc::clone(document.path()), span).at(node.pointer());
    Some(Diagnostic::new(code, label))
}

/// The smallest node that holds a span; the root where none does.
fn innermost<'d>(root: NodeRef<'d>, span: Span) -> NodeRef<'d> {
    let mut node = root;
    loop {
        let within =
            |child: &NodeRef<'d>| child.span().start <= span.start && span.end <= child.span().end;
        let next = match node.kind() {
            NodeKind::Map => node.entries().map(|(_, value)| value).find(within),
            NodeKind::Seq => node.items().find(within),
            _ => None,
        };
        match next {
            Some(child) => node = child,
            None => return node,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn codes(text: &str) -> Vec<&'static str> {
        let (document, _) =
            crate::document::read(&"registry/units/a.yaml".into(), &Arc::from(text.as_bytes()));
        let mut found = Vec::new();
        check(&document.unwrap(), &mut found);
        found.iter().map(|found| found.code.id).collect()
    }

    /// A made-up number with a right check digit: region 500000 is nobody's.
    const ID: &str = "500000199001010018";

    #[test]
    fn id_and_mobile_numbers_are_found_wherever_they_stand() {
        let valid: Vec<String> = (0..11)
            .map(|last| {
                if last == 10 {
                    "X".to_owned()
                } else {
                    last.to_string()
                }
            })
            .map(|last| format!("{}{last}", &ID[..17]))
            .filter(|number| is_id_number(number))
            .collect();
        let [id] = valid.as_slice() else {
            panic!("{valid:?}")
        };
        assert_eq!(
            codes(&format!("note: 身份证{id}，请核对\n")),
            ["privacy/id-number"]
        );
        assert_eq!(codes(&format!("a: 1 # {id}\n")), ["privacy/id-number"]);
        assert_eq!(codes("phone: \"13800000000\"\n"), ["privacy/mobile-number"]);
        assert_eq!(codes("phone: 138-0000 0000\n"), ["privacy/mobile-number"]);
        assert_eq!(
            codes("phone: １３８００００００００\n"),
            ["privacy/mobile-number"]
        );
        assert_eq!(codes("a: {b: [13800000000, 13900000000]}\n").len(), 2);
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "amount: 13800000000\n",
            "phone: 023-77720000\n",
            "document: WL-13800000000\n",
            "document: 138000000001\n",
            "a: 500000199013010018\n",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }
}
