//! Expressions made to say on which days they compare with `today`.
//!
//! Where `today` is a side of a comparison, the other side is wrapped in a call
//! that gives it back and notes its day. Wherever else `today` stands (in text
//! that is put together, in a list) it is wrapped itself, in a call that gives
//! it back and notes that tomorrow is another day; of `year_of(today)` that the next
//! year is another. No call changes a value.

use super::functions::{COMPARED, DAILY, HOST, YEARLY, as_call};
use super::terms::parts;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, ListExpr, LiteralValue, operators as op};
use cel::common::types::CelInt;

const COMPARISONS: [&str; 6] = [
    op::EQUALS,
    op::NOT_EQUALS,
    op::LESS,
    op::LESS_EQUALS,
    op::GREATER,
    op::GREATER_EQUALS,
];

/// An expression that notes the days it compares with, and else is the same.
pub(crate) fn instrument(expression: &IdedExpr) -> IdedExpr {
    let mut expression = expression.clone();
    go_through(&mut expression);
    expression
}

fn go_through(part: &mut IdedExpr) {
    let of_year = is_year_of_today(part);
    match &mut part.expr {
        Expr::Ident(name) if name == "today" => wrap(part, DAILY),
        Expr::Call(call) if of_year => yearly(call),
        Expr::Call(call) if COMPARISONS.contains(&call.func_name.as_str()) => compared(call),
        _ => parts(part, &mut go_through),
    }
}

fn today(part: &IdedExpr) -> bool {
    matches!(&part.expr, Expr::Ident(name) if name == "today")
}

/// Whether it is `year_of(today)`.
fn is_year_of_today(part: &IdedExpr) -> bool {
    match as_call(part) {
        Some((function, [day])) => function.name == "year_of" && today(day),
        _ => false,
    }
}

/// Puts the day into a call that notes its year.
fn yearly(call: &mut CallExpr) {
    if let Some(Expr::List(list)) = call.args.last_mut().map(|list| &mut list.expr)
        && let Some(day) = list.elements.last_mut()
    {
        wrap(day, YEARLY);
    }
}

fn compared(call: &mut CallExpr) {
    let sides = [0, 1].map(|side| call.args.get(side).is_some_and(today));
    for (arg, other) in call.args.iter_mut().zip([sides[1], sides[0]]) {
        if !today(arg) {
            go_through(arg);
        }
        if other {
            wrap(arg, COMPARED);
        }
    }
}

/// Puts an expression into a call of ours.
fn wrap(part: &mut IdedExpr, function: i64) {
    let id = part.id;
    let made = |expr| IdedExpr { id, expr };
    let inner = std::mem::replace(part, made(Expr::Ident(HOST.to_owned())));
    let function = Expr::Literal(LiteralValue::Int(CelInt::from(function)));
    let list = made(Expr::List(ListExpr::new(vec![made(function), inner])));
    let host = made(Expr::Ident(HOST.to_owned()));
    part.expr = Expr::Call(CallExpr {
        func_name: op::INDEX.to_owned(),
        target: None,
        args: vec![host, list],
    });
}
