//! The comment as GitHub would render it: by a library that knows its Markdown. The
//! pages are left in `target/comments/`, to be looked at in a browser.

use super::{CAMPUS, replace};
use crate::district::{District, REQUEST, REQUEST_PATH};
use comrak::{Options, markdown_to_html};
use std::path::Path;

/// What GitHub's sheet of styles comes to, roughly.
const STYLE: &str = "body{font:14px/1.5 'Noto Sans CJK SC',sans-serif;width:860px;margin:2em auto;border:1px solid #d0d7de;border-radius:6px;padding:16px}\
table{border-collapse:collapse;margin-bottom:16px}td,th{border:1px solid #d0d7de;padding:6px 13px}code{background:#eff1f3;padding:.2em .4em;border-radius:6px;font-size:85%}\
h3{font-size:1.25em}sub{font-size:75%;color:#59636e}";

/// The HTML of a comment, and a page of it.
fn page(name: &str, comment: &str) -> String {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.render.r#unsafe = true;
    let html = markdown_to_html(comment, &options);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/comments");
    std::fs::create_dir_all(&folder).unwrap();
    let page = format!("<!doctype html><meta charset=utf-8><style>{STYLE}</style>{html}");
    std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
    html
}

/// What is no Markdown any more once it is rendered.
fn is_clean(html: &str) {
    for left in ["**", "\\-", "\\`", "&amp;#8203;", "| ---", "```", "### "] {
        assert!(!html.contains(left), "{left} in {html}");
    }
    for (open, close) in [
        ("<details>", "</details>"),
        ("<table>", "</table>"),
        ("<strong>", "</strong>"),
    ] {
        assert_eq!(
            html.matches(open).count(),
            html.matches(close).count(),
            "{open}"
        );
    }
}

#[test]
fn a_comment_renders_as_it_is_meant() {
    let district = District::new();
    district.on("ask", |folder| {
        folder.write(REQUEST_PATH, REQUEST.replace("500000", "560000"));
        replace(folder, CAMPUS, "2025-01-15", "2023-01-15");
    });
    for lang in ["zh", "en"] {
        let html = page(
            &format!("falls-short-{lang}"),
            &district.comment("ask", "health-wang", lang),
        );
        is_clean(&html);
        assert_eq!(
            html.matches("<table>").count(),
            3,
            "asked, others, rules: {html}"
        );
        assert_eq!(html.matches("<details>").count(), 2, "facts, rules");
        assert_eq!(html.matches("<ol>").count(), 1);
        assert!(
            html.contains("<td align=\"right\">86.0</td>") || lang == "en",
            "{html}"
        );
    }
    district.on("fine", |folder| folder.write(REQUEST_PATH, REQUEST));
    is_clean(&page(
        "in-order",
        &district.comment("fine", "health-wang", "zh"),
    ));
}

#[test]
fn names_in_files_stay_names() {
    let district = District::new();
    let system = "registry/systems/school/campus.yaml";
    let names = [
        "<img src=x onerror=alert(1)>",
        "[click](https://evil.example) ![i](x)",
        "@treasury-wu #1 GH-2 www.evil.example https://evil.example a@evil.example",
        "**bold** _it_ `code` ~~no~~ | cell | \\\\ <details>",
        "${{ secrets.GITHUB_TOKEN }} <!-- mulu:review -->",
    ];
    for (number, name) in names.iter().enumerate() {
        let branch = format!("name-{number}");
        district.on(&branch, |folder| {
            replace(
                folder,
                system,
                "name: 示例校园平台",
                &format!("name: '{name}'"),
            );
            replace(
                folder,
                "registry/requests/2027/school/campus.yaml",
                "示例运行维护需求",
                name,
            );
        });
        let html = page(&branch, &district.comment(&branch, "school-chen", "zh"));
        for forbidden in ["<img", "evil.example\"", "<!-- mulu", "<del>", "<em>it"] {
            assert!(!html.contains(forbidden), "{forbidden} of {name}: {html}");
        }
        // A login stands by itself only where we mean it.
        let mentions = html.match_indices("@treasury-wu").count();
        assert!(mentions <= 2, "{mentions} mentions: {html}");
    }
}
