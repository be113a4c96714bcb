//! What is read, and what is refused at once whatever its size says.

use super::{MOST_COLUMNS, MOST_ROWS, grids};
use crate::grid::{Cell, Grid};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;

fn one(bytes: &[u8]) -> Grid {
    let mut grids = grids(bytes).unwrap();
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

fn refusal(bytes: &[u8]) -> String {
    grids(bytes).unwrap_err().message.key.to_string()
}

/// A workbook that somebody fills.
fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("调查表").unwrap());
    book.save_to_buffer().unwrap()
}

#[test]
fn cells_are_what_the_file_says_they_are() {
    let bytes = book(|sheet| {
        sheet
            .merge_range(0, 0, 0, 3, "台账", &Format::new())
            .unwrap();
        sheet.write(1, 0, "全民健康信息平台").unwrap();
        sheet.write(1, 1, 1350.5).unwrap();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let date = ExcelDateTime::from_ymd(2019, 5, 1).unwrap();
        sheet.write_datetime_with_format(1, 2, date, &day).unwrap();
        sheet.write(1, 3, true).unwrap();
        sheet
            .write_formula(2, 1, Formula::new("=SUM(B2:B2)"))
            .unwrap();
    });
    // As programs write it that don't calculate.
    let grid = one(&without_results(&bytes));
    assert_eq!(grid.place(1, 1).to_string(), "调查表!B2");
    assert_eq!(grid.cell(0, 3).text(), "台账");
    assert!(grid.cell(0, 4).is_blank());
    let row: Vec<String> = grid.rows[1].iter().map(Cell::text).collect();
    assert_eq!(row, ["全民健康信息平台", "1350.5", "2019-05-01", "true"]);
    assert_eq!(*grid.cell(2, 1), Cell::Uncalculated);
}

#[test]
fn text_is_read_in_the_encodings_that_offices_have() {
    let text = "系统名称,金额\n\n\"平台\n（二期）\",\"1,350.5\"\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF_u16)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), marked, utf16, gb] {
        let grid = one(&bytes);
        assert_eq!(grid.cell(0, 1).text(), "金额");
        // The blank line is a row.
        assert_eq!(grid.cell(2, 1).text(), "1,350.5");
        assert_eq!(grid.place(2, 1).to_string(), "B3");
    }
    let tabs = one("a\tb,c\nd\te\n".as_bytes());
    assert_eq!(tabs.cell(0, 1).text(), "b,c");
}

#[test]
fn what_is_no_spreadsheet_is_said_to_be_what_it_is() {
    let page = "<html><body><table><tr><td>系统名称</td></tr></table></body></html>";
    assert_eq!(refusal(page.as_bytes()), "import-page");
    assert_eq!(refusal(b""), "import-empty");
    assert_eq!(refusal(b"\0\x01\x02"), "import-unknown");
    assert_eq!(refusal(b"a,\xFF\xFF\xFF\n"), "import-encoding");
    assert_eq!(
        refusal(&packed(&[("word/document.xml", b"x")])),
        "import-no-workbook"
    );
    let programs = [("xl/workbook.xml", &b"x"[..]), ("xl/vbaProject.bin", b"x")];
    assert_eq!(refusal(&packed(&programs)), "import-programs");
    assert_eq!(
        refusal(&packed(&[("xl/workbook.xml", b"<")])),
        "import-broken"
    );
    assert_eq!(refusal(b"PK\x03\x04junk"), "import-broken");
    assert_eq!(
        refusal(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1junk"),
        "import-broken"
    );
    assert_eq!(
        refusal(&compound(&["/EncryptedPackage"])),
        "import-password"
    );
    assert_eq!(refusal(&compound(&["/WordDocument"])), "import-no-workbook");
}

#[test]
fn what_would_take_too_much_is_refused_before_it_does() {
    let far = book(|sheet| {
        sheet.write(0, 0, "系统名称").unwrap();
        sheet.write(1_048_575, 16_383, "远").unwrap();
    });
    assert_eq!(refusal(&far), "import-too-large");
    let wide = book(|sheet| {
        sheet
            .write(0, u16::try_from(MOST_COLUMNS).unwrap(), "宽")
            .unwrap();
    });
    assert_eq!(refusal(&wide), "import-too-large");
    // What lies far away and is blank is nothing.
    let blank = book(|sheet| {
        sheet.write(0, 0, "系统名称").unwrap();
        sheet
            .write_blank(900_000, 0, &Format::new().set_bold())
            .unwrap();
    });
    assert_eq!(one(&blank).rows.len(), 1);
    let bomb = packed(&[("xl/workbook.xml", &vec![b' '; 200 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refusal(&bomb), "import-too-large");
    // Merged cells are cells: a few words would fill millions.
    let merged = book(|sheet| {
        for column in (0..200).step_by(2) {
            sheet
                .merge_range(0, column, 19_999, column + 1, "合", &Format::new())
                .unwrap();
        }
    });
    assert_eq!(refusal(&merged), "import-too-large");
    let long = "a\n".repeat(usize::try_from(MOST_ROWS).unwrap() + 1);
    assert_eq!(refusal(long.as_bytes()), "import-too-large");
    assert_eq!(refusal(&vec![b'a'; 33 << 20]), "import-too-large");
    // The older format: a row far away, in a few bytes.
    let mut record = vec![0x03, 0x02, 14, 0];
    record.extend(60_000_u16.to_le_bytes());
    record.resize(18, 0);
    assert_eq!(
        refusal(&compound_with("/Workbook", &record)),
        "import-too-large"
    );
}

/// The same workbook without the results of its formulas.
fn without_results(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.ends_with("sheet1.xml") {
            let text = String::from_utf8(content).unwrap();
            assert!(text.contains("</f><v>0</v>"), "{text}");
            content = text.replace("</f><v>0</v>", "</f>").into_bytes();
        }
        parts.push((name, content));
    }
    let parts: Vec<(&str, &[u8])> = parts
        .iter()
        .map(|(name, part)| (&**name, &**part))
        .collect();
    packed(&parts)
}

/// A packed file of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn compound(streams: &[&str]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for name in streams {
        file.create_stream(name).unwrap();
    }
    file.into_inner().into_inner()
}

fn compound_with(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name)
        .unwrap()
        .write_all(content)
        .unwrap();
    file.into_inner().into_inner()
}
