//! A clerk before a browser that knows no script: looks at pages, fills in what stands
//! there, presses buttons.

use crate::pages::{Answer, Browser};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A clerk with a server that keeps drafts.
pub(crate) struct Clerk {
    pub(crate) browser: Browser,
    folder: PathBuf,
    drafts: PathBuf,
    cookie: String,
    /// The page that is open.
    pub(crate) at: String,
    pub(crate) page: String,
    more: Vec<String>,
    headers: Vec<(String, String)>,
    /// What the server's environment has.
    variables: Vec<(String, String)>,
}

impl Clerk {
    /// At a server of a repository, with its drafts in a file.
    pub(crate) fn of(folder: &Path, drafts: &Path) -> Self {
        Self::with(folder, drafts, &[], &[])
    }

    /// The same with more arguments of the server and headers of the browser.
    pub(crate) fn with(
        folder: &Path,
        drafts: &Path,
        more: &[&str],
        headers: &[(&str, &str)],
    ) -> Self {
        Self::at(folder, drafts, more, headers, &[])
    }

    /// The same with an environment of the server.
    pub(crate) fn at(
        folder: &Path,
        drafts: &Path,
        more: &[&str],
        headers: &[(&str, &str)],
        variables: &[(&str, &str)],
    ) -> Self {
        let owned = |text: &&str| (*text).to_owned();
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let mut clerk = Clerk {
            browser: serve(folder, drafts, more, variables),
            folder: folder.to_owned(),
            drafts: drafts.to_owned(),
            cookie: String::new(),
            at: String::new(),
            page: String::new(),
            more: more.iter().map(owned).collect(),
            headers: headers.iter().map(pair).collect(),
            variables: variables.iter().map(pair).collect(),
        };
        let answer = clerk.ask("GET", "/write?lang=zh", "");
        clerk.cookie = answer
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        clerk
    }

    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> Answer {
        let mut headers: Vec<(&str, &str)> = vec![("cookie", &self.cookie)];
        headers.extend(self.headers.iter().map(|(name, value)| (&**name, &**value)));
        if method == "POST" {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        self.browser.ask(method, path, &headers, body)
    }

    /// Opens a page, which must be there.
    pub(crate) fn open(&mut self, path: &str) -> &str {
        let path = path.split('#').next().unwrap();
        let answer = self.ask("GET", path, "");
        assert_eq!(answer.code, 200, "{path}: {}", answer.text());
        path.clone_into(&mut self.at);
        self.page = answer.text();
        &self.page
    }

    /// Says no longer who it is; what it said.
    pub(crate) fn without_headers(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.headers)
    }

    /// Carries a session from now on.
    pub(crate) fn with_session(&mut self, session: &str) {
        self.cookie = format!("{}; {session}", self.cookie);
    }

    /// The server is ended at once, and begun again with the same drafts.
    pub(crate) fn killed(&mut self) {
        let more: Vec<&str> = self.more.iter().map(String::as_str).collect();
        let variables = self.variables.iter();
        let variables: Vec<_> = variables.map(|(a, b)| (&**a, &**b)).collect();
        let next = serve(&self.folder, &self.drafts, &more, &variables);
        // Whoever is dropped is killed (SIGKILL).
        drop(std::mem::replace(&mut self.browser, next));
    }

    /// Begins a draft, and opens its list.
    pub(crate) fn begin(&mut self, fields: &[(&str, &str)]) -> String {
        let unit = fields.iter().find(|(name, _)| *name == "unit");
        let unit = unit.map_or("health", |(_, unit)| unit);
        self.open(&format!("/write?lang=zh&unit={unit}"));
        let token = value(&self.page, "token");
        let mut all = vec![("token", &*token)];
        all.extend(fields);
        let answer = self.ask("POST", "/write?lang=zh", &encoded(&all));
        assert_eq!(answer.code, 303, "{}", answer.text());
        let to = answer.header("location").to_owned();
        self.open(&to);
        to["/write/".len()..][..32].to_owned()
    }

    /// What a browser would send of the form on the page.
    pub(crate) fn fields(&self) -> BTreeMap<String, String> {
        let form = self.page.split("id=\"ask\"").nth(1).unwrap();
        fields(form.split("</form>").next().unwrap())
    }

    /// Fills in the page that is open and presses a button; where that leads.
    pub(crate) fn send(&mut self, filled: &[(&str, &str)], button: &str) -> Answer {
        let mut fields = self.fields();
        for (name, value) in filled {
            assert!(
                fields.contains_key(*name),
                "{name} is not asked: {fields:#?}"
            );
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        fields.insert("do".to_owned(), button.to_owned());
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (&**a, &**b)).collect();
        self.ask("POST", &self.at, &encoded(&fields))
    }

    /// The same, and goes where it leads.
    pub(crate) fn fill(&mut self, filled: &[(&str, &str)], button: &str) -> &str {
        let answer = self.send(filled, button);
        assert_eq!(answer.code, 303, "{}", answer.text());
        let to = answer.header("location").to_owned();
        self.open(&to)
    }
}

fn serve(folder: &Path, drafts: &Path, more: &[&str], variables: &[(&str, &str)]) -> Browser {
    let drafts = drafts.to_str().unwrap();
    let args = [&["--write", drafts], more].concat();
    Browser::at(folder, &args, variables)
}

/// As browsers send it.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let text = |text: &str| text.bytes().map(sign).collect::<String>();
    let fields = fields
        .iter()
        .map(|(a, b)| format!("{}={}", text(a), text(b)));
    fields.collect::<Vec<_>>().join("&")
}

/// The value of the first field with a name.
pub(crate) fn value(page: &str, name: &str) -> String {
    let rest = page
        .split(&format!("name=\"{name}\" value=\""))
        .nth(1)
        .unwrap();
    plain(rest.split('"').next().unwrap())
}

/// What of a form has names: texts, choices, areas.
fn fields(form: &str) -> BTreeMap<String, String> {
    let attribute = |tag: &str, name: &str| {
        let rest = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(plain(rest.split('"').next()?))
    };
    let mut found = BTreeMap::new();
    for (at, _) in form.match_indices('<') {
        let rest = &form[at + 1..];
        let (tag, after) = rest.split_once('>').unwrap();
        let Some(name) = attribute(tag, "name") else {
            continue;
        };
        let value = match tag.split(' ').next().unwrap() {
            "input" => attribute(tag, "value").unwrap_or_default(),
            "textarea" => {
                let text = after.split("</textarea>").next().unwrap();
                plain(text.strip_prefix('\n').unwrap_or(text))
            }
            "select" => {
                let all = after.split("</select>").next().unwrap();
                let mut options = all.split("<option").skip(1);
                let chosen =
                    options.find(|option| option.split('>').next().unwrap().contains("selected"));
                chosen
                    .and_then(|option| attribute(option, "value"))
                    .unwrap_or_default()
            }
            _ => continue,
        };
        found.insert(name, value);
    }
    found
}

/// Text of a page without what was escaped.
pub(crate) fn plain(text: &str) -> String {
    let mut text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    for (at, sign) in [
        ("&#34;", "\""),
        ("&#38;", "&"),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
    ] {
        text = text.replace(at, sign);
    }
    text.replace("&amp;", "&")
}

/// The findings that a page shows: code and pointer.
pub(crate) fn findings(page: &str) -> Vec<(String, String)> {
    let all = page.split("data-code=\"").skip(1);
    let mut found: Vec<(String, String)> = all
        .map(|rest| {
            let (code, rest) = rest.split_once('"').unwrap();
            let pointer = rest.split("data-pointer=\"").nth(1).unwrap();
            (plain(code), plain(pointer.split('"').next().unwrap()))
        })
        .collect();
    found.sort();
    found
}
