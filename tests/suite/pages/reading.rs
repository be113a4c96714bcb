//! What a reader finds: the same as the command line says.

use super::Browser;
use super::crawl::unescaped;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::program;
use calamine::{Reader, Xlsx};
use serde_json::Value;
use std::io::Cursor;

/// A district whose health commission asks for money that it cannot have yet.
fn asking() -> District {
    District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        folder.remove("registry/opinions/cybersecurity/health/platform.yaml");
    })
}

fn at(path: &str) -> String {
    let more = if path.contains('?') { '&' } else { '?' };
    format!("{path}{more}on={ON}&lang=zh")
}

#[test]
fn a_systems_page_says_what_explain_says() {
    let district = asking();
    let browser = Browser::of(district.path());
    let page = unescaped(&browser.page(&at("/systems/health/platform")));
    let args = [
        "explain",
        "health/platform",
        "--rev",
        "main",
        "--on",
        ON,
        "--format",
        "json",
    ];
    let said: Value = serde_json::from_str(&district.mulu(&args).out).unwrap();
    let decision = &said["decisions"][0];
    assert_ne!(decision["verdict"], "eligible", "{decision}");
    let mut short = 0;
    for outcome in decision["outcomes"].as_array().unwrap() {
        let message = outcome["message"].as_str().unwrap();
        let rule = outcome["rule"].as_str().unwrap();
        assert!(page.contains(message), "{rule}: {message}");
        if ["unmet", "unproven"].contains(&outcome["outcome"].as_str().unwrap()) {
            short += 1;
            assert!(page.contains(&format!("/rules/{rule}?")), "{rule}");
            for article in outcome["articles"].as_array().unwrap() {
                let part = format!("#article-{}\"", article.as_str().unwrap());
                assert!(page.contains(&part), "{rule}: {part}");
            }
            for fact in outcome["evidence"].as_array().unwrap().iter().take(2) {
                let place = format!("{}:{}", fact["path"].as_str().unwrap(), fact["line"]);
                assert!(page.contains(&place), "{rule}: {place}");
            }
        }
    }
    assert!(short > 0);
    let tree = district.mulu(&["explain", "health/platform", "--rev", "main", "--on", ON]);
    let todo = tree.out.split("要符合条件，需要：").nth(1).unwrap();
    let first = todo.lines().find(|line| line.starts_with(" 1. ")).unwrap();
    assert!(
        page.contains(first.trim_start_matches(" 1. ").trim()),
        "{first}"
    );
}

#[test]
fn a_system_is_found_by_any_part_of_its_name_and_of_its_units() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let all = browser.page(&at("/systems"));
    assert!(all.contains("/systems/health/platform"));
    for (wanted, found) in [
        ("%E5%8D%AB%E5%81%A5", true),
        ("%E5%8D%AB+%E5%81%A5", true),
        ("%E6%B2%A1%E6%9C%89", false),
    ] {
        let page = browser.page(&at(&format!("/systems?q={wanted}")));
        assert_eq!(page.contains("/systems/health/platform"), found, "{wanted}");
    }
}

#[test]
fn the_files_of_a_year_are_those_of_the_command_line() {
    let district = asking();
    let browser = Browser::of(district.path());
    let csv = browser.get(&at("/years/2027.csv"));
    let ran = district.mulu(&[
        "fund", "2027", "--rev", "main", "--on", ON, "--format", "csv",
    ]);
    assert_eq!(csv.text(), format!("\u{feff}{}", ran.out));
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"2027.csv\""
    );
    let filtered = browser.get(&at("/years/2027.csv?verdict=eligible&unit=health"));
    assert_eq!(filtered.text().lines().count(), 1);
    let xlsx = browser.get(&at("/years/2027.xlsx?unit=health"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx.body)).unwrap();
    let sheets = book.sheet_names();
    let rows = book.worksheet_range(&sheets[0]).unwrap();
    assert_eq!(rows.height(), 2);
    let calendar = browser.get(&at("/due.ics")).text();
    assert!(calendar.starts_with("BEGIN:VCALENDAR"), "{calendar}");
}

#[test]
fn programs_read_what_the_command_line_writes() {
    let district = asking();
    let browser = Browser::of(district.path());
    let ran = |args: &[&str]| {
        let when = ["--rev", "main", "--on", ON, "--format", "json"];
        district.mulu(&[args, &when].concat()).out
    };
    for (path, args) in [
        ("/api/v1/fund/2027", &["fund", "2027"][..]),
        (
            "/api/v1/systems/health/platform",
            &["explain", "health/platform"],
        ),
        ("/api/v1/projects/2027", &["projects", "2027"]),
        ("/api/v1/years/2027", &["year", "2027"]),
        ("/api/v1/due", &["due", "--within", "90"]),
    ] {
        let answer = browser.get(&at(path));
        assert_eq!(answer.header("content-type"), "application/json", "{path}");
        assert_eq!(answer.text(), ran(args), "{path}");
        assert!(answer.header("etag").starts_with("W/"), "{path}");
    }
    for (path, code, says) in [
        ("/api/v1/systems/health/none", 404, "failure-no-request"),
        ("/api/v1/fund/2101", 404, "web-no-year"),
        ("/api/v1/fund/2027?verdict=x", 400, "web-wrong-value"),
        ("/api/v1/nothing", 404, "web-no-page"),
    ] {
        let answer = browser.get(path);
        let problem: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(
            (answer.code, &problem["code"]),
            (code, &Value::from(says)),
            "{path}"
        );
        assert_eq!(problem["status"], code, "{path}");
    }
}

#[test]
fn a_year_says_what_the_command_line_says() {
    let district = asking();
    let browser = Browser::of(district.path());
    let page = unescaped(&browser.page(&at("/years/2027")));
    let ran = district.mulu(&["year", "2027", "--rev", "main", "--on", ON]);
    let turn = ran
        .out
        .lines()
        .find(|line| line.starts_with("轮到"))
        .unwrap();
    assert!(page.contains(turn.split(" · ").next().unwrap()), "{turn}");
    assert!(page.contains("80.0 万元"));
    assert!(browser.page(&at("/")).contains("2 项申请共"));
}

#[test]
fn what_is_wrong_is_a_page_that_says_so() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let long = format!("/systems?q={}", "a".repeat(3000));
    for (path, code, says) in [
        ("/nowhere", 404, "没有这个页面"),
        ("/systems/health/none", 404, "没有系统"),
        ("/projects/a/b", 404, "没有建设项目"),
        ("/units/none", 404, "没有单位"),
        ("/rules/no/rule", 404, "没有规则"),
        ("/years/2101", 404, "2101"),
        ("/years/x", 404, "没有这个页面"),
        ("/systems?unit=none", 404, "没有单位"),
        ("/?on=2026-02-30", 400, "2026-02-30"),
        ("/?lang=fr", 400, "fr"),
        ("/?rev=--all", 400, "--all"),
        ("/systems?verdict=perhaps", 400, "perhaps"),
        ("/systems?q=%ff", 400, "UTF-8"),
        (&long, 400, "过长"),
        ("/?rev=none", 404, "none"),
        ("/?on=1900-01-01", 404, "20"),
        ("/due?within=5000", 422, "90"),
    ] {
        let answer = browser.get(path);
        let html = answer.text();
        assert_eq!(answer.code, code, "{path}: {html}");
        assert!(unescaped(&html).contains(says), "{path}: {html}");
        assert!(html.contains("<h1>") && html.contains("回到总览"), "{path}");
    }
    let posted = browser.ask("POST", "/", &[], "a=b");
    assert_eq!((posted.code, posted.header("allow")), (405, "GET, HEAD"));
    let english = browser.ask("GET", "/nowhere", &[("accept-language", "en")], "");
    assert!(english.text().contains("No such page"));
}

#[test]
fn a_browser_that_has_the_page_is_told_so() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let path = format!("/systems?on={ON}");
    let first = browser.get(&path);
    let tag = first.header("etag").to_owned();
    let again = browser.ask("GET", &path, &[("if-none-match", &tag)], "");
    assert_eq!((again.code, again.body.len()), (304, 0));
    for (path, headers) in [
        ("/systems?on=2026-12-02".to_owned(), vec![]),
        (path.clone(), vec![("accept-language", "en")]),
        (format!("{path}&q=a"), vec![]),
    ] {
        let other = browser.ask("GET", &path, &headers, "");
        assert_ne!(other.header("etag"), tag, "{path} {headers:?}");
    }
    assert_eq!(browser.get(&path).header("etag"), tag);
    let head = browser.ask("HEAD", &path, &[], "");
    assert_eq!((head.code, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), first.body.len().to_string());
}

#[test]
fn pages_are_light_and_may_do_nothing() {
    let more = tempfile::tempdir().unwrap();
    let out = more.path().join("many");
    let made = program(["dev", "generate", out.to_str().unwrap(), "--systems", "250"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let mut options = git2::RepositoryInitOptions::new();
    git2::Repository::init_opts(&out, options.initial_head("main")).unwrap();
    crate::support::commit(&out, 1_793_577_600);
    let browser = Browser::of(&out);
    let zipped = [("accept-encoding", "gzip"), ("accept-language", "zh")];
    let list = browser.ask("GET", "/systems?year=2027", &zipped, "");
    assert_eq!(list.header("content-encoding"), "gzip");
    assert!(list.body.len() <= 25_000, "{} bytes", list.body.len());
    let html = browser.page("/systems?year=2027");
    assert_eq!(html.matches("<tr>").count(), 101);
    let style = regex::Regex::new("/assets/style-[0-9a-f]+\\.css").unwrap();
    let style = style.find(&html).unwrap().as_str();
    let css = browser.ask("GET", style, &zipped, "");
    assert!(css.body.len() <= 15_000, "{} bytes", css.body.len());
    assert!(css.header("cache-control").contains("immutable"));
    let policy = list.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(!html.contains("<script") && !html.contains(" style="));
    pages_of(&browser, &html);
}

/// Page by page, every system is seen once.
fn pages_of(browser: &Browser, first: &str) {
    let mut seen: Vec<String> = Vec::new();
    let mut html = first.to_owned();
    loop {
        let links = super::crawl::links(&html);
        let rows = links
            .iter()
            .filter(|(_, href)| href.starts_with("/systems/"));
        seen.extend(rows.map(|(_, href)| href.clone()));
        let next = links.iter().rfind(|(_, href)| href.contains("after="));
        let Some((_, next)) = next.filter(|(_, href)| !href.ends_with("after=")) else {
            break;
        };
        if seen.len() >= 250 {
            break;
        }
        html = browser.page(next);
    }
    let once: std::collections::BTreeSet<&String> = seen.iter().collect();
    assert_eq!((seen.len(), once.len()), (250, 250));
}

#[test]
fn the_regulations_words_stand_beside_the_rules() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let page = unescaped(&browser.page("/rules?lang=zh"));
    let said = district
        .mulu(&["policy", "coverage", "--format", "json"])
        .out;
    let said: Value = serde_json::from_str(&said).unwrap();
    let (mut sentences, mut beside) = (0, 0);
    for article in said["articles"].as_array().unwrap() {
        for sentence in article["sentences"].as_array().unwrap() {
            let says = sentence["says"].as_str().unwrap();
            assert!(page.contains(says), "{says}");
            let place = format!(
                "article-{}-{}",
                article["article"].as_str().unwrap(),
                sentence["paragraph"]
            );
            let is_there = page.contains(&format!(" id=\"{place}\""));
            assert!(sentence["paragraph"].is_null() || is_there, "{place}");
            sentences += 1;
            let rules = sentence["rules"].as_array().unwrap();
            let Some(rule) = rules.first().filter(|_| sentences % 5 == 0) else {
                continue;
            };
            let rule = rule.as_str().unwrap();
            let beside_it = unescaped(&browser.page(&format!("/rules/{rule}?lang=zh")));
            assert!(beside_it.contains(says), "{rule}: {says}");
            assert!(beside_it.contains(&format!("#{place}\"")), "{rule}");
            beside += 1;
        }
    }
    assert!(sentences > 60 && beside > 5, "{sentences} {beside}");
    for word in ["已落实", "部分落实", "没有规则", "第二款"] {
        assert!(page.contains(word), "{word}");
    }
}
