//! `mulu certify YEAR`: a year's decisions as they are made.

use super::vouch::owning;
use crate::load::{Input, Loaded, RevisionSpec, load};
use mulu_core::diagnostic::{Error, Message};
use mulu_record::ssh::{self, CannotSign, DECISIONS};
use mulu_record::{Certificate, Key, Signer, keys};

/// A certificate, and what to know of it.
#[derive(Debug)]
pub struct Certified {
    /// The registry that it is of.
    pub loaded: Loaded,
    /// The certificate; `None` where schemas or rules are broken.
    pub certificate: Option<Certificate>,
    /// Where it belongs.
    pub path: String,
    /// What to know: the key isn't one that may sign it.
    pub notes: Vec<Message>,
}

/// Makes the certificate of a year, signed where a private key is given.
///
/// # Errors
/// When what is asked about is of no commit, or the key can't sign.
pub fn certify(input: &Input, year: i16, key: Option<&[u8]>) -> Result<Certified, Error> {
    let loaded = committed(input)?;
    let path = super::path(year, &loaded.provenance.on.to_string());
    let mut done = Certified {
        certificate: None,
        path,
        notes: Vec::new(),
        loaded,
    };
    let Some(snapshot) = done.loaded.dated()? else {
        return Ok(done);
    };
    let statement = mulu_record::statement(&snapshot, year, super::VERSION);
    let statement = statement.ok_or_else(uncommitted)?;
    let fault = |error: serde_json::Error| Error::writing(&done.path, &error);
    let mut certificate = Certificate::of(statement).map_err(fault)?;
    if let Some(key) = key {
        let bytes = certificate.statement.bytes().map_err(fault)?;
        let (public, signature) = ssh::sign(&bytes, DECISIONS, key).map_err(cannot)?;
        certificate.signatures.push(signature);
        done.notes
            .extend(stranger(&done.loaded, &done.path, &public));
    }
    done.certificate = Some(certificate);
    Ok(done)
}

/// What is asked about, read from its commit: only there every document has Git's id.
fn committed(input: &Input) -> Result<Loaded, Error> {
    if input.revision != RevisionSpec::WorkTree {
        return load(input);
    }
    let there = load(input)?;
    let commit = there.provenance.commit.clone().ok_or_else(uncommitted)?;
    if let Some(error) = there.undated {
        return Err(error);
    }
    load(&Input {
        revision: RevisionSpec::Named(commit),
        on: Some(there.provenance.on),
        ..input.clone()
    })
}

fn uncommitted() -> Error {
    Error::bad_input(Message::new("record-uncommitted"))
}

/// Why a key signs nothing.
pub(crate) fn cannot(why: CannotSign) -> Error {
    Error::bad_input(match why {
        CannotSign::NoKey => Message::new("record-key-none"),
        CannotSign::Locked => Message::new("record-key-locked"),
        CannotSign::Kind(kind) => Message::new("record-key-kind").arg("kind", kind),
    })
}

/// That the key is of nobody who may write such a file: it would not be verified.
fn stranger(loaded: &Loaded, path: &str, key: &Key) -> Option<Message> {
    let registry = &loaded.registry;
    let units = owning(registry, path);
    let known = match keys::signer(registry, key) {
        Signer::Units(of) => of.iter().any(|unit| units.contains(unit)),
        Signer::Unknown => false,
    };
    let named: Vec<String> = units
        .iter()
        .map(|unit| registry.unit_name(unit).to_owned())
        .collect();
    (!known).then(|| {
        let message = Message::new("record-key-stranger").arg("key", key.to_string());
        message.arg("units", named)
    })
}
