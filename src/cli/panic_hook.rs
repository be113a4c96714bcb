//! A fault of the program itself never reaches people as a panic.

use super::output::eprint;
use mulu_core::diagnostic::Message;
use mulu_report::{Language, Localizer};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

/// Words a panic as a sentence, in a language.
pub(super) fn install(language: Language) {
    panic::set_hook(Box::new(move |info| {
        let words = Localizer::new(language);
        let said = words.say(&Message::new("failure-internal").arg("place", place(info)));
        eprint(format!("{}: {said}\n", words.word("severity-error")).as_bytes());
    }));
}

/// What a maintainer needs to find the fault.
fn place(info: &PanicHookInfo<'_>) -> String {
    let at = info.location().map(|at| {
        // The last folders say enough, and nothing of the machine it was built on.
        let parts: Vec<&str> = at.file().rsplit(['/', '\\']).take(3).collect();
        let parts: Vec<&str> = parts.into_iter().rev().collect();
        format!("{}:{}", parts.join("/"), at.line())
    });
    let at = at.unwrap_or_default();
    let text = info.payload_as_str().unwrap_or_default();
    format!("mulu {} {at} {text}", env!("CARGO_PKG_VERSION"))
}

/// The result of some work; none where it panicked.
pub(super) fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_is_no_result() {
        assert_eq!(super::run(|| 1), Some(1));
        let none: Vec<u8> = Vec::new();
        assert_eq!(super::run(|| none[none.len()]), None);
    }
}
