//! What is for the offices alone: nobody else finds it, on no page, in no answer, in no
//! file, and nobody can tell from what is left out. And the numbers of persons, which
//! nobody finds.

use super::Browser;
use super::crawl::crawl;
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use calamine::{Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

const OFFICE: &str = "registry/opinions/cybersecurity/health/platform.yaml";
const FILED: &str =
    "opinions:\n  - {matter: mlps-filing, result: pass, issued_on: \"2025-11-01\", level: 3}\n";
/// What nobody else may read: an opinion's number, and a telephone.
const HIDDEN: [&str; 2] = ["隐函〔2026〕7号", "023-77712345"];
/// What programs would read it as.
const KEPT: [&str; 7] = [
    "security/mlps-evaluated",
    "security/no-major-hazard",
    "security/risk-assessed",
    "security/crypto-assessed",
    "mlps-evaluation",
    "major-hazard",
    "\"phone\"",
];

/// An evaluation that failed.
const FAILED: &str = "  - {matter: mlps-evaluation, result: fail, issued_on: \"2026-11-01\", document: 隐函〔2026〕7号}\n";
/// A hazard that is open.
const HAZARD: &str = "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-06-01\"}\n  - {matter: major-hazard, issued_on: \"2026-10-01\", document: 隐函〔2026〕7号}\n";
/// Neither.
const SOUND: &str = "  - {matter: mlps-evaluation, result: pass, issued_on: \"2026-06-01\"}\n";

/// A district with something said of the health platform, and a telephone in two places.
fn district(said: &str) -> District {
    District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        folder.write(OFFICE, format!("{FILED}{said}"));
        for (path, field) in [
            ("registry/units/health.yaml", "contact"),
            ("registry/systems/health/platform.yaml", "responsible"),
        ] {
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            let contact = format!("{field}: {{office: 信息科, phone: \"023-77712345\"}}\n");
            folder.write(path, text + &contact);
        }
    })
}

/// The views for programs.
const DATA: [&str; 7] = [
    "/api/v1/fund/2027",
    "/api/v1/systems/health/platform",
    "/api/v1/projects/2027",
    "/api/v1/years/2027",
    "/api/v1/due",
    "/api/v1/due?unit=health",
    "/api/v1/fund/2027?verdict=ineligible",
];

/// Everything that a reader finds, as text, by address: every page that links lead to,
/// every file, every view for programs.
fn everything(browser: &Browser) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for lang in ["zh", "en"] {
        let fields = format!("on={ON}&lang={lang}");
        let kept = [format!("on={ON}"), format!("lang={lang}")];
        let found = crawl(browser, &format!("/?{fields}"), &[&kept[0], &kept[1]]);
        let data = DATA.map(|path| {
            let more = if path.contains('?') { '&' } else { '?' };
            format!("{path}{more}{fields}")
        });
        for path in found.into_keys().chain(data) {
            let answer = browser.get(&path);
            assert_eq!(answer.code, 200, "{path}");
            let text = match path.contains(".xlsx") {
                true => cells(answer.body),
                false => String::from_utf8(answer.body).unwrap(),
            };
            all.insert(path, text);
        }
    }
    all
}

/// What the cells of a workbook say.
fn cells(bytes: Vec<u8>) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        for cell in sheet.used_cells() {
            text += &format!("{}\n", cell.2);
        }
    }
    text
}

/// The same without the commit's id.
fn anonymous(district: &District, text: &str) -> String {
    let head = district.repository().head().unwrap().target().unwrap();
    let id = head.to_string();
    text.replace(&id, "COMMIT").replace(&id[..7], "COMMIT")
}

#[test]
fn nobody_else_reads_what_is_for_the_offices_nor_can_tell_it() {
    let (failed, hazard) = (district(FAILED), district(HAZARD));
    let browsers = [&failed, &hazard].map(|one| {
        let browser = Browser::with(one.path(), &["--audience", "public"]);
        everything(&browser)
    });
    let [of_failed, of_hazard] = browsers;
    assert!(of_failed.len() > 60, "{:?}", of_failed.keys());
    for (path, text) in &of_failed {
        for hidden in HIDDEN {
            assert!(!text.contains(hidden), "{path} tells {hidden}");
        }
        if path.starts_with("/api/") {
            for kept in KEPT {
                assert!(!text.contains(kept), "{path} tells {kept}");
            }
            assert!(text.contains("\"audience\":\"public\""), "{path}: {text}");
        }
        // Whoever reads both cannot tell which is which.
        let (one, other) = (text, &of_hazard[path]);
        let (one, other) = (anonymous(&failed, one), anonymous(&hazard, other));
        assert!(one == other, "{path} is another:\n{one}\n{other}");
    }
    let page = &of_failed[&format!("/systems/health/platform?on={ON}&lang=zh")];
    assert!(page.contains("不符合") && page.contains("原因只供有关单位查看"));
    assert!(page.contains("80.0 万元") && page.contains("本页供公众查看"));
    let rule = &of_failed[&format!("/rules/security/no-major-hazard?on={ON}&lang=zh")];
    assert!(rule.contains("这里不显示谁不满足"), "{rule}");
}

#[test]
fn offices_read_it() {
    let district = district(HAZARD);
    let browser = Browser::of(district.path());
    let page = browser.page(&format!("/systems/health/platform?on={ON}&lang=zh"));
    for told in [HIDDEN[0], HIDDEN[1], "有重大安全隐患没有消除"] {
        assert!(page.contains(told), "{told}");
    }
    let json = browser.page(&format!("/api/v1/fund/2027?on={ON}"));
    assert!(json.contains("security/no-major-hazard") && !json.contains("\"audience\""));
}

/// What lapses is no secret of the offices', unless the rule is.
#[test]
fn deadlines_of_the_offices_are_told_to_nobody_else() {
    let district = district(SOUND);
    let browser = Browser::with(district.path(), &["--audience", "public"]);
    let calendar = browser.page(&format!("/due.ics?on={ON}&unit=health&lang=zh"));
    let json = browser.page(&format!("/api/v1/due?on={ON}&unit=health"));
    for kept in KEPT {
        assert!(!json.contains(kept) && !calendar.contains(kept), "{kept}");
    }
    let offices = Browser::of(district.path());
    let json = offices.page(&format!("/api/v1/due?on={ON}&unit=school"));
    assert!(json.contains("security/mlps-evaluated"), "{json}");
}

/// Another jurisdiction, where a project that the council halts is in a stage of its own,
/// and a halt is for the offices.
fn county(halted: bool) -> Folder {
    let (folder, from) = (Folder::empty(), "tests/jurisdictions/marlow");
    folder.copy(from);
    for part in ["registry", "schema"] {
        std::fs::rename(folder.join(from).join(part), folder.join(part)).unwrap();
    }
    let edit = |path: &str, from: &str, to: &str| {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        assert!(text.contains(from), "{path}: {from}");
        folder.write(path, text.replace(from, to));
    };
    let halt = "title: {en: halt}\n";
    let kept = format!("{halt}    audience: offices\n");
    edit("registry/policy/pack.yaml", halt, &kept);
    // What it comes to stays public: no rule stands in the way of a halted one here.
    let rules = "registry/policy/rules/money.yaml";
    edit(
        rules,
        "'!unresolved(\"council\", \"halt\", \"project\")'",
        "\"true\"",
    );
    let opinions = "registry/opinions/council/roads/projects/bridge-watch.yaml";
    let case = ", total: 240000}\n";
    let halt = format!("{case}  - {{matter: halt, issued_on: 2026-11-20}}\n");
    edit(opinions, case, if halted { &halt } else { case });
    let mut options = git2::RepositoryInitOptions::new();
    git2::Repository::init_opts(folder.path(), options.initial_head("main")).unwrap();
    folder.commit(1_793_577_600);
    folder
}

#[test]
fn a_stage_that_would_tell_it_is_told_to_nobody_else() {
    let found = [false, true].map(|halted| {
        let folder = county(halted);
        let browser = Browser::with(folder.path(), &["--audience", "public"]);
        let fields = [format!("on={ON}"), "lang=en".to_owned()];
        let start = format!("/?{}", fields.join("&"));
        let mut all = crawl(&browser, &start, &[&fields[0], &fields[1]]);
        for path in [
            "/api/v1/projects/2027",
            "/api/v1/projects/roads/bridge-watch",
            "/api/v1/years/2027",
            "/api/v1/due",
        ] {
            let path = format!("{path}?on={ON}");
            all.insert(path.clone(), browser.page(&path));
        }
        for (path, code) in [
            ("/projects?stage=halted", 422),
            ("/api/v1/projects/2027?stage=idea", 422),
        ] {
            assert_eq!(browser.get(path).code, code, "{path}");
        }
        let head = git2::Repository::open(folder.path()).unwrap();
        let id = head.head().unwrap().target().unwrap().to_string();
        let all = all.into_iter();
        all.map(|(path, text)| (path, text.replace(&id, "C").replace(&id[..7], "C")))
            .collect::<BTreeMap<_, _>>()
    });
    let [open, halted] = found;
    assert!(open.len() > 20, "{:?}", open.keys());
    for (path, text) in &open {
        assert!(
            *text == halted[path],
            "{path} is another:\n{text}\n{}",
            halted[path]
        );
    }
    let page = &halted[&format!("/projects/roads/bridge-watch?on={ON}&lang=en")];
    assert!(page.contains("is for the offices alone"), "{page}");
    let offices = county(true);
    let browser = Browser::of(offices.path());
    let page = browser.page(&format!("/projects/roads/bridge-watch?on={ON}&lang=en"));
    assert!(page.contains("aria-current=\"step\">halted"), "{page}");
}

fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let text = match path.extension().is_some_and(|it| it == "xlsx") {
            true => cells(bytes),
            false => String::from_utf8(bytes).unwrap(),
        };
        found.push((path.display().to_string(), text));
    }
}

#[test]
fn files_are_for_the_public_unless_it_is_said() {
    let district = district(HAZARD);
    for (more, told) in [(&[][..], false), (&["--audience", "offices"][..], true)] {
        let out = tempfile::tempdir().unwrap();
        let to = out.path().join("site");
        let args = ["site", to.to_str().unwrap(), "--rev", "main", "--on", ON];
        let ran = district.mulu(&[&args[..], more].concat());
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{}", ran.out);
        let mut found = Vec::new();
        files(&to, &mut found);
        for hidden in HIDDEN {
            let tells = found.iter().find(|(_, text)| text.contains(hidden));
            assert_eq!(
                tells.is_some(),
                told,
                "{hidden}: {:?}",
                tells.map(|it| &it.0)
            );
        }
    }
}

#[test]
fn numbers_of_persons_are_told_to_nobody() {
    const NUMBER: &str = "13800138000";
    let district = District::with(|folder| {
        folder.write(
            REQUEST_PATH,
            REQUEST.replace("示例运行维护需求", "找张三13800138000"),
        );
        for (path, from, to) in [
            (
                "registry/units/health.yaml",
                "示例卫健委",
                "示例卫健委13800138000",
            ),
            (
                "registry/systems/health/platform.yaml",
                "示例健康平台",
                "平台13800138000",
            ),
            (
                "registry/systems/health/platform.yaml",
                "居民健康档案",
                "档案13800138000",
            ),
            (
                OFFICE,
                "result: pass",
                "result: pass, document: 函13800138000",
            ),
        ] {
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            assert!(text.contains(from), "{path}: {from}");
            folder.write(path, text.replace(from, to));
        }
    });
    let browser = Browser::of(district.path());
    let found = everything(&browser);
    for (path, text) in &found {
        assert!(!text.contains(NUMBER), "{path} tells a number");
    }
    let page = &found[&format!("/systems/health/platform?on={ON}&lang=zh")];
    assert!(page.contains("138********"));
}
