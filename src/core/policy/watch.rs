//! Expressions made to say on which days they compare with `today`.
//!
//! Where `today` is a side of a comparison, the other side is wrapped in a call
//! that gives it back and notes its day. Wherever else `today` stands (in text
//! that is put together, in a list) it is wrapped itself, in a call that gives
//! it back and notes that tomorrow is another day. Both calls change no value.

use super::functions::{HOST, as_call};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, ListExpr, LiteralValue, operators as op};
use cel::common::types::CelString;

/// Gives back a text that `today` is compared with.
pub(crate) const COMPARED: &str = "@compared";

/// Gives back `today`.
pub(crate) const DAILY: &str = "@daily";

const COMPARISONS: [&str; 6] = [
    op::EQUALS,
    op::NOT_EQUALS,
    op::LESS,
    op::LESS_EQUALS,
    op::GREATER,
    op::GREATER_EQUALS,
];

/// The same expression, watched.
pub(crate) fn watched(expression: &IdedExpr) -> IdedExpr {
    let mut expression = expression.clone();
    watch(&mut expression);
    expression
}

fn watch(part: &mut IdedExpr) {
    match &mut part.expr {
        Expr::Ident(name) if name == "today" => wrap(part, DAILY),
        Expr::Call(call) if COMPARISONS.contains(&call.func_name.as_str()) => compared(call),
        Expr::Call(call) => {
            call.target.iter_mut().for_each(|target| watch(target));
            call.args.iter_mut().for_each(watch);
        }
        Expr::Comprehension(inner) => {
            watch(&mut inner.iter_range);
            watch(&mut inner.accu_init);
            watch(&mut inner.loop_cond);
            watch(&mut inner.loop_step);
            watch(&mut inner.result);
        }
        Expr::List(list) => list.elements.iter_mut().for_each(watch),
        Expr::Map(map) => map
            .entries
            .iter_mut()
            .for_each(|entry| field(&mut entry.expr)),
        Expr::Struct(of) => of
            .entries
            .iter_mut()
            .for_each(|entry| field(&mut entry.expr)),
        Expr::Select(select) => watch(&mut select.operand),
        _ => {}
    }
}

fn compared(call: &mut CallExpr) {
    let today = |part: &IdedExpr| matches!(&part.expr, Expr::Ident(name) if name == "today");
    let sides = [0, 1].map(|side| call.args.get(side).is_some_and(today));
    for (arg, other) in call.args.iter_mut().zip([sides[1], sides[0]]) {
        if !today(arg) {
            watch(arg);
        }
        if other {
            wrap(arg, COMPARED);
        }
    }
}

fn field(entry: &mut EntryExpr) {
    match entry {
        EntryExpr::StructField(field) => watch(&mut field.value),
        EntryExpr::MapEntry(entry) => {
            watch(&mut entry.key);
            watch(&mut entry.value);
        }
    }
}

/// Puts an expression into a call of ours.
fn wrap(part: &mut IdedExpr, name: &'static str) {
    debug_assert!(as_call(part).is_none_or(|(called, _)| called != name));
    let id = part.id;
    let made = |expr| IdedExpr { id, expr };
    let inner = std::mem::replace(part, made(Expr::Ident(HOST.to_owned())));
    let name = Expr::Literal(LiteralValue::String(CelString::from(name)));
    let list = made(Expr::List(ListExpr::new(vec![made(name), inner])));
    let host = made(Expr::Ident(HOST.to_owned()));
    part.expr = Expr::Call(CallExpr {
        func_name: op::INDEX.to_owned(),
        target: None,
        args: vec![host, list],
    });
}
