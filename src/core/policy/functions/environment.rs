//! CEL's standard library with our functions, one environment a language.

use super::{FUNCTIONS, Function, Kind, placed};
use crate::policy::pack::Language;
use cel::common::ast::{CallExpr, Expr, IdedExpr, ListExpr, LiteralValue, operators};
use cel::common::types::CelInt;
use cel::parser::Macro;
use cel::{Env, IdedExpr as Expression};
use std::sync::{Arc, LazyLock};

/// The variable behind every call; no rule can spell it.
pub(crate) const HOST: &str = "@library";

static FIRST: LazyLock<Arc<Env>> = LazyLock::new(|| make(Language::First));
static SECOND: LazyLock<Arc<Env>> = LazyLock::new(|| make(Language::Second));

/// The environment of a language; shared, since it costs more to make than a
/// rule costs to evaluate.
pub(crate) fn env(language: Language) -> &'static Arc<Env> {
    match language {
        Language::First => &FIRST,
        Language::Second => &SECOND,
    }
}

fn make(language: Language) -> Arc<Env> {
    let mut env = Env::stdlib();
    let spelled = placed(language).filter(|(_, function)| !function.name.starts_with('@'));
    for (place, function) in spelled {
        for count in function.required()..=function.parameters.len() {
            // A name clash with the standard library would be a fault of the
            // table; the function then stays unknown and lint says so.
            let _ = env.add_macro(call(place, function, count));
        }
    }
    Arc::new(env)
}

fn call(place: i64, function: &'static Function, count: usize) -> Macro {
    Macro::global(function.name, count, move |helper, _target, args| {
        let whole = (function.name == THEN).then(|| args.clone());
        for (arg, parameter) in args.iter_mut().zip(function.parameters) {
            if parameter.kind == Kind::Call {
                hand_over(arg);
            }
        }
        let number = Expr::Literal(LiteralValue::Int(CelInt::from(place)));
        let mut elements = vec![helper.next_expr(number)];
        elements.append(args);
        let host = helper.next_expr(Expr::Ident(HOST.to_owned()));
        let list = helper.next_expr(Expr::List(ListExpr::new(elements)));
        let mut made = helper.next_expr(operator(operators::INDEX, vec![host, list]));
        // Both must hold, by CEL's own logic, before their order matters.
        for condition in whole.into_iter().flatten().rev() {
            let both = operator(operators::LOGICAL_AND, vec![condition, made]);
            made = helper.next_expr(both);
        }
        Ok(Some(made))
    })
}

/// The function whose calls must hold before it is asked.
const THEN: &str = "then";

fn operator(name: &str, args: Vec<IdedExpr>) -> Expr {
    Expr::Call(CallExpr {
        func_name: name.to_owned(),
        target: None,
        args,
    })
}

/// Turns a call that is an argument into its list, for the function to make; any
/// other argument stays what it is, and lint says so.
fn hand_over(arg: &mut IdedExpr) {
    let Expr::Call(call) = &mut arg.expr else {
        return;
    };
    let [host, list] = call.args.as_mut_slice() else {
        return;
    };
    let is_ours = matches!(&host.expr, Expr::Ident(name) if name == HOST);
    if is_ours && call.func_name == operators::INDEX {
        *arg = std::mem::take(list);
    }
}

/// If the expression is a call of one of our functions: which, and its arguments.
pub(crate) fn as_call(expression: &Expression) -> Option<(&'static Function, &[IdedExpr])> {
    let Expr::Call(call) = &expression.expr else {
        return None;
    };
    let [host, list] = call.args.as_slice() else {
        return None;
    };
    if call.func_name != operators::INDEX
        || !matches!(&host.expr, Expr::Ident(name) if name == HOST)
    {
        return None;
    }
    called(list)
}

/// The function and the arguments that a list of a call holds.
pub(crate) fn called(list: &Expression) -> Option<(&'static Function, &[IdedExpr])> {
    let Expr::List(list) = &list.expr else {
        return None;
    };
    let (number, args) = list.elements.split_first()?;
    let Expr::Literal(LiteralValue::Int(place)) = &number.expr else {
        return None;
    };
    let place = usize::try_from(*place.inner()).ok()?;
    Some((FUNCTIONS.get(place)?, args))
}

/// The text of a string literal.
pub(crate) fn text(expression: &Expression) -> Option<&str> {
    match &expression.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}
