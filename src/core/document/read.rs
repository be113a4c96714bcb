//! Bytes to nodes: the loader over granit-parser's events.

use super::findings::Findings;
use super::{
    Builder, Document, Limits, MAX_DEPTH, MAX_FINDINGS, NodeKind, bytes, colon, comment, keys,
    plain, scalar, syntax,
};
use crate::diagnostic::code::{
    DOCUMENT_ALIAS, DOCUMENT_AMBIGUOUS, DOCUMENT_ANCHOR, DOCUMENT_CONTROL_CHARACTER,
    DOCUMENT_EMPTY, DOCUMENT_INVISIBLE_CHARACTER, DOCUMENT_MULTIPLE, DOCUMENT_TAG,
    DOCUMENT_TOO_DEEP, DOCUMENT_TOO_LARGE, DOCUMENT_TOO_MANY_NODES,
};
use crate::diagnostic::{Code, Diagnostic, Label, Message, Span, is_invisible};
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle};
use std::ops::ControlFlow;
use std::sync::Arc;

/// Reads one file: its nodes, where there are any, and every finding.
///
/// A document with errors among its findings is broken, whatever its nodes say.
#[must_use]
pub fn read(path: &Arc<str>, bytes: &Arc<[u8]>) -> (Option<Document>, Vec<Diagnostic>) {
    read_by(path, bytes, plain::read)
}

/// The same by the general parser alone, which is several times slower: what the
/// reader of the plain part is held against.
#[must_use]
pub fn read_generally(path: &Arc<str>, bytes: &Arc<[u8]>) -> (Option<Document>, Vec<Diagnostic>) {
    read_by(path, bytes, |_, _, _| None)
}

fn read_by(
    path: &Arc<str>,
    bytes: &Arc<[u8]>,
    plain: impl Fn(&Arc<str>, &Arc<[u8]>, usize) -> Option<Document>,
) -> (Option<Document>, Vec<Diagnostic>) {
    let limits = Limits::of(path);
    if bytes.len() as u64 > limits.bytes {
        return (None, vec![too_large(path, bytes.len() as u64)]);
    }
    let mut findings = Findings::new(Arc::clone(path));
    let Some(text) = bytes::check(bytes, &mut findings) else {
        return (None, findings.finish(None));
    };
    let document = if findings.is_empty() {
        plain(path, &text, limits.nodes)
    } else {
        None
    };
    let document = document.or_else(|| nodes(path, &text, &mut findings));
    if let Some(document) = &document {
        keys::check(document, &mut findings);
        comment::check(document, &mut findings);
    }
    let findings = findings.finish(document.as_ref());
    (document, findings)
}

/// The finding for a file over its limit, which nobody needs to read.
#[must_use]
pub fn too_large(path: &Arc<str>, size: u64) -> Diagnostic {
    let number = |value: u64| i64::try_from(value).unwrap_or(i64::MAX);
    Diagnostic::new(
        &DOCUMENT_TOO_LARGE,
        Label::new(Arc::clone(path), Span::default()),
    )
    .arg("size", number(size))
    .arg("limit", number(Limits::of(path).bytes))
}

/// Builds the nodes of text that [`bytes::check`] let through.
fn nodes(path: &Arc<str>, bytes: &Arc<[u8]>, findings: &mut Findings) -> Option<Document> {
    let text = std::str::from_utf8(bytes).ok()?;
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        disallow_directives: true,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut reader = Reader {
        text,
        builder: Builder::new(Arc::clone(path), Arc::clone(bytes)),
        findings,
        documents: 0,
        max_nodes: Limits::of(path).nodes,
        flow: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let flow = match event {
            Ok((event, place)) => reader.event(&event, &place),
            Err(error) => {
                syntax::report(text, &error, reader.findings);
                reader.builder.broken_off();
                ControlFlow::Break(())
            }
        };
        if flow.is_break() {
            break;
        }
    }
    reader.finish()
}

struct Reader<'a> {
    text: &'a str,
    builder: Builder,
    findings: &'a mut Findings,
    documents: usize,
    max_nodes: usize,
    /// For each open collection whether it stands in brackets.
    flow: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, place: &granit_parser::Span) -> ControlFlow<()> {
        let span = span(place, self.text);
        match event {
            Event::Scalar(value, style, ..) => {
                self.tag(event, place);
                self.room()?;
                self.scalar(value, *style, span);
            }
            Event::SequenceStart(style, ..) => {
                self.tag(event, place);
                self.open(NodeKind::Seq, *style, span)?;
            }
            Event::MappingStart(style, ..) => {
                self.tag(event, place);
                self.open(NodeKind::Map, *style, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let flow = self.flow.pop().unwrap_or_default();
                self.builder.close(flow.then_some(span.end));
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.room()?;
                let text = slice(self.text, span);
                let node = self.builder.scalar(NodeKind::Null, span, text);
                let finding = self.findings.at(&DOCUMENT_ALIAS, span);
                let finding = finding.arg("name", text.trim_start_matches('*'));
                self.findings.push_on(finding, node);
            }
            Event::Anchor(_, name) => {
                let finding = self.findings.at(&DOCUMENT_ANCHOR, span);
                self.findings.push(finding.arg("name", name.as_ref()));
            }
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let span = syntax::first_word(self.text, span.start);
                    self.findings
                        .push(self.findings.at(&DOCUMENT_MULTIPLE, span));
                    return ControlFlow::Break(());
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    /// What must not stand in the text may not be written as an escape either.
    fn escaped(&mut self, value: &str, span: Span) {
        let text = self.text.get(span.start as usize..span.end as usize);
        if !text.is_some_and(|text| text.contains('\\')) {
            return;
        }
        let unseen = |c: &char| is_invisible(*c) || (c.is_control() && !matches!(c, '\n' | '\t'));
        for character in value.chars().filter(unseen).take(MAX_FINDINGS) {
            let code = if character.is_control() {
                &DOCUMENT_CONTROL_CHARACTER
            } else {
                &DOCUMENT_INVISIBLE_CHARACTER
            };
            let finding = self.findings.at(code, span);
            let shown = format!("U+{:04X}", u32::from(character));
            self.findings.push(finding.arg("character", shown));
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: Span) {
        if style != ScalarStyle::Plain {
            let span = if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
                trimmed(self.text, span)
            } else {
                span
            };
            if style == ScalarStyle::DoubleQuoted {
                self.escaped(value, span);
            }
            self.builder.scalar(NodeKind::Str, span, value);
            return;
        }
        // The parser writes `~` for nothing at all.
        let value = if span.start == span.end { "" } else { value };
        let meaning = scalar::resolve(value);
        let is_key = self.builder.at_key();
        let node = self.builder.scalar(meaning.kind, span, value);
        if is_key {
            return;
        }
        if meaning.ambiguous {
            let finding = self.findings.at(&DOCUMENT_AMBIGUOUS, span);
            let finding = finding
                .arg("value", value)
                .help(Message::new("help-quote-value"));
            self.findings.push_on(finding, node);
        } else if self.builder.depth() > 0 {
            colon::in_value(self.text, span, self.findings);
        }
    }

    fn open(&mut self, kind: NodeKind, style: StructureStyle, span: Span) -> ControlFlow<()> {
        self.room()?;
        if self.builder.depth() >= MAX_DEPTH {
            self.stop(&DOCUMENT_TOO_DEEP, span, MAX_DEPTH)?;
        }
        self.builder.open(kind, span.start);
        self.flow.push(style == StructureStyle::Flow);
        ControlFlow::Continue(())
    }

    /// Ends reading where there is no room for one more node.
    fn room(&mut self) -> ControlFlow<()> {
        if self.builder.len() < self.max_nodes {
            return ControlFlow::Continue(());
        }
        self.stop(&DOCUMENT_TOO_MANY_NODES, Span::default(), self.max_nodes)
    }

    fn stop(&mut self, code: &'static Code, span: Span, limit: usize) -> ControlFlow<()> {
        self.findings
            .push(self.findings.at(code, span).arg("limit", limit));
        self.builder.broken_off();
        ControlFlow::Break(())
    }

    fn tag(&mut self, event: &Event<'_>, place: &granit_parser::Span) {
        if event.tag().is_none() {
            return;
        }
        let tag = place.tag_span().unwrap_or(*place);
        let span = span(&tag, self.text);
        let finding = self.findings.at(&DOCUMENT_TAG, span);
        self.findings
            .push(finding.arg("tag", slice(self.text, span)));
    }

    fn finish(self) -> Option<Document> {
        let root = self.builder.root();
        let complete = self.builder.is_complete();
        let document = self.builder.finish();
        match root {
            _ if document.is_some() || !complete => {}
            None => self.findings.push(empty(self.findings)),
            Some((NodeKind::Null, _)) => self.findings.push(empty(self.findings)),
            Some((_, span)) => syntax::not_a_mapping(self.text, span.start, self.findings),
        }
        document
    }
}

fn empty(findings: &Findings) -> Diagnostic {
    findings.at(&DOCUMENT_EMPTY, Span::default())
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}

/// The span without the line breaks at its end.
fn trimmed(text: &str, span: Span) -> Span {
    let length = slice(text, span).trim_end().len();
    let length = u32::try_from(length).unwrap_or_default();
    Span::new(span.start, span.start + length)
}

/// The parser's place as bytes, within the text and on character boundaries.
fn span(place: &granit_parser::Span, text: &str) -> Span {
    let offset = |marker: &granit_parser::Marker| {
        let offset = marker.byte_offset().unwrap_or(text.len()).min(text.len());
        u32::try_from(text.floor_char_boundary(offset)).unwrap_or(u32::MAX)
    };
    Span::new(offset(&place.start), offset(&place.end))
}
