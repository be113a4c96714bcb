//! From a request to an answer.

pub(super) mod headers;

use super::live::Live;
use super::{Server, desk};
use crate::assets::{self, FOREVER, short_hash};
use crate::context::{Context, Source};
use crate::fault::{Fault, Status};
use crate::form::{Carried, Posted};
use crate::language::accepted;
use crate::links::{Asked, Links};
use crate::page::{API, Page};
use crate::pages::{self, Body};
use crate::query::Query;
use crate::state::State;
use axum::body::{Body as HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::Response;
use headers::{attached, redirect, respond, text};
use mulu_app as app;
use mulu_core::diagnostic::Message;
use mulu_report::{Language, Localizer};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long an answer may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
/// How long it is waited for a place.
pub(super) const QUEUE: Duration = Duration::from_secs(5);
/// The most that is read of a body, in bytes: a token and its name.
const BODY: usize = 4096;
/// The most of a form that waits for a token, in bytes.
const CARRIED: usize = 128 << 10;
/// How far from today a day may be, in years.
const YEARS: i32 = 20;

/// A request, understood.
struct Wanted {
    page: Page,
    query: Query,
    asked: Asked,
    language: Language,
}

/// Answers a request.
pub(super) async fn answer(server: Arc<Server>, request: Request) -> Response {
    let begun = Instant::now();
    let (parts, body) = request.into_parts();
    let language = preferred(&parts.headers);
    let found = route(
        &server,
        &parts.method,
        parts.uri.path(),
        parts.uri.query(),
        &parts.headers,
        body,
    );
    let response = match found.await {
        Ok(response) => response,
        Err(fault) => self::fault(&server, &fault, &parts.uri, language),
    };
    let code = response.status().as_u16();
    server.metrics.answered(code, begun.elapsed());
    response
}

async fn route(
    server: &Arc<Server>,
    method: &Method,
    path: &str,
    query: Option<&str>,
    headers: &HeaderMap,
    body: HttpBody,
) -> Result<Response, Fault> {
    let header = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let access = &server.options.access;
    if !access.is_host(header(header::HOST)) {
        return Err(Fault::malformed(Message::new("web-host")));
    }
    let tokens = matches!(access, super::Access::Tokens(_));
    if path == "/login" && tokens {
        return login(server, method, headers, query, body).await;
    }
    let writes = server.desk.is_some() && desk::is_form(path);
    if *method != Method::GET && *method != Method::HEAD && !(writes && *method == Method::POST) {
        return Err(Fault::new(Status::Method, Message::new("web-read-only")));
    }
    if path == "/healthz" {
        return Ok(text("ok\n"));
    }
    if let Some(name) = path.strip_prefix("/assets/") {
        let asset = assets::find(name).ok_or_else(Fault::no_page)?;
        return Ok(headers::asset(asset, FOREVER));
    }
    if !access.admits(header(header::AUTHORIZATION), header(header::COOKIE)) {
        // A browser is led to where a token is asked for.
        if writes && *method == Method::POST {
            return waiting(server, (path, query), headers, body).await;
        }
        let browser = header(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"));
        return match browser {
            true => Ok(redirect("/login", None)),
            false => Err(Fault::new(
                Status::Unknown,
                Message::new("web-token-needed"),
            )),
        };
    }
    if path == "/metrics" {
        return Ok(text(&server.metrics.text()));
    }
    if writes {
        return desk::answer(server, method, path, query, headers, body).await;
    }
    let wanted = wanted(path, query, headers)?;
    page(server, wanted, header(header::IF_NONE_MATCH)).await
}

pub(super) fn preferred(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE);
    let header = header.and_then(|value| value.to_str().ok());
    header.map(accepted).unwrap_or_default()
}

fn wanted(path: &str, query: Option<&str>, headers: &HeaderMap) -> Result<Wanted, Fault> {
    let page = Page::parse(path).ok_or_else(Fault::no_page)?;
    let query = Query::parse(query.unwrap_or_default())?;
    if matches!(page, Page::Data(_)) {
        query.says_something()?;
    }
    let lang = query.language()?;
    let rev = query.revision("rev")?;
    Ok(Wanted {
        asked: Asked {
            on: query.day("on")?,
            rev,
            lang,
        },
        language: lang.unwrap_or_else(|| preferred(headers)),
        page,
        query,
    })
}

async fn page(
    server: &Arc<Server>,
    wanted: Wanted,
    known: Option<&str>,
) -> Result<Response, Fault> {
    let busy = || Fault::new(Status::Busy, Message::new("web-busy"));
    let place = Arc::clone(&server.gate).acquire_owned();
    let place = tokio::time::timeout(QUEUE, place)
        .await
        .map_err(|_| busy())?;
    let place = place.map_err(|_| busy())?;
    let live = server.live();
    let worker = Arc::clone(server);
    let known = known.map(str::to_owned);
    let made = tokio::task::spawn_blocking(move || {
        let made = made(&worker, &live, &wanted, known.as_deref());
        drop(place);
        made
    });
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(made)) => made,
        // Nobody should see this: a page that couldn't be made is one, too.
        Ok(Err(_)) => Err(Fault::new(Status::Busy, Message::new("web-failed"))),
        Err(_) => Err(Fault::new(Status::Busy, Message::new("web-too-slow"))),
    }
}

/// A page, or that the browser has it.
fn made(
    server: &Server,
    live: &Live,
    wanted: &Wanted,
    known: Option<&str>,
) -> Result<Response, Fault> {
    let state = state(server, live, &wanted.asked)?;
    let notice = live.notice.as_ref();
    let links = Links::Served(wanted.asked.clone());
    // Whoever reads more states waits for a place to do so, and is told where there is none.
    let reads_more = wanted.page.reads_more();
    let busy = || Fault::new(Status::Busy, Message::new("web-busy"));
    let place = reads_more.then(|| server.builds.try_acquire().map_err(|_| busy()));
    let _place = place.transpose()?;
    let tip = live.tip.commit.as_str();
    let context = Context {
        state: &state,
        words: state.words(wanted.language),
        links: &links,
        page: &wanted.page,
        query: &wanted.query,
        source: Some(Source {
            folder: &server.options.folder,
            tip: live.shown().commit.as_deref().unwrap_or(tip),
        }),
        notice,
        writes: server.desk.is_some(),
    };
    let tag = tag(&context);
    // Where names of other states lead, its tag doesn't say.
    let known = known.filter(|_| !reads_more);
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return Ok(respond(StatusCode::NOT_MODIFIED, &tag, HttpBody::empty()));
    }
    let body = pages::render(&context)?;
    let code = StatusCode::OK;
    Ok(match body {
        Body::Html(html) => respond(code, &tag, HttpBody::from(html)),
        Body::File {
            kind,
            name,
            content,
        } => attached(respond(code, &tag, HttpBody::from(content)), kind, &name),
        Body::Data(content) => headers::json(respond(code, &tag, HttpBody::from(content))),
    })
}

/// What a page is a function of: commit, rules, day, language and address; and who reads
/// it, what every page must say, and how pages look.
fn tag(context: &Context<'_>) -> String {
    let provenance = context.view().provenance;
    let parts = format!(
        "{provenance:?}\n{}\n{:?}\n{:?}\n{:?}\n{}\n{}",
        context.language().key(),
        context.page,
        context.query,
        context.notice,
        assets::style().name,
        env!("CARGO_PKG_VERSION"),
    );
    format!("W/\"{}\"", short_hash(parts.as_bytes()))
}

/// The state that is asked for.
fn state(server: &Server, live: &Live, asked: &Asked) -> Result<Arc<State>, Fault> {
    let today = live.tip.today;
    if let Some(day) = asked.on {
        let far = today.year().abs_diff(day.year());
        if i32::from(far) > YEARS {
            let message = Message::new("web-day-too-far").arg("years", i64::from(YEARS));
            return Err(Fault::not_found(message));
        }
    }
    let shown = live.state.view().provenance;
    let shown_commit = shown.commit.clone().unwrap_or_default();
    let (folder, tip) = (&server.options.folder, &shown_commit);
    let commit = match &asked.rev {
        Some(name) => app::earlier(folder, tip, name)?,
        None => shown_commit.clone(),
    };
    let on = asked.on.or(asked.rev.is_none().then_some(today));
    if commit == shown_commit && on == Some(shown.on) {
        return Ok(Arc::clone(&live.state));
    }
    let key = (commit, on);
    let cell = server.past.cell(&key);
    if cell.get().is_none() {
        let busy = || Fault::new(Status::Busy, Message::new("web-busy"));
        let _place = server.builds.try_acquire().map_err(|_| busy())?;
        cell.get_or_init(|| {
            server.metrics.built();
            let snapshot = app::judged(folder, &key.0, key.1);
            let snapshot = snapshot.map_err(|unjudged| Fault::from(unjudged.into_error()))?;
            Ok(Arc::new(State::new(
                snapshot,
                &server.words,
                server.options.audience,
            )))
        });
    }
    let found = cell.get().cloned().unwrap_or_else(|| Err(Fault::no_page()));
    if found.is_err() {
        server.past.forget(&key);
    }
    found
}

/// What is said of a fault, in the language that was chosen: a page, with links that keep
/// it, or a problem for a program.
fn fault(server: &Server, fault: &Fault, uri: &Uri, language: Language) -> Response {
    let chosen = Query::parse(uri.query().unwrap_or_default()).ok();
    let chosen = chosen.and_then(|query| query.language().ok().flatten());
    let words: &Localizer = server.words(chosen.unwrap_or(language));
    let code = StatusCode::from_u16(fault.status.code()).unwrap_or(StatusCode::BAD_REQUEST);
    if uri.path().starts_with(API) {
        let problem = pages::problem(fault, words);
        return headers::problem(headers::fault(code, HttpBody::from(problem)));
    }
    let links = Links::Served(Asked {
        lang: chosen,
        ..Asked::default()
    });
    let html = pages::fault(fault, &links, words);
    headers::fault(code, HttpBody::from(html))
}

/// A form that was sent after its session had ended: the answers wait for the token.
async fn waiting(
    server: &Server,
    (path, query): (&str, Option<&str>),
    headers: &HeaderMap,
    body: HttpBody,
) -> Result<Response, Fault> {
    let query = Query::parse(query.unwrap_or_default())?;
    let lang = query.language()?;
    let words = server.words(lang.unwrap_or_else(|| preferred(headers)));
    let links = Links::Served(Asked {
        lang,
        ..Asked::default()
    });
    let too_large = |_| Fault::new(Status::TooLarge, Message::new("write-too-large"));
    let body = to_bytes(body, CARRIED).await.map_err(too_large)?;
    let lang = lang.map_or_else(String::new, |lang| format!("?lang={}", lang.key()));
    let carried = Carried {
        to: format!("{path}{lang}"),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let html = pages::login(&links, words, false, Some(&carried));
    Ok(headers::fault(
        StatusCode::UNAUTHORIZED,
        HttpBody::from(html),
    ))
}

async fn login(
    server: &Server,
    method: &Method,
    headers: &HeaderMap,
    query: Option<&str>,
    body: HttpBody,
) -> Result<Response, Fault> {
    let query = Query::parse(query.unwrap_or_default())?;
    let lang = query.language()?;
    let words = server.words(lang.unwrap_or_else(|| preferred(headers)));
    let links = Links::Served(Asked {
        lang,
        ..Asked::default()
    });
    let page = |code, refused, carried: Option<&Carried>| {
        let html = pages::login(&links, words, refused, carried);
        headers::fault(code, HttpBody::from(html))
    };
    if *method == Method::GET || *method == Method::HEAD {
        return Ok(page(StatusCode::OK, false, None));
    }
    if *method != Method::POST {
        return Err(Fault::new(Status::Method, Message::new("web-read-only")));
    }
    let too_large = |_| Fault::new(Status::TooLarge, Message::new("web-too-large"));
    // Where forms are written, one may have waited for this.
    let most = if server.desk.is_some() {
        CARRIED * 4
    } else {
        BODY
    };
    let body = to_bytes(body, most).await.map_err(too_large)?;
    let form = Posted::parse(&body)?;
    let carried = Carried::of(&form);
    let session = server
        .options
        .access
        .login(form.get("token").unwrap_or_default());
    let secure = headers
        .get("x-forwarded-proto")
        .is_some_and(|proto| proto == "https");
    Ok(match session {
        Some(id) => match carried.and_then(|carried| pages::resume(&links, words, &carried)) {
            Some(html) => {
                let page = headers::fault(StatusCode::OK, HttpBody::from(html));
                headers::with_session(page, &id, secure)
            }
            None => redirect("/", Some((&id, secure))),
        },
        None => page(StatusCode::UNAUTHORIZED, true, carried.as_ref()),
    })
}
