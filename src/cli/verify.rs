//! `mulu verify FILE`: a document of record, held against the repository.

use super::args::{Verify, VerifyFormat};
use super::file;
use super::output::{CommandError, Output};
use super::progress::Progress;
use super::settings::Settings;
use super::{FINDINGS, SOUND, UNABLE};
use mulu_app as app;
use mulu_record::Weight;
use mulu_record::certificate::MOST_BYTES;
use mulu_report::record::{self, Verification};

pub(super) fn run(
    args: &Verify,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let format = args.sink.format(args.format, VerifyFormat::Table)?;
    let bytes = file::read(&args.file, MOST_BYTES)?;
    let progress = Progress::start(&settings.words);
    let real = args.file.canonicalize();
    let place = real.as_ref().unwrap_or(&args.file);
    let done = app::verify(&settings.folder, place, &bytes)?;
    drop(progress);
    let name = args.file.to_string_lossy();
    let of = done.certificate.as_ref();
    let told = Verification {
        file: &name,
        of: of.map(|of| &of.statement.predicate),
        findings: &done.findings,
    };
    args.sink.write(output, |out| match format {
        VerifyFormat::Table => record::table(out, &told, &settings.words),
        VerifyFormat::Json => record::json(out, &told, &settings.machine_words),
    })?;
    output.finish()?;
    Ok(match done.worst() {
        Weight::Notice => SOUND,
        Weight::Differs => FINDINGS,
        Weight::Unable => UNABLE,
    })
}
