//! `mulu fund --format json` (DOMAIN: "Machine output"), a decision a line.
//!
//! Decisions are written as they are rendered, some hundreds at a time by all
//! cores, so that the whole never stands in memory.

use super::outcome;
use super::places::{Places, Shared};
use crate::Localizer;
use crate::head::{Head, open};
use mulu_core::decision::{Decision, Decisions, Judgement, Snapshot, Total, Verdict, total};
use mulu_core::policy::{Force, Missing, Purpose, RuleOutcome, Supplier};
use mulu_core::registry::DocId;
use rayon::prelude::*;
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Decisions rendered by one thread at a time.
const CHUNK: usize = 16;
/// Decisions rendered before any of them is written; each is some 25 KB of text.
const BATCH: usize = 256;

#[derive(Serialize)]
struct DecisionJson<'a> {
    request: &'a str,
    system: &'a str,
    unit: &'a str,
    applicant: Option<&'a str>,
    amount: Option<i64>,
    verdict: &'static str,
    outcomes: Vec<OutcomeJson<'a>>,
}

#[derive(Serialize)]
struct OutcomeJson<'a> {
    rule: &'a str,
    articles: Vec<&'a str>,
    force: Option<&'static str>,
    /// By purpose, where projects are asked for several.
    #[serde(skip_serializing_if = "Option::is_none")]
    forces: Option<BTreeMap<&'static str, &'static str>>,
    outcome: &'static str,
    subject: &'a str,
    message: String,
    remedy: Option<String>,
    missing: Vec<MissingJson<'a>>,
    evidence: Vec<EvidenceJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<OutcomeJson<'a>>>,
}

#[derive(Serialize)]
struct MissingJson<'a> {
    kind: &'static str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    matter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    element: Option<&'a str>,
    supplier: SupplierJson<'a>,
}

/// Who must supply something: `{"authority": id}` or `{"unit": slug}`.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SupplierJson<'a> {
    Authority(&'a str),
    Unit(&'a str),
}

impl<'a> From<&'a Supplier> for SupplierJson<'a> {
    fn from(supplier: &'a Supplier) -> Self {
        match supplier {
            Supplier::Authority(id) => SupplierJson::Authority(id),
            Supplier::Unit(slug) => SupplierJson::Unit(slug),
        }
    }
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    path: &'a str,
    pointer: String,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct FundHead<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    year: i16,
    /// Nobody asked for the money: what would come of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    assumed: bool,
}

/// As [`json`], of requests that nobody made: `"assumed": true` says so.
///
/// # Errors
/// When it cannot be written.
pub fn assumed_json(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
) -> io::Result<()> {
    let all = std::iter::once(&decisions.decisions[..]);
    written(out, view, (decisions.year, true), words, all)
}

/// Writes the decisions as one JSON object.
///
/// # Errors
/// When it cannot be written.
pub fn json(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
) -> io::Result<()> {
    let all = std::iter::once(&decisions.decisions[..]);
    json_in_batches(out, view, decisions.year, words, all)
}

/// Writes the decisions of a year as one JSON object as they come. Each batch is
/// forgotten once it is written.
///
/// # Errors
/// When it cannot be written.
pub fn json_in_batches(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    year: i16,
    words: &Localizer,
    batches: impl Iterator<Item = impl Borrow<[Decision]>>,
) -> io::Result<()> {
    written(out, view, (year, false), words, batches)
}

fn written(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    (year, assumed): (i16, bool),
    words: &Localizer,
    batches: impl Iterator<Item = impl Borrow<[Decision]>>,
) -> io::Result<()> {
    let words = &words.about(view);
    let head = Head::from(view.provenance);
    open(
        out,
        &FundHead {
            head,
            year,
            assumed,
        },
        "decisions",
    )?;
    let mut totals = total([]);
    // What each applicant gets: the money goes to it, whose system ever it is.
    let mut applicants: BTreeMap<Option<Arc<str>>, Totals> = BTreeMap::new();
    let mut list = List {
        out,
        words,
        shared: Shared::new(view.registry),
        separator: b"\n",
    };
    for batch in batches {
        let batch = batch.borrow();
        list.write(view, batch)?;
        for decision in batch {
            let own = applicants.entry(decision.applicant.clone());
            for sums in [&mut totals, own.or_insert_with(|| total([]))] {
                let sum = sums.entry(decision.verdict).or_default();
                sum.add(Total::one(decision.amount));
            }
        }
    }
    write!(out, "\n],\"totals\":")?;
    crate::json::write(&mut *out, &faces(totals))?;
    write!(out, ",\"applicants\":[")?;
    for (at, (applicant, totals)) in applicants.into_iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let mut face = serde_json::Map::new();
        face.insert(
            "applicant".to_owned(),
            serde_json::to_value(applicant.as_deref())?,
        );
        face.extend(faces(totals));
        writeln!(out, "{comma}")?;
        crate::json::write(&mut *out, &face)?;
    }
    writeln!(out, "\n]}}")
}

type Totals = BTreeMap<Verdict, Total>;

/// Totals by verdict as JSON.
fn faces(totals: Totals) -> serde_json::Map<String, serde_json::Value> {
    let face =
        |(verdict, total): (Verdict, Total)| (verdict.id().to_owned(), crate::json::total(total));
    totals.into_iter().map(face).collect()
}

/// The list of decisions, as far as it is written.
struct List<'o, 'a> {
    out: &'o mut dyn Write,
    words: &'o Localizer,
    shared: Shared<'a>,
    separator: &'static [u8],
}

impl List<'_, '_> {
    fn write(&mut self, view: &Snapshot<'_>, decisions: &[Decision]) -> io::Result<()> {
        for batch in decisions.chunks(BATCH) {
            let rendered: Vec<Vec<u8>> = batch
                .par_chunks(CHUNK)
                .map(|chunk| render(chunk, view, &self.shared, self.words))
                .collect::<serde_json::Result<_>>()?;
            for lines in rendered {
                self.out.write_all(self.separator)?;
                self.out.write_all(&lines)?;
                self.separator = b",\n";
            }
        }
        Ok(())
    }
}

/// Decisions as JSON objects with `,` and a line end between them.
fn render(
    decisions: &[Decision],
    view: &Snapshot<'_>,
    shared: &Shared<'_>,
    words: &Localizer,
) -> serde_json::Result<Vec<u8>> {
    let mut places = Places::new(shared);
    let mut lines = Vec::with_capacity(decisions.len() * 8 * 1024);
    for (at, decision) in decisions.iter().enumerate() {
        if at > 0 {
            lines.extend_from_slice(b",\n");
        }
        let face = DecisionJson {
            request: &decision.request,
            system: &decision.system,
            unit: &decision.unit,
            applicant: decision.applicant.as_deref(),
            amount: decision.amount,
            verdict: decision.verdict.id(),
            outcomes: decision
                .outcomes
                .iter()
                .map(|outcome| whole(outcome, view, &mut places, words))
                .collect(),
        };
        crate::json::write(&mut lines, &face)?;
    }
    Ok(lines)
}

/// The outcomes of one judgement as a JSON list.
pub(crate) fn outcomes<'d, 'a: 'd>(
    judged: &'d impl Judgement,
    view: &Snapshot<'d>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<serde_json::Value> {
    let outcomes = judged.outcomes().iter();
    let faces: Vec<_> = outcomes
        .map(|outcome| whole(outcome, view, places, words))
        .collect();
    serde_json::to_value(faces)
}

/// One outcome as a JSON object.
pub(crate) fn outcome_json<'d, 'a: 'd>(
    outcome: &'d RuleOutcome,
    view: &Snapshot<'d>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(whole(outcome, view, places, words))
}

/// An outcome; those of "each" rules with their items, even if there is none.
fn whole<'d, 'a: 'd>(
    outcome: &'d RuleOutcome,
    view: &Snapshot<'d>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> OutcomeJson<'d> {
    let each = view.rule(outcome).is_some_and(|rule| rule.each.is_some());
    let mut face = |outcome| self::face(outcome, view, places, words);
    let mut whole = face(outcome);
    if each || !outcome.items.is_empty() {
        whole.items = Some(outcome.items.iter().map(face).collect());
    }
    whole
}

fn face<'d, 'a: 'd>(
    outcome: &'d RuleOutcome,
    view: &Snapshot<'d>,
    places: &mut Places<'_, 'a>,
    words: &Localizer,
) -> OutcomeJson<'d> {
    let rule = view.rule(outcome);
    let articles = rule.map_or(&[][..], |rule| &rule.articles);
    OutcomeJson {
        rule: rule.map_or("", |rule| &rule.id),
        articles: articles.iter().map(|article| &**article).collect(),
        force: view.force(outcome).map(Force::id),
        forces: forces(outcome),
        outcome: outcome.outcome.id(),
        subject: &outcome.subject,
        message: outcome::message(view, words, outcome),
        remedy: outcome::remedy(view, words, outcome),
        missing: outcome.missing.iter().map(missing).collect(),
        evidence: outcome
            .evidence
            .iter()
            .map(|at| evidence(*at, places))
            .collect(),
        items: None,
    }
}

/// The forces of an outcome by purpose; `None` where it is about O&M money alone.
pub(crate) fn forces(outcome: &RuleOutcome) -> Option<BTreeMap<&'static str, &'static str>> {
    let named = outcome.forces.iter().filter_map(|(purpose, force)| {
        let of_projects = Purpose::OF_PROJECTS.contains(&purpose);
        Some((purpose.id(), (*force).filter(|_| of_projects)?.id()))
    });
    let named: BTreeMap<_, _> = named.collect();
    (!named.is_empty()).then_some(named)
}

fn evidence<'a>(at: (DocId, u32), places: &mut Places<'_, 'a>) -> EvidenceJson<'a> {
    let node = places.node(at);
    let place = places.place(at);
    EvidenceJson {
        path: node.document().path(),
        pointer: node.pointer(),
        line: place.line,
        column: place.column,
    }
}

fn missing(missing: &Missing) -> MissingJson<'_> {
    let opinion = missing.opinion();
    MissingJson {
        kind: missing.kind(),
        path: &missing.path,
        pointer: missing.pointer(),
        matter: opinion.map(|(matter, _)| matter),
        scope: opinion.and_then(|(_, scope)| scope),
        element: missing.element(),
        supplier: (&missing.supplier).into(),
    }
}
