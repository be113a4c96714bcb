//! The program as people run it: folders, revisions, exit codes, languages.

use crate::support::{Folder, Ran, program};
use std::io::Read;
use std::process::Stdio;

/// 2026-01-01T00:00:00Z.
const NEW_YEAR: i64 = 1_767_225_600;

const SETTINGS: &str = "currency: {code: CNY, unit: {zh: 元, en: yuan}, large: {factor: 10000, zh: 万元}}\ntitle: 小目录\nauthorities:\n  catalog: health\n";
const UNIT: &str = "maintainers: [wang, zhao]\nname: 区卫生健康委\nshort_name: 卫健委\ncategory: department\nbudget_unit: true\n";
const SYSTEM: &str = "name: 健康平台\nstatus: operating\n";
const REQUEST: &str = "applicant: health\nitems:\n  - {category: sensors, amount: 80000}\n";

/// The smallest registry that decides something: one unit, one system, one
/// request, under this project's own rules.
fn tiny() -> Folder {
    let folder = Folder::with([
        ("registry/registry.yaml", SETTINGS),
        ("registry/units/health.yaml", UNIT),
        ("registry/systems/health/platform.yaml", SYSTEM),
        ("registry/requests/2027/health/platform.yaml", REQUEST),
    ]);
    folder.copy("registry/policy");
    folder
}

fn json(ran: &Ran) -> serde_json::Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

#[test]
fn a_sound_registry_is_0_and_a_finding_is_1() {
    let folder = tiny();
    let sound = folder.mulu(["check"]);
    assert_eq!((sound.code, &*sound.err), (Some(0), ""), "{sound:#?}");
    folder.write("registry/units/health.yaml", format!("{UNIT}nmae: x\n"));
    let faulty = folder.mulu(["check"]);
    assert_eq!((faulty.code, &*faulty.err), (Some(1), ""), "{faulty:#?}");
    assert!(faulty.out.contains("schema/unknown-key"), "{}", faulty.out);
    assert!(
        faulty.out.contains("registry/units/health.yaml:6:1"),
        "{}",
        faulty.out
    );
}

#[test]
fn a_warning_is_a_finding_only_where_it_is_denied() {
    let folder = tiny();
    folder.write("registry/units/health.yaml", UNIT.replace('\n', "\r\n"));
    assert_eq!(folder.mulu(["check"]).code, Some(0));
    assert_eq!(folder.mulu(["check", "--deny-warnings"]).code, Some(1));
}

#[test]
fn what_cannot_be_done_is_2_and_said_on_standard_error() {
    let folder = Folder::empty();
    for args in [
        &["check"][..],
        &["fund", "2027"],
        &["-C", "absent", "check"],
        &["check", "--rev", "HEAD"],
        &["check", "--at", "2026-01-01"],
        &["frobnicate"],
        &["check", "--format", "xml"],
        &["check", "--on", "2026-13-01"],
        &["check", "--rev", "a", "--at", "2026-01-01"],
        &["check", "--rev", "a", "--rev", "b"],
        &["check", "--lang", "fr"],
        &["check", "--rev"],
        &["fund", "2027", "2028"],
        &["fund", "1999"],
        &["fund", "2027", "--verdict", "yes"],
        &["help", "frobnicate"],
        &["fund"],
        &[],
    ] {
        let ran = folder.mulu(args);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{args:?} {ran:#?}");
        assert!(!ran.err.is_empty(), "{args:?}");
    }
    let absent = folder.mulu(["-C", "absent", "check"]);
    assert!(absent.err.contains("absent"), "{}", absent.err);
}

#[test]
fn verdicts_are_no_findings_and_faults_go_to_standard_error() {
    let folder = tiny();
    let args = ["fund", "2027", "--on", "2026-12-01", "--format", "json"];
    let sound = folder.mulu(args);
    assert_eq!((sound.code, &*sound.err), (Some(0), ""), "{sound:#?}");
    assert_eq!(json(&sound)["decisions"][0]["system"], "health/platform");
    assert_eq!(json(&sound)["commit"], serde_json::Value::Null);

    folder.write("registry/units/other.yaml", "name: [\n");
    let faulty = folder.mulu(args);
    assert_eq!(faulty.code, Some(1));
    assert_eq!(faulty.out, sound.out, "the decisions are the same");
    assert!(faulty.err.contains("registry/units/other.yaml"));
}

#[test]
fn broken_rules_decide_nothing() {
    let folder = tiny();
    let args = ["fund", "2027", "--on", "2026-12-01"];
    let sound = folder.mulu(args);
    assert_eq!(sound.code, Some(0), "{sound:#?}");
    folder.write("registry/policy/rules/more.yaml", "rules: nonsense\n");
    for args in [&args[..], &["explain", "platform"], &["policy", "test"]] {
        let ran = folder.mulu(args);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{args:?} {ran:#?}");
        assert!(
            ran.err.contains("registry/policy/rules/more.yaml"),
            "{ran:#?}"
        );
    }
    assert_eq!(folder.mulu(["check"]).code, Some(1));
    assert_eq!(folder.mulu(["policy", "lint"]).code, Some(1));
    folder.remove("registry/policy/rules/more.yaml");
    folder.write("schema/unit.schema.json", "{");
    let ran = folder.mulu(args);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert!(ran.err.contains("schema/broken"), "{ran:#?}");
}

#[test]
fn a_folder_is_named_as_with_git() {
    let folder = tiny();
    let args = ["fund", "2027", "--on", "2026-12-01"];
    let here = folder.mulu(args);
    assert_eq!(here.code, Some(0), "{here:#?}");
    let elsewhere = Folder::empty();
    let path = folder.path().to_str().unwrap();
    let there = elsewhere.mulu(["-C", path].iter().chain(&args));
    assert_eq!(here, there, "paths are relative to the folder");
    let after = elsewhere.mulu(args.iter().chain(&["-C", path]));
    assert_eq!(here, after);
    let steps = ["-C", path, "-C", "registry", "-C", ".."];
    let stepwise = elsewhere.mulu(steps.iter().chain(&args));
    assert_eq!(here, stepwise, "each is relative to the one before");
}

#[test]
fn a_revision_is_judged_on_its_own_day() {
    let folder = tiny();
    // 2026-01-02 in China, still the 1st in UTC.
    let first = folder.commit(NEW_YEAR + 17 * 3600).to_string();
    let retired = SYSTEM.replace("operating", "retired");
    folder.write("registry/systems/health/platform.yaml", &retired);
    let work = json(&folder.mulu(["fund", "2027", "--format", "json"]));
    assert_eq!(work["commit"], serde_json::Value::Null);
    let second = folder.commit(NEW_YEAR + 10 * 86_400).to_string();
    folder.write("registry/systems/health/platform.yaml", "broken: [\n");

    let fund = |args: &[&str]| {
        let ran = folder.mulu(["fund", "2027", "--format", "json"].iter().chain(args));
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{args:?} {ran:#?}");
        let value = json(&ran);
        ["commit", "policy", "on"].map(|key| value[key].as_str().unwrap_or("none").to_owned())
    };
    let is = |commit: &str, on: &str| [commit, commit, on].map(str::to_owned);
    assert_eq!(fund(&["--rev", "HEAD~1"]), is(&first, "2026-01-02"));
    assert_eq!(fund(&["--rev", "HEAD"]), is(&second, "2026-01-11"));
    assert_eq!(fund(&["--at", "2026-01-05"]), is(&first, "2026-01-05"));
    assert_eq!(fund(&["--at", "2026-02-01"]), is(&second, "2026-02-01"));
    let on = ["--on", "2026-12-01"];
    let both = |args: [&'static str; 2]| [args, on].concat();
    assert_eq!(fund(&both(["--rev", "HEAD"])), is(&second, "2026-12-01"));
    assert_eq!(
        fund(&both(["--at", "2026-01-05"])),
        is(&first, "2026-12-01")
    );
    let early = folder.mulu(["fund", "2027", "--at", "2025-12-31"]);
    assert_eq!(early.code, Some(2), "{early:#?}");
}

#[test]
fn a_clean_work_tree_is_its_commit() {
    let folder = tiny();
    let id = folder.commit(NEW_YEAR).to_string();
    let on = ["fund", "2027", "--on", "2026-12-01", "--format", "json"];
    let work = folder.mulu(on);
    assert_eq!(json(&work)["commit"], *id);
    assert_eq!(work, folder.mulu(on.iter().chain(&["--rev", "HEAD"])));
}

#[test]
fn the_same_everywhere() {
    let folder = tiny();
    folder.write("registry/units/other.yaml", "name: x\nnmae: y\n");
    folder.commit(NEW_YEAR);
    let environments: [&[(&str, &str)]; 4] = [
        &[],
        &[("LANG", "en_US.UTF-8"), ("TZ", "America/New_York")],
        &[
            ("LC_ALL", "tr_TR.UTF-8"),
            ("TZ", ":bad"),
            ("HOME", "/nowhere"),
        ],
        &[
            ("LC_ALL", "C"),
            ("TZDIR", "/nowhere"),
            ("NO_COLOR", "1"),
            ("COLUMNS", "20"),
        ],
    ];
    for args in [
        &["check", "--format", "json"][..],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["fund", "2027", "--rev", "HEAD", "--format", "json"],
        &["fund", "2027", "--rev", "HEAD", "--format", "csv"],
        &["explain", "platform", "--rev", "HEAD", "--format", "json"],
        &["fund", "2027", "--rev", "HEAD", "--lang", "zh"],
    ] {
        let runs = environments.map(|variables| folder.mulu_with(args, variables));
        assert_eq!(runs[0].code, Some(1), "{args:?} {:#?}", runs[0]);
        for run in &runs[1..] {
            assert_eq!(run.out, runs[0].out, "{args:?}");
        }
    }
}

#[test]
fn people_are_spoken_to_in_their_language() {
    let folder = tiny();
    let says = |args: &[&str], variables: &[(&str, &str)], word: &str| {
        let ran = folder.mulu_with(args, variables);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains(word), "{args:?} {variables:?}: {said}");
    };
    let english = [("LANG", "en_GB.UTF-8")];
    let overruled = [("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")];
    says(&["check"], &[], "检查完毕");
    says(&["check"], &english, "no problems");
    says(&["check"], &overruled, "检查完毕");
    says(&["check", "--lang", "zh"], &english, "检查完毕");
    says(&["--lang=en", "check"], &[], "no problems");
    says(&["--help"], &[], "用法");
    says(&["--help"], &english, "Usage");
    says(&["fund", "x"], &[], "不对");
    says(&["fund", "x"], &english, "YEAR");
}

#[test]
fn colour_only_where_it_is_wanted() {
    let folder = tiny();
    let fund = ["fund", "2027", "--on", "2026-12-01"];
    let coloured = |more: &[&str], variables: &[(&str, &str)]| {
        let ran = folder.mulu_with(fund.iter().chain(more), variables);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        ran.out.contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(
        &[],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]
    ));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
}

#[test]
fn decisions_are_selected_by_unit_and_verdict() {
    let folder = tiny();
    let below = UNIT.replace("budget", "parent: health\nbudget");
    folder.write(
        "registry/units/hospital.yaml",
        below.replace("区卫生健康委", "区医院"),
    );
    folder.write(
        "registry/units/school.yaml",
        UNIT.replace("区卫生健康委", "学校"),
    );
    for unit in ["hospital", "school"] {
        folder.write(&format!("registry/systems/{unit}/site.yaml"), SYSTEM);
        folder.write(&format!("registry/requests/2027/{unit}/site.yaml"), REQUEST);
    }
    let systems = |args: &[&str]| {
        let fund = ["fund", "2027", "--on", "2026-12-01", "--format", "json"];
        let ran = folder.mulu(fund.iter().chain(args));
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        let value = json(&ran);
        let decisions = value["decisions"].as_array().unwrap();
        let counts = ["eligible", "pending", "ineligible"]
            .map(|verdict| value["totals"][verdict]["count"].as_u64().unwrap());
        assert_eq!(counts.iter().sum::<u64>(), decisions.len() as u64);
        let name = |decision: &serde_json::Value| decision["system"].as_str().unwrap().to_owned();
        decisions.iter().map(name).collect::<Vec<_>>()
    };
    let all = ["health/platform", "hospital/site", "school/site"];
    assert_eq!(systems(&[]), all);
    assert_eq!(systems(&["--unit", "health"]), all[..2]);
    assert_eq!(systems(&["--unit", "hospital"]), all[1..2]);
    assert_eq!(systems(&["--unit", "区医院"]), all[1..2]);
    assert!(systems(&["--verdict", "eligible"]).is_empty());
    let every = ["eligible", "pending", "ineligible"].map(|verdict| ["--verdict", verdict]);
    assert_eq!(systems(every.as_flattened()), all);
    let unknown = folder.mulu(["fund", "2027", "--unit", "hospitla", "--lang", "en"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("`hospital`"), "{}", unknown.err);
}

#[test]
fn a_system_is_found_by_any_of_its_names() {
    let folder = tiny();
    let explain = |args: &[&str]| folder.mulu(["explain", "--on", "2026-12-01"].iter().chain(args));
    let full = explain(&["health/platform", "--year", "2027"]);
    assert_eq!(full.code, Some(0), "{full:#?}");
    for name in [
        "platform",
        "health/platform",
        "systems/health/platform",
        "registry/systems/health/platform.yaml",
        "./registry/systems/health/platform.yaml",
        "健康平台",
    ] {
        assert_eq!(explain(&[name]), full, "{name}");
    }
    let near = explain(&["health/platfrom"]);
    assert_eq!(near.code, Some(2));
    assert!(near.err.contains("`health/platform`"), "{}", near.err);
    // Nobody asked in that year: what would come of it is said, and that nobody did.
    let assumed = explain(&["platform", "--year", "2026"]);
    assert_eq!(assumed.code, Some(0), "{assumed:#?}");
    assert!(assumed.out.contains("假设"), "{}", assumed.out);
    assert!(!full.out.contains("假设"), "{}", full.out);
    folder.write("registry/units/other.yaml", UNIT);
    folder.write("registry/systems/other/platform.yaml", SYSTEM);
    let several = explain(&["platform"]);
    assert_eq!(several.code, Some(2));
    assert!(several.err.contains("`other/platform`"), "{}", several.err);
    let never = explain(&["other/platform"]);
    assert_eq!(never.code, Some(0), "never asked for money: {never:#?}");
    assert!(never.out.contains("假设"), "{}", never.out);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let folder = tiny();
    let long = REQUEST.replace("health", &"健".repeat(60));
    for n in 0..400 {
        folder.write(&format!("registry/units/x{n}.yaml"), "nmae: x\n");
        folder.write(&format!("registry/requests/2026/health/x{n}.yaml"), &long);
    }
    for (args, format) in [
        (&["check"][..], "human"),
        (&["check"], "json"),
        (&["check"], "sarif"),
        (&["check"], "github"),
        (&["fund", "2026"], "table"),
        (&["fund", "2026"], "json"),
        (&["fund", "2026"], "csv"),
    ] {
        let mut child = program(args.iter().chain(&["--format", format]))
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        let mut stderr = child.stderr.take().unwrap();
        stderr.read_to_string(&mut said).unwrap();
        child.wait().unwrap();
        assert_eq!(said, "", "{format}");
    }
}

#[test]
fn help_is_in_the_readers_language_throughout() {
    let folder = Folder::empty();
    let commands: [&[&str]; 24] = [
        &[],
        &["init"],
        &["new"],
        &["move"],
        &["explain-code"],
        &["forecast"],
        &["due"],
        &["diff"],
        &["check"],
        &["fund"],
        &["projects"],
        &["year"],
        &["explain"],
        &["serve"],
        &["site"],
        &["policy"],
        &["policy", "lint"],
        &["policy", "test"],
        &["policy", "coverage"],
        &["dev"],
        &["dev", "generate"],
        &["completions"],
        &["man"],
        &["help"],
    ];
    for command in commands {
        let asked = folder.mulu(command.iter().chain(&["--help"]));
        assert_eq!((asked.code, &*asked.err), (Some(0), ""), "{command:?}");
        let named = folder.mulu(["help"].iter().chain(command));
        assert_eq!(asked, named, "{command:?}");
        for leftover in ["cli-", "default:", "possible", "OPTIONS", "Usage", "Print"] {
            assert!(!asked.out.contains(leftover), "{leftover}: {}", asked.out);
        }
        let english = folder.mulu(["--lang", "en"].iter().chain(command).chain(&["--help"]));
        let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!english.out.contains(chinese), "{}", english.out);
        assert!(!english.out.contains("cli-"), "{}", english.out);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let folder = tiny();
    let output = program(["check"])
        .current_dir(folder.path())
        .stdout(std::fs::File::create("/dev/full").unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("标准输出")
    );
}

#[test]
fn a_time_zone_that_does_not_exist_is_a_finding_and_decides_nothing() {
    let folder = tiny();
    folder.write(
        "registry/registry.yaml",
        format!("{SETTINGS}timezone: Asia/Shangai\n"),
    );
    let check = folder.mulu(["check"]);
    assert_eq!(check.code, Some(1), "{check:#?}");
    assert!(check.out.contains("registry.yaml:5:11"), "{}", check.out);
    assert!(check.out.contains("`Asia/Shanghai`"), "{}", check.out);
    let fund = folder.mulu(["fund", "2027"]);
    assert_eq!((fund.code, &*fund.out), (Some(2), ""), "{fund:#?}");
    let dated = folder.mulu(["fund", "2027", "--on", "2026-12-01"]);
    assert_eq!(dated.code, Some(1), "{dated:#?}");
}

#[test]
fn rules_that_cannot_be_read_decide_nothing() {
    let fund = ["fund", "2027", "--on", "2026-12-01"];
    let folder = tiny();
    let huge = "#".repeat(usize::try_from(mulu_core::document::Limits::ONE.bytes).unwrap() + 1);
    folder.write("registry/policy/rules/sharing.yaml", huge);
    let ran = folder.mulu(fund);
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert!(ran.err.contains("document/too-large"), "{}", ran.err);
    #[cfg(unix)]
    {
        let folder = tiny();
        let rules = folder.join("registry/policy/rules");
        std::fs::rename(&rules, folder.join("rules")).unwrap();
        std::os::unix::fs::symlink("../../rules", rules).unwrap();
        let ran = folder.mulu(fund);
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
        assert_eq!(ran.err.matches("path/symlink").count(), 1, "{}", ran.err);
    }
}

#[test]
fn completions_and_manual_pages_come_from_the_same_arguments() {
    let folder = Folder::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.mulu(["completions", shell]);
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        assert!(ran.out.contains("deny-warnings"), "{shell}");
        let values = ["bash", "zsh", "fish"].contains(&shell);
        assert!(!values || ran.out.contains("ineligible"), "{shell}");
    }
    let page = folder.mulu(["man"]);
    assert_eq!(page.code, Some(0));
    assert!(page.out.contains(".TH"), "{}", page.out);
    assert_eq!(folder.mulu(["man", "-o", "pages/man1"]).code, Some(0));
    for page in ["mulu.1", "mulu-fund.1", "mulu-policy-test.1"] {
        assert!(folder.join("pages/man1").join(page).is_file(), "{page}");
    }
}

#[test]
fn a_complaint_about_arguments_names_the_help_of_its_own_command() {
    let folder = Folder::empty();
    for (args, says, help) in [
        (
            &["fund", "--bogus"][..],
            "没有选项 `--bogus`",
            "mulu fund --help",
        ),
        (
            &["fund", "-1"],
            "`-1` 不对，应为 2000…2999",
            "mulu fund --help",
        ),
        (&["fund", "abc"], "`abc` 不对", "mulu fund --help"),
        (
            &["due", "--within", "-5"],
            "`-5` 不对，应为 0…",
            "mulu due --help",
        ),
        (&["due", "--within=x"], "`x` 不对", "mulu due --help"),
        (
            &["explain", "a/b", "--year", "-2027"],
            "`-2027` 不对",
            "mulu explain --help",
        ),
        (
            &["policy", "test", "--bogus"],
            "没有选项",
            "mulu policy test --help",
        ),
        (&["policy", "bogus"], "没有命令", "mulu policy --help"),
        (
            &["-C", "fund", "due", "--bogus"],
            "没有选项",
            "mulu due --help",
        ),
        (&["--bogus"], "没有选项", "mulu --help"),
    ] {
        let ran = folder.mulu(args);
        assert_eq!(ran.code, Some(2), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert!(
            ran.err.contains(&format!("`{help}`")),
            "{args:?}: {}",
            ran.err
        );
    }
}
