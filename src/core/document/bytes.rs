//! Checks on the raw bytes, before any YAML: encoding, byte order mark, line
//! ends, characters that cannot be seen.
//!
//! What a YAML reader would stumble over is replaced by as many underscores,
//! so that reading goes on and every offset stays what it was.

use super::findings::Findings;
use crate::diagnostic::code::{
    DOCUMENT_BOM, DOCUMENT_CONTROL_CHARACTER, DOCUMENT_CRLF, DOCUMENT_INVALID_UTF8,
    DOCUMENT_INVISIBLE_CHARACTER,
};
use crate::diagnostic::{Message, Span, is_invisible};
use std::sync::Arc;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Reports what is wrong with the bytes and returns text that can be parsed,
/// of the same length. `None` where the file is in another encoding altogether.
pub(super) fn check(bytes: &Arc<[u8]>, findings: &mut Findings) -> Option<Arc<[u8]>> {
    if is_utf_16(bytes) {
        let finding = findings.at(&DOCUMENT_INVALID_UTF8, Span::new(0, 2));
        findings.push(
            finding
                .arg("byte", "UTF-16")
                .help(Message::new("help-save-as-utf8")),
        );
        return None;
    }
    if let Some(kind) = of_another_program(bytes) {
        let finding = findings.at(&DOCUMENT_INVALID_UTF8, Span::new(0, 4));
        findings.push(
            finding
                .arg("byte", kind)
                .help(Message::new("help-save-as-utf8")),
        );
        return None;
    }
    if let Some((at, length)) = another_encoding(bytes) {
        let finding = findings.at(&DOCUMENT_INVALID_UTF8, span(at, length));
        findings.push(
            finding
                .arg("byte", format!("0x{:02X}", bytes[at]))
                .help(Message::new("help-save-as-utf8")),
        );
        return None;
    }
    let mut repaired = Repaired {
        original: bytes,
        copy: None,
    };
    invalid_utf8(bytes, findings, &mut repaired);
    if bytes.starts_with(BOM) {
        let finding = findings.at(&DOCUMENT_BOM, Span::new(0, 3));
        findings.push(finding.help(Message::new("help-save-without-bom")));
    }
    characters(bytes, findings, &mut repaired);
    Some(match repaired.copy {
        Some(copy) => copy.into(),
        None => Arc::clone(bytes),
    })
}

/// A mark of UTF-16, or its zero bytes where ASCII begins a file.
fn is_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => true,
        [0, first, 0, second, ..] | [first, 0, second, 0, ..] => *first != 0 && *second != 0,
        _ => false,
    }
}

/// What office programs write, by its first bytes.
fn of_another_program(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some("ZIP: docx, xlsx"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some("OLE: doc, xls"),
        _ => None,
    }
}

/// The most places that are wrong by accident. Where there are more, the whole file is in
/// another encoding, which is said once.
const ACCIDENTS: usize = 8;

/// The first wrong bytes of a file that is in another encoding.
fn another_encoding(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut wrong = bytes.utf8_chunks().scan(0, |at, chunk| {
        let place = (*at + chunk.valid().len(), chunk.invalid().len());
        *at = place.0 + place.1;
        Some(place)
    });
    let mut wrong = wrong.by_ref().filter(|(_, length)| *length > 0);
    let first = wrong.next()?;
    wrong.nth(ACCIDENTS - 1).map(|_| first)
}

/// The bytes, copied only when one of them must be replaced.
struct Repaired<'a> {
    original: &'a [u8],
    copy: Option<Vec<u8>>,
}

impl Repaired<'_> {
    fn replace(&mut self, start: usize, length: usize) {
        let copy = self.copy.get_or_insert_with(|| self.original.to_vec());
        copy[start..start + length].fill(b'_');
    }
}

fn invalid_utf8(bytes: &[u8], findings: &mut Findings, repaired: &mut Repaired<'_>) {
    let mut start = 0;
    while let Err(error) = std::str::from_utf8(&bytes[start..]) {
        let bad = start + error.valid_up_to();
        let length = error.error_len().unwrap_or(bytes.len() - bad);
        repaired.replace(bad, length);
        let finding = findings.at(&DOCUMENT_INVALID_UTF8, span(bad, length));
        findings.push(
            finding
                .arg("byte", format!("0x{:02X}", bytes[bad]))
                .help(Message::new("help-save-as-utf8")),
        );
        start = bad + length;
    }
}

/// Whether a byte may begin something that is looked for here.
const SUSPECT: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != b'\n' as usize && byte != b'\t' as usize;
        byte += 1;
    }
    let leads = [0x7F, 0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3];
    let mut lead = 0;
    while lead < leads.len() {
        table[leads[lead]] = true;
        lead += 1;
    }
    table
};

fn characters(bytes: &[u8], findings: &mut Findings, repaired: &mut Repaired<'_>) {
    let (mut crlf, mut lone_cr) = (None, None);
    let suspects = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| SUSPECT[usize::from(**byte)]);
    for (at, byte) in suspects {
        if *byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            crlf = crlf.or(Some(at));
            continue;
        }
        if *byte == b'\r' {
            lone_cr = lone_cr.or(Some(at));
            continue;
        }
        let Some(character) = suspect(&bytes[at..]) else {
            continue;
        };
        let length = character.len_utf8();
        let code = if character.is_control() {
            &DOCUMENT_CONTROL_CHARACTER
        } else if is_invisible(character) && at > 0 {
            &DOCUMENT_INVISIBLE_CHARACTER
        } else {
            continue;
        };
        if character.is_control() || character == '\u{FEFF}' {
            repaired.replace(at, length);
        }
        let finding = findings.at(code, span(at, length));
        findings.push(finding.arg("character", format!("U+{:04X}", u32::from(character))));
    }
    if let Some(at) = lone_cr {
        let mut finding = findings.at(&DOCUMENT_CONTROL_CHARACTER, span(at, 1));
        finding = match memchr::memchr(b'\n', bytes) {
            Some(_) => finding.arg("character", "U+000D"),
            None => {
                finding.message = Message::new("document-lone-cr");
                finding
            }
        };
        findings.push(finding.help(Message::new("help-save-with-lf")));
    }
    if let Some(at) = crlf {
        let finding = findings.at(&DOCUMENT_CRLF, span(at, 2));
        findings.push(finding.help(Message::new("help-save-with-lf")));
    }
}

/// The first character of some bytes, unless its second byte already shows
/// that it is an ordinary one.
fn suspect(bytes: &[u8]) -> Option<char> {
    let is_ordinary = match bytes {
        [0xC2, second, ..] => *second > 0x9F && *second != 0xAD,
        [0xE1, second, ..] => !matches!(second, 0x85 | 0x9E | 0xA0),
        [0xE2, second, ..] => !matches!(second, 0x80 | 0x81),
        [0xE3, second, ..] => *second != 0x85,
        [0xEF, second, ..] => !matches!(second, 0xBB | 0xBE | 0xBF),
        _ => false,
    };
    if is_ordinary {
        return None;
    }
    let head = &bytes[..bytes.len().min(4)];
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
    };
    text.chars().next()
}

fn span(start: usize, length: usize) -> Span {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    Span::new(
        start,
        start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX)),
    )
}
