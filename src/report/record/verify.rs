//! `mulu verify`: what a certificate says, and what was found.

use crate::{Localizer, text};
use mulu_core::diagnostic::Message;
use mulu_record::{Finding, Predicate, Weight};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many findings of one code are told to people; machines get all.
const MOST: usize = 20;

/// What became of a certificate, as it is told.
#[derive(Clone, Copy, Debug)]
pub struct Verification<'v> {
    /// The file's name.
    pub file: &'v str,
    /// What it says; `None`: it is no certificate.
    pub of: Option<&'v Predicate>,
    /// Everything that was found, the worst first.
    pub findings: &'v [Finding],
}

impl Verification<'_> {
    /// The result's name in machine output.
    fn result(&self) -> &'static str {
        match Finding::worst(self.findings) {
            Weight::Notice => "equal",
            Weight::Unable => "unverified",
            Weight::Differs => "differs",
        }
    }
}

/// What it is of, the findings a line each, and what it comes to.
///
/// # Errors
/// When it can't be written.
pub fn table(out: &mut dyn Write, of: &Verification<'_>, words: &Localizer) -> io::Result<()> {
    if let Some(says) = of.of {
        let head = Message::new("record-of")
            .arg("file", of.file)
            .arg("registry", says.registry.as_str())
            .arg("year", i64::from(says.year))
            .arg("on", says.on.as_str())
            .arg("commit", says.commit.chars().take(7).collect::<String>())
            .arg("requests", says.requests.len())
            .arg("projects", says.projects.len());
        writeln!(out, "{}\n", words.say(&head))?;
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for found in of.findings {
        let count = told.entry(found.code).or_default();
        *count += 1;
        if *count <= MOST {
            let weight = words.word(&format!("record-weight-{}", found.weight.id()));
            writeln!(
                out,
                "{weight}[{}]: {}",
                found.code,
                text::plain(&words.say(&found.message))
            )?;
        }
    }
    for (code, count) in told.iter().filter(|(_, count)| **count > MOST) {
        let more = Message::new("record-more").arg("count", count - MOST);
        writeln!(out, "  … [{code}] {}", words.say(&more))?;
    }
    if !of.findings.is_empty() {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{}",
        words.word(&format!("record-result-{}", of.result()))
    )
}

/// The same as JSON.
///
/// # Errors
/// When it can't be written.
pub fn json(out: &mut dyn Write, of: &Verification<'_>, words: &Localizer) -> io::Result<()> {
    let findings: Vec<Value> = of
        .findings
        .iter()
        .map(|found| {
            json!({
                "code": found.code,
                "weight": found.weight.id(),
                "message": words.say(&found.message),
            })
        })
        .collect();
    let says = of.of;
    let face = json!({
        "file": of.file,
        "result": of.result(),
        "registry": says.map(|of| &*of.registry),
        "commit": says.map(|of| &*of.commit),
        "policy": says.map(|of| &*of.policy.source),
        "on": says.map(|of| &*of.on),
        "year": says.map(|of| of.year),
        "program": says.map(|of| &*of.program.version),
        "findings": findings,
    });
    crate::json::write_pretty(out, &face)?;
    writeln!(out)
}
