//! What machine output begins with: which registry, which rules, which day.

use mulu_core::decision::Provenance;
use mulu_core::registry::Audience;
use serde::Serialize;
use std::io::{self, Write};

/// The members that every answer about a registry has first.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Head<'a> {
    registry: &'a str,
    commit: Option<&'a str>,
    policy: Option<&'a str>,
    on: String,
    /// `public`, where what is for the offices is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<&'static str>,
}

impl<'a> From<&'a Provenance> for Head<'a> {
    fn from(provenance: &'a Provenance) -> Self {
        Head {
            registry: &provenance.registry,
            commit: provenance.commit.as_deref(),
            policy: provenance.policy.as_deref(),
            on: provenance.on.to_string(),
            audience: (provenance.audience == Audience::Public).then(|| Audience::Public.id()),
        }
    }
}

/// Opens an object with a head, and a list in it whose entries are written as they
/// come; whoever writes them closes both.
pub(crate) fn open(out: &mut dyn Write, head: &impl Serialize, list: &str) -> io::Result<()> {
    let mut text = serde_json::to_string(head)?;
    text.truncate(text.len().saturating_sub(1));
    write!(out, "{text},\"{list}\":[")
}
