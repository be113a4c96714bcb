//! Ids as types: a unit is no system, a system no project.
//!
//! Each is the path of its document without folder and extension, behind an
//! `Arc`: cheap to copy, and looked up by `&str` in maps.

use super::Kind;
use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $id(Arc<str>);

        impl $id {
            /// The text, shared.
            #[must_use]
            pub fn text(&self) -> Arc<str> {
                Arc::clone(&self.0)
            }
        }

        impl Deref for $id {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $id {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        // For those who hold a shared text: maps are asked by either.
        impl Borrow<Arc<str>> for $id {
            fn borrow(&self) -> &Arc<str> {
                &self.0
            }
        }

        impl PartialEq<Arc<str>> for $id {
            fn eq(&self, other: &Arc<str>) -> bool {
                self.0 == *other
            }
        }

        impl PartialEq<$id> for Arc<str> {
            fn eq(&self, other: &$id) -> bool {
                *self == other.0
            }
        }

        impl From<&Arc<str>> for $id {
            fn from(text: &Arc<str>) -> Self {
                $id(Arc::clone(text))
            }
        }

        impl AsRef<str> for $id {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl From<&str> for $id {
            fn from(text: &str) -> Self {
                $id(text.into())
            }
        }

        impl From<Arc<str>> for $id {
            fn from(text: Arc<str>) -> Self {
                $id(text)
            }
        }

        impl From<$id> for Arc<str> {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl From<&$id> for Arc<str> {
            fn from(id: &$id) -> Self {
                id.text()
            }
        }

        impl PartialEq<str> for $id {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }

        impl PartialEq<&str> for $id {
            fn eq(&self, other: &&str) -> bool {
                *self.0 == **other
            }
        }
    )*};
}

ids! {
    /// `health-commission`
    UnitId;
    /// `health-commission/health-platform`
    SystemId;
    /// `health-commission/health-platform-2`: a construction project.
    ProjectId;
    /// `one-stop-service`: a framework of several units' projects.
    FrameworkId;
    /// `catalog`
    AuthorityId;
    /// `2027/health-commission/health-platform`
    RequestId;
    /// What opinions are on: `unit`, `unit/system`, `unit/projects/project`,
    /// `frameworks/framework`.
    Subject;
}

/// The part before the first slash, and what follows it.
fn halves(text: &str) -> (&str, &str) {
    text.split_once('/').unwrap_or((text, ""))
}

/// What is judged in a year, `2027/unit/name`, as the year and the rest; `None` for
/// any other text.
#[must_use]
pub fn of_year(id: &str) -> Option<(i16, &str)> {
    let (year, rest) = id.split_once('/')?;
    Some((year.parse().ok()?, rest))
}

impl SystemId {
    /// A unit's system.
    #[must_use]
    pub fn new(unit: &str, name: &str) -> Self {
        SystemId(format!("{unit}/{name}").into())
    }

    /// The unit in its path.
    #[must_use]
    pub fn unit(&self) -> &str {
        halves(&self.0).0
    }

    /// Its name within the unit.
    #[must_use]
    pub fn name(&self) -> &str {
        halves(&self.0).1
    }
}

impl ProjectId {
    /// A unit's project.
    #[must_use]
    pub fn new(unit: &str, name: &str) -> Self {
        ProjectId(format!("{unit}/{name}").into())
    }

    /// The unit in its path.
    #[must_use]
    pub fn unit(&self) -> &str {
        halves(&self.0).0
    }

    /// Its name within the unit.
    #[must_use]
    pub fn name(&self) -> &str {
        halves(&self.0).1
    }
}

impl RequestId {
    /// The request of a year for a system.
    #[must_use]
    pub fn new(year: i16, system: &str) -> Self {
        RequestId(format!("{year}/{system}").into())
    }

    /// The budget year; 0 where the id has none.
    #[must_use]
    pub fn year(&self) -> i16 {
        of_year(&self.0).map_or(0, |(year, _)| year)
    }

    /// The system that it is for: `unit/system`.
    #[must_use]
    pub fn system(&self) -> &str {
        halves(&self.0).1
    }

    /// The system's own unit.
    #[must_use]
    pub fn unit(&self) -> &str {
        halves(self.system()).0
    }
}

/// What an opinion may be given on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// `opinions/<authority>/<unit>.yaml`
    Unit,
    /// `…/<unit>/<system>.yaml`
    System,
    /// `…/<unit>/projects/<project>.yaml`
    Project,
    /// `opinions/<authority>/frameworks/<framework>.yaml`
    Framework,
}

impl SubjectKind {
    /// Every kind, in order.
    pub const ALL: [SubjectKind; 4] = [
        SubjectKind::Unit,
        SubjectKind::System,
        SubjectKind::Project,
        SubjectKind::Framework,
    ];

    /// The name in packs and machine output.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            SubjectKind::Unit => "unit",
            SubjectKind::System => "system",
            SubjectKind::Project => "project",
            SubjectKind::Framework => "framework",
        }
    }

    /// The kind of document that it has itself.
    #[must_use]
    pub fn document(self) -> Kind {
        match self {
            SubjectKind::Unit => Kind::Unit,
            SubjectKind::System => Kind::System,
            SubjectKind::Project => Kind::Project,
            SubjectKind::Framework => Kind::Framework,
        }
    }

    /// The kind with a name.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

impl Subject {
    /// What kind of thing it is.
    #[must_use]
    pub fn kind(&self) -> SubjectKind {
        match halves(&self.0) {
            ("frameworks", framework) if !framework.is_empty() => SubjectKind::Framework,
            (_, "") => SubjectKind::Unit,
            (_, rest) if rest.starts_with("projects/") => SubjectKind::Project,
            _ => SubjectKind::System,
        }
    }

    /// The unit whose thing it is; `None`: a framework is of several.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        (self.kind() != SubjectKind::Framework).then(|| halves(&self.0).0)
    }

    /// The id of what it is on: a unit's, a system's, a project's (`unit/project`) or
    /// a framework's.
    #[must_use]
    pub fn of(&self) -> Arc<str> {
        match self.kind() {
            SubjectKind::Unit | SubjectKind::System => self.text(),
            SubjectKind::Project => self.0.replacen("/projects/", "/", 1).into(),
            SubjectKind::Framework => halves(&self.0).1.into(),
        }
    }
}

impl From<&UnitId> for Subject {
    fn from(unit: &UnitId) -> Self {
        Subject(unit.text())
    }
}

impl From<&SystemId> for Subject {
    fn from(system: &SystemId) -> Self {
        Subject(system.text())
    }
}

impl From<&ProjectId> for Subject {
    fn from(project: &ProjectId) -> Self {
        Subject(format!("{}/projects/{}", project.unit(), project.name()).into())
    }
}

impl From<&FrameworkId> for Subject {
    fn from(framework: &FrameworkId) -> Self {
        Subject(format!("frameworks/{framework}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_knows_its_parts() {
        let system = SystemId::new("health", "platform");
        assert_eq!((system.unit(), system.name()), ("health", "platform"));
        let request = RequestId::new(2027, &system);
        assert_eq!(&*request, "2027/health/platform");
        assert_eq!(
            (request.year(), request.system(), request.unit()),
            (2027, "health/platform", "health")
        );
    }

    #[test]
    fn a_subject_is_a_unit_a_system_a_project_or_a_framework() {
        let project = ProjectId::new("health", "platform-2");
        for (subject, kind, of) in [
            (Subject::from("health"), SubjectKind::Unit, "health"),
            (Subject::from("health/a"), SubjectKind::System, "health/a"),
            (Subject::from(&project), SubjectKind::Project, &project),
            (
                Subject::from(&FrameworkId::from("one")),
                SubjectKind::Framework,
                "one",
            ),
        ] {
            assert_eq!((subject.kind(), &*subject.of()), (kind, of), "{subject}");
        }
        assert_eq!(Subject::from("frameworks/one").unit(), None);
    }
}
