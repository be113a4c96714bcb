//! Documents of which one is within its limits, and much in it.

use super::Input;
use std::fmt::Write as _;

const SYSTEM: &str = "registry/systems/health-commission/x.yaml";
const OPINIONS: &str = "registry/opinions/catalog/health-commission/family-doctor.yaml";
const REQUEST: &str = "registry/requests/2027/health-commission/family-doctor.yaml";
const PROJECT: &str = "registry/projects/health-commission/x.yaml";

/// What begins every system here.
const HEAD: &str = "name: x\nstatus: operating\n";

/// A text with a part for every number.
fn each(head: &str, count: usize, part: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = head.to_owned();
    for number in 0..count {
        text.push_str(&part(number));
    }
    assert!(text.len() < 1 << 20, "{} bytes are no document", text.len());
    text.into_bytes()
}

fn system(name: &'static str, text: impl Fn() -> Vec<u8> + 'static) -> Input {
    Input::file(name, SYSTEM, text)
}

pub(super) fn inputs() -> Vec<Input> {
    // How a file is written is a matter of reading it; what it says, of judging it.
    let read = |input: Input| input.asked(&["check", "--rev", "{rev}"]);
    contents()
        .into_iter()
        .chain(forms().into_iter().map(read))
        .collect()
}

/// Documents that say too much.
fn contents() -> Vec<Input> {
    vec![
        system("45,000 elements that one system collects", || {
            let head = format!(
                "{HEAD}data:\n  resources:\n    - name: x\n      catalog_code: x\n      sharing: unconditional\n      collects: ["
            );
            let mut text = each(&head, 45_000, |n| format!("e{n}, "));
            text.extend(b"]\n");
            text
        }),
        Input::files("45,000 elements that two systems collect", |_| {
            let head = format!(
                "{HEAD}data:\n  resources:\n    - name: x\n      catalog_code: x\n      sharing: unconditional\n      collects: ["
            );
            let mut text = each(&head, 45_000, |n| format!("e{n}, "));
            text.extend(b"]\n");
            let request =
                "applicant: health-commission\nitems:\n  - {category: cloud-rental, amount: 1}\n";
            ["x", "y"]
                .iter()
                .flat_map(|name| {
                    [
                        (
                            format!("registry/systems/health-commission/{name}.yaml"),
                            text.clone(),
                        ),
                        (
                            format!("registry/requests/2027/health-commission/{name}.yaml"),
                            request.into(),
                        ),
                    ]
                })
                .collect()
        }),
        Input::files("16,000 resources that are withheld", |_| {
            let head = format!("{HEAD}data:\n  resources:\n");
            let text = each(&head, 16_000, |n| {
                format!("    - {{name: r{n}, sharing: withheld, legal_basis: x}}\n")
            });
            let request =
                "applicant: health-commission\nitems:\n  - {category: cloud-rental, amount: 1}\n";
            vec![
                (SYSTEM.to_owned(), text),
                (
                    "registry/requests/2027/health-commission/x.yaml".to_owned(),
                    request.into(),
                ),
            ]
        }),
        Input::files("16,000 resources of one name", |_| {
            let head = format!("{HEAD}data:\n  resources:\n");
            let text = each(&head, 16_000, |_| {
                "    - {name: r, sharing: withheld, legal_basis: x}\n".to_owned()
            });
            let request =
                "applicant: health-commission\nitems:\n  - {category: cloud-rental, amount: 1}\n";
            vec![
                (SYSTEM.to_owned(), text),
                (
                    "registry/requests/2027/health-commission/x.yaml".to_owned(),
                    request.into(),
                ),
            ]
        }),
        system("18,000 reuses of what there isn't", || {
            each(&format!("{HEAD}data:\n  reuses:\n"), 18_000, |n| {
                format!("    - health-commission/health-platforn#r{n}\n")
            })
        }),
        system("80,000 keys that there aren't", || {
            each(HEAD, 80_000, |n| format!("nam{n}: 1\n"))
        }),
        system("60,000 times one key", || {
            each(HEAD, 60_000, |_| "summary: x\n".to_owned())
        }),
        Input::file("16,000 opinions on one matter", OPINIONS, || {
            each("opinions:\n", 16_000, |n| {
                format!(
                    "  - {{matter: acceptance, result: pass, issued_on: 20{:02}-01-01}}\n",
                    n % 27
                )
            })
        }),
        Input::file("12,000 opinions with a scope each", OPINIONS, || {
            each("opinions:\n", 12_000, |n| {
                format!(
                    "  - {{matter: sharing-review, scope: r{n}, result: pass, issued_on: 2026-01-01}}\n"
                )
            })
        }),
        Input::file("12,000 matters that there aren't", OPINIONS, || {
            each("opinions:\n", 12_000, |n| {
                format!("  - {{matter: aceptance{n}, result: pass, issued_on: 2026-01-01}}\n")
            })
        }),
        Input::file("22,000 items of a request", REQUEST, || {
            each("applicant: health-commission\nitems:\n", 22_000, |n| {
                format!("  - {{category: cloud-rentl{n}, amount: 1}}\n")
            })
        }),
        Input::file("amounts that no number holds", REQUEST, || {
            each("applicant: health-commission\nitems:\n", 1_000, |_| {
                "  - {category: cloud-rental, amount: 9223372036854775807}\n".to_owned()
            })
        }),
        Input::file("a project with 28,000 years", PROJECT, || {
            each("name: x\nkind: new\ninvestment:\n  years:\n", 28_000, |n| {
                format!("    - {{year: {}, amount: {n}}}\n", 2000 + n % 90)
            })
        }),
        Input::file("a project of 30,000 systems and phases", PROJECT, || {
            let mut text = each("name: x\nkind: new\nsystems:\n", 15_000, |n| {
                format!("  - health-commission/s{n}\n")
            });
            text.extend(each("previous:\n", 15_000, |n| {
                format!("  - health-commission/p{n}\n")
            }));
            text
        }),
        Input::file(
            "a unit with 40,000 maintainers",
            "registry/units/zz.yaml",
            || {
                each(
                    "name: x\ncategory: department\nbudget_unit: true\nmaintainers:\n",
                    40_000,
                    |n| format!("  - someone-{n}\n"),
                )
            },
        ),
        Input::files("three thousand units above each other", |_| {
            let unit = |n: usize| {
                let parent = (n + 1) % 3_000;
                let text = format!(
                    "name: x{n}\ncategory: department\nbudget_unit: false\nparent: u{parent}\n"
                );
                (format!("registry/units/u{n}.yaml"), text.into_bytes())
            };
            (0..3_000).map(unit).collect()
        }),
        Input::files("three thousand units of one name and one code", |_| {
            let unit = |n: usize| {
                let text = "name: 武隆区卫生健康委员会\ncategory: department\nbudget_unit: false\ncredit_code: 11500156MB1A20088C\n";
                (format!("registry/units/u{n}.yaml"), text.into())
            };
            (0..3_000).map(unit).collect()
        }),
        Input::files(
            "two thousand systems that are no systems of anybody",
            |_| {
                let system = |n: usize| {
                    let text = format!("{HEAD}data:\n  reuses: [health-commission/zz{n}#x]\n");
                    (
                        format!("registry/systems/health-comission{n}/x.yaml"),
                        text.into_bytes(),
                    )
                };
                (0..2_000).map(system).collect()
            },
        ),
        Input::file(
            "a dictionary of 30,000 sources that there aren't",
            "registry/elements.yaml",
            || {
                each("elements:\n", 18_000, |n| {
                    format!("  e{n}:\n    name: x\n    source: a/b{n}\n")
                })
            },
        ),
        system("18,000 numbers of persons", || {
            each(HEAD, 18_000, |n| {
                format!(
                    "x-{n}: \"{}{:04} 13800138000\"\n",
                    "1101011990030",
                    n % 10_000
                )
            })
        }),
        system("a digit, a million times", || {
            format!("{HEAD}x-a: \"{}\"\n", "1 3".repeat(340_000)).into_bytes()
        }),
        system("text that hides and turns round, a million bytes", || {
            format!("{HEAD}x-a: \"{}\"\n", "\u{202e}\u{200b}".repeat(170_000)).into_bytes()
        }),
    ]
}

/// Documents that are written to confuse.
fn forms() -> Vec<Input> {
    vec![
        system("lists in lists, half a million", || {
            "[".repeat(500_000).into_bytes()
        }),
        system("mappings in mappings, by indentation", || {
            let mut text = String::new();
            for level in 0..1_200 {
                let _ = writeln!(text, "{}a:", " ".repeat(level));
            }
            text.into_bytes()
        }),
        system("keys that are mappings", || {
            "? ".repeat(400_000).into_bytes()
        }),
        system("a fault at the end of a line of a million bytes", || {
            format!("{HEAD}summary: {}: x: [\n", "中".repeat(300_000)).into_bytes()
        }),
        system("a quote that never ends", || {
            format!("{HEAD}summary: \"{}", "中".repeat(300_000)).into_bytes()
        }),
        system("escapes, a million bytes", || {
            format!("{HEAD}summary: \"{}\"\n", "\\u0031".repeat(170_000)).into_bytes()
        }),
        system("anchors that multiply", || {
            let mut text = HEAD.to_owned();
            for level in 0..20_000 {
                let _ = writeln!(text, "x-{level}: &a{level} [*a{}, *a{0}]", level.max(1) - 1);
            }
            text.into_bytes()
        }),
        system("200,000 documents in a file", || {
            "---\n".repeat(200_000).into_bytes()
        }),
        system("200,000 tags", || {
            format!("{HEAD}x: [{}]\n", "!a 1, ".repeat(150_000)).into_bytes()
        }),
        system("a million bytes that are no UTF-8", || {
            vec![0xfe; 1_000_000]
        }),
        system("a million characters that steer", || {
            [HEAD.as_bytes(), b"summary: ", &[0x07; 1_000_000], b"\n"].concat()
        }),
        system("another encoding", || {
            let wide = HEAD.repeat(18_000);
            [0xff, 0xfe]
                .into_iter()
                .chain(wide.encode_utf16().flat_map(u16::to_le_bytes))
                .collect()
        })
        .says(&["UTF-16"]),
        system("a block of 300,000 empty lines", || {
            format!("{HEAD}summary: |\n{}", "\n".repeat(900_000)).into_bytes()
        }),
        system("300,000 comments", || {
            format!("{HEAD}{}", "#\n".repeat(450_000)).into_bytes()
        }),
        system("line ends of old machines", || {
            HEAD.replace('\n', "\r").repeat(30_000).into_bytes()
        }),
        system("a number of a million digits", || {
            format!(
                "{HEAD}construction:\n  total_investment: {}\n",
                "9".repeat(1_000_000)
            )
            .into_bytes()
        }),
        system("numbers that mean many others", || {
            each(HEAD, 50_000, |n| format!("x-{n}: 0x1_{n}\n"))
        }),
        system("tabs and dashes", || "- \t- ".repeat(200_000).into_bytes()),
        system("colons without spaces", || {
            format!("{HEAD}{}", "a:b\n".repeat(200_000)).into_bytes()
        }),
        system("text folded 200,000 times", || {
            let mut text = format!("{HEAD}summary: \"");
            for _ in 0..150_000 {
                text.push_str("a\\\n  ");
            }
            text.push_str("\"\n");
            text.into_bytes()
        }),
    ]
}
