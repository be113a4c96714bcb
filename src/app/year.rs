//! A budget year of the district, and what must be done next.

use super::{Error, lookup};
use mulu_core::decision::{Cycle, DateRange, Obligation, Snapshot, cycle, next_due};

/// How many days ahead deadlines are looked for, as `mulu due` does.
const AHEAD: i64 = 90;

/// A budget year.
#[derive(Debug)]
pub struct Year {
    /// Its steps.
    pub cycle: Cycle,
    /// Where deadlines were looked for.
    pub range: DateRange,
    /// What must be done next: all that is due on the nearest day.
    pub deadlines: Vec<Obligation>,
}

/// A budget year, of one unit and those below it or of all.
///
/// # Errors
/// When the unit doesn't exist.
pub fn year(snapshot: &Snapshot<'_>, year: i16, unit: Option<&str>) -> Result<Year, Error> {
    let registry = snapshot.registry;
    let unit = unit.map(|name| lookup::unit(registry, name)).transpose()?;
    let wanted = |of: &str| {
        let asked = unit.as_ref();
        asked.is_none_or(|asked| registry.is_unit_or_ancestor(asked, of))
    };
    let from = snapshot.provenance.on;
    let until = from.saturating_add(jiff::Span::new().days(AHEAD));
    let range = DateRange { from, until };
    let cycle = cycle(snapshot, year, wanted);
    let deadlines = next_due(snapshot, range, &cycle.cases());
    Ok(Year {
        cycle,
        range,
        deadlines,
    })
}
