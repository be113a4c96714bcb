//! The one year that a query is about, where that is plain to see: other years
//! need not be judged for it then.
//!
//! Seen is only what cannot change the answer: one table of decisions, to
//! which others are joined that have none, and `year = 2027` among the
//! conditions that all rows must meet.

use super::{JUDGED, name};
use sqlparser::ast::{
    BinaryOperator, Expr, Ident, JoinOperator, Query, Select, SetExpr, TableFactor, Value, Visit,
    Visitor,
};
use std::ops::ControlFlow;

/// The year that a query's decisions are of; none where it may be several.
pub(super) fn year(query: &Query) -> Option<i16> {
    let SetExpr::Select(select) = &*query.body else {
        return None;
    };
    if query.with.is_some() || queries(query) != 1 {
        return None;
    }
    let (of, alone) = judged(select)?;
    conditions(select.selection.as_ref()?)
        .into_iter()
        .find_map(|condition| stated(condition, &of, alone))
}

/// How many queries there are, those within counted.
fn queries(query: &Query) -> usize {
    struct Count(usize);
    impl Visitor for Count {
        type Break = ();
        fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
            self.0 += 1;
            ControlFlow::Continue(())
        }
    }
    let mut count = Count(0);
    let _ = query.visit(&mut count);
    count.0
}

/// What the one table of decisions is called, and whether it stands alone.
fn judged(select: &Select) -> Option<(String, bool)> {
    let [from] = select.from.as_slice() else {
        return None;
    };
    let (table, called) = table(&from.relation)?;
    let others = from.joins.iter().all(|join| {
        let inward = matches!(
            join.join_operator,
            JoinOperator::Join(_)
                | JoinOperator::Inner(_)
                | JoinOperator::Left(_)
                | JoinOperator::LeftOuter(_)
        );
        let other = self::table(&join.relation);
        let plain = |(name, _): (String, _)| {
            super::super::table(&name).is_some() && !JUDGED.contains(&name.as_str())
        };
        inward && other.is_some_and(plain)
    });
    let fits = JUDGED.contains(&table.as_str()) && others;
    fits.then_some((called, from.joins.is_empty()))
}

/// A table's name, and what it is called here.
fn table(factor: &TableFactor) -> Option<(String, String)> {
    let TableFactor::Table {
        name: object,
        alias,
        args: None,
        ..
    } = factor
    else {
        return None;
    };
    let own = name(object)?;
    let called = alias.as_ref().map(|alias| alias.name.value.to_lowercase());
    Some((own.clone(), called.unwrap_or(own)))
}

/// The conditions that all rows must meet.
fn conditions(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::BinaryOp {
            left,
            op: BinaryOperator::And,
            right,
        } => [conditions(left), conditions(right)].concat(),
        Expr::Nested(inner) => conditions(inner),
        other => vec![other],
    }
}

/// The year of `year = 2027` or `d.year = 2027`.
fn stated(condition: &Expr, of: &str, alone: bool) -> Option<i16> {
    let Expr::BinaryOp {
        left,
        op: BinaryOperator::Eq,
        right,
    } = condition
    else {
        return None;
    };
    let is = |ident: &Ident, text: &str| ident.value.to_lowercase() == text;
    let column = match &**left {
        Expr::Identifier(column) => alone && is(column, "year"),
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [table, column] => is(table, of) && is(column, "year"),
            _ => false,
        },
        _ => false,
    };
    match &**right {
        Expr::Value(value) if column => match &value.value {
            Value::Number(number, _) => number.to_string().parse().ok(),
            _ => None,
        },
        _ => None,
    }
}
