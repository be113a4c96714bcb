//! Names that a pack gives to expressions, put in where they are used.
//!
//! A term stands for its expression as if that were written there in brackets;
//! what is free in it (`item`, or the variable of an `all` around it) is what it
//! means there. A finding in it is shown where the term is used.

use super::expression::Expression;
use crate::diagnostic::{Diagnostic, Message, code};
use crate::document::NodeRef;
use cel::common::ast::{EntryExpr, Expr};
use cel::{Env, IdedExpr};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// How many parts an expression may have once its terms are put in.
const MAX_PARTS: usize = 4000;

/// One term.
#[derive(Debug)]
struct Term {
    expression: Expression,
    used: AtomicBool,
}

/// The terms that expressions of a file may use: the pack's and the file's own.
#[derive(Debug, Default, Clone)]
pub(crate) struct Terms(BTreeMap<Arc<str>, Arc<Term>>);

impl Terms {
    /// Takes in the terms under a key of a document; each may use those before it.
    pub(crate) fn read(
        &mut self,
        root: NodeRef<'_>,
        env: &Env,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Arc<str>> {
        let mut names = Vec::new();
        for (key, node) in root.get("terms").into_iter().flat_map(NodeRef::entries) {
            let name: Arc<str> = key.scalar_text().unwrap_or_default().into();
            match Expression::parse(node, env, self) {
                Ok(expression) => {
                    let used = AtomicBool::new(false);
                    self.0
                        .insert(Arc::clone(&name), Arc::new(Term { expression, used }));
                    names.push(name);
                }
                Err(fault) => diagnostics.push(*fault),
            }
        }
        names
    }

    /// Says which of some terms nothing used.
    pub(crate) fn unused(&self, names: &[Arc<str>], diagnostics: &mut Vec<Diagnostic>) {
        let named = names
            .iter()
            .filter_map(|name| Some((name, self.0.get(name)?)));
        for (name, term) in named.filter(|(_, term)| !term.used.load(Ordering::Relaxed)) {
            let found = Diagnostic::new(&code::POLICY_UNUSED, term.expression.label(None));
            diagnostics.push(
                found
                    .arg("what", Message::new("unused-term"))
                    .arg("name", &**name),
            );
        }
    }

    /// Puts terms in; `None`: the expression would be too large.
    pub(crate) fn put_in(&self, expression: &mut IdedExpr) -> Option<()> {
        if self.0.is_empty() {
            return Some(());
        }
        let mut left = MAX_PARTS;
        self.go(expression, &BTreeSet::new(), &mut left)
    }

    fn go(&self, part: &mut IdedExpr, bound: &BTreeSet<String>, left: &mut usize) -> Option<()> {
        *left = left.checked_sub(1)?;
        if let Expr::Ident(name) = &part.expr {
            if let Some(term) = self.0.get(name.as_str()).filter(|_| !bound.contains(name)) {
                term.used.store(true, Ordering::Relaxed);
                let mut inner = term.expression.ast.clone();
                *left = left.checked_sub(number(&mut inner, part.id))?;
                *part = inner;
            }
            return Some(());
        }
        if let Expr::Comprehension(inner) = &mut part.expr {
            self.go(&mut inner.iter_range, bound, left)?;
            let mut within = bound.clone();
            within.insert(inner.iter_var.clone());
            within.insert(inner.accu_var.clone());
            self.go(&mut inner.accu_init, &within, left)?;
            self.go(&mut inner.loop_cond, &within, left)?;
            self.go(&mut inner.loop_step, &within, left)?;
            return self.go(&mut inner.result, &within, left);
        }
        let mut fits = Some(());
        parts(part, &mut |part| {
            if fits.is_some() {
                fits = self.go(part, bound, left);
            }
        });
        fits
    }
}

/// Gives every part the number of the place where a term is used; how many there
/// are.
fn number(part: &mut IdedExpr, id: u64) -> usize {
    part.id = id;
    let mut count = 1;
    parts(part, &mut |part| count += number(part, id));
    count
}

/// Goes through the parts of an expression.
pub(crate) fn parts(part: &mut IdedExpr, visit: &mut dyn FnMut(&mut IdedExpr)) {
    match &mut part.expr {
        Expr::Call(call) => {
            call.target.iter_mut().for_each(|target| visit(target));
            call.args.iter_mut().for_each(visit);
        }
        Expr::Comprehension(inner) => {
            visit(&mut inner.iter_range);
            visit(&mut inner.accu_init);
            visit(&mut inner.loop_cond);
            visit(&mut inner.loop_step);
            visit(&mut inner.result);
        }
        Expr::List(list) => list.elements.iter_mut().for_each(visit),
        Expr::Map(map) => map
            .entries
            .iter_mut()
            .for_each(|entry| field(&mut entry.expr, visit)),
        Expr::Struct(of) => of
            .entries
            .iter_mut()
            .for_each(|entry| field(&mut entry.expr, visit)),
        Expr::Select(select) => visit(&mut select.operand),
        _ => {}
    }
}

fn field(entry: &mut EntryExpr, visit: &mut dyn FnMut(&mut IdedExpr)) {
    match entry {
        EntryExpr::StructField(field) => visit(&mut field.value),
        EntryExpr::MapEntry(entry) => {
            visit(&mut entry.key);
            visit(&mut entry.value);
        }
    }
}
