//! The record: a year is certified, and years later held against the repository.

mod audit;
mod blame;
mod bytes;
mod dice;
pub(crate) mod keys;
mod payments;
mod stories;

use crate::district::{District, ON};
use crate::support::{Folder, Ran};
use serde_json::Value;
use std::path::Path;

/// Where the certificate of the stories belongs.
pub(crate) const PLACE: &str = "registry/decisions/2027/2026-12-01.json";

/// Certifies the year and puts the certificate in its place; its bytes.
pub(crate) fn certify(district: &District, key: Option<&Path>) -> Vec<u8> {
    let place = district.folder().join(PLACE);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    let mut args = vec!["certify", "2027", "--rev", "HEAD", "--on", ON, "-o", PLACE];
    if let Some(key) = key {
        args.extend(["--key", key.to_str().unwrap()]);
    }
    let ran = district.mulu(&args);
    assert_eq!((ran.code, &*ran.out), (Some(0), ""), "{ran:#?}");
    std::fs::read(place).unwrap()
}

/// The result, the exit code and the codes of what was found in a folder.
fn verify(folder: &Folder, file: &str) -> (Option<i32>, String, Vec<String>) {
    let ran = folder.mulu(["verify", file, "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{ran:#?}"));
    let codes = told["findings"].as_array().unwrap().iter();
    let codes = codes.map(|found| found["code"].as_str().unwrap().to_owned());
    (
        ran.code,
        told["result"].as_str().unwrap().to_owned(),
        codes.collect(),
    )
}

/// The same of bytes.
fn verify_bytes(folder: &Folder, bytes: &[u8]) -> (Option<i32>, String, Vec<String>) {
    std::fs::write(folder.join("certificate.json"), bytes).unwrap();
    verify(folder, "certificate.json")
}

/// Git itself, where a story needs what only it does.
fn git(folder: &Path, args: &[&str]) {
    let ran = std::process::Command::new("git")
        .args(args)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{args:?}: {ran:?}");
}

/// What a run says, as it is shown to people.
fn said(ran: &Ran) -> String {
    format!("{}{}", ran.out, ran.err)
}
