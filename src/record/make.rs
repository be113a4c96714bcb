//! A snapshot's decisions of a year as a statement.

use crate::digest;
use crate::statement::{Policy, Predicate, Program, ProjectLine, RequestLine, Statement, Subject};
use mulu_core::decision::{Decision, ProjectDecision, Snapshot, decide, decide_projects};
use mulu_core::registry::redacted;
use mulu_core::tree::{Entry, Tree};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Earlier decisions: nothing is judged by them, and a certificate can't have its own digest.
const DECISIONS: &str = "registry/decisions/";

/// The decisions of a year on the day of the snapshot, with what they rest on; `None` where it
/// is of no commit.
#[must_use]
pub fn statement(snapshot: &Snapshot<'_>, year: i16, version: &str) -> Option<Statement> {
    let (registry, pack, on) = (snapshot.registry, snapshot.pack, snapshot.provenance.on);
    let requests = decide(registry, pack, on, year);
    let projects = decide_projects(registry, pack, on, year, |_| true);
    let requests = requests.decisions.par_iter();
    let projects = projects.projects.par_iter();
    Some(Statement {
        subject: subjects(snapshot.tree),
        predicate: Predicate {
            program: Program {
                name: "mulu".to_owned(),
                version: version.to_owned(),
            },
            registry: redacted(&snapshot.provenance.registry).into_owned(),
            language: registry.settings.locale.clone(),
            commit: snapshot.provenance.commit.clone()?,
            policy: Policy {
                source: snapshot.provenance.policy.clone()?,
                sha256: digest::rules(snapshot.tree),
            },
            on: on.to_string(),
            year,
            requests: requests.map(|one| request(snapshot, one)).collect(),
            projects: projects
                .filter(|one| one.worst().is_some())
                .map(|one| project(snapshot, one))
                .collect(),
        },
    })
}

/// Every file that was read, with its digests.
#[must_use]
pub fn subjects(tree: &Tree) -> Vec<Subject> {
    let read: Vec<_> = tree
        .iter()
        .filter(|(path, _)| !path.starts_with(DECISIONS))
        .collect();
    read.par_iter()
        .map(|(path, entry)| Subject {
            name: path.to_string(),
            digest: digests(entry),
        })
        .collect()
}

fn digests(entry: &Entry) -> BTreeMap<String, String> {
    let blob = entry.blob.map(|blob| ("gitBlob", format!("{blob:?}")));
    let bytes = entry.bytes.as_deref().map(digest::sha256);
    let both = blob
        .into_iter()
        .chain(bytes.map(|digest| ("sha256", digest)));
    both.map(|(name, digest)| (name.to_owned(), digest))
        .collect()
}

fn request(snapshot: &Snapshot<'_>, of: &Decision) -> RequestLine {
    RequestLine {
        request: of.request.to_string(),
        applicant: of.applicant.as_deref().map(str::to_owned),
        amount: of.amount,
        verdict: of.verdict.id().to_owned(),
        outcomes: digest::outcomes(snapshot, &of.outcomes),
    }
}

fn project(snapshot: &Snapshot<'_>, of: &ProjectDecision) -> ProjectLine {
    let asked = of.by_purpose();
    let verdicts = asked
        .filter_map(|(purpose, verdict)| Some((purpose.id().to_owned(), verdict?.id().to_owned())));
    ProjectLine {
        project: of.project.to_string(),
        applicant: of.applicant.as_deref().map(str::to_owned),
        amount: of.amount,
        verdicts: verdicts.collect(),
        outcomes: digest::outcomes(snapshot, &of.outcomes),
    }
}
