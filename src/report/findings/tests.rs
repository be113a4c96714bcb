//! Each face on a few findings.

use super::*;
use crate::{Language, Style};
use insta::assert_snapshot;
use mulu_core::diagnostic::{Label, Message, Span, code};

const REQUEST: &str = "registry/requests/2027/health-commission/health-platform.yaml";
const UNIT: &str = "registry/units/health-commission.yaml";

fn label(path: &str, text: &str, part: &str) -> Label {
    let start = text.find(part).unwrap();
    let (start, end) = (start as u32, (start + part.len()) as u32);
    Label::new(path, Span::new(start, end))
}

struct World {
    tree: Tree,
    provenance: Provenance,
    diagnostics: Vec<Diagnostic>,
}

impl World {
    fn new(files: &[(&str, &str)], diagnostics: Vec<Diagnostic>) -> Self {
        World {
            tree: Tree::from_texts(files.iter().copied()),
            provenance: Provenance {
                registry: "武隆区政务信息系统总目录".into(),
                commit: Some("a1b2c3d4e5f60718293a4b5c6d7e8f9001122334".into()),
                policy: None,
                on: jiff::civil::date(2026, 12, 1),
                audience: mulu_core::registry::Audience::Offices,
            },
            diagnostics,
        }
    }

    fn findings(&self) -> Findings<'_> {
        Findings {
            diagnostics: &self.diagnostics,
            tree: &self.tree,
            provenance: &self.provenance,
            documents: 2,
            folder: "",
        }
    }

    fn say(
        &self,
        language: Language,
        face: fn(&mut dyn std::io::Write, &Findings<'_>, &Localizer) -> std::io::Result<()>,
    ) -> String {
        let mut out = Vec::new();
        face(&mut out, &self.findings(), &Localizer::new(language)).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn human(&self, language: Language, width: usize) -> String {
        let style = Style {
            colour: false,
            width,
        };
        let mut out = Vec::new();
        human(&mut out, &self.findings(), &Localizer::new(language), style).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// A duplicate key and a value in two YAML dialects.
fn world() -> World {
    let request =
        "applicant: health-commission\nneed: 平台年度运行维护\nneed: 等保测评，含差距整改\n";
    let unit = "name: 武隆区卫生健康委员会\nshort_name: NO\n";
    World::new(
        &[(REQUEST, request), (UNIT, unit)],
        vec![
            Diagnostic::new(
                &code::DOCUMENT_DUPLICATE_KEY,
                label(REQUEST, request, "need: 等").at("/need"),
            )
            .arg("key", "need")
            .also(
                label(REQUEST, request, "平台年度运行维护")
                    .at("/need")
                    .note(Message::new("note-first-key").arg("key", "need")),
            ),
            Diagnostic::new(
                &code::DOCUMENT_AMBIGUOUS,
                label(UNIT, unit, "NO").at("/short_name"),
            )
            .arg("value", "NO")
            .help(Message::new("help-quote-value")),
        ],
    )
}

#[test]
fn people_see_the_line_and_what_to_do() {
    assert_snapshot!(world().human(Language::Zh, 100), @"
    错误[document/duplicate-key]: 字段 `need` 重复
     --> registry/requests/2027/health-commission/health-platform.yaml:3:1
      |
    2 | need: 平台年度运行维护
      |       ---------------- 字段 `need` 第一次出现在这里
    3 | need: 等保测评，含差距整改
      | ^^^^^^^^
      |
      = 建议: 删去一处

    警告[document/ambiguous-value]: `NO` 在不同软件中含义不同，此处按文字处理
     --> registry/units/health-commission.yaml:2:13
      |
    2 | short_name: NO
      |             ^^
      |
      = 建议: 如果是文字，请加引号；如果是数值或真假值，请写成 `860000`、`true`、`false` 这样的形式

    1 个错误，1 个警告，涉及 2 个文件（共检查 2 个文件）
    ");
    assert_snapshot!(world().human(Language::En, 100), @"
    error[document/duplicate-key]: the key `need` occurs twice
     --> registry/requests/2027/health-commission/health-platform.yaml:3:1
      |
    2 | need: 平台年度运行维护
      |       ---------------- `need` occurs here first
    3 | need: 等保测评，含差距整改
      | ^^^^^^^^
      |
      = help: Delete one of them

    warning[document/ambiguous-value]: programs read `NO` differently; it is taken as text here
     --> registry/units/health-commission.yaml:2:13
      |
    2 | short_name: NO
      |             ^^
      |
      = help: quote it if it is text; write numbers and truth values like `860000`, `true`, `false`

    1 error, 1 warning in 2 of 2 documents
    ");
}

#[test]
fn nothing_found_is_said_too() {
    let world = World::new(&[], Vec::new());
    assert_snapshot!(world.human(Language::Zh, 100), @"检查完毕，没有发现问题（2 个文件）");
    assert_snapshot!(world.human(Language::En, 100), @"no problems found (2 documents checked)");
}

#[test]
fn what_steers_a_terminal_is_not_passed_on() {
    let text = "name: \u{1b}[31m红\u{202e}色\u{200b} # 全民\n";
    let path = "registry/units/\u{1b}]0;x\u{7}.yaml";
    let diagnostic = Diagnostic::new(
        &code::DOCUMENT_CONTROL_CHARACTER,
        label(path, text, "\u{1b}[31m红\u{202e}色\u{200b}").note(Message::new("\u{1b}[2J")),
    )
    .arg("character", "\u{1b}[31m");
    let world = World::new(&[(path, text)], vec![diagnostic]);
    assert_snapshot!(world.human(Language::Zh, 100), @"
    错误[document/control-character]: 含有控制字符 <U+001B>[31m
     --> registry/units/<U+001B>]0;x<U+0007>.yaml:1:7
      |
    1 | name: �[31m红�色� # 全民
      |       ^^^^^^^^^^^ <U+001B>[2J ()
      |
      = 建议: 删去这个字符，重新输入这一段

    1 个错误，0 个警告，涉及 1 个文件（共检查 2 个文件）
    ");
}

#[test]
fn long_lines_are_cut() {
    let text = format!(
        "need: {}目标{}\n",
        "前面的文字".repeat(60),
        "后面的文字".repeat(500)
    );
    let diagnostic =
        Diagnostic::new(&code::DOCUMENT_KEY, label(UNIT, &text, "目标")).arg("key", "x");
    let whole = Diagnostic::new(&code::DOCUMENT_EMPTY, Label::new(UNIT, Span::new(6, 9000)));
    let world = World::new(&[(UNIT, &text)], vec![diagnostic, whole]);
    let shown = world.human(Language::Zh, 80);
    let widest = shown.lines().map(crate::text::width).max();
    assert!(widest <= Some(90), "{shown}");
    assert_snapshot!(shown, @"
    错误[document/key-not-text]: 字段名 `x` 不是文字
     --> registry/units/health-commission.yaml:1:307
      |
    1 | ... 字前面的文字前面的文字前面的文字目标后面的文字后面的文字后面的文字后...
      |                                     ^^^^
      |
      = 建议: 改用字段名；不知道有哪些，看格式说明或者 mulu new 起草的文件

    错误[document/empty]: 文件没有内容
     --> registry/units/health-commission.yaml:1:7
      |
    1 | need: 前面的文字前面的文字前面的文字前面的文字前面的文字前面的文字前面的...
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = 建议: 填写内容；可以用 mulu new 重新起草

    2 个错误，0 个警告，涉及 1 个文件（共检查 2 个文件）
    ");
}

#[test]
fn places_far_apart_and_files_without_text_are_shown() {
    let text = format!("a: 1\n{}b: 2\n", "# 空\n".repeat(100));
    let far = Diagnostic::new(&code::DOCUMENT_DUPLICATE_KEY, label(UNIT, &text, "b: 2"))
        .arg("key", "b")
        .also(label(UNIT, &text, "a: 1").note(Message::new("note-first-key").arg("key", "a")))
        .also(Label::new("registry/gone.yaml", Span::new(5, 9)));
    let gone = Diagnostic::new(
        &code::DOCUMENT_EMPTY,
        Label::new("registry/gone.yaml", Span::new(5, 9)),
    );
    let broken = Diagnostic::new(
        &code::DOCUMENT_INVALID_UTF8,
        Label::new("registry/gbk.yaml", Span::new(6, 8)),
    )
    .arg("byte", "0xCE");
    let mut world = World::new(&[(UNIT, &text)], vec![far, gone, broken]);
    let gbk: &[u8] = b"name: \xce\xe4\xc2\xa1 # x\n";
    world
        .tree
        .insert("registry/gbk.yaml", mulu_core::tree::Entry::file(gbk));
    assert_snapshot!(world.human(Language::Zh, 100), @"
    错误[document/duplicate-key]: 字段 `b` 重复
       --> registry/units/health-commission.yaml:102:1
        |
    102 | b: 2
        | ^^^^
        |
       ::: registry/units/health-commission.yaml:1:1
        |
      1 | a: 1
        | ---- 字段 `a` 第一次出现在这里
       ::: registry/gone.yaml
        = 建议: 删去一处

    错误[document/empty]: 文件没有内容
    --> registry/gone.yaml
     = 建议: 填写内容；可以用 mulu new 重新起草

    错误[document/invalid-utf8]: 文件不是 UTF-8 编码（此处为 0xCE）
     --> registry/gbk.yaml:1:7
      |
    1 | name: ��¡ # x
      |       ^^
      |
      = 建议: 用编辑器另存为 UTF-8

    3 个错误，0 个警告，涉及 3 个文件（共检查 2 个文件）
    ");
}

/// One thing said twenty thousand times isn't drawn as often.
#[test]
fn many_places_are_drawn_in_part_and_counted() {
    let text = "- a\n".repeat(20_000);
    let place = |n: u32| Label::new(UNIT, Span::new(4 * n + 2, 4 * n + 3));
    let again = Diagnostic::new(&code::DOCUMENT_DUPLICATE_KEY, place(0)).arg("key", "a");
    let again = (1..20_000).fold(again, |again, n| again.also(place(n)));
    let world = World::new(&[(UNIT, &text)], vec![again]);
    let shown = world.human(Language::Zh, 100);
    assert!(shown.contains("另有 19,987 处"), "{shown}");
    assert_eq!(shown.matches("- a").count(), 13, "{shown}");
}

#[test]
fn colour_comes_only_when_asked() {
    let style = Style {
        colour: true,
        width: 100,
    };
    let world = world();
    let mut out = Vec::new();
    human(
        &mut out,
        &world.findings(),
        &Localizer::new(Language::Zh),
        style,
    )
    .unwrap();
    assert!(out.contains(&0x1b));
    assert!(!world.human(Language::Zh, 100).contains('\u{1b}'));
}

#[test]
fn machines_get_json() {
    assert_snapshot!(world().say(Language::Zh, json), @r#"
    {"registry":"武隆区政务信息系统总目录","commit":"a1b2c3d4e5f60718293a4b5c6d7e8f9001122334","on":"2026-12-01","documents":2,"diagnostics":[
    {"severity":"error","code":"document/duplicate-key","message":"字段 `need` 重复","path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/need","line":3,"column":1,"end_line":3,"end_column":8,"help":"删去一处","related":[{"path":"registry/requests/2027/health-commission/health-platform.yaml","pointer":"/need","line":2,"column":7,"end_line":2,"end_column":15,"message":"字段 `need` 第一次出现在这里"}]},
    {"severity":"warning","code":"document/ambiguous-value","message":"`NO` 在不同软件中含义不同，此处按文字处理","path":"registry/units/health-commission.yaml","pointer":"/short_name","line":2,"column":13,"end_line":2,"end_column":15,"help":"如果是文字，请加引号；如果是数值或真假值，请写成 `860000`、`true`、`false` 这样的形式","related":[]}
    ]}
    "#);
    let parsed: serde_json::Value = serde_json::from_str(&world().say(Language::En, json)).unwrap();
    assert_eq!(parsed["diagnostics"].as_array().map(Vec::len), Some(2));
    let nothing = World::new(&[], Vec::new()).say(Language::Zh, json);
    assert_snapshot!(nothing, @r#"
    {"registry":"武隆区政务信息系统总目录","commit":"a1b2c3d4e5f60718293a4b5c6d7e8f9001122334","on":"2026-12-01","documents":2,"diagnostics":[
    ]}
    "#);
}

#[test]
fn github_gets_workflow_commands() {
    assert_snapshot!(world().say(Language::Zh, github), @"
    ::error file=registry/requests/2027/health-commission/health-platform.yaml,line=3,col=1,endLine=3,endColumn=8,title=document/duplicate-key::字段 `need` 重复%0A删去一处
    ::warning file=registry/units/health-commission.yaml,line=2,col=13,endLine=2,endColumn=15,title=document/ambiguous-value::`NO` 在不同软件中含义不同，此处按文字处理%0A如果是文字，请加引号；如果是数值或真假值，请写成 `860000`、`true`、`false` 这样的形式
    ");
    let odd = Diagnostic::new(
        &code::DOCUMENT_EMPTY,
        Label::new("a,b:100%.yaml", Span::default()),
    );
    assert_snapshot!(World::new(&[], vec![odd]).say(Language::En, github), @"::error file=a%2Cb%3A100%25.yaml,line=1,col=1,endLine=1,endColumn=1,title=document/empty::the file is empty%0AFill it in; mulu new begins one");
}

#[test]
fn code_scanning_gets_sarif() {
    let text = world().say(Language::Zh, sarif);
    let mut log: serde_json::Value = serde_json::from_str(&text).unwrap();
    let run = &mut log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].take();
    assert_eq!(rules.as_array().map(Vec::len), Some(code::ALL.len()));
    assert_snapshot!(rules[0], @r#"{"id":"path/unknown","shortDescription":{"text":"不属于任何种类的文件"},"messageStrings":{"zh":{"text":"不属于任何种类的文件"},"en":{"text":"file of no known kind"}},"defaultConfiguration":{"level":"error"}}"#);
    assert_snapshot!(run["results"][0], @r#"{"ruleId":"document/duplicate-key","ruleIndex":28,"level":"error","message":{"text":"字段 `need` 重复\n删去一处"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"registry/requests/2027/health-commission/health-platform.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":3,"startColumn":1,"endLine":3,"endColumn":8}},"logicalLocations":[{"fullyQualifiedName":"/need","kind":"member"}]}],"relatedLocations":[{"id":0,"physicalLocation":{"artifactLocation":{"uri":"registry/requests/2027/health-commission/health-platform.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":2,"startColumn":7,"endLine":2,"endColumn":15}},"logicalLocations":[{"fullyQualifiedName":"/need","kind":"member"}],"message":{"text":"字段 `need` 第一次出现在这里"}}]}"#);
    assert_eq!(run["results"][1]["level"], "warning");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "mulu");
}

#[test]
fn paths_become_uris() {
    assert_eq!(
        super::sarif::uri("registry/a-b_c.yaml"),
        "registry/a-b_c.yaml"
    );
    assert_eq!(
        super::sarif::uri("a b/单:%.yaml"),
        "a%20b/%E5%8D%95%3A%25.yaml"
    );
}

#[test]
fn absurd_widths_do_no_harm() {
    for width in [0, 1, 7, usize::MAX] {
        assert!(world().human(Language::Zh, width).contains("need"));
    }
}

/// Bytes that are hard to draw.
fn hard() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    use proptest::prelude::*;
    let piece = prop_oneof![
        3 => Just("全民".as_bytes()),
        3 => Just(b"a: b".as_slice()),
        2 => Just(b"\n".as_slice()),
        1 => Just(b"\t".as_slice()),
        1 => Just(b"\r\n".as_slice()),
        1 => Just(b"\xff\xfe".as_slice()),
        1 => Just(b"\x1b[2J\0".as_slice()),
        1 => Just("\u{202e}\u{200b}e\u{301}👩‍👩‍👧".as_bytes()),
        1 => Just(b"                                 ".as_slice()),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest::proptest! {
    #[test]
    fn whatever_stands_in_a_file_can_be_shown(
        text in hard(),
        spans in proptest::collection::vec((0u32..400, 0u32..400), 1..5),
        width in 0usize..140,
    ) {
        let mut labels = spans.iter().map(|(start, end)| Label::new(UNIT, Span::new(*start, *end)));
        let mut diagnostic = Diagnostic::new(&code::DOCUMENT_EMPTY, labels.next().unwrap());
        for label in labels {
            diagnostic = diagnostic.also(label.note(Message::new("document-empty")));
        }
        let mut world = World::new(&[], vec![diagnostic]);
        world.tree.insert(UNIT, mulu_core::tree::Entry::file(text));
        let shown = world.human(Language::Zh, width);
        proptest::prop_assert!(!shown.contains(|c: char| c != '\n' && crate::text::steers(c)));
        for face in [json, github, sarif] {
            world.say(Language::En, face);
        }
    }
}
