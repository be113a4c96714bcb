//! What a review is given, and what it isn't: approvals as people's machines write them,
//! files that nobody committed, an author whom nobody named, a folder below the top.

use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use crate::support::{Folder, Ran};
use serde_json::{Value, json};

/// A request proposed on a branch, and the commit.
fn asked() -> (District, String) {
    let district = District::new();
    let head = district.on("change", |folder| folder.write(REQUEST_PATH, REQUEST));
    (district, head)
}

/// A review with a file of approvals.
fn with(district: &District, approvals: &[u8]) -> Ran {
    std::fs::write(district.path().join("approvals.json"), approvals).unwrap();
    let review = [
        "review",
        "main..change",
        "--author",
        "health-wang",
        "--on",
        ON,
    ];
    let given = [
        "--approvals",
        "approvals.json",
        "--format",
        "json",
        "--lang",
        "en",
    ];
    district.mulu(&[&review[..], &given].concat())
}

/// Whose approval counts for the request.
fn given_by(ran: &Ran) -> Value {
    let review: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    let changes = review["changes"].as_array().unwrap();
    let change = changes.iter().find(|one| one["path"] == REQUEST_PATH);
    change.unwrap()["needed"][0]["given_by"].clone()
}

#[test]
fn approvals_are_read_as_windows_and_people_write_them() {
    let (district, head) = asked();
    let text = json!([{"login": "treasury-wu", "commit": head}]).to_string();
    let units = |unit: fn(u16) -> [u8; 2], mark: &[u8]| {
        let wide = text.encode_utf16().flat_map(unit);
        mark.iter().copied().chain(wide).collect::<Vec<u8>>()
    };
    let expected = given_by(&with(&district, text.as_bytes()));
    assert_ne!(expected, Value::Null);
    for bytes in [
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        units(u16::to_le_bytes, b"\xFF\xFE"),
        units(u16::to_be_bytes, b"\xFE\xFF"),
        units(u16::to_le_bytes, b""),
        text.replace("treasury-wu", "@treasury-wu").into_bytes(),
        text.replace(&head, &head.to_uppercase()).into_bytes(),
        text.replace(',', ",\r\n").into_bytes(),
    ] {
        let ran = with(&district, &bytes);
        assert_eq!(given_by(&ran), expected, "{bytes:?}");
    }
}

#[test]
fn approvals_that_mean_nothing_are_refused() {
    let (district, head) = asked();
    let of = |login: &str, commit: &str| json!([{"login": login, "commit": commit}]).to_string();
    for (text, why) in [
        (of("treasury-wu", &head[..12]), "no whole commit id"),
        (of("treasury-wu", "HEAD"), "no whole commit id"),
        (of("treasury-wu", ""), "no whole commit id"),
        (of("@", &head), "names nobody"),
        (of("", &head), "names nobody"),
        (
            json!([{"login": "a", "sha": head}]).to_string(),
            "unknown field",
        ),
        (
            json!([{"login": "a", "commit": head, "commit_id": head}]).to_string(),
            "unknown field",
        ),
        (
            json!({"login": "a", "commit": head}).to_string(),
            "a JSON list is needed",
        ),
        (
            json!([{"login": "a", "comit": head}]).to_string(),
            "`commit`",
        ),
        (json!(["a", "b"]).to_string(), "entry 1: write {"),
        (
            json!([{"login": "a", "commit": head}, null]).to_string(),
            "entry 2: write {",
        ),
        (json!([[head]]).to_string(), "entry 1: write {"),
        (
            json!([{"login": 7, "commit": head}]).to_string(),
            "login must be text",
        ),
        (
            json!([{"login": "a", "commit": 7}]).to_string(),
            "commit must be text",
        ),
        (json!([{"login": "a"}]).to_string(), "commit is missing"),
        (json!([{"commit": head}]).to_string(), "login is missing"),
        (
            json!([{"login": "a", "commit": head, "account": "7"}]).to_string(),
            "account must be the account's number",
        ),
        (
            of("a", &head).replace("\"login\"", "\"login\":\"b\",\"login\""),
            "login stands there twice",
        ),
        (
            of("treasury wu", &head),
            "a blank or an invisible character (U+0020)",
        ),
        (
            of("treasury-wu\u{200B}", &head),
            "invisible character (U+200B)",
        ),
        (
            of("\u{FEFF}treasury-wu", &head),
            "invisible character (U+FEFF)",
        ),
        ("null".to_owned(), "no list"),
        (" \n".to_owned(), "it is empty"),
        ("[{".to_owned(), "at line 1, column 2"),
        ("[".repeat(100_000), "cannot be read"),
        ("\u{fffd}".repeat(2), "cannot be read"),
    ] {
        let ran = with(&district, text.as_bytes());
        assert_eq!(ran.code, Some(2), "{text:.80}: {ran:#?}");
        for word in ["struct", "expected", "invalid type", "missing field"] {
            assert!(!ran.err.contains(word), "{text:.80}: {ran:#?}");
        }
        assert!(
            ran.err.contains(why) && ran.err.contains("approvals.json"),
            "{text:.80}: {ran:#?}"
        );
    }
    for bytes in [&b"\xff\xfe["[..], b"\xfe\xfe\xfe", b"\xff\xfe\x00\xd8"] {
        let ran = with(&district, bytes);
        assert!(
            ran.code == Some(2) && ran.err.contains("UTF-16"),
            "{ran:#?}"
        );
    }
}

/// People write blanks around a name; an approval that counts for nothing is said to be one.
#[test]
fn an_approval_that_counts_for_nothing_is_said_to() {
    let (district, head) = asked();
    let ran = |login: &str, commit: &str| {
        let text = json!([{"login": login, "commit": commit}]).to_string();
        std::fs::write(district.path().join("approvals.json"), text).unwrap();
        let args = [
            "review",
            "main..change",
            "--author",
            "health-wang",
            "--on",
            ON,
        ];
        let given = ["--approvals", "approvals.json", "--lang", "en"];
        district.mulu(&[&args[..], &given].concat()).err
    };
    assert_eq!(ran(" @treasury-wu ", &head), "");
    assert!(ran("nobody", &head).contains("nobody acts for no unit"));
    let elsewhere = ran("treasury-wu", &"1".repeat(40));
    assert!(elsewhere.contains("isn't here"), "{elsewhere}");
}

/// Files that aren't committed are no part of what is reviewed: whoever forgot them is told.
#[test]
fn what_is_not_committed_is_said_not_to_be_reviewed() {
    let (district, _) = asked();
    let review = |range: &str| {
        district.mulu(&[
            "review",
            range,
            "--on",
            ON,
            "--author",
            "health-wang",
            "--lang",
            "en",
        ])
    };
    assert_eq!(review("main..HEAD").err, "");
    let write = |path: &str| {
        let path = district.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "name: x\n").unwrap();
    };
    write("elsewhere.txt");
    write(".gitignore");
    assert_eq!(review("main..HEAD").err, "");
    write("registry/systems/health/new.yaml");
    let said = review("main..HEAD").err;
    assert_eq!(
        said,
        "warning: 1 file is not committed and not reviewed: registry/systems/health/new.yaml\n"
    );
    write("registry/registry.yaml");
    let said = review("HEAD..HEAD").err;
    assert_eq!(
        said,
        "warning: 2 files are not committed and not reviewed: registry/registry.yaml and others\n"
    );
    // Another branch is reviewed than what lies there.
    assert_eq!(review("main..change").err, "");
}

#[test]
fn who_may_was_not_checked_where_nobody_was_named() {
    let (district, _) = asked();
    for format in ["terminal", "markdown"] {
        for (lang, words) in [("en", "no author was named"), ("zh", "没有给出提交人")] {
            let args = [
                "review",
                "main..change",
                "--on",
                ON,
                "--format",
                format,
                "--lang",
                lang,
            ];
            let nobody = district.mulu(&args).out.replace('\n', " ");
            assert!(nobody.contains(words), "{nobody}");
            let somebody = district.mulu(&[&args[..], &["--author", "health-wang"]].concat());
            assert!(!somebody.out.contains(words), "{somebody:#?}");
        }
    }
}

/// Who looks from the top of the repository finds the files of a registry in a folder of it.
#[test]
fn a_registry_in_a_folder_is_pointed_at_from_the_top() {
    let folder = Folder::empty();
    for (path, text) in crate::district::files() {
        folder.write(&format!("data/sub/{path}"), text);
    }
    folder.write("data/sub/registry/units/school.yaml", "name: x\n");
    folder.commit(1_793_577_600);
    let place = "data/sub/registry/units/school.yaml";
    for at in [&["-C", "data/sub"][..], &["-C", "data/sub", "--lang", "en"]] {
        for more in [&[][..], &["--rev", "HEAD"]] {
            let check =
                |format: &str| folder.mulu([at, &["check", "--format", format], more].concat());
            let notes = check("github");
            assert!(notes.out.contains(&format!("file={place},")), "{notes:#?}");
            assert!(!notes.out.contains("file=registry/"), "{notes:#?}");
            let sarif: Value = serde_json::from_str(&check("sarif").out).unwrap();
            let results = sarif["runs"][0]["results"].as_array().unwrap();
            assert!(!results.is_empty());
            for result in results {
                let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
                assert!(
                    artifact["uri"].as_str().unwrap().starts_with("data/sub/"),
                    "{artifact}"
                );
            }
        }
    }
}
