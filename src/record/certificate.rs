//! A certificate: a statement with its digest and signatures, as a file. There is one way to
//! write each, so that any byte that was changed shows.

use crate::digest::sha256;
use crate::finding::Finding;
use crate::statement::{PREDICATE, PREDICATES, Predicate, Statement, Subject, TYPE};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

/// The largest certificate, in bytes.
pub const MOST_BYTES: u64 = 32 << 20;

/// A statement, sealed and perhaps signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// What it says.
    pub statement: Statement,
    /// The digest of its canonical bytes, as it is written.
    pub seal: String,
    /// SSH signatures of its canonical bytes, armoured.
    pub signatures: Vec<String>,
}

/// The members of a file of any version.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "_type")]
    kind: Option<String>,
    #[serde(rename = "predicateType")]
    predicate: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "_type")]
    _kind: String,
    subject: Vec<Subject>,
    #[serde(rename = "predicateType")]
    _predicate_type: String,
    predicate: Predicate,
    sha256: String,
    signatures: Vec<String>,
}

impl Certificate {
    /// A statement, sealed.
    ///
    /// # Errors
    /// Never: nothing in it can't be written.
    pub fn of(statement: Statement) -> serde_json::Result<Self> {
        let seal = sha256(&statement.bytes()?);
        Ok(Certificate {
            statement,
            seal,
            signatures: Vec::new(),
        })
    }

    /// Reads a file.
    ///
    /// # Errors
    /// That it is none: cut off, no JSON, of another kind or another version, or of members
    /// that the version doesn't have.
    pub fn read(bytes: &[u8]) -> Result<Self, Finding> {
        if bytes.len() as u64 > MOST_BYTES {
            let limit = (MOST_BYTES >> 20).to_string();
            return Err(Finding::unable("certificate/too-large").arg("limit", limit));
        }
        let fault = |error: serde_json::Error| {
            Finding::of_json(&error, ("certificate/truncated", "certificate/unreadable"))
        };
        let head: Head = serde_json::from_slice(bytes).map_err(fault)?;
        let kind = head.kind.unwrap_or_default();
        let predicate = head.predicate.unwrap_or_default();
        if kind != TYPE || !predicate.starts_with(PREDICATES) {
            return Err(Finding::unable("certificate/other-kind"));
        }
        if predicate != PREDICATE {
            let version = predicate.trim_start_matches(PREDICATES).to_owned();
            return Err(Finding::unable("certificate/version").arg("version", version));
        }
        let file: File = serde_json::from_slice(bytes).map_err(fault)?;
        Ok(Certificate {
            statement: Statement {
                subject: file.subject,
                predicate: file.predicate,
            },
            seal: file.sha256,
            signatures: file.signatures,
        })
    }

    /// Writes the file: an entry a line, so that a change of it can be read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let of = &self.statement.predicate;
        writeln!(out, "{{\n\"_type\":{},", text(&TYPE)?)?;
        list(out, "subject", &self.statement.subject)?;
        writeln!(out, ",\n\"predicateType\":{},", text(&PREDICATE)?)?;
        writeln!(out, "\"predicate\":{{")?;
        writeln!(out, "\"program\":{},", text(&of.program)?)?;
        writeln!(out, "\"registry\":{},", text(&of.registry)?)?;
        writeln!(out, "\"language\":{},", text(&of.language)?)?;
        writeln!(out, "\"commit\":{},", text(&of.commit)?)?;
        writeln!(out, "\"policy\":{},", text(&of.policy)?)?;
        writeln!(out, "\"on\":{},", text(&of.on)?)?;
        writeln!(out, "\"year\":{},", text(&of.year)?)?;
        list(out, "requests", &of.requests)?;
        writeln!(out, ",")?;
        list(out, "projects", &of.projects)?;
        writeln!(out, "\n}},\n\"sha256\":{},", text(&self.seal)?)?;
        list(out, "signatures", &self.signatures)?;
        writeln!(out, "\n}}")
    }

    /// The file's bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self.write(&mut bytes) {
            Ok(()) => bytes,
            Err(_) => Vec::new(),
        }
    }

    /// What of a file, read, can't be as it was written: other bytes for the same, or another
    /// digest than that of what it says.
    #[must_use]
    pub fn tampered(&self, bytes: &[u8]) -> Vec<Finding> {
        let mut found = Vec::new();
        let sealed = self.statement.bytes().map(|bytes| sha256(&bytes));
        if sealed.ok().as_deref() != Some(&self.seal) {
            found.push(Finding::differs("certificate/seal"));
        } else if self.bytes() != bytes {
            found.push(Finding::differs("certificate/form"));
        }
        found
    }
}

/// A value as JSON on one line.
pub(crate) fn text(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string(value)
}

/// A list as JSON, an entry a line.
pub(crate) fn list<T: Serialize>(out: &mut dyn Write, name: &str, items: &[T]) -> io::Result<()> {
    write!(out, "\"{name}\":[")?;
    for (at, item) in items.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        write!(out, "{comma}\n{}", text(item)?)?;
    }
    write!(out, "\n]")
}
