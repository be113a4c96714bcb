//! Two times compared, a change, who shares what: pages of what the command line says.

use super::Browser;
use super::crawl::{links, unescaped};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::commit;
use regex::Regex;
use serde_json::Value;

/// 2026-11-05, Beijing time.
const LATER: i64 = 1_793_836_800;

/// A district that got a request some days after it was founded.
fn grown() -> District {
    let district = District::new();
    let path = district.path().join(REQUEST_PATH);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, REQUEST).unwrap();
    commit(district.path(), LATER);
    district
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn two_times_are_compared_as_the_command_line_does() {
    let district = grown();
    let browser = Browser::of(district.path());
    let first = browser.page(&format!("/?on={ON}&lang=zh"));
    let to = links(&first);
    let to = to.iter().find(|(_, href)| href.starts_with("/compare"));
    let form = browser.page(&to.unwrap().1);
    assert!(form.contains("name=\"from\"") && form.contains(&format!("value=\"{ON}\"")));
    for (from, to) in [
        ("main~1", "main"),
        ("2026-11-03", "2026-11-06"),
        ("main~1", ""),
    ] {
        let fields = format!("from={from}&to={to}&on={ON}");
        let page = unescaped(&browser.page(&format!("/compare?{fields}&lang=zh")));
        let ran = district.mulu(&["diff", "main~1", "main", "--on", ON, "--lang", "zh"]);
        for sentence in ran.out.lines().take(2) {
            assert!(page.contains(sentence), "{sentence}: {page}");
        }
        for told in [
            REQUEST_PATH,
            "80.0 万元",
            "items[应用系统运行维护].amount: — → 50.0 万元",
            "items[租用云服务].amount: — → 30.0 万元",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        // A program says nothing where it means now; a form sends the empty field.
        let fields = fields.replace("&to=&", "&");
        let told = json(&browser.page(&format!("/api/v1/compare?{fields}")));
        let ran = district.mulu(&["diff", "main~1", "main", "--on", ON, "--format", "json"]);
        assert_eq!(told, json(&ran.out));
    }
}

#[test]
fn only_what_was_is_compared() {
    let district = grown();
    district.on("proposal", |folder| folder.remove(REQUEST_PATH));
    let browser = Browser::of(district.path());
    for (from, code) in [
        ("proposal", 404),
        ("none", 404),
        ("--all", 400),
        ("2020-01-01", 404),
    ] {
        let answer = browser.get(&format!("/compare?from={from}"));
        assert_eq!(answer.code, code, "{from}: {}", answer.text());
    }
    let answer = browser.get("/api/v1/compare");
    assert_eq!(answer.code, 400);
    assert_eq!(json(&answer.text())["code"], "web-compare-what");
}

#[test]
fn what_is_for_the_offices_is_compared_for_nobody_else() {
    let district = grown();
    let office = "registry/opinions/cybersecurity/health/platform.yaml";
    let unit = "registry/units/health.yaml";
    for (path, more) in [
        (
            office,
            "  - {matter: major-hazard, issued_on: \"2026-11-05\"}\n",
        ),
        (unit, "contact: {office: 信息科, phone: \"023-77712345\"}\n"),
    ] {
        let text = std::fs::read_to_string(district.path().join(path)).unwrap();
        std::fs::write(district.path().join(path), text + more).unwrap();
    }
    commit(district.path(), LATER + 3600);
    let told = [
        "重大安全隐患",
        "major-hazard",
        "023-77712345",
        "cybersecurity",
    ];
    let path = format!("/compare?from=main~1&to=main&on={ON}");
    let offices = Browser::of(district.path());
    let page = offices.page(&path);
    let (matter, others) = (told[0], &told[2..]);
    assert!(page.contains(matter), "{page}");
    assert!(others.iter().all(|one| page.contains(one)), "{page}");
    let public = Browser::with(district.path(), &["--audience", "public"]);
    for path in [path.clone(), format!("/api/v1{path}")] {
        let page = public.page(&path);
        for one in told {
            assert!(!page.contains(one), "{path} tells {one}: {page}");
        }
        assert!(page.contains("信息科"), "{page}");
    }
}

/// The letters of a text that is marked up.
fn letters(text: &str) -> String {
    let tag = Regex::new("<[^>]*>").unwrap();
    let text = tag.replace_all(text, "");
    // What keeps GitHub from making links of words.
    let sign = Regex::new("&#(8203|32);").unwrap();
    let text = sign.replace_all(&text, "");
    let text = unescaped(&text)
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn a_change_is_told_as_the_comment_tells_it_sentence_by_sentence() {
    let district = District::new();
    district.on("fix/asking", |folder| {
        folder.write(REQUEST_PATH, REQUEST);
        folder.remove("registry/opinions/cybersecurity/health/platform.yaml");
    });
    let browser = Browser::of(district.path());
    let number = Regex::new(r"(?m)^\s*\d+\. ").unwrap();
    let parts = Regex::new("</h1>|</h2>|</p>|</li>|</td>|</th>|</summary>|<br>").unwrap();
    for lang in ["zh", "en"] {
        let comment = district.comment("fix/asking", "health-wang", lang);
        let comment = letters(&number.replace_all(&comment, ""));
        let path = format!("/review/main..fix/asking?on={ON}&lang={lang}&author=health-wang");
        let page = browser.page(&path);
        let start = page.find("<h1>").unwrap();
        let end = page.find("</main>").unwrap();
        let mut rest = &*comment;
        let mut sentences = 0;
        for sentence in parts.split(&page[start..end]) {
            let sentence = letters(sentence);
            let after = rest.strip_prefix(&*sentence);
            rest = after.unwrap_or_else(|| panic!("{sentence}\nthe comment says:\n{rest}"));
            sentences += usize::from(!sentence.is_empty());
        }
        assert!(rest.is_empty(), "the page doesn't say: {rest}");
        assert!(sentences > 20, "{sentences}");
    }
    let told = browser.page(&format!("/api/v1/review/main..fix/asking?on={ON}"));
    let ran = district.mulu(&["review", "main..fix/asking", "--on", ON, "--format", "json"]);
    assert_eq!(json(&told), json(&ran.out));
}

#[test]
fn a_change_is_for_the_offices_and_from_what_is_served() {
    let district = District::new();
    district.on("asking", |folder| folder.write(REQUEST_PATH, REQUEST));
    let browser = Browser::of(district.path());
    for (range, code) in [
        ("main..none", 404),
        ("asking..main", 404),
        ("main..--all", 400),
        ("main", 404),
        ("main..", 400),
    ] {
        let answer = browser.get(&format!("/review/{range}"));
        assert_eq!(answer.code, code, "{range}: {}", answer.text());
    }
    let public = Browser::with(district.path(), &["--audience", "public"]);
    for path in ["/review/main..asking", "/api/v1/review/main..asking"] {
        let answer = public.get(path);
        assert_eq!(answer.code, 404, "{path}");
        assert!(!answer.text().contains("platform"), "{path}");
    }
}

#[test]
fn who_shares_what_with_whom_and_what_is_collected_twice() {
    let district = District::with(|folder| {
        let path = "registry/systems/school/campus.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let text = text.replace("collects: [pupil]", "collects: [pupil, health-record]");
        let text = text.replace(
            "security:",
            "  reuses: [\"health/platform#居民健康档案\"]\nsecurity:",
        );
        folder.write(path, text);
    });
    let browser = Browser::of(district.path());
    let page = browser.page(&format!("/data?on={ON}&lang=zh"));
    for told in [
        "其中 1 项有其他系统使用",
        "1 个数据元重复采集",
        "居民健康档案",
        "健康档案",
        "href=\"/systems/health/platform",
        "href=\"/systems/school/campus",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let matrix = page.find("哪个单位使用哪个单位的数据").unwrap();
    let matrix = &page[matrix..page.find("重复采集的数据元").unwrap()];
    assert!(
        matrix.contains("示例卫健委") && matrix.contains(">1</td>"),
        "{matrix}"
    );
}

#[test]
fn what_is_proposed_is_listed_where_the_offices_read() {
    let district = District::new();
    district.on("asking", |folder| folder.write(REQUEST_PATH, REQUEST));
    let browser = Browser::of(district.path());
    let page = browser.page("/review?lang=en");
    assert!(
        page.contains(">asking</a>") && page.contains("1 in all"),
        "{page}"
    );
    let links = links(&page);
    let review = links
        .iter()
        .find(|(_, href)| href.contains("..asking"))
        .unwrap();
    let review = browser.page(&review.1);
    assert!(
        review.contains("80.0") || review.contains("800"),
        "{review}"
    );
    // Nothing is ahead of itself, and what is merged is no proposal.
    assert!(!page.contains(">main</a>"));
    assert!(
        browser
            .page("/?lang=en")
            .contains("href=\"/review?lang=en\"")
    );
    let public = Browser::with(district.path(), &["--audience", "public"]);
    assert_eq!(public.get("/review").code, 404);
    assert!(!public.page("/").contains("/review"));
}
