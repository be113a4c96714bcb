//! The table: a row per kind of document.

use super::Limits;

/// What the table says of one kind.
#[derive(Debug)]
pub struct Row {
    /// The kind.
    pub kind: Kind,
    /// Where its documents stand below [`super::ROOT`]; `{name}` is one segment.
    /// Literal segments come first where two patterns match.
    pub paths: &'static [&'static str],
    /// The name of its schema: `schema/<name>.schema.json`.
    pub schema: &'static str,
    /// The schema built into the program; `None`: documents of this kind are no
    /// YAML and are read elsewhere.
    pub built_in: Option<&'static str>,
    /// How large its documents may be.
    pub limits: Limits,
}

macro_rules! built_in {
    (-) => {
        None
    };
    ($schema:literal) => {
        Some(include_str!(concat!(
            "../../../schema/",
            $schema,
            ".schema.json"
        )))
    };
}

macro_rules! schema_name {
    (-) => {
        ""
    };
    ($schema:literal) => {
        $schema
    };
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $limits:ident $schema:tt $($path:literal)+;)*) => {
        /// The kinds of documents (DOMAIN: "Documents").
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        /// Every kind, in the order of [`Kind`].
        pub static TABLE: &[Row] = &[$(Row {
            kind: Kind::$kind,
            paths: &[$($path),+],
            schema: schema_name!($schema),
            built_in: built_in!($schema),
            limits: Limits::$limits,
        }),*];
    };
}

kinds! {
    /// 目录设置: who attests, who owns what.
    Settings ONE "registry" "registry.yaml";
    /// 单位
    Unit ONE "unit" "units/{unit}.yaml";
    /// 数据元字典
    Elements EVERY "elements" "elements.yaml";
    /// 系统
    System ONE "system" "systems/{unit}/{system}.yaml";
    /// 意见, on a unit, a system, a project or a framework.
    Opinions ONE "opinions"
        "opinions/{authority}/frameworks/{framework}.yaml"
        "opinions/{authority}/{unit}/projects/{project}.yaml"
        "opinions/{authority}/{unit}/{system}.yaml"
        "opinions/{authority}/{unit}.yaml";
    /// 项目清单 (Art. 8)
    List EVERY "list" "lists/{year}.yaml";
    /// 年度投资计划 (Art. 4, 10)
    Plan EVERY "plan" "plans/{year}.yaml";
    /// 运维经费申请
    Request ONE "request" "requests/{year}/{unit}/{system}.yaml";
    /// 建设项目 (Art. 6 to 29)
    Project ONE "project" "projects/{unit}/{project}.yaml";
    /// 框架方案 (Art. 14-1)
    Framework ONE "framework" "frameworks/{framework}.yaml";
    /// 三年滚动规划 (Art. 4, 8), by its first year.
    Rolling EVERY "rolling" "rolling/{year}.yaml";
    /// 云资源预算 (Art. 15)
    Cloud EVERY "cloud" "cloud/{year}.yaml";
    /// 部门预算 (Art. 10)
    Budget EVERY "budget" "budgets/{year}.yaml";
    /// Decisions of record, written and read by `certify`: JSON, no YAML.
    Decisions EVERY - "decisions/{year}/{date}.json";
    /// The rule pack's articles, parameters, matters and categories.
    Pack ONE "pack" "policy/pack.yaml";
    /// A family of rules.
    Rules ONE "rules" "policy/rules/{family}.yaml";
    /// What holds each sentence of the regulation.
    Coverage ONE "coverage" "policy/coverage.yaml";
    /// What the rules' cases start from.
    Fixture ONE "fixture" "policy/fixture.yaml";
}

impl Kind {
    /// Its row.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Every kind that has a schema, in the order of declaration.
    pub fn all() -> impl Iterator<Item = Kind> {
        let documents = TABLE.iter().filter(|row| row.built_in.is_some());
        documents.map(|row| row.kind)
    }

    /// The name of its schema: `schema/<name>.schema.json`.
    #[must_use]
    pub fn schema_name(self) -> &'static str {
        self.row().schema
    }

    /// The path at which a registry can have a schema of its own for it.
    #[must_use]
    pub fn schema_path(self) -> String {
        format!("{}{}.schema.json", super::SCHEMAS, self.schema_name())
    }

    /// Whether it is a part of the rule pack: the policy reads it, not the registry.
    #[must_use]
    pub fn is_policy(self) -> bool {
        matches!(
            self,
            Kind::Pack | Kind::Rules | Kind::Coverage | Kind::Fixture
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_finds_its_row() {
        for row in TABLE {
            assert_eq!(row.kind.row().kind, row.kind);
        }
    }
}
