//! Numbers of persons: found whatever they are written with, and said again by nothing that
//! the program says.

use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use serde_json::Value;

const MOBILE: &str = "13800138000";
/// Region 500000 is nobody's.
const ID: &str = "500000199001010016";
const OLD_ID: &str = "500101900101123";

const SYSTEM: &str = "registry/systems/health/platform.yaml";

/// The text as escapes of YAML.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| format!("\\u{:04x}", u32::from(c)))
        .collect()
}

fn full_width(text: &str) -> String {
    let wide = |digit: char| char::from_u32(u32::from(digit) + 0xFEE0).unwrap();
    text.chars().map(wide).collect()
}

/// Codes of personal data that a review finds in a file put where it is proposed.
fn found(path: &str, text: &str) -> Vec<String> {
    let district = District::new();
    district.on("change", |folder| folder.write(path, text));
    let review = district.review("change", "school-chen");
    let codes = review
        .findings()
        .into_iter()
        .map(|(code, _)| code.to_owned());
    codes.filter(|code| code.starts_with("privacy/")).collect()
}

#[test]
fn numbers_are_found_in_values_as_they_are_read() {
    let path = "registry/systems/school/x.yaml";
    let summary = |value: &str| format!("name: x\nstatus: building\nsummary: {value}\n");
    let (mobile, id) = ("privacy/mobile-number", "privacy/id-number");
    let folded = |number: &str| format!(">\n  电话 {}\n  {}。", &number[..3], &number[3..]);
    let quoted = |number: &str| {
        format!(
            "\"电话 {}\n\n    {}-{}\"",
            "见下",
            &number[..3],
            &number[3..]
        )
    };
    let joined = |number: &str| format!("\"电话{}\\\n    {}\"", &number[..5], &number[5..]);
    for (value, code) in [
        (MOBILE.to_owned(), mobile),
        (format!("\"{}\"", escaped(MOBILE)), mobile),
        (format!("\"{}\"", escaped(&full_width(MOBILE))), mobile),
        (format!("\"{}{}\"", escaped("13"), &MOBILE[2..]), mobile),
        (format!("\"\\x31{}\"", &MOBILE[1..]), mobile),
        (full_width(MOBILE), mobile),
        (folded(MOBILE), mobile),
        (quoted(MOBILE), mobile),
        (joined(MOBILE), mobile),
        (format!("|\n  电话\n  {MOBILE}"), mobile),
        (format!("\"{ID}\""), id),
        (format!("\"{}\"", escaped(ID)), id),
        (joined(ID), id),
        (format!("身份证 {OLD_ID}。"), id),
        (format!("\"{}\"", escaped(OLD_ID)), id),
        (full_width(OLD_ID), id),
    ] {
        assert_eq!(found(path, &summary(&value)), [code], "{value}");
    }
    for value in [
        "023-77720000",
        // No such day, no such province, of another length, part of something else.
        "500101901301123",
        "990101900101123",
        "50010190010112",
        "WL-500101900101123",
        "\"2026-\\u0031\\u0033800138000\"",
    ] {
        assert_eq!(found(path, &summary(value)), [""; 0], "{value}");
    }
}

#[test]
fn numbers_are_found_in_names_of_files() {
    let text = "name: x\nstatus: building\n";
    for name in [MOBILE, "zhang-13800138000", "13800138000-phone", ID, OLD_ID] {
        let codes = found(&format!("registry/systems/school/{name}.yaml"), text);
        assert_eq!(codes.len(), 1, "{name}");
    }
    // A name that is none is looked at all the same.
    assert_eq!(found("registry/zhang 13800138000.txt", text).len(), 1);
    for name in ["a-138001380001", "a2026", "x-1380013"] {
        let codes = found(&format!("registry/systems/school/{name}.yaml"), text);
        assert_eq!(codes, [""; 0], "{name}");
    }
}

/// A district whose papers are full of them, and a change that adds more.
fn careless() -> District {
    let numbers = format!("{MOBILE}，{ID}，{OLD_ID}，{}", full_width(MOBILE));
    let careless = |folder: &Folder, more: &str| {
        let text = std::fs::read_to_string(folder.join(SYSTEM)).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with("summary:"));
        let kept: Vec<&str> = lines.collect();
        let text = kept.join("\n");
        let text = text.replacen("name: ", &format!("name: 联系{numbers}{more}"), 1);
        folder.write(
            SYSTEM,
            format!(
                "{text}\nsummary: \"{}{more}\"\nx-note: [{MOBILE}]\n",
                escaped(MOBILE)
            ),
        );
        folder.write(
            "registry/systems/school/zhang-13800138000.yaml",
            "name: x\nstatus: operatin\n",
        );
    };
    let district = District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        careless(folder, "");
    });
    district.on("change", |folder| {
        folder.write(
            REQUEST_PATH,
            REQUEST.replace("示例运行维护需求", &format!("见{numbers}")),
        );
        folder.remove("registry/systems/school/zhang-13800138000.yaml");
        careless(folder, "新");
        folder.write(
            &format!("registry/systems/school/{ID}.yaml"),
            "name: x\nstatus: operatin\n",
        );
    });
    district
}

/// No number stands in a text, however it is spelt.
fn silent(what: &str, text: &str) {
    assert!(text.len() > 40, "{what} says nothing: {text}");
    // As an escape of JSON, or of YAML in what is drawn of a file.
    let plain = unescaped(text);
    for number in [MOBILE, ID, OLD_ID] {
        for spelt in [number.to_owned(), full_width(number)] {
            assert!(!plain.contains(&spelt), "{what} says {spelt}:\n{text}");
        }
    }
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u") {
        plain.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        plain.extend(code.and_then(char::from_u32));
        rest = &rest[at + 2 + 4 * usize::from(code.is_some())..];
    }
    plain + rest
}

#[test]
fn no_face_says_a_number_of_a_person_again() {
    let district = careless();
    let review = [
        "review",
        "main..change",
        "--on",
        ON,
        "--author",
        "health-wang",
    ];
    let commands: &[&[&str]] = &[
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &[&review[..], &["--format", "terminal"]].concat(),
        &[&review[..], &["--format", "markdown"]].concat(),
        &[&review[..], &["--format", "json"]].concat(),
        &["fund", "2027", "--on", ON],
        &["fund", "2027", "--on", ON, "--format", "json"],
        &["fund", "2027", "--on", ON, "--format", "csv"],
        &["explain", "health/platform", "--on", ON],
        &["explain", "health/platform", "--on", ON, "--format", "json"],
        &["diff", "main", "change", "--on", ON],
        &["diff", "main", "change", "--on", ON, "--format", "json"],
        &["history", "health/platform", "--rev", "change"],
        &[
            "history",
            "health/platform",
            "--rev",
            "change",
            "--format",
            "json",
        ],
        &["year", "2027", "--on", ON],
        &["year", "2027", "--on", ON, "--format", "json"],
        &["query", "SELECT * FROM systems"],
        &["query", "SELECT * FROM systems", "--format", "json"],
        &["query", "SELECT * FROM systems", "--format", "csv"],
        &["forecast", "2027", "--until", "2027-12-31", "--on", ON],
        &["due", "--on", ON],
    ];
    for command in commands {
        for lang in ["zh", "en"] {
            let ran = district.mulu(&[command, &["--lang", lang][..]].concat());
            assert!(matches!(ran.code, Some(0..=1)), "{command:?}: {ran:#?}");
            silent(&command.join(" "), &format!("{}\n{}", ran.out, ran.err));
        }
    }
}

#[test]
fn a_spreadsheet_says_no_number_of_a_person() {
    use calamine::{Data, Reader as _, open_workbook_auto};
    let district = careless();
    for (name, command) in [
        ("q.xlsx", &["query", "SELECT * FROM systems"][..]),
        ("f.xlsx", &["fund", "2027", "--on", ON]),
    ] {
        let ran = district.mulu(&[command, &["--format", "xlsx", "-o", name]].concat());
        assert!(matches!(ran.code, Some(0..=1)), "{ran:#?}");
        let mut book = open_workbook_auto(district.path().join(name)).unwrap();
        let mut text = String::new();
        for (_, sheet) in book.worksheets() {
            for cell in sheet.used_cells() {
                if let Data::String(cell) = cell.2 {
                    text += cell;
                    text.push('\n');
                }
            }
        }
        silent(name, &text);
    }
}

/// What is money stays a number.
#[test]
fn amounts_are_not_taken_for_numbers_of_persons() {
    let district = District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST.replace("300000", MOBILE));
    });
    let ran = district.mulu(&["fund", "2027", "--on", ON, "--format", "json"]);
    let decisions: Value = serde_json::from_str(&ran.out).unwrap();
    let total = 13_800_138_000_i64 + 500_000;
    assert!(
        decisions
            .to_string()
            .contains(&format!("\"amount\":{total}")),
        "{ran:#?}"
    );
    let checked = district.mulu(&["check", "--format", "json"]);
    assert!(!checked.out.contains("privacy/"), "{checked:#?}");
}
