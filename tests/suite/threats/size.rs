//! Too many, too large, too deep: said so in good time.

use super::raw::{self, FILE, FOLDER};
use super::timely;
use crate::district::District;
use std::fmt::Write as _;

/// A folder of eleven objects that stands for ten to the tenth files.
fn bomb(district: &District) -> git2::Oid {
    let repository = district.repository();
    let mut inside = raw::blob(repository, b"x");
    let names: Vec<Vec<u8>> = (0..10).map(|n| format!("f{n}").into_bytes()).collect();
    let mut mode = FILE;
    for _ in 0..10 {
        let names: Vec<_> = names.iter().map(|name| (mode, &**name, inside)).collect();
        inside = raw::tree(repository, &names);
        mode = FOLDER;
    }
    inside
}

/// Folders in folders.
fn deep(district: &District, levels: usize) -> git2::Oid {
    let repository = district.repository();
    let file = raw::blob(repository, b"x: 1\n");
    let mut inside = raw::tree(repository, &[(FILE, b"x.yaml", file)]);
    for _ in 0..levels {
        inside = raw::tree(repository, &[(FOLDER, b"d", inside)]);
    }
    inside
}

/// Proposes a folder, on a base that may have moved on since.
fn refused(make: impl Fn(&District) -> git2::Oid, why: &str) {
    for (folder, moved) in [
        ("", false),
        ("registry", false),
        ("", true),
        ("registry", true),
    ] {
        let district = District::new();
        let new = make(&district);
        let tree = raw::grown(district.repository(), folder, &[(FOLDER, b"zz", new)]);
        raw::propose(&district, "large", tree);
        if moved {
            district.on("main", |folder| folder.write("README.md", "x"));
        }
        let ran = timely(&district, "large", &["--lang", "en"]);
        assert_eq!(ran.code, Some(2), "{folder:?}: {ran:#?}");
        assert!(ran.err.contains(why), "{folder:?}: {ran:#?}");
    }
}

#[test]
fn a_few_objects_that_stand_for_endless_files_are_refused() {
    refused(bomb, "more than 200000 files");
}

#[test]
fn endless_folders_are_refused() {
    refused(|district| deep(district, 5_000), "more than 100 deep");
}

#[test]
fn folders_deeper_than_a_registry_needs_are_an_error() {
    let district = District::new();
    let tree = raw::grown(
        district.repository(),
        "registry",
        &[(FOLDER, b"zz", deep(&district, 60))],
    );
    raw::propose(&district, "deep", tree);
    assert_eq!(
        district.review("deep", "school-chen").findings(),
        [("path/unknown", true)]
    );
}

#[test]
fn a_thousand_files_for_a_thousand_others_end_in_time() {
    let file = |number: usize, from: usize| {
        let mut text = "name: x\nstatus: building\n".to_owned();
        for line in 0..40 {
            let _ = writeln!(text, "x-{line}: {}", number * 1_000 + line + from);
        }
        text
    };
    let path = |name: &str, number: usize| format!("registry/systems/school/{name}{number}.yaml");
    let count = 1_000;
    let district = District::with(|folder| {
        for number in 0..count {
            folder.write(&path("a", number), file(number, 0));
        }
    });
    district.on("all", |folder| {
        for number in 0..count {
            folder.remove(&path("a", number));
            folder.write(&path("b", number), file(number, 50_000_000));
        }
        // One that only moved is still known among them.
        folder.write(&path("c", 0), file(0, 0));
    });
    let ran = timely(&district, "all", &["--format", "json"]);
    let review: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let changes = review["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2 * count);
    let moved: Vec<_> = changes
        .iter()
        .filter(|one| one["change"] == "moved")
        .collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(
        (&moved[0]["path"], &moved[0]["from"]),
        (&path("c", 0).into(), &path("a", 0).into())
    );
}
