//! Registries of any size from a seed, for measurements and tests.
//!
//! A generated registry is in order as far as its documents go (`mulu check`
//! has no errors to report), and out of order in every way that the rules know:
//! a quarter of the systems have one flaw each. The same order gives the same
//! bytes. Files come one at a time and nothing grows with their number but the
//! few documents that name every system.
//!
//! What is not here: the rules, which are copied from a real registry, and
//! writing to a disk.

mod facts;
mod fault;
mod flaw;
mod funding;
mod office;
mod opinions;
mod phrases;
mod place;
mod project;
mod system;
mod vocabulary;

#[cfg(test)]
mod tests;

use facts::Facts;
use funding::Collection;
use jiff::civil::Date;
use mulu_core::tree::{Entry, Tree};
use place::{Places, UnitNo};
use project::Project;
use serde_json::Value;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Where the random numbers begin.
    pub seed: u64,
    /// How many systems.
    pub systems: u32,
    /// How many documents break their schema.
    pub invalid: u32,
    /// The budget year; there are requests, a list and a plan for it and for
    /// the year before, and a rolling plan from that one on.
    pub year: i16,
}

/// One file of a registry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the folder that holds `registry/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

type Made = Result<File, serde_yaml::Error>;

impl Order {
    /// The day on which the requests are judged: all dates lie before it.
    fn judged_on(&self) -> Date {
        Date::constant(2000, 12, 1)
            .with()
            .year(self.year - 1)
            .build()
            .unwrap_or(Date::MAX)
    }

    /// Every file but the rules, in no particular order.
    pub fn files(self) -> impl Iterator<Item = Made> {
        let places = Places::new(self.systems);
        let settings = std::iter::once_with(|| file("registry.yaml", &office::settings()));
        let units = places
            .units()
            .flat_map(move |unit| self.of_unit(places, unit));
        let systems = (0..self.systems).flat_map(move |number| self.of_system(places, number));
        settings
            .chain(units)
            .chain(systems)
            .chain(self.collections(places))
    }

    /// A unit's document, and what is attested of it.
    fn of_unit(self, places: Places, unit: UnitNo) -> Vec<Made> {
        let slug = places.slug(unit);
        let document = office::unit(&self, places, unit);
        let mut files = vec![file(&format!("units/{slug}.yaml"), &document)];
        if let Some((authority, document)) = office::opinions(&self, unit) {
            files.push(file(
                &format!("opinions/{authority}/{slug}.yaml"),
                &document,
            ));
        }
        files
    }

    /// A system's document, the opinions on it, the requests for it, and the project
    /// for it where there is one.
    fn of_system(self, places: Places, number: u32) -> Vec<Made> {
        let facts = Facts::of(&self, places, number);
        let reference = facts.reference(places);
        let mut document = system::document(&self, places, &facts);
        if let Some(fault) = fault::of(&self, number) {
            fault::apply(fault, &mut document);
        }
        let mut files = vec![file(&format!("systems/{reference}.yaml"), &document)];
        for (authority, document) in opinions::documents(&self, places, &facts) {
            let path = format!("opinions/{authority}/{reference}.yaml");
            files.push(file(&path, &document));
        }
        for year in [self.year - 1, self.year] {
            if funding::is_asked(&self, &facts, year) {
                let request = funding::request(&self, places, &facts, year);
                files.push(file(&format!("requests/{year}/{reference}.yaml"), &request));
            }
        }
        if let Some(project) = Project::of(&self, &facts) {
            let reference = project.reference(places);
            let document = project.document(places);
            files.push(file(&format!("projects/{reference}.yaml"), &document));
            let subject = reference.replacen('/', "/projects/", 1);
            for (authority, document) in project.opinions() {
                let path = format!("opinions/{authority}/{subject}.yaml");
                files.push(file(&path, &document));
            }
        }
        files
    }

    /// The documents that name every system.
    fn collections(self, places: Places) -> impl Iterator<Item = Made> {
        let elements = std::iter::once_with(move || {
            text_file("elements.yaml", office::elements(&self, places)?)
        });
        let years = [self.year - 1, self.year].into_iter();
        let lists = years.flat_map(move |year| {
            [("lists", Collection::Lists), ("plans", Collection::Plans)].map(|(folder, which)| {
                let text = funding::collection(&self, places, year, which)?;
                text_file(&format!("{folder}/{year}.yaml"), text)
            })
        });
        let rolling = std::iter::once_with(move || {
            let year = self.year - 1;
            text_file(
                &format!("rolling/{year}.yaml"),
                funding::rolling(&self, places)?,
            )
        });
        elements.chain(lists).chain(rolling)
    }
}

/// All of it in memory, for tests and benchmarks.
///
/// # Errors
/// When a document cannot be written as YAML.
pub fn tree(order: Order) -> Result<Tree, serde_yaml::Error> {
    let mut tree = Tree::default();
    for file in order.files() {
        let file = file?;
        tree.insert(file.path, Entry::file(file.text.into_bytes()));
    }
    Ok(tree)
}

fn file(path: &str, document: &Value) -> Made {
    text_file(path, yaml(document)?)
}

fn text_file(path: &str, text: String) -> Made {
    Ok(File {
        path: format!("registry/{path}"),
        text,
    })
}

/// A value as YAML, in which dates are in quotes: unquoted they are text for
/// YAML 1.2 and this program, but not for readers of YAML 1.1, with which it is
/// compared.
fn yaml(value: &Value) -> Result<String, serde_yaml::Error> {
    let plain = serde_yaml::to_string(value)?;
    let mut text = String::with_capacity(plain.len() + 64);
    for line in plain.lines() {
        match line.rsplit_once(": ") {
            Some((key, date)) if is_date(date) => {
                text.extend([key, ": '", date, "'\n"]);
            }
            _ => text.extend([line, "\n"]),
        }
    }
    Ok(text)
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
