//! The page names its tests, and they are there.

use std::collections::BTreeSet;
use std::path::Path;

fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_test_named_in_the_threat_model_is_there_and_every_threat_is_named() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(root.join("docs/THREAT-MODEL.md")).unwrap();
    let mut text = String::new();
    sources(&root.join("tests"), &mut text);
    sources(&root.join("src"), &mut text);
    let named: BTreeSet<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.matches('_').count() > 2 && !name.contains(['/', '.', ' ']))
        .collect();
    for name in &named {
        assert!(text.contains(&format!("fn {name}()")), "no test {name}");
    }
    let mut own = String::new();
    sources(&root.join("tests/suite/threats"), &mut own);
    for test in own.split("#[test]\n").skip(1) {
        let Some((name, _)) = test.trim_start().trim_start_matches("fn ").split_once("()") else {
            continue;
        };
        assert!(
            named.contains(name) || test.contains("THREAT-MODEL"),
            "{name} holds no threat"
        );
    }
}
