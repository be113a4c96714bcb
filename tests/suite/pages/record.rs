//! The record on pages: what was decided and is otherwise since, who wrote what decided.

use super::Browser;
use super::crawl::unescaped;
use crate::district::{District, REQUEST, REQUEST_PATH};
use crate::record::certify;

/// A district whose decisions for 2027 are certified.
fn certified() -> District {
    let district = District::new();
    certify(&district, None);
    district.folder().commit(1_796_000_000);
    district
}

#[test]
fn a_year_shows_the_decision_of_record_and_what_is_true_since() {
    let district = certified();
    let browser = Browser::of(district.path());
    for (on, lang, heading) in [
        ("2026-12-02", "zh", "存证的决定"),
        ("2027-03-01", "zh", "存证的决定"),
        ("2027-03-01", "en", "Decision of record"),
    ] {
        let page = unescaped(&browser.page(&format!("/years/2027?on={on}&lang={lang}")));
        let said = district.mulu(&["fund", "2027", "--on", on, "--lang", lang]);
        let from = said.out.find("2026-12-01.json").unwrap();
        let line = said.out[..from].rfind('\n').unwrap();
        assert!(page.contains(heading), "{on}");
        for sentence in said.out[line + 1..].lines() {
            assert!(page.contains(sentence.trim()), "{on} {lang}: {sentence}");
        }
    }
    // Before the day of the decision there is none.
    let before = browser.page("/years/2027?on=2026-11-30&lang=zh");
    assert!(!before.contains("存证的决定"), "{before}");
}

#[test]
fn a_certificate_that_was_changed_is_no_decision_of_record_on_a_page() {
    let district = certified();
    let path = district.folder().join(crate::record::PLACE);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, text.replace("\"eligible\"", "\"pending\"")).unwrap();
    district.folder().commit(1_796_000_100);
    let page = Browser::of(district.path()).page("/years/2027?on=2027-03-01&lang=zh");
    assert!(page.contains("mulu verify registry/decisions/2027/2026-12-01.json"));
    assert!(!page.contains("仍然有效"), "{page}");
}

#[test]
fn who_wrote_what_decided_is_told_as_the_command_line_tells_it() {
    let district = District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        folder.remove("registry/opinions/cybersecurity/health/platform.yaml");
    });
    let browser = Browser::of(district.path());
    for lang in ["zh", "en"] {
        let asked = format!("?on=2026-12-01&lang={lang}");
        let system = browser.page(&format!("/systems/health/platform{asked}"));
        let link = "/systems/health/platform/blame?";
        assert!(system.contains(link), "{system}");
        let path = format!("/systems/health/platform/blame{asked}&year=2027");
        let page = unescaped(&browser.page(&path));
        let said = district.mulu(&[
            "explain",
            "health/platform",
            "--year",
            "2027",
            "--on",
            "2026-12-01",
            "--rev",
            "main",
            "--blame",
            "--lang",
            lang,
        ]);
        let facts: Vec<&str> = said
            .out
            .lines()
            .filter(|line| line.contains(" = "))
            .collect();
        assert!(!facts.is_empty(), "{said:#?}");
        for fact in facts {
            let (_, wrote) = fact.split_once(" · ").unwrap();
            assert!(page.contains(wrote), "{lang}: {wrote}");
        }
    }
}

#[test]
fn who_wrote_it_is_for_the_offices_alone() {
    let district = District::new();
    let browser = Browser::with(district.path(), &["--audience", "public"]);
    let page = browser.page("/systems/school/campus?lang=zh");
    assert!(!page.contains("/blame"), "{page}");
    let answer = browser.get("/systems/school/campus/blame?lang=zh");
    assert_eq!(answer.code, 404);
    assert!(
        answer.text().contains("只供有关单位查看"),
        "{}",
        answer.text()
    );
    // What isn't there says so to the offices, too.
    let browser = Browser::of(district.path());
    assert_eq!(browser.get("/systems/school/none/blame").code, 404);
    assert_eq!(browser.get("/projects/school/none/blame").code, 404);
}
