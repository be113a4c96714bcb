//! Numbers of persons in text, whatever they are written with: plain or
//! full-width digits, also as escapes of YAML and JSON (`\u0031`), in one piece or in the
//! usual groups.
//!
//! One pass over the bytes. A *run* is a sequence of digits with at most one
//! space or dash between two of them; the numbers are looked for within it.

use std::ops::Range;

/// What kind of number was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An ID-card number: of 18 with a valid check digit (GB 11643), or one of the 15 that
    /// were given until 1999.
    Id,
    /// A mobile phone number.
    Mobile,
}

/// What stands between a digit and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Dash,
}

/// One digit, or the `X` at the end of an ID-card number.
#[derive(Clone, Copy, Debug)]
struct Digit {
    value: u8,
    start: usize,
    end: usize,
    gap: Gap,
}

/// Where an ID-card number may be parted: region, birthday, order.
const ID_GROUPS: &[&[usize]] = &[&[6, 10, 12, 14], &[4, 8, 12, 16]];
/// The same of those with 15 digits.
const OLD_ID_GROUPS: &[&[usize]] = &[&[6, 8, 10, 12], &[6, 12], &[3, 6, 9, 12], &[5, 10]];
/// Where a mobile number may be parted.
const MOBILE_GROUPS: &[&[usize]] = &[&[3, 7], &[4, 8]];

/// The numbers in a text, in order, with the bytes they take.
pub(super) fn find(text: &[u8], mut found: impl FnMut(Kind, Range<usize>)) {
    let mut run = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..]
        .iter()
        .position(|b| b.is_ascii_digit() || matches!(*b, 0xEF | b'\\'))
    {
        at = read_run(text, at + skip, &mut run);
        if run.len() >= 11 {
            search(text, &run, &mut found);
        }
    }
}

/// The value of the digit at a place and how many bytes it takes.
fn digit(text: &[u8], at: usize) -> Option<(u8, usize)> {
    match text.get(at..)? {
        [byte @ b'0'..=b'9', ..] => Some((byte - b'0', 1)),
        // U+FF10 to U+FF19
        [0xEF, 0xBC, byte @ 0x90..=0x99, ..] => Some((byte - 0x90, 3)),
        [b'\\', rest @ ..] => escaped(rest).map(|(value, length)| (value, length + 1)),
        _ => None,
    }
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
    let value = match code {
        0x30..=0x39 => code - 0x30,
        0xFF10..=0xFF19 => code - 0xFF10,
        _ => return None,
    };
    Some((u8::try_from(value).ok()?, length + 1))
}

/// The space or dash at a place and how many bytes it takes.
fn separator(text: &[u8], at: usize) -> Option<(Gap, usize)> {
    match text.get(at..)? {
        [b' ', ..] => Some((Gap::Space, 1)),
        [b'-', ..] => Some((Gap::Dash, 1)),
        // No-break and ideographic space.
        [0xC2, 0xA0, ..] => Some((Gap::Space, 2)),
        [0xE3, 0x80, 0x80, ..] => Some((Gap::Space, 3)),
        // Hyphens, dashes, the minus sign, the full-width hyphen.
        [0xE2, 0x80, 0x90..=0x95, ..] | [0xE2, 0x88, 0x92, ..] | [0xEF, 0xBC, 0x8D, ..] => {
            Some((Gap::Dash, 3))
        }
        _ => None,
    }
}

/// Whether `X` stands there, and how many bytes it takes.
fn letter_x(text: &[u8], at: usize) -> Option<usize> {
    match text.get(at..)? {
        [b'X' | b'x', ..] => Some(1),
        [0xEF, 0xBC, 0xB8, ..] | [0xEF, 0xBD, 0x98, ..] => Some(3),
        _ => None,
    }
}

/// Reads the run that begins at a place; returns where to go on.
fn read_run(text: &[u8], start: usize, run: &mut Vec<Digit>) -> usize {
    run.clear();
    let (mut at, mut gap) = (start, Gap::None);
    while let Some((value, length)) = digit(text, at) {
        let end = at + length;
        run.push(Digit {
            value,
            start: at,
            end,
            gap,
        });
        at = end;
        gap = Gap::None;
        if run.len() >= 17
            && let Some(length) = letter_x(text, at)
        {
            let end = at + length;
            run.push(Digit {
                value: 10,
                start: at,
                end,
                gap,
            });
            at = end;
        }
        if let Some((between, length)) = separator(text, at)
            && digit(text, at + length).is_some()
        {
            gap = between;
            at += length;
        }
    }
    at.max(start + 1)
}

fn search(text: &[u8], run: &[Digit], found: &mut impl FnMut(Kind, Range<usize>)) {
    let mut at = 0;
    while at < run.len() {
        let kind = if begins(text, run, at) {
            number(text, run, at)
        } else {
            None
        };
        let Some((kind, length)) = kind else {
            at += 1;
            continue;
        };
        found(kind, run[at].start..run[at + length - 1].end);
        at += length;
    }
}

/// The number that begins at a digit of a run, and how many digits it has.
fn number(text: &[u8], run: &[Digit], at: usize) -> Option<(Kind, usize)> {
    let fits = |length: usize, groups: &[&[usize]]| {
        let digits = run.get(at..at + length)?;
        let usual = |groups: &&[usize]| {
            let mut inner = digits.iter().enumerate().skip(1);
            inner.all(|(place, digit)| digit.gap == Gap::None || groups.contains(&place))
        };
        (ends(text, run, at + length) && groups.iter().any(usual)).then_some(digits)
    };
    if fits(18, ID_GROUPS).is_some_and(is_id) {
        return Some((Kind::Id, 18));
    }
    if fits(15, OLD_ID_GROUPS).is_some_and(is_old_id) {
        return Some((Kind::Id, 15));
    }
    let is_mobile = |digits: &[Digit]| {
        digits[0].value == 1 && digits[1].value >= 3 && digits.iter().all(|d| d.value < 10)
    };
    fits(11, MOBILE_GROUPS)
        .is_some_and(is_mobile)
        .then_some((Kind::Mobile, 11))
}

/// Whether a number may begin at a digit: nothing before it continues it.
fn begins(text: &[u8], run: &[Digit], at: usize) -> bool {
    match run[at].gap {
        _ if after_country_code(text, run, at) => true,
        Gap::Space => true,
        Gap::Dash => false,
        Gap::None => at == 0 && opens(text, run[0].start),
    }
}

/// Whether nothing before a place belongs to what begins there.
fn opens(text: &[u8], start: usize) -> bool {
    let before = &text[..start];
    match before.last() {
        None => true,
        Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => false,
        Some(b'.') => !before
            .get(start.wrapping_sub(2))
            .is_some_and(u8::is_ascii_digit),
        Some(b'-') => !before
            .get(start.wrapping_sub(2))
            .is_some_and(u8::is_ascii_alphanumeric),
        Some(_) => true,
    }
}

/// Whether `+86`, `0086`, or `86` and a space or dash, stands before a digit.
fn after_country_code(text: &[u8], run: &[Digit], at: usize) -> bool {
    let values = |range: Range<usize>| run[range].iter().map(|digit| digit.value);
    let apart = |at: usize| at == 0 && opens(text, run[0].start) || run[at].gap == Gap::Space;
    let long = at >= 4 && values(at - 4..at).eq([0, 0, 8, 6]) && apart(at - 4);
    let short = at >= 2 && values(at - 2..at).eq([8, 6]) && apart(at - 2);
    let plus = short && at == 2 && text[..run[0].start].ends_with(b"+");
    long || plus || (short && run[at].gap != Gap::None)
}

/// Whether a number may end before a digit of a run, or at its end.
fn ends(text: &[u8], run: &[Digit], next: usize) -> bool {
    if let Some(digit) = run.get(next) {
        return digit.gap == Gap::Space;
    }
    let after = run.last().map_or(&[][..], |last| &text[last.end..]);
    match after {
        [byte, ..] if byte.is_ascii_alphanumeric() || *byte == b'_' => false,
        [b'.', byte, ..] => !byte.is_ascii_digit(),
        [b'-', byte, ..] => !byte.is_ascii_alphanumeric(),
        _ => true,
    }
}

/// The check digit of GB 11643, and a day of birth that there was.
fn is_id(digits: &[Digit]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (body, check) = digits.split_at(17);
    if !(1..=8).contains(&body[0].value) || body.iter().any(|digit| digit.value > 9) {
        return false;
    }
    let year = number_of(&body[6..10]);
    if !(1880..2100).contains(&year) || !is_day(year, &body[10..14]) {
        return false;
    }
    let weigh = |(digit, weight): (&Digit, u32)| u32::from(digit.value) * weight;
    let sum: u32 = body.iter().zip(WEIGHTS).map(weigh).sum();
    (12 - sum % 11) % 11 == u32::from(check[0].value)
}

/// The provinces that regions are numbered by (GB/T 2260), one of them first in every number.
const PROVINCES: &[std::ops::RangeInclusive<i16>] = &[
    11..=15,
    21..=23,
    31..=37,
    41..=46,
    50..=54,
    61..=65,
    71..=71,
    81..=83,
];

/// A region of a province and a day of birth in the twentieth century: such a number has no
/// check digit.
fn is_old_id(digits: &[Digit]) -> bool {
    let province = number_of(&digits[..2]);
    let known = PROVINCES.iter().any(|range| range.contains(&province));
    let plain = digits.iter().all(|digit| digit.value < 10);
    plain && known && is_day(1900 + number_of(&digits[6..8]), &digits[8..12])
}

/// Whether a year has a day, by month and day in two digits each.
fn is_day(year: i16, digits: &[Digit]) -> bool {
    let part = |range: Range<usize>| i8::try_from(number_of(&digits[range])).unwrap_or(-1);
    jiff::civil::Date::new(year, part(0..2), part(2..4)).is_ok()
}

/// A few digits as a number.
fn number_of(digits: &[Digit]) -> i16 {
    let next = |number: i16, digit: &Digit| number * 10 + i16::from(digit.value);
    digits.iter().fold(0, next)
}

/// Writes a number over in place, but for its first three digits: as many bytes, so that
/// places in a text stay what they are, and a column for a column.
pub(super) fn mask(text: &mut [u8], range: Range<usize>) {
    let (mut at, mut seen) = (range.start, 0);
    while at < range.end {
        let found = digit(text, at).map(|(_, length)| length);
        let length = found.or_else(|| letter_x(text, at)).unwrap_or(1);
        let is_part = found.is_some() || letter_x(text, at).is_some();
        seen += usize::from(is_part);
        if is_part && seen > 3 {
            match &mut text[at..at + length] {
                // U+FF0A
                [first @ 0xEF, second, third] => (*first, *second, *third) = (0xEF, 0xBC, 0x8A),
                bytes => bytes.fill(b'*'),
            }
        }
        at += length;
    }
}
