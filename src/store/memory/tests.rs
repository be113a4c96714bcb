//! Bounds hold for every query.

use super::*;
use mulu_report::tables::Type;
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits {
    rows: 1_000,
    bytes: 3 << 20,
    memory: 64 << 20,
    time: Duration::from_secs(30),
};

fn answer(sql: &str, limits: Limits) -> Result<ResultSet, Error> {
    let keys = Keys {
        registry: "a registry".to_owned(),
        commit_id: "c".to_owned(),
        judged_on: "2026-12-01".to_owned(),
    };
    let query = Query::prepare(sql).unwrap();
    Memory::open(&query, &keys).unwrap().answer(limits)
}

fn refused(sql: &str, limits: Limits) -> String {
    answer(sql, limits).unwrap_err().message.key.into_owned()
}

#[test]
fn a_query_ends_in_time_whatever_it_calls() {
    let limits = Limits {
        time: Duration::from_millis(300),
        ..LIMITS
    };
    let rows =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
    // One call, which SQLite doesn't interrupt.
    let call = "SELECT instr(hex(zeroblob(4000000)), hex(zeroblob(2000000)) || '1')";
    for sql in [rows, call] {
        let begun = Instant::now();
        assert_eq!(refused(sql, limits), "query-timeout", "{sql}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{sql}");
    }
}

#[test]
fn an_answer_is_bounded_in_rows_bytes_and_memory() {
    let texts = "SELECT hex(zeroblob(1000000)) FROM json_each('[1, 2, 3]')";
    assert_eq!(refused(texts, LIMITS), "query-large");
    assert_eq!(
        refused("SELECT hex(zeroblob(10000000))", LIMITS),
        "query-text"
    );
    let sorted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000000) \
                  SELECT max(x) FROM (SELECT DISTINCT i || 'abcdefghijklmnopqrstuvwxyz' AS x FROM n)";
    assert_eq!(refused(sorted, LIMITS), "query-memory");
    let limits = Limits { rows: 2, ..LIMITS };
    let cut = answer("SELECT value FROM json_each('[1, 2, 3]')", limits).unwrap();
    assert!(cut.cut && cut.rows.len() == 2);
}

#[test]
fn a_sum_that_is_too_large_is_no_number() {
    let sum = "SELECT sum(a) FROM (SELECT 9223372036854775807 AS a UNION ALL SELECT 1)";
    assert_eq!(refused(sum, LIMITS), "query-overflow");
}

#[test]
fn columns_know_what_they_hold() {
    let sql =
        "SELECT registry, documents.valid, year + 1 FROM documents JOIN requests USING (registry)";
    let answer = answer(sql, LIMITS).unwrap();
    let kinds: Vec<Option<Type>> = answer.columns.iter().map(|(_, kind)| *kind).collect();
    assert_eq!(kinds, [Some(Type::Text), Some(Type::Bool), None]);
}
