//! `mulu explain SYSTEM`: one decision as a tree.

use super::args::{Explain, ExplainFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::report_errors;
use super::settings::Settings;
use super::undecided;
use mulu_app::{self as app, Error, ProjectSelection, Selection};
use mulu_core::diagnostic::Message;
use mulu_report::{decisions, projects};

pub(super) fn run(
    args: &Explain,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    if let Some(project) = app::project_path(&args.system) {
        let selection = ProjectSelection {
            year: args.year,
            project: Some(project.to_owned()),
            ..ProjectSelection::default()
        };
        let decided = app::projects(&snapshot, &selection)?;
        drop(progress);
        let (out, words) = (output.stdout(), &settings.machine_words);
        match args.format {
            ExplainFormat::Tree => {
                projects::explain(out, &snapshot, &decided, &settings.words, settings.style)?
            }
            ExplainFormat::Json => projects::json(out, &snapshot, &decided, words)?,
        }
        output.finish()?;
        return report_errors(&loaded, settings);
    }
    let system = app::system(&loaded.registry, &args.system)?;
    let year = match args.year {
        Some(year) => year,
        None => app::latest_year(&loaded.registry, &system)?,
    };
    let selection = Selection {
        system: Some(system.clone()),
        ..Selection::default()
    };
    let decided = app::fund(&snapshot, year, &selection)?;
    drop(progress);
    if decided.decisions.is_empty() {
        let message = Message::new("failure-no-request-in-year");
        return Err(
            Error::not_found(message.arg("name", system).arg("year", year.to_string())).into(),
        );
    }
    let out = output.stdout();
    match args.format {
        ExplainFormat::Tree => {
            decisions::explain(out, &snapshot, &decided, &settings.words, settings.style)?
        }
        ExplainFormat::Json => decisions::json(out, &snapshot, &decided, &settings.machine_words)?,
    }
    output.finish()?;
    report_errors(&loaded, settings)
}
