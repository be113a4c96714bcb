//! The program between the jobs of a workflow: what may write checks runs only what was
//! built without that right, whatever is in the cache. Needs bash and coreutils, as the
//! machines that workflows run on have.
#![cfg(target_os = "linux")]

use crate::support::Folder;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAM: &str = "target/release/mulu";

/// SHA-256 of `built\n`, what the compiler here makes, and of `poisoned\n`.
fn sum(folder: &Folder, text: &str) -> String {
    folder.write("sum", text);
    let output = Command::new("sha256sum").arg(folder.join("sum")).output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    text.split(' ').next().unwrap().to_owned()
}

/// A checkout with the script, a compiler that says what it is, and a GitHub that has
/// one run, whose second job has a name.
fn checkout(job: &str) -> Folder {
    let folder = Folder::empty();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/program.sh");
    folder.write(".github/program.sh", std::fs::read(script).unwrap());
    let tool = |name: &str, text: &str| {
        let path = format!("bin/{name}");
        folder.write(&path, format!("#!/bin/sh\n{text}\n"));
        let all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.join(&path), all).unwrap();
    };
    tool(
        "cargo",
        &format!("mkdir -p target/release; echo built > {PROGRAM}; echo \"$*\" >> built"),
    );
    tool(
        "curl",
        &format!(
            r#"for last; do :; done; echo "$last" >> asked
case "$last" in
*/actions/runs/7/jobs) echo '{{"jobs": [{{"name": "build"}}, {{"name": "{job}"}}]}}' ;;
*/program.yml/runs*) echo '{{"workflow_runs": [{{"id": 7, "jobs_url": "https://api.example/repos/a/b/actions/runs/7/jobs"}}]}}' ;;
*) exit 22 ;;
esac"#
        ),
    );
    folder
}

/// Runs the script; whether it went well, what it said, and what it gave to the workflow.
fn run(folder: &Folder, args: &[&str]) -> (bool, String, String) {
    let output = folder.join("output");
    let _ = std::fs::remove_file(&output);
    let path = std::env::var("PATH").unwrap();
    let ran = Command::new("bash")
        .arg(".github/program.sh")
        .args(args)
        .current_dir(folder.path())
        .env_clear()
        .env("PATH", format!("{}:{path}", folder.join("bin").display()))
        .env("GITHUB_OUTPUT", &output)
        .env("GITHUB_API_URL", "https://api.example")
        .env("GITHUB_REPOSITORY", "a/b")
        .env("GITHUB_TOKEN", "a-token")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    let given = std::fs::read_to_string(&output).unwrap_or_default();
    (ran.status.success(), said.into_owned(), given)
}

fn recorded(job: &str) -> String {
    let folder = checkout(job);
    let (done, said, given) = run(&folder, &["recorded", "Linux-key", "main"]);
    assert!(done, "{said}");
    let asked = std::fs::read_to_string(folder.join("asked")).unwrap();
    assert!(
        asked.contains("?branch=main&event=push&status=success"),
        "{asked}"
    );
    given.trim().strip_prefix("sha256=").unwrap().to_owned()
}

#[test]
fn what_was_recorded_of_the_default_branchs_program_is_found() {
    let digest = "ab".repeat(32);
    assert_eq!(recorded(&format!("program Linux-key {digest}")), digest);
    for other in [
        format!("program Linux-other {digest}"),
        format!("program Linux-key {}", "ab".repeat(31)),
        format!("program Linux-key {digest}0"),
        format!("a program Linux-key {digest}"),
        "build".to_owned(),
    ] {
        assert_eq!(recorded(&other), "", "{other}");
    }
}

#[test]
fn a_github_that_does_not_answer_records_nothing() {
    let folder = checkout("build");
    folder.write("bin/curl", "#!/bin/sh\nexit 22\n");
    let (done, said, given) = run(&folder, &["recorded", "Linux-key", "main"]);
    assert!(done, "{said}");
    assert_eq!(given, "sha256=\n");
}

#[test]
fn a_program_that_was_put_into_the_cache_is_built_anew() {
    let folder = checkout("build");
    let (built, poisoned) = (sum(&folder, "built\n"), sum(&folder, "poisoned\n"));
    folder.write(PROGRAM, "poisoned\n");
    let (done, said, given) = run(&folder, &["ready", &built]);
    assert!(done && said.contains("::warning::"), "{said}");
    assert_eq!(given, format!("sha256={built}\nfresh=true\n"));
    let how = std::fs::read_to_string(folder.join("built")).unwrap();
    assert_eq!(how, "build --release --locked\n");
    // The one that was recorded is not.
    let (_, _, given) = run(&folder, &["ready", &built]);
    assert_eq!(given, format!("sha256={built}\nfresh=false\n"));
    // Where nothing is recorded, nothing in a cache is believed.
    folder.write(PROGRAM, "poisoned\n");
    let (_, _, given) = run(&folder, &["ready", ""]);
    assert_eq!(given, format!("sha256={built}\nfresh=true\n"));
    assert_ne!(built, poisoned);
}

#[test]
fn a_program_that_was_exchanged_on_its_way_is_not_run() {
    let folder = checkout("build");
    let built = sum(&folder, "built\n");
    folder.write(PROGRAM, "built\n");
    assert!(run(&folder, &["verify", &built]).0);
    folder.write(PROGRAM, "poisoned\n");
    let (done, said, _) = run(&folder, &["verify", &built]);
    assert!(!done && said.contains("::error::"), "{said}");
    assert!(!folder.join(PROGRAM).exists());
    assert!(!run(&folder, &["verify", &built]).0);
    folder.write(PROGRAM, "built\n");
    assert!(!run(&folder, &["verify", ""]).0);
}

/// Each job that may write verifies before it runs, and builds nothing.
#[test]
fn no_job_that_may_write_runs_what_it_did_not_verify() {
    let mut jobs = 0;
    let ours = [".github/workflows/review", ".github/workflows/sweep"];
    // Those that `init` writes, whose program is released or built elsewhere.
    let theirs = [
        "src/app/starter/github/review",
        "src/app/starter/github/sweep",
    ];
    for (name, verify) in ours
        .map(|name| (name, "program.sh verify"))
        .into_iter()
        .chain(theirs.map(|name| {
            (
                name,
                "$SHA256  mulu-bin/mulu\\\" | sha256sum --check --strict",
            )
        }))
    {
        let path = format!("{}/{name}.yml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        for job in workflow["jobs"].as_object().unwrap().values() {
            let rights = job["permissions"].as_object().unwrap();
            let steps: Vec<String> = { job["steps"].as_array().unwrap().iter() }
                .map(|step| format!("{} {}", step["uses"], step["run"]))
                .collect();
            if !rights.values().any(|right| right == "write") {
                continue;
            }
            jobs += 1;
            let at = |what: &str| steps.iter().position(|step| step.contains(what));
            let (verified, run) = (at(verify), at("mulu bot"));
            assert!(verified.unwrap() < run.unwrap(), "{steps:#?}");
            assert_eq!(at("cargo"), None, "{steps:#?}");
            assert_eq!(at("actions/program"), None, "{steps:#?}");
        }
    }
    assert_eq!(jobs, 8);
}

/// What judges proposals may push nothing; what may push reads what was merged, and may
/// neither judge nor comment.
#[test]
fn only_the_job_that_keeps_the_record_may_push() {
    for folder in [".github/workflows", "src/app/starter/github"] {
        for name in ["review", "sweep"] {
            let path = format!("{}/{folder}/{name}.yml", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
            for (name, job) in workflow["jobs"].as_object().unwrap() {
                let rights = &job["permissions"];
                let steps = job["steps"].to_string();
                assert_eq!(rights["contents"] == "write", name == "record", "{name}");
                assert_eq!(steps.contains("bot --notes"), name == "record", "{name}");
                if name == "record" {
                    let least = serde_json::json!({"contents": "write", "pull-requests": "read"});
                    assert_eq!(*rights, least);
                }
            }
            let closed = workflow["jobs"]["record"]["if"].to_string();
            assert_eq!(closed.contains("pull_request.merged"), name == "review");
        }
    }
}

/// Nobody publishes pages by copying a file; the program that writes them may write nothing
/// else, and the job that publishes runs nothing of ours.
#[test]
fn what_is_published_was_written_without_rights() {
    for (name, verify) in [
        (".github/workflows/pages", "program.sh verify"),
        ("src/app/starter/github/pages", "sha256sum --check --strict"),
    ] {
        let path = format!("{}/{name}.yml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        assert_eq!(workflow["permissions"], serde_json::json!({}));
        let jobs = &workflow["jobs"];
        assert_eq!(jobs["program"]["if"], "vars.MULU_PAGES == 'public'");
        assert_eq!(
            jobs["write"]["permissions"],
            serde_json::json!({"contents": "read"})
        );
        let steps: Vec<String> = { jobs["write"]["steps"].as_array().unwrap().iter() }
            .map(serde_json::Value::to_string)
            .collect();
        let at = |what: &str| steps.iter().position(|step| step.contains(what));
        assert!(at(verify).unwrap() < at("mulu site").unwrap(), "{steps:#?}");
        let site = at("mulu site").unwrap();
        assert!(steps[site].contains("--audience public"), "{steps:#?}");
        let publish = &jobs["publish"];
        assert_eq!(
            publish["permissions"],
            serde_json::json!({"pages": "write", "id-token": "write"})
        );
        let steps = publish["steps"].as_array().unwrap();
        let uses = steps[0]["uses"].as_str().unwrap();
        assert!(steps.len() == 1 && uses.starts_with("actions/deploy-pages@"));
        assert!(steps[0]["run"].is_null() && steps[0]["env"].is_null());
    }
}

/// What is released was built by a job that may write nothing, on every system, and comes
/// with checksums and an attestation.
#[test]
fn what_is_released_was_built_without_rights() {
    let path = format!(
        "{}/.github/workflows/release.yml",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).unwrap();
    let workflow: serde_json::Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(workflow["permissions"], serde_json::json!({}));
    let (build, publish) = (&workflow["jobs"]["build"], &workflow["jobs"]["publish"]);
    assert_eq!(
        build["permissions"],
        serde_json::json!({"contents": "read"})
    );
    let systems = build["strategy"]["matrix"]["include"].to_string();
    for system in ["linux", "windows", "macos"] {
        assert!(systems.contains(system), "{systems}");
    }
    assert!(
        !text.contains("actions/cache"),
        "a cache is nothing to believe"
    );
    let steps = publish["steps"].to_string();
    assert!(
        !steps.contains("cargo") && !steps.contains("checkout"),
        "{steps}"
    );
    for part in ["sha256sum", "attest-build-provenance", "gh release create"] {
        assert!(steps.contains(part), "{part}");
    }
}
