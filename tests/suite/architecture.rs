//! What of the architecture the compiler does not hold: the order of rooms within a crate, what the core may touch, what every
//! file must say. The sources are read by a parser, so that no comment, test or grouped import can mislead it.

pub(crate) mod sources;

use sources::{Source, sources};
use std::collections::BTreeMap;

/// The rooms of a crate from the bottom to the top; a room may import those before it.
const ROOMS: &[(&str, &[&str])] = &[(
    "core",
    &[
        "number",
        "diagnostic",
        "tree",
        "layout",
        "document",
        "schema",
        "registry",
        "policy",
        "decision",
        "review",
        "migrate",
    ],
)];

/// What each crate may know of the others. Cargo holds it; this table says it, and a test compares both.
const CRATES: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("ledger", &["core"]),
    ("record", &["core", "ledger"]),
    ("report", &["core", "ledger", "record"]),
    ("generate", &["core"]),
    ("git", &["core"]),
    ("github", &[]),
    ("store", &["core", "report"]),
    (
        "app",
        &[
            "core", "ledger", "record", "report", "generate", "git", "github", "store",
        ],
    ),
    ("web", &["core", "record", "report", "app"]),
    (
        "cli",
        &[
            "core", "ledger", "record", "report", "generate", "git", "github", "store", "app",
            "web",
        ],
    ),
];

/// Crates that nothing of the world may enter: no clock, no file, no environment, no network, no output.
const PURE: &[&str] = &["core", "ledger", "record", "report", "generate"];

/// The world, as paths begin that lead to it.
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::time",
    "std::process",
    "std::io::stdout",
    "std::io::stderr",
    "std::io::stdin",
    "jiff::Zoned::now",
    "jiff::Timestamp::now",
    "Zoned::now",
    "Timestamp::now",
    "println",
    "eprintln",
    "print",
    "eprint",
];

/// Rooms of the core that an adapter may use; it knows nothing of those above.
const ADAPTERS: &[(&str, &[&str])] = &[("git", &["diagnostic", "tree", "document"])];

/// The longest source file, in lines.
const MAX_LINES: usize = 400;

#[test]
fn no_room_imports_a_room_above_it() {
    let mut faults = Vec::new();
    for source in sources() {
        let Some((_, rooms)) = ROOMS.iter().find(|(of, _)| *of == source.krate) else {
            continue;
        };
        let Some(level) = rooms.iter().position(|room| *room == source.room) else {
            if source.room != "lib" {
                let path = source.path.display();
                faults.push(format!("{path}: a room without a place in the order"));
            }
            continue;
        };
        for path in source.paths() {
            let above = path
                .strip_prefix("crate::")
                .and_then(|rest| {
                    rooms
                        .iter()
                        .position(|room| Some(*room) == rest.split("::").next())
                })
                .is_some_and(|at| at > level);
            if above {
                faults.push(format!("{}: imports {path}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The compiler lets a crate see all of the core; an adapter needs its lowest rooms.
#[test]
fn adapters_know_no_registry() {
    let mut faults = Vec::new();
    for (krate, rooms) in ADAPTERS {
        for source in sources().filter(|source| source.krate == *krate) {
            for path in source.paths() {
                let room = path.strip_prefix("mulu_core::");
                let room = room.and_then(|rest| rest.split("::").next());
                if room.is_some_and(|room| !rooms.contains(&room)) {
                    faults.push(format!("{}: imports {path}", source.path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Tables are rows beneath all faces: they know no face.
#[test]
fn tables_know_no_face() {
    let mut faults = Vec::new();
    for source in sources().filter(|source| source.krate == "report" && source.room == "tables") {
        for path in source.paths() {
            if path.starts_with("crate::") && !path.starts_with("crate::tables") {
                faults.push(format!("{}: imports {path}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn crates_know_what_the_table_says() {
    let root = sources::root();
    for (krate, known) in CRATES {
        let text = std::fs::read_to_string(root.join(krate).join("Cargo.toml")).unwrap();
        let text = text.split("[dev-dependencies]").next().unwrap();
        let mut found: Vec<&str> = text
            .lines()
            .filter_map(|line| {
                line.strip_prefix("mulu-")?
                    .strip_suffix(".workspace = true")
            })
            .collect();
        let mut known = known.to_vec();
        found.sort_unstable();
        known.sort_unstable();
        assert_eq!(found, known, "dependencies of src/{krate}");
    }
}

#[test]
fn the_core_touches_nothing() {
    let mut faults = Vec::new();
    let mut read: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources().filter(|source| PURE.contains(&&*source.krate)) {
        *read.entry(source.krate.clone()).or_default() += 1;
        for path in source.paths() {
            let world = WORLD
                .iter()
                .any(|world| path == *world || path.starts_with(&format!("{world}::")));
            if world {
                faults.push(format!("{}: {path}", source.path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(read.len(), PURE.len(), "crates that were read: {read:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| source.path)
        .collect();
    assert!(
        silent.is_empty(),
        "files without a word on their purpose: {silent:?}"
    );
}

#[test]
fn files_stay_small() {
    let lines = |source: &Source| source.text.lines().count();
    let long: Vec<_> = sources()
        .filter(|source| lines(source) > MAX_LINES)
        .map(|source| source.path)
        .collect();
    assert!(long.is_empty(), "files over {MAX_LINES} lines: {long:?}");
}
