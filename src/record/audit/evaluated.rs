//! Which systems were paid for years without an evaluation? Which matters are one, and within
//! how many months there must be one, the pack says.

use super::{Check, Facts, Found, Place};
use crate::finding::Finding;
use jiff::Span;
use jiff::civil::{Date, date};
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::{self, Kind, RequestId, Subject};
use mulu_core::policy::pack::{Evaluations, Value};
use mulu_core::registry::Slot;
use std::sync::Arc;

pub(super) const CHECK: Check = Check {
    codes: &["audit/never-evaluated", "audit/not-asked"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let Some(terms) = &facts.snapshot.pack.audit.evaluations else {
        return vec![not_asked("never-evaluated")];
    };
    let begins = date(facts.year, 1, 1);
    let parameter = facts.snapshot.pack.parameters.get(&terms.within);
    let on = facts.snapshot.provenance.on.min(begins);
    let months = match parameter.and_then(|it| it.on(on)) {
        Some(Value::Number(months) | Value::Range(_, months)) => *months,
        // Before its first value nobody had to.
        _ => return Vec::new(),
    };
    let span = Span::new().try_months(months);
    let Some(from) = span.ok().and_then(|span| begins.checked_sub(span).ok()) else {
        return Vec::new();
    };
    let paid = facts.paid.get(&facts.year).into_iter().flatten();
    paid.filter_map(|system| of_system(facts, terms, (system, months), from))
        .collect()
}

/// That the pack names not what a question is asked by.
pub(super) fn not_asked(question: &str) -> Found {
    let what = Message::new(format!("audit-question-{question}"));
    Found {
        finding: Finding::notice("audit/not-asked").arg("what", what),
        subject: None,
        places: Vec::new(),
    }
}

fn of_system(
    facts: &Facts<'_>,
    terms: &Evaluations,
    (system, months): (&Arc<str>, i64),
    from: Date,
) -> Option<Found> {
    let is_paid = |year: &i16| {
        let paid = facts.paid.get(year);
        paid.is_some_and(|paid| paid.contains(system))
    };
    // The first of the years without a gap.
    let first = (i16::MIN..=facts.year).rev().take_while(is_paid).last()?;
    if date(first, 1, 1) > from {
        return None;
    }
    let last = last(facts, terms, system);
    if last.is_some_and(|last| last >= from) {
        return None;
    }
    let subject = Subject::from(&**system);
    let last = match last {
        Some(last) => Arg::from(last.to_string()),
        None => Message::new("audit-never").into(),
    };
    let finding = Finding::differs("audit/never-evaluated")
        .arg("name", facts.name(&subject))
        .arg("first", first.to_string())
        .arg("year", facts.year.to_string())
        .arg("months", months)
        .arg("last", last);
    let request = layout::path(Kind::Request, &RequestId::new(facts.year, system));
    let path: Arc<str> = request.into();
    let place = Place {
        act: facts.papers.get(&path).map(|paper| paper.made.clone()),
        path,
        line: None,
    };
    Some(Found::new(finding, &subject, vec![place]))
}

/// The day of its last evaluation, whatever the result.
fn last(facts: &Facts<'_>, terms: &Evaluations, system: &str) -> Option<Date> {
    let on = facts.snapshot.provenance.on;
    let files = facts.snapshot.registry.files_on(system);
    let files = files.filter_map(|(_, slot)| match slot {
        Slot::Valid(file) => Some(file),
        Slot::Absent | Slot::Broken(_) => None,
    });
    let all = files.flat_map(|file| &file.opinions);
    let own = all.filter(|it| terms.matters.contains(&it.matter) && it.issued_on <= on);
    own.map(|it| it.issued_on).max()
}
