//! What columns say: the names that ledgers commonly have, and a file in which somebody says
//! it of theirs.

use crate::field;
use mulu_core::diagnostic::{Error, Message, Span};
use mulu_core::document::{self, NodeKind, NodeRef, place::Lines};
use mulu_core::layout::{Kind, slug_fault};
use mulu_core::schema::Schemas;
use mulu_core::schema::written::narrow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// Where a column's cells go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// They name the unit.
    Unit,
    /// They state the system's id.
    Id,
    /// They say whether the row may be registered.
    Classified,
    /// Nowhere, for a reason of the reports' (`person`, `opinion`, `request`, …).
    Left(Arc<str>),
    /// Into a field, by its pointer.
    Field(Arc<str>),
}

/// What amounts are counted in, of what the registry's currency has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Its unit.
    Unit,
    /// What large amounts are told in.
    Large,
}

/// What the columns of some names say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Names, as [`normal`] has them.
    pub titles: Vec<String>,
    /// Where its cells go.
    pub to: To,
    /// What its amounts are counted in, where its name doesn't say it.
    pub measure: Option<Measure>,
    /// What words mean; `None`: nothing.
    pub values: BTreeMap<String, Option<String>>,
}

/// What is known of columns, and which systems are meant by names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The columns; the first that has a name counts.
    pub columns: Vec<Column>,
    /// Ids by the names of new systems.
    pub ids: BTreeMap<String, Arc<str>>,
}

/// The columns that ledgers commonly have.
static COMMON: LazyLock<Mapping> = LazyLock::new(|| {
    let text = include_bytes!("columns.yaml");
    read("columns.yaml", text).unwrap_or_default()
});

impl Mapping {
    /// What is commonly known.
    #[must_use]
    pub fn common() -> &'static Mapping {
        &COMMON
    }

    /// What somebody says of their ledger, before what is commonly known.
    ///
    /// # Errors
    /// With file and line, where an entry can't be read.
    pub fn stated(path: &str, bytes: &[u8]) -> Result<Self, Error> {
        let mut stated = read(path, bytes)?;
        stated.columns.extend(COMMON.columns.iter().cloned());
        Ok(stated)
    }

    /// The same, and behind it the fields of a kind by the titles that the schema gives them.
    #[must_use]
    pub(crate) fn and_titles(&self, schemas: &Schemas, kind: Kind) -> Self {
        let mut known = self.clone();
        let fields = field::all(schemas, kind).into_iter();
        known.columns.extend(fields.map(|(pointer, titles)| Column {
            titles: titles.iter().map(|title| normal(title)).collect(),
            to: To::Field(pointer.into()),
            measure: None,
            values: BTreeMap::new(),
        }));
        known
    }

    /// What a column of a name says.
    #[must_use]
    pub fn of(&self, title: &str) -> Option<&Column> {
        let title = normal(title);
        let mut columns = self.columns.iter();
        columns.find(|column| column.titles.contains(&title))
    }
}

/// A name without what differs from office to office: spaces, width, what stands in
/// brackets, punctuation.
#[must_use]
pub fn normal(title: &str) -> String {
    let mut depth = 0_u32;
    let mut text = String::new();
    for sign in title.chars().map(narrow) {
        match sign {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 && sign.is_alphanumeric() => text.extend(sign.to_lowercase()),
            _ => {}
        }
    }
    text
}

/// Reads a file with `columns` and `ids`.
fn read(path: &str, bytes: &[u8]) -> Result<Mapping, Error> {
    let path: Arc<str> = path.into();
    let (document, findings) = document::read(&path, &bytes.into());
    let lines = Lines::new(bytes);
    let line = |span: Span| lines.place(span.start).line;
    if let Some(first) = findings.iter().find(|found| found.is_error()) {
        return Err(fault(&path, line(first.primary.span), "import-map-unread"));
    }
    let Some(document) = document else {
        return Err(fault(&path, 1, "import-map-unread"));
    };
    let root = document.root();
    let refused = |node: NodeRef<'_>, key| fault(&path, line(node.span()), key);
    let mut mapping = Mapping::default();
    for item in root.get("columns").into_iter().flat_map(NodeRef::items) {
        let column = column(item).ok_or_else(|| refused(item, "import-map-column"))?;
        mapping.columns.push(column);
    }
    for (key, value) in root.get("ids").into_iter().flat_map(NodeRef::entries) {
        // It becomes a path.
        let is_id = |id: &&str| match id.split_once('/') {
            Some((unit, system)) => slug_fault(unit).or(slug_fault(system)).is_none(),
            None => slug_fault(id).is_none(),
        };
        let id = value.as_str().filter(is_id);
        let (Some(name), Some(id)) = (key.scalar_text(), id) else {
            return Err(refused(value, "import-map-id"));
        };
        mapping.ids.insert(normal(name), id.into());
    }
    Ok(mapping)
}

fn fault(path: &str, line: u32, key: &'static str) -> Error {
    let message = Message::new(key).arg("file", path);
    Error::bad_input(message.arg("line", i64::from(line)))
}

fn column(item: NodeRef<'_>) -> Option<Column> {
    let text = |key: &str| item.get(key).and_then(NodeRef::as_str);
    let to = match text("to")? {
        "unit" => To::Unit,
        "id" => To::Id,
        "classified" => To::Classified,
        "left" => To::Left(text("because").unwrap_or("nothing").into()),
        field => To::Field(format!("/{}", field.trim_start_matches('/')).into()),
    };
    let measure = match text("measure") {
        None => None,
        Some("unit") => Some(Measure::Unit),
        Some("large") => Some(Measure::Large),
        Some(_) => return None,
    };
    let titles = item.get("titles").into_iter().flat_map(NodeRef::items);
    let titles: Vec<String> = titles
        .filter_map(|title| title.scalar_text().map(normal))
        .collect();
    let values = item.get("values").into_iter().flat_map(NodeRef::entries);
    let values = values.filter_map(|(word, meaning)| {
        let meaning = (meaning.kind() != NodeKind::Null).then(|| meaning.scalar_text());
        Some((
            normal(word.scalar_text()?),
            meaning.flatten().map(str::to_owned),
        ))
    });
    let values = values.collect();
    (!titles.is_empty()).then_some(Column {
        titles,
        to,
        measure,
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ledgers_commonly_have_is_known() {
        let known = Mapping::common();
        assert!(known.columns.len() > 20);
        let to = |title: &str| known.of(title).map(|column| column.to.clone());
        let field = |pointer: &str| Some(To::Field(pointer.into()));
        assert_eq!(to("系 统 名 称"), field("/name"));
        assert_eq!(
            to("建设金额（万元）"),
            field("/construction/total_investment")
        );
        assert_eq!(to("所属部门/单位名称"), Some(To::Unit));
        assert_eq!(to("联系人（姓名/手机）"), Some(To::Left("person".into())));
        assert_eq!(to("天气"), None);
    }

    #[test]
    fn what_somebody_says_goes_first() {
        let text =
            "columns:\n  - {to: summary, titles: [备注]}\nids: {智慧校园平台: school/campus}\n";
        let stated = Mapping::stated("map.yaml", text.as_bytes()).unwrap();
        let column = stated.of("备注").unwrap();
        assert_eq!(column.to, To::Field("/summary".into()));
        assert_eq!(&*stated.ids["智慧校园平台"], "school/campus");
        assert!(stated.of("系统名称").is_some());
    }

    #[test]
    fn an_entry_that_says_nothing_is_refused_with_its_line() {
        for (text, line) in [
            ("columns:\n  - {to: name, titles: []}\n", 2),
            (
                "columns:\n  - {to: name, titles: [甲]}\n  - {titles: [乙]}\n",
                3,
            ),
            ("ids:\n  甲: [1]\n", 2),
            ("ids:\n  甲: ../../x\n", 2),
            ("ids:\n  甲: school/../x\n", 2),
            ("ids: [\n", 1),
        ] {
            let error = Mapping::stated("map.yaml", text.as_bytes()).unwrap_err();
            let said = error.message.args.iter().any(|(name, value)| {
                *name == "line" && format!("{value:?}").contains(&line.to_string())
            });
            assert!(said, "{text}: {error:?}");
        }
    }
}
