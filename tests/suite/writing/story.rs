//! A clerk asks for money from nothing to a patch that Git takes, with a wrong answer in
//! between, and the server killed between all steps; then registers a system.

use super::clerk::{Clerk, findings};
use crate::district::{District, ON, REQUEST_PATH};
use std::process::Command;

fn git(folder: &std::path::Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_request_goes_from_nothing_to_a_patch_with_the_server_killed_at_every_step() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("drafts.sqlite"));
    let id = clerk.begin(&[
        ("do", "request"),
        ("system", "health/platform"),
        ("year", "2027"),
    ]);
    let tasks = format!("/write/{id}?lang=zh");
    // The first subject that must be said is asked at once; the list is a step away.
    assert_eq!(clerk.fields()["/need"], "");
    clerk.open(&tasks);
    assert!(clerk.page.contains("填写清单") && clerk.page.contains("还要填写"));
    assert!(!clerk.page.contains("完成"), "{}", clerk.page);
    clerk.killed();
    clerk.open(&format!("/write/{id}/ask/-?lang=zh"));
    // Who asks is known, and called by name.
    assert_eq!(clerk.fields()["/applicant"], "health");
    assert!(clerk.page.contains("示例卫健委"));
    clerk.fill(&[("/need", "示例运行维护需求")], "next");
    assert!(clerk.at.contains("/ask/items"), "{}", clerk.at);
    clerk.killed();
    clerk.open(&format!("/write/{id}/ask/items?lang=zh"));
    clerk.fill(&[], "add:/items");
    // A wrong answer is saved, said beside its field, and shown again.
    let items = [
        ("/items/0/category", "cloud-rental"),
        ("/items/0/amount", "三十万元左右"),
    ];
    clerk.fill(&items, "next");
    assert!(clerk.page.contains("<title>有误："), "{}", clerk.page);
    assert_eq!(
        findings(&clerk.page),
        [("schema/type".to_owned(), "/items/0/amount".to_owned())]
    );
    assert_eq!(clerk.fields()["/items/0/amount"], "三十万元左右");
    assert!(clerk.page.contains("href=\"#f-items-0-amount\""));
    clerk.killed();
    let at = clerk.at.clone();
    clerk.open(&at);
    assert_eq!(clerk.fields()["/items/0/amount"], "三十万元左右");
    clerk.open(&format!("/write/{id}/check?lang=zh"));
    assert!(clerk.page.contains("<title>有误："));
    clerk.open(&at);
    clerk.fill(&[("/items/0/amount", "30万元")], "add:/items");
    assert_eq!(clerk.fields()["/items/0/amount"], "300000");
    let second = [
        ("/items/1/category", "application-maintenance"),
        ("/items/1/amount", "450,000"),
    ];
    clerk.fill(&second, "next");
    clerk.killed();
    clerk.open(&tasks);
    assert!(clerk.page.contains("有内容"));
    // Not what is planned: the decision says so before anybody was asked.
    clerk.open(&format!("/write/{id}/check?lang=zh"));
    assert!(
        clerk.page.contains("75.0 万元") && clerk.page.contains("还没有提交"),
        "{}",
        clerk.page
    );
    let tag = |page: &str| {
        page.split("<section class=\"verdict ")
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert!(tag(&clerk.page).starts_with("ineligible"), "{}", clerk.page);
    clerk.open(&at);
    clerk.fill(&[("/items/1/amount", "500000")], "next");
    clerk.open(&format!("/write/{id}/check?lang=zh&x"));
    assert!(tag(&clerk.page).starts_with("eligible"), "{}", clerk.page);
    assert_eq!(findings(&clerk.page), []);
    clerk.killed();
    clerk.open(&format!("/write/{id}/send?lang=zh"));
    assert!(clerk.page.contains(REQUEST_PATH) && clerk.page.contains("示例财政局"));
    // The patch is one that Git takes, and the program says of it what the pages said.
    let patch = clerk.ask("GET", &format!("/write/{id}/patch?lang=zh"), "");
    assert_eq!(patch.code, 200);
    let file = clerk.ask("GET", &format!("/write/{id}/file"), "").text();
    let folder = district.path();
    std::fs::write(folder.join("form.patch"), &patch.body).unwrap();
    git(folder, &["switch", "--quiet", "--create", "asked"]);
    git(folder, &["am", "--quiet", "form.patch"]);
    let subject = git(folder, &["log", "-1", "--format=%s"]);
    assert!(subject.contains("2027 年运行维护经费申请"), "{subject}");
    assert_eq!(
        std::fs::read_to_string(folder.join(REQUEST_PATH)).unwrap(),
        file
    );
    let review = district.review("asked", "health-wang");
    assert_eq!(review.verdict("2027/health/platform").1, Some("eligible"));
    let wanted = "# yaml-language-server: $schema=../../../../schema/request.schema.json\n\
         applicant: health\nneed: 示例运行维护需求\nitems:\n  - category: cloud-rental\n    amount: 300000\n  \
         - category: application-maintenance\n    amount: 500000\n";
    assert_eq!(file, wanted);
    assert_eq!(ON, "2026-12-01");
}

#[test]
fn two_windows_lose_nothing_of_each_other() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let id = clerk.begin(&[
        ("do", "request"),
        ("system", "health/platform"),
        ("year", "2027"),
    ]);
    let first = format!("/write/{id}/ask/-?lang=zh");
    clerk.open(&first);
    let stale = (clerk.at.clone(), clerk.page.clone());
    clerk.fill(&[("/need", "一号窗口")], "next");
    // The other window was opened before, and says something else.
    (clerk.at, clerk.page) = stale;
    clerk.fill(
        &[("/need", "二号窗口"), ("/on_behalf", "示例〔2026〕1号")],
        "next",
    );
    assert_eq!(clerk.fields()["/need"], "二号窗口");
    assert_eq!(clerk.fields()["/on_behalf"], "示例〔2026〕1号");
    assert!(
        clerk.page.contains("同时还有人填了：一号窗口"),
        "{}",
        clerk.page
    );
    // Whoever sends it now has seen both.
    clerk.fill(&[], "next");
    clerk.open(&first);
    assert!(!clerk.page.contains("同时还有人填了"));
}

#[test]
fn what_changed_on_the_branch_meanwhile_is_taken_in() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let id = clerk.begin(&[("do", "change"), ("system", "health/platform")]);
    let ask = format!("/write/{id}/ask/-?lang=zh");
    clerk.open(&ask);
    let name = clerk.fields()["/name"].clone();
    clerk.fill(
        &[("/summary", "我写的概述"), ("/name", "我起的名称")],
        "next",
    );
    let path = "registry/systems/health/platform.yaml";
    let text = std::fs::read_to_string(district.path().join(path)).unwrap();
    let text = text
        .replace(&name, "别人起的名称")
        .replace("status: operating", "status: trial");
    district.folder().write(path, text);
    let moved = district.folder().commit(1_793_600_000).to_string();
    clerk.browser.waits_for(&moved);
    clerk.open(&ask);
    let fields = clerk.fields();
    assert_eq!(
        (&*fields["/summary"], &*fields["/status"]),
        ("我写的概述", "trial")
    );
    assert_eq!(fields["/name"], "我起的名称");
    assert!(
        clerk.page.contains("同时还有人填了：别人起的名称"),
        "{}",
        clerk.page
    );
}

#[test]
fn a_system_is_registered_by_its_name() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let new = [
        ("do", "system"),
        ("unit", "health"),
        ("name", "智慧校园 平台"),
        ("slug", ""),
    ];
    let id = clerk.begin(&new);
    clerk.open(&format!("/write/{id}?lang=zh"));
    assert!(
        clerk
            .page
            .contains("registry/systems/health/zhi-hui-xiao-yuan-ping-tai.yaml")
    );
    clerk.open(&format!("/write/{id}/ask/-?lang=zh"));
    let functions = [
        ("/status", "operating"),
        ("/functions", "一项功能\n\n 二项功能 "),
    ];
    clerk.fill(&functions, "next");
    clerk.open(&format!("/write/{id}/ask/data?lang=zh"));
    clerk.fill(&[], "add:/data/resources");
    // What is asked follows from what was answered.
    assert!(clerk.page.contains("name=\"/data/resources/0/conditions\""));
    let resource = [
        ("/data/resources/0/name", "办件信息"),
        ("/data/resources/0/sharing", "withheld"),
    ];
    clerk.fill(&resource, "next");
    let code = ("schema/required".to_owned(), "/data/resources/0".to_owned());
    assert_eq!(findings(&clerk.page), [code]);
    assert!(!clerk.page.contains("name=\"/data/resources/0/conditions\""));
    let legal = [
        ("/data/resources/0/legal_basis", "《示例法》第一条"),
        ("/data/resources/0/published/on", "2026年6月1日"),
    ];
    clerk.fill(&legal, "next");
    let file = clerk.ask("GET", &format!("/write/{id}/file"), "").text();
    let wanted = "# yaml-language-server: $schema=../../../schema/system.schema.json\n\
         name: \"智慧校园 平台\"\nstatus: operating\nfunctions:\n  - 一项功能\n  - 二项功能\ndata:\n  resources:\n    \
         - name: 办件信息\n      sharing: withheld\n      legal_basis: \"《示例法》第一条\"\n      published:\n        on: 2026-06-01\n";
    assert_eq!(file, wanted);
    // What is there is not made anew.
    let there = [
        ("do", "system"),
        ("unit", "health"),
        ("name", "x"),
        ("slug", "platform"),
    ];
    let token = [(
        "token",
        super::clerk::value(
            &{
                clerk.open("/write?lang=zh&unit=health");
                clerk.page.clone()
            },
            "token",
        ),
    )];
    let mut fields: Vec<(&str, &str)> = token.iter().map(|(a, b)| (*a, &**b)).collect();
    fields.extend(there);
    let answer = clerk.ask("POST", "/write?lang=zh", &super::clerk::encoded(&fields));
    assert_eq!(answer.code, 400, "{}", answer.text());
}

#[test]
fn an_authority_attests_and_the_verdict_turns() {
    let path = "registry/opinions/cybersecurity/school/campus.yaml";
    let district = District::with(|folder| {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let evaluation = "  - {matter: mlps-evaluation, result: pass, issued_on: \"2025-01-15\"}\n";
        assert!(text.contains(evaluation));
        folder.write(path, text.replace(evaluation, "  # 尚未测评\n"));
    });
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let begin = [
        ("do", "opinion"),
        ("unit", "school"),
        ("system", "school/campus"),
        ("authority", "cybersecurity"),
    ];
    let id = clerk.begin(&begin);
    assert!(
        clerk.page.contains("示例网信办对示例校园平台出具意见"),
        "{}",
        clerk.page
    );
    clerk.open(&format!("/write/{id}/ask/opinions?lang=zh"));
    // What was attested stands; it is added to.
    assert!(!clerk.page.contains("name=\"/opinions/1/matter\""));
    clerk.fill(&[], "add:/opinions");
    assert!(!clerk.page.contains("/opinions/2/level"));
    clerk.fill(&[("/opinions/2/matter", "mlps-evaluation")], "next");
    assert!(clerk.page.contains("<title>有误："), "{}", clerk.page);
    let evaluated = [
        ("/opinions/2/result", "pass"),
        ("/opinions/2/issued_on", "2026-11-20"),
    ];
    clerk.fill(&evaluated, "next");
    clerk.open(&format!("/write/{id}/check?lang=zh"));
    assert!(
        clerk.page.contains("待补证") && clerk.page.contains("符合"),
        "{}",
        clerk.page
    );
    let patch = clerk.ask("GET", &format!("/write/{id}/patch?lang=zh"), "");
    let folder = district.path();
    std::fs::write(folder.join("form.patch"), &patch.body).unwrap();
    git(folder, &["switch", "--quiet", "--create", "attested"]);
    git(folder, &["am", "--quiet", "form.patch"]);
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains("# 尚未测评"), "{text}");
    let review = district.review("attested", "cyber-he");
    let verdict = review.verdict("2027/school/campus");
    assert_eq!(verdict, (Some("pending"), Some("eligible")));
    assert_eq!(review.change(path)["author_allowed"], true);
    let mine = clerk.open("/write?lang=zh");
    assert!(mine.contains("我的草稿") && mine.contains(path), "{mine}");
}
