//! One decision as a page to read or print: what it comes to, why, what to do; what is
//! in order is folded.

mod account;
pub(crate) mod html;

use crate::reviews::markdown_of;
use crate::{Localizer, decisions, names, projects};
use mulu_core::decision::{Decisions, ProjectDecisions, Snapshot};
use std::io::{self, Write};

/// What is told.
#[derive(Clone, Copy, Debug)]
pub enum Explained<'a> {
    /// Requests of a year.
    Requests(&'a Decisions),
    /// Construction projects.
    Projects(&'a ProjectDecisions),
}

impl Explained<'_> {
    fn blocks(
        &self,
        view: &Snapshot<'_>,
        assumed: bool,
        words: &Localizer,
    ) -> Vec<crate::reviews::Block> {
        let mut blocks = Vec::new();
        match self {
            Explained::Requests(all) => {
                for decision in &all.decisions {
                    blocks.extend(account::request(view, decision, assumed, words));
                }
            }
            Explained::Projects(all) => {
                for decision in &all.projects {
                    blocks.extend(account::project(view, decision, words));
                }
            }
        }
        blocks.push(account::note(self.header(view, words)));
        blocks
    }

    fn header(&self, view: &Snapshot<'_>, words: &Localizer) -> String {
        match self {
            Explained::Requests(all) => decisions::header(view, all, words),
            Explained::Projects(all) => projects::header(view, all, words),
        }
    }

    /// Writes it as Markdown.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn markdown(
        &self,
        out: &mut dyn Write,
        view: &Snapshot<'_>,
        assumed: bool,
        words: &Localizer,
    ) -> io::Result<()> {
        let words = &words.about(view);
        let blocks = self.blocks(view, assumed, words);
        out.write_all(markdown_of(&blocks, words).as_bytes())
    }

    /// Writes it as a page of HTML that stands by itself and prints on A4.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn html(
        &self,
        out: &mut dyn Write,
        view: &Snapshot<'_>,
        assumed: bool,
        words: &Localizer,
    ) -> io::Result<()> {
        let words = &words.about(view);
        let (title, ..) = names::judged(words, view.provenance);
        html::page(out, (&title, &self.blocks(view, assumed, words)), words)
    }
}
