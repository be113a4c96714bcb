//! Calls to GitHub's API, tried again where that may help.

use super::Fault;
use super::fault::Limit;
use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use octocrab::Octocrab;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::runtime::{Builder, Runtime};

/// The most entries of one page.
const PAGE: usize = 100;

/// The most pages that are read of anything.
const PAGES: usize = 100;

/// Tries of one call.
const TRIES: usize = 5;

/// How GitHub is reached.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The API's address, such as `https://api.github.com`.
    pub api: String,
    /// The repository as `owner/name`.
    pub repository: String,
    /// The token.
    pub token: String,
    /// The login that the token writes as.
    pub account: String,
    /// The first wait before another try; doubled each time.
    pub pause: Duration,
    /// How long an answer may take.
    pub patience: Duration,
}

/// A connection to a repository.
#[derive(Debug)]
pub struct Client {
    octocrab: Octocrab,
    runtime: Runtime,
    connection: Connection,
}

/// What an answer holds.
struct Answer {
    value: Value,
    /// Whether it says that another page follows; `None`: it says nothing of pages.
    more: Option<bool>,
}

/// How a call is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Client {
    /// A client; nothing is called yet.
    ///
    /// # Errors
    /// When the address is none, or no connection can be prepared.
    pub fn new(connection: Connection) -> Result<Self, Fault> {
        let fault = |reason: &dyn std::fmt::Display| Fault::broken("GitHub", reason);
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| fault(&error))?;
        // The connection pool is made within the runtime.
        let guard = runtime.enter();
        let octocrab = Octocrab::builder()
            .base_uri(connection.api.trim_end_matches('/'))
            .and_then(|builder| {
                builder
                    .personal_token(connection.token.clone())
                    .set_connect_timeout(Some(connection.patience))
                    .set_read_timeout(Some(connection.patience))
                    .build()
            })
            .map_err(|error| fault(&error))?;
        drop(guard);
        Ok(Client {
            octocrab,
            runtime,
            connection,
        })
    }

    /// The login that we write as.
    pub(super) fn account(&self) -> &str {
        &self.connection.account
    }

    /// Whose repository it is.
    pub(super) fn owner(&self) -> &str {
        let owner = self.connection.repository.split('/').next();
        owner.unwrap_or_default()
    }

    /// Waits before another try of something, the longer the more were made;
    /// before the first not at all.
    pub fn back_off(&self, tried: u32) {
        if let Some(doublings) = tried.checked_sub(1) {
            std::thread::sleep(self.connection.pause * 2_u32.saturating_pow(doublings));
        }
    }

    /// Reads something.
    pub(super) fn get<T: DeserializeOwned>(&self, route: &str) -> Result<T, Fault> {
        let value = self.call(Method::Get, route, None)?;
        parsed(Method::Get, route, value)
    }

    /// Reads a list, page after page; one that has no end in sight is a fault. A page
    /// may have less than was asked for: the answer says whether another follows.
    /// `inside` names the field that holds the list, where the page is no list itself.
    pub(super) fn list<T: DeserializeOwned>(
        &self,
        route: &str,
        inside: Option<&str>,
    ) -> Result<Vec<T>, Fault> {
        let mut all = Vec::new();
        let separator = if route.contains('?') { '&' } else { '?' };
        for page in 1..=PAGES {
            let route = format!("{route}{separator}per_page={PAGE}&page={page}");
            let answer = self.answer(Method::Get, &route, None)?;
            let mut value = answer.value;
            if let Some(field) = inside {
                value = value.get_mut(field).map(Value::take).unwrap_or_default();
            }
            let found: Vec<T> = parsed(Method::Get, &route, value)?;
            let more = answer.more.unwrap_or(found.len() >= PAGE);
            all.extend(found);
            if !more {
                return Ok(all);
            }
        }
        // A part taken for the whole could leave out what was taken back.
        Err(Fault::endless(&format!("GET {route}"), PAGES * PAGE))
    }

    /// Makes a call that may be repeated without harm.
    pub(super) fn call(
        &self,
        method: Method,
        route: &str,
        body: Option<&Value>,
    ) -> Result<Value, Fault> {
        self.answer(method, route, body).map(|answer| answer.value)
    }

    fn answer(&self, method: Method, route: &str, body: Option<&Value>) -> Result<Answer, Fault> {
        self.retry(|| self.once(method, route, body))
    }

    /// Makes something new.
    pub(super) fn create(
        &self,
        route: &str,
        body: &Value,
        made: impl Fn() -> Result<Option<Value>, Fault>,
    ) -> Result<Value, Fault> {
        self.once_only(Method::Post, route, body, made)
    }

    /// Makes a call that must take effect once. A try whose answer was lost may
    /// have: before another it is looked for what it made.
    pub(super) fn once_only(
        &self,
        method: Method,
        route: &str,
        body: &Value,
        made: impl Fn() -> Result<Option<Value>, Fault>,
    ) -> Result<Value, Fault> {
        let mut pauses = self.pace().build();
        loop {
            let fault = match self.wait_for(self.once(method, route, Some(body))) {
                Err(fault) if fault.transient => fault,
                settled => return settled.map(|answer| answer.value),
            };
            let Some(pause) = pauses.next() else {
                return Err(fault);
            };
            // A timer is made within the runtime.
            let pause = fault.wait.unwrap_or(pause);
            self.wait_for(async { tokio::time::sleep(pause).await });
            if let Some(found) = made()? {
                return Ok(found);
            }
        }
    }

    fn wait_for<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Longer and longer waits, so many as tries follow the first.
    fn pace(&self) -> ExponentialBuilder {
        ExponentialBuilder::default()
            .with_min_delay(self.connection.pause)
            .with_max_delay(Duration::from_secs(60))
            .with_max_times(TRIES - 1)
            .with_jitter()
    }

    fn retry<F>(&self, work: impl FnMut() -> F) -> Result<Answer, Fault>
    where
        F: Future<Output = Result<Answer, Fault>>,
    {
        self.wait_for(
            work.retry(self.pace())
                .when(|fault: &Fault| fault.transient)
                .adjust(|fault, planned| Some(fault.wait.unwrap_or(planned?))),
        )
    }

    async fn once(
        &self,
        method: Method,
        route: &str,
        body: Option<&Value>,
    ) -> Result<Answer, Fault> {
        let call = format!("{} {route}", method.name());
        let route = format!("/repos/{}{route}", self.connection.repository);
        let broken = |error: octocrab::Error| Fault::broken(&call, reason(&error));
        let answer = match method {
            Method::Get => self.octocrab._get(route).await,
            Method::Post => self.octocrab._post(route, body).await,
            Method::Patch => self.octocrab._patch(route, body).await,
            Method::Delete => self.octocrab._delete(route, body).await,
        };
        let answer = answer.map_err(broken)?;
        let status = answer.status().as_u16();
        let limit = limit(|name| answer.headers().get(name)?.to_str().ok()?.parse().ok());
        let links = answer.headers().get("link");
        let more = links.map(|links| links.to_str().is_ok_and(has_next));
        let text = self.octocrab.body_to_string(answer).await.map_err(broken)?;
        if !(200..300).contains(&status) {
            let said: Option<Value> = serde_json::from_str(&text).ok();
            let message = said.as_ref().and_then(|said| said["message"].as_str());
            let reason = message.unwrap_or_default().to_owned();
            return Err(Fault::refused(&call, status, reason, limit));
        }
        let value = match text.trim().is_empty() {
            true => Value::Null,
            false => serde_json::from_str(&text).map_err(|error| Fault::broken(&call, error))?,
        };
        Ok(Answer { value, more })
    }
}

impl Method {
    fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

fn parsed<T: DeserializeOwned>(method: Method, route: &str, value: Value) -> Result<T, Fault> {
    let call = format!("{} {route}", method.name());
    serde_json::from_value(value).map_err(|error| Fault::broken(&call, error))
}

/// Whether links (RFC 8288) lead to a next page.
fn has_next(links: &str) -> bool {
    let is_next = |part: &str| {
        part.replace([' ', '"'], "")
            .eq_ignore_ascii_case("rel=next")
    };
    links.split([',', ';']).any(is_next)
}

/// The whole chain of causes: octocrab's own words are "Service Error".
fn reason(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text = format!("{text}: {words}");
        }
        cause = error.source();
    }
    text.lines().next().unwrap_or_default().to_owned()
}

/// What the headers say, by their names.
fn limit(number: impl Fn(&str) -> Option<u64>) -> Limit {
    let exhausted = number("x-ratelimit-remaining") == Some(0);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let reset = number("x-ratelimit-reset").filter(|_| exhausted);
    let reset = reset.map(|at| Duration::from_secs(at).saturating_sub(now));
    Limit {
        exhausted,
        wait: number("retry-after").map(Duration::from_secs).or(reset),
    }
}

#[cfg(test)]
mod tests {
    use super::has_next;

    #[test]
    fn links_say_whether_a_page_follows() {
        let one = r#"<https://api.example/x?page=2>; rel="next""#;
        let last = r#"<https://api.example/x?page=1>; rel="prev", <https://api.example/x?page=1>; rel="first""#;
        assert!(has_next(one));
        assert!(has_next(&format!("{last}, {one}")));
        assert!(!has_next(last));
    }
}
