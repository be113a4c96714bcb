//! The account as GitHub's Markdown.
//!
//! Nothing that comes from a document can become markup, a link, a mention or
//! HTML: words have their punctuation escaped and what GitHub would link by
//! itself broken up; names stand in code spans, where GitHub links nothing.

use super::account::tell;
use super::doc::{Block, Inline, Line};
use super::{Links, ReviewView};
use crate::{Localizer, text};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The most bytes of a comment or a summary: GitHub takes 65,535 of a summary, and
/// whoever posts it may have something to add.
pub const MAX_BYTES: usize = 60_000;

/// Writes the review as a comment.
///
/// # Errors
/// When it cannot be written.
pub fn markdown(
    out: &mut dyn Write,
    view: &ReviewView<'_>,
    links: Option<&Links>,
    words: &Localizer,
) -> io::Result<()> {
    let words = &view.localizer(words);
    out.write_all(render(&tell(view, words), links, words).as_bytes())
}

/// Blocks as Markdown. What doesn't fit is left out, which is said: first of what is
/// folded, of tables and of steps; never what it comes to, nor who must agree.
pub(super) fn render(blocks: &[Block], links: Option<&Links>, words: &Localizer) -> String {
    let page = Page { links, words };
    let note = format!("{}\n\n", words.word("review-cut"));
    let mut left = MAX_BYTES.saturating_sub(note.len());
    let mut texts: Vec<Option<String>> = vec![None; blocks.len()];
    let (short, long): (Vec<usize>, Vec<usize>) =
        (0..blocks.len()).partition(|at| !blocks[*at].is_long());
    let mut cut = false;
    for at in short.into_iter().chain(long) {
        let text = page.within(&blocks[at], left);
        cut |= text.as_ref().is_none_or(|(_, whole)| !whole);
        if let Some((text, _)) = text {
            left -= text.len();
            texts[at] = Some(text);
        }
    }
    if cut {
        let last = texts.len().saturating_sub(1);
        texts.insert(last, Some(note));
    }
    texts.into_iter().flatten().collect()
}

/// Blocks as Markdown, all of them.
pub(crate) fn whole(blocks: &[Block], words: &Localizer) -> String {
    let page = Page { links: None, words };
    blocks.iter().map(|block| page.block(block)).collect()
}

struct Page<'a> {
    links: Option<&'a Links>,
    words: &'a Localizer,
}

impl Page<'_> {
    /// A block in so many bytes, and whether that is all of it; `None`: nothing of it.
    fn within(&self, block: &Block, most: usize) -> Option<(String, bool)> {
        let whole = self.block(block);
        if whole.len() <= most {
            return Some((whole, true));
        }
        let parts = match block {
            Block::Table { rows, .. } => rows.len(),
            Block::Steps(steps) => steps.len(),
            _ => 0,
        };
        let first = |count: usize| match block {
            Block::Table { head, rows } => self.table(head, &rows[..count]),
            Block::Steps(steps) => self.block(&Block::Steps(steps[..count].to_vec())),
            _ => String::new(),
        };
        // Each part more is more text.
        let counts: Vec<usize> = (1..parts).collect();
        let fitting = counts.partition_point(|count| first(*count).len() <= most);
        (fitting > 0).then(|| (first(fitting), false))
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Title(mark, title) => {
                let sign = mark.look().emoji;
                format!("### {sign} {}\n\n", escape(title))
            }
            Block::Heading(heading) => format!("**{}**\n\n", escape(heading)),
            Block::Paragraph(line) => format!("{}\n\n", self.line(line, false)),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Steps(steps) => {
                let mut text = String::new();
                for (number, lines) in (1..).zip(steps) {
                    let lines: Vec<String> = lines.iter().map(|l| self.line(l, false)).collect();
                    // Two spaces at the end break the line.
                    let _ = writeln!(text, "{number}. {}", lines.join("  \n   "));
                }
                text + "\n"
            }
            Block::List(lines) => {
                let items = lines
                    .iter()
                    .map(|line| format!("- {}\n", self.line(line, false)));
                items.collect::<String>() + "\n"
            }
            Block::Fold {
                summary, blocks, ..
            } => {
                let inside: String = blocks.iter().map(|block| self.block(block)).collect();
                let summary = entities(summary);
                format!("<details><summary>{summary}</summary>\n\n{inside}</details>\n\n")
            }
            Block::Note(line) => format!("<sub>{}</sub>\n", self.line(line, false)),
        }
    }

    fn table(&self, head: &[(String, bool)], rows: &[Vec<Line>]) -> String {
        let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let mut text = row(head.iter().map(|(name, _)| escape(name)).collect());
        let sides = head
            .iter()
            .map(|(_, amount)| if *amount { "--:" } else { "---" });
        text += &row(sides.map(str::to_owned).collect());
        for cells in rows {
            text += &row(cells.iter().map(|line| self.line(line, true)).collect());
        }
        text + "\n"
    }

    fn line(&self, line: &Line, in_table: bool) -> String {
        let mut text = String::new();
        for piece in line {
            match piece {
                Inline::Text(words) => text += &spans(words, in_table),
                Inline::Strong(words) => {
                    let _ = write!(text, "**{}**", spans(words, in_table));
                }
                Inline::Code(name) => text += &code(name, in_table),
                Inline::Person { login, called } => text += &person(login, *called),
                Inline::Place {
                    path,
                    line,
                    proposed,
                } => {
                    text += &self.place(path, *line, *proposed, in_table);
                }
            }
        }
        text
    }

    fn place(&self, path: &str, line: Option<u32>, proposed: bool, in_table: bool) -> String {
        let mut name = code(path, in_table);
        if let Some(line) = line {
            let at =
                mulu_core::diagnostic::Message::new("review-line").arg("line", i64::from(line));
            let _ = write!(name, " {}", escape(&self.words.say(&at)));
        }
        match self.links {
            None => name,
            Some(links) => format!("[{name}]({})", links.to(path, line, proposed)),
        }
    }
}

/// Words in which names stand between backticks, as sentences have them. A
/// backtick within a name only moves where the code begins and ends.
fn spans(words: &str, in_table: bool) -> String {
    let pieces: Vec<&str> = words.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape(words);
    }
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match at % 2 {
            0 => text += &escape(piece),
            _ if piece.is_empty() => {}
            _ => text += &code(piece, in_table),
        }
    }
    text
}

/// Words that mean what they say and nothing else.
fn escape(words: &str) -> String {
    let words = text::plain(words);
    let mut safe = String::with_capacity(words.len() + 16);
    for (at, c) in words.char_indices() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            // At the start of a line it would make a list.
            '.' if words[..at].chars().all(|c| c.is_ascii_digit()) => safe.push_str("\\."),
            c if is_harmless(c) => safe.push(c),
            c if c.is_ascii_punctuation() => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
        if would_link(&words[..at], c, &words[at + c.len_utf8()..]) {
            safe.push_str(CUT);
        }
    }
    safe
}

/// What nobody sees, put where GitHub would make a link by itself.
const CUT: &str = "&#8203;";

/// Punctuation that means nothing in the midst of a line.
fn is_harmless(c: char) -> bool {
    matches!(
        c,
        ',' | ':' | ';' | '?' | '/' | '%' | '\'' | '"' | '.' | '(' | ')'
    )
}

/// Whether GitHub might link what begins or goes on after a character: a
/// mention, an issue (`#1`, `GH-1`), an address.
fn would_link(before: &str, c: char, after: &str) -> bool {
    let ends = |word: &str| {
        let start = before.len().checked_sub(word.len());
        start
            .and_then(|start| before.get(start..))
            .is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    match c {
        '@' | '#' => true,
        '-' => ends("gh"),
        '.' => ends("www"),
        ':' => after.starts_with('/'),
        _ => false,
    }
}

/// Text as it stands within HTML, where Markdown is not read.
fn entities(words: &str) -> String {
    let words = text::plain(words);
    let mut safe = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            c if c.is_ascii_punctuation()
                && !matches!(c, ',' | ':' | '.' | '/' | '-' | '(' | ')') =>
            {
                let _ = write!(safe, "&#{};", u32::from(c));
                if matches!(c, '@' | '#') {
                    safe.push_str("&#8203;");
                }
            }
            ':' => safe.push_str(":&#8203;"),
            '.' => safe.push_str(".&#8203;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A code span, whatever the name holds.
fn code(name: &str, in_table: bool) -> String {
    let name = text::plain(name);
    let name = if in_table {
        name.replace('|', "\\|")
    } else {
        name.into_owned()
    };
    let longest = name
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let pad = if name.starts_with('`') || name.ends_with('`') || name.is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{name}{pad}{fence}")
}

/// A login, mentioned where they are to hear of it; what is no login is shown as a name.
fn person(login: &str, called: bool) -> String {
    let sound = called
        && !login.is_empty()
        && login.len() <= 64
        && login
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    if sound {
        format!("@{login}")
    } else {
        code(login, false)
    }
}
