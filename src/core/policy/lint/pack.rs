//! What rules do together: forces that their subjects can have, rules that ask one
//! another, and what of the pack nothing reads.

use super::types::Type;
use super::{Used, did_you_mean};
use crate::diagnostic::{Diagnostic, Label, Message, Span, code};
use crate::policy::functions::is_named;
use crate::policy::pack::{Language, Pack, Purpose, Rule, Subject};
use crate::schema::Schemas;
use std::sync::Arc;

/// A request is never asked for building, nor a project for maintenance.
pub(super) fn force(pack: &Pack, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    if pack.language == Language::First {
        return;
    }
    for (purpose, force) in rule.forces.iter() {
        let can = match rule.subject {
            Subject::Unit => true,
            Subject::System | Subject::Request => purpose == Purpose::Maintenance,
            Subject::Project => purpose != Purpose::Maintenance,
        };
        if force.is_some() && !can {
            let found = Diagnostic::new(&code::POLICY_FORCE, rule.place.clone());
            diagnostics.push(
                found
                    .arg("rule", &*rule.id)
                    .arg("subject", rule.subject.id())
                    .arg("purpose", purpose.id()),
            );
        }
    }
}

/// A stage comes after one that stands before it.
pub(super) fn stages(pack: &Pack, diagnostics: &mut Vec<Diagnostic>) {
    for (at, stage) in pack.project.stages.iter().enumerate() {
        let Some((name, place)) = &stage.after else {
            continue;
        };
        let before = pack.project.stages[..at].iter().map(|it| &*it.id);
        if !before.clone().any(|known| known == &**name) {
            let found = Diagnostic::new(&code::POLICY_UNKNOWN_STAGE, place.clone());
            let found = found.arg("name", &**name);
            let help = did_you_mean(name, before);
            diagnostics.push(help.into_iter().fold(found, Diagnostic::help));
        }
    }
}

/// Articles are given for findings that there are, and are articles of the pack.
pub(super) fn findings(pack: &Pack, diagnostics: &mut Vec<Diagnostic>) {
    for (name, (articles, place)) in &pack.findings {
        let codes = code::ALL.iter().map(|code| code.id);
        if !codes.clone().any(|known| known == &**name) {
            let found = Diagnostic::new(&code::POLICY_UNKNOWN_FINDING, place.clone());
            let found = found.arg("name", &**name);
            let help = did_you_mean(name, codes);
            diagnostics.push(help.into_iter().fold(found, Diagnostic::help));
        }
        for article in articles {
            if !pack.articles.iter().any(|known| known.id == *article) {
                let found = Diagnostic::new(&code::POLICY_UNKNOWN_ARTICLE, place.clone());
                diagnostics.push(found.arg("article", &**article).arg("rule", &**name));
            }
        }
    }
}

/// The kinds that a rule's forces are for must be kinds that projects, or lines
/// of lists, can have.
pub(super) fn kinds(schemas: &Schemas, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    let own = Type::document(schemas, "project").field("kind");
    let line = match Type::lines(schemas, "list") {
        Type::List(line) => line.field("kind"),
        _ => None,
    };
    let (Some(Type::OneOf(mut known)), Some(Type::OneOf(lines))) = (own, line) else {
        return;
    };
    known.extend(
        lines
            .iter()
            .filter(|kind| !known.contains(kind))
            .copied()
            .collect::<Vec<_>>(),
    );
    let named = rule.kinds.iter().filter_map(|(_, kinds)| kinds.as_ref());
    let mut wrong: Vec<&str> = named.flatten().map(|kind| &**kind).collect();
    wrong.retain(|kind| !known.contains(kind));
    wrong.sort_unstable();
    wrong.dedup();
    for kind in wrong {
        let found = Diagnostic::new(&code::POLICY_UNKNOWN_VALUE, rule.place.clone())
            .arg("value", kind)
            .arg("values", known.join(", "));
        let help = did_you_mean(kind, known.iter().copied());
        diagnostics.push(help.into_iter().fold(found, Diagnostic::help));
    }
}

/// Rules that ask themselves, by way of others: each is asked by `outcome`.
pub(super) fn circles(pack: &Pack, asks: &[Vec<String>], diagnostics: &mut Vec<Diagnostic>) {
    let asked_by = |from: usize| -> Vec<usize> {
        let names = asks.get(from).into_iter().flatten();
        let rules = names.flat_map(|name| {
            let rules = pack.rules.iter().enumerate();
            rules.filter(move |(_, rule)| is_named(&rule.id, name))
        });
        rules.map(|(at, _)| at).collect()
    };
    for (at, rule) in pack.rules.iter().enumerate() {
        let mut met = vec![false; pack.rules.len()];
        let mut todo = asked_by(at);
        while let Some(next) = todo.pop() {
            if !std::mem::replace(&mut met[next], true) {
                todo.extend(asked_by(next));
            }
        }
        if met[at] {
            let found = Diagnostic::new(&code::POLICY_CIRCLE, rule.place.clone());
            diagnostics.push(found.arg("rule", &*rule.id));
        }
    }
}

/// Parameters and matters that nothing reads.
pub(super) fn unused(pack: &Pack, used: &Used, diagnostics: &mut Vec<Diagnostic>) {
    if pack.language == Language::First {
        return;
    }
    let mut say = |place: Label, what: &str, name: &str| {
        let found = Diagnostic::new(&code::POLICY_UNUSED, place);
        let what = Message::new(format!("unused-{what}"));
        diagnostics.push(found.arg("what", what).arg("name", name));
    };
    let asked = &pack.audit;
    let evaluations = asked.evaluations.as_ref();
    let by_audit = |name: &Arc<str>| {
        let within = evaluations.is_some_and(|it| it.within == *name);
        within || asked.thresholds.contains(name)
    };
    for (name, parameter) in &pack.parameters {
        if !used.parameters.contains(&**name) && !by_audit(name) {
            say(parameter.place.clone(), "parameter", name);
        }
    }
    for matter in pack.matters.keys() {
        let by_audit = evaluations.is_some_and(|it| it.matters.contains(matter));
        if !used.matters.contains(&**matter) && !by_audit {
            let place = Label::new("registry/policy/pack.yaml", Span::default());
            let place = place.at(format!("/matters/{matter}"));
            say(place, "matter", matter);
        }
    }
}
