//! The account as a part of a page: the blocks of the bot's comment, sentence by sentence.
//! Whatever comes from documents is escaped; nothing is a link.

use super::ReviewView;
use super::account::tell;
use super::doc::{Block, Line};
use crate::Localizer;
use crate::explained::html::{escape, pieces};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the review as HTML, with a heading of the first level at its top.
///
/// # Errors
/// When it cannot be written.
pub fn html(out: &mut dyn Write, view: &ReviewView<'_>, words: &Localizer) -> io::Result<()> {
    write(out, view, words, |_| true)
}

fn write(
    out: &mut dyn Write,
    view: &ReviewView<'_>,
    words: &Localizer,
    wanted: impl Fn(&Block) -> bool,
) -> io::Result<()> {
    let words = &view.localizer(words);
    let mut page = Page {
        out,
        words,
        named: BTreeMap::new(),
    };
    let mut about = String::new();
    for block in tell(view, words).into_iter().filter(|block| wanted(block)) {
        if let Block::Title(_, title) | Block::Heading(title) = &block {
            about.clone_from(title);
        }
        page.block(&block, &about)?;
    }
    Ok(())
}

/// The same of a change that is in no commit yet: without the small print of how it can
/// be judged again.
///
/// # Errors
/// When it cannot be written.
pub fn html_of_draft(
    out: &mut dyn Write,
    view: &ReviewView<'_>,
    words: &Localizer,
) -> io::Result<()> {
    write(out, view, words, |block| !matches!(block, Block::Note(_)))
}

struct Page<'o> {
    out: &'o mut dyn Write,
    words: &'o Localizer,
    /// How many tables have a name already.
    named: BTreeMap<String, usize>,
}

impl Page<'_> {
    /// A block under a heading.
    fn block(&mut self, block: &Block, about: &str) -> io::Result<()> {
        match block {
            Block::Title(mark, title) => {
                let sign = mark.look().emoji;
                let title = escape(title);
                write!(
                    self.out,
                    "<h1><span aria-hidden=\"true\">{sign}</span> {title}</h1>"
                )
            }
            Block::Heading(heading) => write!(self.out, "<h2>{}</h2>", escape(heading)),
            Block::Paragraph(line) => write!(self.out, "<p>{}</p>", pieces(line, self.words)),
            Block::Table { head, rows } => self.table(head, rows, about),
            Block::Steps(steps) => {
                let steps = steps.iter().map(|lines| {
                    let lines = lines.iter().map(|line| pieces(line, self.words));
                    lines.collect::<Vec<_>>().join("<br>")
                });
                let steps: Vec<String> = steps.collect();
                self.list("ol", &steps)
            }
            Block::List(lines) => {
                let lines = lines.iter().map(|line| pieces(line, self.words));
                let lines: Vec<String> = lines.collect();
                self.list("ul", &lines)
            }
            Block::Fold {
                summary, blocks, ..
            } => {
                let title = escape(summary);
                write!(self.out, "<details><summary>{title}</summary>")?;
                for inner in blocks {
                    self.block(inner, summary)?;
                }
                write!(self.out, "</details>")
            }
            Block::Note(line) => {
                let line = pieces(line, self.words);
                write!(self.out, "<p class=\"small\">{line}</p>")
            }
        }
    }

    fn list(&mut self, tag: &str, items: &[String]) -> io::Result<()> {
        write!(self.out, "<{tag}>")?;
        for item in items {
            write!(self.out, "<li>{item}</li>")?;
        }
        write!(self.out, "</{tag}>")
    }

    fn table(
        &mut self,
        head: &[(String, bool)],
        rows: &[Vec<Line>],
        about: &str,
    ) -> io::Result<()> {
        // No two regions of a page are called alike.
        let count = self.named.entry(about.to_owned()).or_default();
        *count += 1;
        let name = match *count {
            1 => escape(about),
            count => format!("{} ({count})", escape(about)),
        };
        write!(
            self.out,
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><thead><tr>"
        )?;
        for (title, money) in head {
            let class = class(*money);
            write!(self.out, "<th scope=\"col\"{class}>{}</th>", escape(title))?;
        }
        write!(self.out, "</tr></thead><tbody>")?;
        for row in rows {
            write!(self.out, "<tr>")?;
            for ((_, money), line) in head.iter().zip(row) {
                let class = class(*money);
                write!(self.out, "<td{class}>{}</td>", pieces(line, self.words))?;
            }
            write!(self.out, "</tr>")?;
        }
        write!(self.out, "</tbody></table></div>")
    }
}

fn class(money: bool) -> &'static str {
    match money {
        true => " class=\"num\"",
        false => "",
    }
}
