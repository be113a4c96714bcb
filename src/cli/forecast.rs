//! `mulu forecast --until DATE`: which verdict turns on which day, and why.

use super::args::{Forecast, ForecastFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::report_errors;
use super::settings::Settings;
use super::undecided;
use mulu_app as app;
use mulu_report::time;

pub(super) fn run(
    args: &Forecast,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let loaded = app::load(&args.when.input(settings.folder.clone()))?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let forecast = app::forecast(&snapshot, args.until, args.year, args.unit.as_deref())?;
    drop(progress);
    let shown = time::Forecast {
        view: snapshot,
        range: forecast.range,
        years: &forecast.years,
        timelines: &forecast.timelines,
        projects: &forecast.projects,
    };
    let out = output.stdout();
    match args.format {
        ForecastFormat::Table => {
            time::forecast_table(out, &shown, &settings.words, settings.style)?
        }
        ForecastFormat::Json => time::forecast_json(out, &shown, &settings.machine_words)?,
        ForecastFormat::Csv => time::forecast_csv(out, &shown, &settings.machine_words)?,
    }
    output.finish()?;
    report_errors(&loaded, settings)
}
