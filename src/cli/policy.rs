//! `mulu policy lint | test | coverage`: the rule pack itself.

use super::args::{Policy, PolicyArgs, PolicyCommand, PolicyFormat, PolicyTest};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::undecided;
use super::{FINDINGS, SOUND, findings_of};
use mulu_app::{self as app, Error, Loaded};
use mulu_core::diagnostic::Diagnostic;
use mulu_core::layout::is_rule;
use mulu_core::policy::{coverage, rule_tests};
use mulu_report::{Findings, findings, pack};
use std::mem::ManuallyDrop;

pub(super) fn run(
    args: &Policy,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    match &args.command {
        PolicyCommand::Lint(args) => lint(args, settings, output),
        PolicyCommand::Test(args) => test(args, settings, output),
        PolicyCommand::Coverage(args) => cover(args, settings, output),
    }
}

fn load(args: &PolicyArgs, settings: &Settings) -> Result<ManuallyDrop<Loaded>, Error> {
    let _progress = Progress::start(&settings.words);
    settings.load(&args.when)
}

fn lint(args: &PolicyArgs, settings: &Settings, output: &mut Output) -> Result<u8, CommandError> {
    let loaded = load(args, settings)?;
    let of_pack = |found: &&Diagnostic| is_rule(&found.primary.path);
    let found: Vec<Diagnostic> = loaded.diagnostics.iter().filter(of_pack).cloned().collect();
    let files = loaded.tree.iter().filter(|(path, _)| is_rule(path)).count();
    let view = Findings {
        documents: files,
        ..findings_of(&loaded, &found)
    };
    print(args.format, &view, settings, output)?;
    Ok(if app::has_findings(&found, false) {
        FINDINGS
    } else {
        SOUND
    })
}

fn print(
    format: PolicyFormat,
    view: &Findings<'_>,
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    match format {
        PolicyFormat::Human => {
            findings::human(output.stdout(), view, &settings.words, settings.style)?;
        }
        PolicyFormat::Json => findings::json(output.stdout(), view, &settings.machine_words)?,
    }
    Ok(())
}

fn test(args: &PolicyTest, settings: &Settings, output: &mut Output) -> Result<u8, CommandError> {
    let loaded = load(&args.rest, settings)?;
    let (Some(pack), Some(schemas)) = (&loaded.pack, &loaded.schemas) else {
        return undecided(&loaded, settings);
    };
    if let Some(rule) = &args.rule {
        app::rule(pack, rule)?;
    }
    let (results, found) = rule_tests::run(pack, schemas, args.rule.as_deref());
    match args.rest.format {
        PolicyFormat::Human => {
            if !found.is_empty() {
                let view = findings_of(&loaded, &found);
                findings::human(output.stdout(), &view, &settings.words, settings.style)?;
            }
            pack::cases_human(output.stdout(), &results, &settings.words)?;
        }
        PolicyFormat::Json => pack::cases_json(output.stdout(), &results)?,
    }
    Ok(if found.is_empty() { SOUND } else { FINDINGS })
}

fn cover(args: &PolicyArgs, settings: &Settings, output: &mut Output) -> Result<u8, CommandError> {
    let loaded = load(args, settings)?;
    let Some(pack) = &loaded.pack else {
        return undecided(&loaded, settings);
    };
    let covered = coverage(pack);
    match args.format {
        PolicyFormat::Human => {
            pack::coverage_human(output.stdout(), &covered, &settings.words, settings.style)?;
        }
        PolicyFormat::Json => {
            pack::coverage_json(output.stdout(), &covered, &settings.machine_words)?;
        }
    }
    let gap = covered.iter().any(mulu_core::policy::Coverage::is_gap);
    Ok(if gap { FINDINGS } else { SOUND })
}
