//! What an expression misses that ends in an error.
//!
//! The expression is taken apart where CEL's logic takes it apart: of `a && b`
//! and `a || b` both sides are asked, of `c ? a : b` the side that counts; what
//! remains is evaluated once more, alone, and its misses tell.

use super::expression::Expression;
use super::observe::{Miss, observe, unique};
use super::session::Session;
use super::{Missing, MissingWhat};
use cel::common::ast::{Expr, operators};
use cel::common::types::CelBool;
use cel::{Context, IdedExpr};
use std::sync::Arc;

/// Everything that must be there for the expression to have a value, each once.
pub(crate) fn diagnose_missing(
    session: &Session<'_>,
    context: &Context<'_, '_>,
    expression: &Expression,
) -> Vec<Missing> {
    let mut found = Vec::new();
    diagnose(session, context, &expression.ast, &mut found);
    unique(found)
}

fn diagnose(
    session: &Session<'_>,
    context: &Context<'_, '_>,
    expression: &IdedExpr,
    found: &mut Vec<Missing>,
) {
    let observed = observe(session, context, expression);
    if observed.value.is_some() {
        return;
    }
    match &expression.expr {
        Expr::Call(call) if branches(&call.func_name) => {
            call.args
                .iter()
                .for_each(|arg| diagnose(session, context, arg, found));
        }
        Expr::Call(call) if call.func_name == operators::CONDITIONAL => {
            let [condition, yes, no] = call.args.as_slice() else {
                return;
            };
            let side = match observe(session, context, condition).value {
                None => condition,
                Some(value) => match value.downcast_ref::<CelBool>() {
                    Some(bool) if *bool.inner() => yes,
                    _ => no,
                },
            };
            diagnose(session, context, side, found);
        }
        _ => found.extend(observed.misses.into_iter().map(|miss| told(session, miss))),
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

fn told(session: &Session<'_>, miss: Miss) -> Missing {
    match miss {
        Miss::Known(missing) => missing,
        Miss::Key(doc, node, key) => {
            let document = session.registry.document(doc);
            let pointer = document.node(node).pointer();
            let key = key.replace('~', "~0").replace('/', "~1");
            session.missing(
                Arc::clone(document.path()),
                MissingWhat::Field(format!("{pointer}/{key}")),
            )
        }
    }
}
