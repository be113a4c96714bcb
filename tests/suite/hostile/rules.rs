//! Rules, schemas and settings: those of somebody who may not propose them judge nothing;
//! those of somebody who may are bounded in what they cost.

use super::Input;
use super::room::File;
use std::fmt::Write as _;

const RULES: &str = "registry/policy/rules/zz.yaml";
const AUTHOR: &str = "catalog-a_example";

/// A rule with conditions of its own.
fn rule(id: usize, require: &str) -> String {
    format!(
        "  - id: zz/r{id}\n    articles: [\"31\"]\n    subject: system\n    require: '{require}'\n    force: {{maintenance: deny}}\n    title: {{zh: 示例规则, en: sample rule}}\n    unmet: {{zh: 不符合, en: not met}}\n    remedy:\n      unmet: {{zh: 改正, en: correct it}}\n      unproven: {{zh: 补充, en: supply it}}\n    cases:\n      - {{name: 有, outcome: met, change: {{systems/health/platform: {{functions: [a]}}}}}}\n      - {{name: 缺, outcome: unproven, change: {{systems/health/platform: {{name: null, functions: null}}}}}}\n"
    )
}

fn rules(count: usize, require: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = "rules:\n".to_owned();
    for number in 0..count {
        text.push_str(&rule(number, &require(number)));
    }
    text.into_bytes()
}

/// Systems with as many resources as a file holds, and their requests.
fn large(count: usize) -> Vec<File> {
    let mut system = "name: x\nstatus: operating\nfunctions:\n".to_owned();
    for number in 0..60_000 {
        let _ = writeln!(system, "  - f{number}");
    }
    let request = "applicant: health-commission\nitems:\n  - {category: cloud-rental, amount: 1}\n";
    (0..count)
        .flat_map(|number| {
            [
                (
                    format!("registry/systems/health-commission/x{number}.yaml"),
                    system.clone().into_bytes(),
                ),
                (
                    format!("registry/requests/2027/health-commission/x{number}.yaml"),
                    request.into(),
                ),
            ]
        })
        .collect()
}

fn schema(json: String) -> Vec<File> {
    vec![("schema/system.schema.json".to_owned(), json.into_bytes())]
}

/// What is tried twice: proposed by a stranger, and on the branch of who may.
fn both(name: &'static str, named: &'static str, files: fn() -> Vec<File>) -> Vec<Input> {
    let by_author = Input::files(named, move |_| files());
    let args = [
        "review",
        "main..{rev}",
        "--author",
        AUTHOR,
        "--on",
        super::ON,
    ];
    vec![Input::files(name, move |_| files()), by_author.asked(&args)]
}

pub(super) fn inputs() -> Vec<Input> {
    let pairs = [
        both(
            "two loops over all there is, by a stranger",
            "two loops over all there is",
            || {
                let loops =
                    "!system.functions.exists(a, system.functions.exists(b, a == b + \"x\"))";
                let mut files = large(2);
                files.push((RULES.to_owned(), rules(1, |_| loops.to_owned())));
                files
            },
        ),
        both(
            "ten thousand rules, by a stranger",
            "as many rules as fit",
            || {
                vec![(
                    RULES.to_owned(),
                    rules(1_600, |n| format!("system.name != \"{n}\"")),
                )]
            },
        ),
        both(
            "rules of brackets, by a stranger",
            "rules of brackets",
            || vec![(RULES.to_owned(), rules(1, |_| "(".repeat(400_000)))],
        ),
        both(
            "patterns that never end, by a stranger",
            "patterns that never end",
            || {
                vec![(
                    RULES.to_owned(),
                    rules(300, |n| {
                        format!("system.name.matches(\"(a{{500}}{{500}}{n})\")")
                    }),
                )]
            },
        ),
        both(
            "texts that double, by a stranger",
            "texts that double",
            || {
                let mut text = "terms:\n  t0: system.name + system.name\n".to_owned();
                for number in 1..60 {
                    let _ = writeln!(text, "  t{number}: t{0} + t{0}", number - 1);
                }
                text.push_str(&String::from_utf8(rules(1, |_| "t59 != \"\"".to_owned())).unwrap());
                vec![(RULES.to_owned(), text.into_bytes())]
            },
        ),
        both(
            "lists built of lists, by a stranger",
            "lists built of lists",
            || {
                let build = "size(system.functions.map(a, system.functions.map(b, a + b))) > 0";
                let mut files = large(1);
                files.push((RULES.to_owned(), rules(1, |_| build.to_owned())));
                files
            },
        ),
        both(
            "a schema with 3,000 large patterns, by a stranger",
            "a schema with 3,000 large patterns",
            || {
                let patterns: Vec<String> = (0..3_000)
                    .map(|n| format!("{{\"pattern\": \"^(\\\\p{{L}}{{200}}){{20}}{n}\"}}"))
                    .collect();
                schema(format!(
                    "{{\"type\": \"object\", \"properties\": {{\"name\": {{\"allOf\": [{}]}}}}}}",
                    patterns.join(",")
                ))
            },
        ),
        both(
            "a schema that doubles, by a stranger",
            "a schema that doubles",
            || {
                let mut defs = Vec::new();
                for n in 0..60 {
                    let next = n + 1;
                    defs.push(format!(
                    "\"a{n}\": {{\"allOf\": [{{\"$ref\": \"#/$defs/a{next}\"}}, {{\"$ref\": \"#/$defs/a{next}\"}}]}}"
                ));
                }
                defs.push("\"a60\": {}".to_owned());
                schema(format!(
                    "{{\"$ref\": \"#/$defs/a0\", \"$defs\": {{{}}}}}",
                    defs.join(",")
                ))
            },
        ),
        both(
            "a schema in a schema, by a stranger",
            "a schema in a schema",
            || {
                schema(format!(
                    "{}{{}}{}",
                    "{\"not\":".repeat(100_000),
                    "}".repeat(100_000)
                ))
            },
        ),
        both(
            "a schema of 90,000 names, by a stranger",
            "a schema of 90,000 names",
            || {
                let names: Vec<String> = (0..60_000).map(|n| format!("\"a{n}\": {{}}")).collect();
                schema(format!(
                    "{{\"type\": \"object\", \"properties\": {{{}}}}}",
                    names.join(",")
                ))
            },
        ),
        both(
            "ten thousand lines of owners, by a stranger",
            "ten thousand lines of owners",
            || {
                let mut text =
                    "title: x\nauthorities:\n  catalog: {units: [big-data-bureau]}\nownership:\n"
                        .to_owned();
                for number in 0..10_000 {
                    let _ = writeln!(
                        text,
                        "  - {{path: \"**/{{a}}/**/x{number}/**\", authors: [catalog], approvers: [catalog]}}"
                    );
                }
                vec![("registry/registry.yaml".to_owned(), text.into_bytes())]
            },
        ),
        both(
            "twenty thousand authorities, by a stranger",
            "twenty thousand authorities",
            || {
                let mut text = "title: x\nauthorities:\n".to_owned();
                for number in 0..20_000 {
                    let _ = writeln!(text, "  a{number}: {{units: [u{number}]}}");
                }
                vec![("registry/registry.yaml".to_owned(), text.into_bytes())]
            },
        ),
        both(
            "ten thousand parameters and days, by a stranger",
            "ten thousand parameters and days",
            || {
                let pack = std::fs::read_to_string("registry/policy/pack.yaml").unwrap();
                let mut more = "parameters:\n".to_owned();
                for number in 0..4_000 {
                    let day = 1 + number % 28;
                    let (month, year) = (1 + number / 28 % 12, 2027 + number / 336);
                    let _ = writeln!(
                        more,
                        "  zz{number}:\n    title: {{zh: x, en: x}}\n    values:\n      - {{from: {year}-{month:02}-{day:02}, value: 1, source: x}}"
                    );
                }
                let pack = pack.replacen("parameters:\n", &more, 1);
                vec![("registry/policy/pack.yaml".to_owned(), pack.into_bytes())]
            },
        ),
    ];
    pairs.into_iter().flatten().collect()
}
