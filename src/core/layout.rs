//! What stands where: one row a kind of document, and the ids that paths are.
//!
//! The path of a document is its identity (DOMAIN, "Documents"). Everything that
//! asks of a path what it is, or of a document where it stands, asks here: a new
//! kind is one row of [`TABLE`], one schema and one typed form.

mod ids;
mod limits;
mod path;
mod slug;
mod table;

pub use ids::{
    AuthorityId, FrameworkId, ProjectId, RequestId, Subject, SubjectKind, SystemId, UnitId, of_year,
};
pub use limits::Limits;
pub use path::{
    Located, folder, folders, forms, governs, is_rule, opinions_path, parse, path, schema_address,
};
pub use slug::{SlugFault, is_slug, is_year, slug_fault};
pub use table::{Kind, Row, TABLE};

/// The folder of all documents, with its slash.
pub const ROOT: &str = "registry/";

/// Where the settings stand.
pub const SETTINGS: &str = "registry/registry.yaml";

/// Where the data-element dictionary stands.
pub const ELEMENTS: &str = "registry/elements.yaml";

/// The folder of the rule pack, with its slash.
pub const POLICY: &str = "registry/policy/";

/// The folder of a registry's own schemas, beside [`ROOT`].
pub const SCHEMAS: &str = "schema/";
