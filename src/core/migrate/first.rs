//! What the first contract said and the second says otherwise, as far as no schema and
//! no pack of the second tells: the only place where migrating knows names of things.

use crate::schema::Kind;

/// A line of the first contract's ownership table that the second changed.
pub(super) struct Line {
    pub(super) path: &'static str,
    pub(super) authors: &'static [&'static str],
    pub(super) approvers: &'static [&'static str],
}

/// Only these: all other lines are the same.
pub(super) const LINES: &[Line] = &[
    Line {
        path: "systems/{unit}/{system}.yaml",
        authors: &["{unit}+ancestors"],
        approvers: &["catalog"],
    },
    Line {
        path: "plans/{year}.yaml",
        authors: &["development"],
        approvers: &["development"],
    },
    Line {
        path: "requests/{year}/{unit}/{system}.yaml",
        authors: &["{unit}+ancestors"],
        approvers: &["finance"],
    },
    Line {
        path: "projects/{unit}/{project}.yaml",
        authors: &["{unit}"],
        approvers: &["development"],
    },
];

/// Files that the first contract did not have, by their lines in the second's table. Of
/// other files that a table gives to nobody, that was its own choice.
pub(super) const NEW_FILES: &[&str] = &[
    "frameworks/{framework}.yaml",
    "rolling/{year}.yaml",
    "cloud/{year}.yaml",
    "budgets/{year}.yaml",
    "decisions/{year}/{date}.json",
];

/// What every amount was counted in, and told in, before registries could say so.
pub(super) const CURRENCY: &str = r#"{"code": "CNY", "unit": {"zh": "元", "en": "yuan"}, "large": {"factor": 10000, "zh": "万元"}}"#;

/// Follows the year that an opinion says that it is for: `2027年度`.
pub(super) const OF_YEAR: &str = "年度";

/// A fact that rules of the second contract ask for, that the first didn't have or
/// didn't need, and whose absence is no error of the document.
pub(super) struct Asked {
    pub(super) kind: Kind,
    /// The mapping that it stands in, by keys from the top; nothing is asked where
    /// there is none.
    pub(super) within: &'static [&'static str],
    pub(super) field: &'static str,
    /// Only where another field of the same mapping says this.
    pub(super) when: Option<(&'static str, &'static str)>,
    pub(super) articles: &'static [&'static str],
}

/// Of one document each. What items of money must say, the pack's categories tell.
pub(super) const ASKED: &[Asked] = &[
    Asked {
        kind: Kind::System,
        within: &["definition"],
        field: "information_system",
        when: None,
        articles: &["2", "annex"],
    },
    Asked {
        kind: Kind::System,
        within: &[],
        field: "isolation_basis",
        when: Some(("network", "isolated")),
        articles: &["31"],
    },
    Asked {
        kind: Kind::Unit,
        within: &["integrated_plan"],
        field: "filed_on",
        when: None,
        articles: &["6", "8"],
    },
];

/// Of an item whose category is equipment: what it is bought for.
pub(super) const PURPOSE: &str = "purpose";

/// Where the items of requests stem from.
pub(super) const ITEM_ARTICLES: &[&str] = &["annex"];
