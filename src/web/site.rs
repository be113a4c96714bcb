//! The same pages as files: links relative, nothing to be asked, and the same bytes for
//! the same commit and day.

use crate::assets;
use crate::context::Context;
use crate::links::Links;
use crate::page::Page;
use crate::pages::{self, Body};
use crate::query::Query;
use crate::state::State;
use mulu_app::{Error, OwnedSnapshot};
use mulu_core::diagnostic::Message;
use mulu_core::registry::Audience;
use mulu_report::{Language, Localizer};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files.
    pub files: usize,
    /// How many bytes in all.
    pub bytes: u64,
}

/// Writes all pages of a state, in both languages, into a folder that isn't there or is
/// empty.
///
/// # Errors
/// When the folder has something in it, or a file cannot be written.
pub fn site(snapshot: OwnedSnapshot, to: &Path, audience: Audience) -> Result<Written, Error> {
    let failed = |error: &std::io::Error| Error::writing(&to.display().to_string(), error);
    fs::create_dir_all(to).map_err(|error| failed(&error))?;
    let mut there = fs::read_dir(to).map_err(|error| failed(&error))?;
    if there.next().is_some() {
        let message = Message::new("web-folder-taken");
        return Err(Error::bad_input(
            message.arg("folder", to.display().to_string()),
        ));
    }
    let words = Language::ALL.map(Localizer::new);
    let state = State::new(snapshot, &words, audience);
    let mut written = Written::default();
    let index = state.index();
    let names = format!("assets/{}", index.name);
    write(&mut written, to, &names, index.content.as_bytes())?;
    for asset in [assets::style(), assets::icon(), assets::search()] {
        write(
            &mut written,
            to,
            &format!("assets/{}", asset.name),
            asset.content,
        )?;
    }
    state.warm();
    let all = all(&state);
    let pages = Language::ALL.map(|language| all.iter().map(move |page| (language, page)));
    let pages: Vec<(Language, &Page)> = pages.into_iter().flatten().collect();
    for part in on_all_cores(&pages, |part| pages_of(&state, to, part)) {
        let part = part?;
        written.files += part.files;
        written.bytes += part.bytes;
    }
    Ok(written)
}

/// Does something with parts of a list at the same time, as many as there are cores. On
/// threads of its own: a page may wait for what another works out, and on the pool that
/// judges it would wait for itself.
fn on_all_cores<T: Sync, R: Send>(all: &[T], part: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // Pages of a kind stand together, and some kinds are heavier: more parts than cores.
    let size = all.len().div_ceil(cores * 8).max(1);
    let parts: Vec<&[T]> = all.chunks(size).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| parts.get(next.fetch_add(1, Ordering::Relaxed)));
        mine.map(|one| part(one)).collect::<Vec<R>>()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|worker| match worker.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.flatten().collect()
    })
}

/// Writes some pages.
fn pages_of(state: &State, to: &Path, pages: &[(Language, &Page)]) -> Result<Written, Error> {
    let mut written = Written::default();
    for (language, page) in pages {
        let body = body(state, *language, page)?;
        let file = match language {
            Language::Zh => page.file(),
            Language::En => format!("en/{}", page.file()),
        };
        write(&mut written, to, &file, &body)?;
    }
    Ok(written)
}

/// Every page of a state.
fn all(state: &State) -> BTreeSet<Page> {
    let registry = state.registry();
    let systems = registry.systems.keys().map(|id| id.to_string());
    let requested = registry.requests.keys().map(|id| id.system().to_owned());
    let systems = systems.chain(requested).map(Page::System);
    let projects = registry
        .projects
        .keys()
        .map(|id| Page::Project(id.to_string()));
    let units = registry.units.keys().map(|id| Page::Unit(id.to_string()));
    let rules = state.view().pack.rules.iter();
    let rules = rules.map(|rule| Page::Rule(rule.id.to_string()));
    let years = state.years();
    let years = years.flat_map(|year| [Page::Year(year), Page::Csv(year), Page::Xlsx(year)]);
    let heads = [
        Page::Overview,
        Page::Systems,
        Page::Projects,
        Page::Units,
        Page::Rules,
        Page::Due,
        Page::Calendar,
        Page::Sharing,
    ];
    let pages = heads.into_iter().chain(systems).chain(projects);
    pages.chain(units).chain(rules).chain(years).collect()
}

fn body(state: &State, language: Language, page: &Page) -> Result<Vec<u8>, Error> {
    let links = Links::Files(language, page.clone());
    let context = Context {
        state,
        words: state.words(language),
        links: &links,
        page,
        query: &Query::default(),
        source: None,
        notice: None,
        writes: false,
    };
    match pages::render(&context) {
        Ok(Body::Html(html)) => Ok(squeezed(&html)),
        Ok(Body::File { content, .. } | Body::Data(content)) => Ok(content),
        Err(fault) => Err(Error::outside(fault.message)),
    }
}

/// Without the empty lines that templates leave behind: no text of these pages has any.
fn squeezed(html: &str) -> Vec<u8> {
    let mut squeezed = Vec::with_capacity(html.len());
    for line in html.lines().filter(|line| !line.is_empty()) {
        squeezed.extend_from_slice(line.as_bytes());
        squeezed.push(b'\n');
    }
    squeezed
}

fn write(written: &mut Written, to: &Path, file: &str, content: &[u8]) -> Result<(), Error> {
    let path = to.join(file);
    let done = match path.parent() {
        Some(folder) => fs::create_dir_all(folder).and_then(|()| fs::write(&path, content)),
        None => fs::write(&path, content),
    };
    done.map_err(|error| Error::writing(&path.display().to_string(), &error))?;
    written.files += 1;
    written.bytes += u64::try_from(content.len()).unwrap_or_default();
    Ok(())
}
