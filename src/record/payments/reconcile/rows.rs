//! What is to be said of rows: other expenses than were decided, the same payment twice, sums
//! that don't add up, what can't be read.

use super::{Difference, Found, decimal};
use crate::finding::Finding;
use crate::payments::claim::Decided;
use crate::payments::matching::Match;
use crate::payments::name::plain;
use crate::payments::read::Payment;
use mulu_core::diagnostic::Arg;
use rapidfuzz::fuzz;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How alike what a ledger calls an expense and its title must be, in any order of words.
const ALIKE: f64 = 0.5;
/// How alike they must be for another expense to be a finding, and no doubt.
const SURELY: f64 = 0.7;

impl Found<'_> {
    /// Payments as other expenses than were decided.
    pub(super) fn categories(
        &mut self,
        (at, name): (usize, &Arc<str>),
        decided: &Decided,
        payments: &[usize],
    ) {
        if decided.categories.is_empty() {
            return;
        }
        for payment in payments {
            let said = &self.ledger.payments[*payment].category;
            let Some((id, score)) = self.expense(said) else {
                continue;
            };
            let is_decided = decided.categories.iter().any(|(known, _)| *known == id);
            if is_decided && score >= ALIKE {
                continue;
            }
            let code = match score >= SURELY {
                true => Finding::differs("payment/category"),
                false => Finding::unable("payment/category-unclear"),
            };
            let titles = decided
                .categories
                .iter()
                .map(|(_, title)| title.clone().into());
            let titles: Vec<Arg> = titles.collect();
            let cell = self.ledger.payments[*payment].place.to_string();
            let found = code.arg("name", &**name).arg("cell", cell);
            let found = found.arg("category", said.as_str()).arg("decided", titles);
            self.add(found, Some(at), vec![*payment]);
        }
    }

    /// The expense that is called most like a text, and how alike; none: it says nothing.
    fn expense(&self, said: &str) -> Option<(Arc<str>, f64)> {
        let called = plain(said);
        if called.is_empty() {
            return None;
        }
        if let Some(id) = self.words.categories.get(&called) {
            return Some((id.as_str().into(), 1.0));
        }
        let called = sorted(&called);
        let scored = self.claims.expenses.iter().flat_map(|(id, title)| {
            let titles = title
                .iter()
                .map(|(_, title)| plain(title))
                .chain([plain(id)]);
            let called = &called;
            titles.map(move |title| {
                let ratio = fuzz::ratio(called.iter().copied(), sorted(&title));
                (Arc::clone(id), ratio)
            })
        });
        scored.max_by(|one, other| one.1.total_cmp(&other.1))
    }

    /// The same payment twice: one paper's number, or all else alike.
    pub(super) fn twice(&mut self, matches: &[Match]) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for (at, payment) in self.ledger.payments.iter().enumerate() {
            let Some(key) = key(payment) else { continue };
            match seen.get(&key) {
                Some(first) => {
                    let cells = [*first, at].map(|at| self.ledger.payments[at].place.to_string());
                    let said = Finding::differs("payment/twice").arg("name", payment.name.as_str());
                    let said = said.arg("cells", cells.to_vec());
                    self.add(said, matches[at].claim(), vec![*first, at]);
                }
                None => {
                    seen.insert(key, at);
                }
            }
        }
    }

    /// Sums that don't add up, rows and sheets that can't be read.
    pub(super) fn of_ledger(&mut self) {
        for sum in &self.ledger.sums {
            if i128::from(sum.says) != sum.comes_to {
                let said = Finding::differs("ledger/sum").arg("cell", sum.place.to_string());
                let said = said.arg("says", decimal(i128::from(sum.says)));
                let found = said.arg("comes", decimal(sum.comes_to));
                self.all.push(whole(found));
            }
        }
        for place in &self.ledger.unread {
            let found = Finding::unable("ledger/unread").arg("cell", place.to_string());
            self.all.push(whole(found));
        }
        for sheet in &self.ledger.unknown {
            let found = Finding::notice("ledger/columns").arg("sheet", sheet.as_str());
            self.all.push(whole(found));
        }
    }
}

fn whole(finding: Finding) -> Difference {
    Difference {
        finding,
        claim: None,
        payments: Vec::new(),
        amount: 0,
    }
}

/// The signs of a text in one order: offices turn words around.
fn sorted(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().collect();
    signs.sort_unstable();
    signs
}

/// What two entries of one payment have alike.
fn key(payment: &Payment) -> Option<String> {
    let of = |text: &str| plain(text);
    match payment.voucher.is_empty() {
        // One paper may pay for several things.
        false => Some(format!(
            "{}|{}|{}",
            of(&payment.voucher),
            of(&payment.name),
            payment.amount
        )),
        true => {
            let day = payment.day?;
            let (name, payer) = (of(&payment.name), of(&payment.payer));
            Some(format!(
                "{day}|{name}|{payer}|{}|{}",
                of(&payment.summary),
                payment.amount
            ))
        }
    }
}
