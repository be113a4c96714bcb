//! The ways in which a draft may be begun for a unit, and what each asks first.

use super::{Visit, choices};
use mulu_core::layout::{self, Kind};

/// Something that may be begun.
pub(super) struct Way {
    /// What its button says to us.
    pub(super) what: &'static str,
    pub(super) title: String,
    pub(super) choices: Vec<Choice>,
    pub(super) texts: Vec<Text>,
}

/// Something to choose.
pub(super) struct Choice {
    pub(super) name: &'static str,
    pub(super) label: String,
    /// Values with what they are called.
    pub(super) options: Vec<(String, String)>,
}

/// Something to type.
pub(super) struct Text {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) value: String,
    pub(super) mode: &'static str,
}

/// Whether documents of a kind are theirs to propose for a unit.
pub(super) fn may(visit: &Visit<'_>, kind: Kind, unit: &str) -> bool {
    let id = match kind {
        Kind::Request => format!("2000/{unit}/x"),
        _ => format!("{unit}/x"),
    };
    visit.may_write(&layout::path(kind, &id))
}

/// What may be begun for a unit; `authorities` are those that somebody attests for.
pub(super) fn ways(visit: &Visit<'_>, unit: &str, authorities: Vec<(String, String)>) -> Vec<Way> {
    let systems = || {
        let all = choices::systems(visit, unit);
        choice(visit, "system", "write-system", all)
    };
    let mut ways = Vec::new();
    let mut way = |what, title: &str, choices: Vec<Choice>, texts| {
        // What there is nothing of cannot be chosen.
        if choices.iter().all(|choice| !choice.options.is_empty()) {
            ways.push(Way {
                what,
                title: visit.word(title),
                choices,
                texts,
            });
        }
    };
    if may(visit, Kind::Request, unit) {
        let year = Text {
            value: visit.context.state.year().to_string(),
            mode: "numeric",
            ..text(visit, "year", "write-year")
        };
        way(
            "request",
            "write-start-request",
            vec![systems()],
            vec![year],
        );
    }
    if may(visit, Kind::System, unit) {
        let name = named(visit, "write-name");
        way("change", "write-start-change", vec![systems()], Vec::new());
        way("system", "write-start-system", Vec::new(), name);
    }
    if may(visit, Kind::Project, unit) {
        let name = named(visit, "write-project-name");
        let all = choices::projects(visit, unit);
        let projects = vec![choice(visit, "project", "write-project", all)];
        way(
            "change-project",
            "write-start-change-project",
            projects,
            Vec::new(),
        );
        way("project", "write-start-project", Vec::new(), name);
    }
    if !authorities.is_empty() {
        let who = choice(visit, "authority", "write-authority", authorities);
        way(
            "opinion",
            "write-start-opinion",
            vec![who, systems()],
            Vec::new(),
        );
    }
    ways
}

fn choice(
    visit: &Visit<'_>,
    name: &'static str,
    label: &str,
    options: Vec<(String, String)>,
) -> Choice {
    Choice {
        name,
        label: visit.word(label),
        options,
    }
}

fn text(visit: &Visit<'_>, name: &'static str, label: &str) -> Text {
    Text {
        name,
        label: visit.word(label),
        help: String::new(),
        value: String::new(),
        mode: "text",
    }
}

/// A name, and the id that is made of it.
fn named(visit: &Visit<'_>, label: &str) -> Vec<Text> {
    let slug = Text {
        help: visit.word("write-slug-help"),
        ..text(visit, "slug", "write-slug")
    };
    vec![text(visit, "name", label), slug]
}
