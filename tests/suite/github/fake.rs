//! A small GitHub: it keeps users, pull requests, reviews, comments, check runs
//! and labels, answers as the real one does, and can be told to fail.

use super::calls::{Call, answer};
use super::faults::{Fault, Plan, When};
use super::gate::{self, Gate};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{Response, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

/// The account that the bot's token writes as.
pub(super) const BOT: &str = "github-actions[bot]";

/// The token that is let in.
pub(super) const TOKEN: &str = "a-token";

/// The repository.
pub(super) const REPOSITORY: &str = "wulong/catalog";

/// A pull request.
#[derive(Clone, Debug, Default)]
pub(super) struct Pull {
    pub(super) author: Option<String>,
    pub(super) open: bool,
    pub(super) merged: bool,
    /// What brought it, where it was merged.
    pub(super) merge_commit: Option<String>,
    pub(super) draft: bool,
    pub(super) head: String,
    /// The branch that it is proposed from.
    pub(super) branch: String,
    pub(super) title: String,
    pub(super) base: String,
    pub(super) labels: Vec<String>,
    pub(super) requested: Vec<String>,
    pub(super) reviews: Vec<Value>,
}

/// A comment: its pull request, who wrote it, what it says.
#[derive(Clone, Debug)]
pub(super) struct Comment {
    pub(super) id: u64,
    pub(super) pull: u64,
    pub(super) login: String,
    pub(super) body: String,
}

/// A check run.
#[derive(Clone, Debug)]
pub(super) struct Check {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) head: String,
    pub(super) status: String,
    pub(super) conclusion: Option<String>,
    pub(super) external: Option<String>,
    pub(super) title: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) notes: Vec<Value>,
}

/// Everything that it keeps.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) pulls: BTreeMap<u64, Pull>,
    pub(super) comments: Vec<Comment>,
    pub(super) checks: Vec<Check>,
    /// Whose token it is that opens pull requests.
    pub(super) opener: String,
    /// Logins that can't be asked for a review.
    pub(super) strangers: Vec<String>,
    /// Every call, in order.
    pub(super) calls: Vec<Call>,
    /// What was asked for that GitHub doesn't have, or doesn't allow.
    pub(super) complaints: Vec<String>,
    pub(super) plan: Option<Plan>,
    /// Where its branches are.
    pub(super) repository: PathBuf,
    /// What the list of open pull requests says, where that lags behind.
    pub(super) listed: Option<Vec<u64>>,
    /// The most entries of a page, where that is less than was asked for.
    pub(super) page_limit: Option<usize>,
    /// Whether it allows squash and rebase merges; `None`: it doesn't tell.
    pub(super) merges: Option<(bool, bool)>,
    /// Routes that it refuses, with the status and what it says.
    pub(super) refused: Vec<(&'static str, u16, &'static str)>,
    /// What happens just before a call is answered, once, by the call's number.
    pub(super) interruption: Option<(usize, Interruption)>,
    last: u64,
}

/// Something that happens while the bot works.
pub(super) struct Interruption(pub(super) Box<dyn FnOnce(&mut State) + Send>);

impl std::fmt::Debug for Interruption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interruption")
    }
}

impl State {
    /// What it keeps now, to be put back; nothing may be about to happen to it.
    pub(super) fn kept(&self) -> Self {
        assert!(self.plan.is_none() && self.interruption.is_none());
        State {
            pulls: self.pulls.clone(),
            comments: self.comments.clone(),
            checks: self.checks.clone(),
            opener: self.opener.clone(),
            strangers: self.strangers.clone(),
            calls: self.calls.clone(),
            complaints: self.complaints.clone(),
            plan: None,
            repository: self.repository.clone(),
            listed: self.listed.clone(),
            page_limit: self.page_limit,
            merges: self.merges,
            refused: self.refused.clone(),
            interruption: None,
            last: self.last,
        }
    }

    pub(super) fn id(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}

/// The server; it lives as long as the process.
#[derive(Clone)]
pub(super) struct Fake {
    served: Served,
    address: String,
}

#[derive(Clone, Default)]
struct Served {
    state: Arc<Mutex<State>>,
    gate: Gate,
}

impl Fake {
    /// Starts one on a free port.
    pub(super) fn start() -> Self {
        let served = Served::default();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        listener.set_nonblocking(true).unwrap();
        let router = Router::new().fallback(handle).with_state(served.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, router).await.unwrap();
            });
        });
        Fake { served, address }
    }

    /// The API's address, as a GitHub Enterprise server has it.
    pub(super) fn api(&self) -> String {
        format!("{}/api/v3", self.address)
    }

    /// The same for one of several runs at a time, whose calls wait at the gate.
    pub(super) fn api_of(&self, run: usize) -> String {
        format!("{}/run/{run}/api/v3", self.address)
    }

    /// Where the calls of several runs at a time wait.
    pub(super) fn gate(&self) -> &Gate {
        &self.served.gate
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.served.state.lock().unwrap()
    }
}

async fn handle(Shared(served): Shared<Served>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 4 << 20).await.unwrap();
    let header = |name: &str| {
        parts
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let mut call = Call::new(&parts.method, &parts.uri, &body);
    if let Some((run, path)) = gate::run_of(&call.path) {
        served.gate.wait(run).await;
        call.path = path;
    }
    let state = &served.state;
    let mut links = None;
    let (fault, done) = {
        let mut state = state.lock().unwrap();
        if header("authorization") != Some(&format!("Bearer {TOKEN}")) {
            state.complaints.push(format!("{call}: no token"));
        }
        let number = state.calls.len();
        state.calls.push(call.clone());
        if state
            .interruption
            .as_ref()
            .is_some_and(|(at, _)| *at == number)
        {
            let (_, Interruption(happen)) = state.interruption.take().unwrap();
            happen(&mut state);
        }
        let fault = state.plan.as_mut().and_then(|plan| plan.due(number));
        match fault {
            Some((fault, When::Before)) => (Some(fault), None),
            Some((fault, When::After)) => (Some(fault), Some(answer(&mut state, &call))),
            None => {
                links = super::calls::links(&mut state, &call);
                (None, Some(answer(&mut state, &call)))
            }
        }
    };
    match (fault, done) {
        (Some(fault), done) => broken(fault, done).await,
        (None, Some((status, value))) => {
            let mut response = whole(status, &value);
            if let Some(links) = links {
                response
                    .headers_mut()
                    .insert("link", links.parse().unwrap());
            }
            response
        }
        (None, None) => unreachable!(),
    }
}

fn whole(status: u16, value: &Value) -> Response<Body> {
    let body = if value.is_null() {
        String::new()
    } else {
        value.to_string()
    };
    Response::builder()
        .status(StatusCode::from_u16(status).unwrap())
        .header("content-type", "application/json; charset=utf-8")
        .body(Body::from(body))
        .unwrap()
}

async fn broken(fault: Fault, done: Option<(u16, Value)>) -> Response<Body> {
    let says = |status: u16, message: &str| whole(status, &json!({"message": message}));
    let mut response = match fault {
        Fault::ServerError => says(500, "Server Error"),
        Fault::BadGateway => says(502, "Bad Gateway"),
        Fault::Secondary => says(403, "You have exceeded a secondary rate limit."),
        Fault::TooMany => says(429, "too many requests"),
        Fault::Forbidden => says(403, "Resource not accessible by integration"),
        Fault::TimeOut => {
            tokio::time::sleep(Duration::from_millis(700)).await;
            says(500, "too late")
        }
        Fault::Reset => {
            let gone = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
            let pieces = [Ok("{\"id\""), Err(gone)];
            Response::new(Body::from_stream(futures_util::stream::iter(pieces)))
        }
        Fault::Truncated => {
            let (status, value) = done.unwrap_or((200, json!({"id": 1})));
            let text = value.to_string();
            let half: String = text.chars().take(text.chars().count() / 2).collect();
            let mut response = whole(status, &Value::Null);
            *response.body_mut() = Body::from(if half.is_empty() {
                "{".to_owned()
            } else {
                half
            });
            response
        }
    };
    if matches!(fault, Fault::TooMany) {
        response.headers_mut().insert("retry-after", 0.into());
    }
    response
}
