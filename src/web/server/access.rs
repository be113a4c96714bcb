//! Who may read: whoever sits at this machine, whoever a proxy lets through, or whoever
//! has a token.

use crate::form::Person;
use crate::secret::{bytes, hexadecimal, random};
use axum::http::HeaderMap;
use mulu_app::Error;
use mulu_core::diagnostic::Message;
use mulu_core::registry::Identity;
use ring::digest::{SHA256, digest};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a session lasts.
pub(super) const SESSION: Duration = Duration::from_secs(12 * 60 * 60);
/// How many sessions there are at most: the oldest ends first.
const SESSIONS: usize = 10_000;

/// A SHA-256.
type Hash = [u8; 32];

/// Who may read.
#[derive(Clone, Debug)]
pub enum Access {
    /// Whoever sits at this machine.
    Loopback,
    /// Whoever a proxy in front lets through.
    Proxy {
        /// The header in which it says who that is; `None`: it doesn't.
        person: Option<String>,
    },
    /// Whoever has a token.
    Tokens(Arc<Tokens>),
}

/// Tokens, of which only the hashes are known, and the sessions that were begun with them.
#[derive(Debug, Default)]
pub struct Tokens {
    /// Each with the identity of who has it, where the file says so.
    hashes: BTreeMap<Hash, Option<Identity>>,
    sessions: Mutex<BTreeMap<Hash, Session>>,
}

/// Until when somebody needs no token, and who it is.
#[derive(Clone, Debug)]
struct Session {
    until: Instant,
    who: Option<Identity>,
}

impl Access {
    /// Reads a file of tokens: a name and the SHA-256 of a token in hexadecimal digits a
    /// line, and the identity of who has it where they may write; `#` begins a comment
    /// where it stands first or behind a blank.
    ///
    /// # Errors
    /// When a line is none, or there is no token at all.
    pub fn from_tokens(text: &str) -> Result<Self, Error> {
        let mut hashes = BTreeMap::new();
        for (number, line) in (1_usize..).zip(text.lines()) {
            let words = line.split_whitespace();
            let words: Vec<&str> = words.take_while(|word| !word.starts_with('#')).collect();
            // As it always was: a comment may follow a hash at once.
            let bare = |word: &'_ str| word.split('#').next().unwrap_or_default().to_owned();
            let read = match words.as_slice() {
                [] => continue,
                [_, hash] => bytes(&bare(hash)).map(|hash| (hash, None)),
                [_, hash, who] => {
                    bytes(hash).and_then(|hash| Some((hash, Some(Identity::parse(who)?))))
                }
                _ => None,
            };
            let Some((hash, who)) = read else {
                let message = Message::new("web-token-line").arg("line", number);
                return Err(Error::bad_input(message));
            };
            hashes.insert(hash, who);
        }
        if hashes.is_empty() {
            return Err(Error::bad_input(Message::new("web-token-none")));
        }
        Ok(Access::Tokens(Arc::new(Tokens {
            hashes,
            sessions: Mutex::default(),
        })))
    }

    /// Whether an address may be listened on.
    ///
    /// # Errors
    /// Where anybody in the network could read.
    pub(super) fn check(&self, listen: SocketAddr) -> Result<(), Error> {
        if listen.ip().is_loopback() {
            return Ok(());
        }
        let key = match self {
            Access::Loopback => "web-not-loopback",
            // Whoever reaches the port could say to be anybody.
            Access::Proxy { person: Some(_) } => "web-header-not-loopback",
            _ => return Ok(()),
        };
        let message = Message::new(key).arg("address", listen.to_string());
        Err(Error::bad_input(message))
    }

    /// Whether a host, as a browser names it, is this machine: a name of somebody else's
    /// that leads here lets his pages read ours.
    pub(super) fn is_host(&self, host: Option<&str>) -> bool {
        if !matches!(self, Access::Loopback) {
            return true;
        }
        let Some(host) = host else {
            return true;
        };
        let bare = host.rsplit_once(':');
        let bare = bare.filter(|(_, port)| is_port(port));
        let bare = bare.map_or(host, |(bare, _)| bare);
        ["localhost", "127.0.0.1", "[::1]"].contains(&bare)
    }

    /// Whether a request may be answered, by its `Authorization` and `Cookie`.
    pub(super) fn admits(&self, authorization: Option<&str>, cookie: Option<&str>) -> bool {
        let Access::Tokens(tokens) = self else {
            return true;
        };
        let bearer = authorization.and_then(|value| value.strip_prefix("Bearer "));
        bearer.is_some_and(|token| tokens.knows(token)) || tokens.is_in_session(cookie)
    }

    /// Who asks, by what they prove: whoever sits at this machine, a token's owner, or whom
    /// the proxy names. `None`: somebody who may read.
    pub(in crate::server) fn person(&self, headers: &HeaderMap) -> Option<Person> {
        let one = |name: &str| {
            let mut all = headers.get_all(name).iter();
            let value = all.next()?.to_str().ok()?;
            // Said twice, it is nobody's word.
            all.next().is_none().then_some(value)
        };
        match self {
            Access::Loopback => Some(Person::Here),
            Access::Proxy { person } => {
                let said = one(person.as_deref()?)?;
                Identity::parse(&format!("header:{said}")).map(Person::Known)
            }
            Access::Tokens(tokens) => {
                let bearer = one("authorization").and_then(|value| value.strip_prefix("Bearer "));
                let by_token = bearer.and_then(|token| tokens.hashes.get(&hash(token)).cloned());
                let who = by_token.or_else(|| tokens.session(one("cookie")));
                who.flatten().map(Person::Known)
            }
        }
    }

    /// Begins a session with a token; `None`: nobody knows the token.
    pub(super) fn login(&self, token: &str) -> Option<String> {
        match self {
            Access::Tokens(tokens) if tokens.knows(token.trim()) => tokens.begin(token.trim()),
            _ => None,
        }
    }
}

impl Tokens {
    fn knows(&self, token: &str) -> bool {
        self.hashes.contains_key(&hash(token))
    }

    fn begin(&self, token: &str) -> Option<String> {
        let who = self.hashes.get(&hash(token)).cloned().flatten();
        let id = hexadecimal(&random::<32>()?);
        let now = Instant::now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.until > now);
        if sessions.len() >= SESSIONS {
            let oldest = sessions.iter().min_by_key(|(_, session)| session.until);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                sessions.remove(&oldest);
            }
        }
        let until = now + SESSION;
        sessions.insert(hash(&id), Session { until, who });
        Some(id)
    }

    fn is_in_session(&self, cookie: Option<&str>) -> bool {
        self.session(cookie).is_some()
    }

    /// Whose session a cookie is of: of somebody, or of somebody who may read.
    fn session(&self, cookie: Option<&str>) -> Option<Option<Identity>> {
        let cookies = cookie.into_iter().flat_map(|cookie| cookie.split(';'));
        let ids = cookies.filter_map(|one| one.trim().strip_prefix("mulu="));
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        let mut found = ids.filter_map(|id| {
            let session = sessions.get(&hash(id))?;
            (session.until > Instant::now()).then(|| session.who.clone())
        });
        found.next()
    }
}

/// Whether there can be such a port; none behind the colon is the usual one.
fn is_port(text: &str) -> bool {
    text.is_empty() || text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

fn hash(text: &str) -> Hash {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, text.as_bytes()).as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_this_machine_somebody_must_be_asked() {
        let here: SocketAddr = "127.0.0.1:80".parse().unwrap();
        let all: SocketAddr = "0.0.0.0:80".parse().unwrap();
        assert!(Access::Loopback.check(here).is_ok());
        assert!(Access::Loopback.check(all).is_err());
        assert!(Access::Proxy { person: None }.check(all).is_ok());
        let named = Access::Proxy {
            person: Some("x-user".to_owned()),
        };
        assert!(named.check(here).is_ok() && named.check(all).is_err());
    }

    #[test]
    fn other_names_of_this_machine_are_not_answered() {
        for (host, known) in [
            ("127.0.0.1:8080", true),
            ("localhost", true),
            ("localhost:65536", false),
            ("[::1]:99999999999999999999", false),
            ("[::1]:80", true),
            ("evil.example", false),
            ("localhost.evil.example:80", false),
            ("evil.example:127.0.0.1", false),
        ] {
            assert_eq!(Access::Loopback.is_host(Some(host)), known, "{host}");
        }
    }

    #[test]
    fn a_token_begins_a_session_and_is_kept_nowhere() {
        let token = "correct horse";
        let digits = hexadecimal(&hash(token));
        let access = Access::from_tokens(&format!("# offices\nfinance {digits}\n")).unwrap();
        assert!(!format!("{access:?}").contains(token));
        assert!(access.admits(Some("Bearer correct horse"), None));
        assert!(!access.admits(Some("Bearer wrong"), Some("mulu=wrong")));
        assert_eq!(access.login("wrong"), None);
        let session = access.login(token).unwrap();
        assert!(access.admits(None, Some(&format!("a=b; mulu={session}"))));
    }

    #[test]
    fn who_writes_is_who_a_token_or_a_proxy_says() {
        let digits = hexadecimal(&hash("t"));
        let headers = |pairs: &[(&'static str, &str)]| {
            let mut all = HeaderMap::new();
            for (name, value) in pairs {
                all.append(*name, value.parse().unwrap());
            }
            all
        };
        let bearer = headers(&[("authorization", "Bearer t")]);
        let known = |text: &str| Identity::parse(text).map(Person::Known);
        let of = |text: &str| Access::from_tokens(text).unwrap().person(&bearer);
        assert_eq!(of(&format!("a {digits}")), None);
        assert_eq!(of(&format!("a {digits} wang#7 # so")), known("wang#7"));
        let access = Access::from_tokens(&format!("a {digits} gitea:wang")).unwrap();
        let session = format!("mulu={}", access.login("t").unwrap());
        assert_eq!(
            access.person(&headers(&[("cookie", &session)])),
            known("gitea:wang")
        );
        assert_eq!(access.person(&headers(&[("cookie", "mulu=x")])), None);
        let proxy = Access::Proxy {
            person: Some("x-user".to_owned()),
        };
        assert_eq!(
            proxy.person(&headers(&[("x-user", "li")])),
            known("header:li")
        );
        assert_eq!(
            proxy.person(&headers(&[("x-user", "li"), ("x-user", "wu")])),
            None
        );
        assert_eq!(proxy.person(&headers(&[])), None);
        assert_eq!(
            Access::Proxy { person: None }.person(&headers(&[("x-user", "li")])),
            None
        );
    }

    #[test]
    fn a_file_that_says_something_else_is_refused() {
        for text in ["", "# none", "finance", "finance abc", "a b c", "a b c d"] {
            assert!(Access::from_tokens(text).is_err(), "{text}");
        }
    }
}
