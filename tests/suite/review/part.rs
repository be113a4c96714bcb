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
/// is one that the dictionary names no source of, `{escaped}` the same with an escape in
/// it, `{large}` more than a file may hold.
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
    ("systems", "collects:\n", "collects:\n    - {escaped}\n"),
    (
        "systems",
        "collects:\n    - ",
        "collects:\n    - {escaped} # ",
    ),
    ("systems", "name: ", "nam: {escaped} #"),
    ("systems", "name: ", "name: [{escaped}\n#"),
    ("systems", "name: ", "name: \"{element}\\\n  \" #"),
    ("systems", "name: ", "name: \"\\\n#"),
    ("systems", "status: ", "# {element} {large}\nstatus: "),
    ("systems", "data:", "x-{large}:"),
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
    let to = to.replace("{element}", element);
    let to = to.replace("{escaped}", &escaped(element));
    let to = to.replace("{large}", &"x".repeat(1 << 20));
    folder.write(path, text.replacen(from, &to, 1));
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

/// The last character of a slug as an escape.
fn escaped(slug: &str) -> String {
    let (head, last) = slug.split_at(slug.len() - 1);
    format!("\"{head}\\u{:04x}\"", u32::from(last.as_bytes()[0]))
}

/// Another unit's system that collects the same element is found whatever its
/// spelling; one that cannot be read may collect anything.
#[test]
fn a_part_finds_what_others_collect_by_its_value() {
    let (folder, free) = generated(0);
    let element = &free[0];
    let collects = |path: &str| {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let collects = text.contains("collects:\n  - ") || text.contains("collects:\n    - ");
        collects && text.contains("status: operating")
    };
    let systems: Vec<String> = under(&folder, "systems")
        .into_iter()
        .filter(|path| collects(path))
        .collect();
    let asks = |path: &&String| {
        let request = path.replace("registry/systems", "registry/requests/2027");
        folder.join(&request).exists()
    };
    let unit = |path: &str| path.split('/').nth(2).map(str::to_owned);
    let mine = systems.iter().find(asks).unwrap();
    let other = systems
        .iter()
        .rfind(|path| unit(path) != unit(mine))
        .unwrap();
    let set = |path: &str, spelt: &str| {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let (head, tail) = text.split_once("collects:\n").unwrap();
        let (line, rest) = tail.split_once('\n').unwrap();
        let indent = &line[..line.len() - line.trim_start().len()];
        format!("{head}collects:\n{indent}- {spelt}\n{rest}")
    };
    // Nobody else collects it, to begin with.
    for path in &systems {
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        folder.write(path, text.replace(&format!("- {element}\n"), "- x-none\n"));
    }
    let sound = std::fs::read_to_string(folder.join(other)).unwrap();
    folder.write(mine, set(mine, element));
    let (escape, name) = (set(other, &escaped(element)), "name: ");
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(sound.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let said: [(&str, Vec<u8>, bool); 7] = [
        ("nothing", sound.clone().into(), false),
        ("plain", set(other, element).into(), true),
        ("escaped", escape.clone().into(), true),
        (
            "escaped and broken",
            escape.replacen("network: ", "net-work: ", 1).into(),
            true,
        ),
        (
            "another, escaped, broken",
            sound.replacen(name, "x-s: \"\\u4e2d\"\nnam: ", 1).into(),
            false,
        ),
        ("unreadable", wide, true),
        (
            "too large",
            format!("{sound}#{}\n", "x".repeat(1 << 20)).into(),
            true,
        ),
    ];
    let mut alone = None;
    for (what, bytes, found) in said {
        folder.write(other, bytes);
        let (part, whole) = both_ways(&folder, mine);
        assert_eq!(part, whole, "{what}");
        let alone = alone.get_or_insert_with(|| part.clone());
        assert_eq!(part != *alone, found, "{what}");
    }
}

/// What is there is put on `main`, a system renamed on `change` and its request
/// touched, so that it is judged; both ways to judge that.
fn both_ways(folder: &Folder, system: &str) -> (String, String) {
    let repository = git2::Repository::open(folder.path()).unwrap();
    repository.set_head("refs/heads/main").unwrap();
    commit(folder.path(), 1_793_577_700);
    let main = repository.head().unwrap().peel_to_commit().unwrap();
    repository.branch("change", &main, true).unwrap();
    repository.set_head("refs/heads/change").unwrap();
    let request = system.replace("registry/systems", "registry/requests/2027");
    let read = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let (text, asked) = (read(system), read(&request));
    folder.write(system, text.replacen("name: ", "name: 新", 1));
    folder.write(&request, format!("{asked}# 新\n"));
    commit(folder.path(), 1_793_581_200);
    folder.write(system, text);
    folder.write(&request, asked);
    let judge = |whole_below| judged(&review(&proposal(folder.path(), whole_below)).unwrap());
    (judge(0), judge(usize::MAX))
}
