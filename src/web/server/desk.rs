//! The pages that write: who asks, what was sent, and what is answered.

use super::Server;
use super::answer::headers::{attached, fault, redirect, with_cookie};
use super::answer::{PATIENCE, QUEUE, preferred};
use crate::context::{Context, Source};
use crate::fault::{Fault, Status};
use crate::form::{COOKIE, Desk, Guard, Person, Posted, Reply, Step, Visit};
use crate::links::{Asked, Links};
use crate::page::Page;
use crate::query::Query;
use crate::secret::random;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use mulu_app::{Error, Submitter};
use mulu_core::diagnostic::Message;
use mulu_report::Language;
use std::path::Path;
use std::sync::Arc;

/// The most that a form sends, in bytes.
const BODY: usize = 512 << 10;

/// Opens the file of drafts, and the secret of its tokens.
pub(super) fn open(
    path: &Path,
    submitter: Option<Arc<Submitter>>,
) -> Result<(Desk, Vec<u8>), Error> {
    let desk = Desk::open(path, submitter)?;
    let fresh = random::<32>().ok_or_else(|| Error::outside(Message::new("web-failed")))?;
    let secret = desk.secret(&fresh)?;
    Ok((desk, secret))
}

/// Whether a path is one of the form's.
pub(super) fn is_form(path: &str) -> bool {
    path.strip_prefix("/write")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A request, understood.
struct Sent {
    step: Step,
    query: Query,
    /// The fields of a form; `None`: somebody only looks.
    posted: Option<Posted>,
    person: Person,
    guard: Guard,
    lang: Option<Language>,
    language: Language,
    /// Whether the browser came by TLS.
    secure: bool,
}

/// Answers whoever may write.
pub(super) async fn answer(
    server: &Arc<Server>,
    method: &Method,
    path: &str,
    query: Option<&str>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, Fault> {
    let query = Query::parse(query.unwrap_or_default())?;
    let sent = sent(server, (method, path), query, headers, body).await?;
    let busy = || Fault::new(Status::Busy, Message::new("web-busy"));
    let place = Arc::clone(&server.gate).acquire_owned();
    let place = tokio::time::timeout(QUEUE, place).await;
    let place = place.map_err(|_| busy())?.map_err(|_| busy())?;
    let worker = Arc::clone(server);
    let made = tokio::task::spawn_blocking(move || {
        let made = made(&worker, &sent);
        drop(place);
        made
    });
    match tokio::time::timeout(PATIENCE, made).await {
        Ok(Ok(made)) => made,
        Ok(Err(_)) => Err(failed()),
        Err(_) => Err(Fault::new(Status::Busy, Message::new("web-too-slow"))),
    }
}

fn failed() -> Fault {
    Fault::new(Status::Busy, Message::new("web-failed"))
}

async fn sent(
    server: &Server,
    (method, path): (&Method, &str),
    query: Query,
    headers: &HeaderMap,
    body: Body,
) -> Result<Sent, Fault> {
    let Some(Page::Form(step)) = Page::parse(path) else {
        return Err(Fault::no_page());
    };
    let nobody = || Fault::new(Status::Forbidden, Message::new("write-nobody"));
    let person = server.options.access.person(headers).ok_or_else(nobody)?;
    let posted = match *method == Method::POST {
        true => {
            let too_large = |_| Fault::new(Status::TooLarge, Message::new("write-too-large"));
            let body = to_bytes(body, BODY).await.map_err(too_large)?;
            Some(Posted::parse(&body)?)
        }
        false => None,
    };
    let lang = query.language()?;
    let cookies = headers.get(header::COOKIE);
    let cookies = cookies.and_then(|value| value.to_str().ok());
    let secret = server.desk.as_ref().map_or(&[][..], |(_, secret)| secret);
    let secure = headers.get("x-forwarded-proto");
    Ok(Sent {
        guard: Guard::new(secret, cookies, person.name()).ok_or_else(failed)?,
        language: lang.unwrap_or_else(|| preferred(headers)),
        secure: secure.is_some_and(|proto| proto == "https"),
        step,
        query,
        posted,
        person,
        lang,
    })
}

fn made(server: &Server, sent: &Sent) -> Result<Response, Fault> {
    let (live, lang) = (server.live(), sent.lang);
    let links = Links::Served(Asked {
        lang,
        ..Asked::default()
    });
    let page = Page::Form(sent.step.clone());
    let Some((desk, _)) = &server.desk else {
        return Err(Fault::no_page());
    };
    let commit = live.shown().commit.as_deref();
    let visit = Visit {
        desk,
        context: Context {
            state: &live.state,
            words: live.state.words(sent.language),
            links: &links,
            page: &page,
            query: &sent.query,
            source: Some(Source {
                folder: &server.options.folder,
                tip: commit.unwrap_or(&live.tip.commit),
            }),
            notice: live.notice.as_ref(),
            writes: true,
        },
        base: live.state.snapshot(),
        words: &server.words,
        person: sent.person.clone(),
        guard: &sent.guard,
        folder: &server.options.folder,
        branch: &server.options.revision,
    };
    let reply = match &sent.posted {
        Some(posted) => visit.take(&sent.step, posted)?,
        None => visit.look(&sent.step)?,
    };
    let cookie = (COOKIE, sent.guard.seed());
    Ok(match sent.guard.is_new {
        true => with_cookie(response(reply), cookie, sent.secure),
        false => response(reply),
    })
}

/// Nothing of it is kept by anybody on the way.
fn response(reply: Reply) -> Response {
    match reply {
        Reply::Page(code, html) => {
            let code = StatusCode::from_u16(code).unwrap_or(StatusCode::OK);
            fault(code, Body::from(html))
        }
        Reply::Lead(to) => redirect(&to, None),
        Reply::File {
            kind,
            name,
            content,
        } => attached(fault(StatusCode::OK, Body::from(content)), kind, &name),
    }
}
