//! What lies ahead of construction projects, and what lay behind: deadlines,
//! forecasts, differences and the life of one, in the small district.

use crate::district::{District, ON};
use crate::support::Folder;
use serde_json::{Value, json};

const PROJECT: &str = "registry/projects/health/records.yaml";
const APPROVAL: &str = "registry/opinions/development/health/projects/records.yaml";
const LIST: &str = "registry/lists/2027.yaml";

/// A new system's project, and the system.
fn propose(folder: &Folder) {
    folder.write(
        "registry/systems/health/records.yaml",
        "name: 示例档案系统\nstatus: planned\n",
    );
    folder.write(
        PROJECT,
        "name: 示例档案系统建设\nkind: new\nsystems: [health/records]\napplicant: health\ninvestment: {total: 2000000}\n",
    );
}

fn append(folder: &Folder, path: &str, text: &str) {
    let known = std::fs::read_to_string(folder.join(path)).unwrap();
    folder.write(path, known + text);
}

fn approve(folder: &Folder) {
    folder.write(
        APPROVAL,
        "opinions:\n  - {matter: design-approval, result: pass, issued_on: \"2026-02-01\", total: 2000000, chapters: [governance]}\n",
    );
}

/// The district with a project that is being built, and two that are done.
fn district() -> District {
    District::with(|folder| {
        propose(folder);
        approve(folder);
        append(
            folder,
            PROJECT,
            "started_on: 2026-03-01\nplanned_completion: 2027-06-30\n",
        );
        for (name, completed) in [("soon", "2026-07-10"), ("late", "2026-04-30")] {
            folder.write(
                &format!("registry/projects/school/{name}.yaml"),
                format!(
                    "name: 示例 {name}\nkind: expansion\nsystems: [school/campus]\napplicant: school\ncompleted_on: {completed}\n"
                ),
            );
        }
    })
}

fn json(district: &District, args: &[&str]) -> Value {
    let ran = district.mulu(&[args, &["--format", "json"]].concat());
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{args:?}");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn projects_have_deadlines_those_that_are_past_too() {
    let found = json(&district(), &["due", "--within", "90", "--on", ON]);
    let all = found["obligations"].as_array().unwrap().iter();
    let of = |rule: &str| {
        let same = all.clone().filter(|one| one["rule"] == rule);
        let keys = ["due", "overdue", "project", "subject", "force", "forces"];
        same.map(|one| keys.iter().map(|key| one[*key].clone()).collect())
            .collect::<Vec<Value>>()
    };
    let accept = json!({"accept": "warn"});
    assert_eq!(
        of("accept/in-time"),
        [
            json!([
                "2026-10-30",
                true,
                "school/late",
                "school/late",
                "warn",
                accept
            ]),
            json!([
                "2027-01-10",
                false,
                "school/soon",
                "school/soon",
                "warn",
                accept
            ]),
        ]
    );
    let build = json!({"build": "warn"});
    let records = "health/records";
    assert_eq!(
        of("build/reported"),
        [json!([
            "2026-12-31",
            false,
            records,
            "health/records#2026",
            "warn",
            build
        ])]
    );
    // A report of two years is two duties, though the rule was broken by one.
    let later = json(
        &district(),
        &["due", "--within", "90", "--on", "2027-12-01"],
    );
    let reports = later["obligations"].as_array().unwrap().iter();
    let reports = reports.filter(|one| one["rule"] == "build/reported");
    let reports: Vec<(&Value, &Value)> =
        reports.map(|one| (&one["due"], &one["overdue"])).collect();
    assert_eq!(
        reports,
        [
            (&json!("2026-12-31"), &json!(true)),
            (&json!("2027-12-31"), &json!(false))
        ]
    );
}

#[test]
fn deadlines_of_projects_are_told_in_words_and_in_the_calendar() {
    let district = district();
    let args = ["due", "--within", "90", "--on", ON];
    for (lang, force) in [
        ("zh", "验收时仅提醒"),
        ("en", "only a reminder for acceptance"),
    ] {
        let told = district.mulu(&[&args[..], &["--lang", lang]].concat()).out;
        let late = told.find("示例 late").unwrap();
        assert!(told[late..].contains("2027-01-10"), "{told}");
        assert!(told.contains(force), "{told}");
    }
    let ics = district
        .mulu(&[&args[..], &["--format", "ics"]].concat())
        .out;
    let ics = ics.replace("\r\n ", "");
    for part in [
        "SUMMARY:示例 soon",
        "DTSTART;VALUE=DATE:20270110",
        "SUMMARY:示例档案系统建设",
    ] {
        assert!(ics.contains(part), "{part} in {ics}");
    }
}

#[test]
fn a_forecast_has_projects_in_every_format() {
    let district = district();
    district.on("main", |folder| {
        append(
            folder,
            APPROVAL,
            "  - {matter: measure, measure: suspend, issued_on: \"2026-12-20\"}\n",
        );
    });
    let args = ["forecast", "--until", "2026-12-31", "--on", ON];
    let found = json(&district, &args);
    let turns = found["projects"].as_array().unwrap().iter();
    let turn = turns.clone().find(|turn| turn["year"] == 2026).unwrap();
    assert_eq!(
        (&turn["on"], &turn["project"], &turn["after"]["build"]),
        (
            &json!("2026-12-20"),
            &json!("health/records"),
            &json!("ineligible")
        )
    );
    let rules = turn["outcomes"].as_array().unwrap().iter();
    let rules: Vec<&Value> = rules.map(|outcome| &outcome["rule"]).collect();
    assert_eq!(rules, ["project/not-deferred", "project/not-suspended"]);
    let totals = &found["project_totals"];
    let count = |day: &str| {
        totals[day]["build"]["ineligible"]["count"]
            .as_u64()
            .unwrap()
    };
    assert!(count("on") < count("until"), "{totals:#}");
    let csv = district
        .mulu(&[&args[..], &["--format", "csv"]].concat())
        .out;
    let mut table = csv::Reader::from_reader(csv.as_bytes());
    let heads = table.headers().unwrap().clone();
    let at = |name: &str| {
        heads
            .iter()
            .position(|head| head.starts_with(name))
            .unwrap()
    };
    let rows = table.records().map(Result::unwrap);
    let rows: Vec<[String; 6]> = rows
        .map(|row| {
            ["日期", "年度", "判定事项", "项目标识", "新结论", "规则"]
                .map(|name| row[at(name)].to_owned())
        })
        .filter(|row| row[1] == "2026" && row[3] == "health/records")
        .collect();
    let row = |purpose: &str, rule: &str| {
        [
            "2026-12-20",
            "2026",
            purpose,
            "health/records",
            "不符合",
            rule,
        ]
        .map(str::to_owned)
    };
    assert_eq!(
        rows,
        [
            row("列入计划", "project/not-deferred"),
            row("实施", "project/not-suspended")
        ]
    );
    for lang in ["zh", "en"] {
        let told = district.mulu(&[&args[..], &["--lang", lang]].concat()).out;
        assert!(
            told.contains("示例档案系统建设") && told.contains("2026-12-20"),
            "{told}"
        );
    }
}

#[test]
fn a_forecast_needs_no_request() {
    let district = district();
    district.on("main", |folder| {
        folder.remove("registry/requests/2027/school/campus.yaml")
    });
    let found = json(
        &district,
        &["forecast", "--until", "2027-01-31", "--on", ON],
    );
    assert_eq!(found["years"], json!([2026, 2027]));
}

#[test]
fn a_projects_life_is_told_stage_by_stage_and_verdict_by_verdict() {
    let district = District::new();
    let before = district.on("main", propose);
    district.on("main", |folder| {
        append(
            folder,
            LIST,
            "  - {project: health/records, kind: new, amount: 2000000}\n",
        );
    });
    district.on("main", approve);
    district.on("main", |folder| {
        append(
            folder,
            "registry/systems/school/campus.yaml",
            "x-note: 无关\n",
        );
    });
    let stopped = district.on("main", |folder| {
        append(
            folder,
            APPROVAL,
            "  - {matter: measure, measure: terminate, issued_on: \"2026-10-01\"}\n",
        );
    });
    let life = json(&district, &["history", "projects/health/records"]);
    assert_eq!(life["project"], "health/records");
    let moments = life["moments"].as_array().unwrap();
    let told = moments.iter().map(|moment| {
        let [state] = moment["projects"].as_array().unwrap().as_slice() else {
            panic!("{moment:#}");
        };
        let keys = ["year", "stage", "amount", "plan", "build"];
        keys.iter()
            .map(|key| state[*key].clone())
            .collect::<Value>()
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            json!([2027, "terminated", 2_000_000, null, "ineligible"]),
            json!([2027, "approved", 2_000_000, "pending", "pending"]),
            json!([2027, "in-list", 2_000_000, "pending", null]),
            json!([2026, "proposed", null, "pending", null]),
        ],
        "what another unit's system did is no part of it"
    );
    assert_eq!(moments[0]["commit"]["id"], *stopped);
    assert_eq!(moments[0]["changes"][0]["path"], APPROVAL);
    assert_eq!(
        (&moments[2]["changes"], &moments[2]["turns"]),
        (&json!([]), &json!(true)),
        "the list changed, and with it stage and money"
    );
    for (lang, stage, verdict) in [
        ("zh", "已批复", "列入计划：待补证"),
        ("en", "approved", "ineligible"),
    ] {
        let told = district.mulu(&["history", "projects/health/records", "--lang", lang]);
        let told = told.out;
        for part in [stage, verdict, "示例档案系统建设", PROJECT] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
    let narrowed = json(&district, &["history", PROJECT, "--year", "2027"]);
    assert_eq!(
        narrowed["moments"].as_array().unwrap().len(),
        4,
        "{narrowed:#}"
    );
    let ran = district.mulu(&["history", "projects/health/record", "--lang", "zh"]);
    assert!(
        ran.code == Some(2) && ran.err.contains("`health/records`"),
        "{}",
        ran.err
    );
    // The comparison names the project, and what becomes of it for each purpose.
    let diff = json(&district, &["diff", &before, "main", "--on", ON]);
    let of_2027 = diff["projects"].as_array().unwrap().iter();
    let of_2027: Vec<&Value> = of_2027.filter(|one| one["year"] == 2027).collect();
    assert_eq!(of_2027[0]["project"], "health/records");
    assert_eq!(
        (&of_2027[0]["before"]["plan"], &of_2027[0]["after"]["plan"]),
        (&json!("ineligible"), &Value::Null)
    );
    let told = district
        .mulu(&["diff", &before, "main", "--on", ON, "--lang", "zh"])
        .out;
    assert!(
        told.contains(
            "2027 年 示例档案系统建设（health/records）：列入计划：不符合 → — · 实施：— → 不符合"
        ),
        "{told}"
    );
}

#[test]
fn a_project_that_is_gone_has_a_history() {
    let district = District::new();
    district.on("main", propose);
    district.on("main", |folder| folder.remove(PROJECT));
    let life = json(&district, &["history", "projects/health/records"]);
    assert_eq!(life["moments"][0]["projects"], json!([]));
    assert_eq!(life["moments"][0]["changes"][0]["change"], "removed");
}
