//! What reading makes of documents, good and bad.

use super::{Document, Limits, MAX_DEPTH, NodeKind, read};
use crate::diagnostic::Diagnostic;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn load(bytes: impl AsRef<[u8]>) -> (Option<Document>, Vec<Diagnostic>) {
    read(&Arc::from("registry/x.yaml"), &Arc::from(bytes.as_ref()))
}

/// The findings as `code 'text marked' pointer`, one a line.
fn findings(bytes: impl AsRef<[u8]>) -> String {
    let (_, findings) = load(&bytes);
    let mut out = String::new();
    for finding in findings {
        let span = finding.primary.span;
        let marked = &bytes.as_ref()[span.start as usize..span.end as usize];
        let marked = String::from_utf8_lossy(marked);
        let _ = write!(out, "{} {marked:?}", finding.code.id);
        if !finding.primary.pointer.is_empty() {
            let _ = write!(out, " {}", finding.primary.pointer);
        }
        out.push('\n');
    }
    out
}

#[test]
fn a_document_in_order() {
    let text = "name: 武隆区\n# 注\nlist:\n  - a: 1\n    b: '引号'\n  - [true, ~, 1.5, \"x\\ty\"]\nempty:\ntext: |\n  一\n  二\nlong: 甲\n  乙\n";
    let (document, findings) = load(text);
    assert_eq!(findings, []);
    let document = document.unwrap();
    let value = |pointer: &str| document.at(pointer).unwrap();
    assert_eq!(value("/name").as_str(), Some("武隆区"));
    assert!(value("/name").is_verbatim());
    assert_eq!(value("/list/0/a").as_i64(), Some(1));
    assert_eq!(value("/list/0/b").as_str(), Some("引号"));
    assert_eq!(value("/list/1/0").as_bool(), Some(true));
    assert!(value("/list/1/1").is_null());
    assert_eq!(value("/list/1/2").as_f64(), Some(1.5));
    assert_eq!(value("/list/1/3").as_str(), Some("x\ty"));
    assert!(value("/empty").is_null());
    assert_eq!(value("/text").as_str(), Some("一\n二\n"));
    assert_eq!(value("/long").as_str(), Some("甲 乙"));
    let marked = |pointer: &str| {
        let span = value(pointer).span();
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(marked("/list/0"), "a: 1\n    b: '引号'");
    assert_eq!(marked("/list/0/b"), "'引号'");
    assert_eq!(marked("/list/1"), "[true, ~, 1.5, \"x\\ty\"]");
    assert_eq!(marked("/text"), "一\n  二");
    assert_eq!(marked("/long"), "甲\n  乙");
    assert_eq!(value("/list/0/b").key().unwrap().as_str(), Some("b"));
    assert!(value("/list/0").key().is_none());
}

#[test]
fn faults_do_not_end_reading() {
    let text = "a: &x 1\nb: *x\nc: *y\nd: !!str z\na: 2\n<<: {}\n1: one\n[k]: v\nn: NO\n";
    insta::assert_snapshot!(findings(text), @r#"
    document/anchor "&x"
    document/alias "*x" /b
    document/alias "*y" /c
    document/tag "!!str"
    document/ambiguous-value "NO" /n
    document/merge-key "<<" /<<
    document/key-not-text "1" /1
    document/key-not-text "[k]" /
    document/duplicate-key "a" /a
    "#);
    let (document, findings) = load(text);
    let document = document.unwrap();
    assert!(document.is_complete());
    assert_eq!(document.at("/n").unwrap().as_str(), Some("NO"));
    let duplicate = findings.last().unwrap();
    assert_eq!(duplicate.secondary[0].span.start, 0);
    assert_eq!(duplicate.primary.span.start, 31);
}

#[test]
fn a_second_document_is_not_read() {
    insta::assert_snapshot!(findings("a: 1\n---\nb: [\n"), @r#"document/multiple-documents "---""#);
    insta::assert_snapshot!(findings("---\na: 1\n...\n"), @"");
}

#[test]
fn nothing_and_no_mapping() {
    for text in ["", "# c\n", "---\n", "\n\n"] {
        assert_eq!(findings(text), "document/empty \"\"\n", "{text:?}");
    }
    insta::assert_snapshot!(findings("- a\n- b\n"), @r#"document/not-a-mapping "-""#);
    insta::assert_snapshot!(findings("只有文字\n"), @r#"document/not-a-mapping "只有文字""#);
    assert!(load("- a\n").0.is_none());
}

#[test]
fn bytes_that_are_no_text() {
    insta::assert_snapshot!(findings(b"a: \xB2\xE2x\nb: 1\nb: 2\n"), @r#"
    document/invalid-utf8 "�"
    document/invalid-utf8 "�"
    document/duplicate-key "b" /b
    "#);
    insta::assert_snapshot!(findings(b"\xFF\xFEa\0"), @r#"document/invalid-utf8 "��""#);
    insta::assert_snapshot!(findings("\u{FEFF}名: 1\n名: \u{200B}2\nx\u{FEFF}: \u{7}\r\nb: 1\r\n"), @r#"
    document/bom "\u{feff}"
    document/invisible-character "\u{200b}"
    document/invisible-character "\u{feff}"
    document/control-character "\u{7}"
    document/crlf "\r\n"
    document/duplicate-key "名" /名
    "#);
    insta::assert_snapshot!(findings("a: x\0y\nb: \u{85}\nc: \u{2028}\u{202E}\n"), @r#"
    document/control-character "\0"
    document/control-character "\u{85}"
    document/invisible-character "\u{2028}"
    document/invisible-character "\u{202e}"
    "#);
}

#[test]
fn tabs_as_indentation() {
    for text in [
        "a:\n\tb: 1\n",
        "a: 1\n\tb: 1\n",
        "\ta: 1\n",
        "\ta: 1\n\tb: 2\n",
        "武: 1\n\t陆: 2\n",
    ] {
        assert!(
            findings(text).starts_with("document/tab \"\\t\""),
            "{text:?} {}",
            findings(text)
        );
    }
    insta::assert_snapshot!(findings("a: 1\n  \tb: 2\n"), @r#"document/tab "\t""#);
    assert_eq!(findings("a:\t1\nb: x\ty\n"), "");
}

#[test]
fn full_width_colons() {
    let colons = |text: &str| {
        let (_, findings) = load(text);
        let places: Vec<u32> = findings
            .iter()
            .filter(|finding| finding.code.id == "document/full-width-colon")
            .map(|finding| finding.primary.span.start)
            .collect();
        assert_eq!(places.len(), findings.len(), "{text}");
        places
    };
    assert_eq!(colons("名称：测试\n状态: x\n"), [6]);
    assert_eq!(colons("a: 1\nname：测试\nb: 2\n"), [9]);
    assert_eq!(colons("a: 1\nname：测试\n"), [9]);
    assert_eq!(colons("a：1\nb：2\n"), [1, 7]);
    assert_eq!(colons("a:\n  b: 1\n  name：x\n  c: 2\n"), [16]);
    assert_eq!(colons("a:\n  name：x\n"), [9]);
    assert_eq!(colons("a: 说明：一\nb: 名：x\nc:\n  - 甲：乙\n"), [0u32; 0]);
}

#[test]
fn syntax_errors_keep_other_findings() {
    insta::assert_snapshot!(findings("a: NO\nb: 'x\nc: 1\n"), @r#"
    document/ambiguous-value "NO" /a
    document/syntax "'x"
    "#);
    let (document, _) = load("a: 1\nb: {c: 'x\n");
    let document = document.unwrap();
    assert!(!document.is_complete());
    assert!(document.at("/b/c").unwrap().is_null());
}

#[test]
fn every_cause_of_a_syntax_error_has_words() {
    for (text, reason, marked) in [
        ("a: 'x\n", "syntax-unclosed-quote", "'x"),
        ("a: [1, 2\n", "syntax-unclosed-bracket", "[1,"),
        ("a: [1}\n", "syntax-mismatched-bracket", "[1}"),
        ("a: 1]\nb: ]\n", "syntax-misplaced-bracket", "]"),
        ("a: [1, 2\nb: 3\n", "syntax-brackets", ":"),
        ("a: b: c\n", "syntax-second-colon", ":"),
        ("a: 1\nb\nc: 2\n", "syntax-expected-key", "b"),
        ("a:\n  b: 1\n c: 2\n", "syntax-indentation", "c:"),
        ("a:\n  - b\n  c: d\n", "syntax-list-entry", "c:"),
        ("a: \"\\q\"\n", "syntax-escape", "\"\\q\""),
        ("a: \"x\" y\n", "syntax-after-quote", "y"),
        ("a: @x\n", "syntax-reserved-character", "@x"),
        ("%YAML 1.2\n---\na: 1\n", "syntax-directive", "%YAML"),
        ("a:\u{3000}1\n", "syntax-wide-space", "\u{3000}"),
        ("a:\u{A0}1\nb: 2\n", "syntax-wide-space", "\u{A0}"),
        ("名称:测试\n", "syntax-space-after-colon", "名称:"),
        ("name:x\nb: 2\n", "syntax-space-after-colon", "name:"),
        ("a: 1\nb:2\nc: 3\n", "syntax-space-after-colon", "b:"),
        ("a: 1\n<<<<<<<\nb: 2\n", "syntax-merge-conflict", "<<<<<<<"),
    ] {
        let (_, findings) = load(text);
        let finding = findings.first().expect(text);
        let Some((_, crate::diagnostic::Arg::Message(message))) = finding.message.args.first()
        else {
            panic!("{text:?}: {finding:?}");
        };
        let span = finding.primary.span;
        let found = &text[span.start as usize..span.end as usize];
        assert_eq!((&*message.key, found), (reason, marked), "{text:?}");
    }
}

/// YAML ends a value at ` #`, which looks like a part of it unless a space follows.
#[test]
fn a_value_that_a_hash_cuts_is_said() {
    insta::assert_snapshot!(findings("name: 平台 #2\nlist:\n  - 甲 #乙\nlong: 一\n  二 #三\n"), @r##"
    document/comment-in-value "#2" /name
    document/comment-in-value "#乙" /list/0
    document/comment-in-value "#三" /long
    "##);
    for text in [
        "name: 平台 # 二期\n",
        "name: 平台 #\u{3000}二期\n",
        "name: 平台 ## 二期\n",
        "name: 平台#2\n",
        "name: '平台 #2' #3\n",
        "name: \"平台 #2\"\n",
        "text: |\n  平台 #2\n",
        "name: 平台\n#2\n",
        "# name: 平台 #2\n#x\nname: 平台\n",
        "amount: 30 #元\nlist: [甲, 乙] #丙\nempty: #2\n",
    ] {
        assert_eq!(findings(text), "", "{text:?}");
    }
}

/// Old line ends make one line of a file, which is one fault.
#[test]
fn line_ends_of_old_are_said_once() {
    assert_eq!(
        findings("a: 1\rb: 2\rc: 3\r"),
        "document/control-character \"\\r\"\n"
    );
}

fn quickly(name: &str, text: String, code: &str) {
    let started = Instant::now();
    let (_, findings) = load(&text);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code.id).collect();
    assert!(codes.contains(&code), "{name}: {codes:?}");
    assert!(findings.len() < 1000, "{name}: {}", findings.len());
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{name}: {:?}",
        started.elapsed()
    );
}

#[test]
fn bombs_end_quickly() {
    let n = 100_000;
    quickly("lists", "- ".repeat(n), "document/too-deep");
    quickly("mappings", "{a: ".repeat(n), "document/too-deep");
    quickly("brackets", "[".repeat(n), "document/too-deep");
    quickly("keys", "? ".repeat(n), "document/too-deep");
    quickly("entries", "a:\n- x\n".repeat(n), "document/duplicate-key");
    quickly("anchors", "a: &a x\n".repeat(n), "document/anchor");
    quickly(
        "aliases",
        format!("a: [{}]\n", "*a,".repeat(n)),
        "document/alias",
    );
    quickly(
        "tags",
        format!("a: [{}]\n", "!a b,".repeat(n)),
        "document/tag",
    );
    quickly(
        "nodes",
        format!("a: [{}]\n", "1,".repeat(2 * n)),
        "document/too-many-nodes",
    );
    quickly("controls", "\u{1}".repeat(n), "document/control-character");
    quickly("bytes", "a: 1\n".repeat(300_000), "document/too-large");
    quickly(
        "quote",
        format!("a: \"{}", "\\n".repeat(n)),
        "document/syntax",
    );
    quickly("colons", "a：1\n".repeat(n), "document/full-width-colon");
    let deep: String = (0..200).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
    quickly("blocks", deep, "document/too-deep");
    quickly(
        "billion",
        format!("{}a: 1\n", "---\n".repeat(n)),
        "document/multiple-documents",
    );
    quickly("spaceless", "a:1\n".repeat(n), "document/syntax");
    quickly("hashes", "a: x #y\n".repeat(n), "document/comment-in-value");
    quickly("comments", "# x\n".repeat(n), "document/empty");
    quickly(
        "flow keys",
        format!("a: {{{}}}", "\tb: 1,".repeat(n / 2)),
        "document/duplicate-key",
    );
}

#[test]
fn limits_are_inclusive() {
    let nested = |depth: usize| format!("a: {}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert_eq!(findings(nested(MAX_DEPTH)), "");
    assert!(findings(nested(MAX_DEPTH + 1)).starts_with("document/too-deep"));
    let wide = |count: usize| format!("a: [{}]", "1,".repeat(count - 3));
    assert_eq!(findings(wide(Limits::ONE.nodes)), "");
    assert!(findings(wide(Limits::ONE.nodes + 1)).starts_with("document/too-many-nodes"));
    let long = |length: usize| format!("a: {}", "x".repeat(length - 3));
    assert_eq!(findings(long(1 << 20)), "");
    assert!(findings(long((1 << 20) + 1)).starts_with("document/too-large"));
}

/// A list over one megabyte is read; one over thirty-two is not.
#[test]
fn documents_that_name_every_system_may_be_larger() {
    let path: Arc<str> = Arc::from("registry/lists/2027.yaml");
    let list = |entries: usize| {
        let entry = "- system: health-commission/health-platform\n  kind: maintenance\n";
        let text = format!("projects:\n{}", entry.repeat(entries));
        let (document, findings) = read(&path, &Arc::from(text.into_bytes()));
        let entries = document.and_then(|it| Some(it.root().get("projects")?.len()));
        (entries, findings.first().map(|finding| finding.code.id))
    };
    assert_eq!(list(20_000), (Some(20_000), None));
    assert_eq!(list(600_000), (None, Some("document/too-large")));
}

#[test]
fn findings_of_one_code_are_bounded() {
    let (_, findings) = load("a: NO\n".repeat(80));
    let count = |id: &str| findings.iter().filter(|f| f.code.id == id).count();
    assert_eq!(count("document/ambiguous-value"), 50);
    assert_eq!(count("document/duplicate-key"), 50);
    assert_eq!(count("document/more-findings"), 2);
}

#[test]
fn quoted_values_are_borrowed_and_kept_apart_from_plain_ones() {
    let (document, _) = load("a: '86'\nb: 86\nc: 'it''s'\nd: \"\"\ne: |-\n  \"x\"\n");
    let document = document.unwrap();
    let at = |pointer: &str| document.at(pointer).unwrap();
    assert_eq!(
        (at("/a").kind(), at("/a").as_str()),
        (NodeKind::Str, Some("86"))
    );
    assert!(!at("/a").is_verbatim());
    assert_eq!(at("/b").kind(), NodeKind::Int);
    assert_eq!(at("/c").as_str(), Some("it's"));
    assert_eq!(at("/d").as_str(), Some(""));
    assert_eq!(at("/e").as_str(), Some("\"x\""));
}

#[test]
fn what_nobody_sees_is_said_as_an_escape_too() {
    for (escape, code) in [
        ("\\u200B", "document/invisible-character"),
        ("\\u202E", "document/invisible-character"),
        ("\\u3164", "document/invisible-character"),
        ("\\U000E0041", "document/invisible-character"),
        ("\\0", "document/control-character"),
        ("\\e", "document/control-character"),
    ] {
        let found = findings(format!("name: \"平台{escape}\"\n"));
        assert!(found.starts_with(code), "{escape}: {found}");
    }
    assert_eq!(findings("name: \"平台\\n\\t\\u4E00\\\\\"\n"), "");
}
