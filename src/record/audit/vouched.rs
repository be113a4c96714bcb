//! Did anybody vouch for themselves: write what a department says of its own, and the
//! authority's opinion on it? People are told apart by the authors of commits.

use super::{Act, Check, Entry, Facts, Found, Place};
use crate::finding::Finding;
use mulu_core::diagnostic::Arg;
use mulu_core::layout::{self, Kind, RequestId, Subject, SubjectKind};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    codes: &["audit/self-vouched"],
    ask,
};

/// The opinions of one authority on one subject, by one who wrote in its documents.
type Own<'f> = BTreeMap<(&'f Subject, &'f Arc<str>), Vec<(&'f Entry, &'f Act, Arc<str>)>>;

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let mut own: Own<'_> = BTreeMap::new();
    let standing = facts.of_year().filter(|entry| entry.line.is_some());
    for entry in standing.filter(|entry| !entry.stock) {
        for path in papers(facts, &entry.subject) {
            let Some(paper) = facts.papers.get(&*path) else {
                continue;
            };
            let mut writers = paper.writers.iter();
            if let Some(wrote) = writers.find(|act| act.author.is_same(&entry.recorded.author)) {
                let all = own.entry((&entry.subject, &entry.authority)).or_default();
                all.push((entry, wrote, path));
            }
        }
    }
    let found = own.into_iter();
    found
        .map(|((subject, authority), all)| of_subject(facts, (subject, authority), &all))
        .collect()
}

/// The documents in which a department speaks of a subject: its own, and the year's request.
fn papers(facts: &Facts<'_>, subject: &Subject) -> Vec<Arc<str>> {
    let id = subject.of();
    let mut paths = vec![layout::path(subject.kind().document(), &id)];
    if subject.kind() == SubjectKind::System {
        let request = RequestId::new(facts.year, &id);
        paths.push(layout::path(Kind::Request, &request));
    }
    paths.into_iter().map(Arc::from).collect()
}

fn of_subject(
    facts: &Facts<'_>,
    (subject, authority): (&Subject, &Arc<str>),
    all: &[(&Entry, &Act, Arc<str>)],
) -> Found {
    let mut matters: Vec<Arg> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    let mut add = |place: Place| {
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for (entry, wrote, path) in all {
        let matter = facts.matter(&entry.matter);
        if !matters.contains(&matter) {
            matters.push(matter);
        }
        add(entry.place());
        add(Place {
            path: Arc::clone(path),
            line: None,
            act: Some((*wrote).clone()),
        });
    }
    let who = all.first().map(|(entry, ..)| &entry.recorded.author.name);
    let finding = Finding::differs("audit/self-vouched")
        .arg("name", facts.name(subject))
        .arg(
            "authority",
            facts.snapshot.registry.authority_name(authority),
        )
        .arg("matters", matters)
        .arg("who", who.cloned().unwrap_or_default());
    Found::new(finding, subject, places)
}
