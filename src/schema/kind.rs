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
}
