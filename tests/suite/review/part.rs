//! A large registry is read in part, and judged as if it were read whole.

use crate::district::ON;
use crate::support::{Folder, commit};
use mulu_app::{Proposal, Reviewed, review};
use mulu_core::decision::Decision;
use mulu_generate::{Order, tree};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;
use std::path::Path;

/// A change of one file: in which folder, what is replaced by what. `{element}`
/// is one that the dictionary names no source of.
type Edit = (&'static str, &'static str, &'static str);

/// What people change, and what they break.
const EDITS: &[Edit] = &[
    ("systems", "status: operating", "status: retired"),
    ("systems", "status: operating", "status: trial"),
    ("systems", "network: ", "x-network: "),
    ("systems", "collects:\n", "collects:\n    - {element}\n"),
    (
        "systems",
        "collects:\n    - ",
        "collects:\n    - {element} # ",
    ),
    ("systems", "name: ", "name: {element} "),
    ("systems", "classified: ", "clasified: {element} "),
    ("systems", "", ""),
    ("opinions", "result: pass", "result: fail"),
    ("opinions", "202", "201"),
    ("opinions", "matter: ", "mater: "),
    ("opinions", "matter: ", "x: "),
    ("opinions", "", ""),
    ("requests", "amount: 1", "amount: 2"),
    ("requests", "applicant: ", "applicant: x"),
    ("requests", "items:", "x-items:"),
    ("requests", "", ""),
    ("units", "budget_unit: true", "budget_unit: false"),
    ("plans", "amount: 1", "amount: 2"),
];

fn proposal(folder: &Path, whole_below: usize) -> Proposal {
    Proposal {
        folder: folder.to_owned(),
        base: "main".to_owned(),
        head: "change".to_owned(),
        author: Some(mulu_core::registry::Identity::said("somebody")),
        on: ON.parse().ok(),
        whole_below: Some(whole_below),
        ..Proposal::default()
    }
}

/// What must be the same however much was read.
fn judged(reviewed: &Reviewed) -> String {
    let review = &reviewed.review;
    let caused = review.findings.iter().filter(|found| found.caused);
    let caused: Vec<_> = caused.map(|found| &found.diagnostic).collect();
    let decision = |decision: &Option<Decision>| {
        decision.as_ref().map(|decision| {
            let outcomes = decision.outcomes.iter();
            let outcomes: Vec<_> = outcomes
                .map(|of| (of.rule, of.outcome, &of.text, &of.missing))
                .collect();
            let facts = (decision.verdict, decision.amount, &decision.applicant);
            format!("{facts:?} {outcomes:?}")
        })
    };
    let decisions: Vec<_> = review
        .decisions
        .iter()
        .map(|one| {
            (
                &one.id,
                one.touched,
                one.gain(),
                decision(&one.before),
                decision(&one.after),
            )
        })
        .collect();
    let (checks, changes, mass) = (&review.checks, &review.changes, &review.large_change);
    format!("{checks:#?}\n{changes:#?}\n{caused:#?}\n{decisions:#?}\n{mass:?}")
}

/// A generated registry on `main`, with some elements without a source; these.
fn generated(seed: u64) -> (Folder, Vec<String>) {
    let order = Order {
        seed,
        systems: 60,
        invalid: 3,
        year: 2027,
    };
    let folder = Folder::empty();
    for (path, entry) in tree(order).unwrap().iter() {
        folder.write(path, entry.bytes.as_deref().unwrap());
    }
    let path = "registry/elements.yaml";
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    let mut lines = Vec::new();
    let (mut element, mut free) = (String::new(), Vec::new());
    for line in text.lines() {
        if let Some(name) = line
            .strip_prefix("  ")
            .and_then(|line| line.strip_suffix(':'))
        {
            name.clone_into(&mut element);
        }
        if line.starts_with("    source:") && element.len() % 3 == 0 {
            free.push(element.clone());
            continue;
        }
        lines.push(line);
    }
    folder.write(path, lines.join("\n") + "\n");
    let mut options = git2::RepositoryInitOptions::new();
    options.initial_head("main");
    git2::Repository::init_opts(folder.path(), &options).unwrap();
    commit(folder.path(), 1_793_577_600);
    (folder, free)
}

/// The paths under a folder of the registry.
fn under(folder: &Folder, name: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut left = vec![format!("registry/{name}")];
    while let Some(path) = left.pop() {
        for entry in std::fs::read_dir(folder.join(&path)).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{path}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                left.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    found.into_iter().collect()
}

/// Makes an edit; an empty one removes the file.
fn edit(folder: &Folder, (name, from, to): Edit, file: Index, element: &str) {
    let paths = under(folder, name);
    let Some(path) = (!paths.is_empty()).then(|| file.get(&paths)) else {
        return;
    };
    if from.is_empty() {
        return folder.remove(path);
    }
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    folder.write(
        path,
        text.replacen(from, &to.replace("{element}", element), 1),
    );
}

/// Eight, or as many as the environment asks for.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn a_part_is_judged_like_the_whole(
        seed in 0u64..3,
        edits in prop::collection::vec((select(EDITS), any::<Index>(), any::<Index>()), 1..4),
    ) {
        let (folder, free) = generated(seed);
        let repository = git2::Repository::open(folder.path()).unwrap();
        let main = repository.head().unwrap().peel_to_commit().unwrap();
        repository.branch("change", &main, false).unwrap();
        repository.set_head("refs/heads/change").unwrap();
        for (what, file, element) in edits {
            edit(&folder, what, file, element.get::<String>(&free));
        }
        commit(folder.path(), 1_793_581_200);
        let whole = review(&proposal(folder.path(), usize::MAX)).unwrap();
        let part = review(&proposal(folder.path(), 0)).unwrap();
        prop_assert_eq!(judged(&part), judged(&whole));
    }
}
