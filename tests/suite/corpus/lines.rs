//! A file whose lines mix text and directives:
//!
//! - `!text a\nb` the text, with escapes and without a line end of its own
//! - `!repeat 1000 a\n` the same so many times
//! - `!bytes 4F 4B` those bytes
//! - `!unread 4096` a file that was not read, of that size
//! - any other line as it stands
//!
//! Escapes: `\n`, `\r`, `\t`, `\\`, `\xNN` (a byte), `\u{N}` (a character).

use mulu_core::tree::Entry;

pub(super) fn entry(content: &str) -> Entry {
    let mut bytes = Vec::new();
    for line in content.lines().skip(1) {
        let (directive, rest) = line.split_once(' ').unwrap_or((line, ""));
        match directive {
            "!text" => bytes.extend(unescape(rest)),
            "!repeat" => {
                let (times, text) = rest.split_once(' ').unwrap();
                bytes.extend(unescape(text).repeat(times.parse().unwrap()));
            }
            "!bytes" => bytes.extend(rest.split(' ').map(hex)),
            "!unread" => {
                let mut unread = Entry::file(*b"");
                unread.bytes = None;
                unread.size = rest.parse().unwrap();
                return unread;
            }
            _ => {
                assert!(!directive.starts_with('!'), "{line}");
                bytes.extend(line.bytes());
                bytes.push(b'\n');
            }
        }
    }
    Entry::file(bytes)
}

fn hex(digits: &str) -> u8 {
    u8::from_str_radix(digits, 16).unwrap()
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let mut used = 1;
        match after.as_bytes()[0] {
            b'n' => bytes.push(b'\n'),
            b'r' => bytes.push(b'\r'),
            b't' => bytes.push(b'\t'),
            b'x' => {
                bytes.push(hex(&after[1..3]));
                used = 3;
            }
            b'u' => {
                let end = after.find('}').unwrap();
                let number = u32::from_str_radix(&after[2..end], 16).unwrap();
                bytes.extend(char::from_u32(number).unwrap().to_string().bytes());
                used = end + 1;
            }
            other => bytes.push(other),
        }
        rest = &after[used..];
    }
    bytes.extend(rest.bytes());
    bytes
}
