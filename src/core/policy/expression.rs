//! A CEL expression that knows its place in the pack's YAML.

use super::ast_span;
use super::instrument::instrument;
use super::terms::Terms;
use crate::diagnostic::{Arg, Code, Diagnostic, Label, Message, Span, code};
use crate::document::NodeRef;
use crate::schema::written::narrow;
use cel::{Env, IdedExpr, Program};
use std::sync::Arc;

/// The longest expression, in bytes: the parser's work is bounded by it.
const MAX_LENGTH: usize = 2048;

/// The deepest nesting of brackets, prefixes and conditionals: the parser
/// recurses once for each.
const MAX_DEPTH: usize = 24;

/// A parsed expression.
#[derive(Debug)]
pub struct Expression {
    program: Program,
    /// What it means: with the terms that it uses put in.
    pub(crate) ast: IdedExpr,
    /// What is evaluated: the same, noting the days that it compares with.
    pub(crate) instrumented: IdedExpr,
    place: Place,
}

/// Where the text of an expression stands in its file.
#[derive(Debug)]
struct Place {
    label: Label,
    /// The characters of the YAML text between the ends of the label's span.
    raw: Arc<str>,
    source: Arc<str>,
}

impl Expression {
    /// Parses the text of a node.
    ///
    /// # Errors
    /// A finding with the place of the fault within the YAML.
    pub(crate) fn parse(
        node: NodeRef<'_>,
        env: &Env,
        terms: &Terms,
    ) -> Result<Self, Box<Diagnostic>> {
        let source = node.as_str().unwrap_or_default();
        Self::parse_part(node, source, env, terms)
    }

    /// Parses a part of a node's text, such as a placeholder's.
    pub(crate) fn parse_part(
        node: NodeRef<'_>,
        source: &str,
        env: &Env,
        terms: &Terms,
    ) -> Result<Self, Box<Diagnostic>> {
        let place = Place::new(node, source);
        if source.len() > MAX_LENGTH {
            let found = Diagnostic::new(&code::POLICY_COST, place.label);
            return Err(Box::new(
                found
                    .arg("reason", Message::new("cost-length"))
                    .arg("limit", MAX_LENGTH),
            ));
        }
        if depth(source) > MAX_DEPTH {
            let found = Diagnostic::new(&code::POLICY_COST, place.label);
            return Err(Box::new(
                found
                    .arg("reason", Message::new("cost-depth"))
                    .arg("limit", MAX_DEPTH),
            ));
        }
        match env.compile(source) {
            Ok(program) => {
                let mut ast = program.expression().clone();
                if terms.put_in(&mut ast).is_none() {
                    let found = Diagnostic::new(&code::POLICY_COST, place.label);
                    let reason = Message::new("cost-length");
                    let found = found.arg("reason", reason).arg("limit", MAX_LENGTH);
                    return Err(Box::new(found));
                }
                Ok(Expression {
                    instrumented: instrument(&ast),
                    ast,
                    program,
                    place,
                })
            }
            Err(errors) => {
                let first = errors.errors.first();
                let offset = first.map_or(0, |error| offset(source, error.pos));
                let said = first.map(|error| error.msg.clone()).unwrap_or_default();
                let reason = full_width(source, offset).unwrap_or_else(|| said.into());
                let label = place.label_at(offset, offset + 1);
                let found = Diagnostic::new(&code::POLICY_SYNTAX, label);
                Err(Box::new(found.arg("reason", reason)))
            }
        }
    }

    /// The expression's text.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.place.source
    }

    /// The place of one of its nodes, or of the whole.
    pub(crate) fn label(&self, part: Option<u64>) -> Label {
        let (root, source) = (self.program.expression(), self.program.source_info());
        match part.and_then(|id| ast_span::of(root, id, source)) {
            Some((start, end)) => self.place.label_at(start, end),
            None => self.place.label.clone(),
        }
    }

    /// A finding at one of its nodes.
    pub(crate) fn fault(&self, code: &'static Code, part: u64) -> Diagnostic {
        Diagnostic::new(code, self.label(Some(part)))
    }
}

/// That a sign of Chinese typing stands where an expression can't be read.
fn full_width(source: &str, offset: usize) -> Option<Arg> {
    let mark = source.get(offset..)?.chars().next()?;
    let right = narrow(mark);
    let message = Message::new("expression-full-width").arg("mark", mark.to_string());
    (right != mark).then(|| message.arg("right", right.to_string()).into())
}

impl Place {
    fn new(node: NodeRef<'_>, source: &str) -> Self {
        let span = node.span();
        let text = node.document().text();
        let raw = text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default();
        Place {
            label: node.label(),
            raw: String::from_utf8_lossy(raw).into(),
            source: source.into(),
        }
    }

    /// The place of the characters `start..end` of the expression. Folding and
    /// quoting change white space and little else, so characters are matched
    /// by counting those that are not white space.
    fn label_at(&self, start: usize, end: usize) -> Label {
        let Some(at) = self.raw_start() else {
            return self.label.clone();
        };
        let ink = |text: &str, upto: usize| {
            text.chars()
                .take(upto)
                .filter(|char| !char.is_whitespace())
                .count()
        };
        let from = byte_of_ink(&self.raw[at..], ink(&self.source, start));
        let inked = ink(&self.source, end.max(start + 1)).saturating_sub(ink(&self.source, start));
        let length = byte_of_ink(&self.raw[at + from..], inked.max(1).saturating_sub(1));
        let begin = self.label.span.start + number(at + from);
        let last = self.raw[at + from + length..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let mut label = self.label.clone();
        label.span = Span::new(begin, begin + number(length + last));
        label
    }

    /// Where the expression begins in the raw text: past quotes, a block
    /// scalar's header and whatever of a template stands before it.
    fn raw_start(&self) -> Option<usize> {
        let first: String = self
            .source
            .chars()
            .take_while(|char| !char.is_whitespace())
            .collect();
        self.raw.find(&first)
    }
}

/// How deep the parser would have to go, at most: brackets that are open,
/// prefixes and question marks, wherever they stand.
fn depth(source: &str) -> usize {
    let (mut open, mut deepest, mut others) = (0usize, 0, 0);
    for char in source.chars() {
        match char {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            '!' | '-' | '?' => others += 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest + others
}

/// The byte offset of the character with so many inked characters before it.
fn byte_of_ink(text: &str, before: usize) -> usize {
    text.char_indices()
        .filter(|(_, char)| !char.is_whitespace())
        .nth(before)
        .map_or(text.len(), |(at, _)| at)
}

fn number(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// The character offset of a line and column of the parser (from 1).
fn offset(source: &str, (line, column): (isize, isize)) -> usize {
    let line = usize::try_from(line).unwrap_or(1).max(1);
    let before: usize = source
        .split_inclusive('\n')
        .take(line - 1)
        .map(|l| l.chars().count())
        .sum();
    before + usize::try_from(column).unwrap_or(1).saturating_sub(1)
}
