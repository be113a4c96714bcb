//! Every bad input of `tests/corpus/`, with what is said about it in both
//! languages.
//!
//! A case is a text file laid over the sound registry of `base.txt`: a first
//! line that says what it shows, then `=== path` and the file's content. A
//! content that is no text starts with a directive:
//!
//! - `!bytes 4F 4B` those bytes; `!crlf …` the text with Windows line ends
//! - `!repeat 1000 x` the text so many times; `!nodes` a list over the limit
//! - `!large` a file over the size limit; `!lossy …` a name that isn't UTF-8
//! - `!symlink …`, `!submodule`, `!remove`
//! - `!replace old` `---` `new` a change of the file that is there
//! - `!lines` line by line, as `lines.rs` says

mod lines;

use crate::pack::pack_tree;
use insta::assert_snapshot;
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::{self, Diagnostic, code};
use mulu_core::policy::{self, Pack};
use mulu_core::registry;
use mulu_core::schema::Schemas;
use mulu_core::tree::{Entry, Mode, Tree};
use mulu_report::{Findings, Language, Localizer, Style, findings};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// Codes that no document can have by itself, and where they are tested.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "policy/case-failed",
        "found by `policy test` alone: see `a_wrong_case_is_said`",
    ),
    (
        "policy/evaluation",
        "reserved: lint refuses what could not be evaluated",
    ),
    (
        "opinion/rewritten",
        "found by a review alone: see `opinions_are_added_and_not_rewritten`",
    ),
    (
        "opinion/unsigned",
        "found by a review alone: see `an_opinion_that_must_be_signed_and_is_not_fails_its_review`",
    ),
    (
        "request/on-behalf",
        "found by a review alone: see `the_bureau_files_on_behalf_of_a_unit_with_its_paper`",
    ),
];

/// The longest that a case may take, on a busy machine and unoptimized.
const BOUND: Duration = Duration::from_secs(30);

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// The cases as `family/name` with their files.
fn cases() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for family in std::fs::read_dir(corpus()).unwrap() {
        let family = family.unwrap().path();
        if !family.is_dir() || family.ends_with("snapshots") {
            continue;
        }
        for case in std::fs::read_dir(&family).unwrap() {
            let path = case.unwrap().path();
            let name = path.with_extension("");
            let name = name
                .strip_prefix(corpus())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            found.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The real rules and schemas, the sound registry and the case's files over it.
fn tree(case: &str) -> Tree {
    let mut tree = pack_tree();
    let base = std::fs::read_to_string(corpus().join("base.txt")).unwrap();
    for text in [base.as_str(), case] {
        for section in text.split("\n=== ").skip(1) {
            let (path, content) = section.split_once('\n').unwrap_or((section, ""));
            lay(&mut tree, path, content);
        }
    }
    tree
}

fn lay(tree: &mut Tree, path: &str, content: &str) {
    let content = content.strip_suffix('\n').unwrap_or(content);
    let (directive, rest) = content.split_once(' ').unwrap_or((content, ""));
    let empty = |mode| Entry {
        mode,
        executable: false,
        bytes: None,
        unread: false,
        blob: None,
        size: 0,
        lossy_name: false,
    };
    let entry = match directive {
        "!bytes" => {
            let bytes = rest
                .split_whitespace()
                .map(|byte| u8::from_str_radix(byte, 16).unwrap());
            Entry::file(bytes.collect::<Vec<u8>>())
        }
        _ if content.starts_with("!lines\n") => lines::entry(content),
        "!crlf" => Entry::file(format!("{rest}\n").replace('\n', "\r\n").into_bytes()),
        "!repeat" => {
            let (times, text) = rest.split_once(' ').unwrap();
            Entry::file(text.repeat(times.parse().unwrap()).into_bytes())
        }
        "!nodes" => Entry::file(format!("name: [{}]\n", "1,".repeat(300_000)).into_bytes()),
        "!large" => Entry {
            size: 1 << 30,
            ..empty(Mode::File)
        },
        "!lossy" => Entry {
            lossy_name: true,
            ..Entry::file(rest.as_bytes())
        },
        "!executable" => Entry {
            executable: true,
            ..Entry::file(rest.as_bytes())
        },
        "!symlink" => empty(Mode::Symlink),
        "!submodule" => empty(Mode::Submodule),
        "!remove" => return remove(tree, path),
        "!replace" => {
            let (old, new) = rest.split_once("\n---\n").unwrap();
            let text = String::from_utf8(tree.bytes(path).unwrap().to_vec()).unwrap();
            assert!(text.contains(old), "nothing to replace in {path}");
            Entry::file(text.replacen(old, new, 1).into_bytes())
        }
        _ => Entry::file(format!("{content}\n").into_bytes()),
    };
    tree.insert(path, entry);
}

fn remove(tree: &mut Tree, path: &str) {
    let kept = tree.iter().filter(|(other, _)| ***other != *path);
    let kept: Vec<(Arc<str>, Entry)> = kept.map(|(p, e)| (Arc::clone(p), e.clone())).collect();
    *tree = Tree::default();
    for (path, entry) in kept {
        tree.insert(path, entry);
    }
}

/// The schemas and rules of this repository, read once for the cases that
/// leave them alone.
struct Ground {
    schemas: Schemas,
    pack: Option<Pack>,
    of_pack: Vec<Diagnostic>,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let tree = tree("");
    let schemas = Schemas::load(&tree).0.unwrap();
    let (pack, of_pack) = policy::load(&tree, &schemas);
    Ground {
        schemas,
        pack,
        of_pack,
    }
});

/// What `check` finds in a case.
fn check(case: &str, tree: &Tree) -> Vec<Diagnostic> {
    let own_schemas = case.contains("\n=== schema/");
    let own_rules = own_schemas || case.contains("\n=== registry/policy/");
    let (own, mut found) = if own_schemas {
        Schemas::load(tree)
    } else {
        (None, Vec::new())
    };
    let schemas = if own_schemas {
        own.as_ref()
    } else {
        Some(&GROUND.schemas)
    };
    if let Some(schemas) = schemas {
        let (mut registry, of_documents) = registry::load(tree, schemas);
        found.extend(of_documents);
        let own = own_rules.then(|| policy::load(tree, schemas));
        let (pack, of_pack) = match &own {
            Some((pack, found)) => (pack.as_ref(), found),
            None => (GROUND.pack.as_ref(), &GROUND.of_pack),
        };
        found.extend(of_pack.iter().cloned());
        let on = jiff::civil::date(2026, 12, 1);
        found.extend(registry.implausible(schemas, on));
        if let Some(pack) = pack {
            found.extend(registry.attest(schemas, pack.vocabulary().as_ref()));
            found.extend(policy::stage_findings(&registry, pack, on));
            pack.cite(&mut found);
        }
    }
    diagnostic::sort(&mut found);
    found
}

fn shown(tree: &Tree, diagnostics: &[Diagnostic], language: Language) -> String {
    let provenance = Provenance {
        registry: String::new(),
        commit: None,
        policy: None,
        on: jiff::civil::date(2026, 12, 1),
        audience: mulu_core::registry::Audience::Offices,
    };
    let view = Findings {
        diagnostics,
        tree,
        provenance: &provenance,
        documents: 1,
        folder: "",
    };
    let mut out = Vec::new();
    let style = Style {
        colour: false,
        width: 120,
    };
    findings::human(&mut out, &view, &Localizer::new(language), style).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_base_is_sound() {
    let tree = tree("");
    let found = check("", &tree);
    assert_eq!(found, [], "{}", shown(&tree, &found, Language::En));
}

/// A case, what is found in it, and the whole text about it.
struct Told {
    name: String,
    found: Vec<Diagnostic>,
    text: String,
}

fn tell(name: &str, case: &str) -> Told {
    let start = Instant::now();
    let tree = tree(case);
    let found = check(case, &tree);
    let title = case.lines().next().unwrap_or_default();
    assert!(title.starts_with("# "), "{name}: no word on what it shows");
    let zh = shown(&tree, &found, Language::Zh);
    let en = shown(&tree, &found, Language::En);
    let again = shown(&tree, &check(case, &tree), Language::Zh);
    assert_eq!(zh, again, "{name}: not the same twice");
    assert!(start.elapsed() < BOUND, "{name}: {:?}", start.elapsed());
    Told {
        name: name.replace('/', "-"),
        found,
        text: format!("{title}\n\n{zh}\n{en}"),
    }
}

#[test]
fn every_bad_input_is_said_in_both_languages() {
    let cases = cases();
    assert!(cases.len() >= 150, "only {} cases", cases.len());
    let told: Vec<Told> = cases
        .par_iter()
        .map(|(name, text)| tell(name, text))
        .collect();
    let silent = told.iter().filter(|case| case.found.is_empty());
    let silent: Vec<&str> = silent.map(|case| case.name.as_str()).collect();
    assert_eq!(silent, [""; 0], "nothing found");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(corpus().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for case in &told {
            assert_snapshot!(case.name.as_str(), case.text);
        }
    });
    every_code_is_met(&told);
    no_snapshot_is_left_over(&told);
}

fn every_code_is_met(told: &[Told]) {
    let mut met: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| *code).collect();
    met.extend(
        told.iter()
            .flat_map(|case| &case.found)
            .map(|found| found.code.id),
    );
    let all = code::ALL.iter().map(|code| code.id);
    let missed: Vec<_> = all.filter(|id| !met.contains(id)).collect();
    assert_eq!(missed, [""; 0], "no bad input shows these");
}

fn no_snapshot_is_left_over(told: &[Told]) {
    for entry in std::fs::read_dir(corpus().join("snapshots")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".new").trim_end_matches(".snap");
        assert!(
            told.iter().any(|case| case.name == name),
            "{name} has no case"
        );
    }
}

/// A fault in one file keeps no other file from being read: the faulty units of
/// many cases, put into one registry, are found out as they are one by one.
#[test]
fn the_faults_of_all_files_come_in_one_run() {
    let own = "registry/units/hospital.yaml";
    let mut all = tree("");
    let mut wanted: BTreeSet<(String, &str)> = BTreeSet::new();
    for (number, (name, case)) in cases().iter().enumerate() {
        if !name.starts_with("document/") || !case.contains(&format!("\n=== {own}\n")) {
            continue;
        }
        let path = format!("registry/units/moved-{number}.yaml");
        let tree = tree(case);
        all.insert(path.as_str(), tree.get(own).unwrap().clone());
        let of_bytes = |found: &&Diagnostic| {
            &*found.primary.path == own && found.code.id.starts_with("document/")
        };
        for found in check(case, &tree).iter().filter(of_bytes) {
            wanted.insert((path.clone(), found.code.id));
        }
    }
    assert!(wanted.len() > 30, "only {}", wanted.len());
    let found: BTreeSet<(String, &str)> = check("", &all)
        .iter()
        .map(|found| (found.primary.path.to_string(), found.code.id))
        .collect();
    let missed: Vec<_> = wanted.difference(&found).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn a_wrong_case_is_said() {
    let path = "registry/policy/rules/catalog.yaml";
    let mut tree = tree("");
    let text = String::from_utf8(tree.bytes(path).unwrap().to_vec()).unwrap();
    let sound = "{status: trial}}\n        outcome: met";
    assert!(text.contains(sound));
    let wrong = text.replacen(sound, "{status: trial}}\n        outcome: unmet", 1);
    tree.insert(path, Entry::file(wrong.into_bytes()));
    let schemas = Schemas::load(&tree).0.unwrap();
    let pack = policy::load(&tree, &schemas).0;
    let pack = pack.unwrap();
    let (_, found) = policy::rule_tests::run(&pack, &schemas, Some("catalog/operating"));
    assert_eq!(
        found.iter().map(|found| found.code.id).collect::<Vec<_>>(),
        ["policy/case-failed"]
    );
}
