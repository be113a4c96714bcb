//! Random answers: whatever is sent, the file that is made of it is judged by the command
//! line with exactly the codes and places that the pages show.

use super::clerk::{Clerk, findings};
use crate::district::District;
use crate::support::is_whole_sweep;
use serde_json::Value;

/// Small steps of a generator that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// What people type, right and wrong.
const TYPED: [&str; 24] = [
    "",
    "0",
    "300000",
    "-5",
    "1e99",
    "30.5万元",
    "约600",
    "true",
    "no",
    "null",
    "~",
    "2027-13-40",
    "2026年6月1日",
    "health",
    "cloud-rental",
    "capacity",
    "new",
    "a: b # c",
    "'\"\\",
    "[a, {b",
    "13800138000",
    "区 域\n两行\t制表",
    "\u{202e}倒\u{0}",
    "999999999999999999999999",
];

#[test]
fn pages_show_what_the_command_line_finds() {
    let district = District::new();
    let drafts = tempfile::tempdir().unwrap();
    let mut clerk = Clerk::of(district.path(), &drafts.path().join("d"));
    let id = clerk.begin(&[
        ("do", "request"),
        ("system", "health/platform"),
        ("year", "2027"),
    ]);
    let path = "registry/requests/2027/health/platform.yaml";
    let posts = if is_whole_sweep() { 10_000 } else { 24 };
    let mut dice = Dice(7);
    for turn in 0..posts {
        let key = ["-", "items", "upgrade"][dice.roll(3)];
        clerk.open(&format!("/write/{id}/ask/{key}?lang=zh"));
        let names: Vec<String> = clerk
            .fields()
            .into_keys()
            .filter(|name| name.starts_with('/') && !name.ends_with('#'))
            .collect();
        let filled: Vec<(String, &str)> = names
            .into_iter()
            .filter_map(|name| (dice.roll(3) > 0).then(|| (name, TYPED[dice.roll(TYPED.len())])))
            .collect();
        let filled: Vec<(&str, &str)> =
            filled.iter().map(|(name, text)| (&**name, *text)).collect();
        let button = match (key, dice.roll(4)) {
            ("items", 0) => "add:/items",
            ("items", 1) => "remove:/items/0",
            _ => "next",
        };
        let answer = clerk.send(&filled, button);
        assert_eq!(answer.code, 303, "{filled:?} {}", answer.text());
        if turn % 8 == 5 {
            clerk.killed();
        }
        clerk.open(&format!("/write/{id}/check?lang=zh"));
        let shown = findings(&clerk.page);
        let file = clerk.ask("GET", &format!("/write/{id}/file"), "");
        assert_eq!(file.code, 200, "{filled:?}");
        district.folder().write(path, &file.body);
        let ran = district.mulu(&["check", "--format", "json", "--on", crate::district::ON]);
        let json: Value = serde_json::from_str(&ran.out).unwrap();
        let all = json["diagnostics"].as_array().unwrap().iter();
        let mut found: Vec<(String, String)> = all
            .filter(|one| one["path"] == path)
            .map(|one| {
                let text = |key: &str| one[key].as_str().unwrap().to_owned();
                (text("code"), text("pointer"))
            })
            .collect();
        found.sort();
        assert_eq!(shown, found, "{}", String::from_utf8_lossy(&file.body));
    }
}
