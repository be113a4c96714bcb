//! The forms for those who don't use Git ask for what the schemas demand and the rules
//! read, in the schemas' words: whoever fills one in is not asked again.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What a form asks besides what the document says: whose it is, where it stands, the
/// unit's paper, and whatever else.
const BESIDES: [&str; 5] = ["unit", "system", "year", "paper", "more"];

/// What nobody is asked for who has somebody else write the document.
const UNASKED: [&str; 1] = ["on_behalf"];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn form(name: &str) -> Vec<Value> {
    let text = read(&format!(".github/ISSUE_TEMPLATE/{name}.yml"));
    let form: Value = serde_yaml::from_str(&text).unwrap();
    let parts = form["body"].as_array().unwrap().iter();
    parts
        .filter(|part| part["type"] != "markdown")
        .cloned()
        .collect()
}

/// The schema of a property, by the names on the way to it.
fn property<'a>(schema: &'a Value, path: &[&str]) -> Option<&'a Value> {
    let at = |schema: &'a Value, name: &&str| schema["properties"].get(name);
    path.iter().try_fold(schema, at)
}

/// What the rules read of a document, as paths of at most two names.
fn read_by_rules(schema: &Value, name: &str) -> BTreeSet<Vec<String>> {
    let mut found = BTreeSet::new();
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_' || c == '.';
    for (_, text) in crate::support::files("registry/policy/rules") {
        let text = String::from_utf8(text).unwrap();
        for word in text.split(|c: char| !is_name(c)) {
            let Some(rest) = word
                .strip_prefix(name)
                .and_then(|rest| rest.strip_prefix('.'))
            else {
                continue;
            };
            let names: Vec<&str> = rest.split('.').collect();
            let longest = (1..=names.len().min(2)).rev();
            let known = { longest }.find(|count| property(schema, &names[..*count]).is_some());
            let names = names[..known.unwrap_or_default()]
                .iter()
                .map(ToString::to_string);
            found.insert(names.collect());
        }
    }
    found.retain(|path: &Vec<String>| !path.is_empty());
    assert!(found.len() > 2, "{found:?}");
    found
}

/// What is wrong with a form for a schema.
fn faults(parts: &[Value], schema: &Value, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let id = |part: &Value| part["id"].as_str().unwrap().to_owned();
    let paths: Vec<(String, &Value)> = parts.iter().map(|part| (id(part), part)).collect();
    for (id, part) in &paths {
        let names: Vec<&str> = id.split('-').collect();
        let found = property(schema, &names);
        if found.is_none() && !BESIDES.contains(&&**id) {
            faults.push(format!("{id}: the schema has no such property"));
        }
        let options = part["attributes"]["options"].as_array();
        let titles = found.and_then(|found| found["enumDescriptions"].as_array());
        if part["type"] == "dropdown" && options != titles {
            faults.push(format!("{id}: {options:?}, but the schema has {titles:?}"));
        }
    }
    let asks = |path: &[&str]| {
        let covers = |id: &str| {
            let names: Vec<&str> = id.split('-').collect();
            path.starts_with(&names)
        };
        let own = { paths.iter() }.filter(|(id, _)| covers(id));
        own.max_by_key(|(id, _)| id.len())
    };
    for path in read_by_rules(schema, name) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let title = property(schema, &path).and_then(|found| found["title"].as_str());
        match asks(&path) {
            None => faults.push(format!("{path:?}: the rules read it, and nobody is asked")),
            Some((id, part)) if id.split('-').count() < path.len() => {
                let text = part["attributes"].to_string();
                if !title.is_some_and(|title| text.contains(title)) {
                    faults.push(format!("{id}: doesn't ask for {title:?}"));
                }
            }
            Some(_) => {}
        }
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        let asked = { paths.iter() }.find(|(id, _)| id == name);
        let must = asked.is_some_and(|(_, part)| part["validations"]["required"] == true);
        if !must && !UNASKED.contains(&name) {
            faults.push(format!(
                "{name}: the schema demands it, and it may be left out"
            ));
        }
    }
    faults
}

#[test]
fn the_forms_ask_for_what_the_schemas_demand_and_the_rules_read() {
    for (name, kind) in [("1-register", "system"), ("2-request", "request")] {
        let schema = serde_json::from_str(&read(&format!("schema/{kind}.schema.json"))).unwrap();
        let parts = form(name);
        let found = faults(&parts, &schema, kind);
        assert!(found.is_empty(), "{name}: {found:#?}");
        // The test would see it: each question left out is missed, or is nobody's.
        for (at, part) in parts.iter().enumerate() {
            let mut fewer = parts.clone();
            fewer.remove(at);
            let known = BESIDES.contains(&part["id"].as_str().unwrap());
            let missed = !faults(&fewer, &schema, kind).is_empty();
            // No rule reads them; the catalog has them all the same.
            let optional = ["functions", "responsible", "cryptography", "hosting-reason"];
            let optional = optional.contains(&part["id"].as_str().unwrap());
            assert!(missed || known || optional, "{name}: {}", part["id"]);
        }
    }
}

/// Whoever files for a unit must state the unit's paper, so the forms ask for it.
#[test]
fn the_forms_ask_for_the_units_paper() {
    for name in ["1-register", "2-request"] {
        let paper = form(name)
            .into_iter()
            .find(|part| part["id"] == "paper")
            .unwrap();
        assert_eq!(paper["validations"]["required"], true, "{name}");
    }
}
