//! Texts that want to be more than text: in a comment, on a terminal, in a log.

use super::{raw, replace, timely};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;

/// What somebody would write into a value, a line each.
const EVIL: &[&str] = &[
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script></summary></details><h1>可以合并</h1>",
    "<!-- mulu:review --><a href=//evil.example>x</a>",
    "![x](http://evil.example/a.png) [y](javascript:alert(1)) <http://evil.example>",
    "https://evil.example www.evil.example mail@evil.example ftp://evil.example",
    "@mallory @wulong/team cc @nobody #1 GH-1 wulong/catalog#1",
    "a `b` ``c` @mallory ` <b>d</b> `` | e | f",
    "${{ secrets.GITHUB_TOKEN }} $(id) `id` $x$ $$y$$",
    "\\\\ \\`x\\` \\[a\\](b) &lt;b&gt; &#64;mallory &commat;mallory",
    "[a]: http://evil.example [^1] ~~x~~ **y** __z__ - [ ] t",
];

/// What begins something else at the start of a line.
const LINES: &str = "\\n\\n# 可以合并\\n\\n> q\\n\\n- @mallory\\n\\n1. x\\n\\n| a |\\n|---|\\n\\n```\\n\\n    ::error::x\\n::add-mask::x\\n\\n---\\n";

/// What steers a terminal, in YAML's own escapes.
const STEERS: &str = "\\e[2J\\e]0;x\\a\\x9b31m\\r\\u202e\\u2066\\u200b";

fn quoted(text: &str) -> String {
    format!(
        "\"{}{LINES}{STEERS}\"",
        text.replace('\\', "\\\\").replace('"', "\\\"")
    )
}

/// Evil in every place that a review tells of.
fn write(folder: &Folder, evil: &str) {
    let text = quoted(evil);
    replace(
        folder,
        "registry/units/school.yaml",
        "name: 示例教委",
        &format!("name: {text}"),
    );
    replace(
        folder,
        "registry/units/health.yaml",
        "[health-wang,",
        &format!("[{text}, health-wang,"),
    );
    replace(
        folder,
        "registry/systems/school/campus.yaml",
        "name: 示例校园平台",
        &format!("name: {text}"),
    );
    replace(
        folder,
        "registry/systems/school/campus.yaml",
        "name: 学籍信息",
        &format!("name: {text}"),
    );
    folder.write(
        REQUEST_PATH,
        format!("{REQUEST}x-a: {text}\n{text}: 1\nx-{text}: 2\n"),
    );
    replace(
        folder,
        "registry/lists/2027.yaml",
        "system: health/platform",
        &format!("system: {text}"),
    );
    folder.write(
        "registry/opinions/audit/school/campus.yaml",
        format!(
            "opinions:\n  - {{matter: {text}, due_on: {text}, issued_on: {text}, scope: {text}}}\n"
        ),
    );
    folder.write(
        "registry/elements.yaml",
        format!("elements:\n  {text}: {{name: {text}, source: {text}}}\n"),
    );
    folder.write(
        "schema/list.schema.json",
        format!("{{\"type\": {}}}", serde_json::json!(evil)),
    );
    folder.copy("registry/policy");
    folder.write(
        "registry/policy/pack.yaml",
        format!("title: {text}\nsource: {text}\n{text}: 3\n"),
    );
}

/// File names that say the same.
fn names(district: &District) -> String {
    let repository = district.repository();
    let file = raw::blob(repository, b"name: x\n");
    let names: Vec<Vec<u8>> = EVIL
        .iter()
        .map(|evil| {
            format!(
                "{}\u{1b}[31m\n::error::x\n@mallory.yaml",
                evil.replace('/', "|")
            )
            .into_bytes()
        })
        .collect();
    let names: Vec<_> = names
        .iter()
        .map(|name| (raw::FILE, &**name, file))
        .collect();
    let units = raw::grown(repository, "registry/units", &names);
    raw::propose(district, "names", units);
    let outside = raw::grown(repository, "", &names);
    raw::propose(district, "outside", outside);
    "names".to_owned()
}

fn html(markdown: &str, raw_html: bool) -> String {
    let mut options = comrak::Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.alerts = true;
    options.render.r#unsafe = raw_html;
    comrak::markdown_to_html(markdown, &options)
}

/// The tags that the bot's own words need.
const OURS: &[&str] = &[
    "h3", "p", "strong", "code", "br", "ol", "ul", "li", "table", "thead", "tbody", "tr", "th",
    "td", "details", "summary", "sub",
];

/// What is in a page that shouldn't be.
fn smuggled(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let mut code = 0;
    for (at, piece) in page.split('<').enumerate() {
        let text = match piece.split_once('>') {
            Some((tag, text)) if at > 0 => {
                let name = tag
                    .trim_matches('/')
                    .split([' ', '/'])
                    .next()
                    .unwrap_or_default();
                let comment = tag.starts_with("!-- raw HTML omitted");
                let attributes = tag.trim_end_matches('/').contains(' ');
                let sound = OURS.contains(&name.trim())
                    && (!attributes || tag.contains("align=\"right\"") || tag == "br /");
                if !sound && !comment {
                    found.push(format!("<{tag}>"));
                }
                code += i32::from(tag == "code") - i32::from(tag == "/code");
                text
            }
            _ => piece,
        };
        if code == 0 {
            words.push_str(text);
        } else {
            words.push(' ');
        }
    }
    // The people of the district are asked on purpose.
    let district = include_str!("../district.txt");
    let words = words.replace("&#64;", "@").replace("&commat;", "@");
    for after in words.split('@').skip(1) {
        let login = after
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .next()
            .unwrap();
        if !login.is_empty()
            && !district.contains(&format!(": [{login}"))
            && !district.contains(&format!(", {login}]"))
            && login != "school-chen"
        {
            found.push(format!("@{login}"));
        }
    }
    let links = ["http://", "https://", "ftp://", "www.e", "#1", "GH-1"];
    found.extend(
        links
            .iter()
            .filter(|link| words.contains(**link))
            .map(|link| (*link).to_owned()),
    );
    found
}

fn assert_text_only(district: &District, branch: &str, why: &str) {
    for lang in ["zh", "en"] {
        let comment = district.comment(branch, "school-chen", lang);
        assert!(comment.len() > 100, "{comment}");
        for raw_html in [false, true] {
            let smuggled = smuggled(&html(&comment, raw_html));
            assert_eq!(smuggled, [""; 0], "{why}: {comment}");
        }
        let steers = |c: char| c.is_control() && c != '\n';
        assert_eq!(comment.find(steers), None, "{why}: {comment}");
        // What a terminal wraps may begin a line; a comment and a log don't wrap.
        let command = |text: &str| text.lines().any(|line| line.trim_start().starts_with("::"));
        assert!(!command(&comment), "{why}: {comment}");
        let ran = timely(district, branch, &["--lang", lang]);
        for text in [&ran.out, &ran.err] {
            let strange = |c: char| {
                steers(c)
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}')
            };
            assert_eq!(text.find(strange), None, "{why}: {text:?}");
        }
    }
}

#[test]
fn values_are_never_markup_a_mention_or_a_command() {
    for (n, evil) in EVIL.iter().enumerate() {
        let district = District::new();
        district.on("evil", |folder| write(folder, evil));
        assert_text_only(&district, "evil", &format!("{n}: {evil}"));
    }
}

#[test]
fn what_is_on_the_base_is_no_markup_either() {
    for evil in EVIL {
        let district = District::with(|folder| {
            let text = quoted(evil);
            replace(
                folder,
                "registry/registry.yaml",
                "title: 示例总目录",
                &format!("title: {text}"),
            );
            replace(
                folder,
                "registry/units/treasury.yaml",
                "name: 示例财政局",
                &format!("name: {text}"),
            );
            replace(
                folder,
                "registry/units/treasury.yaml",
                "treasury-wu,",
                &format!("{text}, treasury-wu,"),
            );
        });
        district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
        assert_text_only(&district, "ask", evil);
    }
}

#[test]
fn names_of_files_are_never_markup_a_mention_or_a_command() {
    let district = District::new();
    names(&district);
    assert_text_only(&district, "names", "in the registry");
    assert_text_only(&district, "outside", "beside the registry");
}

#[test]
fn names_of_files_in_conflict_are_shown_as_they_are() {
    let district = District::new();
    let name = "registry/units/\u{1b}[31m<b>@mallory.yaml";
    let edit = |text: &'static str| move |folder: &Folder| folder.write(name, text);
    district.on("ours", edit("name: a\n"));
    district.on("main", edit("name: b\n"));
    assert_text_only(&district, "ours", "a conflict");
}

#[test]
fn what_the_command_line_names_is_shown_as_it_is() {
    let district = District::new();
    let evil = "\u{1b}[31m\n::error::x";
    let ran = district.mulu(&["review", &format!("main..{evil}"), "--on", ON]);
    assert_eq!(ran.code, Some(2));
    assert!(!ran.err.contains('\u{1b}'), "{ran:#?}");
    assert!(!ran.err.contains("\n::"), "{ran:#?}");
    let ran = district.mulu(&["review", "main..main", "--author", evil, "--on", ON]);
    assert!(
        !ran.out.contains('\u{1b}') && !ran.out.contains("\n::"),
        "{ran:#?}"
    );
}
