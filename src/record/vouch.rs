//! What a signature says of who vouched: by the keys of the day, and what became of them.

use crate::keys::{Signer, signer};
use crate::note::Noted;
use crate::ssh::{self, Key, Signed};
use jiff::civil::Date;
use mulu_core::layout::UnitId;
use mulu_core::registry::{Owner, Registry};
use std::sync::Arc;

/// A fact that decided.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its file.
    pub path: Arc<str>,
    /// Where it stands in that, RFC 6901.
    pub pointer: String,
    /// Its first line.
    pub line: u32,
    /// What it says.
    pub value: serde_json::Value,
    /// Whose file it is: who may propose it.
    pub owners: Vec<Owner>,
    /// Who wrote it; `None`: no commit has it.
    pub wrote: Option<Wrote>,
}

/// The commit that wrote a fact.
#[derive(Clone, Debug)]
pub struct Wrote {
    /// Its id.
    pub commit: String,
    /// The name in it.
    pub author: String,
    /// Its day; `None`: its time is beyond the calendar.
    pub on: Option<Date>,
    /// The pull request that brought it.
    pub pull: Option<u64>,
    /// What its signature comes to.
    pub signed: Vouched,
    /// The merge that brought it; none: it was committed without one.
    pub merge: Option<Brought>,
}

/// The merge that brought a fact, with what is on record of who agreed.
#[derive(Clone, Debug)]
pub struct Brought {
    /// Its id.
    pub commit: String,
    /// The note on it; of a large merge it is large, and many facts share it.
    pub noted: Arc<Noted>,
    /// Who agreed to the file as it landed, or to facts in it.
    pub agreed: Vec<Agreed>,
}

/// Somebody who agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Their login then.
    pub login: String,
    /// Their account's number.
    pub account: Option<u64>,
    /// The head that they saw.
    pub commit: String,
    /// The day; none: nobody said when.
    pub on: Option<Date>,
}

/// What a commit's signature comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Vouched {
    /// There is none: anybody can write any name.
    Unsigned,
    /// By a unit that owns the fact.
    Verified(Vec<UnitId>),
    /// By a unit that owns it, whose key is no longer among theirs.
    RevokedSince(Vec<UnitId>),
    /// By a unit that doesn't.
    OtherUnit(Vec<UnitId>),
    /// By a key that was registered later only.
    KeyLater(Vec<UnitId>),
    /// By a key that nobody registered.
    UnknownKey(Key),
    /// It isn't of the commit.
    Bad,
    /// Of a kind that isn't verified here.
    UnknownKind(String),
}

impl Vouched {
    /// The name in machine output.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Vouched::Unsigned => "none",
            Vouched::Verified(_) => "verified",
            Vouched::RevokedSince(_) => "revoked-since",
            Vouched::OtherUnit(_) => "other-unit",
            Vouched::KeyLater(_) => "key-later",
            Vouched::UnknownKey(_) => "unknown-key",
            Vouched::Bad => "bad",
            Vouched::UnknownKind(_) => "unknown-kind",
        }
    }

    /// The units that it names.
    #[must_use]
    pub fn units(&self) -> &[UnitId] {
        match self {
            Vouched::Verified(units)
            | Vouched::RevokedSince(units)
            | Vouched::OtherUnit(units)
            | Vouched::KeyLater(units) => units,
            _ => &[],
        }
    }
}

/// What a commit's signature (armoured, and the bytes that it is of) comes to: `then` is the
/// registry as it was, `now` as it is; `owners` are the units that own the fact, none: anybody.
#[must_use]
pub fn vouched(
    signature: Option<(&str, &[u8])>,
    (then, now): (&Registry, &Registry),
    owners: &[UnitId],
) -> Vouched {
    let Some((armoured, bytes)) = signature else {
        return Vouched::Unsigned;
    };
    let key = match ssh::check(bytes, ssh::GIT, armoured) {
        Signed::By(key) => key,
        Signed::UnknownKind(kind) => return Vouched::UnknownKind(kind),
        Signed::Unreadable if !armoured.contains("SSH SIGNATURE") => {
            let kind = armoured.lines().next().unwrap_or_default();
            let kind = kind.trim_matches('-').trim_start_matches("BEGIN ");
            return Vouched::UnknownKind(kind.to_owned());
        }
        Signed::Bad | Signed::Elsewhere(_) | Signed::Unreadable => return Vouched::Bad,
    };
    by_key(
        key,
        then,
        || Some(now),
        |unit| owners.is_empty() || owners.contains(unit),
    )
}

/// What a good signature by a key comes to, of something that some units may sign: by the
/// registry as it was then, and what became of the key by now (`None`: nobody knows), which is
/// asked only where it matters.
pub fn by_key<'r>(
    key: Key,
    then: &Registry,
    now: impl FnOnce() -> Option<&'r Registry>,
    may: impl Fn(&UnitId) -> bool,
) -> Vouched {
    match signer(then, &key) {
        Signer::Units(units) if units.iter().any(may) => {
            match now().is_none_or(|now| signer(now, &key) != Signer::Unknown) {
                true => Vouched::Verified(units),
                false => Vouched::RevokedSince(units),
            }
        }
        Signer::Units(units) => Vouched::OtherUnit(units),
        Signer::Unknown => match now().map(|now| signer(now, &key)) {
            Some(Signer::Units(units)) => Vouched::KeyLater(units),
            _ => Vouched::UnknownKey(key),
        },
    }
}
