//! What to do, each with its place, and who does it.

use super::funding::{cited, touched};
use super::{Block, Inline, Line, MOST, Teller, findings};
use crate::decisions::outcome;
use mulu_core::decision::Decision;
use mulu_core::diagnostic::{Message, Severity};
use mulu_core::document::place::Lines;
use mulu_core::policy::{Missing, Outcome, RuleOutcome, Supplier};
use mulu_core::registry::{DocId, kind_of, ownership};
use mulu_core::review::people;
use mulu_core::schema::Kind;

/// Everything that keeps the change from being merged, save approvals.
pub(super) fn list(teller: &mut Teller<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(teller);
    steps.extend(funding_steps(teller));
    steps.extend(findings::caused(teller, Severity::Warning));
    told(teller, steps)
}

/// The part of the registry's check.
pub(super) fn of_registry(teller: &mut Teller<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(teller);
    steps.extend(findings::caused(teller, Severity::Warning));
    told(teller, steps)
}

/// The part of the check of funding.
pub(super) fn of_funding(teller: &Teller<'_, '_>) -> Vec<Block> {
    told(teller, funding_steps(teller))
}

fn told(teller: &Teller<'_, '_>, mut steps: Vec<Vec<Line>>) -> Vec<Block> {
    if steps.is_empty() {
        return Vec::new();
    }
    let more = teller.more(steps.len());
    steps.truncate(MOST);
    let mut blocks = vec![
        Block::Heading(teller.words.word("review-to-do")),
        Block::Steps(steps),
    ];
    blocks.extend(more.map(|more| Block::Paragraph(vec![more])));
    blocks
}

fn registry_steps(teller: &mut Teller<'_, '_>) -> Vec<Vec<Line>> {
    let mut steps = findings::conflicts(teller);
    steps.extend(findings::caused(teller, Severity::Error));
    steps.extend(super::approvals::intruding(teller));
    steps
}

fn funding_steps(teller: &Teller<'_, '_>) -> Vec<Vec<Line>> {
    let several = touched(teller).count() > 1;
    let mut steps = Vec::new();
    for (_, decision) in touched(teller) {
        let blocking = teller.after.blocking(decision).into_iter();
        for of in blocking.filter(|of| !follows(teller, of)) {
            steps.push(step(teller, decision, of, several));
        }
    }
    steps
}

/// Whether an outcome is unproven for nothing but a file that the change breaks:
/// that is told already.
fn follows(teller: &Teller<'_, '_>, of: &RuleOutcome) -> bool {
    let items = of.items.iter().flat_map(|item| &item.missing);
    let mut missing = of.missing.iter().chain(items).peekable();
    let broken = |missing: &Missing| match missing {
        Missing::Valid { path, .. } => findings::breaks(teller, path),
        _ => false,
    };
    of.outcome == Outcome::Unproven && missing.peek().is_some() && missing.all(broken)
}

fn step(
    teller: &Teller<'_, '_>,
    decision: &Decision,
    of: &RuleOutcome,
    several: bool,
) -> Vec<Line> {
    let mut first = Line::new();
    if several {
        let system = teller.after.system_name(&decision.system);
        let system = Message::new("review-system").arg("system", system);
        first.push(teller.text(system));
    }
    first.push(Inline::Strong(cited(teller, &teller.after, of)));
    let mut lines = vec![first];
    let place = place(teller, of);
    lines.extend(place.map(|place| vec![place]));
    if let Some(remedy) = outcome::remedy(&teller.after, teller.words, of)
        && !remedy.is_empty()
    {
        let remedy = Message::new("review-remedy").arg("remedy", remedy);
        lines.push(vec![teller.text(remedy)]);
    }
    lines.extend(actors(teller, of));
    lines
}

/// Where what is wrong stands, or where what is missing belongs.
fn place(teller: &Teller<'_, '_>, of: &RuleOutcome) -> Option<Inline> {
    let items = of.items.iter().filter(|item| item.outcome == of.outcome);
    let deciding = items.clone().next().unwrap_or(of);
    if let Some(missing) = deciding.missing.first() {
        return Some(teller.place(outcome::path(missing), None));
    }
    let (doc, node) = telling(teller, deciding).or_else(|| telling(teller, of))?;
    let document = teller.view.after.registry.document(doc);
    let start = document.node(node).span().start;
    let line = Lines::new(document.text()).place(start).line;
    Some(teller.place(document.path(), Some(line)))
}

/// The evidence that tells most: what was attested, else what the change itself
/// says, else what was read last.
fn telling(teller: &Teller<'_, '_>, of: &RuleOutcome) -> Option<(DocId, u32)> {
    let registry = teller.view.after.registry;
    let path = |doc: DocId| registry.document(doc).path();
    let last = |wanted: &dyn Fn(&str) -> bool| {
        let evidence = of.evidence.iter().rev();
        evidence.copied().find(|(doc, _)| wanted(path(*doc)))
    };
    last(&|path| kind_of(path) == Some(Kind::Opinions))
        .or_else(|| last(&|path| teller.is_proposed(path)))
        .or_else(|| last(&|_| true))
}

/// The offices that must supply what is missing or whose file says what is
/// wrong, with their people.
fn actors(teller: &Teller<'_, '_>, of: &RuleOutcome) -> Option<Line> {
    let missing = of
        .missing
        .iter()
        .chain(of.items.iter().flat_map(|item| &item.missing));
    let mut suppliers: Vec<Supplier> = missing.map(outcome::supplier).cloned().collect();
    suppliers.extend(keepers(teller, of));
    suppliers.sort();
    suppliers.dedup();
    let mut line = Line::new();
    for supplier in &suppliers {
        let (Supplier::Authority(name) | Supplier::Unit(name)) = supplier;
        let logins = people(teller.view.before.registry, name);
        if logins.is_empty() {
            continue;
        }
        let key = if line.is_empty() {
            "review-actor"
        } else {
            "review-and"
        };
        line.push(Inline::Text(teller.words.word(key)));
        line.extend(teller.people(logins));
        let office = teller.after.supplier(teller.words, supplier);
        line.push(teller.text(Message::new("review-office").arg("office", office)));
    }
    (!line.is_empty()).then_some(line)
}

/// The authorities that keep what was attested, where all is there.
fn keepers(teller: &Teller<'_, '_>, of: &RuleOutcome) -> Vec<Supplier> {
    let attested = [Kind::Opinions, Kind::List, Kind::Plan, Kind::Elements];
    let paths = of.evidence.iter().rev();
    let mut paths = paths.map(|(doc, _)| teller.view.after.registry.document(*doc).path());
    let found = paths.find(|path| kind_of(path).is_some_and(|kind| attested.contains(&kind)));
    let Some(path) = found.filter(|_| of.missing.is_empty()) else {
        return Vec::new();
    };
    let table = ownership::table(teller.view.before.registry);
    let inside = path.strip_prefix("registry/").unwrap_or(path);
    let owners = ownership::owners(&table, inside);
    let approvers = owners.into_iter().flat_map(|owners| owners.approvers);
    approvers.map(|id| Supplier::Authority(id.into())).collect()
}
