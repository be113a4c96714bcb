//! What was: two revisions compared, and the life of a system.

use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use serde_json::Value;

const CAMPUS: &str = "registry/opinions/cybersecurity/school/campus.yaml";
const SCHOOL: &str = "2027/school/campus";

fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    folder.write(path, text.replace(from, to));
}

fn json(district: &District, args: &[&str]) -> Value {
    let ran = district.mulu(&[args, &["--format", "json"]].concat());
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
    serde_json::from_str(&ran.out).unwrap()
}

fn head(district: &District) -> String {
    let head = district.repository().revparse_single("main").unwrap();
    head.id().to_string()
}

#[test]
fn a_comparison_tells_facts_verdicts_money_and_commits() {
    let district = District::new();
    let before = head(&district);
    let asked = district.on("main", |folder| folder.write(REQUEST_PATH, REQUEST));
    let lapsed = district.on("main", |folder| {
        replace(folder, CAMPUS, "2025-01-15", "2023-01-15")
    });
    let diff = json(&district, &["diff", &before, "main", "--on", ON]);
    assert_eq!(diff["gain"], 500_000, "800,000 more, 300,000 less");
    assert_eq!(diff["before"]["totals"]["eligible"]["amount"], 300_000);
    assert_eq!(diff["after"]["totals"]["eligible"]["amount"], 800_000);
    let decision = |at: usize| &diff["decisions"][at];
    assert_eq!(decision(0)["request"], "2027/health/platform");
    assert_eq!(
        (&decision(0)["before"], &decision(0)["after"]),
        (&Value::Null, &"eligible".into())
    );
    assert_eq!(decision(1)["request"], SCHOOL);
    assert_eq!(
        (&decision(1)["before"], &decision(1)["after"]),
        (&"eligible".into(), &"ineligible".into())
    );
    let commits: Vec<&str> = diff["commits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|commit| commit["id"].as_str().unwrap())
        .collect();
    assert_eq!(commits, [&*lapsed, &*asked], "the newest first");
    assert_eq!(
        diff["commits"][1]["paths"],
        serde_json::json!([REQUEST_PATH])
    );
    assert_eq!(diff["changes"][1]["path"], REQUEST_PATH);
    assert_eq!(diff["changes"][1]["change"], "added");
}

#[test]
fn only_what_was_committed_makes_a_difference() {
    let district = District::new();
    let same = json(&district, &["diff", "main", "main", "--on", "2029-01-01"]);
    assert_eq!(
        (&same["gain"], &same["decisions"], &same["commits"]),
        (&0.into(), &serde_json::json!([]), &serde_json::json!([]))
    );
    // The other way round the money comes back.
    let before = head(&district);
    district.on("main", |folder| folder.write(REQUEST_PATH, REQUEST));
    let back = json(&district, &["diff", "main", &before, "--on", ON]);
    assert_eq!(back["gain"], -800_000);
    assert_eq!(back["changes"][0]["change"], "removed");
}

#[test]
fn a_systems_life_is_told_verdict_by_verdict() {
    let district = District::new();
    district.on("main", |folder| {
        replace(
            folder,
            "registry/systems/school/campus.yaml",
            "示例校园平台",
            "示例智慧校园平台",
        )
    });
    district.on("main", |folder| {
        replace(
            folder,
            "registry/systems/health/platform.yaml",
            "extranet",
            "internet",
        )
    });
    let plan = district.on("main", |folder| {
        replace(folder, "registry/plans/2027.yaml", "300000", "200000")
    });
    let life = json(&district, &["history", "school/campus"]);
    let moments = life["moments"].as_array().unwrap();
    assert_eq!(
        moments.len(),
        3,
        "what another unit did is no part of it: {life:#}"
    );
    assert_eq!(
        moments[0]["commit"]["id"], *plan,
        "a plan changed, and the verdict turned"
    );
    assert_eq!(
        (&moments[0]["turns"], &moments[0]["decisions"][0]["verdict"]),
        (&true.into(), &"ineligible".into())
    );
    let plan = serde_json::json!(["registry/plans/2027.yaml"]);
    assert_eq!(moments[0]["others"], plan, "what turned it is said");
    let told = district.mulu(&["history", "school/campus", "--lang", "zh"]);
    assert!(
        told.out
            .contains("自身文件没有变，变的是：registry/plans/2027.yaml")
    );
    assert_eq!(moments[1]["turns"], false);
    assert_eq!(
        moments[1]["changes"][0]["facts"][0]["after"],
        "示例智慧校园平台"
    );
    assert_eq!(moments[2]["decisions"][0]["verdict"], "eligible");
    assert_eq!(
        moments[2]["on"], "2026-11-02",
        "judged for the commit's own day"
    );
    let later = json(
        &district,
        &["history", "school/campus", "--on", "2028-01-01"],
    );
    let first = later["moments"].as_array().unwrap().last().unwrap();
    let verdict = &first["decisions"][0]["verdict"];
    assert_eq!(verdict, "ineligible", "by then the evaluation has lapsed");
}

/// A clock that runs slow makes nothing older than what it builds upon, here as in `--at`.
#[test]
fn a_commit_is_judged_for_the_day_from_which_on_it_stands() {
    let district = District::new();
    let folder = district.folder();
    replace(
        folder,
        "registry/systems/school/campus.yaml",
        "示例校园平台",
        "示例智慧校园平台",
    );
    crate::support::commit(district.path(), 1_700_000_000);
    let ran = district.mulu(&["history", "school/campus", "--format", "json"]);
    assert!(ran.err.contains("按先后次序计算"), "{}", ran.err);
    let life: Value = serde_json::from_str(&ran.out).unwrap();
    let moment = &life["moments"][0];
    assert_eq!(
        (&moment["commit"]["on"], &moment["on"]),
        (&"2023-11-15".into(), &"2026-11-02".into())
    );
    let early = district.mulu(&["fund", "2027", "--at", "2020-01-01"]);
    assert!(early.err.contains("以前没有提交。"), "{}", early.err);
    assert!(early.err.contains("按先后次序计算"), "{}", early.err);
}

#[test]
fn a_merge_is_one_moment_with_its_pull_request() {
    let district = District::new();
    district.on("change", |folder| {
        replace(
            folder,
            "registry/systems/school/campus.yaml",
            "extranet",
            "internet",
        )
    });
    let repository = district.repository();
    let tip = |name: &str| {
        repository
            .revparse_single(name)
            .unwrap()
            .peel_to_commit()
            .unwrap()
    };
    let (main, change) = (tip("main"), tip("change"));
    let time = git2::Time::new(main.time().seconds() + 90_000, 0);
    let who = git2::Signature::new("bureau-li", "li@example.org", &time).unwrap();
    let message = "Merge pull request #12 from school/change\n\n校园平台改用互联网";
    repository
        .commit(
            Some("refs/heads/main"),
            &who,
            &who,
            message,
            &change.tree().unwrap(),
            &[&main, &change],
        )
        .unwrap();
    let life = json(&district, &["history", "school/campus"]);
    let moment = &life["moments"][0];
    assert_eq!(
        (&moment["commit"]["pull"], &moment["commit"]["author"]),
        (&12.into(), &"bureau-li".into())
    );
    assert_eq!(life["moments"].as_array().unwrap().len(), 2);
}

#[test]
fn a_system_that_is_gone_has_a_history() {
    let district = District::new();
    district.on("main", |folder| {
        folder.remove("registry/systems/school/campus.yaml");
        folder.remove("registry/requests/2027/school/campus.yaml");
    });
    let life = json(&district, &["history", "school/campus"]);
    assert_eq!(life["moments"][0]["decisions"], serde_json::json!([]));
    assert_eq!(life["moments"][0]["changes"][0]["change"], "removed");
}

/// What stays the same is parsed once.
#[test]
fn five_hundred_commits_are_parsed_once() {
    let district = District::new();
    let path = "registry/requests/2027/school/campus.yaml";
    let repository = district.repository();
    let mut last = repository
        .revparse_single("main")
        .unwrap()
        .peel_to_commit()
        .unwrap();
    let documents = mulu_app::history(
        district.path().to_owned(),
        "main",
        "school/campus",
        None,
        None,
    )
    .unwrap()
    .parsed;
    for number in 1..=500 {
        let text = format!(
            "applicant: school\nneed: 第 {number} 稿\nitems:\n  - {{category: cloud-rental, amount: 300000}}\n"
        );
        let blob = repository.blob(text.as_bytes()).unwrap();
        let mut update = git2::build::TreeUpdateBuilder::new();
        update.upsert(path, blob, git2::FileMode::Blob);
        let tree = update
            .create_updated(repository, &last.tree().unwrap())
            .unwrap();
        let time = git2::Time::new(last.time().seconds() + 60, 0);
        let who = git2::Signature::new("a", "a@example.org", &time).unwrap();
        let tree = repository.find_tree(tree).unwrap();
        let id = repository
            .commit(
                Some("refs/heads/main"),
                &who,
                &who,
                "draft",
                &tree,
                &[&last],
            )
            .unwrap();
        last = repository.find_commit(id).unwrap();
    }
    let life = mulu_app::history(
        district.path().to_owned(),
        "main",
        "school/campus",
        None,
        None,
    )
    .unwrap();
    assert_eq!(life.parsed, documents + 500);
    assert_eq!(life.entries.len(), 501);
}

#[test]
fn the_words_are_for_people() {
    let district = District::new();
    let before = head(&district);
    district.on("main", |folder| {
        replace(folder, CAMPUS, "2025-01-15", "2023-01-15")
    });
    for lang in ["zh", "en"] {
        let diff = district.mulu(&["diff", &before, "main", "--on", ON, "--lang", lang]);
        let life = district.mulu(&["history", "school/campus", "--lang", lang]);
        let mut settings = insta::Settings::clone_current();
        settings.add_filter("[0-9a-f]{7}\\b", "<commit>");
        settings.set_snapshot_path("past");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(lang, format!("{}\n{}", diff.out, life.out)));
    }
}

#[test]
fn what_cannot_be_told_is_said() {
    let district = District::new();
    for (args, words) in [
        (["diff", "nowhere", "--lang=zh"], "没有版本 `nowhere`"),
        (["history", "school/campsu", "--lang=zh"], "是不是"),
    ] {
        let ran = district.mulu(&args);
        assert_eq!(ran.code, Some(2), "{ran:#?}");
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    std::fs::write(
        district.path().join(".git/shallow"),
        format!("{}\n", head(&district)),
    )
    .unwrap();
    let ran = district.mulu(&["history", "school/campus", "--lang", "en"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("shallow clone"), "{}", ran.err);
}
