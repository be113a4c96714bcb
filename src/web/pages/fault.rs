//! Pages for what is no page: what is wrong, and where to go on; the page where a token
//! is exchanged.

use crate::assets;
use crate::fault::Fault;
use crate::form::Carried;
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

/// The same for a program (RFC 9457); `code` is the same in any language.
pub(crate) fn problem(fault: &Fault, words: &Localizer) -> Vec<u8> {
    let code = fault.status.code();
    let problem = serde_json::json!({
        "type": "about:blank",
        "title": words.word(&format!("web-status-{code}")),
        "status": code,
        "detail": words.say(&fault.message),
        "code": fault.message.key,
    });
    problem.to_string().into_bytes()
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
    /// What goes on afterwards.
    hidden: Vec<(&'static str, String)>,
}

/// The page where a token is exchanged for a session.
pub(crate) fn login(
    links: &Links,
    words: &Localizer,
    refused: bool,
    carried: Option<&Carried>,
) -> String {
    let template = Login {
        lang: words.language().tag(),
        style: links.asset(&assets::style().name),
        icon: links.asset(&assets::icon().name),
        title: words.word("web-login"),
        explain: words.word(match carried {
            Some(_) => "write-waits",
            None => "web-login-explain",
        }),
        label: words.word("web-token"),
        button: words.word("web-login-do"),
        wrong: match refused {
            true => words.word("web-token-wrong"),
            false => String::new(),
        },
        hidden: carried.map_or_else(Vec::new, |carried| {
            vec![
                ("to", carried.to.clone()),
                ("carried", carried.body.clone()),
            ]
        }),
    };
    template.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "resume.html", whitespace = "minimize")]
struct Resume {
    lang: &'static str,
    style: String,
    icon: String,
    title: String,
    explain: String,
    button: String,
    action: String,
    fields: Vec<(String, String)>,
}

/// The page on which somebody who had to log in again sends what waited; `None`: nothing
/// that can be sent did.
pub(crate) fn resume(links: &Links, words: &Localizer, carried: &Carried) -> Option<String> {
    let template = Resume {
        lang: words.language().tag(),
        style: links.asset(&assets::style().name),
        icon: links.asset(&assets::icon().name),
        title: words.word("write-resume"),
        explain: words.word("write-resume-explain"),
        button: words.word("write-resume-do"),
        action: carried.to.clone(),
        fields: carried.fields()?,
    };
    template.render().ok()
}
