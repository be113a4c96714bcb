//! Every finding by its code: what it means, what it rests on, what to do about it.

use crate::{Language, Localizer, articles, text};
use mulu_core::diagnostic::code::ALL;
use mulu_core::diagnostic::{Code, Message, suggest};
use std::io::{self, Write};
use std::sync::Arc;

/// The finding with a code; where there is none, the code that may be meant.
///
/// # Errors
/// What to say of a code that no finding has.
pub fn find(id: &str) -> Result<&'static Code, Message> {
    let id = id.trim_matches(['[', ']', '`', ' ']);
    if let Some(code) = ALL
        .iter()
        .find(|code| code.id == id || code.message_key() == id)
    {
        return Ok(code);
    }
    let known: Vec<&str> = ALL.iter().map(|code| code.id).collect();
    let by_end = || {
        known
            .iter()
            .copied()
            .find(|known| known.ends_with(&format!("/{id}")))
    };
    let message = Message::new("failure-unknown-code").arg("name", id);
    let Some(near) = suggest::close(id, &known).or_else(by_end) else {
        return Err(message);
    };
    let failure = Message::new("failure-with-help").arg("failure", message);
    Err(failure.arg("help", suggest::did_you_mean(near)))
}

fn of(words: &Localizer, what: &str, code: &Code) -> String {
    words.word(&format!("{what}-{}", code.message_key()))
}

/// What to do about such a finding.
pub(crate) fn cure(words: &Localizer, code: &Code) -> String {
    of(words, "cure", code)
}

/// Writes what there is to say of one finding; the articles are those that the pack
/// says it rests on.
///
/// # Errors
/// When it cannot be written.
pub fn one(
    out: &mut dyn Write,
    code: &Code,
    rests_on: &[Arc<str>],
    words: &Localizer,
) -> io::Result<()> {
    let severity = words.severity(code.severity);
    writeln!(out, "{severity}[{}]", code.id)?;
    let say = |key: &'static str, text: String| words.say(&Message::new(key).arg("text", text));
    writeln!(out, "{}", say("code-shown", shown(words, code)))?;
    writeln!(out, "{}", say("code-meaning", of(words, "means", code)))?;
    writeln!(out, "{}", say("code-cure", cure(words, code)))?;
    if !rests_on.is_empty() {
        let names = articles::names(words, rests_on);
        let message = Message::new("code-articles").arg("articles", names);
        writeln!(out, "{}", words.say(&message))?;
    }
    Ok(())
}

/// The sentence with `…` in the places of its facts.
fn shown(words: &Localizer, code: &Code) -> String {
    let sentence = words.say(&Message::new(code.message_key()));
    let mut shown = String::new();
    let mut rest = &*sentence;
    while let Some((before, behind)) = rest.split_once("{$") {
        shown.push_str(before);
        shown.push('…');
        rest = behind.split_once('}').map_or("", |(_, rest)| rest);
    }
    shown + rest
}

/// Writes a line a finding.
///
/// # Errors
/// When it cannot be written.
pub fn all(out: &mut dyn Write, words: &Localizer) -> io::Result<()> {
    let widest = ALL
        .iter()
        .map(|code| code.id.len())
        .max()
        .unwrap_or_default();
    for code in ALL {
        let severity = words.severity(code.severity);
        writeln!(
            out,
            "{}  {severity}  {}",
            text::pad(code.id, widest),
            of(words, "means", code)
        )?;
    }
    writeln!(out, "\n{}", words.word("code-more"))
}

/// Writes `docs/DIAGNOSTICS.md`.
///
/// # Errors
/// When it cannot be written.
pub fn page(out: &mut dyn Write) -> io::Result<()> {
    let [zh, en] = [Language::Zh, Language::En].map(Localizer::new);
    writeln!(out, "# 提示索引 · Index of findings\n")?;
    writeln!(
        out,
        "<!-- 由 `mulu dev diagnostics` 生成 · written by `mulu dev diagnostics` -->\n"
    )?;
    writeln!(
        out,
        "`mulu check` 的每条提示都有代码，写在方括号里；`mulu explain-code 代码` 说的与这里相同。\n\
         Every finding of `mulu check` has a code, in brackets; `mulu explain-code CODE` says what stands here.\n"
    )?;
    let mut family = "";
    for code in ALL {
        let name = code.id.split('/').next().unwrap_or_default();
        if name != family {
            family = name;
            writeln!(out, "\n## {family}")?;
        }
        let severity = |words: &Localizer| words.severity(code.severity);
        writeln!(out, "\n### {}", code.id)?;
        for words in [&zh, &en] {
            let (meaning, cure) = (of(words, "means", code), cure(words, code));
            writeln!(
                out,
                "\n- **{}** {}\n- {meaning}\n- → {cure}",
                severity(words),
                shown(words, code)
            )?;
        }
    }
    Ok(())
}
