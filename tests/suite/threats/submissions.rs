//! Whose change it is that came through the form: the account of its server proposes for
//! everybody, so everybody would like to be proposed for.

use super::replace;
use crate::district::{District, ON, REQUEST, REQUEST_PATH, Review};
use crate::submission::{ACCOUNT, AT, Handing, KEY, district, line, put, settings};
use mulu_core::registry::Identity;
use mulu_record::ssh::DECISIONS;
use serde_json::Value;

const PLAN: &str = "registry/plans/2027.yaml";
const DAY: i64 = 86_400;

/// The review of `change`, which the server's account opened.
fn review(district: &District) -> Review {
    district.review("change", ACCOUNT)
}

/// That it isn't taken for the person's, and why.
fn refused(review: &Review, reason: &str) {
    let submission = &review.json["submission"];
    assert_eq!(submission["refused"]["reason"], reason, "{submission}");
    assert_eq!(review.json["author"], submission["opened_by"]);
    let changes = review.json["changes"].as_array().unwrap();
    let mut allowed = changes.iter().map(|change| &change["author_allowed"]);
    assert!(allowed.all(|allowed| *allowed == false), "{changes:#?}");
}

fn given(review: &Review, path: &str) -> Value {
    review.change(path)["needed"][0]["given_by"].clone()
}

#[test]
fn what_was_handed_in_counts_as_its_persons() {
    let district = district();
    let head = Handing::default().commit(&district);
    let waits = review(&district);
    assert_eq!(waits.json["author"], "health-wang");
    assert_eq!(waits.json["submission"]["refused"], Value::Null);
    assert_eq!(waits.checks(), ("action_required", "success"));
    let agreed = district.review_with("change", ACCOUNT, &[("treasury-wu", &head)]);
    assert_eq!(agreed.checks(), ("success", "success"));
    // Where nobody says who opened it, the signature alone is said to speak.
    let alone = ["review", "main..change", "--on", ON, "--lang", "zh"];
    let alone = district.mulu(&alone);
    assert!(alone.out.contains("health-wang"), "{alone:#?}");
    assert!(alone.out.contains("只凭填报服务的签名"), "{alone:#?}");
    let told = district.comment("change", ACCOUNT, "zh").replace('\\', "");
    assert!(told.contains("由 health-wang 经网上填报提交"), "{told}");
    assert!(told.contains("--author mulu-forms"), "{told}");
}

#[test]
fn a_forged_submission_is_its_accounts() {
    let district = district();
    for (forged, word) in [
        (
            Handing {
                key: None,
                ..Handing::default()
            },
            "unsigned",
        ),
        (
            Handing {
                key: Some(22),
                ..Handing::default()
            },
            "key",
        ),
        (
            Handing {
                namespace: DECISIONS,
                ..Handing::default()
            },
            "bad",
        ),
    ] {
        forged.commit(&district);
        refused(&review(&district), word);
    }
    // The signature of one commit under another.
    let repository = district.repository();
    let id = git2::Oid::from_str(&Handing::default().commit(&district)).unwrap();
    let (signature, content) = repository.extract_signature(&id, None).unwrap();
    let (signature, content) = (signature.as_str().unwrap(), content.as_str().unwrap());
    let other = content.replace("health-wang", "treasury-ma");
    put(&district, "change", &other, Some(signature));
    refused(&review(&district), "bad");
    put(
        &district,
        "change",
        content,
        Some("-----BEGIN PGP SIGNATURE-----"),
    );
    refused(&review(&district), "bad");
    // One in whose message somebody else is named besides.
    let twice = content.replace(
        "\n\nSubmitted-by",
        "\n\nSubmitted-by: treasury-ma\n\nSubmitted-by",
    );
    put(&district, "change", &twice, None);
    refused(&review(&district), "unsigned");
}

#[test]
fn what_another_account_opened_is_that_accounts() {
    let district = district();
    Handing::default().commit(&district);
    for opener in ["school-chen", "mulu-forms-2", "gitea:mulu-forms"] {
        let review = district.review("change", opener);
        refused(&review, "opener");
        assert_eq!(review.checks().0, "failure");
    }
    // With the number of the account, a login that was registered anew is another's.
    let numbered = District::with(|folder| {
        settings(folder, &[line(KEY, "2026-01-01", "")]);
        replace(
            folder,
            "registry/registry.yaml",
            "mulu-forms",
            "\"mulu-forms#9\"",
        );
    });
    Handing::default().commit(&numbered);
    refused(&numbered.review("change", "mulu-forms#8"), "opener");
    let own = numbered.review("change", "mulu-forms#9");
    assert_eq!(own.json["author"], "health-wang");
}

#[test]
fn a_replayed_submission_is_nobodys() {
    let district = district();
    let repository = district.repository();
    let id = Handing::default().commit(&district);
    // Merged, taken back, and proposed once more: it is in the history.
    let handed = repository.find_commit(git2::Oid::from_str(&id).unwrap());
    let handed = handed.unwrap();
    let main = handed.parent(0).unwrap();
    let who = handed.author();
    let merge = repository.commit(
        None,
        &who,
        &who,
        "merge",
        &handed.tree().unwrap(),
        &[&main, &handed],
    );
    let merge = repository.find_commit(merge.unwrap()).unwrap();
    let back = repository.commit(None, &who, &who, "revert", &main.tree().unwrap(), &[&merge]);
    repository
        .reference("refs/heads/main", back.unwrap(), true, "reverted")
        .unwrap();
    let again = review(&district);
    assert!(again.json["changes"].as_array().unwrap().is_empty());
    refused(&again, "within");
    // The same on what is there now, with the signature that it had.
    let (signature, content) = repository.extract_signature(&handed.id(), None).unwrap();
    let (signature, content) = (signature.as_str().unwrap(), content.as_str().unwrap());
    let later = repository.revparse_single("main").unwrap().id().to_string();
    let picked = content.replace(&main.id().to_string(), &later);
    put(&district, "change", &picked, Some(signature));
    refused(&review(&district), "bad");
}

#[test]
fn a_submission_of_another_branch_or_path_is_nobodys() {
    let district = district();
    Handing {
        said_branch: "mulu/0123",
        ..Handing::default()
    }
    .commit(&district);
    let from = |branch: &str| {
        let proposal = mulu_app::Proposal {
            folder: district.path().to_owned(),
            base: "main".to_owned(),
            head: "change".to_owned(),
            author: Some(Identity::said(ACCOUNT)),
            branch: Some(branch.to_owned()),
            on: Some(ON.parse().unwrap()),
            ..mulu_app::Proposal::default()
        };
        let reviewed = mulu_app::review(&proposal).unwrap().review;
        reviewed.author.unwrap().to_string()
    };
    assert_eq!(from("mulu/0123"), "health-wang");
    assert_eq!(from("mulu/4567"), ACCOUNT);
    // What was handed in for one file, in the place of another.
    let path = "registry/requests/2028/health/platform.yaml";
    let handed = Handing::default();
    let moved = Handing {
        files: vec![(path, REQUEST.to_owned())],
        ..Handing::default()
    };
    let id = moved.commit(&district);
    let (_, content) = signed(&district, &id);
    let content = content.replace(claimed(&moved), claimed(&handed));
    resigned(&district, &content, KEY);
    refused(&review(&district), "content");
}

/// The line of a message with the digest.
fn claimed(handing: &Handing) -> &'static str {
    let message = handing.message();
    let line = message
        .lines()
        .find(|line| line.starts_with("Submitted-digest"));
    Box::leak(line.unwrap().to_owned().into_boxed_str())
}

fn signed(district: &District, id: &str) -> (String, String) {
    let id = git2::Oid::from_str(id).unwrap();
    let (signature, content) = district.repository().extract_signature(&id, None).unwrap();
    let text = |buf: &git2::Buf| buf.as_str().unwrap().to_owned();
    (text(&signature), text(&content))
}

/// Signs something else by the server's own key.
fn resigned(district: &District, content: &str, seed: u8) {
    let private = crate::record::keys::key(seed).0;
    let signature = mulu_record::ssh::sign(
        content.as_bytes(),
        mulu_record::ssh::GIT,
        private.as_bytes(),
    );
    put(district, "change", content, Some(&signature.unwrap().1));
}

#[test]
fn a_stale_key_of_the_forms_server_signs_nothing() {
    let with = |keys: &[String]| District::with(|folder| settings(folder, keys));
    let from_to = |from: &str, until: &str| with(&[line(KEY, from, until)]);
    for (from, until, taken) in [
        ("2026-11-06", "2026-11-06", true),
        ("2026-11-07", "", false),
        ("2026-01-01", "2026-11-05", false),
    ] {
        let district = from_to(from, until);
        Handing::default().commit(&district);
        match taken {
            true => assert_eq!(review(&district).json["author"], "health-wang"),
            false => refused(&review(&district), "key-day"),
        }
    }
    // While a key is followed by another, both sign; one that was taken out signs nothing more.
    let both = with(&[
        line(KEY, "2026-01-01", "2026-11-30"),
        line(22, "2026-11-01", ""),
    ]);
    for key in [KEY, 22] {
        Handing {
            key: Some(key),
            ..Handing::default()
        }
        .commit(&both);
        assert_eq!(review(&both).json["author"], "health-wang");
    }
    Handing::default().commit(&both);
    both.on("main", |folder| {
        settings(folder, &[line(22, "2026-11-01", "")])
    });
    refused(&review(&both), "key");
    // A day before that of what it builds upon doesn't bring a key back that has run out.
    let over = from_to("2026-01-01", "2026-11-01");
    Handing {
        at: AT - 20 * DAY,
        ..Handing::default()
    }
    .commit(&over);
    refused(&review(&over), "date");
}

#[test]
fn a_key_that_comes_with_the_change_signs_nothing() {
    let district = district();
    let path = "registry/registry.yaml";
    let text = std::fs::read_to_string(district.path().join(path)).unwrap();
    let text = format!("{text}{}", line(22, "2026-01-01", ""));
    let files = vec![(path, text)];
    Handing {
        by: "bureau-li",
        key: Some(22),
        files,
        ..Handing::default()
    }
    .commit(&district);
    refused(&review(&district), "key");
}

#[test]
fn what_is_pushed_to_a_submission_voids_it() {
    let district = district();
    // Somebody's later commit, even of nothing much.
    Handing::default().commit(&district);
    district.on("change", |folder| {
        replace(folder, REQUEST_PATH, "需求", "需要")
    });
    refused(&review(&district), "others");
    // Another's submission on top of it.
    Handing::default().commit(&district);
    let files = vec![(REQUEST_PATH, REQUEST.replace("需求", "需要"))];
    let on_top = Handing {
        by: "health-zhao",
        parent: "change".to_owned(),
        files,
        ..Handing::default()
    };
    on_top.commit(&district);
    refused(&review(&district), "others");
    // The commit amended: its words are there, its signature isn't of them.
    let id = Handing::default().commit(&district);
    let (signature, content) = signed(&district, &id);
    let files = vec![(REQUEST_PATH, REQUEST.replace("需求", "需要"))];
    let amended = Handing {
        files,
        key: None,
        ..Handing::default()
    };
    let other = district
        .repository()
        .find_commit(git2::Oid::from_str(&amended.commit(&district)).unwrap());
    let own = district
        .repository()
        .find_commit(git2::Oid::from_str(&id).unwrap());
    let trees = (
        own.unwrap().tree_id().to_string(),
        other.unwrap().tree_id().to_string(),
    );
    put(
        &district,
        "change",
        &content.replace(&trees.0, &trees.1),
        Some(&signature),
    );
    refused(&review(&district), "bad");
    // A file more than was handed in, in what the server itself signed.
    let besides = vec![(PLAN, "projects: []\n".to_owned())];
    Handing {
        besides,
        ..Handing::default()
    }
    .commit(&district);
    refused(&review(&district), "content");
    let besides = vec![("x.sh", "x".to_owned())];
    Handing {
        besides,
        ..Handing::default()
    }
    .commit(&district);
    refused(&review(&district), "content");
}

#[test]
fn a_submission_that_is_merged_with_anything_is_nobodys() {
    let path = "registry/systems/health/platform.yaml";
    let district = district();
    let there = std::fs::read_to_string(district.path().join(path)).unwrap();
    let files = vec![(path, format!("{there}# 后面\n"))];
    let handed = Handing {
        files,
        ..Handing::default()
    };
    let id = handed.commit(&district);
    assert_eq!(review(&district).json["author"], "health-wang");
    // The base moves in another file: still the same. In the same: it would be joined.
    district.on("main", |folder| replace(folder, PLAN, "kind", "kind"));
    district.on("main", |folder| {
        replace(folder, "registry/units/school.yaml", "示例", "样例")
    });
    assert_eq!(review(&district).json["author"], "health-wang");
    district.on("main", |folder| {
        folder.write(path, format!("# 前面\n{there}"))
    });
    refused(&review(&district), "content");
    // Somebody merges the base into the branch.
    let repository = district.repository();
    let (ours, main) = (
        git2::Oid::from_str(&id).unwrap(),
        repository.revparse_single("main").unwrap(),
    );
    let (ours, main) = (
        repository.find_commit(ours).unwrap(),
        main.peel_to_commit().unwrap(),
    );
    let who = ours.author();
    let merge = repository.commit(
        None,
        &who,
        &who,
        "merge",
        &main.tree().unwrap(),
        &[&ours, &main],
    );
    repository
        .reference("refs/heads/change", merge.unwrap(), true, "merged")
        .unwrap();
    refused(&review(&district), "merge");
}

#[test]
fn whoever_handed_it_in_approves_nothing_of_it() {
    let district = District::with(|folder| {
        settings(folder, &[line(KEY, "2026-01-01", "")]);
        let unit = "registry/units/reform.yaml";
        replace(folder, unit, "reform-gu]", "reform-gu, mulu-forms]");
    });
    let plan = std::fs::read_to_string(district.path().join(PLAN)).unwrap();
    let files = vec![(PLAN, plan.replace("amount: 300000", "amount: 290000"))];
    let handed = Handing {
        by: "reform-xu",
        files,
        ..Handing::default()
    };
    let head = handed.commit(&district);
    let by = |who: &str, head: &str| {
        let review = district.review_with("change", ACCOUNT, &[(who, head)]);
        given(&review, PLAN)
    };
    assert_eq!(review(&district).json["author"], "reform-xu");
    assert_eq!(by("reform-xu", &head), Value::Null);
    assert_eq!(by("Reform-Xu", &head), Value::Null);
    assert_eq!(by(ACCOUNT, &head), Value::Null);
    assert_eq!(by("reform-gu", &head), "reform-gu");
    // A second commit makes the account the author, and them no approver.
    let head = district.on("change", |folder| replace(folder, PLAN, "290000", "280000"));
    assert_eq!(review(&district).json["author"], ACCOUNT);
    assert_eq!(by("reform-xu", &head), Value::Null);
    assert_eq!(by("reform-gu", &head), "reform-gu");
    // Nor does another pull request with the same commit, by somebody who may.
    let head = handed.commit(&district);
    let other = district.review_with("change", "reform-gu", &[("reform-xu", &head)]);
    assert_eq!(given(&other, PLAN), Value::Null);
}

#[test]
fn somebody_whom_no_unit_knows_hands_in_nothing() {
    let district = district();
    for by in ["stranger", "gitea:health-wang", "header:health-wang"] {
        Handing {
            by,
            ..Handing::default()
        }
        .commit(&district);
        refused(&review(&district), "person");
    }
    // Whom a unit knows, and who may not propose this file, is refused as anybody.
    Handing {
        by: "school-chen",
        ..Handing::default()
    }
    .commit(&district);
    let review = review(&district);
    assert_eq!(review.json["author"], "school-chen");
    assert_eq!(review.change(REQUEST_PATH)["author_allowed"], false);
}

#[test]
fn a_registry_without_a_server_of_the_form_takes_no_submission() {
    let district = District::new();
    Handing::default().commit(&district);
    refused(&review(&district), "no-server");
}
