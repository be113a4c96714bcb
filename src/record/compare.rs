//! A statement against the one that its commit, its day and its rules give now.

use crate::finding::Finding;
use crate::statement::{Predicate, ProjectLine, RequestLine, Statement};
use mulu_core::diagnostic::{Arg, Message};
use std::collections::BTreeMap;

/// Where a stored statement differs from the one recomputed.
#[must_use]
pub fn compare(stored: &Statement, again: &Statement) -> Vec<Finding> {
    let mut found = documents(stored, again);
    let (was, is) = (&stored.predicate, &again.predicate);
    if was.policy != is.policy {
        found.push(
            Finding::differs("policy/differs")
                .arg("stored", short(&was.policy.source))
                .arg("found", short(&is.policy.source)),
        );
    }
    for (code, was, is) in [
        ("language/differs", &was.language, &is.language),
        ("registry/differs", &was.registry, &is.registry),
    ] {
        if was != is {
            let said = Finding::differs(code).arg("stored", was.as_str());
            found.push(said.arg("found", is.as_str()));
        }
    }
    let other_program = was.program != is.program;
    found.extend(decisions(requests(was), requests(is), other_program));
    found.extend(decisions(projects(was), projects(is), other_program));
    if other_program {
        let said = Finding::notice("program/other").arg("stored", was.program.version.as_str());
        found.push(said.arg("found", is.program.version.as_str()));
    }
    found
}

fn short(source: &str) -> String {
    let whole = source.len() == 40 && source.bytes().all(|byte| byte.is_ascii_hexdigit());
    match whole {
        true => source.chars().take(7).collect(),
        false => source.to_owned(),
    }
}

/// What two statements have under one name.
enum Pair<V> {
    /// Only the stored one has it.
    Absent,
    /// Only the recomputed one has it.
    Unlisted,
    /// Both have it, and not the same.
    Differs(V, V),
}

/// What isn't the same in both, in the order of names.
fn pairs<'a, V: PartialEq>(
    was: impl Iterator<Item = (&'a str, V)>,
    is: impl Iterator<Item = (&'a str, V)>,
) -> BTreeMap<&'a str, Pair<V>> {
    let mut is: BTreeMap<&str, V> = is.collect();
    let mut found = BTreeMap::new();
    for (name, one) in was {
        match is.remove(name) {
            None => drop(found.insert(name, Pair::Absent)),
            Some(other) if other != one => drop(found.insert(name, Pair::Differs(one, other))),
            Some(_) => {}
        }
    }
    found.extend(is.into_keys().map(|name| (name, Pair::Unlisted)));
    found
}

fn documents(stored: &Statement, again: &Statement) -> Vec<Finding> {
    let found = pairs(digests(stored), digests(again));
    let said = found.into_iter().map(|(name, pair)| {
        let code = match pair {
            Pair::Absent => "document/absent",
            Pair::Unlisted => "document/unlisted",
            Pair::Differs(..) => "document/differs",
        };
        Finding::differs(code).arg("path", name)
    });
    said.collect()
}

/// The digests of a statement's documents by their paths.
fn digests(of: &Statement) -> impl Iterator<Item = (&str, &BTreeMap<String, String>)> {
    let each = of.subject.iter();
    each.map(|one| (&*one.name, &one.digest))
}

/// A decision of either kind: of a request, or of a project by its purposes.
#[derive(PartialEq)]
struct Line<'a> {
    verdicts: Vec<(&'a str, &'a str)>,
    amount: Option<i64>,
    applicant: Option<&'a str>,
    outcomes: &'a str,
}

impl Line<'_> {
    /// Its verdict, or those of its purposes.
    fn verdict(&self) -> Arg {
        match *self.verdicts.as_slice() {
            [("", one)] => verdict(one),
            ref several => {
                let each = several.iter().map(|(_, one)| verdict(one));
                each.collect::<Vec<_>>().into()
            }
        }
    }
}

/// The requests of a statement by their ids.
fn requests(of: &Predicate) -> impl Iterator<Item = (&str, Line<'_>)> {
    of.requests.iter().map(|of: &RequestLine| {
        let line = Line {
            verdicts: vec![("", &*of.verdict)],
            amount: of.amount,
            applicant: of.applicant.as_deref(),
            outcomes: &of.outcomes,
        };
        (&*of.request, line)
    })
}

/// Its projects by theirs.
fn projects(of: &Predicate) -> impl Iterator<Item = (&str, Line<'_>)> {
    of.projects.iter().map(|of: &ProjectLine| {
        let verdicts = of.verdicts.iter();
        let line = Line {
            verdicts: verdicts.map(|(of, one)| (&**of, &**one)).collect(),
            amount: of.amount,
            applicant: of.applicant.as_deref(),
            outcomes: &of.outcomes,
        };
        (&*of.project, line)
    })
}

/// Where decisions of a kind differ.
fn decisions<'a>(
    was: impl Iterator<Item = (&'a str, Line<'a>)>,
    is: impl Iterator<Item = (&'a str, Line<'a>)>,
    other_program: bool,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for (id, pair) in pairs(was, is) {
        match pair {
            Pair::Absent => found.push(Finding::differs("decision/absent").arg("id", id)),
            Pair::Unlisted => found.push(Finding::differs("decision/unlisted").arg("id", id)),
            Pair::Differs(was, is) => found.extend(decision(id, &was, &is, other_program)),
        }
    }
    found
}

fn decision(id: &str, was: &Line<'_>, is: &Line<'_>, other_program: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    if was.verdicts != is.verdicts {
        found.push(verdicts(id, was.verdict(), is.verdict()));
    }
    if (was.amount, was.applicant) != (is.amount, is.applicant) {
        found.push(amounts(id, was.amount, is.amount));
    }
    let same = (&was.verdicts, was.amount) == (&is.verdicts, is.amount);
    if was.outcomes != is.outcomes && same {
        found.push(outcomes(id, other_program));
    }
    found
}

/// The name of a verdict; what is none is shown as it stands.
fn verdict(id: &str) -> Arg {
    match id {
        "eligible" | "pending" | "ineligible" => Message::new(format!("verdict-{id}")).into(),
        other => other.into(),
    }
}

fn verdicts(id: &str, was: Arg, is: Arg) -> Finding {
    let said = Finding::differs("decision/verdict").arg("id", id);
    said.arg("stored", was).arg("found", is)
}

fn amounts(id: &str, was: Option<i64>, is: Option<i64>) -> Finding {
    let told = |amount: Option<i64>| {
        amount.map_or_else(|| Arg::from(Message::new("amount-unknown")), Arg::from)
    };
    let said = Finding::differs("decision/amount").arg("id", id);
    said.arg("stored", told(was)).arg("found", told(is))
}

/// The same verdict and amount for other reasons: of another program that is to be known, of
/// the same it can't be.
fn outcomes(id: &str, other_program: bool) -> Finding {
    match other_program {
        true => Finding::notice("decision/reasons-worded").arg("id", id),
        false => Finding::differs("decision/reasons").arg("id", id),
    }
}
