//! What `mulu diff` says, as a value: a page shows it, and says the same sentences.

use super::DiffView;
use super::table::{commit_line, file_lines, pairs, project_line, told};
use crate::changed::Reader;
use crate::{Grid, Localizer, Style, Titles};
use mulu_core::decision::gain;
use mulu_core::diagnostic::Message;

/// Nothing is wrapped: whoever shows it does that.
const STYLE: Style = Style {
    colour: false,
    width: 10_000,
};

/// Two revisions compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffAccount {
    /// Which registry, which revisions, which day.
    pub header: String,
    /// How many verdicts turn, what that is in money, how many files and commits.
    pub summary: String,
    /// How many requests rest on other facts only.
    pub same: Option<String>,
    /// Projects whose verdicts turn.
    pub projects: Vec<String>,
    /// Files that differ: what became of each, and what it says differently.
    pub files: Vec<(String, Vec<String>)>,
    /// The commits between them.
    pub commits: Vec<String>,
}

/// Requests whose verdict or amount is another: four cells of words, then amounts; `None`
/// where there are none.
#[must_use]
pub fn grid(view: &DiffView<'_>, words: &Localizer) -> Option<Grid> {
    let (pack, schemas) = view.titles;
    let words = &words.with_titles(Titles::of(view.after.0, pack, schemas));
    let (moved, _) = told(view);
    (!moved.is_empty()).then(|| Grid::of(&pairs(view, &moved, words, STYLE)))
}

/// The comparison in sentences; its requests are a table, drawn by whoever shows it.
#[must_use]
pub fn account(view: &DiffView<'_>, words: &Localizer) -> DiffAccount {
    let (pack, schemas) = view.titles;
    let words = &words.with_titles(Titles::of(view.after.0, pack, schemas));
    let header = Message::new("diff-header")
        .arg("registry", view.after.1.registry.as_str())
        .arg("before", view.before.1.short_commit())
        .arg("after", view.after.1.short_commit())
        .arg("on", view.after.1.on.to_string());
    let turned = view.decisions.iter().filter(|pair| pair.turns()).count();
    let projects = view.projects.iter().filter(|pair| pair.turns());
    let projects: Vec<String> = projects
        .map(|pair| project_line(view, words, pair))
        .collect();
    let summary = Message::new("diff-summary")
        .arg("turned", turned + projects.len())
        .arg("money", words.gain(gain(view.decisions)))
        .arg("files", view.files.len())
        .arg("commits", view.commits.len());
    let (_, same) = told(view);
    let reader = Reader { words, schemas };
    let sides = (view.before.0, view.after.0);
    let commits = view.commits.iter().map(|(commit, paths)| {
        let files = Message::new("diff-commit-files").arg("count", paths.len());
        format!("{} {}", commit_line(commit), words.say(&files))
    });
    DiffAccount {
        header: words.say(&header),
        summary: words.say(&summary),
        same: (same > 0).then(|| words.say(&Message::new("diff-same").arg("count", same))),
        projects,
        files: view
            .files
            .iter()
            .map(|file| file_lines(file, reader, sides))
            .collect(),
        commits: commits.collect(),
    }
}
