//! The account on a terminal.

use super::ReviewView;
use super::account::tell;
use super::doc::{Block, Inline, Line};
use crate::terminal::{self, painted, wrapped};
use crate::{Localizer, Style, text};
use anstyle::AnsiColor;
use comfy_table::CellAlignment;
use std::io::{self, Write};

/// Writes the review as text of so many columns.
///
/// # Errors
/// When it cannot be written.
pub fn terminal(
    out: &mut dyn Write,
    view: &ReviewView<'_>,
    words: &Localizer,
    style: Style,
) -> io::Result<()> {
    let words = &view.localizer(words);
    let mut screen = Screen { out, style };
    for block in tell(view, words) {
        screen.block(&block, "")?;
    }
    Ok(())
}

struct Screen<'a> {
    out: &'a mut dyn Write,
    style: Style,
}

impl Screen<'_> {
    fn block(&mut self, block: &Block, indent: &str) -> io::Result<()> {
        match block {
            Block::Title(mark, title) => {
                let look = mark.look();
                self.painted(&format!("{} {title}", look.mark), look.colour)
            }
            Block::Heading(heading) => {
                writeln!(self.out)?;
                self.painted(heading, AnsiColor::Blue)
            }
            Block::Paragraph(line) => self.lines(&self.plain(line), indent, indent),
            Block::Table { head, rows } => self.table(head, rows, indent),
            Block::Steps(steps) => {
                for (number, lines) in (1..).zip(steps) {
                    let rest = format!("{indent}    ");
                    for (at, line) in lines.iter().enumerate() {
                        let first = if at == 0 {
                            format!("{indent}{number:>2}. ")
                        } else {
                            rest.clone()
                        };
                        self.lines(&self.plain(line), &first, &rest)?;
                    }
                }
                Ok(())
            }
            Block::List(lines) => {
                for line in lines {
                    let text = self.plain(line);
                    self.lines(&text, &format!("{indent}- "), &format!("{indent}  "))?;
                }
                Ok(())
            }
            Block::Fold {
                summary,
                always,
                blocks,
            } => {
                writeln!(self.out)?;
                self.painted(summary, AnsiColor::BrightBlack)?;
                for block in blocks.iter().filter(|_| *always) {
                    self.block(block, &format!("{indent}  "))?;
                }
                Ok(())
            }
            Block::Note(line) => {
                writeln!(self.out)?;
                self.lines(&self.plain(line), indent, indent)
            }
        }
    }

    fn plain(&self, line: &Line) -> String {
        let mut whole = String::new();
        for piece in line {
            match piece {
                Inline::Text(words) | Inline::Strong(words) | Inline::Code(words) => {
                    whole += &text::plain(words);
                }
                Inline::Person { login, .. } => {
                    whole.push('@');
                    whole += &text::plain(login);
                }
                Inline::Place { path, line, .. } => {
                    whole += &text::plain(path);
                    if let Some(line) = line {
                        whole += &format!(":{line}");
                    }
                }
            }
        }
        whole
    }

    fn table(
        &mut self,
        head: &[(String, bool)],
        rows: &[Vec<Line>],
        indent: &str,
    ) -> io::Result<()> {
        let width = self.style.width.saturating_sub(text::width(indent)).max(40);
        let mut table = terminal::table(Style {
            width,
            ..self.style
        });
        table.set_header(head.iter().map(|(name, _)| name));
        for row in rows {
            table.add_row(row.iter().map(|line| self.plain(line)));
        }
        for (column, (_, amount)) in table.column_iter_mut().zip(head) {
            if *amount {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        terminal::write(self.out, &table, indent)
    }

    fn lines(&mut self, text: &str, first: &str, rest: &str) -> io::Result<()> {
        wrapped(self.out, text, (first, rest), self.style)
    }

    fn painted(&mut self, text: &str, colour: AnsiColor) -> io::Result<()> {
        let text = painted(&text::plain(text), colour, self.style);
        writeln!(self.out, "{text}")
    }
}
