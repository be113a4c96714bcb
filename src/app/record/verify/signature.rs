//! By whom a certificate is signed: by the keys that the registry named when it was made.

use crate::load::{Input, Loaded, RevisionSpec, load};
use crate::record::vouch::owning;
use mulu_core::diagnostic::Arg;
use mulu_core::layout::UnitId;
use mulu_core::registry::{Owner, Registry};
use mulu_record::ssh::{self, DECISIONS, is_canonical};
use mulu_record::vouch::by_key;
use mulu_record::{Certificate, Finding, Key, Signed, Vouched};
use std::cell::LazyCell;
use std::path::Path;

/// The registry as it stands now, read when it is asked for.
type Today<'a> = LazyCell<Option<Loaded>, Box<dyn FnOnce() -> Option<Loaded> + 'a>>;

/// Everything to be said of the signatures.
pub(super) fn findings(certificate: &Certificate, loaded: &Loaded, folder: &Path) -> Vec<Finding> {
    let of = &certificate.statement.predicate;
    let path = crate::record::path(of.year, &of.on);
    let owners = loaded.registry.settings.ownership.of_path(&path);
    let owners = owners.map(|owners| owners.authors).unwrap_or_default();
    if certificate.signatures.is_empty() {
        return vec![unsigned(&owners, loaded)];
    }
    let Ok(bytes) = certificate.statement.bytes() else {
        return Vec::new();
    };
    let units = owning(&loaded.registry, &path);
    let today: Today<'_> = LazyCell::new(Box::new(|| today(folder)));
    let each = certificate.signatures.iter();
    each.map(|armoured| match ssh::check(&bytes, DECISIONS, armoured) {
        Signed::By(_) if !is_canonical(armoured) => Finding::differs("signature/unreadable"),
        Signed::By(key) => whose(key, &units, &loaded.registry, &today),
        Signed::Bad => Finding::differs("signature/bad"),
        Signed::Elsewhere(namespace) => {
            Finding::differs("signature/elsewhere").arg("namespace", namespace)
        }
        Signed::UnknownKind(kind) => Finding::unable("signature/kind").arg("kind", kind),
        Signed::Unreadable => Finding::differs("signature/unreadable"),
    })
    .collect()
}

/// None at all: differs where its owner must sign by then, else to be known.
fn unsigned(owners: &[Owner], loaded: &Loaded) -> Finding {
    let authorities = &loaded.registry.settings.authorities;
    let from = owners.iter().filter_map(|owner| match owner {
        Owner::Authority(id) => authorities.get(&**id)?.signed_from,
        _ => None,
    });
    match from.filter(|from| *from <= loaded.provenance.on).min() {
        Some(from) => Finding::differs("signature/required").arg("from", from.to_string()),
        None => Finding::notice("signature/none"),
    }
}

/// Whose the key of a good signature is; `today` is the registry as it stands now.
fn whose(key: Key, owners: &[UnitId], registry: &Registry, today: &Today<'_>) -> Finding {
    let fingerprint = key.to_string();
    let now = || today.as_ref().map(|now| &now.registry);
    let signed = by_key(key, registry, now, |unit| owners.contains(unit));
    let (found, units) = match &signed {
        Vouched::Verified(units) => (Finding::notice("signature/good"), &**units),
        Vouched::RevokedSince(units) => (Finding::notice("signature/revoked-since"), &**units),
        Vouched::OtherUnit(units) => (Finding::differs("signature/other-unit"), &**units),
        Vouched::KeyLater(units) => (Finding::differs("signature/key-later"), &**units),
        _ => (Finding::differs("signature/unknown-key"), owners),
    };
    let names = units.iter().map(|unit| Arg::from(registry.unit_name(unit)));
    let found = found.arg("key", fingerprint);
    found.arg("units", names.collect::<Vec<_>>())
}

/// The registry as it stands now.
fn today(folder: &Path) -> Option<Loaded> {
    let input = Input {
        folder: folder.to_owned(),
        revision: RevisionSpec::Named("HEAD".to_owned()),
        on: None,
    };
    load(&input).ok()
}
