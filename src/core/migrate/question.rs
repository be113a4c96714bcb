//! What the second contract finds wrong in the registry as it will be, as questions.

use super::{Question, Reason};
use crate::diagnostic::{Arg, Diagnostic, Message, Span, code};
use crate::layout;
use crate::registry::{Registry, Supplier};
use std::sync::Arc;

/// A finding, for whoever owns the file.
pub(super) fn of_finding(found: Diagnostic, registry: &Registry) -> (Arc<str>, Question) {
    let path = found.primary.path;
    let mut help = found.help;
    if found.code.id == code::ENTRY_KIND.id {
        // The first contract had no document for what is built.
        let forms: Vec<Arg> = layout::forms("projects").map(Arg::form).collect();
        help.push(Message::new("migrate-help-project").arg("path", forms));
    }
    let question = Question {
        who: owner(&path, registry),
        pointer: found.primary.pointer,
        span: found.primary.span,
        ask: found.message,
        help,
        reason: Reason::Finding(found.code),
    };
    (path, question)
}

/// Who must answer about a file: who supplies it or, where the table gives it to
/// nobody, who supplies the table.
fn owner(path: &str, registry: &Registry) -> Supplier {
    match registry.settings.ownership.of_path(path) {
        Some(_) => registry.supplier(path),
        None => registry.supplier(layout::SETTINGS),
    }
}

/// A schema of the registry's own that doesn't know the second contract.
pub(super) fn of_schema(path: &Arc<str>, lacks: &[String], registry: &Registry) -> Question {
    let lacks: Vec<String> = lacks.iter().map(|field| format!("`{field}`")).collect();
    Question {
        pointer: String::new(),
        span: Span::default(),
        ask: Message::new("migrate-ask-schema").arg("fields", lacks),
        help: Vec::new(),
        who: registry.supplier(path),
        reason: Reason::Contract(Message::new("migrate-why-schema")),
    }
}
