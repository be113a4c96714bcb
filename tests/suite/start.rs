//! The first day: a registry of one's own, its first documents, and the first change,
//! right at the first try.

use crate::support::{Folder, Ran};

/// 2026-11-28T00:00:00Z.
const DAY: i64 = 1_795_824_000;

fn begun() -> Folder {
    let folder = Folder::empty();
    sound(&folder.mulu(["init"]));
    folder
}

fn sound(ran: &Ran) {
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{ran:#?}");
}

fn refused(ran: &Ran, because: &str) {
    assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{ran:#?}");
    assert!(ran.err.contains(because), "{ran:#?}");
}

#[test]
fn a_registry_of_ones_own_is_right_at_the_first_try() {
    let folder = begun();
    sound(&folder.mulu(["check", "--deny-warnings"]));
    sound(&folder.mulu(["policy", "lint"]));
    sound(&folder.mulu(["dev", "codeowners", "--check"]));
    sound(&folder.mulu(["fund", "2027"]));
    folder.commit(DAY);
    let repository = git2::Repository::open(folder.path()).unwrap();
    let base = repository.head().unwrap().peel_to_commit().unwrap();
    repository.branch("base", &base, false).unwrap();

    let new = [
        "new",
        "system",
        "sample-department/platform",
        "--name",
        "办事平台",
    ];
    sound(&folder.mulu(new));
    sound(&folder.mulu(["check", "--deny-warnings"]));
    folder.commit(DAY + 60);

    let review = [
        "review",
        "base..HEAD",
        "--author",
        "sample-a_example",
        "--format",
        "json",
    ];
    let ran = folder.mulu(review);
    sound(&ran);
    let review: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(review["checks"]["registry"], "action_required");
    let needed = &review["changes"][0]["needed"][0]["approver"];
    assert_eq!(needed, "catalog", "{review:#}");
    let shown = folder.mulu(["review", "base..HEAD", "--author", "sample-a_example"]);
    assert!(
        shown
            .out
            .contains("systems/sample-department/platform.yaml"),
        "{}",
        shown.out
    );

    sound(&folder.mulu(["new", "request", "2027/sample-department/platform"]));
    sound(&folder.mulu(["check"]));
    let ran = folder.mulu(["check", "--deny-warnings", "--format", "json"]);
    let checked: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let left: Vec<_> = checked["diagnostics"].as_array().unwrap().iter().collect();
    assert_eq!(
        left.len(),
        1,
        "the amount is the unit's to fill in: {left:#?}"
    );
    assert_eq!(left[0]["code"], "request/nothing-asked");
    let path = folder.join("registry/requests/2027/sample-department/platform.yaml");
    let drafted = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, drafted.replace("amount: 0", "amount: 300000")).unwrap();
    sound(&folder.mulu(["check", "--deny-warnings"]));
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = begun();
    let settings = folder.join("registry/registry.yaml");
    let before = std::fs::read(&settings).unwrap();
    refused(&folder.mulu(["init"]), "已经有了，什么都没有写");
    assert_eq!(std::fs::read(&settings).unwrap(), before);

    let other = Folder::with([(".vscode/settings.json", "{}\n")]);
    refused(&other.mulu(["init"]), ".vscode/settings.json");
    assert!(!other.join("registry").exists(), "nothing was written");

    let new = ["new", "unit", "health", "--name", "卫生健康委"];
    sound(&folder.mulu(new));
    refused(&folder.mulu(new), "registry/units/health.yaml");
}

#[test]
fn the_title_is_the_catalogs() {
    let folder = Folder::empty();
    sound(&folder.mulu(["init", "sub", "--title", "某县: \"总\"目录"]));
    let ran = folder.mulu(["-C", "sub", "fund", "2027"]);
    assert!(ran.out.starts_with("某县: \"总\"目录 · "), "{ran:#?}");
}

#[test]
fn every_kind_begins_sound_in_both_languages() {
    let folder = begun();
    for (lang, unit) in [("zh", "one"), ("en", "two")] {
        let ids = [
            ("unit", unit.to_owned()),
            ("system", format!("{unit}/a")),
            ("project", format!("{unit}/b")),
            ("request", format!("2027/{unit}/a")),
            ("opinion", format!("catalog/{unit}")),
            ("opinion", format!("cybersecurity/{unit}/a")),
            ("opinion", format!("development/{unit}/projects/b")),
        ];
        for (kind, id) in &ids {
            let ran = folder.mulu(["--lang", lang, "new", kind, id]);
            sound(&ran);
            let path = ran
                .out
                .split_whitespace()
                .find(|word| word.contains("registry/"))
                .unwrap();
            let path = path
                .trim_start_matches("已写入")
                .trim_end_matches(['。', '.']);
            let path = path.split('。').next().unwrap();
            let text = std::fs::read_to_string(folder.join(path)).unwrap();
            assert!(
                text.starts_with("# yaml-language-server: $schema=../"),
                "{text}"
            );
            let is_chinese = text.contains("必填");
            assert_eq!(is_chinese, lang == "zh", "{text}");
        }
    }
    let ran = folder.mulu(["check"]);
    let same_name = "registry/same-name";
    assert!(ran.code == Some(0), "{ran:#?}");
    assert!(
        !ran.out.replace(same_name, "").contains("error["),
        "{ran:#?}"
    );
}

/// What is commented out is a document of the schema, once it is taken in: every key of
/// a template is one that the schema has.
#[test]
fn a_template_that_is_uncommented_has_only_known_keys() {
    let folder = begun();
    for (kind, id) in [
        ("system", "sample-department/a"),
        ("project", "sample-department/b"),
        ("request", "2027/sample-department/a"),
        ("opinion", "catalog/sample-department/a"),
    ] {
        let ran = folder.mulu(["new", kind, id]);
        sound(&ran);
    }
    for path in [
        "systems/sample-department/a",
        "projects/sample-department/b",
    ] {
        let path = format!("registry/{path}.yaml");
        let mut text = std::fs::read_to_string(folder.join(&path)).unwrap();
        // As often as fields are nested.
        for _ in 0..6 {
            let lines = text.lines().map(uncommented);
            text = lines.map(|line| format!("{line}\n")).collect();
        }
        folder.write(&path, &text);
    }
    let ran = folder.mulu(["check", "--format", "json"]);
    for code in [
        "schema/unknown-key",
        "document/syntax",
        "document/tab",
        "duplicate-key",
    ] {
        assert!(!ran.out.contains(code), "{code}: {}", ran.out);
    }
}

/// As an editor does it, for one level.
fn uncommented(line: &str) -> String {
    let inner = line.trim_start();
    let indent = &line[..line.len() - inner.len()];
    match inner.strip_prefix('#') {
        Some(rest) if rest.starts_with('#') => line.to_owned(),
        Some(rest) if is_field(rest) => format!("{indent}{}", rest.strip_prefix(' ').unwrap()),
        _ => line.to_owned(),
    }
}

/// Whether what follows a hash is a field, or an entry of a list, or a comment further in.
fn is_field(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(' ') else {
        return false;
    };
    let inner = rest.trim_start();
    let inner = inner.strip_prefix("- ").unwrap_or(inner);
    let key = inner.split(':').next().unwrap_or_default();
    let is_key = inner.contains(':') && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    (is_key && !key.is_empty()) || rest.starts_with(' ') && inner.starts_with('#')
}

#[test]
fn a_repository_that_has_a_readme_keeps_it() {
    let folder = Folder::empty();
    folder.write("README.md", "本区的说明\n");
    let ran = folder.mulu(["init"]);
    sound(&ran);
    assert!(ran.out.contains("没有改动：README.md"), "{}", ran.out);
    let kept = std::fs::read_to_string(folder.join("README.md")).unwrap();
    assert_eq!(kept, "本区的说明\n");
    refused(&folder.mulu(["init"]), "已经有了");
    sound(&folder.mulu(["check", "--deny-warnings"]));
}

#[test]
fn an_id_may_be_told_in_parts() {
    let folder = begun();
    sound(&folder.mulu(["new", "system", "sample-department/a"]));
    sound(&folder.mulu(["new", "request", "2027", "sample-department/a"]));
    let request = folder.join("registry/requests/2027/sample-department/a.yaml");
    assert!(request.exists());
}

#[test]
fn a_file_that_ends_otherwise_than_its_format_is_not_written() {
    let folder = begun();
    let fund = ["fund", "2027", "--format", "json", "-o", "a.xlsx"];
    refused(&folder.mulu(fund), "`.xlsx`");
    assert!(!folder.join("a.xlsx").exists());
    sound(&folder.mulu(["fund", "2027", "--format", "json", "-o", "a.txt"]));
}

#[test]
fn a_wrong_name_is_answered_with_the_right_one() {
    let folder = begun();
    refused(&folder.mulu(["new", "system", "platform"]), "<单位>/<系统>");
    refused(
        &folder.mulu(["new", "system", "sample-deparment/a"]),
        "`sample-department`",
    );
    refused(
        &folder.mulu(["new", "system", "sample-department/A_b"]),
        "小写字母",
    );
    refused(&folder.mulu(["new", "unit", "con"]), "另有用处");
    refused(
        &folder.mulu(["new", "request", "2027/sample-department/a"]),
        "系统",
    );
    refused(
        &folder.mulu(["new", "opinion", "security/sample-department"]),
        "`cybersecurity`",
    );
    refused(&folder.mulu(["new", "requests"]), "--from 2026 --to 2027");
    refused(&folder.mulu(["new", "system"]), "缺少标识");
    // A name where an id belongs is answered with the id.
    let named = folder.mulu([
        "new",
        "opinion",
        "区大数据发展局/health-commission/health-platform",
    ]);
    refused(&named, "`catalog`");
    refused(&folder.mulu(["new", "requests", "--from", "2026"]), "--to");
    refused(
        &folder.mulu(["new", "requests", "--from", "2026", "--to", "2027"]),
        "2026",
    );
}

#[test]
fn next_years_requests_come_from_this_years() {
    let folder = Folder::empty();
    folder.copy("registry");
    let ask = |folder: &Folder| {
        folder.mulu([
            "new",
            "requests",
            "--from",
            "2027",
            "--to",
            "2029",
            "--unit",
            "区卫生健康委",
        ])
    };
    let ran = ask(&folder);
    sound(&ran);
    insta::assert_snapshot!(ran.out, @r"
    2029 年度：起草 6 项申请，按上年共 343.1 万元；已经有的 0 项没有改动
    请逐项核对，然后运行 mulu check
    ");
    let path = "registry/requests/2029/health-commission/health-platform.yaml";
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains("# 由 2027 年度的申请起草"), "{text}");
    assert!(text.contains("amount: 420000"), "{text}");
    sound(&folder.mulu(["check", "registry/requests/2029"]));
    let again = ask(&folder);
    assert!(again.out.contains("起草 0 项申请"), "{again:#?}");
    assert!(
        !folder.join("registry/requests/2029/archives").exists(),
        "one unit's alone"
    );
}

#[test]
fn the_registry_is_found_from_any_folder_in_it() {
    let folder = begun();
    let inside = folder.mulu(["-C", "registry/units", "check"]);
    assert_eq!(inside, folder.mulu(["check"]));
    folder.write("elsewhere/.git/config", "");
    refused(&folder.mulu(["-C", "elsewhere", "check"]), "registry");
}

#[test]
fn some_files_are_checked_alone() {
    let folder = begun();
    folder.write(
        "registry/units/bad.yaml",
        "name: x\ncategory: nothing\nbudget_unit: true\n",
    );
    assert_eq!(folder.mulu(["check"]).code, Some(1));
    sound(&folder.mulu(["check", "registry/units/audit-bureau.yaml"]));
    for (at, file) in [
        (".", "registry/units/bad.yaml"),
        ("registry/units", "bad.yaml"),
        (".", "registry/units"),
    ] {
        let ran = folder.mulu(["-C", at, "check", file]);
        assert_eq!(ran.code, Some(1), "{ran:#?}");
        assert!(ran.out.contains("registry/units/bad.yaml"), "{ran:#?}");
    }
    refused(
        &folder.mulu(["check", "registry/units/audit-burau.yaml"]),
        "audit-bureau.yaml",
    );
}

#[test]
fn what_git_ignores_and_nobody_wrote_is_no_part_of_the_registry() {
    let folder = begun();
    folder.write("registry/.DS_Store", "\0");
    folder.write("registry/units/~$x.xlsx", "\0");
    sound(&folder.mulu(["check"]));
    folder.commit(DAY);
    // What Git keeps is looked at, whatever is ignored.
    assert_eq!(folder.mulu(["check"]).code, Some(1));

    let folder = begun();
    git2::Repository::init(folder.path()).unwrap();
    folder.write("registry/units/notes.tmp", "x");
    sound(&folder.mulu(["check"]));
    folder.write("registry/units/notes.txt", "x");
    assert_eq!(folder.mulu(["check"]).code, Some(1));
}

#[test]
fn windows_line_ends_everywhere_are_one_finding() {
    let folder = begun();
    for file in std::fs::read_dir(folder.join("registry/units")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text.replace('\n', "\r\n")).unwrap();
    }
    let ran = folder.mulu(["check"]);
    sound(&ran);
    assert_eq!(ran.out.matches("document/crlf").count(), 1, "{}", ran.out);
    assert!(ran.out.contains(".gitattributes"), "{}", ran.out);
    assert_eq!(folder.mulu(["check", "--deny-warnings"]).code, Some(1));
}

#[test]
fn the_ending_of_a_file_decides_its_format() {
    let folder = begun();
    let head = |name: &str| std::fs::read(folder.join(name)).unwrap()[..3].to_vec();
    for args in [
        &["fund", "2027"][..],
        &["projects", "2027"],
        &["year", "2027"],
        &["query", "select 1"],
    ] {
        for (name, begins) in [("a.json", b"{"), ("a.xlsx", b"P")] {
            sound(&folder.mulu([args, &["-o", name]].concat()));
            assert!(head(name).starts_with(begins), "{args:?} {name}");
        }
        sound(&folder.mulu([args, &["-o", "A.CSV", "--bom"]].concat()));
        assert_eq!(head("A.CSV"), b"\xEF\xBB\xBF", "{args:?}");
        refused(&folder.mulu([args, &["-o", "a.pdf"]].concat()), "`.pdf`");
        refused(&folder.mulu([args, &["--format", "xlsx"]].concat()), "-o");
    }
    sound(&folder.mulu(["new", "system", "sample-department/a"]));
    sound(&folder.mulu(["new", "request", "2099/sample-department/a"]));
    sound(&folder.mulu(["due", "-o", "due.ics"]));
    assert_eq!(head("due.ics"), b"BEG");
    sound(&folder.mulu(["forecast", "--until", "2029-01-01", "-o", "f.csv", "--bom"]));
    assert_eq!(head("f.csv"), b"\xEF\xBB\xBF");
    sound(&folder.mulu(["check", "-o", "check.sarif"]));
    sound(&folder.mulu(["check", "-o", "check.json"]));
    refused(&folder.mulu(["check", "-o", "check.xlsx"]), "`.sarif`");
    assert!(!folder.join("a.pdf").exists());
}

/// The steps of the workflow of a registry of one's own: a program fetched from a
/// server and verified by its digest, or not run at all.
#[test]
fn the_released_program_is_verified_before_it_runs() {
    let folder = begun();
    let program = b"#!/bin/sh\necho mulu 9.9\n".to_vec();
    let address = serve(program.clone());
    let digest = sha256(&folder, &program);
    let run = |url: &str, digest: &str| {
        let script = ".github/actions/program/fetch.sh";
        let mut command = std::process::Command::new("bash");
        command
            .arg(script)
            .current_dir(folder.path())
            .env("MULU_BIN", folder.join("bin"));
        command
            .env("MULU_URL", url)
            .env("MULU_SHA256", digest)
            .output()
            .unwrap()
    };
    let fetched = run(&address, &digest);
    assert!(fetched.status.success(), "{fetched:?}");
    assert_eq!(fetched.stdout, b"mulu 9.9\n");

    std::fs::remove_dir_all(folder.join("bin")).unwrap();
    for wrong in ["0".repeat(64), String::new(), digest.to_uppercase()] {
        let refused = run(&address, &wrong);
        assert!(!refused.status.success(), "{refused:?}");
        assert!(!folder.join("bin/mulu").exists());
    }
    assert!(
        !run("", &digest).status.success(),
        "no address and no sources"
    );
}

fn sha256(folder: &Folder, bytes: &[u8]) -> String {
    folder.write("program", bytes);
    let sum = std::process::Command::new("sha256sum")
        .arg(folder.join("program"))
        .output()
        .unwrap();
    String::from_utf8(sum.stdout)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .to_owned()
}

/// A server that gives everybody the same bytes; its address.
fn serve(bytes: Vec<u8>) -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/mulu", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                bytes.len()
            );
            let _ = stream.write_all(head.as_bytes());
            let _ = stream.write_all(&bytes);
        }
    });
    address
}
