//! `mulu explain`: one decision as a tree: why not, with articles, facts and what is
//! missing; what to do; then what is in order, in one line or one by one.

pub(super) mod fact;
pub(crate) mod todo;

use super::account::{self, Part};
use super::places::{Places, Shared};
use super::{amount, header};
use crate::names::{Names, applicant};
use crate::terminal::{painted, wrapped};
use crate::{Localizer, Style, text, verdict};
use anstyle::AnsiColor;
use mulu_core::decision::{Decision, Decisions, Judgement, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{Force, Outcome, Purpose, RuleOutcome};
use std::io::{self, Write};

/// Facts shown of an outcome that falls short.
pub(super) const FACTS: usize = 8;
/// Facts shown of any other.
pub(super) const FACTS_IN_ORDER: usize = 2;

/// A group of outcomes: key, sign, colour.
type Group = (&'static str, &'static str, AnsiColor);

/// How many groups fall short.
const SHORT: usize = 2;
/// How many of the others are always told one by one.
const TOLD: usize = 2;

/// The groups in order.
pub(super) const GROUPS: [Group; 6] = [
    ("unmet", "✘", AnsiColor::Red),
    ("unproven", "?", AnsiColor::Yellow),
    ("waived", "~", AnsiColor::Cyan),
    ("warnings", "!", AnsiColor::Magenta),
    ("met", "✔", AnsiColor::Green),
    ("not-applicable", "-", AnsiColor::BrightBlack),
];

/// How a decision is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling {
    /// Whether what is in order is told one by one.
    pub all: bool,
    /// Whether nobody asked for the money, and this is what would come of it.
    pub assumed: bool,
}

/// Writes every decision as a tree.
///
/// # Errors
/// When it cannot be written.
pub fn explain(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    decisions: &Decisions,
    words: &Localizer,
    (style, telling): (Style, Telling),
) -> io::Result<()> {
    let words = &words.about(view);
    let shared = Shared::new(view.registry);
    let mut tree = Tree {
        out,
        view,
        words,
        style,
        all: telling.all,
        places: Places::new(&shared),
    };
    writeln!(tree.out, "{}", header(view, decisions, words))?;
    if telling.assumed {
        tree.lines(&words.word("explain-assumed"), "", "")?;
    }
    for decision in &decisions.decisions {
        tree.decision(decision)?;
    }
    Ok(())
}

/// What the rules say of one thing, and what to do, as a tree.
pub(crate) fn tree(
    out: &mut dyn Write,
    view: &Snapshot<'_>,
    judged: &impl Judgement,
    words: &Localizer,
    (style, all): (Style, bool),
) -> io::Result<()> {
    let shared = Shared::new(view.registry);
    let mut tree = Tree {
        out,
        view,
        words,
        style,
        all,
        places: Places::new(&shared),
    };
    tree.groups(judged)
}

/// Who asks for how much.
pub(crate) fn asks(view: &Snapshot<'_>, decision: &Decision, words: &Localizer) -> String {
    let applicant = applicant(view, words, decision.applicant.as_deref());
    let money = decision.amount.map(|amount| words.money(amount));
    let asks = Message::new("applicant-asks").arg("applicant", applicant);
    words.say(&asks.arg("money", money.unwrap_or_else(|| amount(words, None))))
}

/// Where the evidence of an outcome stands: files and lines, in its order.
pub(crate) fn places_of(view: &Snapshot<'_>, outcome: &RuleOutcome) -> Vec<(String, u32)> {
    let shared = Shared::new(view.registry);
    let mut places = Places::new(&shared);
    let facts = fact::once(&outcome.evidence).into_iter();
    facts
        .map(|at| {
            let path = text::plain(places.node(at).document().path()).into_owned();
            (path, places.place(at).line)
        })
        .collect()
}

/// What comes of an outcome that falls short, for each purpose that is asked.
pub(crate) fn forces(words: &Localizer, outcome: &RuleOutcome) -> Vec<String> {
    let asked = outcome.forces.iter();
    let asked = asked.filter_map(|(purpose, force)| Some((purpose, (*force)?)));
    asked.map(|(of, force)| does(words, of, force)).collect()
}

/// What a force does for a purpose.
#[must_use]
pub fn does(words: &Localizer, purpose: Purpose, force: Force) -> String {
    match purpose {
        Purpose::Maintenance => words.force(force),
        other => words.word(&format!("force-{}-{}", other.id(), force.id())),
    }
}

struct Tree<'a, 'b> {
    out: &'b mut dyn Write,
    view: &'b Snapshot<'a>,
    words: &'b Localizer,
    style: Style,
    /// Whether what is in order is told one by one.
    all: bool,
    places: Places<'b, 'a>,
}

impl Tree<'_, '_> {
    fn decision(&mut self, decision: &Decision) -> io::Result<()> {
        let (view, words) = (self.view, self.words);
        let system = text::plain(&decision.system);
        writeln!(
            self.out,
            "\n{} ({system})",
            view.system_name(&decision.system)
        )?;
        let colour = verdict::of(decision.verdict).colour;
        let verdict = self.paint(&verdict::named(words, decision.verdict), colour);
        writeln!(self.out, "{} · {verdict}", asks(view, decision, words))?;
        self.groups(decision)
    }

    /// Why not and what to do; then the rest.
    fn groups(&mut self, judged: &impl Judgement) -> io::Result<()> {
        let (short, rest) = GROUPS.split_at(SHORT);
        for group in short {
            let outcomes = self.of(judged, group.0);
            self.group(*group, &outcomes)?;
        }
        self.todo(judged)?;
        let (told, folded) = rest.split_at(if self.all { rest.len() } else { TOLD });
        for group in told {
            let outcomes = self.of(judged, group.0);
            self.group(*group, &outcomes)?;
        }
        self.folded(judged, folded)
    }

    fn of<'j>(&self, judged: &'j impl Judgement, group: &str) -> Vec<&'j RuleOutcome> {
        let of = |outcome: &&RuleOutcome| group_of(self.view, outcome) == group;
        judged.outcomes().iter().filter(of).collect()
    }

    /// How many there are in some groups, and how they are told one by one.
    fn folded(&mut self, judged: &impl Judgement, groups: &[Group]) -> io::Result<()> {
        let counted = groups.iter().filter_map(|(key, sign, colour)| {
            let count = self.of(judged, key).len();
            let title = self.title(key, sign, count);
            (count > 0).then(|| self.paint(&title, *colour))
        });
        let counted: Vec<String> = counted.collect();
        if counted.is_empty() {
            return Ok(());
        }
        let hint = self.words.word("explain-all");
        writeln!(self.out, "\n{}  {hint}", counted.join(" · "))
    }

    fn title(&self, key: &str, sign: &str, count: usize) -> String {
        format!("{sign} {}", group_title(self.words, key, count))
    }

    fn group(&mut self, (key, sign, colour): Group, outcomes: &[&RuleOutcome]) -> io::Result<()> {
        let Some((last, others)) = outcomes.split_last() else {
            return Ok(());
        };
        let title = self.title(key, sign, outcomes.len());
        let title = self.paint(&title, colour);
        writeln!(self.out, "\n{title}")?;
        for outcome in others {
            self.outcome(outcome, "├─ ", "│  ")?;
        }
        self.outcome(last, "└─ ", "   ")
    }

    fn outcome(&mut self, outcome: &RuleOutcome, first: &str, rest: &str) -> io::Result<()> {
        let said = account::said(self.view, self.words, &mut self.places, outcome);
        let Some(said) = said else {
            return Ok(());
        };
        self.lines(&format!("{}  {}", said.rule, said.message), first, rest)?;
        let deeper = format!("{rest}   ");
        self.lines(&said.rests_on(self.words), &deeper, &deeper)?;
        for Part { name, message } in &said.items {
            let bullet = format!("{rest}   · ");
            let text = format!("{name}: {message}");
            self.lines(&text, &bullet, &format!("{rest}     "))?;
        }
        for (key, texts) in [
            ("explain-missing", &said.missing),
            ("explain-fact", &said.facts),
        ] {
            for text in texts {
                let line = format!("{}{text}", self.words.word(key));
                self.lines(&line, &deeper, &format!("{deeper}  "))?;
            }
        }
        match said.more {
            0 => Ok(()),
            more => {
                let more = Message::new("explain-more-facts").arg("count", more);
                let line = self.words.say(&more);
                self.lines(&line, &deeper, &deeper)
            }
        }
    }

    /// What to do to become eligible, each thing once.
    fn todo(&mut self, judged: &impl Judgement) -> io::Result<()> {
        let words = self.words;
        let todo = todo::list(self.view, words, judged);
        let title = if todo.is_empty() {
            words.word("explain-todo-none")
        } else {
            words.word("explain-todo")
        };
        writeln!(self.out, "\n{title}")?;
        for (number, remedy) in (1..).zip(todo) {
            self.lines(&remedy, &format!("{number:>2}. "), "    ")?;
        }
        Ok(())
    }

    /// Writes a text in lines that fit, the first with one indent, the others
    /// with another.
    fn lines(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        wrapped(self.out, text, (first, rest), self.style)
    }

    fn paint(&self, text: &str, colour: AnsiColor) -> String {
        painted(text, colour, self.style)
    }
}

/// What a group is called, with how many there are in it.
pub(crate) fn group_title(words: &Localizer, key: &str, count: usize) -> String {
    let name = words.word(&format!("explain-{key}"));
    let title = Message::new("explain-group").arg("name", name);
    words.say(&title.arg("count", count))
}

/// The group that an outcome belongs to.
pub(crate) fn group_of(view: &Snapshot<'_>, outcome: &RuleOutcome) -> &'static str {
    match outcome.outcome {
        Outcome::Unmet | Outcome::Unproven if view.force(outcome) == Some(Force::Warn) => {
            "warnings"
        }
        Outcome::Unmet => "unmet",
        Outcome::Unproven => "unproven",
        Outcome::Waived => "waived",
        Outcome::Met => "met",
        Outcome::NotApplicable => "not-applicable",
    }
}
