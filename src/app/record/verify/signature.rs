//! By whom a certificate is signed: by the keys that the registry named when it was made.

use crate::load::{Input, Loaded, RevisionSpec, load};
use mulu_core::diagnostic::Arg;
use mulu_core::layout::UnitId;
use mulu_core::registry::{Owner, Registry};
use mulu_record::ssh::{self, DECISIONS, is_canonical};
use mulu_record::{Certificate, Finding, Key, Signed, Signer, keys};
use std::path::Path;

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
    let each = certificate.signatures.iter();
    each.map(|armoured| match ssh::check(&bytes, DECISIONS, armoured) {
        Signed::By(_) if !is_canonical(armoured) => Finding::differs("signature/unreadable"),
        Signed::By(key) => whose(&key, &owners, loaded, folder),
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

/// Whose the key of a good signature is.
fn whose(key: &Key, owners: &[Owner], loaded: &Loaded, folder: &Path) -> Finding {
    let registry = &loaded.registry;
    let own = |registry: &Registry| -> Vec<UnitId> {
        let units = owners
            .iter()
            .flat_map(|owner| keys::units_of(registry, owner));
        units.collect()
    };
    let units = own(registry);
    let said = |found: Finding, of: &[UnitId]| {
        let names = of.iter().map(|unit| Arg::from(registry.unit_name(unit)));
        let found = found.arg("key", key.to_string());
        found.arg("units", names.collect::<Vec<_>>())
    };
    match keys::signer(registry, key) {
        Signer::Units(of) if of.iter().any(|unit| units.contains(unit)) => {
            let now = today(folder);
            let kept = now
                .as_ref()
                .is_none_or(|now| keys::signer(&now.registry, key) != Signer::Unknown);
            match kept {
                true => said(Finding::notice("signature/good"), &of),
                false => said(Finding::notice("signature/revoked-since"), &of),
            }
        }
        Signer::Units(of) => said(Finding::differs("signature/other-unit"), &of),
        Signer::Unknown => {
            let now = today(folder);
            let later = now.as_ref().map(|now| keys::signer(&now.registry, key));
            match later {
                Some(Signer::Units(of)) => said(Finding::differs("signature/key-later"), &of),
                _ => said(Finding::differs("signature/unknown-key"), &units),
            }
        }
    }
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
