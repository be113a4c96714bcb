//! What a query came to.

use super::define::Type;

/// One value of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// Text; days too.
    Text(String),
    /// Bytes: no column has any, but an expression may.
    Bytes(Vec<u8>),
}

/// What a query came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultSet {
    /// The columns by name, with what they hold where that is known.
    pub columns: Vec<(String, Option<Type>)>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
    /// Whether there were more rows than were asked for.
    pub cut: bool,
}

impl ResultSet {
    /// Whether a column holds yuan: it is declared so, or is called so, as
    /// `sum(amount)` and `eligible_amount` are.
    #[must_use]
    pub fn is_money(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|(name, kind)| {
            let called = is_money(name) && kind.is_none_or(|kind| kind == Type::Int);
            called || *kind == Some(Type::Money)
        })
    }
}

/// Whether a column's name says that it holds yuan.
#[must_use]
pub(super) fn is_money(name: &str) -> bool {
    let name = name.to_lowercase();
    let counted = name.starts_with("count(") || name.starts_with("avg(");
    let words = ["amount", "investment", "金额", "投资"];
    !counted && words.iter().any(|word| name.contains(word))
}
