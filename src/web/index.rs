//! The names of everything, for the script that searches where pages are files: a script
//! that sets a value, since browsers refuse to fetch a file.

use crate::assets::short_hash;
use crate::page::Page;
use crate::state::State;
use mulu_report::text::plain;

/// The names of a state.
#[derive(Debug)]
pub(crate) struct Index {
    /// The file, named by its content.
    pub(crate) name: String,
    /// A script.
    pub(crate) content: String,
}

impl Index {
    /// Systems, projects, units: each with its page, without `.html`, and its names.
    pub(crate) fn of(state: &State) -> Self {
        let registry = state.registry();
        let ids = registry.systems.keys().map(|id| id.to_string());
        let requested = registry.requests.keys().map(|id| id.system().to_owned());
        let mut ids: Vec<String> = ids.chain(requested).collect();
        ids.sort();
        ids.dedup();
        let systems = ids.into_iter().map(|id| {
            let names = registry.system_name(&id).to_owned();
            (Page::System(id), names)
        });
        let projects = registry.projects.keys().map(|id| {
            let names = registry.project_name(id).to_owned();
            (Page::Project(id.to_string()), names)
        });
        let units = registry.units.iter().map(|(id, slot)| {
            let unit = slot.valid();
            let others = unit.into_iter().flat_map(|unit| {
                let aliases = unit.aliases.iter().map(|alias| &**alias);
                std::iter::once(&*unit.name).chain(aliases)
            });
            let short = registry.unit_name(id);
            let names: Vec<&str> = std::iter::once(short)
                .chain(others.filter(|other| *other != short))
                .collect();
            (Page::Unit(id.to_string()), names.join("\n"))
        });
        let all = systems.chain(projects).chain(units);
        let all = all.map(|(page, names)| {
            let names: Vec<_> = names.lines().map(plain).collect();
            let file = page.file();
            let file = file.strip_suffix(".html").unwrap_or(&file);
            serde_json::json!([file, names.join("\n")]).to_string()
        });
        let all: Vec<String> = all.collect();
        let content = format!("window.MULU_NAMES=[\n{}\n];\n", all.join(",\n"));
        Index {
            name: format!("names-{}.js", short_hash(content.as_bytes())),
            content,
        }
    }
}
