//! Arguments of commands and files of approvals.

use super::Input;
use crate::support::Folder;
use serde_json::json;

/// A command on the work tree of `main`.
fn ran(name: &'static str, args: &[&str]) -> Input {
    Input::proposed(name, |_| "main".to_owned())
        .asked(args)
        .beside(&["check"])
}

/// Approvals that are given to a review.
fn approvals(name: &'static str, bytes: impl Fn(&str) -> Vec<u8> + 'static) -> Input {
    let make = move |folder: &Folder, main: &str| folder.write("approvals.json", bytes(main));
    let mut input = Input::files(name, |room| {
        let path = "registry/requests/2027/health-commission/family-doctor.yaml";
        vec![(path.to_owned(), (room.text(path) + "# x\n").into_bytes())]
    });
    let proposed = input.make;
    input.make = Box::new(move |room| {
        let id = proposed(room);
        make(room.folder(), &id);
        id
    });
    input
        .args
        .extend(["--approvals", "approvals.json"].map(str::to_owned));
    input.beside(&[
        "review",
        "main..{rev}",
        "--author",
        "stranger",
        "--on",
        super::ON,
    ])
}

pub(super) fn inputs() -> Vec<Input> {
    let long = "x".repeat(100_000);
    let slug = format!("health-commission/{}", "platform-".repeat(11_000));
    vec![
        ran(
            "a revision of a hundred thousand letters",
            &["check", "--rev", &long],
        ),
        ran(
            "a revision a billion commits ago",
            &["check", "--rev", "HEAD~999999999"],
        ),
        ran(
            "a revision a thousand times before",
            &["check", "--rev", &format!("HEAD{}", "^".repeat(90_000))],
        ),
        ran(
            "a revision found by a pattern that never ends",
            &["check", "--rev", ":/(a|aa|a?)+(a|aa|a*)*(c*h*a*n*g*e*)*$x"],
        ),
        ran(
            "a revision in brackets",
            &["check", "--rev", &format!("HEAD{}", "^{}".repeat(30_000))],
        ),
        ran("a range of dots", &["review", &"..".repeat(40_000)]),
        ran("a range of nothing", &["review", ".."]),
        ran("a system with a name without end", &["explain", &slug]),
        ran(
            "a unit with a name without end",
            &["fund", "2027", "--unit", &long],
        ),
        ran("a year that no calendar has", &["fund", "99999"]),
        ran(
            "a day at the end of time",
            &["fund", "2027", "--on", "9999-12-31"],
        ),
        ran(
            "a day at the beginning of time",
            &["fund", "2027", "--on", "0001-01-01"],
        ),
        ran(
            "a forecast to the end of time",
            &["forecast", "--until", "9999-12-31", "--on", "2026-12-01"],
        ),
        ran(
            "deadlines of a thousand years",
            &["due", "--within", "999999999"],
        ),
        ran(
            "a folder that isn't there, a thousand deep",
            &["-C", &"x/".repeat(20_000), "check"],
        ),
        ran("a question of nothing", &["query", ""]),
        approvals("a million brackets of approvals", |_| {
            "[".repeat(1_000_000).into_bytes()
        })
        .says(&["approvals.json"]),
        approvals(
            "forty thousand approvals of commits that there aren't",
            |_| {
                let one =
                    |n: usize| json!({"login": "finance-a_example", "commit": format!("{n:040x}")});
                json!((0..40_000).map(one).collect::<Vec<_>>())
                    .to_string()
                    .into_bytes()
            },
        ),
        approvals("forty thousand approvals by one person", |head| {
            let one = |_| json!({"login": "finance-a_example", "commit": head});
            json!((0..40_000).map(one).collect::<Vec<_>>())
                .to_string()
                .into_bytes()
        }),
        approvals("forty thousand approvals by everybody", |head| {
            let one = |n: usize| json!({"login": format!("x{n}"), "commit": head});
            json!((0..40_000).map(one).collect::<Vec<_>>())
                .to_string()
                .into_bytes()
        }),
        approvals("approvals in another encoding", |head| {
            let text = json!([{"login": "finance-a_example", "commit": head}]).to_string();
            [0xff, 0xfe]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect()
        }),
        approvals("approvals that are no text", |_| vec![0xfe; 1_000_000]),
    ]
}
