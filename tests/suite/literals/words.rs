//! The words of Wulong's own data.

use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What no literal may say.
pub(crate) struct Words {
    /// Ids: authorities, units, matters, expense categories, stages, parameters, articles, rules.
    ids: BTreeSet<String>,
    /// Names in Chinese, found anywhere.
    chinese: BTreeSet<String>,
    /// Names in English, found between other words; one of a single word only where it is all that is said.
    english: BTreeSet<String>,
    currency: Regex,
}

/// Names of offices in English, which no document holds.
const OFFICES: &[&str] = &[
    "Big Data Development Bureau",
    "Big Data Bureau",
    "the bureau",
    "Cyberspace Affairs Office",
    "Public Security",
    "Secrecy Bureau",
    "Development and Reform Commission",
    "Development & Reform Commission",
    "Finance Bureau",
    "District Government",
    "Audit Bureau",
    "Wulong",
];

/// The offices of Wulong, by every name that they have.
pub(crate) fn offices() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/units");
    let mut offices: Vec<String> = OFFICES.iter().map(|&name| name.to_owned()).collect();
    for unit in std::fs::read_dir(folder).unwrap() {
        let unit = yaml(unit.unwrap().path().to_str().unwrap());
        let names = ["name", "short_name"]
            .iter()
            .filter_map(|key| unit[key].as_str());
        offices.extend(names.map(str::to_owned));
    }
    offices
}

fn yaml(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn keys(value: &Value) -> impl Iterator<Item = String> + '_ {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
}

fn titles<'v>(values: impl Iterator<Item = &'v Value>, language: &str) -> Vec<String> {
    let titles = values.filter_map(|value| value["title"][language].as_str());
    titles.map(str::to_owned).collect()
}

fn entries(value: &Value) -> impl Iterator<Item = &Value> {
    let map = value.as_object().into_iter().flat_map(|map| map.values());
    map.chain(value.as_array().into_iter().flatten())
}

impl Words {
    /// Those of the registry in this repository.
    pub(crate) fn of_wulong() -> Self {
        let (settings, pack) = (
            yaml("registry/registry.yaml"),
            yaml("registry/policy/pack.yaml"),
        );
        let stages = &pack["project"]["stages"];
        let mut ids: BTreeSet<String> = keys(&settings["authorities"])
            .chain(keys(&pack["matters"]))
            .chain(keys(&pack["expenses"]))
            .chain(keys(&pack["parameters"]))
            .collect();
        // A stage of one word is a word like others, and so are the titles of stages.
        ids.extend(entries(stages).filter_map(|stage| {
            stage["id"]
                .as_str()
                .filter(|id| id.contains('-'))
                .map(str::to_owned)
        }));
        let articles = entries(&pack["articles"]).filter_map(|article| article["id"].as_str());
        ids.extend(
            articles
                .filter(|id| id.parse::<u32>().is_err())
                .map(str::to_owned),
        );
        let (mut chinese, mut english) = (BTreeSet::new(), BTreeSet::new());
        for part in [&pack["matters"], &pack["expenses"]] {
            chinese.extend(titles(entries(part), "zh"));
            english.extend(titles(entries(part), "en"));
        }
        english.extend(OFFICES.iter().map(|&name| name.to_owned()));
        for unit in
            std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("registry/units")).unwrap()
        {
            let path = unit.unwrap().path();
            let unit = yaml(path.to_str().unwrap());
            chinese.extend(
                ["name", "short_name"]
                    .iter()
                    .filter_map(|key| unit[key].as_str().map(str::to_owned)),
            );
            ids.insert(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
        // What the engine reads by name is its own word, whoever else is called so.
        let fields = fields();
        ids.retain(|id| !fields.contains(id));
        chinese.retain(|name| name.chars().count() > 1);
        Words {
            ids,
            chinese,
            english,
            currency: Regex::new(r"万元|(^|[^\p{Han}])元($|[^\p{Han}])|(?i)\byuan\b|\bCNY\b")
                .unwrap(),
        }
    }

    /// The words that a text says.
    pub(crate) fn found<'a>(&'a self, text: &'a str) -> impl Iterator<Item = String> + 'a {
        let ids = self.ids.iter().filter(|id| says_id(text, id)).cloned();
        let chinese = self
            .chinese
            .iter()
            .filter(|name| text.contains(name.as_str()))
            .cloned();
        let english = self
            .english
            .iter()
            .filter(|name| says_name(text, name))
            .cloned();
        let currency = self
            .currency
            .find(text)
            .map(|found| found.as_str().to_owned());
        ids.chain(chinese).chain(english).chain(currency)
    }

    /// A sentence for one matter, category or authority alone.
    pub(crate) fn named_by_key<'a>(&'a self, line: &'a str) -> impl Iterator<Item = String> + 'a {
        let key = line.split(" =").next().unwrap_or_default();
        let of = ["matter-", "expense-", "authority-", "stage-", "unit-"]
            .iter()
            .filter_map(|kind| key.strip_prefix(kind));
        of.filter(|id| self.ids.contains(*id)).map(str::to_owned)
    }
}

/// An id of several words anywhere; one that is a plain word where it is all, or in quotes.
fn says_id(text: &str, id: &str) -> bool {
    if id.contains(['-', '_']) {
        return text
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .any(|word| word == id);
    }
    let quoted = ['\'', '"', '`'].map(|quote| format!("{quote}{id}{quote}"));
    text == id || quoted.iter().any(|quoted| text.contains(quoted))
}

fn says_name(text: &str, name: &str) -> bool {
    let (text, name) = (text.to_lowercase(), name.to_lowercase());
    if !name.contains(' ') && name != "wulong" {
        return text == name;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(&name).any(|(at, _)| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next())
    })
}

/// The fields of all documents, by their schemas.
fn fields() -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("schema")).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        collect(&serde_json::from_str(&text).unwrap(), &mut fields);
    }
    fields
}

fn collect(schema: &Value, fields: &mut BTreeSet<String>) {
    fields.extend(keys(&schema["properties"]));
    entries(schema).for_each(|part| collect(part, fields));
}
