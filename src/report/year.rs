//! A budget year in its faces: one page, JSON, a line a system or project as CSV.

mod account;
mod applicants;
mod csv;
mod gaps;
mod json;
mod table;

pub use account::{Block, YearAccount, account};
pub use csv::{answer, csv};
pub use json::json;
pub use table::table;

use super::Localizer;
use super::names::{Names, judged};
use super::text::plain;
use mulu_core::decision::cycle::{Gap, Line, Step, What};
use mulu_core::decision::{Cycle, DateRange, Obligation, Snapshot};
use mulu_core::diagnostic::Message;
use mulu_core::registry::{Supplier, Target};

/// A budget year.
#[derive(Clone, Copy, Debug)]
pub struct YearView<'a> {
    /// The registry, the rules and the day.
    pub view: Snapshot<'a>,
    /// The year's steps.
    pub cycle: &'a Cycle,
    /// Where deadlines were looked for.
    pub range: DateRange,
    /// What must be done next: all that is due on the nearest day.
    pub deadlines: &'a [Obligation],
}

impl YearView<'_> {
    /// Title, year, date, registry and policy commits in one line.
    fn header(&self, words: &Localizer) -> String {
        let (title, commit, policy) = judged(words, self.view.provenance);
        words.say(
            &Message::new("header-year")
                .arg("registry", title)
                .arg("year", i64::from(self.cycle.year))
                .arg("on", self.view.provenance.on.to_string())
                .arg("commit", commit)
                .arg("policy", policy),
        )
    }

    /// What a line is called.
    fn name(&self, line: &Line) -> String {
        match &line.target {
            Target::System(id) => self.view.system_name(id),
            Target::Project(id) => self.view.project_name(id),
        }
    }

    /// The line that a gap is of.
    fn line(&self, gap: &Gap) -> Option<&Line> {
        self.cycle.lines.get(gap.line?)
    }

    /// Those whose turn it is, each with all who act for it.
    fn who(&self, words: &Localizer, suppliers: &[Supplier]) -> String {
        words.join(self.names(words, suppliers))
    }

    /// The names of these: a unit may be meant as itself and as an authority.
    fn names(&self, words: &Localizer, suppliers: &[Supplier]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for supplier in suppliers {
            let name = self.view.supplier(words, supplier);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What a document is called, where a gap is of one.
    fn file(&self, words: &Localizer, gap: &Gap) -> String {
        let file = self.cycle.files.iter().find(|file| file.path == gap.path);
        let kind = file.map_or("", |file| file.kind.schema_name());
        let title = words.try_word(&format!("year-file-{kind}"));
        title.unwrap_or_else(|| plain(&gap.path).into_owned())
    }
}

/// What a step is called.
fn step(words: &Localizer, step: Step) -> String {
    words.word(&format!("year-step-{}", step.id()))
}

/// What a gap is called.
fn what(words: &Localizer, gap: &Gap) -> String {
    match gap.what {
        What::Verdict(verdict) => words.verdict(verdict),
        other => {
            let key = format!("year-gap-{}", other.id());
            let of_step = format!("{key}-{}", gap.step.id());
            let known = words.try_word(&of_step).is_some();
            let before = gap.step.before().map(|before| step(words, before));
            let message = Message::new(if known { of_step } else { key });
            words.say(&message.arg("before", before.unwrap_or_default()))
        }
    }
}

/// A count, for a sentence.
fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
