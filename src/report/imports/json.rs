//! `mulu import --format json`.

use super::{Import, refusal_key, why_key, why_said};
use crate::{Localizer, text};
use mulu_ledger::{Changed, Draft, Fate, Told};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Writes what comes of a ledger as one JSON object: every cell that isn't blank with what
/// becomes of it, the files, and what would be wrong with them.
///
/// # Errors
/// When it can't be written.
pub fn json(out: &mut dyn Write, import: &Import<'_>, words: &Localizer) -> io::Result<()> {
    let cells: Vec<Value> = import.cells.iter().map(|told| cell(told, words)).collect();
    let drafts: Vec<Value> = import
        .drafts
        .iter()
        .map(|draft| file(draft, words))
        .collect();
    let findings: Vec<Value> = import
        .findings
        .iter()
        .map(|(place, found)| {
            json!({
                "cell": place.to_string(),
                "code": found.code.id,
                "severity": found.code.severity.id(),
                "path": &*found.primary.path,
                "pointer": found.primary.pointer,
                "message": words.say(&found.message),
            })
        })
        .collect();
    let whole = json!({
        "file": import.file,
        "written": import.written,
        "unread_sheets": import.unread.iter().map(|sheet| &**sheet).collect::<Vec<_>>(),
        "cells": cells,
        "files": drafts,
        "findings": findings,
    });
    crate::json::write_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn cell(told: &Told, words: &Localizer) -> Value {
    let mut cell = json!({
        "cell": told.place.to_string(),
        "text": text::plain(&told.text),
    });
    let (fate, why) = match &told.fate {
        Fate::Taken { pointer, value } => {
            cell["pointer"] = (**pointer).into();
            cell["value"] = value.clone();
            ("taken", None)
        }
        Fate::Names(name) => {
            cell["names"] = (**name).into();
            ("taken", None)
        }
        Fate::Left(why) => ("left", Some(why)),
        Fate::Asked(why) => ("asked", Some(why)),
    };
    cell["fate"] = fate.into();
    if let Some(why) = why {
        cell["reason"] = why_key(why).trim_start_matches("import-why-").into();
        cell["message"] = why_said(why, words).into();
    }
    cell
}

fn file(draft: &Draft, words: &Localizer) -> Value {
    let fields = draft.changed.iter().map(|Changed { field, was }| {
        json!({
            "pointer": &*field.pointer,
            "was": was,
            "value": field.value,
            "cell": field.place.to_string(),
        })
    });
    let refused = draft.refused.iter().map(|(field, why)| {
        json!({
            "pointer": &*field.pointer,
            "value": field.value,
            "cell": field.place.to_string(),
            "message": words.word(refusal_key(*why)),
        })
    });
    json!({
        "path": &*draft.path,
        "change": if draft.is_new { "added" } else if draft.changed.is_empty() { "none" } else { "changed" },
        "fields": fields.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
    })
}
