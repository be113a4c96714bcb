//! What is said of an answer on a terminal and to machines.

use super::*;
use crate::{Language, Localizer, Style};
use std::io;

fn answer() -> ResultSet {
    let text = |text: &str| Value::Text(text.to_owned());
    ResultSet {
        columns: vec![
            ("unit".to_owned(), Some(Type::Text)),
            ("sum(amount)".to_owned(), None),
            ("share".to_owned(), None),
            ("issued_on".to_owned(), Some(Type::Date)),
            ("valid".to_owned(), Some(Type::Bool)),
        ],
        rows: vec![
            vec![
                text("=卫健委"),
                Value::Int(860_000),
                Value::Real(0.5),
                text("2026-12-01"),
                Value::Int(1),
            ],
            vec![
                text("a,\u{1b}\"b\""),
                Value::Null,
                Value::Bytes(vec![1, 171]),
                Value::Null,
                Value::Int(0),
            ],
        ],
        cut: true,
    }
}

fn shown(write: impl FnOnce(&mut Vec<u8>, &AnswerView<'_>) -> io::Result<()>) -> String {
    shown_of(&answer(), write)
}

fn shown_of(
    answer: &ResultSet,
    write: impl FnOnce(&mut Vec<u8>, &AnswerView<'_>) -> io::Result<()>,
) -> String {
    let provenance = Provenance {
        registry: "目录".to_owned(),
        commit: None,
        policy: Some("built-in".to_owned()),
        on: jiff::civil::date(2026, 12, 1),
        audience: mulu_core::registry::Audience::Offices,
    };
    let view = AnswerView {
        answer,
        provenance: &provenance,
        sql: "SELECT 1",
        command: "mulu query",
    };
    let mut out = Vec::new();
    write(&mut out, &view).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn on_a_terminal() {
    let style = Style {
        colour: false,
        width: 100,
    };
    let words = Localizer::new(Language::Zh);
    insta::assert_snapshot!(shown(|out, view| table(out, view, &words, style)), @r#"
    unit           sum(amount)  share    issued_on   valid
    =卫健委            860,000  0.5      2026-12-01  是
    a,<U+001B>"b"               X'01AB'              否

    2 行
    "#);
}

/// A cell of a megabyte would take minutes to lay out.
#[test]
fn long_cells_are_drawn_in_part() {
    let style = Style {
        colour: false,
        width: 100,
    };
    let words = Localizer::new(Language::Zh);
    for long in ["字".repeat(1 << 18), "\u{301}".repeat(1 << 19)] {
        let mut answer = answer();
        answer.rows[0][0] = Value::Text(long);
        let drawn = shown_of(&answer, |out, view| table(out, view, &words, style));
        assert!(drawn.len() < 20_000, "{}", drawn.len());
        assert!(
            drawn.contains('…')
                && drawn.ends_with("过长的内容只显示开头；全文见 --format json 或者 csv\n")
        );
    }
}

#[test]
fn as_csv() {
    let csv = shown(|out, view| super::csv(out, view));
    assert_eq!(
        csv,
        "unit,sum(amount),share,issued_on,valid\r\n\
         '=卫健委,860000,0.5,2026-12-01,1\r\n\
         \"a,<U+001B>\"\"b\"\"\",,X'01AB',,0\r\n"
    );
}

#[test]
fn as_json() {
    let json: serde_json::Value =
        serde_json::from_str(&shown(|out, view| super::json(out, view))).unwrap();
    assert_eq!(json["rows"][0][1], 860_000);
    assert_eq!(json["rows"][1][0], "a,\u{1b}\"b\"");
    assert_eq!(
        (&json["cut"], &json["commit"]),
        (&true.into(), &serde_json::Value::Null)
    );
}
