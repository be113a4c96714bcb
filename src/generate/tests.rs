//! The generator: the same bytes, sound documents, as many faults as asked.

use super::{Order, tree};
use mulu_core::document;
use mulu_core::schema::{Kind, Schemas};
use mulu_core::tree::Tree;

fn order(seed: u64) -> Order {
    Order {
        seed,
        systems: 300,
        invalid: 0,
        year: 2027,
    }
}

fn made(order: Order) -> Tree {
    tree(order).expect("everything can be written")
}

fn kind(path: &str) -> Kind {
    match path.split('/').nth(1).expect("a folder") {
        "registry.yaml" => Kind::Settings,
        "elements.yaml" => Kind::Elements,
        "units" => Kind::Unit,
        "systems" => Kind::System,
        "opinions" => Kind::Opinions,
        "lists" => Kind::List,
        "plans" => Kind::Plan,
        "requests" => Kind::Request,
        "projects" => Kind::Project,
        "rolling" => Kind::Rolling,
        other => panic!("no kind for {other}"),
    }
}

/// The findings of reading and of the schemas.
fn findings(tree: &Tree) -> Vec<String> {
    let (schemas, _) = Schemas::load(tree);
    let schemas = schemas.expect("the built-in schemas");
    let mut found = Vec::new();
    for (path, entry) in tree.iter() {
        let bytes = entry.bytes.as_ref().expect("bytes");
        let (document, findings) = document::read(path, bytes);
        found.extend(findings);
        let document = document.expect("a mapping");
        found.extend(schemas.validate(kind(path), &document));
    }
    found
        .iter()
        .map(|it| format!("{} {:?}", it.code.id, it.primary))
        .collect()
}

#[test]
fn the_same_order_gives_the_same_bytes() {
    assert_eq!(made(order(7)), made(order(7)));
    assert_ne!(made(order(7)), made(order(8)));
}

#[test]
fn what_one_seed_gives_stays_what_it_is() {
    let tree = made(Order {
        systems: 4,
        ..order(1)
    });
    let text =
        |path: &str| String::from_utf8_lossy(tree.bytes(path).expect("is there")).into_owned();
    insta::assert_snapshot!(text(
        "registry/systems/secrecy-bureau/crypto-device-platform-0002.yaml"
    ));
}

#[test]
fn every_document_keeps_its_schema() {
    for seed in 0..3 {
        assert_eq!(findings(&made(order(seed))), Vec::<String>::new());
    }
}

#[test]
fn as_many_are_invalid_as_was_asked() {
    let order = Order {
        invalid: 24,
        ..order(1)
    };
    assert_eq!(findings(&made(order)).len(), 24);
}

#[test]
fn systems_are_about_three_kilobytes() {
    let tree = made(order(1));
    let sizes: Vec<u64> = tree
        .iter()
        .filter(|(path, _)| path.starts_with("registry/systems/"))
        .map(|(_, entry)| entry.size)
        .collect();
    let mean = sizes.iter().sum::<u64>() / sizes.len() as u64;
    assert_eq!(sizes.len(), 300);
    assert!((2_600..3_600).contains(&mean), "{mean}");
}
