//! Would the check notice? Every small slip in the pack must show on some
//! random registry; one that doesn't says that the registries are too tame.

use super::compare::{ENGINE, judgements};
use super::judge::{Judgement, judge};
use super::random::worlds;
use super::world::World;
use mulu_core::decision::decide;
use mulu_core::policy::{self, Pack};
use mulu_core::registry::{self, Registry};
use mulu_core::tree::{Entry, Tree};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rayon::prelude::*;
use serde_json::Value;

/// Slips that change nothing, and why.
const HARMLESS: [(&str, &str); 2] = [
    (
        "integrated_plan_years",
        "the span of a plan is looked at where documents are, by no rule",
    ),
    (
        "without item.legal_basis",
        "the schema has it wherever a resource is withheld",
    ),
];

/// What is written for what.
const SLIPS: [(&str, &str); 13] = [
    (" && ", " || "),
    (" || ", " && "),
    (" <= ", " < "),
    (" < ", " <= "),
    (" > ", " >= "),
    (" == ", " != "),
    (" != ", " == "),
    ("!has(", "has("),
    ("!over", "over"),
    (", item.name)", ")"),
    (", item.category)", ")"),
    (", string(year))", ")"),
    ("\"any\"", "\"catalog\""),
];

/// A pack with a slip.
struct Mutant {
    name: String,
    path: String,
    value: Value,
}

#[test]
fn every_slip_in_the_pack_is_noticed() {
    let mut runner = TestRunner::deterministic();
    let worlds: Vec<(World, Registry, Vec<Judgement>)> = (0..250)
        .map(|_| {
            let world = worlds().new_tree(&mut runner).expect("a world").current();
            let (registry, _) = registry::load(&world.tree(), &ENGINE.schemas);
            let judged = judge(&world);
            (world, registry, judged)
        })
        .collect();
    let mut mutants = mutants();
    mutants.retain(|it| !HARMLESS.iter().any(|(name, _)| it.name.contains(name)));
    assert!(mutants.len() > 100, "only {}", mutants.len());
    let missed: Vec<&str> = mutants
        .par_iter()
        .filter(|mutant| match pack(mutant) {
            // What the static checks refuse is noticed.
            None => false,
            Some(pack) => !worlds.iter().any(|(world, registry, judged)| {
                let decided = decide(registry, &pack, world.today, world.year);
                judgements(&decided, &pack) != *judged
            }),
        })
        .map(|mutant| mutant.name.as_str())
        .collect();
    assert!(missed.is_empty(), "not noticed:\n  {}", missed.join("\n  "));
}

fn pack(mutant: &Mutant) -> Option<Pack> {
    let mut tree: Tree = ENGINE.sources.clone();
    let text = serde_yaml::to_string(&mutant.value).expect("JSON is YAML");
    tree.insert(mutant.path.as_str(), Entry::file(text.into_bytes()));
    policy::load(&tree, &ENGINE.schemas).0
}

fn mutants() -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (path, entry) in ENGINE.sources.iter() {
        let bytes = entry.bytes.as_deref().expect("a file");
        let value: Value = serde_yaml::from_slice(bytes).expect("YAML");
        let mut put = |name: String, value: Value| {
            mutants.push(Mutant {
                name,
                path: path.to_string(),
                value,
            });
        };
        for index in 0..value["rules"].as_array().map_or(0, Vec::len) {
            for (name, rule) in rule_slips(&value["rules"][index]) {
                let mut mutant = value.clone();
                mutant["rules"][index] = rule;
                put(name, mutant);
            }
        }
        number_slips(&value, "/parameters", &mut put);
    }
    mutants
}

/// One more and one less, wherever a parameter has a value.
fn number_slips(whole: &Value, pointer: &str, put: &mut impl FnMut(String, Value)) {
    match whole.pointer(pointer) {
        Some(Value::Object(object)) => {
            for key in object.keys() {
                number_slips(whole, &format!("{pointer}/{key}"), put);
            }
        }
        Some(Value::Array(array)) => {
            for index in 0..array.len() {
                number_slips(whole, &format!("{pointer}/{index}"), put);
            }
        }
        Some(Value::Number(number)) => {
            for step in [-1, 1] {
                let other = number.as_i64().expect("a whole number") + step;
                let mut mutant = whole.clone();
                *mutant.pointer_mut(pointer).expect("it is there") = other.into();
                put(format!("{pointer}: {other}"), mutant);
            }
        }
        _ => {}
    }
}

/// The rule with one slip in its conditions.
fn rule_slips(rule: &Value) -> Vec<(String, Value)> {
    let mut slips = Vec::new();
    let id = rule["id"].as_str().expect("every rule has an id");
    let mut put = |pointer: &str, what: &str, value: Value| {
        let mut mutant = rule.clone();
        *mutant.pointer_mut(pointer).expect("it is there") = value;
        slips.push((format!("{id} {pointer}: {what}"), mutant));
    };
    for key in ["applies", "require", "waiver"] {
        match rule.get(key) {
            Some(Value::String(text)) => {
                for slip in text_slips(text) {
                    put(&format!("/{key}"), &slip, slip.clone().into());
                }
            }
            Some(Value::Array(conditions)) => {
                for (index, condition) in conditions.iter().enumerate() {
                    let text = condition.as_str().expect("an expression");
                    for slip in text_slips(text) {
                        put(&format!("/{key}/{index}"), &slip, slip.clone().into());
                    }
                    let mut fewer = conditions.clone();
                    fewer.remove(index);
                    put(&format!("/{key}"), &format!("without {text}"), fewer.into());
                }
            }
            _ => {}
        }
    }
    for key in ["applies", "waiver"] {
        if rule.get(key).is_some() {
            let mut mutant = rule.clone();
            mutant.as_object_mut().expect("a rule").remove(key);
            slips.push((format!("{id} without {key}"), mutant));
        }
    }
    slips
}

fn text_slips(text: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for (from, to) in SLIPS {
        for (at, _) in text.match_indices(from) {
            slips.push(format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
        }
    }
    slips
}
