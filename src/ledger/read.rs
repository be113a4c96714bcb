//! Bytes of a spreadsheet as grids. The format is told by the content, not by the name; size
//! and shape are bounded before anything is unpacked.

mod text;
mod workbook;

use crate::grid::Grid;
use mulu_core::diagnostic::{Error, Message};

/// The most rows of a sheet.
pub const MOST_ROWS: u32 = 20_000;

/// The most columns of a sheet.
pub const MOST_COLUMNS: u32 = 300;

/// The most cells of a file that hold something.
const MOST_CELLS: usize = 2_000_000;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 32 << 20;

/// The most bytes that a file may unpack to.
const MOST_UNPACKED: u64 = 128 << 20;

/// The sheets of a file, in its order; those without a cell are left out.
///
/// # Errors
/// What is no spreadsheet that can be read, has a password or programs in it, or is too
/// large; each with what to do.
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(
            "bytes",
            u64::try_from(MOST_BYTES >> 20).unwrap_or_default(),
        ));
    }
    let grids = match kind(bytes) {
        Kind::Zip => workbook::new(bytes),
        Kind::Compound => workbook::old(bytes),
        Kind::Page => Err(refused("import-page")),
        Kind::Text => text::grid(bytes).map(|grid| vec![grid]),
    }?;
    let filled: Vec<Grid> = grids
        .into_iter()
        .filter(|grid| grid.rows.iter().flatten().any(|cell| !cell.is_blank()))
        .collect();
    match filled.is_empty() {
        true => Err(refused("import-empty")),
        false => Ok(filled),
    }
}

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// XLSX, and whatever else is packed so.
    Zip,
    /// XLS and WPS's ET; also what is encrypted.
    Compound,
    /// A page of the web under the name of a spreadsheet.
    Page,
    /// Anything else: text with separators.
    Text,
}

fn kind(bytes: &[u8]) -> Kind {
    const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Kind::Zip;
    }
    if bytes.starts_with(COMPOUND) {
        return Kind::Compound;
    }
    let start: Vec<u8> = bytes
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(**byte, 0xEF | 0xBB | 0xBF))
        .take(512)
        .map(u8::to_ascii_lowercase)
        .collect();
    let has = |word: &[u8]| start.windows(word.len()).any(|part| part == word);
    let tagged = start.starts_with(b"<");
    match tagged
        && [&b"<html"[..], b"<table", b"<!doctype", b"<?xml"]
            .into_iter()
            .any(has)
    {
        true => Kind::Page,
        false => Kind::Text,
    }
}

/// A file that isn't taken, with the sentence that says why.
fn refused(key: &'static str) -> Error {
    Error::bad_input(Message::new(key))
}

fn too_large(what: &'static str, limit: u64) -> Error {
    let message = Message::new("import-too-large").arg("what", what);
    Error::bad_input(message.arg("limit", limit.to_string()))
}

#[cfg(test)]
mod tests;
