//! `mulu year YEAR`: what a budget year has at each step, what is missing, and whose
//! turn it is.

use super::args::{FundFormat, Year};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{report_errors, sheet, undecided};
use mulu_app as app;
use mulu_report::Style;
use mulu_report::year::{self, YearView};
use std::io::{self, Write};

pub(super) fn run(
    args: &Year,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.sink.format(args.format, FundFormat::Table)?;
    let style = args.sink.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let found = app::year(&snapshot, args.year, args.unit.as_deref())?;
    drop(progress);
    let view = YearView {
        view: snapshot,
        cycle: &found.cycle,
        range: found.range,
        deadlines: &found.deadlines,
    };
    let write = |out: &mut dyn Write| show(out, (format, style), &view, settings);
    args.sink.write(output, format == FundFormat::Csv, write)?;
    output.finish()?;
    report_errors(&loaded, settings)
}

fn show(
    out: &mut dyn Write,
    (format, style): (FundFormat, Style),
    shown: &YearView<'_>,
    settings: &Settings,
) -> io::Result<()> {
    let words = &settings.machine_words;
    match format {
        FundFormat::Table => year::table(out, shown, &settings.words, style),
        FundFormat::Json => year::json(out, shown, words),
        FundFormat::Csv => year::csv(out, shown, words),
        FundFormat::Xlsx => {
            let answer = year::answer(shown, words);
            sheet::xlsx(
                out,
                &answer,
                shown.view.provenance,
                &words.about(&shown.view),
            )
        }
    }
}
