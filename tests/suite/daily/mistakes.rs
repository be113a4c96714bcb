//! What people write who come from Word, Excel and phones: a table of mistakes, each in a
//! document of its own, all in one registry; and the message that cures each, in both
//! languages.

use super::ON;
use crate::support::Folder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const TABLE: &str = include_str!("mistakes.txt");

/// Sound documents, `{n}` being what tells them apart.
const BASES: &str = include_str!("bases.txt");

/// A mistake of the table.
struct Mistake {
    number: usize,
    title: &'static str,
    kind: &'static str,
    /// What stood there; `*`: the whole file.
    stood: &'static str,
    wrote: &'static str,
    /// What the message must name in Chinese, and in English.
    cure: [&'static str; 2],
}

fn mistakes() -> Vec<Mistake> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let parsed = rows.enumerate().map(|(at, line)| {
        let cells: Vec<&str> = line.split(" | ").collect();
        let [title, kind, stood, wrote, cure] = cells[..] else {
            panic!("{line}")
        };
        Mistake {
            number: at + 1,
            title,
            kind,
            stood,
            wrote,
            cure: cures(cure),
        }
    });
    parsed.collect()
}

/// One text for both languages, or one for each.
fn cures(cell: &'static str) -> [&'static str; 2] {
    let (zh, en) = cell.split_once('§').unwrap_or((cell, cell));
    let cures = [zh.trim(), en.trim()];
    assert!(!cures.contains(&""), "every mistake has a cure: {cell}");
    cures
}

impl Mistake {
    fn path(&self) -> String {
        let n = self.number;
        match self.kind {
            "system" => format!("registry/systems/sample-department/m{n}.yaml"),
            "request" => format!("registry/requests/2027/sample-department/m{n}.yaml"),
            "opinion" => format!("registry/opinions/cybersecurity/sample-department/m{n}.yaml"),
            "unit" => format!("registry/units/m{n}.yaml"),
            other => panic!("{other}"),
        }
    }

    fn content(&self) -> Vec<u8> {
        let sound = base(self.kind, self.number);
        if self.stood != "*" {
            let stood = unescaped(self.stood);
            assert!(sound.contains(&stood), "{}: {stood}", self.title);
            return sound
                .replacen(&stood, &unescaped(self.wrote), 1)
                .into_bytes();
        }
        match self.wrote {
            "bom" => [b"\xEF\xBB\xBF", sound.as_bytes()].concat(),
            "crlf" => sound.replace('\n', "\r\n").into_bytes(),
            "cr" => sound.replace('\n', "\r").into_bytes(),
            "empty" => Vec::new(),
            "csv" => "name,status\n系统,operating\n".into(),
            "docx" => b"PK\x03\x04\x14\x00\x06\x00\x08\x00".to_vec(),
            "xls" => b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            "utf16" => {
                let wide = std::iter::once(0xFEFF).chain(sound.encode_utf16());
                wide.flat_map(u16::to_le_bytes).collect()
            }
            // Some two bytes for each character, as GBK has them.
            "gbk" => {
                let byte = |c: char| match u8::try_from(c) {
                    Ok(byte) if byte.is_ascii() => vec![byte],
                    _ => vec![0xC3, 0xE6],
                };
                sound.chars().flat_map(byte).collect()
            }
            other => panic!("{other}"),
        }
    }
}

fn base(kind: &str, number: usize) -> String {
    let mut parts = BASES.split("=== ").skip(1);
    let named = |part: &str| {
        part.strip_prefix(kind)?
            .strip_prefix('\n')
            .map(str::to_owned)
    };
    let text = parts.find_map(named).unwrap();
    text.replace("{n}", &number.to_string())
}

fn unescaped(text: &str) -> String {
    let text = text.replace("\\n", "\n").replace("\\t", "\t");
    let mut parts = text.split("\\u{");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_once('}').unwrap();
        let code = u32::from_str_radix(code, 16).unwrap();
        plain.push(char::from_u32(code).unwrap());
        plain += rest;
    }
    plain
}

/// A registry with every mistake in a document of its own.
fn registry(mistakes: &[Mistake]) -> Folder {
    let folder = Folder::empty();
    folder.mulu(["init"]);
    folder.write(
        "registry/systems/sample-department/m.yaml",
        base("system", 0),
    );
    for one in mistakes {
        if matches!(one.kind, "request" | "opinion") {
            let n = one.number;
            let path = format!("registry/systems/sample-department/m{n}.yaml");
            folder.write(&path, base("system", n));
        }
        folder.write(&one.path(), one.content());
    }
    folder
}

/// What is said of each file.
fn said(folder: &Folder, lang: &str) -> BTreeMap<String, Vec<Value>> {
    let ran = folder.mulu(["--lang", lang, "check", "--on", ON, "--format", "json"]);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    let mut said: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for one in json["diagnostics"].as_array().unwrap() {
        let path = one["path"].as_str().unwrap().to_owned();
        said.entry(path).or_default().push(one.clone());
    }
    said
}

/// `code line:column message ⇒ help` of each finding.
fn lines(findings: &[Value]) -> Vec<String> {
    let line = |one: &Value| {
        let text = |key: &str| one[key].as_str().unwrap_or_default().replace('\n', " ");
        let (code, message, help) = (text("code"), text("message"), text("help"));
        let help = if help.is_empty() {
            help
        } else {
            format!(" ⇒ {help}")
        };
        format!("{code} {}:{} {message}{help}", one["line"], one["column"])
    };
    findings.iter().map(line).collect()
}

#[test]
fn every_usual_mistake_gets_the_message_that_cures_it() {
    let all = mistakes();
    assert!(all.len() >= 150, "{}", all.len());
    let folder = registry(&all);
    let mut told = [("zh", String::new()), ("en", String::new())];
    for (lang, shown) in &mut told {
        let mut said = said(&folder, lang);
        let mut uncured = Vec::new();
        for one in &all {
            let cure = one.cure[usize::from(*lang == "en")];
            let lines = lines(&said.remove(&one.path()).unwrap_or_default());
            if lines.is_empty() || !lines.join("\n").contains(cure) {
                uncured.push(format!("{}: {cure} {lines:#?}", one.title));
            }
            let _ = writeln!(shown, "{}: {}", one.title, one.wrote);
            for line in lines.iter().take(2) {
                let _ = writeln!(shown, "    {line}");
            }
        }
        assert_eq!(uncured, [""; 0], "{lang}: {uncured:#?}");
        // What is right is not spoken of.
        assert_eq!(said.into_keys().collect::<Vec<_>>(), [""; 0], "{lang}");
    }
    for (lang, shown) in told {
        insta::assert_snapshot!(format!("mistakes_{lang}"), shown);
    }
}

/// A file in another encoding, or with other line ends, is one finding, not one for each of its characters.
#[test]
fn a_file_of_another_encoding_is_said_once() {
    let all = mistakes();
    let folder = registry(&all);
    let said = said(&folder, "zh");
    for name in ["gbk", "utf16", "docx", "xls", "cr"] {
        let one = all.iter().find(|one| one.wrote == name).unwrap();
        assert_eq!(said[&one.path()].len(), 1, "{name}");
    }
}

/// What was left out is no reason to call it less.
#[test]
fn where_findings_were_left_out_there_are_at_least_so_many() {
    let folder = Folder::empty();
    folder.mulu(["init"]);
    let anchors: Vec<String> = (0..300).map(|n| format!("  k{n}: &a{n} 1\n")).collect();
    let text = base("system", 0) + "x-notes:\n" + &anchors.concat();
    folder.write("registry/systems/sample-department/m.yaml", text);
    for (lang, words) in [("zh", "\n至少 "), ("en", "\nat least ")] {
        let ran = folder.mulu(["--lang", lang, "check", "--on", ON]);
        assert!(
            ran.out.contains(words) && ran.code == Some(1),
            "{}",
            ran.out
        );
    }
}
