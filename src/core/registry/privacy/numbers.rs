//! Numbers of persons in text, whatever they are written with: plain or full-width digits,
//! digits in circles or of another script, also as escapes of YAML and JSON (`\u0031`), in
//! one piece or in the usual groups.
//!
//! One pass over the bytes. A *run* is a sequence of digits with at most a few marks between
//! two of them; the numbers are looked for within it.

mod glyph;

use glyph::{Gap, digit, gap, letter_x};
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

/// The fewest digits that such a number has.
const FEWEST: usize = 11;

/// Whether a text has as many digits as such a number: most texts haven't.
pub(super) fn may_hold(text: &[u8]) -> bool {
    let digits = text.iter().filter(|byte| glyph::may_begin(**byte));
    text.len() >= FEWEST && digits.take(FEWEST).count() == FEWEST
}

/// The numbers in a text, in order, with the bytes they take.
pub(super) fn find(text: &[u8], mut found: impl FnMut(Kind, Range<usize>)) {
    if !may_hold(text) {
        return;
    }
    let mut run = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..].iter().position(|byte| glyph::may_begin(*byte)) {
        at = read_run(text, at + skip, &mut run);
        if run.len() >= FEWEST {
            search(text, &run, &mut found);
        }
    }
}

/// Reads the run that begins at a place; returns where to go on.
fn read_run(text: &[u8], start: usize, run: &mut Vec<Digit>) -> usize {
    run.clear();
    let (mut at, mut between) = (start, Gap::None);
    while let Some((value, length)) = digit(text, at) {
        let end = at + length;
        run.push(Digit {
            value,
            start: at,
            end,
            gap: between,
        });
        at = end;
        if run.len() >= 17
            && let Some(length) = letter_x(text, at)
        {
            let end = at + length;
            run.push(Digit {
                value: 10,
                start: at,
                end,
                gap: Gap::None,
            });
            at = end;
        }
        (between, at) = gap(text, at);
    }
    at.max(start + 1)
}

fn search(text: &[u8], run: &[Digit], found: &mut impl FnMut(Kind, Range<usize>)) {
    let mut at = 0;
    while at < run.len() {
        let Some((kind, length)) = number(text, run, at) else {
            at += 1;
            continue;
        };
        found(kind, run[at].start..run[at + length - 1].end);
        at += length;
    }
}

/// The number that begins at a digit of a run, and how many digits it has.
fn number(text: &[u8], run: &[Digit], at: usize) -> Option<(Kind, usize)> {
    let start = beginning(text, run, at);
    if start == Start::Within {
        return None;
    }
    let fits = |length: usize, groups: &[&[usize]], is_parted: fn(&[Digit], &[usize]) -> bool| {
        let digits = run.get(at..at + length)?;
        let usual = groups.iter().any(|places| is_parted(digits, places));
        (usual && ends(text, run, at + length)).then_some(digits)
    };
    // What has a check digit may follow any letters, and be parted by anything.
    if fits(18, ID_GROUPS, is_parted).is_some_and(is_id) {
        return Some((Kind::Id, 18));
    }
    if start == Start::Code {
        return None;
    }
    if fits(15, OLD_ID_GROUPS, is_parted_alone).is_some_and(is_old_id) {
        return Some((Kind::Id, 15));
    }
    let is_mobile = |digits: &[Digit]| {
        digits[0].value == 1 && digits[1].value >= 3 && digits.iter().all(|d| d.value < 10)
    };
    fits(11, MOBILE_GROUPS, is_parted_alone)
        .is_some_and(is_mobile)
        .then_some((Kind::Mobile, 11))
}

/// Whether a number is parted nowhere but at some places.
fn is_parted(digits: &[Digit], places: &[usize]) -> bool {
    let mut inner = digits.iter().enumerate().skip(1);
    inner.all(|(place, digit)| digit.gap == Gap::None || places.contains(&place))
}

/// The same, and nothing that other numbers have within or beside them parts it, unless
/// it does so at all these places, or is the bracket behind the first three digits.
fn is_parted_alone(digits: &[Digit], places: &[usize]) -> bool {
    let ambiguous = |(place, digit): (usize, &Digit)| {
        digit.gap.is_ambiguous() && !(digit.gap == Gap::Bracket && place == 3)
    };
    let parted = |place: &usize| {
        digits
            .get(*place)
            .is_some_and(|digit| digit.gap != Gap::None)
    };
    let mut inner = digits.iter().enumerate().skip(1);
    is_parted(digits, places) && (!inner.any(ambiguous) || places.iter().all(parted))
}

/// What stands before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// Nothing that belongs to it: punctuation, Chinese, a word (`Tel13…`).
    Open,
    /// Letters of a code (`WL13…`).
    Code,
    /// More of the same number, or of a code with digits.
    Within,
}

/// What stands before a digit of a run.
fn beginning(text: &[u8], run: &[Digit], at: usize) -> Start {
    match run[at].gap {
        _ if after_country_code(text, run, at) => Start::Open,
        Gap::Space | Gap::Bracket | Gap::Stroke => Start::Open,
        Gap::None if at == 0 => start(text, run[0].start),
        Gap::None | Gap::Dash | Gap::Dot => Start::Within,
    }
}

/// What stands before a place in a text.
fn start(text: &[u8], at: usize) -> Start {
    let before = &text[..at];
    let joined = match before {
        [.., b'_' | b'-'] => &before[..at - 1],
        [.., byte, b'.'] if byte.is_ascii_digit() => return Start::Within,
        _ => before,
    };
    match joined.last() {
        Some(byte) if byte.is_ascii_digit() => Start::Within,
        Some(byte) if byte.is_ascii_alphabetic() => after_letters(joined),
        _ => Start::Open,
    }
}

/// Words before the number of a phone that are written in capitals like a code.
const WORDS: &[&str] = &[
    "TEL", "PHONE", "MOBILE", "MOB", "CELL", "WECHAT", "WX", "VX", "QQ",
];

/// The longest word before a number, in letters.
const LONGEST_WORD: usize = 20;

/// Whether the letters at the end of a text are a word or a name, or part of a code:
/// what has digits too, or only capitals, or is short for number.
fn after_letters(text: &[u8]) -> Start {
    let letters = text.iter().rev().take(LONGEST_WORD + 1);
    let count = letters
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let (before, word) = text.split_at(text.len() - count);
    if count > LONGEST_WORD || before.last().is_some_and(u8::is_ascii_digit) {
        return Start::Within;
    }
    let is_number = word.eq_ignore_ascii_case(b"no") || word.eq_ignore_ascii_case(b"nr");
    let known = WORDS.iter().any(|known| known.as_bytes() == word);
    let lower = word.iter().any(u8::is_ascii_lowercase);
    match known || lower && !is_number {
        true => Start::Open,
        false => Start::Code,
    }
}

/// Whether `+86`, `0086`, or `86` and a space or dash, stands before a digit.
fn after_country_code(text: &[u8], run: &[Digit], at: usize) -> bool {
    let values = |range: Range<usize>| run[range].iter().map(|digit| digit.value);
    let opens = |at: usize| at == 0 && start(text, run[0].start) == Start::Open;
    let apart = |at: usize| opens(at) || run[at].gap.is_between();
    let long = at >= 4 && values(at - 4..at).eq([0, 0, 8, 6]) && apart(at - 4);
    let short = at >= 2 && values(at - 2..at).eq([8, 6]) && apart(at - 2);
    let plus = short && at == 2 && text[..run[0].start].ends_with(b"+");
    long || plus || (short && run[at].gap != Gap::None)
}

/// Whether a number may end before a digit of a run, or at its end.
fn ends(text: &[u8], run: &[Digit], next: usize) -> bool {
    if let Some(digit) = run.get(next) {
        return digit.gap.is_between();
    }
    let after = run.last().map_or(&[][..], |last| &text[last.end..]);
    match after {
        [b'_', byte, ..] => !byte.is_ascii_alphanumeric(),
        [byte, ..] if byte.is_ascii_alphanumeric() => false,
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
                // U+FF0A for a full-width digit.
                [first @ 0xEF, second, third] => (*first, *second, *third) = (0xEF, 0xBC, 0x8A),
                bytes => bytes.fill(b'*'),
            }
        }
        at += length;
    }
}
