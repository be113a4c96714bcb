//! Blocks as a page of HTML by itself: no script, no address, A4.

use crate::reviews::{Block, Inline, Line};
use crate::{Localizer, text};
use mulu_core::diagnostic::Message;
use std::io::{self, Write};

/// How the page looks, and how it prints.
const STYLE: &str = "\
@page{size:A4;margin:18mm}\
body{font:11pt/1.6 \"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111;background:#fff}\
h1{font-size:1.35em;margin:0 0 .4em}h2{font-size:1.05em;margin:1.2em 0 .3em;border-bottom:1px solid #bbb}\
code{font-size:.88em;color:#444;overflow-wrap:anywhere}li{margin:.25em 0}table{border-collapse:collapse}\
td,th{border:1px solid #999;padding:.2em .5em}.money{text-align:right}footer{margin-top:2em;color:#555;font-size:.85em}\
@media print{body{margin:0;max-width:none;padding:0}li{break-inside:avoid}}";

/// Writes the page.
pub(super) fn page(
    out: &mut dyn Write,
    (title, blocks): (&str, &[Block]),
    words: &Localizer,
) -> io::Result<()> {
    let language = words.language().tag();
    writeln!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">"
    )?;
    writeln!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width\">"
    )?;
    writeln!(
        out,
        "<title>{}</title>\n<style>{STYLE}</style>",
        escape(title)
    )?;
    for one in blocks {
        block(out, one, words)?;
    }
    writeln!(out, "</html>")
}

fn block(out: &mut dyn Write, of: &Block, words: &Localizer) -> io::Result<()> {
    match of {
        Block::Title(mark, title) => {
            writeln!(out, "<h1>{} {}</h1>", mark.look().emoji, escape(title))
        }
        Block::Heading(heading) => writeln!(out, "<h2>{}</h2>", escape(heading)),
        Block::Paragraph(line) => writeln!(out, "<p>{}</p>", pieces(line, words)),
        Block::Table { head, rows } => table(out, head, rows, words),
        Block::Steps(steps) => {
            writeln!(out, "<ol>")?;
            for lines in steps {
                let lines: Vec<String> = lines.iter().map(|line| pieces(line, words)).collect();
                writeln!(out, "<li>{}</li>", lines.join("<br>\n"))?;
            }
            writeln!(out, "</ol>")
        }
        Block::List(lines) => {
            writeln!(out, "<ul>")?;
            for line in lines {
                writeln!(out, "<li>{}</li>", pieces(line, words))?;
            }
            writeln!(out, "</ul>")
        }
        Block::Fold {
            summary,
            always,
            blocks,
        } => {
            let open = if *always { " open" } else { "" };
            writeln!(out, "<details{open}><summary>{}</summary>", escape(summary))?;
            for one in blocks {
                block(out, one, words)?;
            }
            writeln!(out, "</details>")
        }
        Block::Note(line) => writeln!(out, "<footer>{}</footer>", pieces(line, words)),
    }
}

fn table(
    out: &mut dyn Write,
    head: &[(String, bool)],
    rows: &[Vec<Line>],
    words: &Localizer,
) -> io::Result<()> {
    writeln!(out, "<table><tr>")?;
    for (name, _) in head {
        writeln!(out, "<th>{}</th>", escape(name))?;
    }
    for row in rows {
        writeln!(out, "</tr><tr>")?;
        for ((_, money), line) in head.iter().zip(row) {
            let class = if *money { " class=\"money\"" } else { "" };
            writeln!(out, "<td{class}>{}</td>", pieces(line, words))?;
        }
    }
    writeln!(out, "</tr></table>")
}

pub(crate) fn pieces(line: &Line, words: &Localizer) -> String {
    let piece = |piece: &Inline| match piece {
        Inline::Text(text) => escape(text),
        Inline::Strong(text) => format!("<strong>{}</strong>", escape(text)),
        Inline::Code(text) | Inline::Person { login: text, .. } => {
            format!("<code>{}</code>", escape(text))
        }
        Inline::Place { path, line, .. } => {
            let at = line
                .map(|line| words.say(&Message::new("review-line").arg("line", i64::from(line))));
            let at = at.map_or_else(String::new, |at| format!(" {}", escape(&at)));
            format!("<code>{}</code>{at}", escape(path))
        }
    };
    line.iter().map(piece).collect()
}

/// Words that mean what they say and nothing else.
pub(crate) fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for c in text::plain(words).chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
