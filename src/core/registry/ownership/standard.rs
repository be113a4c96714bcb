//! DOMAIN's ownership table, for a registry that has none of its own.

use super::RuleText;

/// A line: path, authors, approvers.
const fn of_files(
    path: &'static str,
    authors: &'static [&'static str],
    approvers: &'static [&'static str],
) -> RuleText<'static> {
    RuleText {
        path,
        fields: &[],
        authors,
        approvers,
    }
}

/// A line that adds approvers where some facts change.
const fn of_fields(
    path: &'static str,
    fields: &'static [&'static str],
    approvers: &'static [&'static str],
) -> RuleText<'static> {
    RuleText {
        path,
        fields,
        authors: &[],
        approvers,
    }
}

/// The unit in the path and those above it, and the catalog authority where it helps
/// a unit that cannot do it itself.
const UNITS: &[&str] = &["{unit}+ancestors", "catalog"];

pub(super) const TABLE: &[RuleText<'static>] = &[
    of_files("registry.yaml", &["catalog"], &["catalog", "government"]),
    of_files("policy/**", &["catalog"], &["catalog", "finance"]),
    of_files("units/{unit}.yaml", &["anyone"], &["catalog"]),
    of_fields("units/{unit}.yaml", &["/budget_unit"], &["finance"]),
    of_fields(
        "units/{unit}.yaml",
        &["/maintainers/**", "/signing_keys/**", "/parent"],
        &["{unit}|government"],
    ),
    of_files("elements.yaml", &["catalog"], &["catalog"]),
    of_files("systems/{unit}/{system}.yaml", UNITS, &["catalog"]),
    of_files(
        "opinions/{authority}/**",
        &["{authority}"],
        &["{authority}"],
    ),
    of_files("lists/{year}.yaml", &["catalog"], &["catalog"]),
    of_files(
        "plans/{year}.yaml",
        &["development"],
        &["development", "finance"],
    ),
    of_files("requests/{year}/{unit}/{system}.yaml", UNITS, &["finance"]),
    of_files(
        "projects/{unit}/{project}.yaml",
        &["{unit}+ancestors"],
        &["catalog", "development"],
    ),
    of_files("frameworks/{framework}.yaml", &["{/lead}"], &["catalog"]),
    of_files(
        "rolling/{year}.yaml",
        &["development"],
        &["development", "finance"],
    ),
    of_files("cloud/{year}.yaml", &["catalog"], &["catalog", "finance"]),
    of_files("budgets/{year}.yaml", &["finance"], &["finance"]),
    of_files("decisions/{year}/{date}.json", &["finance"], &["finance"]),
];
