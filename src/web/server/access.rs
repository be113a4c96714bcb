//! Who may read: whoever sits at this machine, whoever a proxy lets through, or whoever
//! has a token.

use mulu_app::Error;
use mulu_core::diagnostic::Message;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use std::collections::{BTreeMap, BTreeSet};
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
    Proxy,
    /// Whoever has a token.
    Tokens(Arc<Tokens>),
}

/// Tokens, of which only the hashes are known, and the sessions that were begun with them.
#[derive(Debug, Default)]
pub struct Tokens {
    hashes: BTreeSet<Hash>,
    sessions: Mutex<BTreeMap<Hash, Instant>>,
}

impl Access {
    /// Reads a file of tokens: a name and the SHA-256 of a token in hexadecimal digits a
    /// line; `#` begins a comment.
    ///
    /// # Errors
    /// When a line is none, or there is no token at all.
    pub fn from_tokens(text: &str) -> Result<Self, Error> {
        let mut hashes = BTreeSet::new();
        for (number, line) in (1_usize..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            let hash = match words.as_slice() {
                [_, hash] => hexadecimal(hash),
                _ => None,
            };
            let Some(hash) = hash else {
                let message = Message::new("web-token-line").arg("line", number);
                return Err(Error::bad_input(message));
            };
            hashes.insert(hash);
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
        if listen.ip().is_loopback() || !matches!(self, Access::Loopback) {
            return Ok(());
        }
        let message = Message::new("web-not-loopback").arg("address", listen.to_string());
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

    /// Begins a session with a token; `None`: nobody knows the token.
    pub(super) fn login(&self, token: &str) -> Option<String> {
        match self {
            Access::Tokens(tokens) if tokens.knows(token.trim()) => tokens.begin(),
            _ => None,
        }
    }
}

impl Tokens {
    fn knows(&self, token: &str) -> bool {
        self.hashes.contains(&hash(token))
    }

    fn begin(&self) -> Option<String> {
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).ok()?;
        let id: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let now = Instant::now();
        let mut sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, until| *until > now);
        if sessions.len() >= SESSIONS {
            let oldest = sessions.iter().min_by_key(|(_, until)| **until);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                sessions.remove(&oldest);
            }
        }
        sessions.insert(hash(&id), now + SESSION);
        Some(id)
    }

    fn is_in_session(&self, cookie: Option<&str>) -> bool {
        let cookies = cookie.into_iter().flat_map(|cookie| cookie.split(';'));
        let mut ids = cookies.filter_map(|one| one.trim().strip_prefix("mulu="));
        let sessions = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        ids.any(|id| {
            let until = sessions.get(&hash(id));
            until.is_some_and(|until| *until > Instant::now())
        })
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

fn hexadecimal(digits: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
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
        assert!(Access::Proxy.check(all).is_ok());
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
        let digits: String = hash(token)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let access = Access::from_tokens(&format!("# offices\nfinance {digits}\n")).unwrap();
        assert!(!format!("{access:?}").contains(token));
        assert!(access.admits(Some("Bearer correct horse"), None));
        assert!(!access.admits(Some("Bearer wrong"), Some("mulu=wrong")));
        assert_eq!(access.login("wrong"), None);
        let session = access.login(token).unwrap();
        assert!(access.admits(None, Some(&format!("a=b; mulu={session}"))));
    }

    #[test]
    fn a_file_that_says_something_else_is_refused() {
        for text in ["", "# none", "finance", "finance abc", "a b c"] {
            assert!(Access::from_tokens(text).is_err(), "{text}");
        }
    }
}
