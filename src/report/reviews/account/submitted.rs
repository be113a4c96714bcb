//! Whether a change was handed in through the form, by whom, and why that isn't believed.

use super::{Block, ReviewWriter};
use mulu_core::diagnostic::Message;
use mulu_core::review::Submission;

/// In a sentence, where anything says so.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Option<Block> {
    let submission = writer.view.review.submission.as_ref()?;
    Some(match (&submission.refused, submission.author()) {
        (None, Some(author)) => {
            let key = match submission.opened_by {
                Some(_) => "review-submitted",
                None => "review-submitted-unasked",
            };
            let message = Message::new(key).arg("who", author.to_string());
            Block::Paragraph(vec![writer.text(message)])
        }
        (refused, _) => Block::Paragraph(vec![writer.text(why(submission, refused.as_ref()))]),
    })
}

fn why(submission: &Submission, refused: Option<&Message>) -> Message {
    let reason = refused.cloned();
    let reason = reason.unwrap_or_else(|| Message::new("submission-unsaid"));
    let key = match submission.opened_by {
        Some(_) => "review-submission-refused",
        None => "review-submission-refused-unasked",
    };
    Message::new(key).arg("reason", reason)
}
