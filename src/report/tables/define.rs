//! What a table is: the one definition that everything else is derived from.

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Int,
    /// Whole yuan.
    Money,
    /// Yes or no.
    Bool,
    /// A day.
    Date,
}

/// What the rows of a table depend on; it decides how their key begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On the commit: `registry`, `commit_id`.
    Commit,
    /// On the day too: `registry`, `commit_id`, `judged_on`.
    Day,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Type,
    /// Whether it may be empty.
    pub nullable: bool,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// The table whose key it names, without a guarantee: a document may name
    /// what isn't there.
    pub refers: Option<&'static str>,
}

/// Rows that must be there before a row can.
#[derive(Clone, Copy, Debug)]
pub struct Parent {
    /// The columns that name it, behind the leading ones.
    pub columns: &'static [&'static str],
    /// Its table.
    pub table: &'static str,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What its rows depend on.
    pub scope: Scope,
    /// What its rows are, in Chinese.
    pub zh: &'static str,
    /// What its rows are, in English.
    pub en: &'static str,
    /// Its own columns, behind the leading ones.
    pub columns: &'static [Column],
    /// Its key, behind the leading columns.
    pub key: &'static [&'static str],
    /// What must be there before.
    pub parents: &'static [Parent],
}

impl Scope {
    /// The columns that every table of the scope begins with.
    #[must_use]
    pub fn leading(self) -> &'static [Column] {
        match self {
            Scope::Commit => &super::ORIGIN[..2],
            Scope::Day => &super::ORIGIN[..],
        }
    }
}

impl Table {
    /// Every column, the leading ones first.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.scope.leading().iter().chain(self.columns)
    }
}

const fn column(name: &'static str, kind: Type, zh: &'static str, en: &'static str) -> Column {
    Column {
        name,
        kind,
        nullable: false,
        zh,
        en,
        refers: None,
    }
}

pub(super) const fn text(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(name, Type::Text, zh, en)
}

pub(super) const fn int(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(name, Type::Int, zh, en)
}

pub(super) const fn money(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(name, Type::Money, zh, en)
}

pub(super) const fn bool(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(name, Type::Bool, zh, en)
}

pub(super) const fn date(name: &'static str, zh: &'static str, en: &'static str) -> Column {
    column(name, Type::Date, zh, en)
}

impl Column {
    /// A column that may be empty.
    pub(super) const fn or_null(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// A column that names a row of a table where that is there.
    pub(super) const fn of(mut self, table: &'static str) -> Self {
        self.refers = Some(table);
        self
    }
}
