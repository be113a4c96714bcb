//! Which facts turned the verdict on a request shortly before or after it was made, and by
//! whom? What an authority attested is its work, and a note; what a department wrote of its
//! own, or somebody of the rules, is to be looked at.

use super::{Check, Facts, Found, Turn};
use crate::finding::Finding;
use mulu_core::diagnostic::{Arg, Message};
use mulu_core::layout::Subject;

pub(super) const CHECK: Check = Check {
    codes: &["audit/verdict-turned", "audit/verdict-attested"],
    ask,
};

fn ask(facts: &Facts<'_>) -> Vec<Found> {
    let turns = facts.turns.iter();
    turns.map(|turn| of_turn(facts, turn)).collect()
}

fn of_turn(facts: &Facts<'_>, turn: &Turn) -> Found {
    let subject = Subject::from(&*turn.system);
    let finding = match turn.attested {
        true => Finding::notice("audit/verdict-attested"),
        false => Finding::differs("audit/verdict-turned"),
    };
    let when = match turn.days {
        0 => "with",
        days if days < 0 => "before",
        _ => "after",
    };
    let verdict = |verdict: mulu_core::decision::Verdict| {
        Arg::from(Message::new(format!("verdict-{}", verdict.id())))
    };
    let acts = turn.places.iter().filter_map(|place| place.act.as_ref());
    let mut said: Vec<Arg> = Vec::new();
    for act in acts.map(super::Act::said) {
        if !said.contains(&act) {
            said.push(act);
        }
    }
    let finding = finding
        .arg("name", facts.name(&subject))
        .arg("year", facts.year.to_string())
        .arg("before", verdict(turn.verdicts.0))
        .arg("after", verdict(turn.verdicts.1))
        .arg("when", when)
        .arg("days", i64::from(turn.days.abs()))
        .arg("acts", said);
    Found::new(finding, &subject, turn.places.clone())
}
