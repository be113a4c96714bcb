//! `mulu serve` and `mulu site`: the pages, over HTTP or as files.

use super::args::{self, Serve, Site};
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::{SOUND, report_errors, undecided};
use mulu_app::{Error, Unjudged};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Audience;
use mulu_web::{Access, Options};
use std::mem::ManuallyDrop;

impl From<args::Audience> for Audience {
    fn from(audience: args::Audience) -> Self {
        match audience {
            args::Audience::Public => Audience::Public,
            args::Audience::Offices => Audience::Offices,
        }
    }
}

pub(super) fn serve(
    args: &Serve,
    settings: &Settings,
    _output: &mut Output,
) -> Result<u8, CommandError> {
    let access = match (&args.token_file, args.behind_proxy) {
        (Some(file), _) => {
            let read = std::fs::read_to_string(file);
            let failed = |error| Error::reading(&file.display().to_string(), &error);
            Access::from_tokens(&read.map_err(failed)?)?
        }
        (None, true) => Access::Proxy,
        (None, false) => Access::Loopback,
    };
    // Whoever a proxy lets through may be anybody.
    let usual = match access {
        Access::Proxy => Audience::Public,
        Access::Loopback | Access::Tokens(_) => Audience::Offices,
    };
    let options = Options {
        folder: settings.folder.clone(),
        revision: args.rev.clone(),
        listen: args.listen,
        access,
        audience: args.audience.map_or(usual, Audience::from),
    };
    let words = settings.words.clone();
    let told = move |message: &Message| eprint(format!("{}\n", words.say(message)).as_bytes());
    match mulu_web::serve(options, Box::new(told)) {
        Ok(()) => Ok(SOUND),
        Err(Unjudged::Failed(error)) => Err(error.into()),
        Err(Unjudged::Broken(loaded)) => undecided(&loaded, settings),
    }
}

pub(super) fn site(
    args: &Site,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let progress = Progress::start(&settings.words);
    let loaded = settings.load(&args.when)?;
    if loaded.dated()?.is_none() {
        drop(progress);
        return undecided(&loaded, settings);
    }
    let code = report_errors(&loaded, settings)?;
    let audience = args.audience.map_or(Audience::Public, Audience::from);
    let snapshot = match ManuallyDrop::into_inner(loaded).judgeable() {
        Ok(snapshot) => snapshot,
        Err(loaded) => return undecided(&loaded, settings),
    };
    let written = mulu_web::site(snapshot, &args.to, audience)?;
    drop(progress);
    let message = Message::new("web-written")
        .arg("files", written.files)
        .arg("bytes", i64::try_from(written.bytes).unwrap_or(i64::MAX));
    writeln!(output.stdout(), "{}", settings.words.say(&message))?;
    Ok(code)
}
