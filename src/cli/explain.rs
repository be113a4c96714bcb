//! `mulu explain SYSTEM`: one decision: why, and what to do.

use super::args::{Explain, ExplainFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::report_errors;
use super::settings::Settings;
use super::undecided;
use mulu_app::{self as app, Loaded, ProjectSelection, Selection};
use mulu_core::decision::{Decisions, Judgement, Snapshot};
use mulu_core::diagnostic::{Error, Message};
use mulu_report::decisions::Telling;
use mulu_report::record::vouch;
use mulu_report::{Explained, decisions, projects};
use std::mem::ManuallyDrop;

pub(super) fn run(
    args: &Explain,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, ExplainFormat::Tree)?;
    let blamed = matches!(format, ExplainFormat::Tree | ExplainFormat::Json);
    if args.blame && !blamed {
        return Err(Error::bad_input(Message::new("vouch-format")).into());
    }
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    if let Some(project) = app::project_meant(&loaded.registry, &args.system) {
        drop(progress);
        return of_project(
            args,
            (format, project),
            (&loaded, &snapshot),
            settings,
            output,
        );
    }
    let system = app::system(&loaded.registry, &args.system)?;
    let selection = Selection {
        system: Some(system.clone()),
        ..Selection::default()
    };
    let year = app::asked_year(&loaded, &system, args.year);
    let decided = app::fund(&snapshot, year, &selection)?;
    if !decided.decisions.is_empty() {
        drop(progress);
        tell(
            args,
            (format, false),
            (&snapshot, &decided),
            settings,
            output,
        )?;
        return report_errors(&loaded, settings);
    }
    // Nobody asked: what would come of it if somebody did.
    let assumed = app::assume(ManuallyDrop::into_inner(loaded), &system, year)?;
    let Some(snapshot) = assumed.dated()? else {
        drop(progress);
        return undecided(&assumed, settings);
    };
    let decided = app::fund(&snapshot, year, &selection)?;
    drop(progress);
    tell(
        args,
        (format, true),
        (&snapshot, &decided),
        settings,
        output,
    )?;
    report_errors(&assumed, settings)
}

/// The decision, and who vouched for what decided where that is asked; for machines that alone.
fn tell(
    args: &Explain,
    (format, assumed): (ExplainFormat, bool),
    (snapshot, decided): (&Snapshot<'_>, &Decisions),
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    if !args.blame || format == ExplainFormat::Tree {
        of_request(
            args,
            (format, assumed),
            (snapshot, decided),
            settings,
            output,
        )?;
    }
    if args.blame {
        let judged = &*decided.decisions;
        blame(args, format, (snapshot, judged), settings, output)?;
    }
    Ok(())
}

/// Who vouched for what decided: for what falls short where something does, else for all.
fn blame(
    args: &Explain,
    format: ExplainFormat,
    (snapshot, judged): (&Snapshot<'_>, &[impl Judgement]),
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let outcomes = app::deciding(snapshot, judged, args.all);
    let facts = app::facts(snapshot, &settings.folder, outcomes)?;
    args.sink.write(output, |out| match format {
        ExplainFormat::Json => vouch::json(out, snapshot, (&args.system, &facts)),
        _ => vouch::table(out, snapshot, &facts, &settings.words),
    })?;
    output.finish()
}

fn of_request(
    args: &Explain,
    (format, assumed): (ExplainFormat, bool),
    (snapshot, decided): (&Snapshot<'_>, &Decisions),
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let (words, machine) = (&settings.words, &settings.machine_words);
    let style = args.sink.style(settings);
    let telling = Telling {
        all: args.all,
        assumed,
    };
    let told = Explained::Requests(decided);
    args.sink.write(output, |out| match format {
        ExplainFormat::Tree => decisions::explain(out, snapshot, decided, words, (style, telling)),
        ExplainFormat::Markdown => told.markdown(out, snapshot, assumed, machine),
        ExplainFormat::Html => told.html(out, snapshot, assumed, machine),
        ExplainFormat::Json if assumed => decisions::assumed_json(out, snapshot, decided, machine),
        ExplainFormat::Json => decisions::json(out, snapshot, decided, machine),
    })?;
    output.finish()
}

fn of_project(
    args: &Explain,
    (format, project): (ExplainFormat, String),
    (loaded, snapshot): (&Loaded, &Snapshot<'_>),
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let selection = ProjectSelection {
        year: args.year,
        project: Some(project),
        ..ProjectSelection::default()
    };
    let decided = app::projects(snapshot, &selection)?;
    let (words, machine) = (&settings.words, &settings.machine_words);
    let style = args.sink.style(settings);
    if args.blame {
        blame(
            args,
            format,
            (snapshot, &decided.projects),
            settings,
            output,
        )?;
        return report_errors(loaded, settings);
    }
    let told = Explained::Projects(&decided);
    args.sink.write(output, |out| match format {
        ExplainFormat::Tree => projects::explain(out, snapshot, &decided, words, (style, args.all)),
        ExplainFormat::Markdown => told.markdown(out, snapshot, false, machine),
        ExplainFormat::Html => told.html(out, snapshot, false, machine),
        ExplainFormat::Json => projects::json(out, snapshot, &decided, machine),
    })?;
    output.finish()?;
    report_errors(loaded, settings)
}
