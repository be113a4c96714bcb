//! SSH signatures (SSHSIG), as Git and `ssh-keygen -Y sign` make them.

use ring::signature as rings;
use ssh_key::public::{KeyData, RsaPublicKey};
use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};
use std::fmt;

/// The namespace of decisions of record: a signature of anything else is none of these.
pub const DECISIONS: &str = "mulu-decisions";

/// The namespace of Git's commits.
pub const GIT: &str = "git";

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(KeyData);

impl Key {
    /// A key as documents have it: `ssh-ed25519 AAAA… comment`.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let key = PublicKey::from_openssh(line.trim()).ok()?;
        Some(Key(key.key_data().clone()))
    }
}

impl fmt::Display for Key {
    /// Its fingerprint, as OpenSSH shows it: `SHA256:…`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fingerprint(HashAlg::Sha256).fmt(f)
    }
}

/// What a signature comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It is of these bytes, by whoever has this key.
    By(Key),
    /// It isn't of these bytes, or not by the key that it names.
    Bad,
    /// It is of something else, by what it says itself: its namespace.
    Elsewhere(String),
    /// It is by a kind of key that this program doesn't verify.
    UnknownKind(String),
    /// It is no signature.
    Unreadable,
}

/// Signs bytes; the armoured signature.
///
/// # Errors
/// Why the key can't.
pub fn sign(bytes: &[u8], namespace: &str, key: &[u8]) -> Result<(Key, String), CannotSign> {
    let key = PrivateKey::from_openssh(key).map_err(|_| CannotSign::NoKey)?;
    if key.is_encrypted() {
        return Err(CannotSign::Locked);
    }
    let kind = || CannotSign::Kind(key.algorithm().to_string());
    let signature = key
        .sign(namespace, HashAlg::Sha512, bytes)
        .map_err(|_| kind())?;
    let armoured = signature.to_pem(LineEnding::LF).map_err(|_| kind())?;
    Ok((Key(key.public_key().key_data().clone()), armoured))
}

/// Why a key signs nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotSign {
    /// It is no private key in OpenSSH's form.
    NoKey,
    /// It is locked with a passphrase.
    Locked,
    /// This program doesn't sign with its kind.
    Kind(String),
}

/// Whether an armoured signature is of some bytes in a namespace, and by which key.
#[must_use]
pub fn check(bytes: &[u8], namespace: &str, armoured: &str) -> Signed {
    let Ok(signature) = SshSig::from_pem(armoured) else {
        return Signed::Unreadable;
    };
    if signature.namespace() != namespace {
        return Signed::Elsewhere(signature.namespace().to_owned());
    }
    let data = signature.public_key().clone();
    let done = match &data {
        KeyData::Rsa(key) => rsa(key, bytes, &signature),
        KeyData::Ed25519(_) | KeyData::SkEd25519(_) => plain(&data, bytes, &signature),
        KeyData::Ecdsa(_)
            if matches!(
                data.algorithm(),
                Algorithm::Ecdsa {
                    curve: ssh_key::EcdsaCurve::NistP256
                }
            ) =>
        {
            plain(&data, bytes, &signature)
        }
        KeyData::SkEcdsaSha2NistP256(_) => plain(&data, bytes, &signature),
        _ => return Signed::UnknownKind(data.algorithm().to_string()),
    };
    match done {
        true => Signed::By(Key(data)),
        false => Signed::Bad,
    }
}

/// Whether there is one way to write a signature, and this is it.
#[must_use]
pub fn is_canonical(armoured: &str) -> bool {
    let again = SshSig::from_pem(armoured).and_then(|signature| signature.to_pem(LineEnding::LF));
    again.is_ok_and(|again| again == armoured)
}

fn plain(key: &KeyData, bytes: &[u8], signature: &SshSig) -> bool {
    let key = PublicKey::new(key.clone(), "");
    key.verify(signature.namespace(), bytes, signature).is_ok()
}

/// RSA with SHA-2, keys of 2048 to 8192 bits; SHA-1 is refused, as OpenSSH does.
fn rsa(key: &RsaPublicKey, bytes: &[u8], signature: &SshSig) -> bool {
    let scheme = match signature.signature().algorithm() {
        Algorithm::Rsa {
            hash: Some(HashAlg::Sha512),
        } => &rings::RSA_PKCS1_2048_8192_SHA512,
        Algorithm::Rsa {
            hash: Some(HashAlg::Sha256),
        } => &rings::RSA_PKCS1_2048_8192_SHA256,
        _ => return false,
    };
    let signed = SshSig::signed_data(signature.namespace(), signature.hash_alg(), bytes);
    let (Ok(signed), Some(n), Some(e)) =
        (signed, key.n.as_positive_bytes(), key.e.as_positive_bytes())
    else {
        return false;
    };
    let key = rings::RsaPublicKeyComponents { n, e };
    key.verify(scheme, &signed, signature.signature_bytes())
        .is_ok()
}
