//! The pages as files: nothing absolute, nothing broken, the same bytes every time.

use super::crawl::{ids, links};
use crate::district::{District, ON, REQUEST, REQUEST_PATH};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

fn read(folder: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>, top: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => read(&path, into, top),
            false => {
                let inside = path.strip_prefix(top).unwrap().to_owned();
                into.insert(inside, std::fs::read(&path).unwrap());
            }
        }
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    read(folder, &mut files, folder);
    files
}

/// Where a relative link leads.
fn resolved(from: &Path, href: &str) -> PathBuf {
    let mut path = from.parent().unwrap().to_owned();
    for part in Path::new(href).components() {
        match part {
            Component::ParentDir => assert!(path.pop(), "{} leaves: {href}", from.display()),
            Component::Normal(name) => path.push(name),
            other => panic!("{}: {href}: {other:?}", from.display()),
        }
    }
    path
}

#[test]
fn files_link_to_files_that_are_there_and_are_the_same_every_time() {
    let district = District::with(|folder| folder.write(REQUEST_PATH, REQUEST));
    let out = tempfile::tempdir().unwrap();
    let (first, second) = (out.path().join("first"), out.path().join("second"));
    for to in [&first, &second] {
        let ran = district.mulu(&["site", to.to_str().unwrap(), "--rev", "main", "--on", ON]);
        assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{}", ran.out);
    }
    let (first, second) = (files(&first), files(&second));
    assert!(first == second, "the same commit and day give other bytes");
    let texts: BTreeMap<&Path, String> = first
        .iter()
        .filter(|(path, _)| path.extension().is_some_and(|it| it == "html"))
        .map(|(path, bytes)| (path.as_path(), String::from_utf8(bytes.clone()).unwrap()))
        .collect();
    for page in [
        "index.html",
        "en/index.html",
        "systems/health/platform.html",
        "en/years/2027.html",
    ] {
        assert!(texts.contains_key(Path::new(page)), "{page} is missing");
    }
    let address = regex::Regex::new(r#"(?:href|src|action)="([^"]*)""#).unwrap();
    for (path, html) in &texts {
        let name = path.display();
        for found in address.captures_iter(html) {
            let (file, part) = found[1].split_once('#').unwrap_or((&found[1], ""));
            let to = match file {
                "" => path.to_path_buf(),
                file => resolved(path, file),
            };
            assert!(first.contains_key(&to), "{name}: {}", &found[1]);
            if !part.is_empty() {
                assert!(ids(&texts[&*to]).contains(part), "{name}: {}", &found[1]);
            }
        }
        assert!(html.contains(ON), "{name} doesn't name its day");
        assert!(!html.contains("<form"), "{name} asks where nobody answers");
        assert!(!links(html).is_empty());
    }
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let district = District::new();
    let out = tempfile::tempdir().unwrap();
    std::fs::write(out.path().join("mine"), "").unwrap();
    let ran = district.mulu(&["site", out.path().to_str().unwrap(), "--rev", "main"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(files(out.path()).len(), 1);
}

#[test]
fn names_are_found_where_nobody_answers() {
    let district = District::with(|folder| folder.write(REQUEST_PATH, REQUEST));
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("site");
    let ran = district.mulu(&["site", to.to_str().unwrap(), "--rev", "main", "--on", ON]);
    assert_eq!((ran.code, &*ran.err), (Some(0), ""), "{}", ran.out);
    let all = files(&to);
    let asset = |stem: &str| {
        let mut found = all.keys().filter(|path| path.starts_with("assets"));
        let found = found.find(|path| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(stem)
        });
        String::from_utf8(all[found.unwrap()].clone()).unwrap()
    };
    let names = asset("names-");
    let names = names.strip_prefix("window.MULU_NAMES=").unwrap();
    let names: Vec<[String; 2]> =
        serde_json::from_str(names.trim_end().strip_suffix(';').unwrap()).unwrap();
    for [page, name] in &names {
        for language in ["", "en/"] {
            let file = PathBuf::from(format!("{language}{page}.html"));
            assert!(all.contains_key(&file), "{name}: {}", file.display());
        }
    }
    let known = |wanted: &str| names.iter().any(|[_, name]| name.contains(wanted));
    assert!(known("健康平台") && known("卫健委"));
    // What it is written with: light, and asking nobody.
    let script = asset("search-");
    assert!(script.len() <= 8000, "{} bytes", script.len());
    for word in ["fetch(", "XMLHttp", "innerHTML", "http:", "https:", "eval("] {
        assert!(!script.contains(word), "{word}");
    }
    let page =
        String::from_utf8(all[Path::new("en/systems/health/platform.html")].clone()).unwrap();
    let index = regex::Regex::new(r#"data-index="([^"]*)" data-root="([^"]*)""#).unwrap();
    let found = index.captures(&page).unwrap();
    let here = Path::new("en/systems/health/platform.html");
    assert!(
        all.contains_key(&resolved(here, &found[1])),
        "{}",
        &found[1]
    );
    assert_eq!(
        resolved(here, &format!("{}index.html", &found[2])),
        Path::new("en/index.html")
    );
}
