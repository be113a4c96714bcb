//! What an expression lacks that ended in an error.
//!
//! The expression is taken apart where CEL's logic takes it apart: of `a && b`
//! and `a || b` both sides are asked, of `c ? a : b` the side that counts; what
//! remains is evaluated once more, alone, and its trace tells.

use super::expression::Expression;
use super::session::Session;
use super::trace::Miss;
use super::{Missing, Supplier};
use crate::registry::DocId;
use cel::common::ast::{Expr, operators};
use cel::common::types::CelBool;
use cel::{Context, IdedExpr, Value};
use std::sync::Arc;

/// Everything that is missing for the expression to have a value, each once.
pub(crate) fn missing(
    session: &Session<'_>,
    context: &Context<'_, '_>,
    expression: &Expression,
) -> Vec<Missing> {
    session.trace.clear();
    let mut found = Vec::new();
    collect(
        session,
        context,
        expression.program.expression(),
        &mut found,
    );
    let mut once: Vec<Missing> = Vec::new();
    for missing in found {
        if !once.contains(&missing) {
            once.push(missing);
        }
    }
    once
}

fn collect(
    session: &Session<'_>,
    context: &Context<'_, '_>,
    expression: &IdedExpr,
    found: &mut Vec<Missing>,
) {
    session.trace.clear();
    if Value::resolve_val(expression, context).is_ok() {
        return;
    }
    let misses = session.trace.take_misses();
    match &expression.expr {
        Expr::Call(call) if branches(&call.func_name) => {
            call.args
                .iter()
                .for_each(|arg| collect(session, context, arg, found));
        }
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => {
            let [condition, yes, no] = call.args.as_slice() else {
                return;
            };
            let side = match Value::resolve_val(condition, context) {
                Err(_) => condition,
                Ok(value) => match value.downcast_ref::<CelBool>() {
                    Some(bool) if *bool.inner() => yes,
                    _ => no,
                },
            };
            collect(session, context, side, found);
        }
        _ => found.extend(misses.into_iter().map(|miss| describe(session, miss))),
    }
}

fn branches(function: &str) -> bool {
    [
        operators::LOGICAL_AND,
        operators::LOGICAL_OR,
        operators::LOGICAL_NOT,
    ]
    .contains(&function)
}

fn describe(session: &Session<'_>, miss: Miss) -> Missing {
    match miss {
        Miss::Known(missing) => missing,
        Miss::Key(doc, node, key) => {
            let document = session.registry.document(doc);
            let pointer = document.node(node).pointer();
            let key = key.replace('~', "~0").replace('/', "~1");
            Missing::Field {
                path: Arc::clone(document.path()),
                pointer: format!("{pointer}/{key}"),
                supplier: supplier(session, doc),
            }
        }
    }
}

/// Who writes a document: an authority its own folders, a unit the rest.
fn supplier(session: &Session<'_>, doc: DocId) -> Supplier {
    let path = session.registry.document(doc).path();
    let mut parts = path.split('/').skip(1);
    let folder = parts.next().unwrap_or_default();
    let next = parts.next().unwrap_or_default().trim_end_matches(".yaml");
    match folder {
        "opinions" => Supplier::Authority(next.into()),
        "plans" => Supplier::Authority("development".into()),
        "units" | "systems" => Supplier::Unit(next.into()),
        "requests" => Supplier::Unit(parts.next().unwrap_or_default().into()),
        _ => Supplier::Authority("catalog".into()),
    }
}
