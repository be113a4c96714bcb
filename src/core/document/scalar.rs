//! What an unquoted scalar means: the YAML 1.2 core schema without its
//! surprises.
//!
//! Only `true` and `false` are truth values, only `null`, `~` and nothing are
//! null, only plain decimal notation is a number. Whatever other readers of
//! YAML would take for something else stays text and is called ambiguous.

use super::NodeKind;

/// The meaning of an unquoted scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What it is for us.
    pub kind: NodeKind,
    /// Whether others read it otherwise.
    pub ambiguous: bool,
}

/// Resolves the text of an unquoted scalar.
#[must_use]
pub fn resolve(text: &str) -> Meaning {
    let sure = |kind| Meaning {
        kind,
        ambiguous: false,
    };
    let Some(first) = text.bytes().next() else {
        return sure(NodeKind::Null);
    };
    if matches!(first, b'0'..=b'9' | b'-' | b'+' | b'.') {
        return number(text);
    }
    match text {
        "true" | "false" => sure(NodeKind::Bool),
        "null" | "~" => sure(NodeKind::Null),
        _ => Meaning {
            kind: NodeKind::Str,
            ambiguous: is_word_of_yaml_1_1(text),
        },
    }
}

/// Words that YAML 1.1 reads as truth values, or 1.2 in other cases.
fn is_word_of_yaml_1_1(text: &str) -> bool {
    const WORDS: [&str; 9] = ["yes", "no", "on", "off", "y", "n", "true", "false", "null"];
    text.len() <= 5 && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn number(text: &str) -> Meaning {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (kind, ambiguous) = if is_whole(unsigned) && text != "-0" {
        // Beyond `i64` it is still a number, and out of every range.
        let fits = text.len() < 19 || text.parse::<i64>().is_ok();
        let kind = if fits { NodeKind::Int } else { NodeKind::Float };
        (kind, false)
    } else if unsigned.split_once('.').is_some_and(|(whole, rest)| {
        is_whole(whole) && !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit())
    }) {
        (NodeKind::Float, false)
    } else {
        (NodeKind::Str, is_other_number(text))
    };
    Meaning { kind, ambiguous }
}

fn is_whole(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

/// Notations that one YAML or another takes for a number: `010`, `0x1F`,
/// `1_000`, `+1`, `1e3`, `.5`, `12:30`, `.inf`.
fn is_other_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let rest = unsigned.as_bytes();
    match rest {
        [b'0', b'x', hex @ ..] => !hex.is_empty() && hex.iter().all(u8::is_ascii_hexdigit),
        [b'0', b'o' | b'b', digits @ ..] => {
            !digits.is_empty() && digits.iter().all(|b| b.is_ascii_digit() || *b == b'_')
        }
        [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => is_decimal_like(rest),
        _ => [".inf", ".nan"]
            .iter()
            .any(|word| unsigned.eq_ignore_ascii_case(word)),
    }
}

/// Digits with underscores, one point, an exponent, or minutes and seconds.
fn is_decimal_like(text: &[u8]) -> bool {
    let mut points = 0;
    let mut exponent = false;
    let mut sexagesimal = false;
    let mut before = b' ';
    for byte in text {
        match byte {
            b'0'..=b'9' | b'_' => {}
            b'.' => points += 1,
            b':' if before.is_ascii_digit() => sexagesimal = true,
            b'e' | b'E' if !exponent && before != b'_' => exponent = true,
            b'+' | b'-' if matches!(before, b'e' | b'E') => {}
            _ => return false,
        }
        before = *byte;
    }
    points <= 1 && !(exponent && sexagesimal) && !matches!(before, b'e' | b'E' | b'+' | b'-' | b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_schema_values() {
        for (text, kind) in [
            ("", NodeKind::Null),
            ("~", NodeKind::Null),
            ("null", NodeKind::Null),
            ("true", NodeKind::Bool),
            ("false", NodeKind::Bool),
            ("0", NodeKind::Int),
            ("-12", NodeKind::Int),
            ("860000", NodeKind::Int),
            ("9223372036854775807", NodeKind::Int),
            ("9223372036854775808", NodeKind::Float),
            ("1.50", NodeKind::Float),
            ("-0.5", NodeKind::Float),
            ("武隆", NodeKind::Str),
            ("2026-12-01", NodeKind::Str),
            ("023-77720000", NodeKind::Str),
            ("-", NodeKind::Str),
            ("1.2.3", NodeKind::Str),
            ("91500232MB1234567X", NodeKind::Str),
            ("1:30分", NodeKind::Str),
        ] {
            let meaning = resolve(text);
            assert_eq!((meaning.kind, meaning.ambiguous), (kind, false), "{text}");
        }
    }

    #[test]
    fn surprises_stay_text() {
        for text in [
            "010", "00", "-0", "0x1F", "0o17", "0b1", "1_000", "+1", "+1.5", "1e3", "1.5E-3", ".5",
            "1.", "12:30", "12:30:45", ".inf", "-.INF", ".NaN", "NO", "yes", "On", "off", "True",
            "FALSE", "Null", "y", "N",
        ] {
            let meaning = resolve(text);
            assert_eq!(
                (meaning.kind, meaning.ambiguous),
                (NodeKind::Str, true),
                "{text}"
            );
        }
    }
}
