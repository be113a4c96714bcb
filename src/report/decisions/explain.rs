//! `mulu explain`: one decision as a tree: why not, with articles, facts and what is
//! missing; what to do; then what is in order, in one line or one by one.

pub(super) mod fact;
pub(crate) mod todo;

use super::places::{Places, Shared};
use super::{amount, header, outcome};
use crate::names::Names;
use crate::terminal::{painted, wrapped};
use crate::{Localizer, Style, articles, text, verdict};
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
    let applicant = decision.applicant.as_deref();
    let applicant =
        applicant.map_or_else(|| words.word("unit-unknown"), |unit| view.unit_name(unit));
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
    let said = asked.map(|(purpose, force)| match purpose {
        Purpose::Maintenance => words.force(force),
        other => words.word(&format!("force-{}-{}", other.id(), force.id())),
    });
    said.collect()
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
        let title = Message::new("explain-group")
            .arg("name", self.words.word(&format!("explain-{key}")))
            .arg("count", count);
        format!("{sign} {}", self.words.say(&title))
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
        let (view, words) = (self.view, self.words);
        let Some(rule) = view.rule(outcome) else {
            return Ok(());
        };
        let message = outcome::message(view, words, outcome);
        self.lines(&format!("{}  {message}", rule.id), first, rest)?;
        let cited = Message::new("explain-articles")
            .arg("articles", articles::names(words, &rule.articles));
        let mut cited = words.say(&cited);
        if outcome.outcome.falls_short() {
            for force in forces(words, outcome) {
                cited = format!("{cited} · {force}");
            }
        }
        let deeper = format!("{rest}   ");
        self.lines(&cited, &deeper, &deeper)?;
        self.items(outcome, rest)?;
        self.missing(outcome, &deeper)?;
        self.facts(outcome, &deeper)
    }

    /// The items that fall short, where there is more to say than was said.
    fn items(&mut self, outcome: &RuleOutcome, rest: &str) -> io::Result<()> {
        let (view, words) = (self.view, self.words);
        let short = outcome
            .items
            .iter()
            .filter(|item| item.outcome.falls_short());
        if let [only] = short.clone().collect::<Vec<_>>()[..]
            && outcome.items.len() == 1
            && only.text == outcome.text
        {
            return Ok(());
        }
        for item in short {
            let what = text::plain(&item.subject).into_owned();
            let what = what.split_once('#').map_or(&*what, |(_, item)| item);
            let message = outcome::message(view, words, item);
            let bullet = format!("{rest}   · ");
            self.lines(
                &format!("{what}: {message}"),
                &bullet,
                &format!("{rest}     "),
            )?;
        }
        Ok(())
    }

    /// Where what is missing belongs, if its sentence doesn't say so.
    fn missing(&mut self, outcome: &RuleOutcome, indent: &str) -> io::Result<()> {
        let missing = outcome.missing.iter();
        let unsaid = missing.filter(|missing| missing.is_attestation());
        let mut paths: Vec<&str> = unsaid.map(|missing| &*missing.path).collect();
        paths.dedup();
        for path in paths {
            let line = format!(
                "{}{}",
                self.words.word("explain-missing"),
                text::plain(path)
            );
            self.lines(&line, indent, &format!("{indent}  "))?;
        }
        Ok(())
    }

    /// What was read, with its place and value.
    fn facts(&mut self, outcome: &RuleOutcome, indent: &str) -> io::Result<()> {
        let most = if outcome.outcome.falls_short() {
            FACTS
        } else {
            FACTS_IN_ORDER
        };
        let facts = fact::once(&outcome.evidence);
        for at in facts.iter().take(most) {
            let line = format!(
                "{}{}",
                self.words.word("explain-fact"),
                fact::say(&mut self.places, *at)
            );
            self.lines(&line, indent, &format!("{indent}  "))?;
        }
        match facts.len().saturating_sub(most) {
            0 => Ok(()),
            more => {
                let more = Message::new("explain-more-facts").arg("count", more);
                let line = self.words.say(&more);
                self.lines(&line, indent, indent)
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
