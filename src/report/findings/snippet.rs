//! The lines of a file that a finding speaks of, ready to be drawn.
//!
//! What is drawn is bounded and harmless: a span over several lines is shown
//! by its first, the rest of a very long line is cut, and characters that
//! steer a terminal or can't be seen are replaced.

use crate::{Localizer, text};
use annotate_snippets::{Annotation, AnnotationKind, Element, Origin, Snippet};
use mulu_core::diagnostic::Label;
use mulu_core::document::place::Lines;
use mulu_core::registry::redact;
use std::ops::Range;

/// The most lines between two labels of one drawing.
const MAX_LINES: usize = 40;
/// The most bytes of one drawing with several lines.
const MAX_BYTES: usize = 16 * 1024;
/// How much of what follows the last span is drawn, in bytes.
const MAX_TAIL: usize = 400;

/// As many bytes as a number of a person may take, in the widest digits and gaps.
const LONGEST_NUMBER: usize = 256;

/// A label with its bytes on its first line.
struct Mark<'a> {
    label: &'a Label,
    bytes: Range<usize>,
    primary: bool,
}

impl Mark<'_> {
    fn primary(mut self) -> Self {
        self.primary = true;
        self
    }
}

/// Draws the labels of one file: together where they are near, else apart. A
/// span is drawn for as many columns at most.
pub(super) fn draw(
    lines: &Lines<'_>,
    primary: Option<&Label>,
    secondary: &[&Label],
    columns: usize,
    words: &Localizer,
) -> Vec<Element<'static>> {
    let file = lines.text();
    let marks: Vec<Mark<'_>> = primary
        .map(|label| mark(file, label, columns).primary())
        .into_iter()
        .chain(secondary.iter().map(|label| mark(file, label, columns)))
        .collect();
    let Some(window) = window(lines, &marks) else {
        return marks
            .chunks(1)
            .map(|alone| draw_marks(lines, alone, words))
            .collect();
    };
    vec![draw_window(lines, window, &marks, words)]
}

fn draw_marks(lines: &Lines<'_>, marks: &[Mark<'_>], words: &Localizer) -> Element<'static> {
    let first = marks.first().map_or(0, |mark| mark.bytes.start);
    let window = line(lines.text(), first);
    draw_window(lines, window, marks, words)
}

/// From the first line to the last, if they are near one another.
fn window(lines: &Lines<'_>, marks: &[Mark<'_>]) -> Option<Range<usize>> {
    let file = lines.text();
    let start = marks.iter().map(|mark| mark.bytes.start).min()?;
    let end = marks.iter().map(|mark| mark.bytes.start).max()?;
    let window = line(file, start).start..line(file, end).end;
    let between = number_of(lines, end) - number_of(lines, start);
    let near = between == 0 || (between <= MAX_LINES && window.len() <= MAX_BYTES);
    near.then_some(window)
}

/// The number of the line that a byte stands in, from 1. It is looked up: findings in
/// every line of a large file must not each count its lines.
fn number_of(lines: &Lines<'_>, byte: usize) -> usize {
    let byte = u32::try_from(byte).unwrap_or(u32::MAX);
    lines.place(byte).line as usize
}

fn draw_window(
    lines: &Lines<'_>,
    mut window: Range<usize>,
    marks: &[Mark<'_>],
    words: &Localizer,
) -> Element<'static> {
    let file = lines.text();
    let path = marks.first().map_or("", |mark| &*mark.label.path);
    let path = text::plain(path).into_owned();
    if file.is_empty() {
        return Origin::path(path).into();
    }
    let last = marks.iter().map(|mark| mark.bytes.end).max();
    let last = last.unwrap_or(window.start);
    window.end = window.end.min(last + MAX_TAIL);
    let (source, spans) = harmless(file, &window, marks);
    let line_start = number_of(lines, window.start);
    Snippet::source(source)
        .line_start(line_start)
        .path(path)
        .annotations(
            marks
                .iter()
                .zip(spans)
                .map(|(mark, span)| annotation(mark, span, words)),
        )
        .into()
}

fn annotation(mark: &Mark<'_>, span: Range<usize>, words: &Localizer) -> Annotation<'static> {
    let kind = if mark.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let note = mark.label.note.as_ref().map(|note| words.say(note));
    kind.span(span).label(note)
}

/// Where the label's span starts, to the end of it or of its line.
fn mark<'a>(file: &[u8], label: &'a Label, columns: usize) -> Mark<'a> {
    let start = (label.span.start as usize).min(file.len());
    let end = (label.span.end as usize)
        .min(line(file, start).end)
        .max(start);
    let shown = match std::str::from_utf8(&file[start..end]) {
        Ok(text) => text::fitting(text, columns),
        Err(_) => (end - start).min(columns),
    };
    Mark {
        label,
        bytes: start..start + shown,
        primary: false,
    }
}

/// The line that a byte stands in, without its end.
fn line(file: &[u8], at: usize) -> Range<usize> {
    let start = file[..at]
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let end = file[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(file.len(), |length| at + length);
    let end = if end > at && file[end - 1] == b'\r' {
        end - 1
    } else {
        end
    };
    start..end
}

/// The text of the window with what does harm replaced, and the marks' places
/// in it.
fn harmless(file: &[u8], window: &Range<usize>, marks: &[Mark<'_>]) -> (String, Vec<Range<usize>>) {
    let mut cuts: Vec<usize> = marks
        .iter()
        .flat_map(|mark| [mark.bytes.start, mark.bytes.end])
        .chain([window.start, window.end])
        .map(|cut| cut.clamp(window.start, window.end))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    // A number that the window cuts is looked at whole.
    let whole = window.start..file.len().min(window.end + LONGEST_NUMBER);
    let mut shown = file[whole].to_vec();
    redact(&mut shown);
    let mut source = String::with_capacity(window.len());
    let mut places = vec![0; cuts.len()];
    for (at, pair) in cuts.windows(2).enumerate() {
        let inside = pair[0] - window.start..pair[1] - window.start;
        let piece = String::from_utf8_lossy(&shown[inside]);
        source.extend(piece.chars().map(|c| match c {
            '\n' | '\t' => c,
            c if text::steers(c) => '\u{FFFD}',
            c => c,
        }));
        places[at + 1] = source.len();
    }
    let place = |byte: usize| {
        let byte = byte.clamp(window.start, window.end);
        cuts.binary_search(&byte)
            .map_or(source.len(), |at| places[at])
    };
    let spans = marks
        .iter()
        .map(|mark| place(mark.bytes.start)..place(mark.bytes.end))
        .collect();
    (source, spans)
}
