//! What is called otherwise after a move: paths, and values that refer.

use mulu_core::document::{self, NodeRef};
use mulu_core::layout::{self, Kind, ProjectId};
use mulu_core::registry::{Registry, references};
use std::sync::Arc;

/// What moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Unit,
    System,
    Project,
}

/// A move from one id to another.
#[derive(Clone, Debug)]
pub(super) struct Move {
    pub(super) subject: Subject,
    pub(super) old: Arc<str>,
    pub(super) new: Arc<str>,
}

impl Move {
    /// The units on both sides that a registry has.
    pub(super) fn units(&self, registry: &Registry) -> Vec<String> {
        let unit = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
        let mut units = vec![unit(&self.old), unit(&self.new)];
        units.dedup();
        units.retain(|unit| registry.units.contains_key(&**unit));
        units
    }

    /// Where a path goes; `None`: nowhere.
    pub(super) fn path(&self, path: &str) -> Option<String> {
        let at = layout::parse(path)?;
        let about = match (self.subject, at.kind) {
            (_, kind) if kind.is_policy() => return None,
            (Subject::Unit, _) => return self.of_unit(path, at.get("unit")?),
            (Subject::System, Kind::System | Kind::Request | Kind::Opinions) => at.system(),
            _ => None,
        };
        let is_project = self.subject == Subject::Project
            && at.project().is_some_and(|project| *project == *self.old);
        let is_system = about.is_some_and(|system| *system == *self.old);
        match (is_system, is_project, at.kind) {
            (true, ..) => Some(swapped(path, &self.old, &self.new)),
            (_, true, Kind::Project) => Some(swapped(path, &self.old, &self.new)),
            (_, true, Kind::Opinions) => {
                let subject = |id: &str| layout::Subject::from(&ProjectId::from(id)).to_string();
                Some(swapped(path, &subject(&self.old), &subject(&self.new)))
            }
            _ => None,
        }
    }

    fn of_unit(&self, path: &str, unit: &str) -> Option<String> {
        if *unit != *self.old {
            return None;
        }
        // The unit is a whole segment, the first of that name behind the folder's own.
        let segments: Vec<&str> = path.split('/').collect();
        let file = format!("{unit}.yaml");
        let first = if path.starts_with("registry/opinions/") {
            3
        } else {
            2
        };
        let at =
            (first..segments.len()).find(|at| segments[*at] == unit || segments[*at] == file)?;
        let mut segments: Vec<String> = segments.into_iter().map(str::to_owned).collect();
        segments[at] = segments[at].replacen(unit, &self.new, 1);
        Some(segments.join("/"))
    }

    /// The values of a file that name what moves: pointers, and what they become.
    pub(super) fn references(&self, path: &Arc<str>, bytes: &Arc<[u8]>) -> Vec<(String, String)> {
        let Some(document) = document::read(path, bytes).0 else {
            return Vec::new();
        };
        let nodes = document.iter().filter(|node| node.is_scalar());
        nodes
            .filter_map(|node| {
                let key = field(node)?;
                let text = node.as_str()?;
                Some((node.pointer(), self.value(key, text)?))
            })
            .collect()
    }

    /// The two units, where it moves from one to another and the unit doesn't move.
    pub(super) fn handed(&self) -> Option<(&str, &str)> {
        let (old, _) = self.old.split_once('/')?;
        let (new, _) = self.new.split_once('/')?;
        (old != new).then_some((old, new))
    }

    /// Where a file still names the unit that it came from, beside what moved or in its
    /// own documents: who asks for its money, in whose budget it stands.
    pub(super) fn still(&self, path: &Arc<str>, bytes: &Arc<[u8]>, is_own: bool) -> Vec<String> {
        let Some(((old, _), document)) = self.handed().zip(document::read(path, bytes).0) else {
            return Vec::new();
        };
        let names = |node: &NodeRef<'_>| {
            let key = field(*node).and_then(references::names);
            key == Some(Kind::Unit) && node.as_str() == Some(old)
        };
        let moves = |node: NodeRef<'_>| {
            let named = field(node).zip(node.as_str());
            named.is_some_and(|(key, text)| self.value(key, text).is_some())
        };
        let beside = |node: &NodeRef<'_>| {
            let around = node.parent();
            around.is_some_and(|around| around.entries().any(|(_, value)| moves(value)))
        };
        let nodes = document.iter().filter(|node| node.is_scalar());
        let still = nodes.filter(|node| names(node) && (is_own || beside(node)));
        still
            .map(|node| format!("{path}#{}", node.pointer()))
            .collect()
    }

    /// What a value becomes; `None`: it names something else.
    fn value(&self, key: &str, text: &str) -> Option<String> {
        let (id, part) = references::parted(text);
        match (self.subject, references::names(key)?) {
            (Subject::Unit, Kind::Unit) => (*text == *self.old).then(|| self.new.to_string()),
            (Subject::Unit, _) => {
                let (unit, name) = id.split_once('/')?;
                (*unit == *self.old).then(|| format!("{}/{name}{part}", self.new))
            }
            (Subject::System, Kind::System) | (Subject::Project, Kind::Project) => {
                (*id == *self.old).then(|| format!("{}{part}", self.new))
            }
            _ => None,
        }
    }
}

/// The nearest key above a value.
fn field(node: NodeRef<'_>) -> Option<&str> {
    let mut at = node;
    loop {
        if let Some(key) = at.key() {
            return key.scalar_text();
        }
        at = at.parent()?;
    }
}

/// A path with the last place of one id taken by another.
fn swapped(path: &str, old: &str, new: &str) -> String {
    match path.rfind(old) {
        Some(at) => format!("{}{new}{}", &path[..at], &path[at + old.len()..]),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(subject: Subject, old: &str, new: &str) -> Move {
        Move {
            subject,
            old: old.into(),
            new: new.into(),
        }
    }

    #[test]
    fn paths_go_with_what_they_are_about() {
        let system = of(Subject::System, "a/s", "b/t");
        let to = |path: &str| system.path(path);
        assert_eq!(
            to("registry/systems/a/s.yaml").as_deref(),
            Some("registry/systems/b/t.yaml")
        );
        assert_eq!(
            to("registry/requests/2027/a/s.yaml").as_deref(),
            Some("registry/requests/2027/b/t.yaml")
        );
        assert_eq!(
            to("registry/opinions/audit/a/s.yaml").as_deref(),
            Some("registry/opinions/audit/b/t.yaml")
        );
        assert_eq!(to("registry/projects/a/s.yaml"), None);
        assert_eq!(to("registry/opinions/audit/a/projects/s.yaml"), None);

        let project = of(Subject::Project, "a/s", "b/t");
        let to = |path: &str| project.path(path);
        assert_eq!(to("registry/systems/a/s.yaml"), None);
        assert_eq!(
            to("registry/projects/a/s.yaml").as_deref(),
            Some("registry/projects/b/t.yaml")
        );
        assert_eq!(
            to("registry/opinions/audit/a/projects/s.yaml").as_deref(),
            Some("registry/opinions/audit/b/projects/t.yaml")
        );

        let unit = of(Subject::Unit, "audit", "control");
        let to = |path: &str| unit.path(path);
        assert_eq!(
            to("registry/units/audit.yaml").as_deref(),
            Some("registry/units/control.yaml")
        );
        assert_eq!(
            to("registry/opinions/audit/audit/audit.yaml").as_deref(),
            Some("registry/opinions/audit/control/audit.yaml")
        );
        assert_eq!(to("registry/opinions/audit/a/s.yaml"), None);
        assert_eq!(to("registry/lists/2027.yaml"), None);
    }

    #[test]
    fn only_what_refers_is_called_otherwise() {
        let unit = of(Subject::Unit, "a", "b");
        assert_eq!(unit.value("applicant", "a").as_deref(), Some("b"));
        assert_eq!(unit.value("name", "a"), None);
        assert_eq!(unit.value("systems", "a/s").as_deref(), Some("b/s"));
        assert_eq!(
            unit.value("reuses", "a/s#名录").as_deref(),
            Some("b/s#名录")
        );
        assert_eq!(unit.value("note", "a/s"), None);
        let system = of(Subject::System, "a/s", "a/t");
        assert_eq!(system.value("project", "a/s"), None);
        assert_eq!(system.value("systems", "a/s").as_deref(), Some("a/t"));
    }
}
