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
    let format = args.sink.sink.format(args.format, ForecastFormat::Table)?;
    let style = args.sink.sink.style(settings);
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let Some(snapshot) = loaded.dated()? else {
        drop(progress);
        return undecided(&loaded, settings);
    };
    let until = app::last_day(&snapshot, args.until, args.within);
    let forecast = app::forecast(&snapshot, until, args.year, args.unit.as_deref())?;
    drop(progress);
    let shown = time::Forecast {
        view: snapshot,
        range: forecast.range,
        years: &forecast.years,
        timelines: &forecast.timelines,
        projects: &forecast.projects,
    };
    let (words, machine) = (&settings.words, &settings.machine_words);
    args.sink
        .write(output, format == ForecastFormat::Csv, |out| match format {
            ForecastFormat::Table => time::forecast_table(out, &shown, words, style),
            ForecastFormat::Json => time::forecast_json(out, &shown, machine),
            ForecastFormat::Csv => time::forecast_csv(out, &shown, machine),
        })?;
    output.finish()?;
    report_errors(&loaded, settings)
}
