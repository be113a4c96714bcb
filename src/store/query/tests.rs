//! What SQLite says of a query before it runs.

use super::*;

fn prepared(sql: &str) -> Query {
    Query::prepare(sql).unwrap_or_else(|error| panic!("{sql}: {:?}", error.message))
}

fn refused(sql: &str) -> Message {
    match Query::prepare(sql) {
        Ok(query) => panic!("{sql}: {query:?}"),
        Err(error) => error.message,
    }
}

#[test]
fn a_query_is_traced_to_its_tables() {
    let query = prepared("SELECT * FROM Blocked_By_Rule b JOIN units USING (registry)");
    let tables: Vec<&str> = query.tables().map(|table| table.name).collect();
    assert_eq!(tables, ["units", "rules", "decisions", "outcomes"]);
    assert!(query.is_judged());
    let own = prepared("WITH x AS (SELECT * FROM requests) SELECT count(*) FROM x;");
    assert_eq!(own.tables.iter().copied().collect::<Vec<_>>(), ["requests"]);
    assert!(!own.is_judged());
    let named = prepared(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    );
    assert!(named.tables.is_empty());
    let counted = prepared("SELECT count(*) FROM systems, json_each('[1]')");
    assert_eq!(
        counted.tables.iter().copied().collect::<Vec<_>>(),
        ["systems"]
    );
    for question in QUESTIONS {
        let query = prepared(&question.ask());
        assert!(query.views.contains(question.name) && !query.tables.is_empty());
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            assert!(
                !question.sql(dialect).contains(['{', '}']),
                "{}",
                question.name
            );
        }
    }
}

#[test]
fn what_is_no_query_is_refused() {
    for (sql, key) in [
        ("DROP TABLE units", "query-not-a-query"),
        ("(SELECT 1)", "query-not-a-query"),
        ("EXPLAIN SELECT 1", "query-not-a-query"),
        ("", "query-empty"),
        (" ; ", "query-empty"),
        ("/* nothing */ -- at all", "query-empty"),
        ("SELECT 1; DROP TABLE units", "query-several"),
        ("SELECT 1; SELECT 2", "query-several"),
        ("WITH x AS (SELECT 1) DELETE FROM units", "query-writes"),
        ("SELECT load_extension('x')", "query-function"),
        ("SELECT fts3_tokenizer('simple')", "query-function"),
        ("SELECT * FROM pragma_table_info('units')", "query-function"),
        ("SELECT * FROM dbstat", "query-function"),
        ("SELECT count(*) FROM dbstat", "query-function"),
        (
            "SELECT count(*) FROM pragma_database_list",
            "query-function",
        ),
        ("SELECT count(*) FROM sqlite_schema", "failure-with-help"),
        ("SELECT no_such(1)", "query-function"),
        ("SELECT * FROM main.units", "query-qualified"),
        ("SELECT * FROM sqlite_master", "failure-with-help"),
        ("SELECT * FROM sqlite_schema", "failure-with-help"),
        ("SELECT * FRO units", "query-syntax-at"),
        ("SELECT 'a", "query-unclosed"),
        ("SELECT :name", "query-variable"),
        ("SELECT ?", "query-variable"),
    ] {
        assert_eq!(refused(sql).key, key, "{sql}");
    }
    let deep = format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000));
    assert_eq!(refused(&deep).key, "query-nested");
}

/// Every action that SQLite knows but reading, each in a statement that would
/// be prepared if nobody forbade it.
#[test]
fn the_authorizer_denies_what_isnt_reading() {
    let mut empty = empty_database().unwrap();
    years::index(&empty, &BTreeSet::from([2027])).unwrap();
    permit::closed(&mut empty).unwrap();
    for sql in [
        "INSERT INTO units (unit) VALUES ('x')",
        "UPDATE units SET unit = 'x'",
        "DELETE FROM units",
        "CREATE TABLE x (a)",
        "CREATE TEMP TABLE x (a)",
        "CREATE VIEW x AS SELECT 1",
        "CREATE INDEX x ON units (unit)",
        "CREATE TRIGGER x AFTER INSERT ON units BEGIN SELECT 1; END",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "DROP TABLE units",
        "DROP VIEW funding_by_unit",
        "ALTER TABLE units ADD COLUMN x",
        "ATTACH '/tmp/x.db' AS x",
        "DETACH mulu",
        "PRAGMA query_only = OFF",
        "PRAGMA temp_store_directory = '/tmp'",
        "BEGIN",
        "SAVEPOINT x",
        "REINDEX",
        "ANALYZE",
        "VACUUM INTO '/tmp/x.db'",
        "SELECT load_extension('x')",
        "SELECT * FROM sqlite_schema",
        "SELECT * FROM pragma_database_list",
    ] {
        let ran = empty.execute_batch(sql);
        assert!(ran.is_err(), "{sql}");
    }
}

#[test]
fn harmless_functions_are_those_that_people_use() {
    for sql in [
        "SELECT sum(amount), total(amount), avg(amount), min(amount), max(year) FROM requests",
        "SELECT upper(unit) || substr(unit, 1, 2) || replace(unit, '-', ' ') || instr(unit, 'a') FROM units",
        "SELECT coalesce(name, 'x'), nullif(name, ''), iif(name IS NULL, 1, 2), printf('%d', 1), abs(-1), round(1.5) FROM units",
        "SELECT date('now'), strftime('%Y', '2026-01-01'), julianday('2026-01-01')",
        "SELECT group_concat(unit, ','), json_group_array(unit), count(DISTINCT unit) FROM units WHERE unit LIKE 'a%' OR unit GLOB 'b*'",
        "SELECT row_number() OVER (ORDER BY unit), lag(unit) OVER (ORDER BY unit), ntile(4) OVER (ORDER BY unit) FROM units",
        "SELECT value ->> '$.a', json_extract('{}', '$.a') FROM json_each('[]')",
    ] {
        prepared(sql);
    }
}

#[test]
fn the_years_that_a_query_can_read_are_known_where_sqlite_proves_them() {
    let years = |sql: &str| prepared(sql).years.map(Vec::from_iter);
    for sql in [
        "SELECT sum(amount) FROM decisions WHERE year = 2027 AND unit = 'a'",
        "SELECT verdict FROM Decisions AS d WHERE (unit = 'a' AND (D.year = 2027)) GROUP BY verdict",
        "SELECT * FROM outcomes o JOIN units u ON u.unit = o.subject LEFT JOIN rules USING (rule) WHERE o.year = 2027",
        "SELECT registry, commit_id, judged_on, count(*) FROM decisions WHERE year = 2027 GROUP BY 1, 2, 3",
        "WITH x AS (SELECT * FROM decisions WHERE year = 2027) SELECT * FROM x",
        "SELECT * FROM decisions WHERE year = 2027 AND amount > (SELECT avg(amount) FROM decisions WHERE year = 2027)",
    ] {
        assert_eq!(years(sql), Some(vec![2027]), "{sql}");
    }
    let two = "SELECT * FROM decisions WHERE year = 2027 UNION ALL SELECT * FROM decisions WHERE year = 2026";
    assert_eq!(years(two), Some(vec![2026, 2027]));
    for sql in [
        "SELECT * FROM decisions",
        "SELECT count(*) FROM decisions",
        "SELECT min(year), max(year) FROM decisions",
        "SELECT * FROM requests WHERE year = 2027",
        "SELECT * FROM decisions WHERE year = 2027 OR unit = 'a'",
        "SELECT * FROM decisions WHERE NOT year = 2027",
        "SELECT * FROM decisions WHERE year + 1 = 2027",
        "SELECT * FROM decisions WHERE year = '2027' OR '2027' = year",
        "SELECT * FROM decisions d, decisions e WHERE d.year = 2027",
        "SELECT * FROM units u RIGHT JOIN decisions d ON d.unit = u.unit AND d.year = 2027",
        "SELECT * FROM decisions d LEFT JOIN units u ON d.year = 2027",
        "SELECT * FROM decisions d JOIN funding_by_unit f USING (unit) WHERE d.year = 2027",
        "SELECT * FROM decisions WHERE year = 2027 AND amount > (SELECT avg(amount) FROM decisions)",
        "SELECT * FROM decisions WHERE year = 2027 UNION ALL SELECT * FROM decisions",
        "SELECT * FROM units WHERE unit IN (SELECT unit FROM decisions) AND 2027 = 2027",
        "SELECT EXISTS (SELECT 1 FROM decisions), 2027",
    ] {
        assert_eq!(years(sql), None, "{sql}");
    }
}

#[test]
fn places_are_counted_outside_of_quotes() {
    let bare = bare::bare("a 'b，' -- c\n/* d */ \"e\" [f] g '");
    assert_eq!(bare.len(), "a 'b，' -- c\n/* d */ \"e\" [f] g '".len());
    assert_eq!(bare.split_whitespace().collect::<Vec<_>>(), ["a", "g"]);
    let text = "SELECT unit，\nvalid FROM units WHERE name = '，'";
    let message = refused(text);
    assert_eq!(message.key, "query-full-width");
    assert_eq!(
        refused("SELECT '，', x FROM units").key,
        "failure-with-help"
    );
}
