//! `mulu fund YEAR`: who gets money, who doesn't, and why.

use super::args::{Fund, FundFormat};
use super::output::{Done, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{UNABLE, report_errors};
use crate::app::{self, Loaded, Selection};
use crate::decision::Decisions;
use crate::policy::Pack;
use crate::report::{View, decisions};

pub(super) fn run(args: &Fund, settings: &Settings, output: &mut Output) -> Result<u8, Done> {
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    let Some(pack) = &loaded.pack else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let selection = Selection {
        unit: args.unit.clone(),
        verdicts: args.verdict.clone(),
        system: None,
    };
    if args.format == FundFormat::Json {
        let batches = app::fund_in_batches(&loaded, pack, args.year, &selection)?;
        drop(progress);
        let none = Decisions::none(args.year, loaded.provenance.on);
        let view = view(&loaded, pack, &none);
        decisions::json_in_batches(output.stdout(), &view, &settings.machine_words, batches)?;
    } else {
        let decided = app::fund(&loaded, pack, args.year, &selection)?;
        drop(progress);
        let view = view(&loaded, pack, &decided);
        let out = output.stdout();
        match args.format {
            FundFormat::Csv => decisions::csv(out, &view, &settings.machine_words)?,
            _ => decisions::table(out, &view, &settings.words, settings.style)?,
        }
    }
    output.finish()?;
    report_errors(&loaded, settings)
}

/// What the faces of decisions are shown.
pub(super) fn view<'a>(loaded: &'a Loaded, pack: &'a Pack, decisions: &'a Decisions) -> View<'a> {
    View {
        registry: &loaded.registry,
        pack,
        schemas: loaded.schemas.as_ref(),
        decisions,
        provenance: &loaded.provenance,
    }
}

/// Broken rules or schemas: their findings, and no decision.
pub(super) fn undecided(loaded: &Loaded, settings: &Settings) -> Result<u8, Done> {
    report_errors(loaded, settings)?;
    Ok(UNABLE)
}
