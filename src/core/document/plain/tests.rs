//! What the plain part is, and that both readers agree on it.

use crate::document::{Document, read, read_generally};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn is_plain(text: &str) -> bool {
    super::read(&Arc::from("x.yaml"), &Arc::from(text.as_bytes()), 1000).is_some()
}

/// Everything that can be known of a document.
fn told(document: &Document) -> String {
    let mut out = String::new();
    for node in document.iter() {
        let told = (
            node.kind(),
            node.span(),
            node.parent().map(|parent| parent.id()),
            node.scalar_text(),
            node.is_verbatim(),
            node.children(),
        );
        out.push_str(&format!("{} {told:?}\n", node.id()));
    }
    out
}

/// Both readers on one text; whether it was plain.
fn agree(path: &str, text: &[u8]) -> Result<(), TestCaseError> {
    let (path, bytes) = (Arc::from(path), Arc::from(text));
    let (one, other) = (read(&path, &bytes), read_generally(&path, &bytes));
    prop_assert_eq!(one.0.as_ref().map(told), other.0.as_ref().map(told));
    prop_assert_eq!(one.1, other.1);
    Ok(())
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The sample registry, and whatever stands in the corpus of bad input, its
/// directives too: text is text.
#[test]
fn real_files_are_read_the_same() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut all = Vec::new();
    files(&top.join("registry"), &mut all);
    files(&top.join("tests/corpus"), &mut all);
    let mut plain = 0;
    let mut documents = 0;
    for path in &all {
        let text = std::fs::read(path).unwrap();
        for part in String::from_utf8_lossy(&text).split("\n=== ") {
            let body = part.split_once('\n').map_or(part, |(_, body)| body);
            agree("x.yaml", body.as_bytes()).unwrap();
        }
        agree("x.yaml", &text).unwrap();
        if path.starts_with(top.join("registry")) && path.extension().is_some_and(|it| it == "yaml")
        {
            documents += 1;
            let bytes = Arc::from(text.as_slice());
            let is_plain = super::read(&Arc::from("x.yaml"), &bytes, 200_000).is_some();
            plain += usize::from(is_plain);
        }
    }
    assert!(
        plain * 100 > documents * 95,
        "{plain} of {documents} are plain"
    );
}

#[test]
fn what_registries_are_made_of_is_plain() {
    for text in [
        "a: 1\nb: 武隆 # 区\n",
        "# only\n\na:\n  b:\n    c: x\n  d: v\ne: w",
        "a:\n- x\n- w\nb:\n  - k: 1\n    l: 2\n  -   k: 3\n      l:\n      - 4\n",
        "a:\n- b: 1\n-\n  c: 2\n- - x\n  - w\n-\nc:\nd:",
        "a: [x, 'w', \"z\", {k: v, l: []}]\nb: {}\nc: { a: 1 , b: 2 } # c\n",
        "a: 'it''s'\n'b': \"x\"\n\"c\": ''\n",
        "a: http://x/y#z\nb: x:w\nc: -5\nd: a - b\ne: (x), [y]\n",
    ] {
        assert!(is_plain(text), "{text}");
        agree("x.yaml", text.as_bytes()).unwrap();
    }
}

#[test]
fn whatever_else_there_is_goes_to_the_general_parser() {
    for text in [
        "",
        "# x\n",
        "a",
        "- a\n",
        "[a]\n",
        "{a: 1}\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "%YAML 1.2\n",
        " a: 1\n",
        "a: b\n  c\n",
        "a: b: c\n",
        "a:\n  b\n",
        "a: 1\n b: 2\n",
        "a:\n  b: 1\n c: 2\n",
        "a: b\n- c\n",
        "a: - b\n",
        "a: |\n  x\n",
        "a: &x y\n",
        "a: *x\n",
        "a: !t y\n",
        "? a\n: b\n",
        "a: 'b\n  c'\n",
        "a: \"\\n\"\n",
        "a: 'b'c\n",
        "a: [b,\n c]\n",
        "a: [b: c]\n",
        "a: [b,]\n",
        "a: [b c: d]\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [,]\n",
        "a: [b]]\n",
        "a: [b}\n",
        "a : b\n",
        "a: no\n",
        "a: 010\n",
        "a:\tb\n",
        "a: @b\n",
        "a: `b\n",
        "a: b\u{FFFF}\n",
        "a:b\n",
        "名称：测试\n",
        "a: [-]\n",
        "a: [b #c]\n",
        "a: {b:c}\n",
        "a: {b:[c]}\n",
    ] {
        assert!(!is_plain(text), "{text}");
        agree("x.yaml", text.as_bytes()).unwrap();
    }
}

/// Lines that are nearly plain, at indentations that nearly fit.
fn lines() -> impl Strategy<Value = String> {
    let indent = (0usize..9).prop_map(|width| " ".repeat(width));
    let dashes = prop_oneof![4 => Just(""), 2 => Just("- "), 1 => among(&["-   ", "- - ", "-"])];
    let key = prop_oneof![
        6 => among(&["a: ", "b: ", "c: ", "d: ", "a:", "d:"]),
        2 => Just(""),
        2 => among(&[
            "'a''b': ", "\"c\" : ", "武: ", "3: ", "- : ", "<<: ", "a b: ", "[a]: ", "? ", "a:b: ",
        ]),
    ];
    let end = prop_oneof![
        6 => Just("\n"),
        3 => among(&[" # c\n", "#c\n", "  \n", "\n\n", "\n# c\n", "\n   # c\n", "", ":\n", "\r\n"]),
    ];
    (indent, dashes, key, value(), end)
        .prop_map(|(indent, dashes, key, value, end)| [&indent, dashes, key, &value, end].concat())
}

fn among(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

const WORDS: &[&str] = &[
    "x",
    "yz",
    "武隆",
    "名称：测",
    "'x '",
    "''",
    "\"x '\"",
    "'it''s'",
    "\"\\u4e2d\"",
    "12",
    "-3",
    "010",
    "no",
    "~",
    "true",
    "2026-01-02",
    "x # y",
    "a, b",
    "x:y",
    "x: y",
    "- x",
    "x#",
    "\u{FFFE}",
    "\u{85}",
    "\t",
    "---",
    "...",
    "\u{3000}",
    "|",
    ">-",
    "-",
    ":",
    ",",
    "#",
    "&x",
    "*x",
    "!x",
    "%x",
    "@",
    "`",
    "?",
    "? x",
    "[",
    "]",
    "{",
    "}",
    "1e3",
    "http://x",
    "\"",
    "'",
];

fn value() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        3 => among(WORDS),
        3 => Just(", "),
        3 => among(&["[", "]", "{", "}", "a: ", "b: ", " ", ",", ":", "#", "-"]),
    ];
    let parts = prop::collection::vec(part, 0..7).prop_map(|parts| parts.concat());
    prop_oneof![
        2 => Just(String::new()),
        6 => among(WORDS).prop_map(str::to_owned),
        1 => parts.clone().prop_map(|parts| format!("[{parts}]")),
        1 => parts.clone().prop_map(|parts| format!("{{a: {parts}}}")),
        1 => parts,
    ]
}

/// A value as a registry would have it, to be written at some indentation.
#[derive(Clone, Debug)]
enum Shape {
    Word(&'static str),
    /// Entries, and whether they stand no further in than their key.
    List(Vec<Shape>, bool),
    /// Entries, and how much further in than what holds it.
    Map(Vec<(&'static str, Shape)>, usize),
}

fn shapes() -> impl Strategy<Value = Shape> {
    let words = &[
        "x",
        "武隆",
        "'it''s'",
        "\"x\"",
        "12",
        "2026-01-02",
        "[]",
        "{a: [1, x], 'b': c}",
        "",
        "x # c",
        "x:y z",
    ];
    among(words)
        .prop_map(Shape::Word)
        .prop_recursive(4, 24, 4, |inner| {
            let list = prop::collection::vec(inner.clone(), 1..4);
            let key = among(&["a", "b c", "'d'", "武"]);
            let map = prop::collection::vec((key, inner), 1..4);
            prop_oneof![
                (list, any::<bool>()).prop_map(|(entries, flat)| Shape::List(entries, flat)),
                (map, 1usize..4).prop_map(|(entries, step)| Shape::Map(entries, step)),
            ]
        })
}

/// Writes a shape behind a key or a dash that stands at an indentation.
fn write(shape: &Shape, indent: usize, dash: bool, out: &mut String) {
    let pad = |out: &mut String, first: bool, inside: usize| {
        if first && dash {
            out.push_str(&" ".repeat(inside - indent - 1));
        } else {
            if first {
                out.push('\n');
            }
            out.push_str(&" ".repeat(inside));
        }
    };
    match shape {
        Shape::Word(word) => {
            out.push_str(if word.is_empty() { "" } else { " " });
            out.push_str(word);
            out.push('\n');
        }
        Shape::List(entries, flat) => {
            let inside = indent + if *flat && !dash { 0 } else { 2 };
            for (at, entry) in entries.iter().enumerate() {
                pad(out, at == 0, inside);
                out.push('-');
                write(entry, inside, true, out);
            }
        }
        Shape::Map(entries, step) => {
            let inside = indent + step + usize::from(dash);
            for (at, (key, entry)) in entries.iter().enumerate() {
                pad(out, at == 0, inside);
                out.push_str(key);
                out.push(':');
                write(entry, inside, false, out);
            }
        }
    }
}

fn written(entries: &[(&'static str, Shape)]) -> String {
    let mut text = String::new();
    for (key, shape) in entries {
        text.push_str(key);
        text.push(':');
        write(shape, 0, false, &mut text);
    }
    text
}

fn documents() -> impl Strategy<Value = String> {
    let key = among(&["a", "b", "c", "d"]);
    prop::collection::vec((key, shapes()), 1..4).prop_map(|entries| written(&entries))
}

proptest! {
    #[test]
    fn both_readers_agree(lines in prop::collection::vec(lines(), 1..7)) {
        agree("x.yaml", lines.concat().as_bytes())?;
    }

    #[test]
    fn both_readers_agree_on_documents(text in documents()) {
        agree("x.yaml", text.as_bytes())?;
    }

    /// A sound document with something put in or taken out somewhere.
    #[test]
    fn both_readers_agree_on_documents_with_a_slip(
        text in documents(),
        at in any::<prop::sample::Index>(),
        put in among(WORDS),
        space in among(&[" ", "  ", "\n", "\n ", ": ", "- ", "# ", ""]),
        taken in 0usize..4,
    ) {
        let characters: Vec<char> = text.chars().collect();
        let at = at.index(characters.len());
        let head: String = characters[..at].iter().collect();
        let tail: String = characters[(at + taken).min(characters.len())..].iter().collect();
        for middle in [put, space, ""] {
            agree("x.yaml", format!("{head}{middle}{tail}").as_bytes())?;
        }
    }
}
