//! Questions in SQL that take time, memory or bytes without end.

use super::Input;

/// A question that is asked of the work tree, with three seconds to answer.
fn ask(name: &'static str, sql: String) -> Input {
    Input::proposed(name, |_| String::new())
        .asked(&["query", "--timeout", "1", "--format", "csv", &sql])
        .beside(&[
            "query",
            "--timeout",
            "1",
            "--format",
            "csv",
            "SELECT id FROM systems",
        ])
}

/// Numbers up to so many.
fn counted(to: &str, rest: &str) -> String {
    format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {to}) SELECT {rest}"
    )
}

pub(super) fn inputs() -> Vec<Input> {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";
    let systems = "systems a, systems b, systems c, systems d, systems e";
    let text = |bytes: u32| format!("replace(hex(zeroblob({})), '0', 'a')", bytes / 2);
    let most = text(15_000_000);
    vec![
        ask("numbers without end", format!("{endless} SELECT count(*) FROM n")),
        ask("rows without end", format!("{endless} SELECT i FROM n")),
        ask("rows of a megabyte without end", format!("{endless} SELECT {} FROM n", text(1 << 20))),
        ask("texts looked for in texts", format!("SELECT instr({most}, {most} || 'b') + instr({most}, 'a' || 'b' || {most})")),
        ask("texts looked for in texts, often", {
            let (long, short) = (text(8_000_000), text(4_000_000));
            format!("SELECT instr({long}, {short} || 'b')")
        }),
        ask("texts replaced in texts", format!("SELECT length(replace({most}, 'a', 'aaaaaaaa'))")),
        ask("texts replaced in texts, in vain", format!("SELECT length(replace({most}, {} || 'b', 'c'))", text(7_000_000))),
        ask("printed a billion wide", "SELECT printf('%1000000000d', 1)".to_owned()),
        ask("printed sixteen million wide, often", counted("100000", "sum(length(printf('%15000000d', i))) FROM n")),
        ask("texts gathered", counted("100000000", "group_concat(i) FROM n")),
        ask("texts gathered in groups", counted("1000000", "length(group_concat(printf('%1000d', i))) FROM n GROUP BY i % 1000")),
        ask("patterns of stars", format!("SELECT {} LIKE '{}b'", text(1_000_000), "%a".repeat(400))),
        ask("patterns of brackets", format!("SELECT {} GLOB '{}b'", text(1_000_000), "*[a-z]".repeat(150))),
        ask("patterns too long", format!("SELECT 'a' LIKE '{}'", "%".repeat(100_000))),
        ask("all by all by all", format!("SELECT count(*) FROM {systems}")),
        ask("all by all by all, in order", format!("SELECT a.id FROM {systems} ORDER BY a.name || e.name || random()")),
        ask("all by all, distinct", format!("SELECT count(DISTINCT a.name || b.name || c.name || d.name) FROM {systems}")),
        ask("windows over all", counted("1000000", "sum(i) OVER (ORDER BY i DESC ROWS BETWEEN 500000 PRECEDING AND CURRENT ROW) FROM n")),
        ask("lists in lists, as JSON", format!("SELECT json_array_length({} || {})", "replace(hex(zeroblob(5000000)), '0', '[')", "replace(hex(zeroblob(5000000)), '0', ']')")),
        ask("trees of JSON", "SELECT count(*) FROM json_tree('[' || replace(hex(zeroblob(3500000)), '0', '1,') || '1]') a, json_tree('[1,2,3,4,5,6,7,8,9]') b".to_owned()),
        ask("brackets in brackets", format!("SELECT {}1{}", "(".repeat(100_000), ")".repeat(30_000))),
        ask("ten thousand selections", format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(6_000))),
        ask("many columns", format!("SELECT 1{}", ", 1".repeat(40_000))),
        ask("questions in questions", format!("SELECT * FROM {}systems{}", "(SELECT * FROM ".repeat(3_000), ")".repeat(3_000))),
        ask("noise without end", format!("{endless} SELECT hex(randomblob(1000000)) FROM n")),
        ask("zeros without end", "SELECT zeroblob(1000000000)".to_owned()),
        ask("sums past all numbers", "SELECT sum(9223372036854775807) FROM systems".to_owned()).says(&["64 bits"]),
    ]
}
