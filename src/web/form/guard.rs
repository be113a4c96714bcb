//! That a form was sent from a page of ours: a token that only this server makes, for one
//! browser and one person.
//!
//! Each token is another (a number of its own is mixed in), so that compressed answers
//! tell nothing of it. `SameSite` says the same to browsers that know it.

use crate::secret::{bytes, hexadecimal, random};
use ring::hmac;

/// The name of the cookie.
pub(crate) const COOKIE: &str = "mulu-form";

/// Makes tokens and knows them again.
pub(crate) struct Guard {
    key: hmac::Key,
    /// What the browser carries.
    seed: String,
    /// Who sits before it.
    person: String,
    /// Whether the browser doesn't carry it yet.
    pub(crate) is_new: bool,
}

/// 128 random bits as hexadecimal digits.
pub(crate) fn once() -> Option<String> {
    Some(hexadecimal(&random::<16>()?))
}

impl Guard {
    /// For a browser, by its cookies; one without ours gets one.
    pub(crate) fn new(secret: &[u8], cookies: Option<&str>, person: String) -> Option<Self> {
        let cookies = cookies.into_iter().flat_map(|all| all.split(';'));
        let mut cookies = cookies.filter_map(|one| one.trim().split_once('='));
        let found = cookies.find(|(name, _)| *name == COOKIE);
        let found = found.map(|(_, seed)| seed.to_owned());
        let sound = found.filter(|seed| bytes::<16>(seed).is_some());
        Some(Guard {
            key: hmac::Key::new(hmac::HMAC_SHA256, secret),
            is_new: sound.is_none(),
            seed: match sound {
                Some(seed) => seed,
                None => once()?,
            },
            person,
        })
    }

    /// What the browser is to carry.
    pub(crate) fn seed(&self) -> &str {
        &self.seed
    }

    /// A token for a form.
    pub(crate) fn token(&self) -> String {
        let once = once().unwrap_or_default();
        let made = hmac::sign(&self.key, self.signed(&once).as_bytes());
        format!("{once}{}", hexadecimal(made.as_ref()))
    }

    /// Whether a token is one of ours for this browser and person.
    pub(crate) fn knows(&self, token: &str) -> bool {
        let (Some(once), Some(digits)) = (token.get(..32), token.get(32..)) else {
            return false;
        };
        let Some(made) = bytes::<32>(digits) else {
            return false;
        };
        hmac::verify(&self.key, self.signed(once).as_bytes(), &made).is_ok()
    }

    fn signed(&self, once: &str) -> String {
        format!("{once} {} {}", self.seed, self.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_browser_and_one_person() {
        let of = |seed: &str, person: &str| {
            let cookie = format!("a=b; {COOKIE}={seed}");
            Guard::new(b"secret", Some(&cookie), person.to_owned()).unwrap()
        };
        let (one, other) = ("0".repeat(32), "1".repeat(32));
        let guard = of(&one, "wang");
        let token = guard.token();
        assert_ne!(token, guard.token());
        assert!(of(&one, "wang").knows(&token));
        assert!(!of(&other, "wang").knows(&token));
        assert!(!of(&one, "li").knows(&token));
        for wrong in [
            "",
            "x",
            &token[..40],
            &format!("{token}00"),
            "区区区区区区区区区区区区",
        ] {
            assert!(!guard.knows(wrong), "{wrong}");
        }
        let stranger = Guard::new(b"secret", Some("mulu-form=<script>"), String::new()).unwrap();
        assert!(stranger.is_new && stranger.seed().len() == 32);
    }
}
