//! For how long an opinion on a matter is good, as the rules say it: a condition that names one matter and one parameter in months
//! holds the one to the other.

use super::Pack;
use super::ast_span::children;
use super::pack::Rule;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The unit of parameters that are intervals.
const MONTHS: &str = "months";

/// The parameter that limits the age of opinions on a matter, by matter.
#[must_use]
pub fn intervals(pack: &Pack) -> BTreeMap<Arc<str>, Arc<str>> {
    let conditions = |rule: &'_ Rule| {
        rule.require
            .iter()
            .map(|one| named(pack, &one.ast))
            .collect::<Vec<_>>()
    };
    let mut found = BTreeMap::new();
    for (matters, parameters) in pack.rules.iter().flat_map(conditions) {
        if let ([matter], [parameter]) = (&matters[..], &parameters[..]) {
            found
                .entry(Arc::clone(matter))
                .or_insert_with(|| Arc::clone(parameter));
        }
    }
    found
}

/// The matters and the parameters in months that an expression names.
fn named(pack: &Pack, expression: &IdedExpr) -> (Vec<Arc<str>>, Vec<Arc<str>>) {
    let (mut matters, mut parameters) = (BTreeSet::new(), BTreeSet::new());
    let mut todo = vec![expression];
    while let Some(part) = todo.pop() {
        match &part.expr {
            Expr::Literal(LiteralValue::String(text)) => {
                let known = pack.matters.get_key_value(text.inner());
                matters.extend(known.map(|(matter, _)| Arc::clone(matter)));
            }
            Expr::Select(select) => {
                let known = pack.parameters.get(select.field.as_str());
                let of = |operand: &IdedExpr| matches!(&operand.expr, Expr::Ident(name) if name == "params");
                let months = known.filter(|known| *known.unit == *MONTHS && of(&select.operand));
                parameters.extend(months.map(|known| Arc::clone(&known.name)));
            }
            _ => {}
        }
        todo.extend(children(part));
    }
    (
        matters.into_iter().collect(),
        parameters.into_iter().collect(),
    )
}
