//! Data that is mistyped or put where it doesn't belong: of every opinion, list, plan and request entry of the sample registry,
//! each mutation must be an error at that entry. A fact that no rule reads may never pass silently.
//!
//! A mutation is made on all entries at once, and `mulu check` read once: every entry mutated must have an error of its own.

mod entries;
mod made;

use entries::{Sample, Words};
use made::Mutation;
use std::collections::BTreeSet;

/// How many entries a mutation was made at, and those that have no error of their own.
fn silent(mutation: &Mutation, sample: &Sample, words: &Words) -> (usize, Vec<String>) {
    let mut changed = sample.clone();
    let mutated = (mutation.make)(&mut changed, words);
    let mut lost = changed.without_error(&mutated);
    // Of a file only so many findings of one kind are listed: what is beyond these is tried again without the others.
    let mut tried = mutated.len();
    while !lost.is_empty() && lost.len() < tried {
        let listed = mutated.iter().filter(|at| !lost.contains(at));
        listed.for_each(|at| changed.restore(sample, at));
        tried = lost.len();
        lost = changed.without_error(&lost);
    }
    let lost = lost.iter().map(|at| format!("{}: {at}", mutation.name));
    (mutated.len(), lost.collect())
}

#[test]
#[ignore = "takes minutes: 26 checks of the whole sample"]
fn no_mistyped_or_misplaced_entry_passes_silently() {
    let sample = Sample::read();
    let words = Words::of();
    assert_eq!(sample.errors(), [], "the sample itself has errors");
    let (mut total, mut lost) = (0, Vec::new());
    for mutation in made::ALL {
        let (mutated, silent) = silent(mutation, &sample, &words);
        assert!(mutated > 0, "{}: nothing to mutate", mutation.name);
        println!("{:6} {}, {} silent", mutated, mutation.name, silent.len());
        total += mutated;
        lost.extend(silent);
    }
    println!("{total:6} mutations of entries");
    assert!(
        lost.is_empty(),
        "{} of {total} pass silently:\n{}",
        lost.len(),
        lost.join("\n")
    );
}

#[test]
fn a_few_mistyped_entries_do_not_pass_silently() {
    let sample = Sample::read();
    let words = Words::of();
    let few = [
        "an opinion's scope mistyped, or where none belongs",
        "a request's category mistyped",
    ];
    for mutation in made::ALL
        .iter()
        .filter(|mutation| few.contains(&mutation.name))
    {
        let (mutated, silent) = silent(mutation, &sample, &words);
        assert!(mutated > 100 && silent.is_empty(), "{silent:#?}");
    }
}

#[test]
fn the_mutations_have_names_of_their_own() {
    let names: BTreeSet<&str> = made::ALL.iter().map(|mutation| mutation.name).collect();
    assert_eq!(names.len(), made::ALL.len());
}
