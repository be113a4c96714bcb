//! The guide for departments, followed word by word; and documents in two languages that
//! must not drift apart.

use crate::support::{Folder, files};
use std::path::Path;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The blocks of a page: what stands behind the fence, and the text.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !line.starts_with("```"))
                .collect();
            found.push((info.to_owned(), text.join("\n") + "\n"));
        }
    }
    found
}

#[test]
fn the_guide_ends_with_money() {
    let guide = read("docs/填报指南.md");
    let folder = Folder::empty();
    folder.mulu(["init"]);
    let mut written = 0;
    for (info, text) in blocks(&guide) {
        if let Some(path) = info.strip_prefix("yaml ") {
            folder.write(path, text);
            written += 1;
        }
    }
    assert!(written >= 8, "{written} documents");
    let check = folder.mulu(["check", "--deny-warnings", "--on", "2026-12-01"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    let ran = folder.mulu(["fund", "2027", "--on", "2026-12-01", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let one = &json["decisions"][0];
    let short = one["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|of| of["outcome"] == "unmet" || of["outcome"] == "unproven");
    let short: Vec<_> = short
        .map(|of| format!("{} {}", of["rule"], of["message"]))
        .collect();
    assert_eq!(
        (one["verdict"].as_str(), one["amount"].as_i64()),
        (Some("eligible"), Some(760_000)),
        "{short:#?}"
    );
}

/// Every command of the guide is one that the program has.
#[test]
fn the_guides_commands_run() {
    let folder = Folder::empty();
    folder.mulu(["init"]);
    for (_, text) in blocks(&read("docs/填报指南.md"))
        .iter()
        .filter(|(info, _)| info == "sh")
    {
        for line in text.lines() {
            let mut words = line.split_whitespace();
            assert_eq!(words.next(), Some("mulu"));
            let ran = folder.mulu(words);
            assert!(!ran.err.contains("--help"), "{line}: {ran:#?}");
        }
    }
}

#[test]
fn the_guide_names_only_findings_that_there_are() {
    let guide = read("docs/填报指南.md");
    let known: Vec<&str> = mulu_core::diagnostic::code::ALL
        .iter()
        .map(|code| code.id)
        .collect();
    let mut named = 0;
    for row in guide.lines().filter(|line| line.starts_with("| [`")) {
        let code = row.split('`').nth(1).unwrap();
        assert!(known.contains(&code), "{code}");
        named += 1;
    }
    assert!(named > 10);
}

/// What a page is made of: its headings by level, blocks, tables' rows.
fn structure(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
        } else if line.starts_with('#') {
            found.push(line.chars().take_while(|c| *c == '#').collect());
        } else if line.starts_with("| `") {
            // Rows of commands: what is run is the same in every language.
            found.push(line.split('|').nth(1).unwrap().trim().to_owned());
        } else if line.starts_with("    ") {
            found.push(line.trim().to_owned());
        }
    }
    found
}

#[test]
fn the_readme_says_the_same_in_chinese() {
    assert_eq!(
        structure(&read("README.zh-CN.md")),
        structure(&read("README.md"))
    );
}

#[test]
fn the_operators_page_says_the_same_in_chinese() {
    let pages = ["docs/OPERATING.zh-CN.md", "docs/OPERATING.md"].map(read);
    assert_eq!(structure(&pages[0]), structure(&pages[1]));
    let cells = |page: &str| -> Vec<usize> {
        let rows = page.lines().filter(|line| line.starts_with('|'));
        rows.map(|line| line.matches('|').count()).collect()
    };
    assert_eq!(cells(&pages[0]), cells(&pages[1]));
    // Commands, variables and workflows that one names the other names too.
    let named = |page: &str| -> std::collections::BTreeSet<String> {
        let words = page.split('`').skip(1).step_by(2);
        let words = words.filter(|word| word.is_ascii() && !word.contains('#'));
        words.map(str::to_owned).collect()
    };
    assert_eq!(named(&pages[0]), named(&pages[1]));
}

/// The settings for editors that `init` writes are those of the page.
#[test]
fn editors_are_set_up_as_the_page_says() {
    let folder = Folder::empty();
    folder.mulu(["init"]);
    let written = std::fs::read_to_string(folder.join(".vscode/settings.json")).unwrap();
    let page = blocks(&read("docs/EDITOR.md"));
    assert!(page.contains(&("json".to_owned(), written)));
}

/// Every page that another one leads to is there.
#[test]
fn links_between_pages_lead_somewhere() {
    let pages = files("docs")
        .into_keys()
        .chain(["README.md".to_owned(), "README.zh-CN.md".to_owned()]);
    for page in pages.filter(|page| page.ends_with(".md")) {
        let text = read(&page);
        let folder = Path::new(&page).parent().unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap();
            if target.is_empty() || target.contains("://") || target.contains(char::is_whitespace) {
                continue;
            }
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(folder)
                .join(target);
            assert!(path.exists(), "{page}: {target}");
        }
    }
}
