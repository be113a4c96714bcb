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
    found.extend(requests(was, is, other_program));
    found.extend(projects(was, is, other_program));
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

fn documents(stored: &Statement, again: &Statement) -> Vec<Finding> {
    let by_name = |of: &Statement| -> BTreeMap<String, BTreeMap<String, String>> {
        let each = of.subject.iter();
        each.map(|one| (one.name.clone(), one.digest.clone()))
            .collect()
    };
    let (was, is) = (by_name(stored), by_name(again));
    pairs(&was, &is)
        .into_iter()
        .map(|(name, code)| Finding::differs(DOCUMENT[code]).arg("path", name))
        .collect()
}

/// The codes of what is there alone in the record, alone in the repository, or otherwise.
const DOCUMENT: [&str; 3] = ["document/absent", "document/unlisted", "document/differs"];

fn pairs<V: PartialEq>(
    was: &BTreeMap<String, V>,
    is: &BTreeMap<String, V>,
) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (name, one) in was {
        match is.get(name) {
            None => found.push((name.clone(), 0)),
            Some(other) if other != one => found.push((name.clone(), 2)),
            Some(_) => {}
        }
    }
    let unlisted = is.keys().filter(|name| !was.contains_key(*name));
    found.extend(unlisted.map(|name| (name.clone(), 1)));
    found.sort();
    found
}

fn requests(was: &Predicate, is: &Predicate, other_program: bool) -> Vec<Finding> {
    let by_id = |of: &Predicate| -> BTreeMap<String, RequestLine> {
        let each = of.requests.iter();
        each.map(|one| (one.request.clone(), one.clone())).collect()
    };
    let (was, is) = (by_id(was), by_id(is));
    let mut found = Vec::new();
    for (id, code) in pairs(&was, &is) {
        let (Some(one), Some(other)) = (was.get(&id), is.get(&id)) else {
            found.push(Finding::differs(DECISION[code]).arg("id", id));
            continue;
        };
        if one.verdict != other.verdict {
            found.push(verdicts(
                &id,
                verdict(&one.verdict),
                verdict(&other.verdict),
            ));
        }
        if (one.amount, &one.applicant) != (other.amount, &other.applicant) {
            found.push(amounts(&id, one.amount, other.amount));
        }
        let same = (&one.verdict, one.amount) == (&other.verdict, other.amount);
        if one.outcomes != other.outcomes && same {
            found.push(outcomes(&id, other_program));
        }
    }
    found
}

fn projects(was: &Predicate, is: &Predicate, other_program: bool) -> Vec<Finding> {
    let by_id = |of: &Predicate| -> BTreeMap<String, ProjectLine> {
        let each = of.projects.iter();
        each.map(|one| (one.project.clone(), one.clone())).collect()
    };
    let (was, is) = (by_id(was), by_id(is));
    let mut found = Vec::new();
    for (id, code) in pairs(&was, &is) {
        let (Some(one), Some(other)) = (was.get(&id), is.get(&id)) else {
            found.push(Finding::differs(DECISION[code]).arg("id", id));
            continue;
        };
        let told = |of: &ProjectLine| -> Arg {
            let each = of.verdicts.values();
            each.map(|one| verdict(one)).collect::<Vec<_>>().into()
        };
        if one.verdicts != other.verdicts {
            found.push(verdicts(&id, told(one), told(other)));
        }
        if (one.amount, &one.applicant) != (other.amount, &other.applicant) {
            found.push(amounts(&id, one.amount, other.amount));
        }
        let same = (&one.verdicts, one.amount) == (&other.verdicts, other.amount);
        if one.outcomes != other.outcomes && same {
            found.push(outcomes(&id, other_program));
        }
    }
    found
}

const DECISION: [&str; 3] = ["decision/absent", "decision/unlisted", "decision/differs"];

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
