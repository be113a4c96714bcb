//! What becomes of each year that a change is about, although nothing of it turns.

use super::projects::is_moved;
use super::{Block, ReviewWriter};
use crate::decisions::totals;
use mulu_core::diagnostic::Message;
use mulu_core::layout::of_year;
use mulu_core::review::YearTouched;

/// A line a year whose list, plan or other yearly document is touched.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let years = writer.view.review.years.iter();
    let line = |of: &YearTouched| {
        let said = writer.say(line(writer, of));
        Block::Paragraph(vec![super::Inline::Text(said)])
    };
    years.map(line).collect()
}

fn line(writer: &ReviewWriter<'_, '_>, of: &YearTouched) -> Message {
    let words = writer.words;
    let key = match (of.requests(), of.before == of.after) {
        (0, true) => "review-year-none",
        (_, true) => "review-year-same",
        (_, false) => "review-year-moves",
    };
    let projects = writer.view.review.projects.iter();
    let in_it = |id: &str| of_year(id).is_some_and(|(year, _)| year == of.year);
    let projects = projects.filter(|one| in_it(&one.id) && is_moved(one));
    let requests = i64::try_from(of.requests()).unwrap_or(i64::MAX);
    Message::new(key)
        .arg("year", i64::from(of.year))
        .arg("count", requests)
        .arg("projects", projects.count())
        .arg("before", totals(&of.before, words))
        .arg("after", totals(&of.after, words))
}
