//! The list of functions as `docs/POLICY.md` has it.

use super::{Function, Language, functions};
use std::fmt::Write;

/// The functions of the second language as a Markdown table; those that the first
/// one had, too, are marked.
#[must_use]
pub fn page() -> String {
    let mut page = String::from("| call | gives | language 1 |\n|---|---|---|\n");
    for function in functions(Language::Second) {
        let mark = match function.speaks(Language::First) {
            true => "✓",
            false => "",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(page, "| {} | {} | {mark} |", call(function), function.en);
    }
    page
}

fn call(function: &Function) -> String {
    format!("`{}`", function.signature())
}
