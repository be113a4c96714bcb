//! What may be paid: what was decided of each request and project, and whatever else a name in
//! a ledger may mean.

use mulu_core::diagnostic::Localized;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Something that a payment may be for.
#[derive(Clone, Debug, Default)]
pub struct Claim {
    /// `unit/system` or `unit/project`.
    pub id: Arc<str>,
    /// Its name.
    pub name: Arc<str>,
    /// The units that may pay for it: its own, those above, who applied.
    pub units: Vec<Arc<str>>,
    /// What was decided; `None`: nothing was asked for it.
    pub decided: Option<Decided>,
}

/// What was decided of it.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// Whether it may be paid.
    pub eligible: bool,
    /// How much, in whole units of the currency; `None` where nobody knows.
    pub amount: Option<i64>,
    /// As which expenses, each with what it is called; none: nobody says.
    pub categories: Vec<(Arc<str>, Localized)>,
    /// Why it may not: the titles of the rules.
    pub reasons: Vec<Localized>,
    /// Whether what stands against it is said of the unit, and stops all its systems.
    pub unit_stopped: bool,
    /// Whether it would be decided so today; `None`: nobody looked.
    pub now: Option<bool>,
}

/// All of them, and the names of units.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// In the order of their ids.
    pub claims: Vec<Claim>,
    /// Names of units, short ones and others too, by what is compared: whose they are.
    pub units: BTreeMap<String, Arc<str>>,
    /// Every expense, with what it is called.
    pub expenses: Vec<(Arc<str>, Localized)>,
    /// How names of units begin that say where they all are.
    pub places: Vec<String>,
}

impl Claims {
    /// The unit that is called so.
    #[must_use]
    pub fn unit(&self, name: &str) -> Option<&Arc<str>> {
        let plain = super::name::plain(name);
        let bare = || {
            let mut places = self.places.iter();
            let rest = places.find_map(|place| plain.strip_prefix(&**place))?;
            self.units.get(rest)
        };
        self.units.get(&plain).or_else(bare)
    }
}
