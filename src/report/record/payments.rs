//! `mulu reconcile`: what was paid against what was decided.

use crate::tables::{ResultSet, Value as Cell};
use crate::{Localizer, text};
use mulu_core::decision::Provenance;
use mulu_core::diagnostic::Message;
use mulu_record::OfRecord;
use mulu_record::payments::reconcile::decimal;
use mulu_record::payments::{Claims, Fate, Ledger, Payment, Reconciled};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// How many differences of one kind are told to people; machines get all.
const MOST: usize = 30;

/// A ledger held against the decisions, as it is told.
#[derive(Clone, Copy, Debug)]
pub struct Payments<'p> {
    /// The ledger's name.
    pub file: &'p str,
    /// The budget year.
    pub year: i16,
    /// The day of the decisions.
    pub on: jiff::civil::Date,
    /// The decision of record; `None`: there is none.
    pub record: Option<&'p OfRecord>,
    /// The ledger.
    pub ledger: &'p Ledger,
    /// What may be paid.
    pub claims: &'p Claims,
    /// What came of it.
    pub done: &'p Reconciled,
    /// Which registry.
    pub provenance: &'p Provenance,
}

/// What it is held against, what was paid, and every difference.
///
/// # Errors
/// When it can't be written.
pub fn table(out: &mut dyn Write, of: &Payments<'_>, words: &Localizer) -> io::Result<()> {
    let against = match of.record {
        Some(record) => Message::new("payments-record").arg("path", record.path.as_str()),
        None => Message::new("payments-no-record"),
    };
    let head = Message::new("payments-head")
        .arg("file", of.file)
        .arg("year", i64::from(of.year))
        .arg("count", of.ledger.payments.len())
        .arg("sum", decimal(of.ledger.total()))
        .arg("against", against.arg("on", of.on.to_string()));
    writeln!(out, "{}\n", words.say(&head))?;
    for (fate, sum) in &of.done.sums {
        let count = of.done.fates.iter().filter(|one| *one == fate).count();
        let line = Message::new(format!("payments-fate-{}", fate.id()))
            .arg("count", count)
            .arg("sum", decimal(*sum));
        if count > 0 {
            writeln!(out, "  {}", words.say(&line))?;
        }
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    writeln!(out)?;
    for one in &of.done.differences {
        let count = told.entry(one.finding.code).or_default();
        *count += 1;
        if *count <= MOST {
            let weight = words.word(&format!("payments-weight-{}", one.finding.weight.id()));
            let said = words.say(&one.finding.message);
            writeln!(
                out,
                "{weight}[{}]: {}",
                one.finding.code,
                text::plain(&said)
            )?;
        }
    }
    for (code, count) in told.iter().filter(|(_, count)| **count > MOST) {
        let more = Message::new("record-more").arg("count", count - MOST);
        writeln!(out, "  … [{code}] {}", words.say(&more))?;
    }
    if of.done.differences.is_empty() {
        writeln!(out, "{}", words.word("payments-nothing"))?;
    }
    if of.done.fates.contains(&Fate::Doubtful) {
        writeln!(out, "\n{}", words.word("payments-map-hint"))?;
    }
    Ok(())
}

/// The same as JSON; amounts are decimals in texts, exactly.
///
/// # Errors
/// When it can't be written.
pub fn json(out: &mut dyn Write, of: &Payments<'_>, words: &Localizer) -> io::Result<()> {
    let cell = |at: &usize| of.ledger.payments[*at].place.to_string();
    let differences = of.done.differences.iter().map(|one| {
        json!({
            "code": one.finding.code,
            "weight": one.finding.weight.id(),
            "message": words.say(&one.finding.message),
            "subject": one.claim.map(|at| &*of.claims.claims[at].id),
            "cells": one.payments.iter().map(cell).collect::<Vec<_>>(),
            "amount": decimal(one.amount),
        })
    });
    let payments = of.ledger.payments.iter().enumerate().map(|(at, payment)| {
        let found = &of.done.matches[at];
        let near = found.claims.iter().map(|at| &*of.claims.claims[*at].id);
        json!({
            "cell": payment.place.to_string(),
            "day": payment.day.map(|day| day.to_string()),
            "payer": payment.payer,
            "name": payment.name,
            "amount": decimal(i128::from(payment.amount)),
            "category": payment.category,
            "voucher": payment.voucher,
            "fate": of.done.fates[at].id(),
            "subject": found.claim().map(|at| &*of.claims.claims[at].id),
            "match": {"grade": found.grade.id(), "why": found.why.id(), "alike": found.alike, "near": near.collect::<Vec<_>>()},
        })
    });
    let sums = of.done.sums.iter();
    let sums: BTreeMap<&str, String> = sums.map(|(fate, sum)| (fate.id(), decimal(*sum))).collect();
    let face = json!({
        "registry": of.provenance.registry,
        "commit": of.provenance.commit,
        "year": of.year,
        "record": of.record.map(|record| &record.path),
        "on": of.on.to_string(),
        "total": decimal(of.ledger.total()),
        "sums": sums,
        "differences": differences.collect::<Vec<Value>>(),
        "payments": payments.collect::<Vec<Value>>(),
    });
    crate::json::write_pretty(out, &face)?;
    writeln!(out)
}

/// The payments as rows, for CSV and spreadsheets: each with what it was matched with, and what
/// differs.
#[must_use]
pub fn rows(of: &Payments<'_>, words: &Localizer) -> ResultSet {
    let mut said: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for one in &of.done.differences {
        for at in &one.payments {
            said.entry(*at)
                .or_default()
                .push(words.say(&one.finding.message));
        }
    }
    let columns = [
        "cell",
        "day",
        "payer",
        "name",
        "amount",
        "category",
        "voucher",
        "fate",
        "subject",
        "subject_name",
        "grade",
        "alike",
        "findings",
    ];
    let row = |(at, payment)| {
        let findings = said.get(&at).map(|all| words.sentences(all.clone()));
        row(of, (at, payment), &findings.unwrap_or_default())
    };
    ResultSet {
        columns: columns.map(|name| (name.to_owned(), None)).to_vec(),
        rows: of.ledger.payments.iter().enumerate().map(row).collect(),
        cut: false,
    }
}

/// One payment as a row.
fn row(of: &Payments<'_>, (at, payment): (usize, &Payment), findings: &str) -> Vec<Cell> {
    let found = &of.done.matches[at];
    let claim = found.claims.first().map(|at| &of.claims.claims[*at]);
    let text = |text: &str| match text.is_empty() {
        true => Cell::Null,
        false => Cell::Text(text.to_owned()),
    };
    let day = payment.day.map(|day| day.to_string()).unwrap_or_default();
    #[expect(
        clippy::cast_precision_loss,
        reason = "a spreadsheet has no other numbers"
    )]
    let amount = payment.amount as f64 / 100.0;
    vec![
        text(&payment.place.to_string()),
        text(&day),
        text(&payment.payer),
        text(&payment.name),
        Cell::Real(amount),
        text(&payment.category),
        text(&payment.voucher),
        text(of.done.fates[at].id()),
        text(claim.map_or("", |claim| &claim.id)),
        text(claim.map_or("", |claim| &claim.name)),
        text(found.grade.id()),
        Cell::Int(i64::from(found.alike)),
        text(findings),
    ]
}
