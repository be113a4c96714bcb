//! `mulu reconcile PAYMENTS`: what was paid against what was decided.

use super::args::{FundFormat, Reconcile};
use super::file;
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::sheet::{csv, xlsx};
use super::{FINDINGS, SOUND, undecided};
use mulu_app::{self as app, Loaded};
use mulu_ledger::read::MOST_BYTES;
use mulu_record::Weight;
use mulu_record::payments::Words;
use mulu_report::Localizer;
use mulu_report::record::payments;

pub(super) fn run(
    args: &Reconcile,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.sink.format(args.format, FundFormat::Table)?;
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let bytes = file::read(&args.payments, most)?;
    let words = match &args.map {
        Some(path) => Words::stated(&path.display().to_string(), &file::read(path, most)?)?,
        None => Words::common(),
    };
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    let input = args.when.input(settings.folder.clone());
    let done = app::reconcile(&loaded, &input, args.year, (&bytes, &words))?;
    drop(progress);
    let Some(done) = done else {
        return undecided(&loaded, settings);
    };
    let name = args.payments.file_name().unwrap_or_default();
    let told = payments::Payments {
        file: &name.to_string_lossy(),
        year: args.year,
        on: done.on,
        record: done.record.as_ref(),
        ledger: &done.ledger,
        claims: &done.claims,
        done: &done.done,
        provenance: &loaded.provenance,
    };
    show(args, format, (&loaded, &told), settings, output)?;
    output.finish()?;
    Ok(match done.done.worst() {
        Weight::Notice => SOUND,
        Weight::Unable | Weight::Differs => FINDINGS,
    })
}

fn show(
    args: &Reconcile,
    format: FundFormat,
    (loaded, told): (&Loaded, &payments::Payments<'_>),
    settings: &Settings,
    output: &mut Output,
) -> Result<(), CommandError> {
    let snapshot = loaded.snapshot();
    let named = |words: &Localizer| {
        snapshot
            .as_ref()
            .map_or_else(|| words.clone(), |of| words.about(of))
    };
    let (people, machines) = (named(&settings.words), named(&settings.machine_words));
    let provenance = &loaded.provenance;
    args.sink
        .write(output, format == FundFormat::Csv, |out| match format {
            FundFormat::Table => payments::table(out, told, &people),
            FundFormat::Json => payments::json(out, told, &machines),
            FundFormat::Csv => csv(out, &payments::rows(told, &machines), provenance),
            FundFormat::Xlsx => xlsx(out, &payments::rows(told, &machines), provenance, &machines),
        })
}
