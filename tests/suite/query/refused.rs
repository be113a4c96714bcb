//! What is refused, and what is said.

use super::on_sample;

/// Every way to change something, reach a file, or ask two things at once.
const NASTY: &[&str] = &[
    "INSERT INTO units (unit, valid) VALUES ('x', 1)",
    "UPDATE decisions SET verdict = 'eligible'",
    "DELETE FROM outcomes",
    "DROP TABLE units",
    "CREATE TABLE x (a)",
    "CREATE TABLE x AS SELECT * FROM units",
    "CREATE TEMP VIEW x AS SELECT 1",
    "ALTER TABLE units ADD COLUMN x",
    "REPLACE INTO units (unit) VALUES ('x')",
    "ATTACH DATABASE '/tmp/mulu-nasty.db' AS x",
    "DETACH DATABASE main",
    "VACUUM INTO '/tmp/mulu-nasty.db'",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT x",
    "REINDEX",
    "ANALYZE",
    "EXPLAIN SELECT 1",
    "SELECT 1; DROP TABLE units",
    "SELECT 1;;; ATTACH 'x' AS y",
    "SELECT 1; -- \n DELETE FROM units",
    "SELECT $$; ATTACH '/tmp/mulu-nasty.db' AS x; --$$",
    "SELECT '\\'; ATTACH '/tmp/mulu-nasty.db' AS x; --'",
    "SELECT 1 /* /* */; ATTACH '/tmp/mulu-nasty.db' AS x; -- */",
    "SELECT E'\\''; DROP TABLE units; --'",
    "WITH x AS (SELECT 1) INSERT INTO units (unit) SELECT * FROM x",
    "WITH x AS (SELECT 1) DELETE FROM units",
    "WITH x AS (DELETE FROM units RETURNING *) SELECT * FROM x",
    "SELECT * INTO x FROM units",
    "SELECT * FROM units FOR UPDATE",
    "SELECT load_extension('/tmp/x.so')",
    "SELECT * FROM units WHERE LOAD_EXTENSION('x') IS NULL",
    "SELECT writefile('/tmp/mulu-nasty.db', 'x')",
    "SELECT readfile('/etc/passwd')",
    "SELECT * FROM pragma_database_list",
    "SELECT * FROM pragma_table_info('units')",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM main.units",
    "SELECT * FROM temp.sqlite_temp_master",
    "SELECT :name",
    "SELECT ?1",
    "(SELECT 1)",
    "",
    " ; ",
    "/* nothing */ -- at all",
    "SELECT 'a",
    "SELECT /* a",
];

#[test]
fn nothing_is_changed_and_no_file_is_reached() {
    let before = std::fs::metadata("/tmp/mulu-nasty.db").is_ok();
    for sql in NASTY {
        let ran = on_sample(&["query", sql, "--lang", "en"]);
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(2), ""),
            "{sql}: {ran:#?}"
        );
        assert!(
            ran.err.starts_with("error: ") && ran.err.lines().count() == 1,
            "{sql}: {}",
            ran.err
        );
        assert!(!ran.err.contains("mulu 0."), "{sql}: {}", ran.err);
    }
    assert_eq!(std::fs::metadata("/tmp/mulu-nasty.db").is_ok(), before);
}

fn said(sql: &str, lang: &str) -> String {
    let ran = on_sample(&["query", sql, "--lang", lang]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{sql}");
    ran.err
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    insta::assert_snapshot!(said("SELEC unit FROM units", "zh"), @"错误: 只能查询，不能 `SELEC`：请写一条 SELECT、WITH 或者 VALUES");
    insta::assert_snapshot!(said("DELETE FROM units", "zh"), @"错误: 只能查询，不能 `DELETE`：请写一条 SELECT、WITH 或者 VALUES");
    insta::assert_snapshot!(said("SELECT unit FORM units", "zh"), @"错误: SQL 第 1 行第 18 列有误：这里不应出现 `units`");
    insta::assert_snapshot!(said("SELECT unit，name FROM units", "zh"), @"错误: SQL 第 1 行第 12 列：`，` 是全角符号，请改为 `,`");
    insta::assert_snapshot!(said("SELECT unit FROM units WHERE name = “区财政局”", "en"), @"error: The SQL is wrong in line 1, column 37: `“` is a full-width mark; write `'`");
    insta::assert_snapshot!(said("SELECT unit FROM units WHERE", "zh"), @"错误: SQL 有误：查询没有写完");
    insta::assert_snapshot!(said("SELECT *\nFROM unit", "zh"), @"错误: 没有表 `unit`。是不是`units`？");
    insta::assert_snapshot!(said("SELECT unit,\n  ammount FROM requests", "zh"), @"错误: SQL 第 2 行第 3 列：没有列 `ammount`。是不是`amount`？");
    insta::assert_snapshot!(said("SELECT unit,\n  r.ammount FROM requests r", "en"), @"error: SQL line 2, column 3: there is no column `r.ammount`. did you mean `amount`?");
    insta::assert_snapshot!(said("SELECT medium(amount) FROM requests", "en"), @"error: The function `medium` cannot be used");
    insta::assert_snapshot!(said("SELECT sum(amount, 1) FROM requests", "en"), @"error: The SQL is wrong in line 1, column 8: wrong number of arguments to function sum()");
    insta::assert_snapshot!(said("SELECT unit FROM units, systems", "en"), @"error: The SQL is wrong in line 1, column 8: ambiguous column name: unit");
    insta::assert_snapshot!(said("WITH x AS (SELECT 1) DELETE FROM units", "en"), @"error: Only queries, no changes: the registry is changed through Git alone");
}

#[test]
fn names_that_are_nearly_right_are_told_the_right_one() {
    let ran = on_sample(&["query", "--saved", "blocked_by_rules"]);
    assert!(
        ran.code == Some(2) && ran.err.contains("`blocked_by_rule`"),
        "{}",
        ran.err
    );
    let ran = on_sample(&["query", "--schema", "desicions"]);
    assert!(
        ran.code == Some(2) && ran.err.contains("`decisions`"),
        "{}",
        ran.err
    );
    let ran = on_sample(&["query"]);
    assert!(
        ran.code == Some(2) && ran.err.contains("--saved"),
        "{}",
        ran.err
    );
}
