//! CEL's standard library with our functions, one environment a language.

use super::{FUNCTIONS, Function, placed};
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

fn call(place: i64, function: &Function, count: usize) -> Macro {
    Macro::global(function.name, count, move |helper, _target, args| {
        let number = Expr::Literal(LiteralValue::Int(CelInt::from(place)));
        let mut elements = vec![helper.next_expr(number)];
        elements.append(args);
        let host = helper.next_expr(Expr::Ident(HOST.to_owned()));
        let list = helper.next_expr(Expr::List(ListExpr::new(elements)));
        Ok(Some(helper.next_expr(Expr::Call(CallExpr {
            func_name: operators::INDEX.to_owned(),
            target: None,
            args: vec![host, list],
        }))))
    })
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
