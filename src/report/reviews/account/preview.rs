//! What a change of rules would do.

use super::{Block, ReviewWriter, funding};
use mulu_core::diagnostic::Message;
use mulu_core::layout;
use mulu_core::review::{Change, Preview};

/// Whose verdicts turn under the change's own rules, and a warning where the
/// change concerns unusually much.
pub(super) fn tell(writer: &ReviewWriter<'_, '_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(large) = writer.view.review.large_change {
        let text = Message::new("review-mass")
            .arg("turned", large.turned)
            .arg("judged", large.judged)
            .arg("files", large.files)
            .arg("all_files", large.all_files);
        blocks.push(Block::Paragraph(vec![super::Inline::Strong(
            writer.say(text),
        )]));
    }
    let (Some(preview), Some(view)) = (&writer.view.review.preview, writer.view.own) else {
        let mut changes = writer.view.review.changes.iter();
        let untried =
            |change: &Change| layout::governs(&change.path) && change.author_allowed == Some(false);
        if changes.any(untried) {
            let note = writer.words.word("review-preview-refused");
            blocks.push(Block::Paragraph(vec![super::Inline::Text(note)]));
        }
        return blocks;
    };
    let note = writer.words.word("review-preview-note");
    blocks.push(Block::Paragraph(vec![super::Inline::Text(note)]));
    let turning = |of: &Preview, heading: Message| {
        let turned = of.decisions.iter().filter(|change| change.turns());
        funding::turning(writer, &view, turned.collect(), heading)
    };
    blocks.extend(turning(preview, Message::new("review-preview")));
    // What takes force later turns nothing yet, and much on its day.
    for (on, coming) in &writer.view.review.previews {
        let heading = Message::new("review-preview-coming").arg("on", on.to_string());
        blocks.extend(turning(coming, heading));
    }
    blocks
}
