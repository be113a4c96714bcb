//! A budget year step by step, on the small district: the health commission with a
//! hospital below it, the education commission; two systems, one request. What is
//! missing or different is told with whose turn it is, by the ownership table.

mod faces;
mod steps;

use crate::district::files;
use crate::support::{Folder, Ran};
use serde_json::Value;

/// The day judged for.
const ON: &str = "2026-12-01";

/// The district with other files.
fn district<'a>(edits: impl IntoIterator<Item = (&'a str, &'a str)>) -> Folder {
    let folder = Folder::with(files());
    for (path, text) in edits {
        folder.write(&format!("registry/{path}.yaml"), text);
    }
    folder
}

fn run(folder: &Folder, args: &[&str]) -> Ran {
    folder.mulu([&["year"], args, &["--on", ON]].concat())
}

/// The year 2027 as JSON.
fn year(folder: &Folder) -> Value {
    of_year(folder, "2027", &[])
}

fn of_year(folder: &Folder, year: &str, more: &[&str]) -> Value {
    let ran = run(folder, &[&[year, "--format", "json"], more].concat());
    assert_eq!((ran.code, &*ran.err), (Some(0), ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// `step what thing before -> after: whose turn` of all gaps but those of verdicts.
fn gaps(year: &Value) -> Vec<String> {
    let all = year["gaps"].as_array().unwrap().iter();
    let told = all.filter(|gap| gap["what"] != "verdict");
    told.map(|gap| {
        let text = |key: &str| gap[key].as_str();
        let thing = text("system").or(text("project")).or(text("unit"));
        let amounts = [&gap["before"], &gap["after"]].map(|amount| match amount {
            Value::Null => "-".to_owned(),
            amount => amount.to_string(),
        });
        let mut said = format!("{} {}", text("step").unwrap(), text("what").unwrap());
        if let Some(thing) = thing {
            said += &format!(" {thing} {}", amounts.join(">"));
        }
        said += &format!(": {}", suppliers(&gap["suppliers"]));
        match text("waits_for") {
            Some(step) => format!("{said} after {step}"),
            None => said,
        }
    })
    .collect()
}

/// The ids of those who must supply something.
fn suppliers(all: &Value) -> String {
    let ids = all.as_array().unwrap().iter().map(|one| {
        let id = one["authority"].as_str().or(one["unit"].as_str());
        id.unwrap()
    });
    ids.collect::<Vec<_>>().join(" ")
}

/// `step: O&M count amount, construction count amount, difference`.
fn steps(year: &Value) -> Vec<String> {
    let steps = year["steps"].as_array().unwrap().iter();
    steps
        .map(|step| {
            let sum = |of: &str| format!("{} {}", step[of]["count"], step[of]["amount"]);
            format!(
                "{}: {}, {}, {}",
                step["step"].as_str().unwrap(),
                sum("maintenance"),
                sum("construction"),
                step["difference"]
            )
        })
        .collect()
}
