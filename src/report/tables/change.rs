//! What a change of content comes to beside those before it, and beside the limit.
//!
//! The limit is a parameter of the pack: the percentage that the rules which look at
//! changes read. Which name it has is the pack's affair.

use super::Source;
use jiff::civil::Date;
use mulu_core::document::NodeRef;
use mulu_core::policy::pack::{Parameter, Value};
use mulu_core::policy::{Pack, ProjectRef, approved_total, reads};

/// The unit of parameters that are shares of a hundred.
const PERCENT: &str = "percent";

/// The field that the rules on changes read.
const CHANGES: &str = "project.changes";

/// A change of what a project builds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change {
    /// The day of the decision.
    pub(super) decided_on: Option<Date>,
    /// What is adjusted.
    pub(super) adjusted: Option<i64>,
    /// The same with all that was adjusted before: on earlier days, and on that day in
    /// earlier lines.
    pub(super) so_far: Option<i64>,
    /// What the investment was approved at on the eve.
    pub(super) approved_before: Option<i64>,
    /// How many hundredths of that may be adjusted by the law of the day.
    pub(super) limit: Option<i64>,
}

/// The changes of a project, in the order of its document.
pub(super) fn known(source: &Source<'_>, project: &str, root: NodeRef<'_>) -> Vec<Change> {
    let nodes = root.get("changes").into_iter().flat_map(NodeRef::items);
    let stated = |node: NodeRef<'_>| {
        let day = node.get("decided_on").and_then(NodeRef::scalar_text);
        Change {
            decided_on: day.and_then(|day| day.parse().ok()),
            adjusted: node.get("adjusted").and_then(NodeRef::as_i64),
            ..Change::default()
        }
    };
    let mut changes: Vec<Change> = nodes.map(stated).collect();
    if changes.is_empty() {
        return changes;
    }
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|at| changes[*at].decided_on);
    let limit = limit(source.pack);
    let mut sum = Some(0_i64);
    for at in order {
        let change = &mut changes[at];
        let Some(day) = change.decided_on else {
            continue;
        };
        sum = sum
            .zip(change.adjusted)
            .and_then(|(sum, more)| sum.checked_add(more));
        change.so_far = sum;
        change.limit = limit.and_then(|limit| match limit.on(day)? {
            Value::Number(percent) => Some(*percent),
            _ => None,
        });
        let of = ProjectRef::of(day.year(), &project.into()).zip(day.yesterday().ok());
        change.approved_before =
            of.and_then(|(of, eve)| approved_total(source.registry, source.pack, eve, &of));
    }
    changes
}

/// The share that may be adjusted.
fn limit(pack: &Pack) -> Option<&Parameter> {
    let read = pack.rules.iter().map(|rule| reads(pack, rule));
    let of_changes = read.filter(|reads| reads.fields.contains(CHANGES));
    let named = of_changes.flat_map(|reads| reads.parameters);
    let mut shares = named.filter_map(|name| pack.parameters.get(&name));
    shares.find(|parameter| *parameter.unit == *PERCENT)
}
