//! Pages for what is no page: what is wrong, and where to go on; the page where a token
//! is exchanged.

use crate::assets;
use crate::fault::Fault;
use crate::links::Links;
use crate::page::Page;
use askama::Template;
use mulu_report::Localizer;

#[derive(Template)]
#[template(path = "fault.html", whitespace = "minimize")]
struct Wrong {
    lang: &'static str,
    style: String,
    icon: String,
    title: String,
    sentence: String,
    home: String,
    home_word: String,
}

/// The page of a fault.
pub(crate) fn fault(fault: &Fault, links: &Links, words: &Localizer) -> String {
    let template = Wrong {
        lang: words.language().tag(),
        style: links.asset(&assets::style().name),
        icon: links.asset(&assets::icon().name),
        title: words.word(&format!("web-status-{}", fault.status.code())),
        sentence: words.say(&fault.message),
        home: links.to(&Page::Overview),
        home_word: words.word("web-home"),
    };
    template
        .render()
        .unwrap_or_else(|_| template.sentence.clone())
}

#[derive(Template)]
#[template(path = "login.html", whitespace = "minimize")]
struct Login {
    lang: &'static str,
    style: String,
    icon: String,
    title: String,
    explain: String,
    label: String,
    button: String,
    /// Why the last one didn't do.
    wrong: String,
}

/// The page where a token is exchanged for a session.
pub(crate) fn login(links: &Links, words: &Localizer, refused: bool) -> String {
    let template = Login {
        lang: words.language().tag(),
        style: links.asset(&assets::style().name),
        icon: links.asset(&assets::icon().name),
        title: words.word("web-login"),
        explain: words.word("web-login-explain"),
        label: words.word("web-token"),
        button: words.word("web-login-do"),
        wrong: match refused {
            true => words.word("web-token-wrong"),
            false => String::new(),
        },
    };
    template.render().unwrap_or_default()
}
