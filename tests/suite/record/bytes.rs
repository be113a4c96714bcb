//! No byte of a certificate can be changed unnoticed, and no change is taken for another.

use super::certify;
use super::keys::{private, register};
use crate::district::District;
use mulu_record::ssh::{self, DECISIONS};
use mulu_record::statement::Statement;
use mulu_record::{Certificate, Signed, compare};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn signed() -> Vec<u8> {
    let district = District::with(|folder| register(folder, "treasury", 1));
    certify(&district, Some(&private(district.folder(), 1)))
}

/// Whether bytes are a certificate that nobody touched, signed.
fn stands(bytes: &[u8]) -> bool {
    let Ok(certificate) = Certificate::read(bytes) else {
        return false;
    };
    let said = certificate.statement.bytes().unwrap();
    let signed = certificate.signatures.iter().all(|signature| {
        let good = matches!(ssh::check(&said, DECISIONS, signature), Signed::By(_));
        good && ssh::is_canonical(signature)
    });
    signed && !certificate.signatures.is_empty() && certificate.tampered(bytes).is_empty()
}

#[test]
fn every_byte_that_is_changed_left_out_or_added_is_noticed() {
    let bytes = signed();
    assert!(stands(&bytes));
    let step = if crate::support::is_whole_sweep() {
        1
    } else {
        23
    };
    for at in (0..bytes.len()).step_by(step) {
        for flip in [1, 2, 32, 128] {
            let mut other = bytes.clone();
            other[at] ^= flip;
            assert!(!stands(&other), "byte {at} changed by {flip}");
        }
        let mut less = bytes.clone();
        less.remove(at);
        assert!(!stands(&less), "byte {at} left out");
        let mut more = bytes.clone();
        more.insert(at, b' ');
        assert!(!stands(&more), "a space at {at}");
    }
    // Cut off anywhere, it is said to be.
    for end in (0..bytes.len()).step_by(101) {
        let found = Certificate::read(&bytes[..end]).unwrap_err();
        assert_eq!(found.code, "certificate/truncated", "{end}");
    }
}

/// One change of what a statement says, and the code that it must be told by.
fn change(of: &mut Statement, what: u8, at: usize) -> &'static str {
    let predicate = &mut of.predicate;
    let requests = predicate.requests.len();
    let documents = of.subject.len();
    match what {
        0 => {
            let digest = &mut of.subject[at % documents].digest;
            digest.insert("sha256".to_owned(), "0".repeat(64));
            "document/differs"
        }
        1 => {
            of.subject.remove(at % documents);
            "document/unlisted"
        }
        2 => {
            of.subject[at % documents].name.push('x');
            "document/absent"
        }
        3 => {
            predicate.requests[at % requests].verdict = "pending".to_owned();
            "decision/verdict"
        }
        4 => {
            let amount = &mut predicate.requests[at % requests].amount;
            *amount = amount.map(|amount| amount + 1);
            "decision/amount"
        }
        5 => {
            predicate.requests[at % requests].outcomes = "0".repeat(64);
            "decision/reasons"
        }
        6 => {
            predicate.requests.remove(at % requests);
            "decision/unlisted"
        }
        7 => {
            predicate.policy.sha256 = "0".repeat(64);
            "policy/differs"
        }
        8 => {
            predicate.language.push('x');
            "language/differs"
        }
        _ => {
            predicate.program.version.push('x');
            "program/other"
        }
    }
}

/// Whoever changes what is said and seals it again is found out by what the repository says,
/// each change by its own code.
#[test]
fn what_is_changed_and_sealed_again_is_told_by_its_own_code() {
    let again = Certificate::read(&signed()).unwrap().statement;
    let mut runner = TestRunner::new(Config::with_cases(300));
    let changes = proptest::collection::vec((0u8..10, any::<usize>()), 1..2);
    runner
        .run(&changes, |changes| {
            let mut stored = again.clone();
            let mut expected: Vec<&str> = Vec::new();
            for (what, at) in changes {
                expected.push(change(&mut stored, what, at));
            }
            let found = compare::compare(&stored, &again);
            let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
            for code in &expected {
                prop_assert!(codes.contains(code), "{expected:?} in {codes:?}");
            }
            let sealed = Certificate::of(stored).unwrap();
            prop_assert!(sealed.tampered(&sealed.bytes()).is_empty());
            Ok(())
        })
        .unwrap();
}
