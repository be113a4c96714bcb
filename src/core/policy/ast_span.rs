//! From the first to the last character of a part of an expression.
//!
//! The parser keeps one place a node, often only its operator's; what people
//! want marked is the whole of `system.status`.

use cel::IdedExpr;
use cel::common::ast::{Expr, SourceInfo};

/// The characters `start..end` of the node with an id, within the expression.
pub(super) fn of(root: &IdedExpr, id: u64, source: &SourceInfo) -> Option<(usize, usize)> {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if node.id == id {
            return span(node, source);
        }
        todo.extend(children(node));
    }
    None
}

fn span(node: &IdedExpr, source: &SourceInfo) -> Option<(usize, usize)> {
    let own = source
        .offset_for(node.id)
        .map(|(start, stop)| (start as usize, stop as usize + 1));
    let own = match (&node.expr, own) {
        (Expr::Ident(name), Some((start, _))) if !name.starts_with('@') => {
            Some((start, start + name.chars().count()))
        }
        (Expr::Select(select), Some((start, end))) => {
            let dot = source.source.chars().nth(start) == Some('.');
            let after = if dot {
                start + 1 + select.field.chars().count()
            } else {
                end
            };
            Some((start, end.max(after)))
        }
        (_, own) => own,
    };
    let inside = children(node).filter_map(|child| span(child, source));
    own.into_iter()
        .chain(inside)
        .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
}

pub(crate) fn children(node: &IdedExpr) -> impl Iterator<Item = &IdedExpr> {
    let found: Vec<&IdedExpr> = match &node.expr {
        Expr::Call(call) => call
            .target
            .iter()
            .map(|target| &**target)
            .chain(&call.args)
            .collect(),
        Expr::Select(select) => vec![&*select.operand],
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Comprehension(all) => vec![&all.iter_range, &all.loop_step, &all.result],
        _ => Vec::new(),
    };
    found.into_iter()
}
