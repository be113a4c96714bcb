//! `mulu verify FILE`: a certificate, held against the repository.

mod signature;

use crate::load::{Input, Loaded, RevisionSpec, load};
use jiff::civil::Date;
use mulu_core::diagnostic::{Error, ErrorKind};
use mulu_core::layout::{Kind, ROOT, parse};
use mulu_git::Repository;
use mulu_record::{Certificate, Finding, Weight, compare};
use std::path::Path;

/// What became of it.
#[derive(Debug)]
pub struct Verified {
    /// The certificate, where the file is one.
    pub certificate: Option<Certificate>,
    /// Everything that was found, the worst first.
    pub findings: Vec<Finding>,
}

impl Verified {
    /// What it comes to.
    #[must_use]
    pub fn worst(&self) -> Weight {
        Finding::worst(&self.findings)
    }
}

/// Holds a file against the repository of a folder.
///
/// # Errors
/// When there is no repository.
pub fn verify(folder: &Path, name: &Path, bytes: &[u8]) -> Result<Verified, Error> {
    let certificate = match Certificate::read(bytes) {
        Ok(certificate) => certificate,
        Err(found) => {
            return Ok(Verified {
                certificate: None,
                findings: vec![found],
            });
        }
    };
    let mut findings = certificate.tampered(bytes);
    findings.extend(misplaced(&certificate, name));
    let repository = Repository::open(folder)?;
    match stored(&repository, folder, &certificate) {
        Err(found) => findings.extend(found),
        Ok((loaded, more)) => {
            findings.extend(more);
            findings.extend(again(&certificate, &loaded)?);
            findings.extend(signature::findings(&certificate, &loaded, folder));
        }
    }
    findings.sort_by_key(|found| std::cmp::Reverse(found.weight));
    Ok(Verified {
        certificate: Some(certificate),
        findings,
    })
}

/// A file in the registry must be of the year and the day that its path says.
fn misplaced(certificate: &Certificate, name: &Path) -> Option<Finding> {
    let name = name.to_string_lossy().replace('\\', "/");
    let inside = &name[name.rfind(ROOT)?..];
    let located = parse(inside).filter(|located| located.kind == Kind::Decisions)?;
    let of = &certificate.statement.predicate;
    let right = format!("{}/{}", of.year, of.on);
    (located.id != right).then(|| {
        let said = Finding::differs("certificate/place").arg("path", inside);
        said.arg("right", super::path(of.year, &of.on))
    })
}

/// The registry that a certificate is of, as it stood; and what to know of where it stands.
fn stored(
    repository: &Repository,
    folder: &Path,
    certificate: &Certificate,
) -> Result<(Loaded, Vec<Finding>), Vec<Finding>> {
    let of = &certificate.statement.predicate;
    let about = |found: Finding| vec![found.arg("commit", of.commit.as_str())];
    let Ok(on) = of.on.parse::<Date>() else {
        return Err(vec![
            Finding::differs("certificate/day").arg("on", of.on.as_str()),
        ]);
    };
    let Ok(revision) = repository.commit(&of.commit) else {
        return Err(about(match repository.is_shallow() {
            true => Finding::unable("history/shallow"),
            false => Finding::unable("history/missing"),
        }));
    };
    let mut found = Vec::new();
    let head = repository.revision("HEAD");
    if !head.is_ok_and(|head| repository.is_within(&revision, &head)) {
        found.extend(about(match repository.is_shallow() {
            true => Finding::unable("history/shallow"),
            false => Finding::differs("history/rewritten"),
        }));
    }
    let input = Input {
        folder: folder.to_owned(),
        revision: RevisionSpec::Named(of.commit.clone()),
        on: Some(on),
    };
    match load(&input) {
        Ok(loaded) => Ok((loaded, found)),
        Err(error) => {
            let code = match error.kind {
                ErrorKind::Outside => "history/objects",
                _ => "history/unreadable",
            };
            found.extend(about(Finding::unable(code).arg("reason", error.message)));
            Err(found)
        }
    }
}

/// The decisions made again, and where they are otherwise.
fn again(certificate: &Certificate, loaded: &Loaded) -> Result<Vec<Finding>, Error> {
    let year = certificate.statement.predicate.year;
    let again = loaded
        .dated()?
        .and_then(|snapshot| mulu_record::statement(&snapshot, year, super::VERSION));
    Ok(match again {
        Some(again) => compare::compare(&certificate.statement, &again),
        None => vec![Finding::unable("policy/broken")],
    })
}
