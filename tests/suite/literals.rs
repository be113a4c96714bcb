//! No office, matter, expense category, stage, parameter or currency of Wulong's is a word of the program: the words are taken from
//! Wulong's own data, and looked for in every literal of the sources and in every sentence of the locale files.

pub(crate) mod words;

use crate::architecture::sources::{Source, literals, root, sources};
use words::Words;

/// What may name Wulong's words, and why.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "core/registry/ownership/standard.rs",
        "who owns what in registries of the first contract, which state no table",
    ),
    (
        "core/registry/matters.rs",
        "what packs of the first language left unsaid",
    ),
    (
        "core/migrate/first.rs",
        "what the first contract had in its ownership table and was counted in, for bringing registries over",
    ),
    (
        "generate/",
        "registries made up for measurements, by the rules of this repository",
    ),
];

fn is_excepted(path: &str) -> bool {
    EXCEPTIONS
        .iter()
        .any(|(excepted, _)| path.starts_with(excepted))
}

#[test]
fn no_word_of_wulongs_is_a_literal_of_the_program() {
    let words = Words::of_wulong();
    let mut faults = Vec::new();
    for source in sources() {
        let path = inside(&source);
        if is_excepted(&path) {
            continue;
        }
        for literal in literals(&source) {
            faults.extend(
                words
                    .found(&literal)
                    .map(|word| format!("src/{path}: {word}: {literal:?}")),
            );
        }
    }
    assert!(
        faults.is_empty(),
        "{} literals:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn no_word_of_wulongs_is_in_a_sentence_of_the_program() {
    let words = Words::of_wulong();
    let mut faults = Vec::new();
    for language in ["zh", "en"] {
        for file in std::fs::read_dir(root().join("report/locale").join(language)).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for (line, sentence) in (1..)
                .zip(text.lines())
                .filter(|(_, line)| !line.starts_with('#'))
            {
                let name = path.file_name().unwrap().display();
                let found = words.found(sentence).chain(words.named_by_key(sentence));
                faults.extend(
                    found.map(|word| format!("{language}/{name}:{line}: {word}: {sentence}")),
                );
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} sentences:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn every_exception_is_one() {
    let paths: Vec<String> = sources().map(|source| inside(&source)).collect();
    let idle = EXCEPTIONS
        .iter()
        .filter(|(excepted, _)| !paths.iter().any(|path| path.starts_with(excepted)));
    assert_eq!(idle.collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

#[test]
fn words_are_found_where_they_stand() {
    let words = Words::of_wulong();
    let found = |text: &str| words.found(text).next().is_some();
    for text in [
        "WHERE matter = 'expense-evaluation'",
        "acceptance",
        "由区财政局登记",
        "{ $amount } 万元",
        "金额（元）",
        "amount (yuan)",
        "see health-commission/health-platform",
        "mlps_interval",
        "ask the Big Data Development Bureau",
    ] {
        assert!(found(text), "{text}");
    }
    for text in [
        "单元格",
        "the acceptance of a change",
        "数据元",
        "catalog of systems",
        "no office",
    ] {
        assert!(
            !found(text),
            "{text}: {:?}",
            words.found(text).collect::<Vec<_>>()
        );
    }
}

fn inside(source: &Source) -> String {
    source
        .path
        .strip_prefix(root())
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}
