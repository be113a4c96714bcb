//! The parts of the page, in their order.

use crate::decisions::{group_of, todo};
use crate::names::Names;
use crate::reviews::{Block, Inline, Line, Mark};
use crate::{Localizer, decisions, projects, verdict};
use mulu_core::decision::{Decision, Judgement, ProjectDecision, Snapshot};
use mulu_core::policy::RuleOutcome;

/// Places shown of a reason.
const PLACES: usize = 3;

/// A request: who asks for how much, what it comes to, why, what to do.
pub(super) fn request(
    view: &Snapshot<'_>,
    decision: &Decision,
    assumed: bool,
    words: &Localizer,
) -> Vec<Block> {
    let said = verdict::named(words, decision.verdict);
    let name = view.system_name(&decision.system);
    let mut blocks = vec![Block::Title(
        decision.verdict.into(),
        format!("{name}: {said}"),
    )];
    if assumed {
        blocks.push(paragraph(words.word("explain-assumed")));
    }
    blocks.push(paragraph(decisions::asks(view, decision, words)));
    blocks.extend(judged(view, decision, words));
    blocks
}

/// A project: the same, for each purpose.
pub(super) fn project(
    view: &Snapshot<'_>,
    decision: &ProjectDecision,
    words: &Localizer,
) -> Vec<Block> {
    let worst = decision
        .by_purpose()
        .filter_map(|(_, verdict)| verdict)
        .max();
    let mark = worst.map_or(Mark::Good, Mark::from);
    let mut blocks = vec![
        Block::Title(mark, view.project_name(&decision.project)),
        paragraph(projects::state(view, words, decision)),
        paragraph(projects::verdicts(words, decision, crate::PLAIN)),
    ];
    blocks.extend(judged(view, decision, words));
    blocks
}

/// What it rests on.
pub(super) fn note(header: String) -> Block {
    Block::Note(vec![Inline::Text(header)])
}

fn judged(view: &Snapshot<'_>, judged: &impl Judgement, words: &Localizer) -> Vec<Block> {
    let of = |keys: &[&str]| -> Vec<&RuleOutcome> {
        let all = judged.outcomes().iter();
        all.filter(|outcome| keys.contains(&group_of(view, outcome)))
            .collect()
    };
    let mut blocks = Vec::new();
    let reasons = of(&["unmet", "unproven"]);
    if !reasons.is_empty() {
        blocks.push(Block::Heading(words.word("explain-reasons")));
        let steps = reasons.iter().map(|one| reason(view, one, words));
        blocks.push(Block::Steps(steps.collect()));
    }
    let todo = todo::list(view, words, judged);
    match todo.is_empty() {
        true => blocks.push(paragraph(words.word("explain-todo-none"))),
        false => {
            blocks.push(Block::Heading(words.word("explain-todo")));
            let steps = todo.into_iter().map(|step| vec![vec![Inline::Text(step)]]);
            blocks.push(Block::Steps(steps.collect()));
        }
    }
    for (key, always) in [
        ("warnings", true),
        ("waived", true),
        ("met", false),
        ("not-applicable", false),
    ] {
        let outcomes = of(&[key]);
        if outcomes.is_empty() {
            continue;
        }
        let lines = outcomes
            .iter()
            .map(|one| vec![Inline::Text(decisions::told(view, words, one))]);
        blocks.push(Block::Fold {
            summary: decisions::group_title(words, key, outcomes.len()),
            always,
            blocks: vec![Block::List(lines.collect())],
        });
    }
    blocks
}

/// Why: the sentence, its articles and what comes of it, where it stands.
fn reason(view: &Snapshot<'_>, of: &RuleOutcome, words: &Localizer) -> Vec<Line> {
    let Some(said) = decisions::said(view, words, of) else {
        return Vec::new();
    };
    let rests_on = said.rests_on(words);
    let state = words.outcome(of.outcome);
    let mut lines = vec![
        vec![
            Inline::Strong(said.message),
            Inline::Text(format!(" · {state}")),
        ],
        vec![Inline::Text(rests_on)],
    ];
    lines.extend(
        said.items
            .into_iter()
            .map(|item| vec![Inline::Text(format!("{}: {}", item.name, item.message))]),
    );
    let mut places: Vec<(String, u32)> = Vec::new();
    for place in decisions::places_of(view, of) {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    lines.extend(places.into_iter().take(PLACES).map(|(path, line)| {
        vec![Inline::Place {
            path,
            line: Some(line),
            proposed: false,
        }]
    }));
    lines
}

fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}
