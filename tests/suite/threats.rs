//! The threats of `docs/THREAT-MODEL.md`, each as somebody would try it: a branch
//! is proposed, and the program says what it thinks of it.

mod documents;
mod merges;
mod model;
mod money;
mod owners;
mod paths;
mod people;
mod persons;
mod raw;
mod rules;
mod size;
mod submissions;
mod words;

use crate::district::{District, ON};
use crate::support::{Folder, Ran};
use std::time::{Duration, Instant};

/// The longest that a review may take, on a busy machine and unoptimized.
const BOUND: Duration = Duration::from_secs(30);

/// Replaces something in a file of the folder.
fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(folder.join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    folder.write(path, text.replace(from, to));
}

/// A review that ends in good time, as it is printed.
fn timely(district: &District, branch: &str, more: &[&str]) -> Ran {
    timely_by("school-chen", district, branch, more)
}

fn timely_by(author: &str, district: &District, branch: &str, more: &[&str]) -> Ran {
    let range = format!("main..{branch}");
    let args = ["review", &range, "--author", author, "--on", ON];
    let start = Instant::now();
    let ran = district.mulu(&[&args[..], more].concat());
    let took = start.elapsed();
    assert!(took < BOUND, "{branch} took {took:?}");
    assert!(matches!(ran.code, Some(0..=2)), "{branch}: {ran:#?}");
    ran
}
