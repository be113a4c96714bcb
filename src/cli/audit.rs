//! `mulu audit YEAR`: an auditor's questions, asked of the history.

use super::args::{Audit, FundFormat};
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::sheet::{csv, xlsx};
use super::{FINDINGS, SOUND, undecided};
use mulu_app as app;
use mulu_record::Weight;
use mulu_record::audit::{Limits, worst};
use mulu_report::record::audit;

pub(super) fn run(
    args: &Audit,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.sink.format(args.format, FundFormat::Table)?;
    let style = args.sink.sink.style(settings);
    let limits = Limits {
        late: args.late_days,
        near: args.near_days,
    };
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let input = args.when.input(settings.folder.clone());
    let done = app::audit(&loaded, &input, args.year, limits)?;
    drop(progress);
    let (Some(done), Some(view)) = (done, loaded.snapshot()) else {
        return undecided(&loaded, settings);
    };
    let told = audit::Audit {
        view,
        year: args.year,
        limits,
        commits: done.commits,
        since: done.since,
        found: &done.found,
    };
    let (people, machines) = (&settings.words, &settings.machine_words);
    args.sink
        .write(output, format == FundFormat::Csv, |out| match format {
            FundFormat::Table => audit::table(out, &told, people, style),
            FundFormat::Json => audit::json(out, &told, machines),
            FundFormat::Csv => csv(out, &audit::rows(&told, machines), told.view.provenance),
            FundFormat::Xlsx => {
                let rows = audit::rows(&told, machines);
                let words = machines.about(&told.view);
                xlsx(out, &rows, told.view.provenance, &words)
            }
        })?;
    output.finish()?;
    Ok(match worst(&done.found) {
        Weight::Notice => SOUND,
        Weight::Unable | Weight::Differs => FINDINGS,
    })
}
