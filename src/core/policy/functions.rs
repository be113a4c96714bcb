//! The functions that rules may call: few, and all in one table.
//!
//! A call `passed("catalog", "acceptance")` is expanded, when the rule is
//! parsed, to an index on the host value: `@host[["passed", "catalog",
//! "acceptance"]]`. So functions reach the registry's indexes through a value
//! that borrows them, and rules never scan documents.

use cel::common::ast::{CallExpr, Expr, IdedExpr, ListExpr, LiteralValue, operators};
use cel::common::types::CelString;
use cel::parser::Macro;
use cel::{Env, IdedExpr as Expression};
use std::sync::{Arc, LazyLock};

/// The variable behind every call; no rule can spell it.
pub(crate) const HOST: &str = "@host";

/// What a parameter takes and a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// Text; dates are text in the form `YYYY-MM-DD`.
    Text,
    /// A list of text.
    Texts,
    /// An entry of an opinions file.
    Opinion,
    /// Literal: an authority's id.
    Authority,
    /// Literal: an authority's id or `any`.
    AnyAuthority,
    /// Literal: a matter of the authority before it.
    Matter,
    /// Literal: `system`, `unit` or `systems-of-unit`.
    Whose,
    /// Literal: the kind of a list's entry.
    EntryKind,
}

/// One function.
#[derive(Debug)]
pub struct Function {
    /// Its name in rules.
    pub name: &'static str,
    /// What it takes.
    pub params: &'static [Kind],
    /// How many of them must be given.
    pub required: usize,
    /// What it gives.
    pub result: Kind,
}

const fn function(
    name: &'static str,
    params: &'static [Kind],
    required: usize,
    result: Kind,
) -> Function {
    Function {
        name,
        params,
        required,
        result,
    }
}

use Kind::{AnyAuthority, Authority, Bool, EntryKind, Int, Matter, Opinion, Text, Texts, Whose};

/// Every function, by name. `docs/POLICY.md` says what each is for.
pub static FUNCTIONS: &[Function] = &[
    function("passed", &[Authority, Matter, Text], 2, Bool),
    function("has_passed", &[Authority, Matter, Text], 2, Bool),
    function("opinion", &[Authority, Matter, Text], 2, Opinion),
    function("awaiting", &[Authority, Matter], 2, Bool),
    function("overdue", &[AnyAuthority, Matter, Whose], 3, Bool),
    function("unresolved", &[AnyAuthority, Matter, Whose], 3, Bool),
    function("within_months", &[Text, Int], 2, Bool),
    function("elapsed_months", &[Text, Int], 2, Bool),
    function("months_since", &[Text], 1, Int),
    function("later", &[Text, Text], 2, Text),
    function("listed", &[], 0, Bool),
    function("collected", &[], 0, Texts),
    function("has_source", &[Text], 1, Bool),
    function("source_of", &[Text], 1, Text),
    function("sole_collector", &[Text], 1, Bool),
    function("in_list", &[EntryKind], 1, Bool),
    function("in_plan", &[EntryKind], 1, Bool),
    function("plan_amount", &[EntryKind], 1, Int),
    function("requested_amount", &[], 0, Int),
    function("applicant_over_unit", &[], 0, Bool),
    function("expense", &[Text], 1, Text),
    function("ten_thousands", &[Int], 1, Text),
    function("grouped", &[Int], 1, Text),
];

/// The function with a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// CEL's standard library and our functions; shared, since it costs more to
/// make than a rule costs to evaluate.
pub(crate) static ENV: LazyLock<Arc<Env>> = LazyLock::new(|| {
    let mut env = Env::stdlib();
    for function in FUNCTIONS {
        for count in function.required..=function.params.len() {
            // A name clash with the standard library would be a fault of the
            // table above; the function then stays unknown and lint says so.
            let _ = env.add_macro(call(function.name, count));
        }
    }
    Arc::new(env)
});

fn call(name: &'static str, count: usize) -> Macro {
    Macro::global(name, count, move |helper, _target, args| {
        let mut elements = vec![helper.next_expr(literal(name))];
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

fn literal(text: &'static str) -> Expr {
    Expr::Literal(LiteralValue::String(CelString::from(text)))
}

/// If the expression is a call of one of our functions: its name and arguments.
pub(crate) fn as_call(expression: &Expression) -> Option<(&str, &[IdedExpr])> {
    let Expr::Call(call) = &expression.expr else {
        return None;
    };
    let [host, list] = call.args.as_slice() else {
        return None;
    };
    if call.func_name != operators::INDEX || host.expr != Expr::Ident(HOST.to_owned()) {
        return None;
    }
    let Expr::List(list) = &list.expr else {
        return None;
    };
    let (name, args) = list.elements.split_first()?;
    Some((text(name)?, args))
}

/// The text of a string literal.
pub(crate) fn text(expression: &Expression) -> Option<&str> {
    match &expression.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}
