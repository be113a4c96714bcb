//! What every answer says beside its content: that nothing of it may do anything, and how
//! long it may be kept.

use super::super::access::SESSION;
use crate::assets::Asset;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

/// A page takes its style sheet and icon from here, sends its forms here, and does nothing
/// else.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer has.
const ALWAYS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
];

fn plain(code: StatusCode, kind: &'static str, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = code;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A page with its tag: kept by the browser, and asked for each time.
pub(super) fn respond(code: StatusCode, tag: &str, body: Body) -> Response {
    let mut response = plain(code, "text/html; charset=utf-8", body);
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    let kept = HeaderValue::from_static("private, no-cache");
    headers.insert(header::CACHE_CONTROL, kept);
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    response
}

/// The same as a file to take home.
pub(in crate::server) fn attached(
    mut response: Response,
    kind: &'static str,
    name: &str,
) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    // Names of our own: digits and letters.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// The same as JSON.
pub(super) fn json(mut response: Response) -> Response {
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// A fault for a program (RFC 9457).
pub(super) fn problem(mut response: Response) -> Response {
    let kind = HeaderValue::from_static("application/problem+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// A page that nobody keeps: a fault, or where a token is asked for.
pub(in crate::server) fn fault(code: StatusCode, body: Body) -> Response {
    let mut response = plain(code, "text/html; charset=utf-8", body);
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if code == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        headers.insert(header::WWW_AUTHENTICATE, scheme);
    }
    if code == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if code == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

/// The same, with a cookie for the form's pages alone.
pub(in crate::server) fn with_cookie(
    mut response: Response,
    (name, value): (&str, &str),
    secure: bool,
) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let age = 90 * 24 * 60 * 60;
    let cookie =
        format!("{name}={value}; Path=/write; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// A line for a machine.
pub(super) fn text(text: &str) -> Response {
    let body = Body::from(text.to_owned());
    let mut response = plain(StatusCode::OK, "text/plain; charset=utf-8", body);
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, never);
    response
}

/// A file of our own, kept for good.
pub(super) fn asset(asset: &'static Asset, seconds: u32) -> Response {
    let mut response = plain(StatusCode::OK, asset.kind, Body::from(asset.content));
    let kept = format!("public, max-age={seconds}, immutable");
    if let Ok(kept) = HeaderValue::from_str(&kept) {
        response.headers_mut().insert(header::CACHE_CONTROL, kept);
    }
    response
}

/// Leads elsewhere, with a session where one has begun.
pub(in crate::server) fn redirect(to: &str, session: Option<(&str, bool)>) -> Response {
    let mut response = fault(StatusCode::SEE_OTHER, Body::empty());
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    match session {
        Some((id, secure)) => with_session(response, id, secure),
        None => response,
    }
}

/// The same, with a session that has begun.
pub(super) fn with_session(mut response: Response, id: &str, secure: bool) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let age = SESSION.as_secs();
    let cookie = format!("mulu={id}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
