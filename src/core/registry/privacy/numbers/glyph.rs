//! Single signs of a number: a digit in whatever form, and what may stand between two.

/// What stands between a digit and the one before it; of several marks the last named here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing, or nothing that can be seen.
    None,
    /// A dash: the numbers of documents have it too.
    Dash,
    /// A dot or an underscore: so do decimals and names.
    Dot,
    /// A space; also what stands between two numbers.
    Space,
    /// A bracket; so too.
    Bracket,
    /// A comma, a stroke, a semicolon; so too.
    Stroke,
}

impl Gap {
    /// Whether one number may end before it and another begin after it.
    pub(super) fn is_between(self) -> bool {
        matches!(self, Gap::Stroke | Gap::Space | Gap::Bracket)
    }

    /// Whether other numbers have it within them as well, or beside them.
    pub(super) fn is_ambiguous(self) -> bool {
        matches!(self, Gap::Dot | Gap::Bracket | Gap::Stroke)
    }
}

/// The most marks between two digits.
const MOST_MARKS: usize = 3;

/// Whether a digit may begin with this byte.
pub(super) fn may_begin(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'\\' | 0xD9 | 0xDB | 0xE2 | 0xEF | 0xF0)
}

/// The value of the digit at a place and how many bytes it takes.
pub(super) fn digit(text: &[u8], at: usize) -> Option<(u8, usize)> {
    match text.get(at..)? {
        [byte @ b'0'..=b'9', ..] => Some((byte - b'0', 1)),
        [b'\\', rest @ ..] => escaped(rest).map(|(value, length)| (value, length + 1)),
        [first, ..] if first.is_ascii() => None,
        rest => {
            let length = length(*rest.first()?);
            let sign = std::str::from_utf8(rest.get(..length)?).ok()?;
            Some((value(sign.chars().next()?)?, length))
        }
    }
}

/// How many bytes a sign takes that begins so.
fn length(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

/// The value of a sign that people read as a digit.
fn value(sign: char) -> Option<u8> {
    let sign = u32::from(sign);
    // Arabic and Persian, full-width, those in circles (which begin with one), and bold,
    // double-struck, without serifs and of one width.
    let value = match sign {
        0x30..=0x39 => sign - 0x30,
        0x0660..=0x0669 => sign - 0x0660,
        0x06F0..=0x06F9 => sign - 0x06F0,
        0xFF10..=0xFF19 => sign - 0xFF10,
        0x2460..=0x2468 => sign - 0x2460 + 1,
        0x2776..=0x277E => sign - 0x2776 + 1,
        0x24EA | 0x24FF => 0,
        0x1D7CE..=0x1D7FF => (sign - 0x1D7CE) % 10,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// The digit that an escape stands for, behind its backslash, and how many bytes that
/// takes.
fn escaped(text: &[u8]) -> Option<(u8, usize)> {
    let length = match text.first()? {
        b'x' => 2,
        b'u' => 4,
        b'U' => 8,
        _ => return None,
    };
    let code = std::str::from_utf8(text.get(1..=length)?).ok()?;
    let code = u32::from_str_radix(code, 16).ok()?;
    Some((value(char::from_u32(code)?)?, length + 1))
}

/// What stands between the digits at whose end a place is and the next, and where that
/// begins; nothing, and the place itself, where none follows.
pub(super) fn gap(text: &[u8], start: usize) -> (Gap, usize) {
    let (mut gap, mut at) = (Gap::None, start);
    for _ in 0..=MOST_MARKS {
        if digit(text, at).is_some() {
            return (gap, at);
        }
        let Some((mark, length)) = mark(text, at) else {
            break;
        };
        gap = gap.max(mark);
        at += length;
    }
    (Gap::None, start)
}

/// The mark at a place and how many bytes it takes.
fn mark(text: &[u8], at: usize) -> Option<(Gap, usize)> {
    let rest = text.get(at..)?;
    let length = length(*rest.first()?);
    let sign = std::str::from_utf8(rest.get(..length)?).ok()?;
    let gap = match sign.chars().next()? {
        // Nothing to be seen: joiners, soft hyphen, the frame of a key.
        '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}'
        | '\u{FE0F}'
        | '\u{20E3}' => Gap::None,
        ' ' | '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => Gap::Space,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Gap::Dash,
        '.' | '_' => Gap::Dot,
        '/' | ',' | ';' | '|' | '、' | '，' | '；' | '／' | '·' | '•' | '．' | '。' => {
            Gap::Stroke
        }
        '(' | ')' | '[' | ']' | '（' | '）' | '【' | '】' => Gap::Bracket,
        _ => return None,
    };
    Some((gap, length))
}

/// Whether `X` stands there, and how many bytes it takes.
pub(super) fn letter_x(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at..)? {
        [b'X' | b'x', ..] => Some(1),
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => Some(3),
        _ => None,
    }
}
