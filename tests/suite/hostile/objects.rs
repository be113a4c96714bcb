//! Git objects that are few, small or ordinary, and stand for very much.

use super::Input;
use super::room::{File, Room};
use git2::{ObjectType, Oid};
use std::fmt::Write as _;

const SYSTEM: &str = "name: x\nstatus: building\n";

/// A file of a system that takes about a megabyte.
fn megabyte() -> Vec<u8> {
    let mut text = SYSTEM.to_owned();
    while text.len() < 1_000_000 {
        text.push_str("# 一行注释，什么也没有说\n");
    }
    text.into_bytes()
}

/// A list of 26 megabytes.
fn list() -> Vec<u8> {
    let mut text = "projects:\n".to_owned();
    let mut number = 0;
    while text.len() < 26_000_000 {
        let _ = writeln!(
            text,
            "  - {{system: health-commission/s{number}, kind: maintenance}}"
        );
        number += 1;
    }
    text.into_bytes()
}

/// Some names for one content, in a folder of the registry.
fn names(room: &Room, folder: &str, names: impl Iterator<Item = String>, bytes: &[u8]) -> String {
    let blob = room.repository.blob(bytes).unwrap();
    let mut inside = room.repository.treebuilder(None).unwrap();
    for name in names {
        inside.insert(name, blob, 0o100_644).unwrap();
    }
    let inside = inside.write().unwrap();
    room.propose(put(room, folder, inside)).to_string()
}

/// The tree of `main` with another folder in the place of one.
fn put(room: &Room, folder: &str, inside: Oid) -> Oid {
    let mut update = git2::build::TreeUpdateBuilder::new();
    update.upsert(folder, inside, git2::FileMode::Tree);
    let main = room.main().tree().unwrap();
    update.create_updated(&room.repository, &main).unwrap()
}

/// A folder of so many folders of so many files, three objects in all.
fn square(room: &Room, folders: usize, files: usize, bytes: &[u8]) -> Oid {
    let blob = room.repository.blob(bytes).unwrap();
    let mut inner = room.repository.treebuilder(None).unwrap();
    for number in 0..files {
        inner
            .insert(format!("s{number}.yaml"), blob, 0o100_644)
            .unwrap();
    }
    let inner = inner.write().unwrap();
    let mut outer = room.repository.treebuilder(None).unwrap();
    for number in 0..folders {
        outer
            .insert(format!("u{number}"), inner, 0o040_000)
            .unwrap();
    }
    outer.write().unwrap()
}

/// Every file of the registry, changed.
fn everything(room: &Room, change: impl Fn(&str, &[u8]) -> Vec<u8>) -> Vec<File> {
    let files = crate::support::files("registry").into_iter();
    let _ = room;
    files
        .map(|(path, bytes)| (path.clone(), change(&path, &bytes)))
        .collect()
}

/// Two hundred merges of two lines that cross each other.
fn crossed(room: &Room) -> String {
    let path = "registry/README.md";
    let tree = |number: usize| {
        let tree = room.with(&[(path.to_owned(), format!("{number}\n").into_bytes())]);
        room.repository.find_tree(tree).unwrap()
    };
    let mut sides = [room.main(), room.main()];
    for number in 0..200 {
        let made = [0, 1].map(|side| {
            let parents = match number {
                0 => vec![&sides[0]],
                _ => vec![&sides[side], &sides[1 - side]],
            };
            room.commit(&tree(2 * number + side), &parents)
        });
        sides = made.map(|id| room.repository.find_commit(id).unwrap());
    }
    room.repository
        .reference("refs/heads/crossed", sides[1].id(), true, "")
        .unwrap();
    sides[0].id().to_string()
}

/// Both sides change a file of a megabyte, in every line.
fn both(room: &Room, path: &str) -> String {
    let text = |of: &str, step: usize| {
        let mut text = String::new();
        for line in 0..60_000 {
            let _ = writeln!(text, "# {of}{}", line * step % 977);
        }
        text.into_bytes()
    };
    let side = |of: &str, step: usize, parent: &git2::Commit<'_>| {
        let tree = room.with(&[(path.to_owned(), text(of, step))]);
        room.commit(&room.repository.find_tree(tree).unwrap(), &[parent])
    };
    let common = room
        .repository
        .find_commit(side("", 1, &room.main()))
        .unwrap();
    let mine = side("", 7, &common);
    room.repository
        .reference("refs/heads/mine", mine, true, "")
        .unwrap();
    side("", 11, &common).to_string()
}

fn review_of(base: &str) -> [&str; 6] {
    let range = Box::leak(format!("{base}..{{rev}}").into_boxed_str());
    ["review", range, "--author", "stranger", "--on", super::ON]
}

const HARMLESS: [&str; 6] = [
    "review",
    "main..{rev}",
    "--author",
    "stranger",
    "--on",
    super::ON,
];

pub(super) fn inputs() -> Vec<Input> {
    let many =
        |what: &'static str, count: usize| (0..count).map(move |n| format!("{what}{n}.yaml"));
    vec![
        Input::proposed("a megabyte under a thousand names", move |room| {
            names(room, "registry/systems/zz", many("s", 1_000), &megabyte())
        })
        .says(&["MB"]),
        Input::proposed(
            "a megabyte under a thousand names of opinions",
            move |room| {
                names(
                    room,
                    "registry/opinions/finance/zz",
                    many("s", 1_000),
                    &megabyte(),
                )
            },
        )
        .says(&["MB"]),
        Input::proposed(
            "a megabyte under a thousand names that mean nothing",
            move |room| names(room, "registry/zz", many("s", 1_000), &megabyte()),
        ),
        Input::proposed("a megabyte in fifteen files", move |room| {
            names(room, "registry/systems/zz", many("s", 15), &megabyte())
        }),
        Input::proposed("a list of 26 megabytes under forty names", |room| {
            let years = (2030..2070).map(|year| format!("{year}.yaml"));
            names(room, "registry/lists", years, &list())
        })
        .says(&["MB"]),
        Input::proposed("a list of 26 megabytes", |room| {
            let files = [("registry/lists/2030.yaml".to_owned(), list())];
            room.propose(room.with(&files)).to_string()
        })
        .says(&["MB"]),
        Input::proposed("190,000 systems in three objects", |room| {
            let inside = square(room, 436, 436, SYSTEM.as_bytes());
            room.propose(put(room, "registry/systems", inside))
                .to_string()
        })
        .says(&["files"]),
        Input::proposed("3,000 systems in three objects", |room| {
            let inside = square(room, 55, 55, SYSTEM.as_bytes());
            room.propose(put(room, "registry/systems", inside))
                .to_string()
        }),
        Input::proposed("3,000 empty requests", |room| {
            let inside = square(room, 55, 55, b"");
            room.propose(put(room, "registry/requests/2029", inside))
                .to_string()
        }),
        Input::proposed("190,000 files that are no part of it", |room| {
            let inside = square(room, 436, 436, b"x");
            room.propose(put(room, "docs", inside)).to_string()
        })
        .says(&["190,096"]),
        Input::proposed("3,000 names that mean nothing", |room| {
            let inside = square(room, 55, 55, b"x: 1\n");
            room.propose(put(room, "registry/zz", inside)).to_string()
        }),
        Input::proposed("a thousand names of four thousand bytes", |room| {
            let long = "中".repeat(1_300);
            let all = (0..1_000).map(move |number| format!("{long}{number}.yaml"));
            names(room, "registry/systems/zz", all, SYSTEM.as_bytes())
        }),
        Input::files("every file with a line more", |room| {
            everything(room, |_, bytes| [bytes, b"# x\n"].concat())
        }),
        Input::files("every file emptied", |room| {
            everything(room, |_, _| Vec::new())
        }),
        Input::files("every file replaced by noise", |room| {
            everything(room, |path, _| format!("\u{7f}{path}: [").into_bytes())
        }),
        Input::proposed("a registry that is gone", |room| {
            let empty = room.repository.treebuilder(None).unwrap().write().unwrap();
            room.propose(put(room, "registry", empty)).to_string()
        }),
        Input::proposed("hundreds of large files for hundreds of others", |room| {
            let file = |number: usize, seed: usize| {
                let mut text = SYSTEM.to_owned();
                for line in 0..3_000 {
                    let _ = writeln!(text, "# {}", (line * seed + number) % 3_011);
                }
                text.into_bytes()
            };
            let files = |name: &'static str, seed: usize| {
                let file = move |number| {
                    (
                        format!("registry/systems/zz/{name}{number}.yaml"),
                        file(number, seed),
                    )
                };
                (0..300).map(file).collect::<Vec<_>>()
            };
            let old = room.propose(room.with(&files("a", 7)));
            room.repository
                .reference("refs/heads/large", old, true, "")
                .unwrap();
            let old = room.repository.find_commit(old).unwrap();
            let tree = room
                .repository
                .find_tree(room.with(&files("b", 11)))
                .unwrap();
            room.commit(&tree, &[&old]).to_string()
        })
        .asked(&review_of("large"))
        .beside(&HARMLESS),
        Input::proposed("two lines that cross two hundred times", crossed)
            .asked(&review_of("crossed"))
            .beside(&HARMLESS),
        Input::proposed("both sides change every line of a document", |room| {
            both(room, "registry/systems/zz/x.yaml")
        })
        .asked(&review_of("mine"))
        .beside(&HARMLESS)
        .says(&["registry/systems/zz/x.yaml"]),
        Input::proposed("both sides change every line of something else", |room| {
            both(room, "docs/x.md")
        })
        .asked(&review_of("mine"))
        .beside(&HARMLESS)
        .says(&["docs/x.md"]),
        Input::proposed("two thousand commits", |room| {
            let mut tip = room.main();
            let tree = tip.tree().unwrap();
            for _ in 0..2_000 {
                let next = room.commit(&tree, &[&tip]);
                tip = room.repository.find_commit(next).unwrap();
            }
            tip.id().to_string()
        }),
        Input::proposed("a thousand tags of a tag", |room| {
            let mut object = room.main().into_object();
            for number in 0..1_000 {
                let text = format!(
                    "object {}\ntype {}\ntag t{number}\n\n",
                    object.id(),
                    object.kind().map_or("commit", |kind| kind.str())
                );
                let odb = room.repository.odb().unwrap();
                let id = odb.write(ObjectType::Tag, text.as_bytes()).unwrap();
                object = room.repository.find_object(id, None).unwrap();
            }
            object.id().to_string()
        }),
    ]
}
