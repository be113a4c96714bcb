//! Who wrote a commit, as far as its author lines tell: anybody can write any name, and
//! whoever wants two people uses two addresses. What is alike is told; that two are two
//! people is never concluded.

use mulu_core::registry::Identity;

/// How addresses end that a forge gives its accounts in place of their own: the account
/// stands before it.
const NO_REPLY: &str = "@users.noreply.github.com";

/// The author of a commit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
}

impl Person {
    /// Whether two are one person as far as can be told: one address, or one account of a
    /// forge by addresses that it gives. Without any address, one name.
    #[must_use]
    pub fn is_same(&self, other: &Person) -> bool {
        let (one, two) = (self.address(), other.address());
        if one.is_empty() || two.is_empty() {
            return one == two && self.name.trim() == other.name.trim();
        }
        let accounts = self.account().zip(other.account());
        one == two || accounts.is_some_and(|(one, two)| one.is_same_person(&two))
    }

    fn address(&self) -> String {
        self.email.trim().to_lowercase()
    }

    /// The account of a forge: `12+login@…`, or `login@…`.
    fn account(&self) -> Option<Identity> {
        let address = self.address();
        let local = address.strip_suffix(NO_REPLY)?;
        match local.split_once('+') {
            Some((number, login)) => Identity::parse(&format!("{login}#{number}")),
            None => Identity::parse(local),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, email: &str) -> Person {
        Person {
            name: name.to_owned(),
            email: email.to_owned(),
        }
    }

    #[test]
    fn one_address_or_one_account_is_one_person() {
        for (one, two, same) in [
            ("Wang@example.org", " wang@example.org", true),
            ("wang@example.org", "li@example.org", false),
            (
                "7+wang@users.noreply.github.com",
                "wang@users.noreply.github.com",
                true,
            ),
            (
                "7+wang@users.noreply.github.com",
                "7+wang-old@users.noreply.github.com",
                true,
            ),
            (
                "7+wang@users.noreply.github.com",
                "8+li@users.noreply.github.com",
                false,
            ),
            ("", "", true),
            ("", "wang@example.org", false),
        ] {
            assert_eq!(of("王", one).is_same(&of("王", two)), same, "{one} {two}");
        }
        // Two of one name are two; without an address the name is all there is.
        assert!(!of("王", "").is_same(&of("李", "")));
    }
}
