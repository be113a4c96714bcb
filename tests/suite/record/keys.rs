//! Who signed: finance, somebody else, nobody; a key that came later, one that went since.

use super::{certify, verify};
use crate::district::District;
use crate::support::Folder;
use mulu_record::ssh::{self, DECISIONS, GIT};
use mulu_record::{Certificate, Signed};
use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{LineEnding, PrivateKey};
use std::path::PathBuf;

/// A key made from one number: its private file and its public line.
pub(crate) fn key(seed: u8) -> (String, String) {
    let pair = Ed25519Keypair::from_seed(&[seed; 32]);
    let key = PrivateKey::new(KeypairData::Ed25519(pair), "").unwrap();
    let private = key.to_openssh(LineEnding::LF).unwrap().to_string();
    (private, key.public_key().to_openssh().unwrap())
}

/// Writes a private key beside the registry.
pub(crate) fn private(folder: &Folder, seed: u8) -> PathBuf {
    let name = format!("key-{seed}");
    folder.write(&name, key(seed).0);
    folder.join(&name)
}

/// Gives a unit a signing key.
pub(crate) fn register(folder: &Folder, unit: &str, seed: u8) {
    let path = format!("registry/units/{unit}.yaml");
    let text = std::fs::read_to_string(folder.join(&path)).unwrap();
    folder.write(
        &path,
        format!("{text}signing_keys: [\"{}\"]\n", key(seed).1),
    );
}

/// The district whose treasury has key 1 and whose bureau has key 2.
fn district() -> District {
    District::with(|folder| {
        register(folder, "treasury", 1);
        register(folder, "bureau", 2);
    })
}

#[test]
fn who_signed_is_told_by_the_keys_of_that_day() {
    let district = district();
    let folder = district.folder();
    for (seed, code, result, found) in [
        (1, 0, "equal", "signature/good"),
        (2, 1, "differs", "signature/other-unit"),
        (3, 1, "differs", "signature/unknown-key"),
    ] {
        certify(&district, Some(&private(folder, seed)));
        let (exit, told, codes) = verify(folder, super::PLACE);
        assert_eq!((exit, &*told), (Some(code), result), "{codes:?}");
        assert_eq!(codes, [found]);
    }
}

#[test]
fn a_key_that_came_later_and_one_that_went_since() {
    let district = district();
    let folder = district.folder();
    certify(&district, Some(&private(folder, 1)));
    let good = std::fs::read(folder.join(super::PLACE)).unwrap();
    certify(&district, Some(&private(folder, 4)));
    // The treasury gives key 1 up and takes key 4.
    let path = folder.join("registry/units/treasury.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace(&key(1).1, &key(4).1)).unwrap();
    folder.commit(1_800_000_000);
    let (exit, _, codes) = verify(folder, super::PLACE);
    assert_eq!(
        (exit, codes),
        (Some(1), vec!["signature/key-later".to_owned()])
    );
    std::fs::write(folder.join(super::PLACE), good).unwrap();
    let (exit, _, codes) = verify(folder, super::PLACE);
    let since = vec!["signature/revoked-since".to_owned()];
    assert_eq!((exit, codes), (Some(0), since));
}

#[test]
fn where_finance_must_sign_an_unsigned_decision_is_none() {
    let district = District::with(|folder| {
        let path = "registry/registry.yaml";
        let text = std::fs::read_to_string(folder.join(path)).unwrap();
        let signed = "finance: {units: [treasury], signed_from: \"2026-01-01\"}";
        folder.write(path, text.replace("finance: treasury", signed));
    });
    certify(&district, None);
    let (exit, _, codes) = verify(district.folder(), super::PLACE);
    assert_eq!(
        (exit, codes),
        (Some(1), vec!["signature/required".to_owned()])
    );
}

#[test]
fn a_signature_of_other_bytes_or_for_something_else_is_none() {
    let district = district();
    let folder = district.folder();
    let bytes = certify(&district, Some(&private(folder, 1)));
    let sound = Certificate::read(&bytes).unwrap();
    let with = |signature: String| {
        let mut other = sound.clone();
        other.signatures = vec![signature];
        super::verify_bytes(folder, &other.bytes())
    };
    let sign =
        |bytes: &[u8], namespace| ssh::sign(bytes, namespace, key(1).0.as_bytes()).unwrap().1;
    let own = sound.statement.bytes().unwrap();
    for (signature, found) in [
        (sign(b"something else", DECISIONS), "signature/bad"),
        (sign(&own, GIT), "signature/elsewhere"),
        (
            "-----BEGIN SSH SIGNATURE-----".to_owned(),
            "signature/unreadable",
        ),
    ] {
        let (exit, told, codes) = with(signature);
        assert_eq!((exit, &*told), (Some(1), "differs"));
        assert_eq!(codes, [found]);
    }
}

#[test]
fn a_key_that_cannot_sign_is_refused_in_a_sentence() {
    let district = district();
    let folder = district.folder();
    folder.write("no-key", "ssh-ed25519 AAAA\n");
    let args = ["certify", "2027", "--rev", "HEAD", "--key", "no-key"];
    let ran = district.mulu(&args);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("OPENSSH PRIVATE KEY"), "{ran:#?}");
}

/// What OpenSSH signs we verify, with every kind of key that it makes here. Where there is no
/// `ssh-keygen` there is nothing to compare with.
#[test]
fn what_openssh_signs_is_verified() {
    let folder = Folder::empty();
    let keygen = |args: &[&str]| {
        std::process::Command::new("ssh-keygen")
            .args(args)
            .current_dir(folder.path())
            .stdin(std::process::Stdio::null())
            .output()
    };
    if keygen(&["-?"]).is_err() {
        return;
    }
    folder.write("text", "what is signed\n");
    for (kind, bits, verified) in [
        ("ed25519", "256", true),
        ("ecdsa", "256", true),
        ("rsa", "3072", true),
        ("ecdsa", "384", false),
    ] {
        let name = format!("{kind}-{bits}");
        let made = keygen(&["-q", "-t", kind, "-b", bits, "-N", "", "-f", &name]).unwrap();
        assert!(made.status.success(), "{made:?}");
        let _ = std::fs::remove_file(folder.join("text.sig"));
        let signed = keygen(&["-q", "-Y", "sign", "-n", DECISIONS, "-f", &name, "text"]).unwrap();
        assert!(signed.status.success(), "{signed:?}");
        let armoured = std::fs::read_to_string(folder.join("text.sig")).unwrap();
        let told = ssh::check(b"what is signed\n", DECISIONS, &armoured);
        match verified {
            true => {
                assert!(matches!(told, Signed::By(_)), "{name}: {told:?}");
                let other = ssh::check(b"What is signed\n", DECISIONS, &armoured);
                assert_eq!(other, Signed::Bad);
            }
            false => assert!(matches!(told, Signed::UnknownKind(_)), "{name}: {told:?}"),
        }
    }
}
