//! Who may write, and what nobody can make a clerk's browser send.

use super::clerk::{Clerk, encoded, value};
use crate::district::District;
use crate::pages::Browser;

const BEGIN: [(&str, &str); 3] = [
    ("do", "request"),
    ("system", "health/platform"),
    ("year", "2027"),
];

#[test]
fn without_a_file_of_drafts_there_is_no_page_that_writes() {
    let district = District::new();
    let browser = Browser::of(district.path());
    assert_eq!(browser.get("/write").code, 404);
    assert_eq!(browser.ask("POST", "/write", &[], "").code, 405);
    assert!(!browser.page("/").contains("/write"));
}

#[test]
fn a_form_of_another_site_saves_nothing() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let id = clerk.begin(&BEGIN);
    let ask = format!("/write/{id}/ask/-?lang=zh");
    clerk.open(&ask);
    let version = value(&clerk.page, "version");
    // No token, one of another browser, one that is made up.
    let other = Clerk::of(district.path(), &drafts.path().join("e"));
    let strange = value(&other.ask("GET", "/write?unit=health", "").text(), "token");
    for token in ["", &strange, &"0".repeat(96)] {
        let forged = [
            ("token", token),
            ("version", &version),
            ("/need", "偷写的"),
            ("do", "next"),
        ];
        let answer = clerk.ask("POST", &ask, &encoded(&forged));
        // Whoever only waited too long finds all that was typed, and sends it again.
        assert_eq!(answer.code, 403);
        assert!(answer.text().contains("偷写的") && answer.text().contains("没有保存"));
        clerk.open(&ask);
        assert_eq!(clerk.fields()["/need"], "");
        let begin = clerk.ask(
            "POST",
            "/write",
            &encoded(&[&[("token", token)][..], &BEGIN].concat()),
        );
        assert_eq!(begin.code, 403);
    }
    let answer = clerk.ask("POST", &ask, &encoded(&[("token", &strange)]));
    assert!(answer.header("cache-control").contains("no-store"));
}

#[test]
fn a_body_over_the_limit_is_refused_and_what_was_saved_is_there() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let id = clerk.begin(&BEGIN);
    let ask = format!("/write/{id}/ask/-?lang=zh");
    clerk.open(&ask);
    clerk.fill(&[("/need", "已经保存的")], "later");
    clerk.open(&ask);
    let large = clerk.send(&[("/need", &"长".repeat(60_000))], "next");
    assert_eq!(large.code, 413);
    assert!(large.text().contains("512 KB"), "{}", large.text());
    // What is long and within the limit is saved, and judged.
    clerk.fill(&[("/need", &"长".repeat(20_000))], "next");
    clerk.open(&ask);
    assert_eq!(clerk.fields()["/need"].chars().count(), 20_000);
}

#[test]
fn a_draft_is_for_the_people_of_its_unit_whoever_has_its_link() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let file = drafts.path().join("d");
    let proxy = ["--behind-proxy", "--person-header", "x-user"];
    let with_people = |folder: &crate::support::Folder| {
        let path = "registry/units/health.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        folder.write(
            path,
            text.replace("[health-wang", "[\"header:wang\", health-wang"),
        );
        let path = "registry/units/school.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        folder.write(
            path,
            text.replace("[school-chen", "[\"header:chen\", school-chen"),
        );
    };
    drop(district);
    let district = District::with(with_people);
    let mut clerk = Clerk::with(district.path(), &file, &proxy, &[("x-user", "wang")]);
    let id = clerk.begin(&BEGIN);
    let link = format!("/write/{id}");
    let as_ = |user: &str| {
        clerk
            .browser
            .ask("GET", &link, &[("x-user", user)], "")
            .code
    };
    assert_eq!((as_("wang"), as_("chen"), as_("nobody")), (200, 404, 404));
    // Who says nothing may read pages, and write none.
    assert_eq!(clerk.browser.get(&link).code, 403);
    assert_eq!(clerk.browser.get("/systems").code, 200);
    let twice = [("x-user", "wang"), ("x-user", "chen")];
    assert_eq!(clerk.browser.ask("GET", &link, &twice, "").code, 403);
    // Somebody of a unit begins nothing for another.
    let chen = Clerk::with(
        district.path(),
        &drafts.path().join("e"),
        &proxy,
        &[("x-user", "chen")],
    );
    let start = chen.ask("GET", "/write?lang=zh", "").text();
    assert!(
        start.contains("示例教委") && !start.contains("示例卫健委"),
        "{start}"
    );
    let token = value(&start, "token");
    let answer = chen.ask(
        "POST",
        "/write",
        &encoded(&[&[("token", &*token)][..], &BEGIN].concat()),
    );
    assert_eq!(answer.code, 403, "{}", answer.text());
    // Anybody could say to be anybody, where the port is open to others.
    let args = [&["serve", "--listen", "0.0.0.0:0"][..], &proxy].concat();
    let ran = district.mulu(&args);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("--person-header"), "{}", ran.err);
}

#[test]
fn whoever_acts_for_the_authority_alone_names_the_units_paper() {
    let district = District::with(|folder| {
        let path = "registry/units/bureau.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        folder.write(
            path,
            text.replace("[bureau-li", "[\"header:li\", bureau-li"),
        );
    });
    let drafts = tempfile::tempdir().unwrap();
    let proxy = ["--behind-proxy", "--person-header", "x-user"];
    let mut clerk = Clerk::with(
        district.path(),
        &drafts.path().join("d"),
        &proxy,
        &[("x-user", "li")],
    );
    let id = clerk.begin(&BEGIN);
    clerk.open(&format!("/write/{id}/ask/items?lang=zh"));
    clerk.fill(&[], "add:/items");
    clerk.fill(
        &[
            ("/items/0/category", "cloud-rental"),
            ("/items/0/amount", "800000"),
        ],
        "next",
    );
    let check = format!("/write/{id}/check?lang=zh");
    clerk.open(&check);
    let codes = super::clerk::findings(&clerk.page);
    assert_eq!(codes, [("request/on-behalf".to_owned(), String::new())]);
    clerk.open(&format!("/write/{id}/ask/-?lang=zh"));
    clerk.fill(&[("/on_behalf", "示例卫健函〔2026〕9号")], "next");
    clerk.open(&check);
    assert_eq!(super::clerk::findings(&clerk.page), []);
}

#[test]
fn a_token_says_who_writes_and_one_that_does_not_only_reads() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    // The SHA-256 of `open sesame`, and of `reader`.
    let writer = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";
    let tokens = drafts.path().join("tokens");
    std::fs::write(&tokens, format!("health {writer} health-wang\n")).unwrap();
    let args = ["--token-file", tokens.to_str().unwrap()];
    let bearer = [("authorization", "Bearer open sesame")];
    let mut clerk = Clerk::with(district.path(), &drafts.path().join("d"), &args, &bearer);
    let id = clerk.begin(&BEGIN);
    let led = clerk.browser.ask(
        "GET",
        &format!("/write/{id}"),
        &[("accept", "text/html")],
        "",
    );
    assert_eq!((led.code, led.header("location")), (303, "/login"));
    std::fs::write(&tokens, format!("health {writer}\n")).unwrap();
    clerk.killed();
    assert_eq!(clerk.ask("GET", &format!("/write/{id}"), "").code, 403);
    assert_eq!(clerk.ask("GET", "/systems", "").code, 200);
}

#[test]
fn a_session_that_ends_in_the_middle_loses_no_answer() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let hash = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";
    let tokens = drafts.path().join("tokens");
    std::fs::write(&tokens, format!("health {hash} health-wang\n")).unwrap();
    let args = ["--token-file", tokens.to_str().unwrap()];
    let bearer = [("authorization", "Bearer open sesame")];
    let mut clerk = Clerk::with(district.path(), &drafts.path().join("d"), &args, &bearer);
    let id = clerk.begin(&BEGIN);
    let ask = format!("/write/{id}/ask/-?lang=zh");
    clerk.open(&ask);
    // Sessions end with the server; the form that is open is sent without one.
    clerk.killed();
    let known = clerk.without_headers();
    let sent = clerk.send(&[("/need", "写到一半 & \"引号\"")], "later");
    assert_eq!(sent.code, 401);
    let page = sent.text();
    assert!(page.contains("不会丢失"), "{page}");
    let (to, carried) = (value(&page, "to"), value(&page, "carried"));
    let login = |token: &str| {
        let fields = [("token", token), ("to", &to), ("carried", &carried)];
        clerk.ask("POST", "/login?lang=zh", &encoded(&fields))
    };
    // A wrong token keeps it, too.
    assert_eq!(value(&login("wrong").text(), "carried"), carried);
    let resumed = login("open sesame");
    assert_eq!(resumed.code, 200);
    let session = resumed
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let page = resumed.text();
    assert_eq!(value(&page, "/need"), "写到一半 & \"引号\"");
    clerk.with_session(&session);
    clerk.page = page.replace("class=\"ask\"", "id=\"ask\"");
    clerk.at.clone_from(&ask);
    let button = value(&page, "do");
    clerk.fill(&[], &button);
    clerk.open(&ask);
    assert_eq!(clerk.fields()["/need"], "写到一半 & \"引号\"");
    drop(known);
    // What leads elsewhere is not carried.
    let elsewhere = [
        ("token", "open sesame"),
        ("to", "https://evil.example/"),
        ("carried", "a=b"),
    ];
    let led = clerk.ask("POST", "/login", &encoded(&elsewhere));
    assert_eq!((led.code, led.header("location")), (303, "/"));
}
