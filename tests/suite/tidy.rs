//! The architecture as a test: the sources themselves are read.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The rooms from the bottom to the top; a room may import those before it.
const ROOMS: &[&str] = &[
    "diagnostic",
    "tree",
    "document",
    "schema",
    "registry",
    "policy",
    "decision",
    "review",
    "tables",
    "report",
    "generate",
    "git",
    "github",
    "store",
    "app",
    "cli",
];

/// Rooms that may not know each other although one stands above the other:
/// adapters and faces are joined in `app` only.
const APART: &[(&str, &str)] = &[
    ("git", "report"),
    ("git", "policy"),
    ("git", "decision"),
    ("github", "git"),
    ("github", "report"),
    ("github", "policy"),
    ("github", "decision"),
    ("github", "review"),
    ("store", "git"),
    ("store", "github"),
];

/// The longest source file, in lines.
const MAX_LINES: usize = 400;

#[test]
fn no_room_imports_a_room_above_it() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(room) = room(&path) else { continue };
        let Some(level) = ROOMS.iter().position(|known| *known == room) else {
            faults.push(format!(
                "{}: room `{room}` has no place in the order",
                path.display()
            ));
            continue;
        };
        for imported in imports(&code(&path, &text)) {
            let above = ROOMS
                .iter()
                .position(|known| *known == imported)
                .is_some_and(|at| at > level);
            if above || APART.contains(&(room.as_str(), imported.as_str())) {
                faults.push(format!("{}: imports `{imported}`", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(
        silent.is_empty(),
        "files without a word on their purpose: {silent:?}"
    );
}

#[test]
fn files_stay_small() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > MAX_LINES)
        .collect();
    assert!(long.is_empty(), "files over {MAX_LINES} lines: {long:?}");
}

/// The core is pure: no clock, no file, no environment, no network, no output.
#[test]
fn the_core_touches_nothing() {
    let world = [
        "std::fs",
        "std::env",
        "std::net",
        "std::time",
        "std::process",
        "Zoned::now",
        "Timestamp::now",
        "println!",
    ];
    let outside = ["git", "github", "store", "app", "cli"];
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if room(&path).is_none_or(|room| outside.contains(&room.as_str())) {
            continue;
        }
        let code = code(&path, &text);
        for word in world.iter().filter(|word| code.contains(**word)) {
            faults.push(format!("{}: {word}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn sources() -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    found
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.insert(path, text);
        }
    }
}

/// The room of a source file; `lib.rs` and `main.rs` stand outside.
fn room(path: &Path) -> Option<String> {
    let inside = path
        .strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .ok()?;
    let first = inside.components().next()?.as_os_str().to_str()?;
    let room = first.trim_end_matches(".rs");
    (!["lib", "main"].contains(&room)).then(|| room.to_owned())
}

/// What of a file is neither test nor comment.
fn code(path: &Path, text: &str) -> String {
    let of_tests = |part: std::path::Component<'_>| {
        let name = part.as_os_str().to_string_lossy();
        ["tests", "tests.rs", "properties.rs"].contains(&&*name)
    };
    if path.components().any(of_tests) {
        return String::new();
    }
    let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that a file imports by `crate::…`.
fn imports(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .map(|(at, found)| {
            let rest = &code[at + found.len()..];
            rest.chars()
                .take_while(|char| char.is_alphanumeric() || *char == '_')
                .collect()
        })
        .collect()
}
