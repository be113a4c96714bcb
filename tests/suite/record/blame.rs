//! Who vouched: forged authors, stolen names, keys that came later or went since; and whose
//! line it is, as Git itself has it.

use super::dice::Dice;
use super::git;
use super::keys::{key, register};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::Folder;
use mulu_git::Repository;
use mulu_record::ssh::{self, GIT};
use serde_json::Value;
use std::process::Command;

const OPINIONS: &str = "registry/opinions/cybersecurity/health/platform.yaml";

/// Commits all files by somebody, signed with a key where one is named.
fn commit(folder: &Folder, author: &str, seed: Option<u8>, seconds: i64) -> git2::Oid {
    let repository = git2::Repository::open(folder.path()).unwrap();
    let mut index = repository.index().unwrap();
    index
        .add_all(["registry"], git2::IndexAddOption::FORCE, None)
        .unwrap();
    index.update_all(["registry"], None).unwrap();
    index.write().unwrap();
    let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
    let time = git2::Time::new(seconds, 0);
    let who = git2::Signature::new(author, "a@example.org", &time).unwrap();
    let parent = repository.head().unwrap().peel_to_commit().unwrap();
    let buffer = repository
        .commit_create_buffer(&who, &who, "opinion", &tree, &[&parent])
        .unwrap();
    let text = std::str::from_utf8(&buffer).unwrap();
    let id = match seed {
        Some(seed) => {
            let signature = ssh::sign(&buffer, GIT, key(seed).0.as_bytes()).unwrap().1;
            repository.commit_signed(text, &signature, None).unwrap()
        }
        None => repository
            .odb()
            .unwrap()
            .write(git2::ObjectType::Commit, &buffer)
            .unwrap(),
    };
    let name = repository.head().unwrap().name().unwrap().to_owned();
    repository.reference(&name, id, true, "commit").unwrap();
    id
}

/// Adds an opinion of the cyberspace office.
fn opine(folder: &Folder, issued_on: &str) {
    let path = folder.join(OPINIONS);
    let text = std::fs::read_to_string(&path).unwrap();
    let more =
        format!("  - {{matter: risk-assessment, result: pass, issued_on: \"{issued_on}\"}}\n");
    std::fs::write(path, text + &more).unwrap();
}

fn district() -> District {
    District::with(|folder| {
        folder.write(REQUEST_PATH, REQUEST);
        register(folder, "cyber", 1);
        register(folder, "crypto", 2);
    })
}

/// The fact at a pointer of the opinions, as `explain --blame` tells it.
fn fact(district: &District, pointer: &str) -> Value {
    let args = [
        "explain",
        "health/platform",
        "--year",
        "2027",
        "--on",
        ON,
        "--rev",
        "HEAD",
    ];
    let ran = district.mulu(&[&args[..], &["--blame", "--all", "--format", "json"]].concat());
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let facts = told["facts"].as_array().unwrap().iter();
    let mut facts = facts.filter(|fact| fact["path"] == OPINIONS);
    let found = facts.find(|fact| fact["pointer"].as_str().unwrap().starts_with(pointer));
    found.unwrap_or_else(|| panic!("{told:#}")).clone()
}

#[test]
fn each_fact_is_told_with_who_vouched_for_it() {
    for (seed, author, state) in [
        (Some(1), "网信办何", "verified"),
        // Anybody can write any name.
        (None, "网信办何", "none"),
        (Some(2), "网信办何", "other-unit"),
        (Some(3), "网信办何", "unknown-key"),
    ] {
        let district = district();
        opine(district.folder(), "2026-11-15");
        let id = commit(district.folder(), author, seed, 1_795_000_000);
        let told = fact(&district, "/opinions/3");
        assert_eq!(told["signature"], state, "{told:#}");
        assert_eq!(told["commit"], id.to_string());
        assert_eq!(
            (&told["author"], &told["on"]),
            (&author.into(), &"2026-11-18".into())
        );
        assert_eq!(told["owners"][0], "cybersecurity");
    }
}

#[test]
fn a_key_that_went_since_and_one_that_came_later() {
    let district = district();
    let folder = district.folder();
    opine(folder, "2026-11-15");
    commit(folder, "a", Some(1), 1_795_000_000);
    let path = folder.join("registry/units/cyber.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace(&key(1).1, &key(4).1)).unwrap();
    folder.commit(1_795_100_000);
    assert_eq!(fact(&district, "/opinions/3")["signature"], "revoked-since");
    // Key 5 signs before anybody registers it.
    opine(folder, "2026-11-20");
    commit(folder, "a", Some(5), 1_795_200_000);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace(&key(4).1, &key(5).1)).unwrap();
    folder.commit(1_795_300_000);
    assert_eq!(fact(&district, "/opinions/4")["signature"], "key-later");
}

#[test]
fn a_signature_that_was_moved_to_another_commit_is_bad_and_openpgp_is_said() {
    for (signature, state) in [
        (
            ssh::sign(b"another commit", GIT, key(1).0.as_bytes())
                .unwrap()
                .1,
            "bad",
        ),
        (
            "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----\n".to_owned(),
            "unknown-kind",
        ),
    ] {
        let district = district();
        let folder = district.folder();
        opine(folder, "2026-11-15");
        let id = commit(folder, "a", None, 1_795_000_000);
        let repository = district.repository();
        let bytes = repository.odb().unwrap().read(id).unwrap().data().to_vec();
        let text = String::from_utf8(bytes).unwrap();
        let id = repository.commit_signed(&text, &signature, None).unwrap();
        repository
            .reference("refs/heads/main", id, true, "forged")
            .unwrap();
        assert_eq!(fact(&district, "/opinions/3")["signature"], state);
    }
}

#[test]
fn it_is_told_in_both_languages() {
    let district = district();
    opine(district.folder(), "2026-11-15");
    let id = commit(district.folder(), "网信办何", Some(1), 1_795_000_000).to_string();
    for lang in ["zh", "en"] {
        let args = [
            "explain",
            "health/platform",
            "--year",
            "2027",
            "--on",
            ON,
            "--lang",
            lang,
        ];
        let ran = district.mulu(&[&args[..], &["--rev", "HEAD", "--blame"]].concat());
        assert_eq!(ran.code, Some(0), "{ran:#?}");
        let from = ran.out.find(OPINIONS).unwrap();
        let facts = ran.out[from..].lines().skip(1);
        let facts: Vec<&str> = facts.take_while(|line| line.starts_with("  ")).collect();
        let last = facts[facts.len().saturating_sub(4)..].join("\n");
        assert!(last.contains(&id[..7]), "{last}");
        insta::with_settings!({filters => vec![(r"\b[0-9a-f]{7}\b", "COMMIT")]}, {
            insta::assert_snapshot!(format!("blame-{lang}"), last);
        });
    }
    let ran = district.mulu(&[
        "explain",
        "health/platform",
        "--blame",
        "--format",
        "markdown",
    ]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
}

/// From a day on the cyberspace office must sign.
fn signing() -> District {
    District::with(|folder| {
        let path = "registry/registry.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let signed = "cybersecurity: {units: [cyber], signed_from: \"2026-11-01\"}";
        folder.write(path, text.replace("cybersecurity: cyber", signed));
        register(folder, "cyber", 1);
        register(folder, "crypto", 2);
    })
}

#[test]
fn an_opinion_that_must_be_signed_and_is_not_fails_its_review() {
    for (seed, fails) in [
        (Some(1), false),
        (None, true),
        (Some(2), true),
        (Some(3), true),
    ] {
        let district = signing();
        let folder = district.folder();
        git(folder.path(), &["checkout", "--quiet", "-b", "opinion"]);
        opine(folder, "2026-11-15");
        let id = commit(folder, "cyber-he", seed, 1_795_000_000).to_string();
        let review = district.review_with("opinion", "cyber-he", &[("cyber-lu", &id)]);
        let found = review.findings().contains(&("opinion/unsigned", true));
        assert_eq!(found, fails, "{seed:?}: {:#?}", review.json["diagnostics"]);
        assert_eq!(review.checks().0 == "failure", fails, "{seed:?}");
    }
    // Whoever needn't sign yet isn't asked to.
    let district = signing();
    district.on("audit", |folder| {
        folder.write("registry/opinions/catalog/hospital.yaml", "opinions: []\n");
    });
    assert_eq!(district.review("audit", "bureau-li").findings(), []);
}

/// Random histories with merges and moves: each line is that commit's which Git says.
#[test]
fn lines_are_whose_git_says_they_are() {
    let rounds = if crate::support::is_whole_sweep() {
        200
    } else {
        12
    };
    for seed in 0..rounds {
        let folder = Folder::empty();
        let mut dice = Dice(seed);
        let mut below = |most: usize| dice.below(most);
        git(folder.path(), &["init", "--quiet", "-b", "main", "."]);
        for (name, value) in [
            ("user.name", "a"),
            ("user.email", "a@example.org"),
            ("commit.gpgsign", "false"),
        ] {
            git(folder.path(), &["config", name, value]);
        }
        let mut path = "registry/a.yaml".to_owned();
        let mut lines: Vec<String> = (0..12)
            .map(|at| format!("line: {at} of the beginning\n"))
            .collect();
        folder.write(&path, lines.concat());
        let save = |message: &str| {
            git(folder.path(), &["add", "--all"]);
            git(
                folder.path(),
                &["commit", "--quiet", "--allow-empty", "-m", message],
            );
        };
        save("first");
        for step in 0..10_u64 {
            let at = below(lines.len());
            match below(5) {
                0 => lines.insert(at, format!("more: {seed} {step} inserted\n")),
                1 if lines.len() > 4 => drop(lines.remove(at)),
                2 => {
                    let next = format!("registry/b{step}.yaml");
                    git(folder.path(), &["mv", &path, &next]);
                    path = next;
                }
                3 => {
                    // A branch that writes elsewhere in the file, merged.
                    git(folder.path(), &["checkout", "--quiet", "-b", "side"]);
                    lines.push(format!("side: {seed} {step} at the end\n"));
                    folder.write(&path, lines.concat());
                    save("side");
                    git(folder.path(), &["checkout", "--quiet", "main"]);
                    folder.write("registry/other.yaml", format!("other: {step}\n"));
                    save("main");
                    git(
                        folder.path(),
                        &["merge", "--quiet", "--no-ff", "-m", "merge", "side"],
                    );
                    git(folder.path(), &["branch", "--quiet", "-D", "side"]);
                }
                _ => lines[at] = format!("changed: {seed} {step} here\n"),
            }
            folder.write(&path, lines.concat());
            save("step");
        }
        let told = Command::new("git")
            .args(["blame", "-l", "-s", "--root", &path])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let told: Vec<String> = told.lines().map(|line| line[..40].to_owned()).collect();
        let repository = Repository::open(folder.path()).unwrap();
        let head = repository.revision("HEAD").unwrap();
        let ours = repository.blame(&head, &path).unwrap().lines;
        assert_eq!(ours, told, "seed {seed}, {path}");
    }
}
