//! A registry judged on a day, with what several pages ask of it: worked out once, when
//! first asked for, and never changed.

mod recorded;
mod rows;

pub(crate) use rows::{Asked, Built};

use crate::fault::Fault;
use crate::fold::fold;
use crate::index::Index;
use mulu_app::{self as app, OwnedSnapshot, ProjectSelection, Selection};
use mulu_core::decision::{self, DateRange, ProjectTimeline, Snapshot, Timeline};
use mulu_core::diagnostic::Message;
use mulu_core::policy::{ProjectRef, RequestRef};
use mulu_core::registry::Audience;
use mulu_core::registry::{Registry, Slot};
use mulu_report::record::Recorded;
use mulu_report::text::plain_lines;
use mulu_report::time::{self, Duty, Turn};
use mulu_report::year::{self, YearAccount, YearView};
use mulu_report::{Language, Localizer};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// How many days ahead deadlines and turns of one thing are looked for.
pub(crate) const AHEAD: i32 = 180;
/// How many days ahead they are looked for everywhere.
pub(crate) const SOON: i32 = 90;

/// Something in both languages.
type Both<T> = [T; 2];

/// A registry judged on a day.
pub(crate) struct State {
    snapshot: OwnedSnapshot,
    words: Both<Localizer>,
    year: i16,
    years: BTreeMap<i16, Year>,
    names: OnceLock<BTreeMap<String, String>>,
    index: OnceLock<Index>,
    everywhere: OnceLock<Both<Vec<Duty>>>,
    soon: OnceLock<Both<Vec<Duty>>>,
    ahead: BTreeMap<String, OnceLock<Both<Vec<Duty>>>>,
}

/// What is known of a budget year, once somebody asked.
#[derive(Default)]
struct Year {
    requests: OnceLock<Vec<Asked>>,
    projects: OnceLock<Vec<Built>>,
    account: OnceLock<Both<YearAccount>>,
    recorded: OnceLock<Both<Option<Recorded>>>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let provenance = &self.snapshot.provenance;
        f.debug_tuple("State").field(provenance).finish()
    }
}

impl State {
    /// A registry to be shown to somebody; nothing is judged yet.
    pub(crate) fn new(
        mut snapshot: OwnedSnapshot,
        words: &Both<Localizer>,
        audience: Audience,
    ) -> Self {
        snapshot.provenance.audience = audience;
        let view = snapshot.view();
        let words = [words[0].about(&view), words[1].about(&view)];
        let on = snapshot.provenance.on.year();
        let years = years(&snapshot.registry, on);
        let requests = snapshot.registry.requests.keys().map(|id| id.year());
        let near = requests.filter(|year| *year <= on.saturating_add(1));
        let year = near.max().unwrap_or(on);
        let units = snapshot.registry.units.keys().map(|slug| slug.to_string());
        let ahead = units.map(|slug| (slug, OnceLock::new())).collect();
        State {
            words,
            year,
            years: years
                .into_iter()
                .map(|year| (year, Year::default()))
                .collect(),
            snapshot,
            names: OnceLock::new(),
            index: OnceLock::new(),
            everywhere: OnceLock::new(),
            soon: OnceLock::new(),
            ahead,
        }
    }

    /// Works out what the first page asks for, before anybody does.
    pub(crate) fn warm(&self) {
        let year = self.year;
        let _ = (self.requests(year), self.projects(year), self.account(year));
        self.soon(Language::Zh);
        self.names();
    }

    pub(crate) fn view(&self) -> Snapshot<'_> {
        self.snapshot.view()
    }

    /// The registry with its rules and schemas, shared.
    pub(crate) fn snapshot(&self) -> &OwnedSnapshot {
        &self.snapshot
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.snapshot.registry
    }

    pub(crate) fn words(&self, language: Language) -> &Localizer {
        &self.words[at(language)]
    }

    /// The budget year that is talked of: the latest with requests, next year's at most.
    pub(crate) fn year(&self) -> i16 {
        self.year
    }

    /// Every budget year that anything is stated for.
    pub(crate) fn years(&self) -> impl DoubleEndedIterator<Item = i16> + '_ {
        self.years.keys().copied()
    }

    fn known(&self, year: i16) -> Result<&Year, Fault> {
        let unknown = || {
            let message = Message::new("web-no-year").arg("year", i64::from(year));
            Fault::not_found(message)
        };
        self.years.get(&year).ok_or_else(unknown)
    }

    /// Whether anything is stated for a year.
    ///
    /// # Errors
    /// When nothing is.
    pub(crate) fn is_known(&self, year: i16) -> Result<(), Fault> {
        self.known(year).map(drop)
    }

    /// The requests of a year, judged.
    ///
    /// # Errors
    /// When nothing is stated for the year.
    pub(crate) fn requests(&self, year: i16) -> Result<&[Asked], Fault> {
        let known = self.known(year)?;
        let found = known.requests.get_or_init(|| {
            let (view, all) = (self.view(), Selection::default());
            let batches = app::fund_in_batches(&view, year, &all);
            let batches = batches.into_iter().flatten().flatten();
            batches.map(|decision| Asked::of(&view, decision)).collect()
        });
        Ok(found)
    }

    /// All construction projects, judged for a year.
    ///
    /// # Errors
    /// When nothing is stated for the year.
    pub(crate) fn projects(&self, year: i16) -> Result<&[Built], Fault> {
        let known = self.known(year)?;
        let found = known.projects.get_or_init(|| {
            let view = self.view();
            let selection = ProjectSelection {
                year: Some(year),
                ..ProjectSelection::default()
            };
            let all = app::projects(&view, &selection).map(|decided| decided.projects);
            let all = all.unwrap_or_default().into_iter();
            all.map(|decision| Built::of(&view, decision)).collect()
        });
        Ok(found)
    }

    /// A year's steps.
    ///
    /// # Errors
    /// When nothing is stated for the year.
    pub(crate) fn account(&self, year: i16) -> Result<&Both<YearAccount>, Fault> {
        let known = self.known(year)?;
        if known.account.get().is_none() {
            let view = self.view();
            let found = app::year(&view, year, None)?;
            let shown = YearView {
                view,
                cycle: &found.cycle,
                range: found.range,
                deadlines: &found.deadlines,
            };
            let both = [0, 1].map(|at| year::account(&shown, &self.words[at]));
            let _ = known.account.set(both);
        }
        known.account.get().ok_or_else(Fault::no_page)
    }

    /// The same in one language.
    ///
    /// # Errors
    /// When nothing is stated for the year.
    pub(crate) fn account_in(&self, year: i16, language: Language) -> Result<&YearAccount, Fault> {
        Ok(&self.account(year)?[at(language)])
    }

    /// A year's decision of record, and what is otherwise since; `None`: there is none.
    ///
    /// # Errors
    /// When nothing is stated for the year.
    pub(crate) fn recorded(
        &self,
        year: i16,
        language: Language,
    ) -> Result<Option<&Recorded>, Fault> {
        let (known, asked) = (self.known(year)?, self.requests(year)?);
        let both = known
            .recorded
            .get_or_init(|| recorded::of_year(&self.view(), year, asked, &self.words));
        Ok(both[at(language)].as_ref())
    }

    /// What must be done within [`SOON`] days, and what is overdue.
    pub(crate) fn soon(&self, language: Language) -> &[Duty] {
        let both = self.soon.get_or_init(|| {
            let all = self.everywhere();
            all.each_ref()
                .map(|all| only(all, |duty| duty.days <= i64::from(SOON)))
        });
        &both[at(language)]
    }

    /// What a unit and those below it must do within [`AHEAD`] days, and what is overdue.
    pub(crate) fn ahead(&self, unit: &str, language: Language) -> &[Duty] {
        let Some(ahead) = self.ahead.get(unit) else {
            return &[];
        };
        let both = ahead.get_or_init(|| {
            // One unit's is soon found, where nobody has looked everywhere yet.
            let Some(all) = self.everywhere.get() else {
                return self.due(AHEAD, Some(unit));
            };
            let concerns = |duty: &Duty| self.registry().is_unit_or_ancestor(unit, &duty.unit);
            all.each_ref().map(|all| only(all, concerns))
        });
        &both[at(language)]
    }

    /// What must be done anywhere within [`AHEAD`] days, and what is overdue: looked for once,
    /// whoever asks for a part of it.
    fn everywhere(&self) -> &Both<Vec<Duty>> {
        self.everywhere.get_or_init(|| self.due(AHEAD, None))
    }

    fn due(&self, days: i32, unit: Option<&str>) -> Both<Vec<Duty>> {
        let view = self.view();
        let Ok(found) = app::due(&view, days, unit) else {
            return Both::default();
        };
        let shown = time::Due {
            view,
            range: found.range,
            obligations: &found.obligations,
        };
        [0, 1].map(|at| time::duties(&shown, &self.words[at]))
    }

    /// Which verdict on the requests for a system turns within [`AHEAD`] days.
    pub(crate) fn turns(&self, system: &str, language: Language) -> Vec<Turn> {
        let wanted = |case: &RequestRef| *case.system == *system;
        let years = self.years();
        let (view, range) = (self.view(), self.range(AHEAD));
        let years = years.filter(|year| *year >= range.from.year());
        let timelines = years
            .flat_map(|year| decision::forecast(view.registry, view.pack, range, year, wanted));
        let mut timelines: Vec<_> = timelines.collect();
        for timeline in &mut timelines {
            timeline.turns.retain(|turn| view.shows_all(&turn.changes));
        }
        self.said((&timelines, &[]), language)
    }

    /// Which verdict on a construction project turns within [`AHEAD`] days.
    pub(crate) fn project_turns(&self, project: &str, year: i16, language: Language) -> Vec<Turn> {
        let wanted = |of: &ProjectRef| *of.project == *project;
        let (view, range) = (self.view(), self.range(AHEAD));
        let mut timelines =
            decision::forecast_projects(view.registry, view.pack, range, year, wanted);
        for timeline in &mut timelines {
            timeline.turns.retain(|turn| view.shows_all(&turn.changes));
        }
        self.said((&[], &timelines), language)
    }

    fn said(
        &self,
        (timelines, projects): (&[Timeline], &[ProjectTimeline]),
        language: Language,
    ) -> Vec<Turn> {
        let shown = time::Forecast {
            view: self.view(),
            range: self.range(AHEAD),
            years: &[],
            timelines,
            projects,
        };
        time::turns(&shown, self.words(language))
    }

    /// From the day on which it is judged, some days on.
    pub(crate) fn range(&self, days: i32) -> DateRange {
        let from = self.snapshot.provenance.on;
        DateRange {
            from,
            until: from.saturating_add(jiff::Span::new().days(days)),
        }
    }

    /// The names of everything as a script.
    pub(crate) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// What every unit, system and project is searched by: its names and its id, folded.
    pub(crate) fn names(&self) -> &BTreeMap<String, String> {
        self.names.get_or_init(|| {
            let registry = self.registry();
            let units = registry.units.iter().filter_map(|(id, slot)| {
                let unit = slot.valid()?;
                let names: Vec<&str> = unit.names().collect();
                Some((
                    id.to_string(),
                    fold(&plain_lines(&format!("{id}\n{}", names.join("\n")))),
                ))
            });
            let systems = registry.systems.keys().map(|id| id.to_string());
            let systems = systems.chain(registry.requests.keys().map(|id| id.system().to_string()));
            let systems = systems.map(|id| {
                let name = fold(&plain_lines(&format!(
                    "{id}\n{}",
                    registry.system_name(&id)
                )));
                (id, name)
            });
            let projects = registry.projects.keys().map(|id| {
                let name = fold(&plain_lines(&format!(
                    "{id}\n{}",
                    registry.project_name(id)
                )));
                (format!("projects/{id}"), name)
            });
            units.chain(systems).chain(projects).collect()
        })
    }
}

/// Some of the duties, in the same order.
fn only(all: &[Duty], wanted: impl Fn(&Duty) -> bool) -> Vec<Duty> {
    all.iter().filter(|duty| wanted(duty)).cloned().collect()
}

fn at(language: Language) -> usize {
    match language {
        Language::Zh => 0,
        Language::En => 1,
    }
}

/// The years that documents speak of, and the day's.
fn years(registry: &Registry, on: i16) -> BTreeSet<i16> {
    fn there<T>(files: &BTreeMap<i16, Slot<T>>) -> impl Iterator<Item = i16> + '_ {
        files.keys().copied()
    }
    let requests = registry.requests.keys().map(|id| id.year());
    let files = [
        &registry.lists,
        &registry.plans,
        &registry.budgets,
        &registry.cloud,
    ];
    let files = files.into_iter().flat_map(there);
    requests.chain(files).chain([on]).collect()
}
