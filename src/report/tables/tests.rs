//! The definitions agree with each other and with the rows.

use super::*;
use mulu_core::diagnostic::Message;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn names_are_told_apart_and_parents_come_first() {
    let mut before = BTreeSet::new();
    for table in TABLES {
        for parent in table.parents {
            assert!(
                before.contains(parent.table),
                "{}: {}",
                table.name,
                parent.table
            );
            let of = super::table(parent.table).unwrap();
            assert_eq!(
                parent.columns, of.key,
                "{} names {} by its key",
                table.name, of.name
            );
        }
        assert!(before.insert(table.name), "{}", table.name);
        let names: BTreeSet<&str> = table.all_columns().map(|column| column.name).collect();
        assert_eq!(names.len(), table.all_columns().count(), "{}", table.name);
        for key in table.key {
            let column = table
                .columns
                .iter()
                .find(|column| column.name == *key)
                .unwrap();
            assert!(!column.nullable, "{}.{key}", table.name);
        }
        for column in table.columns {
            let refers = column.refers.map(super::table);
            assert!(
                refers.is_none_or(|of| of.is_some()),
                "{}.{}",
                table.name,
                column.name
            );
        }
    }
    for question in QUESTIONS {
        assert!(before.insert(question.name), "{}", question.name);
    }
}

#[test]
fn money_is_called_so() {
    let questions = QUESTIONS.iter().flat_map(|question| question.all_columns());
    for column in TABLES
        .iter()
        .flat_map(|table| table.all_columns())
        .chain(questions)
    {
        let money = column.kind == Type::Money;
        assert_eq!(result_set::is_money(column.name), money, "{}", column.name);
    }
}

/// Looks at every row instead of keeping it.
#[derive(Default)]
struct Look {
    rows: BTreeMap<&'static str, usize>,
    keys: BTreeSet<String>,
}

impl Sink for Look {
    fn wants(&self, _: &'static Table) -> bool {
        true
    }

    fn row(&mut self, table: &'static Table, cells: &[Cell<'_>]) -> Result<(), Error> {
        assert_eq!(cells.len(), table.columns.len(), "{}", table.name);
        let mut key = table.name.to_owned();
        for (column, cell) in table.columns.iter().zip(cells) {
            let fits = match cell {
                Cell::Null => column.nullable,
                Cell::Text(_) => column.kind == Type::Text,
                Cell::Int(_) => matches!(column.kind, Type::Int | Type::Money),
                Cell::Bool(_) => column.kind == Type::Bool,
                Cell::Date(_) => column.kind == Type::Date,
            };
            assert!(fits, "{}.{}: {cell:?}", table.name, column.name);
            if table.key.contains(&column.name) {
                key += &format!(" {cell:?}");
            }
        }
        assert!(self.keys.insert(key.clone()), "twice: {key}");
        *self.rows.entry(table.name).or_default() += 1;
        Ok(())
    }
}

#[test]
fn rows_are_as_they_are_defined() {
    let order = mulu_generate::Order {
        seed: 3,
        systems: 60,
        invalid: 6,
        year: 2027,
    };
    let tree = mulu_generate::tree(order).unwrap();
    let schemas = mulu_core::schema::Schemas::load(&tree).0.unwrap();
    let registry = mulu_core::registry::load(&tree, &schemas).0;
    let pack = mulu_core::policy::load(&tree, &schemas).0.unwrap();
    let source = Source {
        registry: &registry,
        pack: &pack,
        wording: &|_| "words".to_owned(),
    };
    let mut look = Look::default();
    facts(&source, &mut look).unwrap();
    let on = jiff::civil::date(2026, 12, 1);
    for year in years(&registry) {
        let decisions = mulu_core::decision::decide(&registry, &pack, on, year);
        decided(&source, year, &decisions.decisions, &mut look).unwrap();
    }
    for table in TABLES.iter().filter(|table| !table.key.is_empty()) {
        assert!(
            look.rows.contains_key(table.name),
            "{} has no row",
            table.name
        );
    }
    assert_eq!(look.rows["requests"], registry.requests.len());
    assert_eq!(look.rows["decisions"], registry.requests.len());
}

fn refused(sql: &str) -> Message {
    ask(sql)
        .map(|asked| panic!("{asked:?}"))
        .unwrap_err()
        .message
}

#[test]
fn a_query_is_traced_to_its_tables() {
    let asked = ask("SELECT * FROM Blocked_By_Rule b JOIN units USING (registry)").unwrap();
    let tables: Vec<&str> = asked.tables().map(|table| table.name).collect();
    assert_eq!(tables, ["units", "rules", "decisions", "outcomes"]);
    assert!(asked.is_judged());
    let own = ask("WITH x AS (SELECT * FROM requests) SELECT count(*) FROM x;").unwrap();
    assert_eq!(own.tables.iter().copied().collect::<Vec<_>>(), ["requests"]);
    assert!(!own.is_judged());
    for question in QUESTIONS {
        let asked = ask(&question.ask()).unwrap();
        assert!(asked.views.contains(question.name) && !asked.tables.is_empty());
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
    assert_eq!(refused("DROP TABLE units").key, "query-not-a-query");
    assert_eq!(refused("SELECT 1; DROP TABLE units").key, "query-several");
    assert_eq!(
        refused("WITH x AS (SELECT 1) DELETE FROM units").key,
        "query-writes"
    );
    assert_eq!(refused("SELECT load_extension('x')").key, "query-function");
    assert_eq!(
        refused("SELECT * FROM pragma_table_info('units')").key,
        "query-function"
    );
    assert_eq!(refused("SELECT * FROM main.units").key, "query-qualified");
    assert_eq!(
        refused("SELECT * FROM sqlite_master").key,
        "failure-with-help"
    );
    assert_eq!(refused("SELECT * FRO units").key, "query-syntax-at");
    let deep = format!("SELECT {}1{}", "(".repeat(2000), ")".repeat(2000));
    assert_eq!(refused(&deep).key, "query-nested");
}

#[test]
fn the_one_year_that_a_query_is_about_is_seen_only_where_it_is_plain() {
    let year = |sql: &str| ask(sql).unwrap().year;
    let plain = [
        "SELECT sum(amount) FROM decisions WHERE year = 2027 AND unit = 'a'",
        "SELECT verdict FROM Decisions AS d WHERE (unit = 'a' AND (D.year = 2027)) GROUP BY verdict",
        "SELECT * FROM outcomes o JOIN units u ON u.unit = o.subject LEFT JOIN rules USING (rule) WHERE o.year = 2027",
    ];
    for sql in plain {
        assert_eq!(year(sql), Some(2027), "{sql}");
    }
    let several = [
        "SELECT * FROM decisions",
        "SELECT * FROM requests WHERE year = 2027",
        "SELECT * FROM decisions WHERE year = 2027 OR unit = 'a'",
        "SELECT * FROM decisions WHERE NOT year = 2027",
        "SELECT * FROM decisions WHERE year + 1 = 2027",
        "SELECT * FROM decisions d JOIN requests r USING (system) WHERE r.year = 2027",
        "SELECT * FROM decisions d JOIN requests r USING (year, system) WHERE year = 2027",
        "SELECT * FROM decisions d, decisions e WHERE d.year = 2027",
        "SELECT * FROM units u LEFT JOIN decisions d ON d.unit = u.unit WHERE d.year = 2027",
        "SELECT * FROM units u RIGHT JOIN decisions d ON d.unit = u.unit WHERE d.year = 2027",
        "SELECT * FROM decisions d JOIN funding_by_unit f USING (unit) WHERE d.year = 2027",
        "SELECT * FROM decisions WHERE year = 2027 AND amount > (SELECT avg(amount) FROM decisions)",
        "SELECT * FROM decisions WHERE year = 2027 UNION ALL SELECT * FROM decisions",
        "WITH x AS (SELECT * FROM decisions WHERE year = 2027) SELECT * FROM x",
    ];
    for sql in several {
        assert_eq!(year(sql), None, "{sql}");
    }
}
