//! What to do, each with its place, and who does it.

use super::findings::Weight;
use super::funding::{cited, touched};
use super::{Block, Inline, Line, MOST, ReviewWriter, findings};
use crate::decisions::outcome;
use crate::names::Names;
use mulu_core::decision::Decision;
use mulu_core::diagnostic::Message;
use mulu_core::document::place::Lines;
use mulu_core::policy::{Missing, MissingWhat, Outcome, RuleOutcome, Supplier};
use mulu_core::registry::{DocId, Owner, kind_of};
use mulu_core::schema::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that keeps the change from being merged, save approvals; first what must
/// not be overlooked for the rest.
pub(super) fn list(writer: &mut ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(writer);
    steps.extend(funding_steps(writer));
    steps.extend(findings::caused(writer, Weight::Warning));
    told(writer, steps)
}

/// The part of the registry's check.
pub(super) fn of_registry(writer: &mut ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut steps = registry_steps(writer);
    steps.extend(findings::caused(writer, Weight::Warning));
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
    steps.extend(super::refused::intruding(writer));
    steps.extend(findings::caused(writer, Weight::Rewritten));
    steps.extend(findings::caused(writer, Weight::Error));
    steps
}

/// What the requests lack: what several lack alike is said once.
fn funding_steps(writer: &ReviewWriter<'_, '_>) -> Vec<Vec<Line>> {
    let several = touched(writer).count() > 1;
    let mut steps: Vec<Step> = Vec::new();
    let mut known: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for (_, decision) in touched(writer) {
        let blocking = writer.after.blocking(decision).into_iter();
        for of in blocking.filter(|of| !follows(writer, of)) {
            let step = Step::of(writer, decision, of);
            let at = *known.entry(step.key()).or_insert(steps.len());
            match steps.get_mut(at) {
                Some(same) => same.systems.extend(step.systems),
                None => steps.push(step),
            }
        }
    }
    steps
        .into_iter()
        .map(|step| step.lines(writer, several))
        .collect()
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

/// How many systems are named where many lack the same.
const NAMED: usize = 3;

/// What one or more requests lack.
struct Step {
    /// Each with the year that money is asked for.
    systems: Vec<(String, String)>,
    sentence: String,
    place: Option<Inline>,
    remedy: String,
    actors: Option<Line>,
}

impl Step {
    fn of(writer: &ReviewWriter<'_, '_>, decision: &Decision, of: &RuleOutcome) -> Self {
        let year = decision.request.split('/').next().unwrap_or_default();
        Step {
            systems: vec![(writer.after.system_name(&decision.system), year.to_owned())],
            sentence: cited(writer, &writer.after, of),
            place: place(writer, of),
            remedy: outcome::remedy(&writer.after, writer.words, of).unwrap_or_default(),
            actors: actors(writer, of),
        }
    }

    /// What is the same where the step is the same.
    fn key(&self) -> (String, String, String) {
        let actors = format!("{:?}", self.actors);
        (self.sentence.clone(), self.remedy.clone(), actors)
    }

    fn lines(self, writer: &ReviewWriter<'_, '_>, several: bool) -> Vec<Line> {
        let mut first = Line::new();
        let count = self.systems.len();
        if several {
            // Several years of one system would be one name twice.
            let one_year = self
                .systems
                .iter()
                .all(|(_, year)| *year == self.systems[0].1);
            let named = self.systems.iter().take(NAMED);
            let named = named.map(|(system, year)| match one_year {
                true => system.clone(),
                false => format!("{system} {year}"),
            });
            let systems = writer.words.join(named);
            let key = if count > NAMED {
                "review-systems"
            } else {
                "review-system"
            };
            let systems = Message::new(key).arg("system", systems);
            first.push(writer.text(systems.arg("count", count)));
        }
        first.push(Inline::Strong(self.sentence));
        let mut lines = vec![first];
        // One of many places would be taken for the only one.
        lines.extend(self.place.filter(|_| count == 1).map(|place| vec![place]));
        if !self.remedy.is_empty() {
            let remedy = Message::new("review-remedy").arg("remedy", self.remedy);
            lines.push(vec![writer.text(remedy)]);
        }
        lines.extend(self.actors);
        lines
    }
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
