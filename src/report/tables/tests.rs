//! The definitions agree with each other and with the rows.

use super::*;
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

/// A project with something in every table, and lines of money for it.
const OF_PROJECTS: &[(&str, &str)] = &[
    (
        "registry/projects/works/bridge.yaml",
        "name: 桥梁监测\nkind: expansion\nsystems: [works/bridge]\nprevious: [works/road]\n\
         investment: {total: 900000, lines: [{category: sensors, amount: 900000}], years: [{year: 2027, amount: 900000}]}\n\
         started_on: 2025-03-01\ncontracts: [{role: build, amount: 800000, signed_on: 2025-02-01}]\n\
         changes: [{decided_on: 2026-08-01, adjusted: 100000, ground: technical, goals_changed: false, total_after: 900000}]\n\
         reports: [{year: 2025, submitted_on: 2025-12-01}]\n\
         incidents: [{kind: overdue, found_on: 2026-05-01}]\n",
    ),
    (
        "registry/frameworks/river.yaml",
        "name: 桥河联动\nlead: works\nparticipants:\n\
         - {unit: works, project: works/bridge, content: [水位接入, 预警]}\n\
         - {unit: works, project: works/road}\n",
    ),
    (
        "registry/cloud/2027.yaml",
        "entries: [{project: works/bridge, resources: 2 台, amount: 10000}]\n",
    ),
    (
        "registry/budgets/2027.yaml",
        "entries: [{unit: works, project: works/bridge, kind: expansion, amount: 900000}]\n",
    ),
    (
        "registry/rolling/2026.yaml",
        "projects: [{project: works/bridge, year: 2027, amount: 900000}]\n",
    ),
];

#[test]
fn rows_are_as_they_are_defined() {
    let order = mulu_generate::Order {
        seed: 3,
        systems: 60,
        invalid: 6,
        year: 2027,
    };
    let mut tree = mulu_generate::tree(order).unwrap();
    for (path, text) in OF_PROJECTS {
        tree.insert(*path, mulu_core::tree::Entry::file(text.as_bytes()));
    }
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
    for year in project_years(&registry, on) {
        let decisions = mulu_core::decision::decide_projects(&registry, &pack, on, year, |_| true);
        decided_projects(&source, &decisions.projects, &mut look).unwrap();
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
