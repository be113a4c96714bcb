//! The statements that make the tables.

use super::define::{Parent, Scope, Table, Type};
use super::questions::{Dialect, Question};

/// The name of the database in which SQLite has the tables. Queries name a
/// table alone, as they do in PostgreSQL; `main.units` is no table.
pub const SCHEMA: &str = "mulu";

/// The values of the leading columns, where all rows share them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The registry's name.
    pub registry: String,
    /// The commit.
    pub commit_id: String,
    /// The day, `YYYY-MM-DD`.
    pub judged_on: String,
}

impl Keys {
    /// In the order of the leading columns.
    #[must_use]
    pub fn values(&self) -> [&str; 3] {
        [&self.registry, &self.commit_id, &self.judged_on]
    }
}

/// Text as SQL writes it.
pub(super) fn quoted(text: &str) -> String {
    // No statement can hold this character.
    format!("'{}'", text.replace('\0', "\u{fffd}").replace('\'', "''"))
}

impl Type {
    /// What a database calls it.
    #[must_use]
    pub fn name(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (Type::Text, _) => "text",
            (Type::Int | Type::Money, Dialect::Postgres) => "bigint",
            (Type::Int, Dialect::Sqlite) => "integer",
            (Type::Money, Dialect::Sqlite) => "bigint",
            (Type::Bool, _) => "boolean",
            (Type::Date, _) => "date",
        }
    }

    /// The type that a database calls so.
    #[must_use]
    pub fn declared(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "text" => Type::Text,
            "integer" => Type::Int,
            "bigint" => Type::Money,
            "boolean" => Type::Bool,
            "date" => Type::Date,
            _ => return None,
        })
    }
}

impl Table {
    /// Makes it in SQLite. The leading columns have one value here, so no row
    /// stores them; they are there so that a query runs in both databases.
    #[must_use]
    pub fn create_sqlite(&self, keys: &Keys) -> String {
        let mut lines: Vec<String> = Vec::new();
        for (column, value) in self.scope.leading().iter().zip(keys.values()) {
            let kind = column.kind.name(Dialect::Sqlite);
            lines.push(format!(
                "{} {kind} GENERATED ALWAYS AS ({}) VIRTUAL",
                column.name,
                quoted(value)
            ));
        }
        lines.extend(self.own_columns(Dialect::Sqlite));
        let keyed = !self.key.is_empty();
        if keyed {
            lines.push(format!("PRIMARY KEY ({})", self.key.join(", ")));
        }
        let rest = if keyed { " WITHOUT ROWID" } else { "" };
        format!(
            "CREATE TABLE {SCHEMA}.{} (\n  {}\n){rest}",
            self.name,
            lines.join(",\n  ")
        )
    }

    /// Makes it in PostgreSQL, with its comments.
    #[must_use]
    pub fn create_postgres(&self) -> String {
        let leading = self.scope.leading().iter();
        let mut lines: Vec<String> = leading
            .map(|column| {
                format!(
                    "{} {} NOT NULL",
                    column.name,
                    column.kind.name(Dialect::Postgres)
                )
            })
            .collect();
        lines.extend(self.own_columns(Dialect::Postgres));
        lines.push(format!("PRIMARY KEY ({})", self.full_key().join(", ")));
        lines.extend(
            self.parents
                .iter()
                .filter_map(|parent| self.foreign_key(parent)),
        );
        let mut sql = format!(
            "CREATE TABLE {} (\n  {}\n);\n",
            self.name,
            lines.join(",\n  ")
        );
        sql += &format!(
            "COMMENT ON TABLE {} IS {};\n",
            self.name,
            quoted(&format!("{} / {}", self.zh, self.en))
        );
        for column in self.all_columns() {
            let words = quoted(&format!("{} / {}", column.zh, column.en));
            sql += &format!(
                "COMMENT ON COLUMN {}.{} IS {words};\n",
                self.name, column.name
            );
        }
        sql
    }

    fn own_columns(&self, dialect: Dialect) -> impl Iterator<Item = String> {
        self.columns.iter().map(move |column| {
            let null = if column.nullable { "" } else { " NOT NULL" };
            format!("{} {}{null}", column.name, column.kind.name(dialect))
        })
    }

    /// The key with the leading columns.
    #[must_use]
    pub fn full_key(&self) -> Vec<&'static str> {
        let leading = self.scope.leading().iter().map(|column| column.name);
        leading.chain(self.key.iter().copied()).collect()
    }

    fn foreign_key(&self, parent: &Parent) -> Option<String> {
        let table = super::table(parent.table)?;
        // What depends on the commit alone has no day to name.
        let scope = if table.scope == Scope::Day {
            self.scope
        } else {
            Scope::Commit
        };
        let leading = scope.leading().iter().map(|column| column.name);
        let columns: Vec<&str> = leading.chain(parent.columns.iter().copied()).collect();
        Some(format!(
            "FOREIGN KEY ({}) REFERENCES {} ({})",
            columns.join(", "),
            table.name,
            table.full_key().join(", ")
        ))
    }
}

impl Question {
    /// Makes its view.
    #[must_use]
    pub fn create(&self, dialect: Dialect) -> String {
        let schema = match dialect {
            Dialect::Sqlite => SCHEMA.to_owned() + ".",
            Dialect::Postgres => String::new(),
        };
        let mut sql = format!(
            "CREATE VIEW {schema}{} AS\n{}",
            self.name,
            self.sql(dialect)
        );
        if dialect == Dialect::Postgres {
            let words = quoted(&format!("{} / {}", self.zh, self.en));
            sql += &format!(";\nCOMMENT ON VIEW {} IS {words};\n", self.name);
            for column in self.all_columns() {
                let words = quoted(&format!("{} / {}", column.zh, column.en));
                sql += &format!(
                    "COMMENT ON COLUMN {}.{} IS {words};\n",
                    self.name, column.name
                );
            }
        }
        sql
    }
}
