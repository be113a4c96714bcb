//! Text that came from documents, made safe to show, and text laid out by
//! display width (a Chinese character takes two columns).

use mulu_core::diagnostic::is_invisible;
use mulu_core::registry::redacted;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text with everything written out that would steer a terminal, break a
/// line or change the direction of reading: `<U+001B>` for an escape; and without the
/// numbers of persons in it. The door through which texts of documents reach people
/// (machines: `json`).
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    match redacted(text) {
        Cow::Borrowed(text) => written_out(text),
        Cow::Owned(text) => Cow::Owned(written_out(&text).into_owned()),
    }
}

/// A value as it is written, on its own: a text without quotes, anything else as JSON.
pub(crate) fn written(value: &Value) -> String {
    let text = value.as_str().map(str::to_owned);
    text.unwrap_or_else(|| value.to_string())
}

fn written_out(text: &str) -> Cow<'_, str> {
    if first_steering(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) {
            // Writing to a String cannot fail.
            let _ = write!(safe, "<U+{:04X}>", u32::from(c));
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

/// As [`plain`], but lines stay lines: for cells, which may have several.
#[must_use]
pub fn plain_lines(text: &str) -> Cow<'_, str> {
    let text = redacted(text);
    if first_steering(&text).is_none() {
        return text;
    }
    let lines: Vec<Cow<'_, str>> = text.lines().map(written_out).collect();
    Cow::Owned(lines.join("\n"))
}

/// Controls, line separators, characters that change direction or can't be seen.
pub(super) fn steers(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// The first of these in a text, and where it stands.
pub(super) fn first_steering(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    loop {
        let rest = text.as_bytes().get(from..)?;
        let at = from + rest.iter().position(|byte| may_steer(*byte))?;
        let sign = text.get(at..)?.chars().next()?;
        if steers(sign) {
            return Some((at, sign));
        }
        from = at + sign.len_utf8();
    }
}

/// Whether a character that steers may begin with this byte: the bulk of a text needn't be
/// looked at character by character.
fn may_steer(byte: u8) -> bool {
    matches!(byte, 0..=0x1F | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF3)
}

/// How many columns the text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text cut to a number of columns, with `…` where something is missing.
#[must_use]
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or_default();
        if used + 1 > columns {
            break;
        }
        end = at + c.len_utf8();
    }
    Cow::Owned(format!("{}…", &text[..end]))
}

/// The text in lines of at most so many columns, broken at spaces and between
/// Chinese characters; a word longer than the line is broken too.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let mut piece = piece;
        if !line.is_empty() && width(&line) + width(piece.trim_end()) > columns {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        while width(piece.trim_end()) > columns.max(2) {
            let end = fitting(piece, columns.max(2));
            lines.push(piece[..end].to_owned());
            piece = &piece[end..];
        }
        line.push_str(piece);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The most bytes from the start that take no more than so many columns.
pub(super) fn fitting(text: &str, columns: usize) -> usize {
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or_default();
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// What is kept on one line: a word with the spaces after it, or one wide
/// character with the punctuation after it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let wide = |c: char| c.width() == Some(2);
    if after == ' '
        || "，。；：、！？）》”’」』】".contains(after)
        || "（《“‘「『【".contains(before)
    {
        return false;
    }
    before == ' ' || wide(before) || wide(after)
}

/// The text filled up with spaces to a number of columns.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_steers_is_found() {
        for c in '\0'..=char::MAX {
            let text = format!("文a{c}b");
            let wanted = steers(c).then_some((4, c));
            assert_eq!(first_steering(&text), wanted, "{c:?}");
        }
    }

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(plain("区卫生健康委 a-b"), "区卫生健康委 a-b");
        assert_eq!(plain("\u{1b}[31m红\r\n"), "<U+001B>[31m红<U+000D><U+000A>");
        assert_eq!(plain("a\u{202e}b\u{2066}c"), "a<U+202E>b<U+2066>c");
        assert_eq!(plain("\u{9b}31m\u{feff}"), "<U+009B>31m<U+FEFF>");
    }

    #[test]
    fn numbers_of_persons_are_not_said() {
        assert_eq!(plain("电话13800138000。"), "电话138********。");
        assert_eq!(plain("138-0013 8000\u{7}"), "138-**** ****<U+0007>");
        assert_eq!(plain("１３８００１３８０００"), "１３８＊＊＊＊＊＊＊＊");
        assert_eq!(plain("110101900101123"), "110************");
        assert_eq!(
            plain(r"\u0031380013800\x30"),
            r"\u003138*******".to_owned() + "****"
        );
        let path = "registry/systems/a/zhang-13800138000.yaml";
        assert_eq!(plain(path), "registry/systems/a/zhang-138********.yaml");
        for other in ["2026-13800138000", "023-77720000", "共 13800138000123 元"] {
            assert_eq!(plain(other), other);
        }
    }

    #[test]
    fn text_is_cut_by_columns() {
        assert_eq!(cut("全民健康信息平台", 16), "全民健康信息平台");
        assert_eq!(cut("全民健康信息平台", 15), "全民健康信息平…");
        assert_eq!(cut("全民健康信息平台", 14), "全民健康信息…");
        assert_eq!(cut("abcdef", 3), "ab…");
    }

    #[test]
    fn text_is_wrapped_by_columns() {
        assert_eq!(
            wrap("等级保护测评已过期，上次通过是 2024-10-28", 20),
            ["等级保护测评已过期，", "上次通过是", "2024-10-28"]
        );
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 3), [""]);
    }
}
