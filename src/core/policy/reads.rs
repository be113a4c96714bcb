//! What a rule reads by name: fields of documents and parameters, as its expressions
//! say them with the terms put in. So questions about rules need no rule's name.

use super::Pack;
use super::ast_span::children;
use super::pack::Rule;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The variables that are documents.
const DOCUMENTS: [&str; 5] = ["unit", "system", "request", "applicant", "project"];

/// What a rule names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads {
    /// Fields of documents, each with its variable: `project.investment.total`.
    pub fields: BTreeSet<String>,
    /// Parameters.
    pub parameters: BTreeSet<Arc<str>>,
}

/// What a rule's conditions and its list of elements name.
#[must_use]
pub fn reads(pack: &Pack, rule: &Rule) -> Reads {
    let conditions = rule.applies.iter().chain(&rule.require);
    let all = conditions.chain(&rule.waiver).chain(&rule.each);
    let mut found = Reads::default();
    for expression in all {
        let mut todo = vec![&expression.ast];
        while let Some(part) = todo.pop() {
            note(pack, part, &mut found);
            // What stands before the last dot is read for its sake.
            match field(part) {
                Some(field) => _ = found.fields.insert(field),
                None => todo.extend(children(part)),
            }
        }
    }
    found
}

/// `params.NAME`, or a parameter's name in quotes.
fn note(pack: &Pack, part: &IdedExpr, found: &mut Reads) {
    let name = match &part.expr {
        Expr::Literal(LiteralValue::String(text)) => text.inner(),
        Expr::Select(select) if is(&select.operand, "params") => select.field.as_str(),
        _ => return,
    };
    let known = pack.parameters.get_key_value(name);
    found
        .parameters
        .extend(known.map(|(name, _)| Arc::clone(name)));
}

/// `project.investment.total`, where that is what an expression is.
fn field(part: &IdedExpr) -> Option<String> {
    let Expr::Select(select) = &part.expr else {
        return None;
    };
    let before = DOCUMENTS.into_iter().find(|of| is(&select.operand, of));
    let before = before.map(str::to_owned).or_else(|| field(&select.operand));
    before.map(|before| format!("{before}.{}", select.field))
}

fn is(part: &IdedExpr, name: &str) -> bool {
    matches!(&part.expr, Expr::Ident(ident) if ident == name)
}
