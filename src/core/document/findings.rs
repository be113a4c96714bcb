//! The findings of one file while it is being read: bounded in number, and
//! told their pointers once the nodes are there.

use super::Document;
use crate::diagnostic::code::DOCUMENT_MORE;
use crate::diagnostic::{Code, Diagnostic, Label, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many findings of one code a file can have; the others are counted.
pub const MAX_FINDINGS: usize = 50;

/// Findings in the order in which they are made.
#[derive(Debug)]
pub(super) struct Findings {
    path: Arc<str>,
    list: Vec<(Diagnostic, Option<u32>)>,
    counts: BTreeMap<&'static str, usize>,
}

impl Findings {
    pub(super) fn new(path: Arc<str>) -> Self {
        Findings {
            path,
            list: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Whether there is none so far.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// A label in this file.
    pub(super) fn label(&self, span: Span) -> Label {
        Label::new(Arc::clone(&self.path), span)
    }

    /// A finding in this file, not yet among the others.
    pub(super) fn at(&self, code: &'static Code, span: Span) -> Diagnostic {
        Diagnostic::new(code, self.label(span))
    }

    /// Adds a finding about no node in particular.
    pub(super) fn push(&mut self, finding: Diagnostic) {
        self.add(finding, None);
    }

    /// Adds a finding about a node, whose pointer it gets in the end.
    pub(super) fn push_on(&mut self, finding: Diagnostic, node: u32) {
        self.add(finding, Some(node));
    }

    fn add(&mut self, finding: Diagnostic, node: Option<u32>) {
        let count = self.counts.entry(finding.code.id).or_default();
        *count += 1;
        if *count <= MAX_FINDINGS {
            self.list.push((finding, node));
        }
    }

    /// All findings, those about nodes with their pointers.
    pub(super) fn finish(self, document: Option<&Document>) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        for (mut finding, node) in self.list {
            if let (Some(document), Some(node)) = (document, node) {
                finding.primary.pointer = document.node(node).pointer();
            }
            findings.push(finding);
        }
        for (code, count) in self.counts {
            if count > MAX_FINDINGS {
                let label = Label::new(Arc::clone(&self.path), Span::default());
                findings.push(
                    Diagnostic::new(&DOCUMENT_MORE, label)
                        .arg("code", code)
                        .arg("count", count - MAX_FINDINGS),
                );
            }
        }
        findings
    }
}
