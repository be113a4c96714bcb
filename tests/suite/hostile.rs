//! Inputs that somebody made to do harm, each through the public door and against
//! Wulong's registry: refused with a sentence or answered right, within bounds.
//!
//! A table of them in each file of `hostile/`. `MULU_HOSTILE=1 cargo test hostile --
//! --nocapture` prints what each takes.

mod arguments;
mod cost;
mod documents;
mod forged;
mod lists;
mod objects;
mod queries;
mod room;
mod rules;

use crate::district::ON;
use crate::support::is_whole_sweep;
use room::{File, Room};
use std::time::Duration;

/// How much longer a program takes that isn't optimized: `check` of a generated registry of
/// two thousand systems took 5.8 seconds of the processor, and optimized a tenth of that.
const FACTOR: u32 = if cfg!(debug_assertions) { 10 } else { 1 };

/// The most time of the processor that an input may take beyond what the same costs on a
/// harmless change.
const TIME: Duration = Duration::from_secs(2 * FACTOR as u64);

/// The most memory, likewise.
const MEMORY: u64 = 512 << 20;

/// A hostile input.
struct Input {
    name: &'static str,
    /// Makes it in a room: the revision to look at.
    make: Box<dyn Fn(&Room) -> String>,
    /// What is asked; `{rev}` is the revision.
    args: Vec<String>,
    /// What is asked to know what the base costs; the same where nothing else.
    beside: Option<Vec<String>>,
    /// What must be said.
    says: Vec<&'static str>,
}

impl Input {
    /// A change that a stranger proposes, reviewed.
    fn proposed(name: &'static str, make: impl Fn(&Room) -> String + 'static) -> Self {
        let args = ["review", "main..{rev}", "--author", "stranger", "--on", ON];
        Input {
            name,
            make: Box::new(make),
            args: args.map(str::to_owned).to_vec(),
            beside: None,
            says: Vec::new(),
        }
    }

    /// Files that a stranger proposes.
    fn files(name: &'static str, files: impl Fn(&Room) -> Vec<File> + 'static) -> Self {
        Input::proposed(name, move |room| {
            room.propose(room.with(&files(room))).to_string()
        })
    }

    /// One file.
    fn file(name: &'static str, path: &'static str, text: impl Fn() -> Vec<u8> + 'static) -> Self {
        Input::files(name, move |_| vec![(path.to_owned(), text())])
    }

    /// Another question about it than its review.
    fn asked(mut self, args: &[&str]) -> Self {
        self.args = args.iter().map(|&arg| arg.to_owned()).collect();
        self
    }

    /// What has the costs that are none of the input's.
    fn beside(mut self, args: &[&str]) -> Self {
        self.beside = Some(args.iter().map(|&arg| arg.to_owned()).collect());
        self
    }

    /// What must be said of it.
    fn says(mut self, words: &[&'static str]) -> Self {
        self.says.extend(words);
        self
    }
}

/// Every how many inputs one is tried by default; with `MULU_SWEEP=all` every one.
const SAMPLED: usize = 6;

/// Tries inputs of a table, and says which did harm.
fn withstood(inputs: Vec<Input>) {
    let only = std::env::var("MULU_HOSTILE").unwrap_or_default();
    let step = match only.len() < 2 && !is_whole_sweep() {
        true => SAMPLED,
        false => 1,
    };
    let room = Room::new();
    let tried = inputs
        .iter()
        .step_by(step)
        .filter(|input| only.len() < 2 || input.name.contains(&only));
    let harmed: Vec<String> = tried
        .filter_map(|input| {
            let harm = room.try_out(input).err()?;
            Some(format!("{}: {harm}", input.name))
        })
        .collect();
    assert!(harmed.is_empty(), "{}", harmed.join("\n\n"));
}

#[test]
fn hostile_objects_of_git() {
    withstood(objects::inputs());
}

#[test]
fn hostile_objects_that_no_git_would_write() {
    withstood(forged::inputs());
}

#[test]
fn hostile_documents() {
    withstood(documents::inputs());
}

#[test]
fn hostile_lists_and_registers() {
    withstood(lists::inputs());
}

#[test]
fn hostile_rules_and_schemas() {
    withstood(rules::inputs());
}

#[test]
fn hostile_questions() {
    withstood(queries::inputs());
}

#[test]
fn hostile_arguments_and_approvals() {
    withstood(arguments::inputs());
}

/// As many as were promised, and none twice.
#[test]
fn hostile_inputs_are_many_and_different() {
    let tables = [
        objects::inputs(),
        forged::inputs(),
        documents::inputs(),
        lists::inputs(),
        rules::inputs(),
        queries::inputs(),
        arguments::inputs(),
    ];
    let names: Vec<&str> = tables.iter().flatten().map(|input| input.name).collect();
    let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert!(
        once.len() >= 60 && once.len() == names.len(),
        "{} of {}",
        once.len(),
        names.len()
    );
}
