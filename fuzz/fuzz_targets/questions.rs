//! Any text as a question: refused or understood, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mulu_report::tables::ask;

fuzz_target!(|text: &str| {
    let _ = ask(text);
});
