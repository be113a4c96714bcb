//! What was paid against what was decided. Every payment has one fate, so that the sums add up
//! to the ledger's own.

mod rows;

use super::claim::{Claims, Decided};
use super::matching::{Grade, Match, Matcher};
use super::name::plain;
use super::read::Ledger;
use super::words::Words;
use crate::finding::{Finding, Weight};
use mulu_core::diagnostic::Arg;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What becomes of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// For what was decided to be eligible.
    Eligible,
    /// For what was decided not to be.
    NotEligible,
    /// For something that nobody asked for.
    NotListed,
    /// A person must say what for.
    Doubtful,
    /// For nothing that the registry knows.
    Unknown,
}

impl Fate {
    /// All of them, in order.
    pub const ALL: [Fate; 5] = [
        Fate::Eligible,
        Fate::NotEligible,
        Fate::NotListed,
        Fate::Doubtful,
        Fate::Unknown,
    ];

    /// The name in machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Fate::Eligible => "eligible",
            Fate::NotEligible => "not-eligible",
            Fate::NotListed => "not-listed",
            Fate::Doubtful => "doubtful",
            Fate::Unknown => "unknown",
        }
    }
}

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub finding: Finding,
    /// The claim that it is about, by its place.
    pub claim: Option<usize>,
    /// The payments that it is about, by their places.
    pub payments: Vec<usize>,
    /// How much money it is about, in hundredths.
    pub amount: i128,
}

/// A ledger held against the decisions.
#[derive(Clone, Debug, Default)]
pub struct Reconciled {
    /// What each payment was matched with.
    pub matches: Vec<Match>,
    /// What becomes of each.
    pub fates: Vec<Fate>,
    /// What was paid by fate, in hundredths; every fate is there.
    pub sums: BTreeMap<Fate, i128>,
    /// What differs, the weightiest first.
    pub differences: Vec<Difference>,
}

impl Reconciled {
    /// What it comes to.
    #[must_use]
    pub fn worst(&self) -> Weight {
        let weights = self.differences.iter().map(|one| one.finding.weight);
        weights.max().unwrap_or(Weight::Notice)
    }
}

/// Holds a ledger against what was decided for a year.
#[must_use]
pub fn reconcile(ledger: &Ledger, claims: &Claims, words: &Words, year: i16) -> Reconciled {
    let matcher = Matcher::new(claims, words);
    let matches: Vec<Match> = ledger
        .payments
        .iter()
        .map(|one| matcher.find(one))
        .collect();
    let fates: Vec<Fate> = matches.iter().map(|of| fate(of, claims)).collect();
    let mut sums: BTreeMap<Fate, i128> = Fate::ALL.map(|fate| (fate, 0)).into();
    for (payment, fate) in ledger.payments.iter().zip(&fates) {
        *sums.entry(*fate).or_default() += i128::from(payment.amount);
    }
    let mut found = Found {
        ledger,
        claims,
        words,
        all: Vec::new(),
    };
    found.of_payments(&matches, &fates, year);
    found.of_claims(&matches);
    found.twice(&matches);
    found.of_ledger();
    let mut differences = found.all;
    differences.sort_by_key(|one| std::cmp::Reverse(one.finding.weight));
    Reconciled {
        matches,
        fates,
        sums,
        differences,
    }
}

fn fate(of: &Match, claims: &Claims) -> Fate {
    let Some(at) = of.claim() else {
        return match of.grade {
            Grade::Doubtful => Fate::Doubtful,
            _ => Fate::Unknown,
        };
    };
    match &claims.claims[at].decided {
        None => Fate::NotListed,
        Some(decided) if decided.eligible => Fate::Eligible,
        Some(_) => Fate::NotEligible,
    }
}

/// Hundredths as a decimal: `1234.50`.
#[must_use]
pub fn decimal(hundredths: i128) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let whole = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", whole / 100, whole % 100)
}

struct Found<'f> {
    ledger: &'f Ledger,
    claims: &'f Claims,
    words: &'f Words,
    all: Vec<Difference>,
}

impl Found<'_> {
    fn add(&mut self, finding: Finding, claim: Option<usize>, payments: Vec<usize>) {
        let of = payments
            .iter()
            .map(|at| i128::from(self.ledger.payments[*at].amount));
        let amount = of.sum();
        self.all.push(Difference {
            finding,
            claim,
            payments,
            amount,
        });
    }

    /// What is to be said of a payment by itself.
    fn of_payments(&mut self, matches: &[Match], fates: &[Fate], year: i16) {
        for (at, payment) in self.ledger.payments.iter().enumerate() {
            let named = |found: Finding| {
                let found = found.arg("cell", payment.place.to_string());
                found.arg("name", payment.name.as_str())
            };
            let near = matches[at]
                .claims
                .iter()
                .map(|at| Arg::from(&*self.claims.claims[*at].name));
            let near: Vec<Arg> = near.collect();
            match fates[at] {
                Fate::Doubtful => {
                    let said = named(Finding::unable("payment/doubtful")).arg("near", near);
                    let why = format!("payment-why-{}", matches[at].why.id());
                    let why = mulu_core::diagnostic::Message::new(why);
                    self.add(said.arg("why", why), None, vec![at]);
                }
                Fate::Unknown => {
                    self.add(named(Finding::differs("payment/unknown")), None, vec![at]);
                }
                _ => {}
            }
            if payment.day.is_some_and(|day| day.year() != year) {
                let day = payment.day.map(|day| day.to_string()).unwrap_or_default();
                let said = named(Finding::notice("payment/other-year")).arg("day", day);
                self.add(said, matches[at].claim(), vec![at]);
            }
            if payment.amount < 0 {
                let said = named(Finding::notice("payment/refund"));
                self.add(said, matches[at].claim(), vec![at]);
            }
        }
    }

    /// What is to be said of each claim, of all its payments together.
    fn of_claims(&mut self, matches: &[Match]) {
        let mut paid: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, of) in matches.iter().enumerate() {
            if let Some(claim) = of.claim() {
                paid.entry(claim).or_default().push(at);
            }
        }
        let claims = self.claims;
        for (at, claim) in claims.claims.iter().enumerate() {
            let payments = paid.remove(&at).unwrap_or_default();
            let sum: i128 = payments
                .iter()
                .map(|at| i128::from(self.ledger.payments[*at].amount))
                .sum();
            let named = |found: Finding| found.arg("name", &*claim.name).arg("sum", decimal(sum));
            match (&claim.decided, payments.is_empty()) {
                (None, true) => {}
                (None, false) => {
                    self.add(
                        named(Finding::differs("payment/not-listed")),
                        Some(at),
                        payments,
                    );
                }
                (Some(decided), true) => {
                    if decided.eligible && decided.amount != Some(0) {
                        let amount = decided.amount.map_or(0, |amount| i128::from(amount) * 100);
                        let said = Finding::notice("payment/unpaid").arg("name", &*claim.name);
                        self.add(said.arg("amount", decimal(amount)), Some(at), Vec::new());
                    }
                }
                (Some(decided), false) => {
                    self.of_decided((at, &claim.name), decided, &payments, sum);
                    self.payers(at, &payments);
                }
            }
        }
    }

    fn of_decided(
        &mut self,
        (at, name): (usize, &Arc<str>),
        decided: &Decided,
        payments: &[usize],
        sum: i128,
    ) {
        let named = |found: Finding| found.arg("name", &**name).arg("sum", decimal(sum));
        let reasons: Vec<Arg> = decided.reasons.iter().cloned().map(Arg::from).collect();
        if !decided.eligible {
            let code = match decided.unit_stopped {
                true => "payment/unit-stopped",
                false => "payment/not-eligible",
            };
            let said = named(Finding::differs(code)).arg("reasons", reasons);
            self.add(said, Some(at), payments.to_vec());
            return;
        }
        if decided.now == Some(false) {
            let said = named(Finding::notice("payment/lapsed-since"));
            self.add(said, Some(at), payments.to_vec());
        }
        if let Some(amount) = decided.amount.map(|amount| i128::from(amount) * 100)
            && sum > amount
        {
            let said = named(Finding::differs("payment/above")).arg("amount", decimal(amount));
            let said = said.arg("more", decimal(sum - amount));
            self.add(said, Some(at), payments.to_vec());
        }
        self.categories((at, name), decided, payments);
    }

    /// Several who paid for one thing.
    fn payers(&mut self, at: usize, payments: &[usize]) {
        let who = |at: &usize| {
            let payer = &self.ledger.payments[*at].payer;
            let unit = self.claims.unit(payer).map(|unit| unit.to_string());
            unit.unwrap_or_else(|| plain(payer))
        };
        let units: BTreeSet<String> = payments
            .iter()
            .map(who)
            .filter(|who| !who.is_empty())
            .collect();
        if units.len() > 1 {
            let names: BTreeSet<&str> = payments
                .iter()
                .map(|at| &*self.ledger.payments[*at].payer)
                .filter(|payer| !payer.is_empty())
                .collect();
            let names: Vec<Arg> = names.into_iter().map(Arg::from).collect();
            let name = &*self.claims.claims[at].name;
            let said = Finding::differs("payment/payers")
                .arg("name", name)
                .arg("payers", names);
            self.add(said, Some(at), payments.to_vec());
        }
    }
}
