//! Whatever documents, names and addresses say stays text.

use super::Browser;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};

/// What somebody may write into a name.
const NAMES: [&str; 6] = [
    "<script>alert(1)</script>",
    "\\\"><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "=HYPERLINK(1)",
    "{{ f.title }} {% if true %}",
    "a\\u202eb\\u0000c",
];

fn named(name: &str) -> District {
    District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        for path in [
            "registry/systems/health/platform.yaml",
            "registry/units/health.yaml",
        ] {
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            let lines = text.lines().map(|line| match line.starts_with("name:") {
                true => format!("name: \"{name}\"\n"),
                false => format!("{line}\n"),
            });
            folder.write(path, lines.collect::<String>());
        }
    })
}

#[test]
fn names_are_text_on_every_page() {
    for name in NAMES {
        let district = named(name);
        let browser = Browser::of(district.path());
        for path in [
            "/",
            "/systems",
            "/systems/health/platform",
            "/units",
            "/units/health",
            "/years/2027",
            "/due",
            "/rules",
        ] {
            let html = browser.page(&format!("{path}?on={ON}"));
            for tag in [
                "<script",
                "<img",
                "<svg onload",
                "onerror=alert(1)>",
                "\u{202e}",
                "\0",
            ] {
                assert!(!html.contains(tag), "{name} on {path}: {tag}");
            }
        }
        let csv = browser.page(&format!("/years/2027.csv?on={ON}"));
        assert!(!csv.contains(",=") && !csv.contains("\n="), "{csv}");
    }
}

#[test]
fn what_an_address_says_is_text_too() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [
        format!("/systems?q={evil}"),
        format!("/systems?unit={evil}"),
        format!("/?on={evil}"),
        format!("/?rev={evil}"),
        format!("/?lang={evil}"),
        format!("/systems?sort={evil}"),
        format!("/systems?after={evil}"),
        format!("/systems/{evil}/x"),
        format!("/{evil}"),
        format!("/years/2027.csv?unit={evil}"),
        format!("/projects?stage={evil}"),
    ] {
        let answer = browser.get(&path);
        assert!(
            [200, 400, 404].contains(&answer.code),
            "{path}: {}",
            answer.code
        );
        assert!(!answer.text().contains("<script"), "{path}");
    }
    // No header is made from an address.
    let answer = browser.get("/?lang=en%0d%0aset-cookie:%20a=b");
    assert_eq!((answer.code, answer.header("set-cookie")), (400, ""));
    for path in [
        "/../../etc/passwd",
        "/assets/../style.css",
        "/assets/%2e%2e/x",
        "/%00",
    ] {
        assert_eq!(browser.get(path).code, 404, "{path}");
    }
}

#[test]
fn a_number_of_a_person_that_is_asked_for_is_told_to_nobody() {
    let district = District::new();
    let browser = Browser::of(district.path());
    let number = format!("138{}", "0".repeat(8));
    for path in [
        format!("/systems?q={number}"),
        format!("/projects?q={number}"),
        format!("/systems?q={number}&sort=amount&lang=en"),
        format!("/units/{number}"),
        format!("/systems?unit={number}"),
        format!("/?on={number}"),
        format!("/api/v1/systems/a/{number}"),
        format!("/api/v1/due?unit={number}"),
        format!("/review/main..{number}"),
        format!("/review/main..main?author={number}"),
        format!("/compare?from={number}"),
    ] {
        let answer = browser.get(&path);
        assert!(
            !answer.text().contains(&number),
            "{path}: {}",
            answer.text()
        );
    }
}

#[test]
fn what_is_said_twice_is_asked_for_once() {
    let district = District::new();
    let browser = Browser::of(district.path());
    for path in [
        "/?on=2026-12-01&on=2026-12-02",
        "/systems?rev=main&q=a&rev=main~1",
        "/api/v1/due?on=2026-12-01&on=2026-12-01",
    ] {
        let answer = browser.ask("GET", path, &[("accept-language", "en")], "");
        assert_eq!(answer.code, 400, "{path}");
        assert!(answer.text().contains("twice"), "{path}: {}", answer.text());
    }
    let host = [("host", "127.0.0.1:65536")];
    assert_eq!(browser.ask("GET", "/", &host, "").code, 400);
}

#[test]
fn what_was_proposed_and_never_merged_is_no_state() {
    let district = District::new();
    let proposed = district.on("proposal", |folder| folder.write(REQUEST_PATH, REQUEST));
    let browser = Browser::of(district.path());
    assert_eq!(browser.get("/?rev=main").code, 200);
    for name in ["proposal", &proposed, "proposal~0"] {
        assert_eq!(browser.get(&format!("/?rev={name}")).code, 404, "{name}");
    }
}
