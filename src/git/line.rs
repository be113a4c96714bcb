//! Which commit stood on the line of first parents on a day.
//!
//! A commit stands on the line only when all before it do. So it stands from the latest of
//! its own day and theirs on: a slow clock makes nothing older than what it builds upon.
//! Days are believed but for those beyond the calendar, and those that are more than a year
//! after most of the later commits' (two at least): such a commit stands from what follows
//! it on.

use super::{Repository, Revision};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use mulu_core::diagnostic::{Arg, Error, Message};
use std::collections::BTreeMap;

/// A line with the days from which on its commits stand.
type Stands = (Vec<(git2::Oid, Date)>, Option<Backwards>);

/// The state of a day.
#[derive(Clone, Debug)]
pub struct Standing<'r> {
    /// The last commit that stood on the day.
    pub revision: Revision<'r>,
    /// Where the days of the line run backwards.
    pub backwards: Option<Backwards>,
}

/// Commits whose days don't go with their places on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backwards {
    /// How many there are.
    pub count: usize,
    /// The last of them.
    pub commit: String,
    /// Its day; `None`: it is beyond the calendar.
    pub on: Option<Date>,
}

impl Backwards {
    /// What people are told of it.
    #[must_use]
    pub fn message(&self) -> Message {
        let on = self.on.map_or_else(
            || Arg::from(Message::new("note-no-date")),
            |on| Arg::from(on.to_string()),
        );
        Message::new("note-dates-backwards")
            .arg("count", self.count)
            .arg("commit", self.commit.get(..7).unwrap_or(&self.commit))
            .arg("on", on)
    }
}

impl Repository {
    /// The state that stood on a day on the line of first parents from `HEAD`.
    ///
    /// # Errors
    /// When none did, or the history is not here.
    pub fn at(&self, day: Date, zone: &TimeZone) -> Result<Revision<'_>, Error> {
        let standing = self.standing(&self.revision("HEAD")?, day, zone)?;
        Ok(standing.revision)
    }

    /// The same on the line that ends with a revision, and whether its days run backwards.
    ///
    /// # Errors
    /// When none did, or the history is not here.
    pub fn standing<'r>(
        &'r self,
        tip: &Revision<'r>,
        day: Date,
        zone: &TimeZone,
    ) -> Result<Standing<'r>, Error> {
        let (line, backwards) = self.stands(tip, zone)?;
        let stood = line.iter().rev().find(|(_, from)| *from <= day);
        let Some((id, _)) = stood else {
            return Err(self.too_early(day, backwards));
        };
        let fault = |error: git2::Error| Error::reading(&id.to_string(), &error.message());
        let commit = self.inner.find_commit(*id).map_err(fault)?;
        let revision = Revision {
            repository: self,
            commit,
        };
        Ok(Standing {
            revision,
            backwards,
        })
    }

    /// From which day on each commit of the line that ends with a revision stands, by its
    /// id, and whether the days of the line run backwards.
    ///
    /// # Errors
    /// When the history is not here.
    pub fn days(
        &self,
        tip: &Revision<'_>,
        zone: &TimeZone,
    ) -> Result<(BTreeMap<String, Date>, Option<Backwards>), Error> {
        let (line, backwards) = self.stands(tip, zone)?;
        let days = line.into_iter().map(|(id, from)| (id.to_string(), from));
        Ok((days.collect(), backwards))
    }

    /// The commits of the line, the first one first, with the days from which on they stand.
    fn stands(&self, tip: &Revision<'_>, zone: &TimeZone) -> Result<Stands, Error> {
        let (ids, days) = self.steps(tip, zone)?;
        let (from, wrong) = stand(&days);
        let last = wrong
            .last()
            .and_then(|at| Some((ids.get(*at)?, days.get(*at)?)));
        let backwards = last.map(|(id, on)| Backwards {
            count: wrong.len(),
            commit: id.to_string(),
            on: *on,
        });
        Ok((ids.into_iter().zip(from).collect(), backwards))
    }

    /// The commits of the line with their days, the first one first.
    fn steps(
        &self,
        tip: &Revision<'_>,
        zone: &TimeZone,
    ) -> Result<(Vec<git2::Oid>, Vec<Option<Date>>), Error> {
        let (mut ids, mut days) = (Vec::new(), Vec::new());
        let mut next = Some(tip.clone());
        while let Some(revision) = next {
            ids.push(revision.commit.id());
            days.push(revision.date(zone).ok());
            let fault = |error: git2::Error| Error::reading(&revision.id(), &error.message());
            next = match revision.commit.parent_count() {
                0 => None,
                _ => Some(Revision {
                    repository: self,
                    commit: revision.commit.parent(0).map_err(fault)?,
                }),
            };
        }
        ids.reverse();
        days.reverse();
        Ok((ids, days))
    }

    /// That nothing stood on a day: where days run backwards, one may be mistaken.
    fn too_early(&self, day: Date, backwards: Option<Backwards>) -> Error {
        let key = match backwards {
            _ if self.inner.is_shallow() => "failure-shallow",
            Some(_) => "failure-before-history-backwards",
            None => "failure-before-history",
        };
        let message = Message::new(key).arg("day", day.to_string());
        Error::not_found(match backwards {
            Some(found) => message.arg("found", found.message()),
            None => message,
        })
    }
}

/// From which day on each commit of a line stands, and the places of those whose days
/// don't go with that.
fn stand(days: &[Option<Date>]) -> (Vec<Date>, Vec<usize>) {
    let believed = believed(days);
    let (mut from, mut wrong) = (Vec::new(), Vec::new());
    let mut running = Date::MIN;
    for (at, on) in believed.iter().enumerate() {
        if on.is_none_or(|on| on < running) {
            wrong.push(at);
        }
        running = on.map_or(running, |on| running.max(on));
        from.push(running);
    }
    // What isn't believed stands no earlier than what follows it.
    let mut following = None;
    for (own, on) in from.iter_mut().zip(&believed).rev() {
        match on {
            Some(_) => following = Some(*own),
            None => *own = following.unwrap_or(*own),
        }
    }
    (from, wrong)
}

/// The days of a line that can be believed.
fn believed(days: &[Option<Date>]) -> Vec<Option<Date>> {
    let mut believed = Vec::with_capacity(days.len());
    // Those of the later commits, the latest first: an earlier one's mostly comes last.
    let mut later: Vec<Date> = Vec::with_capacity(days.len());
    for on in days.iter().rev() {
        believed.push(on.filter(|on| {
            let year_before = on.saturating_sub(1.year());
            let near = later.partition_point(|one| *one >= year_before);
            let far = later.len() - near;
            far < 2 || far <= near
        }));
        if let Some(on) = on {
            later.insert(later.partition_point(|one| one > on), *on);
        }
    }
    believed.reverse();
    believed
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn line(days: &[(i16, i8)]) -> (Vec<Date>, Vec<usize>) {
        let day = |(year, month): &(i16, i8)| (*year > 0).then(|| date(*year, *month, 1));
        stand(&days.iter().map(day).collect::<Vec<_>>())
    }

    #[test]
    fn a_slow_clock_makes_nothing_older_than_what_it_builds_upon() {
        let (from, wrong) = line(&[(2026, 1), (2026, 3), (2026, 2), (2026, 4)]);
        let months: Vec<i8> = from.iter().map(|on| on.month()).collect();
        assert_eq!((months, wrong), (vec![1, 3, 3, 4], vec![2]));
    }

    #[test]
    fn a_day_far_after_all_that_follows_holds_nothing_up() {
        let (from, wrong) = line(&[
            (2026, 1),
            (2099, 1),
            (2099, 2),
            (2026, 2),
            (2026, 4),
            (2026, 5),
        ]);
        let months: Vec<i8> = from.iter().map(|on| on.month()).collect();
        assert_eq!((months, wrong), (vec![1, 2, 2, 2, 4, 5], vec![1, 2]));
    }

    #[test]
    fn a_day_beyond_the_calendar_is_that_of_what_follows_or_of_what_is_before() {
        let (from, wrong) = line(&[(2026, 1), (0, 0), (2026, 3), (0, 0)]);
        let months: Vec<i8> = from.iter().map(|on| on.month()).collect();
        assert_eq!((months, wrong), (vec![1, 3, 3, 3], vec![1, 3]));
    }

    #[test]
    fn a_tip_from_long_ago_stands_from_what_it_builds_upon() {
        let (from, wrong) = line(&[(2026, 1), (2026, 3), (2026, 5), (1971, 1)]);
        let months: Vec<i8> = from.iter().map(|on| on.month()).collect();
        assert_eq!((months, wrong), (vec![1, 3, 5, 5], vec![3]));
    }
}
