//! `mulu serve` and `mulu site`: the pages, over HTTP or as files.

use super::args::{self, Serve, Site};
use super::bot;
use super::output::{CommandError, Output, eprint};
use super::progress::Progress;
use super::settings::Settings;
use super::{SOUND, report_errors, undecided};
use mulu_app::{Error, Submitter, Unjudged};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Audience;
use mulu_github::Connection;
use mulu_web::{Access, Options};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::time::Duration;

/// The longest first pause before another try, and how long an answer of GitHub may take, where
/// a person waits for the page: five tries stay below the server's own patience.
const PAUSE: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_secs(5);

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
        (None, true) => Access::Proxy {
            person: args.person_header.clone(),
        },
        (None, false) => Access::Loopback,
    };
    // Whoever a proxy lets through may be anybody.
    let usual = match access {
        Access::Proxy { .. } => Audience::Public,
        Access::Loopback | Access::Tokens(_) => Audience::Offices,
    };
    let options = Options {
        folder: settings.folder.clone(),
        revision: args.rev.clone(),
        listen: args.listen,
        audience: args.audience.map_or(usual, Audience::from),
        submitter: submitter(args, &access)?,
        access,
        drafts: args.write.clone(),
    };
    let words = settings.words.clone();
    let told = move |message: &Message| eprint(format!("{}\n", words.say(message)).as_bytes());
    match mulu_web::serve(options, Box::new(told)) {
        Ok(()) => Ok(SOUND),
        Err(Unjudged::Failed(error)) => Err(error.into()),
        Err(Unjudged::Broken(loaded)) => undecided(&loaded, settings),
    }
}

/// Who hands drafts in, where that is asked for: persons must be known then.
fn submitter(args: &Serve, access: &Access) -> Result<Option<Arc<Submitter>>, Error> {
    let (Some(repository), Some(file)) = (&args.submit, &args.submit_key) else {
        return Ok(None);
    };
    let is_named = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    let parts = repository.split_once('/');
    if !parts.is_some_and(|(owner, name)| is_named(owner) && is_named(name) && !name.contains('/'))
    {
        let message = Message::new("submit-repository").arg("name", repository.as_str());
        return Err(Error::bad_input(message));
    }
    if matches!(access, Access::Loopback | Access::Proxy { person: None }) {
        return Err(Error::bad_input(Message::new("submit-who")));
    }
    if std::env::var_os(bot::TOKEN).is_none_or(|token| token.is_empty()) {
        let message = Message::new("submit-token").arg("name", bot::TOKEN);
        return Err(Error::bad_input(message));
    }
    let shown = file.display().to_string();
    let key = std::fs::read(file).map_err(|error| Error::reading(&shown, &error))?;
    let usual = bot::connection(repository.clone())?;
    // Somebody sits before a browser and waits.
    let connection = Connection {
        pause: usual.pause.min(PAUSE),
        patience: usual.patience.min(PATIENCE),
        ..usual
    };
    let remote = bot::remote(repository.clone())?;
    Ok(Some(Arc::new(Submitter::new(connection, remote, &key)?)))
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
