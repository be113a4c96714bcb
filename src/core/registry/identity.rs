//! Who a person is: an account at a forge, or a name that a sign-in service or a
//! proxy vouches for.

use std::fmt;
use std::sync::Arc;

/// Who vouches for an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// GitHub: written without a prefix.
    #[default]
    GitHub,
    /// `gitea:`
    Gitea,
    /// `gitee:`
    Gitee,
    /// `gitlab:`
    GitLab,
    /// `oidc:`, the subject that a sign-in service names.
    Oidc,
    /// `header:`, the user that a proxy in front of us names.
    Header,
}

impl Provider {
    const PREFIXED: [(&'static str, Provider); 5] = [
        ("gitea:", Provider::Gitea),
        ("gitee:", Provider::Gitee),
        ("gitlab:", Provider::GitLab),
        ("oidc:", Provider::Oidc),
        ("header:", Provider::Header),
    ];

    fn prefix(self) -> &'static str {
        let known = Self::PREFIXED
            .iter()
            .find(|(_, provider)| *provider == self);
        known.map_or("", |(prefix, _)| prefix)
    }

    /// Whether accounts have a number besides their login. Such logins can be given
    /// up and taken by somebody else, and have no case.
    fn is_forge(self) -> bool {
        !matches!(self, Provider::Oidc | Provider::Header)
    }
}

/// The login that GitHub shows in place of accounts that are gone: nobody's.
pub(super) const GHOST: &str = "ghost";

/// The longest name that is read.
const LONGEST: usize = 255;

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// Who vouches for it.
    pub provider: Provider,
    /// The login, without prefix and number.
    pub login: Arc<str>,
    /// The forge's number of the account, where it is known. A login that was
    /// given up and registered anew has another one.
    pub account: Option<u64>,
}

impl Identity {
    /// Reads `login`, `login#account`, each with the prefix of its provider where it
    /// isn't GitHub's. `None`: it is none, or nobody's.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let prefixed = Provider::PREFIXED
            .iter()
            .find_map(|(prefix, provider)| Some((text.strip_prefix(prefix)?, *provider)));
        let (rest, provider) = prefixed.unwrap_or((text, Provider::GitHub));
        let (login, account) = match rest.split_once('#').filter(|_| provider.is_forge()) {
            Some((login, number)) => (login, Some(number_of(number)?)),
            None => (rest, None),
        };
        let sound = match provider {
            Provider::GitHub => login
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_[]".contains(&b)),
            _ if provider.is_forge() => login
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)),
            _ => login.bytes().all(|b| b.is_ascii_graphic()),
        };
        let nobody = login.eq_ignore_ascii_case(GHOST);
        let short = (1..=LONGEST).contains(&login.len());
        (short && sound && !nobody).then(|| Identity {
            provider,
            login: login.into(),
            account,
        })
    }

    /// Somebody by what was said of them. What is no identity is somebody whom no
    /// registry knows.
    #[must_use]
    pub fn said(text: &str) -> Self {
        Self::parse(text).unwrap_or_else(|| Identity {
            provider: Provider::GitHub,
            login: text.into(),
            account: None,
        })
    }

    /// GitHub's account with a login, and its number where that is known.
    #[must_use]
    pub fn github(login: &str, account: Option<u64>) -> Self {
        Identity {
            provider: Provider::GitHub,
            login: login.into(),
            account,
        }
    }

    /// Whether this, as a registry names it, is somebody who turns up as `other`:
    /// the same login, and the same number where the registry states one.
    #[must_use]
    pub fn is(&self, other: &Identity) -> bool {
        self.has_login_of(other) && (self.account.is_none() || self.account == other.account)
    }

    /// Whether two are one person as far as can be told: one login, or one account
    /// whose login changed. Two accounts that had one login after one another are
    /// taken for one person too: who needs two people needs two logins.
    #[must_use]
    pub fn is_same_person(&self, other: &Identity) -> bool {
        let account = self.provider == other.provider
            && self.account.is_some()
            && self.account == other.account;
        account || self.has_login_of(other)
    }

    fn has_login_of(&self, other: &Identity) -> bool {
        self.provider == other.provider
            && if self.provider.is_forge() {
                self.login.eq_ignore_ascii_case(&other.login)
            } else {
                self.login == other.login
            }
    }

    /// As registries write it: with the prefix of its provider, and with its number.
    #[must_use]
    pub fn in_full(&self) -> String {
        match self.account {
            Some(account) => format!("{self}#{account}"),
            None => self.to_string(),
        }
    }

    /// The login that GitHub knows, to mention or to ask; `None`: another provider's.
    #[must_use]
    pub fn on_github(&self) -> Option<&Arc<str>> {
        (self.provider == Provider::GitHub).then_some(&self.login)
    }
}

/// A number as forges write it: digits, no sign, no leading zero.
fn number_of(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (digits && !text.starts_with('0')).then(|| text.parse().ok())?
}

/// The login with its provider's prefix, without its number.
impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.provider.prefix(), self.login)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Identity {
        Identity::parse(text).unwrap()
    }

    #[test]
    fn an_identity_is_read_or_it_is_none() {
        assert_eq!(of("wang#12").account, Some(12));
        assert_eq!(of("gitee:wang#12").provider, Provider::Gitee);
        assert_eq!(&*of("oidc:a#b").login, "a#b");
        assert_eq!(of("gitlab:a.b").to_string(), "gitlab:a.b");
        for text in ["wang#12", "gitee:wang#12", "oidc:a#b", "wang"] {
            assert_eq!(of(text).in_full(), text);
        }
        for none in [
            "",
            "#1",
            "a#",
            "a#0",
            "a#01",
            "a#1x",
            "a#-1",
            "a b",
            " a",
            "a\n",
            "@a",
            "w\u{430}ng",
            "gitea:",
            "ghost",
            "Ghost#1",
            "gitlab:ghost",
            "svn:a",
            "a#99999999999999999999",
        ] {
            assert_eq!(Identity::parse(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_number_that_the_registry_states_must_be_the_same() {
        assert!(of("Wang").is(&of("wAng#7")));
        assert!(of("wang#7").is(&of("WANG#7")));
        for other in ["wang", "wang#8", "gitea:wang#7", "li#7"] {
            assert!(!of("wang#7").is(&of(other)), "{other}");
        }
        assert!(!of("oidc:Wang").is(&of("oidc:wang")));
    }

    #[test]
    fn one_person_is_known_by_login_or_account() {
        assert!(of("wang#7").is_same_person(&of("li#7")));
        assert!(of("wang#7").is_same_person(&of("Wang#8")));
        assert!(!of("wang#7").is_same_person(&of("gitea:wang#7")));
        assert!(!of("wang").is_same_person(&of("li")));
    }
}
