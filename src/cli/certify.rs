//! `mulu certify YEAR`: a year's decisions as a document of record.

use super::args::Certify;
use super::file;
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::{report_errors, undecided};
use mulu_app as app;
use mulu_core::diagnostic::{Error, Message};
use std::path::Path;
use std::{fs, io};

/// A private key is a few hundred bytes.
const MOST_KEY: u64 = 1 << 16;

pub(super) fn run(
    args: &Certify,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let key = match &args.key {
        Some(path) => Some(file::read(path, MOST_KEY)?),
        None => None,
    };
    let progress = Progress::start(&settings.words);
    let input = args.when.input(settings.folder.clone());
    let done = app::certify(&input, args.year, key.as_deref())?;
    drop(progress);
    settings.note(&done.loaded.notes);
    settings.note(&done.notes);
    let Some(certificate) = &done.certificate else {
        return undecided(&done.loaded, settings);
    };
    // The folder of a year's first decision isn't there yet.
    if let Some(folder) = args.sink.output.as_deref().and_then(Path::parent) {
        let fault = |error: io::Error| Error::writing(&folder.display().to_string(), &error);
        fs::create_dir_all(folder).map_err(fault)?;
    }
    args.sink.write(output, |out| certificate.write(out))?;
    output.finish()?;
    if args.sink.output.is_some() {
        let put = Message::new("record-put").arg("path", done.path.as_str());
        eprint(format!("{}\n", settings.words.say(&put)).as_bytes());
    }
    report_errors(&done.loaded, settings)
}
