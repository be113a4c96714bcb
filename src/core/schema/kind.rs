//! The kinds of documents, one schema each.

/// The kinds of documents (DOMAIN: "Documents").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `registry.yaml`
    Settings,
    /// `units/<unit>.yaml`
    Unit,
    /// `elements.yaml`
    Elements,
    /// `systems/<unit>/<system>.yaml`
    System,
    /// `opinions/<authority>/<unit>.yaml`, `opinions/<authority>/<unit>/<system>.yaml`
    Opinions,
    /// `lists/<year>.yaml`
    List,
    /// `plans/<year>.yaml`
    Plan,
    /// `requests/<year>/<unit>/<system>.yaml`
    Request,
    /// `policy/pack.yaml`
    Pack,
    /// `policy/rules/<family>.yaml`
    Rules,
    /// `policy/fixture.yaml`
    Fixture,
}

impl Kind {
    /// Every kind, in the order of their declaration.
    pub const ALL: [Kind; 11] = [
        Kind::Settings,
        Kind::Unit,
        Kind::Elements,
        Kind::System,
        Kind::Opinions,
        Kind::List,
        Kind::Plan,
        Kind::Request,
        Kind::Pack,
        Kind::Rules,
        Kind::Fixture,
    ];

    /// The name of its schema: `schema/<name>.schema.json`.
    #[must_use]
    pub fn schema_name(self) -> &'static str {
        match self {
            Kind::Settings => "registry",
            Kind::Unit => "unit",
            Kind::Elements => "elements",
            Kind::System => "system",
            Kind::Opinions => "opinions",
            Kind::List => "list",
            Kind::Plan => "plan",
            Kind::Request => "request",
            Kind::Pack => "pack",
            Kind::Rules => "rules",
            Kind::Fixture => "fixture",
        }
    }

    /// The path at which a registry can have a schema of its own for it.
    #[must_use]
    pub fn schema_path(self) -> String {
        format!("schema/{}.schema.json", self.schema_name())
    }

    pub(super) fn built_in(self) -> &'static str {
        match self {
            Kind::Settings => include_str!("../../../schema/registry.schema.json"),
            Kind::Unit => include_str!("../../../schema/unit.schema.json"),
            Kind::Elements => include_str!("../../../schema/elements.schema.json"),
            Kind::System => include_str!("../../../schema/system.schema.json"),
            Kind::Opinions => include_str!("../../../schema/opinions.schema.json"),
            Kind::List => include_str!("../../../schema/list.schema.json"),
            Kind::Plan => include_str!("../../../schema/plan.schema.json"),
            Kind::Request => include_str!("../../../schema/request.schema.json"),
            Kind::Pack => include_str!("../../../schema/pack.schema.json"),
            Kind::Rules => include_str!("../../../schema/rules.schema.json"),
            Kind::Fixture => include_str!("../../../schema/fixture.schema.json"),
        }
    }
}
