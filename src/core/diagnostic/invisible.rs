//! Characters that nobody sees, and that change what is seen: one list, for
//! documents, answers and names of files; and spaces that look like the plain one.

use super::Message;

/// Characters without a shape of their own: zero width, direction marks, line
/// separators, fillers, tags.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The first space in a text that is none for YAML, such as a full-width or a no-break one,
/// and where it stands.
#[must_use]
pub fn strange_space(text: &str) -> Option<(usize, char)> {
    let is_one =
        |c: char| c.is_whitespace() && !c.is_ascii() && !c.is_control() && !is_invisible(c);
    text.char_indices().find(|(_, c)| is_one(*c))
}

/// What such a space is called.
#[must_use]
pub fn space_name(space: char) -> Message {
    match space {
        '\u{3000}' => Message::new("space-full-width"),
        '\u{A0}' => Message::new("space-no-break"),
        other => {
            let character = format!("U+{:04X}", u32::from(other));
            Message::new("space-other").arg("character", character)
        }
    }
}
