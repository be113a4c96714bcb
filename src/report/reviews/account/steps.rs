//! What to do, each with its place, and who does it.

use super::funding::{cited, touched};
use super::{Block, Inline, Line, MOST, ReviewWriter, findings};
use crate::decisions::outcome;
use crate::names::Names;
use mulu_core::decision::Decision;
use mulu_core::diagnostic::{Message, Severity};
use mulu_core::document::place::Lines;
use mulu_core::policy::{Missing, MissingWhat, Outcome, RuleOutcome, Supplier};
use mulu_core::registry::{DocId, Owner, kind_of};
use mulu_core::schema::Kind;
use std::sync::Arc;

/// Everything that keeps the change from being merged, save approvals.
pub(super) fn list(writer: &mut ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(writer);
    steps.extend(funding_steps(writer));
    steps.extend(findings::caused(writer, Severity::Warning));
    told(writer, steps)
}

/// The part of the registry's check.
pub(super) fn of_registry(writer: &mut ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(writer);
    steps.extend(findings::caused(writer, Severity::Warning));
    told(writer, steps)
}

/// The part of the check of funding.
pub(super) fn of_funding(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    told(writer, funding_steps(writer))
}

fn told(writer: &ReviewWriter<'_, '_>, mut steps: Vec<Vec<Line>>) -> Vec<Block> {
    if steps.is_empty() {
        return Vec::new();
    }
    let more = writer.more(steps.len());
    steps.truncate(MOST);
    let mut blocks = vec![
        Block::Heading(writer.words.word("review-to-do")),
        Block::Steps(steps),
    ];
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

fn registry_steps(writer: &mut ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let mut steps = findings::conflicts(writer);
    steps.extend(findings::caused(writer, Severity::Error));
    steps.extend(super::approvals::intruding(writer));
    steps
}

fn funding_steps(writer: &ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let several = touched(writer).count() > 1;
    let mut steps = Vec::new();
    for (_, decision) in touched(writer) {
        let blocking = writer.after.blocking(decision).into_iter();
        for of in blocking.filter(|of| !follows(writer, of)) {
            steps.push(step(writer, decision, of, several));
        }
    }
    steps
}

/// Whether an outcome is unproven for nothing but a file that the change breaks:
/// that is told already.
fn follows(writer: &ReviewWriter<'_, '_>, of: &RuleOutcome) -> bool {
    let items = of.items.iter().flat_map(|item| &item.missing);
    let mut missing = of.missing.iter().chain(items).peekable();
    let broken = |missing: &Missing| match missing.what {
        MissingWhat::Valid => findings::breaks(writer, &missing.path),
        _ => false,
    };
    of.outcome == Outcome::Unproven && missing.peek().is_some() && missing.all(broken)
}

fn step(
    writer: &ReviewWriter<'_, '_>,
    decision: &Decision,
    of: &RuleOutcome,
    several: bool,
) -> Vec<Line> {
    let mut first = Line::new();
    if several {
        let system = writer.after.system_name(&decision.system);
        let system = Message::new("review-system").arg("system", system);
        first.push(writer.text(system));
    }
    first.push(Inline::Strong(cited(writer, &writer.after, of)));
    let mut lines = vec![first];
    let place = place(writer, of);
    lines.extend(place.map(|place| vec![place]));
    if let Some(remedy) = outcome::remedy(&writer.after, writer.words, of)
        && !remedy.is_empty()
    {
        let remedy = Message::new("review-remedy").arg("remedy", remedy);
        lines.push(vec![writer.text(remedy)]);
    }
    lines.extend(actors(writer, of));
    lines
}

/// Where what is wrong stands, or where what is missing belongs.
fn place(writer: &ReviewWriter<'_, '_>, of: &RuleOutcome) -> Option<Inline> {
    let items = of.items.iter().filter(|item| item.outcome == of.outcome);
    let deciding = items.clone().next().unwrap_or(of);
    if let Some(missing) = deciding.missing.first() {
        return Some(writer.place(&missing.path, None));
    }
    let (doc, node) = telling(writer, deciding).or_else(|| telling(writer, of))?;
    let document = writer.view.after.registry.document(doc);
    let start = document.node(node).span().start;
    let line = Lines::new(document.text()).place(start).line;
    Some(writer.place(document.path(), Some(line)))
}

/// The evidence that tells most: what was attested, else what the change itself
/// says, else what was read last.
fn telling(writer: &ReviewWriter<'_, '_>, of: &RuleOutcome) -> Option<(DocId, u32)> {
    let registry = writer.view.after.registry;
    let path = |doc: DocId| registry.document(doc).path();
    let last = |wanted: &dyn Fn(&str) -> bool| {
        let evidence = of.evidence.iter().rev();
        evidence.copied().find(|(doc, _)| wanted(path(*doc)))
    };
    last(&|path| kind_of(path) == Some(Kind::Opinions))
        .or_else(|| last(&|path| writer.is_proposed(path)))
        .or_else(|| last(&|_| true))
}

/// The offices that must supply what is missing or whose file says what is
/// wrong, with their people.
fn actors(writer: &ReviewWriter<'_, '_>, of: &RuleOutcome) -> Option<Line> {
    let missing = of
        .missing
        .iter()
        .chain(of.items.iter().flat_map(|item| &item.missing));
    let mut suppliers: Vec<Supplier> = missing.map(|one| one.supplier.clone()).collect();
    suppliers.extend(keepers(writer, of));
    suppliers.sort();
    suppliers.dedup();
    let mut line = Line::new();
    for supplier in &suppliers {
        let owner = match supplier {
            Supplier::Authority(id) => Owner::Authority(Arc::clone(id)),
            Supplier::Unit(unit) => Owner::Unit(Arc::clone(unit)),
        };
        let logins = writer.view.before.registry.people_of(&owner);
        if logins.is_empty() {
            continue;
        }
        let key = if line.is_empty() {
            "review-actor"
        } else {
            "review-and"
        };
        line.push(Inline::Text(writer.words.word(key)));
        line.extend(writer.people(&logins));
        let office = writer.after.supplier(writer.words, supplier);
        line.push(writer.text(Message::new("review-office").arg("office", office)));
    }
    (!line.is_empty()).then_some(line)
}

/// The authorities that keep what was attested, where all is there.
fn keepers(writer: &ReviewWriter<'_, '_>, of: &RuleOutcome) -> Vec<Supplier> {
    let attested = [Kind::Opinions, Kind::List, Kind::Plan, Kind::Elements];
    let paths = of.evidence.iter().rev();
    let mut paths = paths.map(|(doc, _)| writer.view.after.registry.document(*doc).path());
    let found = paths.find(|path| kind_of(path).is_some_and(|kind| attested.contains(&kind)));
    let Some(path) = found.filter(|_| of.missing.is_empty()) else {
        return Vec::new();
    };
    vec![writer.view.before.registry.supplier(path)]
}
