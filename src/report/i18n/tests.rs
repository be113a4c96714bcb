//! Both languages say the same things, with the same facts.

use super::*;
use mulu_core::diagnostic::code;
use std::collections::{BTreeMap, BTreeSet};

/// Ids and their variables, as written.
fn messages(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =")
            && !line.starts_with(' ')
        {
            id.clone_into(&mut current);
            let twice = messages.insert(current.clone(), BTreeSet::new());
            assert!(twice.is_none(), "{id} is worded twice");
        }
        for after in line.split('$').skip(1) {
            let end = after
                .find(|c: char| !(c.is_alphanumeric() || "_-".contains(c)))
                .unwrap_or(after.len());
            if let Some(variables) = messages.get_mut(&current) {
                variables.insert(after[..end].to_owned());
            }
        }
    }
    messages
}

#[test]
fn both_files_are_read_without_fault() {
    for (name, source) in [("zh", ZH), ("en", EN)] {
        let errors = FluentResource::try_new(source.to_owned()).err();
        assert!(errors.is_none(), "{name}: {:?}", errors.map(|(_, e)| e));
    }
}

#[test]
fn both_languages_word_the_same_messages_with_the_same_facts() {
    let (zh, en) = (messages(ZH), messages(EN));
    let keys = |map: &BTreeMap<String, _>| map.keys().cloned().collect::<BTreeSet<_>>();
    let only: Vec<_> = keys(&zh)
        .symmetric_difference(&keys(&en))
        .cloned()
        .collect();
    assert!(only.is_empty(), "worded in one language only: {only:?}");
    for (id, variables) in &zh {
        assert_eq!(variables, &en[id], "the facts of {id} differ");
    }
}

fn unworded(key: impl Fn(&code::Code) -> String) -> Vec<String> {
    let zh = messages(ZH);
    let keys = code::ALL.iter().map(|code| key(code));
    keys.filter(|key| !zh.contains_key(key)).collect()
}

#[test]
fn every_code_has_a_name() {
    let unnamed = unworded(|code| format!("code-{}", code.message_key()));
    assert!(unnamed.is_empty(), "nobody named {unnamed:?}");
}

#[test]
fn every_code_has_a_sentence() {
    let unworded = unworded(code::Code::message_key);
    assert!(unworded.is_empty(), "nobody worded {unworded:?}");
}

#[test]
fn every_id_has_a_name() {
    for words in Language::ALL.map(Localizer::new) {
        for verdict in Verdict::ALL {
            assert_ne!(words.verdict(verdict), format!("verdict-{}", verdict.id()));
        }
        for force in [Force::Warn, Force::Hold, Force::Deny] {
            assert_ne!(words.force(force), format!("force-{}", force.id()));
        }
        assert_ne!(
            words.outcome(Outcome::NotApplicable),
            "outcome-not-applicable"
        );
        assert_ne!(words.severity(Severity::Warning), "severity-warning");
    }
}

#[test]
fn lists_numbers_and_nested_messages_are_worded() {
    let message = Message::new("missing-opinion")
        .arg("matter", "竣工验收")
        .arg("supplier", vec![Arg::from("甲"), Arg::from("乙\u{202e}")]);
    assert_eq!(
        Localizer::new(Language::Zh).say(&message),
        "缺少竣工验收意见：由甲、乙<U+202E>出具"
    );
    assert_eq!(
        Localizer::new(Language::En).say(&message),
        "no opinion on 竣工验收: 甲, 乙<U+202E> must issue it"
    );
}

#[test]
fn numbers_have_separators_and_plurals_but_years_have_none() {
    let summary = Message::new("summary-findings")
        .arg("errors", 1i64)
        .arg("warnings", 0i64)
        .arg("files", 1i64)
        .arg("documents", 12_345i64);
    let english = Localizer::new(Language::En);
    assert_eq!(
        english.say(&summary),
        "1 error, 0 warnings in 1 of 12,345 documents"
    );
    let hint = Message::new("hint-explain")
        .arg("system", "a/b")
        .arg("year", 2027i64);
    assert!(english.say(&hint).ends_with("--year 2027"));
}

#[test]
fn an_unworded_message_keeps_its_facts() {
    let message = Message::new("no-such-key").arg("count", i64::MAX);
    assert_eq!(
        Localizer::new(Language::Zh).say(&message),
        "no-such-key (count=9,223,372,036,854,775,807)"
    );
}
