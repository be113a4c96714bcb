//! How long each stage of the pipeline takes: `cargo bench`.
//!
//! One document at a time, then a generated registry of 1,000 systems, from the
//! first byte to the last decision. Whole processes, beside other programs, are
//! measured by `benches/compare.sh`; what came of it is in docs/PERFORMANCE.md.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use jiff::civil::Date;
use mulu_core::decision::{self, Decisions, Provenance, Snapshot};
use mulu_core::policy::{self, Pack};
use mulu_core::registry::{self, Registry};
use mulu_core::schema::{Kind, Schemas};
use mulu_core::tree::Tree;
use mulu_generate::{self as generate, Order};
use mulu_report::{Language, Localizer, decisions};
use std::io::sink;
use std::sync::{Arc, LazyLock};

const ORDER: Order = Order {
    seed: 1,
    systems: 1000,
    invalid: 0,
    year: 2027,
};
const ON: Date = Date::constant(2026, 12, 1);

/// A registry after each of the stages.
struct World {
    tree: Tree,
    schemas: Schemas,
    registry: Registry,
    pack: Pack,
    decisions: Decisions,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let tree = generate::tree(ORDER).unwrap_or_default();
    let schemas = Schemas::load(&tree).0.expect("built-in schemas");
    let registry = registry::load(&tree, &schemas).0;
    let pack = policy::load(&tree, &schemas).0.expect("built-in rules");
    let decisions = decision::decide(&registry, &pack, ON, ORDER.year);
    World {
        tree,
        schemas,
        registry,
        pack,
        decisions,
    }
});

/// The first system's document.
fn system() -> (Arc<str>, Arc<[u8]>) {
    let mut files = WORLD.tree.iter();
    let system = files.find(|(path, _)| path.starts_with("registry/systems/"));
    let (path, entry) = system.expect("a system");
    (Arc::clone(path), entry.bytes.clone().expect("its text"))
}

fn bytes() -> usize {
    let entries = WORLD.tree.iter();
    let sizes = entries.filter_map(|(_, entry)| Some(entry.bytes.as_ref()?.len()));
    sizes.sum()
}

/// One document: bytes to nodes with places.
#[divan::bench]
fn a_document_is_read(bencher: Bencher<'_, '_>) {
    let (path, text) = system();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| mulu_core::document::read(&path, &text));
}

/// One document against its schema.
#[divan::bench]
fn a_document_is_validated(bencher: Bencher<'_, '_>) {
    let (path, text) = system();
    let document = mulu_core::document::read(&path, &text)
        .0
        .expect("a document");
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| WORLD.schemas.validate(Kind::System, &document));
}

/// What every start of the program costs: schemas and rules, read and checked.
#[divan::bench]
fn schemas_and_rules_are_read() -> (Option<Pack>, usize) {
    let nothing = Tree::default();
    let (schemas, _) = Schemas::load(&nothing);
    let schemas = schemas.expect("built-in schemas");
    let (pack, findings) = policy::load(&nothing, &schemas);
    (pack, findings.len())
}

/// All documents: read, validated, typed, linked; what `mulu check` is made of.
#[divan::bench]
fn a_registry_is_checked(bencher: Bencher<'_, '_>) {
    bencher
        .counter(BytesCount::new(bytes()))
        .bench(|| registry::load(&WORLD.tree, &WORLD.schemas));
}

/// All requests of a year by all rules.
#[divan::bench]
fn requests_are_decided(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(WORLD.decisions.decisions.len()))
        .bench(|| decision::decide(&WORLD.registry, &WORLD.pack, ON, ORDER.year));
}

/// The decisions as JSON, with every sentence and place.
#[divan::bench]
fn decisions_are_written(bencher: Bencher<'_, '_>) {
    let provenance = Provenance {
        registry: String::new(),
        commit: None,
        policy: None,
        on: ON,
        audience: mulu_core::registry::Audience::Offices,
    };
    let view = Snapshot {
        tree: &WORLD.tree,
        schemas: Some(&WORLD.schemas),
        registry: &WORLD.registry,
        pack: &WORLD.pack,
        diagnostics: &[],
        provenance: &provenance,
    };
    let words = Localizer::new(Language::Zh);
    bencher
        .counter(ItemsCount::new(WORLD.decisions.decisions.len()))
        .bench(|| decisions::json(&mut sink(), &view, &WORLD.decisions, &words));
}

fn main() {
    LazyLock::force(&WORLD);
    divan::main();
}
