//! The first page: one sentence that an official can say aloud, the picture of it, then
//! what to do.

use super::due::{Row as DueRow, line, rows as due_rows};
use crate::chart::Stacked;
use crate::context::Context;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::page::Page;
use crate::parts::{Bar, Days, Link, Tag};
use crate::state::{Asked, SOON};
use askama::Template;
use mulu_core::decision::{Total, Verdict};
use mulu_core::diagnostic::Message;
use mulu_core::policy::Purpose;
use mulu_report::projects::purpose;
use std::collections::{BTreeMap, BTreeSet};

/// How many deadlines the first page names.
const MOST_DUE: usize = 8;

#[derive(Template)]
#[template(path = "overview.html", whitespace = "minimize")]
struct Overview<'a> {
    f: Frame<'a>,
    lead: String,
    bar: Option<Bar>,
    sums: Vec<Sum>,
    lapse: String,
    line: Option<Days>,
    due: Vec<DueRow>,
    all_due: Link,
    debtors: Vec<(Link, usize)>,
    year: Link,
    first: Vec<String>,
    verdicts: Vec<String>,
    applicants: Vec<Applicant>,
    rules: Vec<Blocking>,
    projects: Vec<Purposes>,
}

/// How many come to a verdict, and how much money that is.
#[derive(Clone)]
pub(super) struct Sum {
    pub(super) tag: Tag,
    pub(super) count: u64,
    pub(super) amount: String,
    /// Which they are, and what the link says.
    pub(super) link: Link,
}

/// What an applicant asks for.
#[derive(Clone)]
struct Applicant {
    unit: Link,
    bar: Option<Bar>,
    /// A sum a verdict.
    sums: Vec<String>,
    whole: i64,
}

/// A purpose, with how many projects come to what.
type Purposes = (String, Vec<(Tag, u64)>);

/// A rule that stands in somebody's way.
struct Blocking {
    rule: Link,
    count: usize,
    amount: String,
}

pub(super) fn page(context: &Context<'_>) -> Result<String, Fault> {
    let (state, words) = (context.state, context.words);
    let year = state.year();
    let requests: Vec<&Asked> = state.requests(year)?.iter().collect();
    let (bar, sums, lead) = sums(context, &requests, year);
    let account = state.account_in(year, context.language())?;
    let duties = state.soon(context.language()).iter();
    let soon: Vec<_> = duties.filter(|duty| !duty.overdue).collect();
    let shown: Vec<_> = soon.iter().copied().take(MOST_DUE).collect();
    let year_words = words.say(&Message::new("web-year-page").arg("year", i64::from(year)));
    let template = Overview {
        f: Frame::new(context, words.word("web-overview"), &[])
            .with_command(context, &format!("fund {year}")),
        lead,
        bar,
        sums,
        lapse: lapse(context, &requests),
        line: line(context, &soon, SOON),
        due: due_rows(context, &shown),
        all_due: Link {
            href: context.links.to(&Page::Due),
            text: words.say(
                &Message::new("web-all-due")
                    .arg("count", soon.len())
                    .arg("days", i64::from(SOON)),
            ),
        },
        debtors: debtors(context, &requests),
        year: Link {
            href: context.links.to(&Page::Year(year)),
            text: year_words,
        },
        first: account.first.clone(),
        verdicts: Verdict::ALL.map(|of| words.verdict(of)).to_vec(),
        applicants: applicants(context, &requests),
        rules: rules(context, &requests),
        projects: projects(context)?,
    };
    Ok(template.render()?)
}

/// Requests by verdict: as a bar, as rows, and in a sentence.
pub(super) fn sums(
    context: &Context<'_>,
    requests: &[&Asked],
    year: i16,
) -> (Option<Bar>, Vec<Sum>, String) {
    let words = context.words;
    let totals = totals(requests);
    let of = |verdict: Verdict| totals.get(&verdict).copied().unwrap_or_default();
    let mut whole = Total::default();
    Verdict::ALL
        .into_iter()
        .for_each(|verdict| whole.add(of(verdict)));
    let message = Message::new("web-lead")
        .arg("year", i64::from(year))
        .arg("count", i64::try_from(whole.count).unwrap_or(i64::MAX))
        .arg("whole", words.total(whole))
        .arg("eligible", words.total(of(Verdict::Eligible)))
        .arg("pending", words.total(of(Verdict::Pending)))
        .arg("ineligible", words.total(of(Verdict::Ineligible)));
    let lead = match whole.count {
        0 => words.say(&Message::new("web-lead-none").arg("year", i64::from(year))),
        _ => words.say(&message),
    };
    let rows = Verdict::ALL.map(|verdict| {
        let name = words.verdict(verdict);
        let served = context.links.is_served() && *context.page == Page::Overview;
        Sum {
            tag: context.tag(verdict),
            count: of(verdict).count,
            amount: words.total(of(verdict)),
            link: Link {
                href: match served && of(verdict).count > 0 {
                    true => context
                        .links
                        .with(&Page::Systems, &[("verdict", verdict.id())]),
                    false => String::new(),
                },
                text: words.say(&Message::new("web-these").arg("verdict", name).arg(
                    "count",
                    i64::try_from(of(verdict).count).unwrap_or(i64::MAX),
                )),
            },
        }
    });
    (bar(context, &totals, lead.clone()), rows.to_vec(), lead)
}

fn totals(requests: &[&Asked]) -> BTreeMap<Verdict, Total> {
    let mut totals: BTreeMap<Verdict, Total> = BTreeMap::new();
    for asked in requests {
        let total = totals.entry(asked.verdict).or_default();
        total.add(Total::one(asked.amount));
    }
    totals
}

fn bar(context: &Context<'_>, totals: &BTreeMap<Verdict, Total>, title: String) -> Option<Bar> {
    let amounts = Verdict::ALL.map(|verdict| {
        let total = totals.get(&verdict).copied().unwrap_or_default();
        let words = context.words;
        let said = format!("{} {}", words.verdict(verdict), words.total(total));
        // A bar of a sum that no number holds is as long as one can be.
        (verdict.id(), total.amount.unwrap_or(i64::MAX), said)
    });
    Stacked::new(title, amounts.to_vec()).map(|bar| Bar { bar })
}

/// How much money stops within the days that are looked ahead: requests that are eligible
/// and of whose systems something falls due that holds money back.
fn lapse(context: &Context<'_>, requests: &[&Asked]) -> String {
    let duties = context.state.soon(context.language()).iter();
    let lapsing: BTreeSet<&str> = duties
        .filter(|duty| !duty.overdue && duty.blocks)
        .filter_map(|duty| duty.system.as_deref())
        .collect();
    let lost = requests
        .iter()
        .filter(|asked| asked.verdict == Verdict::Eligible && lapsing.contains(&*asked.system));
    let mut total = Total::default();
    lost.for_each(|asked| total.add(Total::one(asked.amount)));
    let message = match total.count {
        0 => Message::new("web-lapse-none"),
        count => Message::new("web-lapse")
            .arg("count", i64::try_from(count).unwrap_or(i64::MAX))
            .arg("money", context.words.total(total)),
    };
    context.words.say(&message.arg("days", i64::from(SOON)))
}

/// Whoever is awaited by requests, the most awaited first.
fn debtors(context: &Context<'_>, requests: &[&Asked]) -> Vec<(Link, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for asked in requests {
        let units = asked.short.awaited.iter().flat_map(|of| context.acting(of));
        let units: BTreeSet<String> = units.collect();
        for unit in units {
            *counts.entry(unit).or_default() += 1;
        }
    }
    let mut debtors: Vec<(String, usize)> = counts.into_iter().collect();
    debtors.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let debtors = debtors.into_iter();
    debtors
        .map(|(unit, count)| (context.unit(&unit), count))
        .collect()
}

fn applicants(context: &Context<'_>, requests: &[&Asked]) -> Vec<Applicant> {
    let mut by_unit: BTreeMap<&str, Vec<&Asked>> = BTreeMap::new();
    for asked in requests {
        let applicant = asked.applicant.as_deref().unwrap_or(&asked.unit);
        by_unit.entry(applicant).or_default().push(asked);
    }
    let applicants = by_unit.into_iter().map(|(unit, requests)| {
        let totals = totals(&requests);
        let sums = Verdict::ALL.map(|verdict| {
            let total = totals.get(&verdict);
            total.map_or_else(String::new, |total| context.words.total(*total))
        });
        let link = context.unit(unit);
        Applicant {
            bar: bar(context, &totals, link.text.clone()),
            unit: link,
            sums: sums.to_vec(),
            whole: totals.values().fold(0, |sum, total| {
                sum.saturating_add(total.amount.unwrap_or(i64::MAX))
            }),
        }
    });
    let mut applicants: Vec<Applicant> = applicants.collect();
    applicants.sort_by_key(|one| std::cmp::Reverse(one.whole));
    applicants
}

/// The rules that stand in the way of the most money, first.
fn rules(context: &Context<'_>, requests: &[&Asked]) -> Vec<Blocking> {
    let mut by_rule: BTreeMap<u16, Total> = BTreeMap::new();
    for asked in requests {
        for rule in &asked.short.rules {
            let total = by_rule.entry(*rule).or_default();
            total.add(Total::one(asked.amount));
        }
    }
    let mut rules: Vec<(u16, Total)> = by_rule.into_iter().collect();
    rules.sort_by_key(|(rule, total)| (std::cmp::Reverse((total.count, total.amount)), *rule));
    let rules = rules.into_iter().filter_map(|(rule, total)| {
        Some(Blocking {
            rule: context.rule(rule)?,
            count: usize::try_from(total.count).unwrap_or(usize::MAX),
            amount: context.words.total(total),
        })
    });
    rules.collect()
}

/// Each purpose with how many projects come to what.
fn projects(context: &Context<'_>) -> Result<Vec<Purposes>, Fault> {
    let all = context.state.projects(context.state.year())?;
    let purposes = Purpose::OF_PROJECTS.map(|of| {
        let counts = Verdict::ALL.map(|verdict| {
            let of_verdict = all
                .iter()
                .filter(|one| *one.verdicts.get(of) == Some(verdict));
            let count = u64::try_from(of_verdict.count()).unwrap_or(u64::MAX);
            (context.tag(verdict), count)
        });
        (purpose(context.words, of), counts.to_vec())
    });
    Ok(purposes.to_vec())
}
