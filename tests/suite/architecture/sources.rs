//! The program's sources, read by a Rust parser.

#[path = "literals.rs"]
mod literals;

pub(crate) use literals::literals;

use std::path::{Path, PathBuf};
use syn::visit::Visit;

/// One file of a crate in `src/`.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    /// The crate's folder, `core`.
    pub(crate) krate: String,
    /// The module right beneath the crate's root that the file belongs to.
    pub(crate) room: String,
    pub(crate) text: String,
}

/// Where the crates are.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file of every crate.
pub(crate) fn sources() -> impl Iterator<Item = Source> {
    let mut found = Vec::new();
    collect(&root(), &mut found);
    assert!(found.len() > 200, "only {} sources were found", found.len());
    found.into_iter()
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(root()).unwrap();
            let mut names = inside.iter().map(|name| name.to_str().unwrap());
            let krate = names.next().unwrap_or_default().to_owned();
            let room = names.next().unwrap_or_default();
            found.push(Source {
                room: room.trim_end_matches(".rs").to_owned(),
                krate,
                text: std::fs::read_to_string(&path).unwrap(),
                path,
            });
        }
    }
}

impl Source {
    /// Whether the file belongs to tests.
    pub(crate) fn is_test(&self) -> bool {
        let of_tests = |name: &std::ffi::OsStr| {
            ["tests", "tests.rs", "properties.rs"].contains(&name.to_str().unwrap_or_default())
        };
        let inside = self.path.strip_prefix(root()).unwrap();
        inside.iter().any(of_tests)
    }

    /// Every path that the file names outside its tests, imports taken apart, as `a::b::c`.
    pub(crate) fn paths(&self) -> Vec<String> {
        if self.is_test() {
            return Vec::new();
        }
        let file = syn::parse_file(&self.text).unwrap();
        let mut paths = Paths::default();
        paths.visit_file(&file);
        paths.0
    }
}

/// Whether an item is compiled for tests alone.
fn is_of_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

#[derive(Default)]
struct Paths(Vec<String>);

impl Paths {
    fn imports(&mut self, before: &str, tree: &syn::UseTree) {
        let joined = |name: &syn::Ident| {
            if before.is_empty() {
                name.to_string()
            } else {
                format!("{before}::{name}")
            }
        };
        match tree {
            syn::UseTree::Path(path) => self.imports(&joined(&path.ident), &path.tree),
            syn::UseTree::Name(name) if name.ident == "self" => self.0.push(before.to_owned()),
            syn::UseTree::Name(name) => self.0.push(joined(&name.ident)),
            syn::UseTree::Rename(name) if name.ident == "self" => self.0.push(before.to_owned()),
            syn::UseTree::Rename(name) => self.0.push(joined(&name.ident)),
            syn::UseTree::Glob(_) => self.0.push(before.to_owned()),
            syn::UseTree::Group(group) => {
                group
                    .items
                    .iter()
                    .for_each(|tree| self.imports(before, tree));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_of_tests(&module.attrs) {
            syn::visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.imports("", &item.tree);
    }

    /// What a macro is given is no syntax yet: the paths in it are read as text.
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let text = called.tokens.to_string().replace(" :: ", "::");
        let is_name = |char: char| char.is_alphanumeric() || char == '_' || char == ':';
        let words = text.split(|char| !is_name(char));
        let paths = words.filter(|word| word.contains("::"));
        self.0.extend(paths.map(str::to_owned));
        syn::visit::visit_macro(self, called);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path
            .segments
            .iter()
            .map(|part| part.ident.to_string())
            .collect();
        self.0.push(names.join("::"));
        syn::visit::visit_path(self, path);
    }
}
