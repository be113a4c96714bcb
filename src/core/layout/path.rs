//! From a path to a kind and an identity, and back.

use super::slug::segment_fault;
use super::{
    AuthorityId, FrameworkId, Kind, POLICY, ProjectId, ROOT, RequestId, SCHEMAS, SETTINGS,
    SlugFault, Subject, SystemId, TABLE, UnitId,
};

/// The most captures that a pattern has.
const CAPTURES: usize = 4;

/// What a path says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'p> {
    /// The kind of document that stands here.
    pub kind: Kind,
    /// The path without the folder of the kind and without its extension:
    /// `unit/system`, `authority/unit/system`, `2027`; empty where the kind has
    /// one document.
    pub id: &'p str,
    captures: [(&'static str, &'p str); CAPTURES],
}

/// What belongs at a path relative to the folder that holds `registry/`, whether or
/// not its names are sound; `None` for anything else.
#[must_use]
pub fn parse(path: &str) -> Option<Located<'_>> {
    let inside = path.strip_prefix(ROOT)?;
    let folder = folder(inside);
    TABLE.iter().find_map(|row| {
        let mut patterns = row.paths.iter().filter(|pattern| begins(pattern, folder));
        let (pattern, captures) =
            patterns.find_map(|pattern| Some((pattern, captures(pattern, inside)?)))?;
        Some(Located {
            kind: row.kind,
            id: id(pattern, inside),
            captures,
        })
    })
}

/// Whether the first segment of a pattern is this one. Every path is asked of every
/// row, so nothing is split here.
fn begins(pattern: &str, segment: &str) -> bool {
    let rest = pattern.strip_prefix(segment);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The path without what the pattern has before its first capture and behind its last.
fn id<'p>(pattern: &str, inside: &'p str) -> &'p str {
    let Some(from) = pattern.find('{') else {
        return "";
    };
    let after = pattern.rfind('}').map_or(0, |end| pattern.len() - end - 1);
    // `opinions/{authority}/…` and the like: the folder is one literal segment.
    inside.get(from..inside.len() - after).unwrap_or_default()
}

/// Matches segment by segment; `{name}` is any one, before what follows it.
fn captures<'p>(
    pattern: &'static str,
    inside: &'p str,
) -> Option<[(&'static str, &'p str); CAPTURES]> {
    let mut found = [("", ""); CAPTURES];
    let mut free = found.iter_mut();
    let mut segments = inside.split('/');
    for part in pattern.split('/') {
        let segment = segments.next()?;
        match part.strip_prefix('{').and_then(|part| part.split_once('}')) {
            Some((name, after)) => *free.next()? = (name, segment.strip_suffix(after)?),
            None if part == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(found)
}

impl<'p> Located<'p> {
    /// What stands in the place of a capture: `unit`, `year`, …
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'p str> {
        let mut captures = self.captures.iter();
        let found = captures.find(|(known, _)| *known == name && !name.is_empty());
        found.map(|(_, value)| *value)
    }

    /// The first segment that may not be called so, and why.
    #[must_use]
    pub fn fault(&self) -> Option<(&'p str, SlugFault)> {
        let named = self.captures.iter().filter(|(name, _)| !name.is_empty());
        let mut faults = named.filter_map(|(name, text)| Some((*text, segment_fault(name, text)?)));
        faults.next()
    }

    /// The year in the path.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.get("year")?.parse().ok()
    }

    /// The unit in the path.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        self.get("unit").map(UnitId::from)
    }

    /// The authority in the path.
    #[must_use]
    pub fn authority(&self) -> Option<AuthorityId> {
        self.get("authority").map(AuthorityId::from)
    }

    /// The system in the path, or that it is about.
    #[must_use]
    pub fn system(&self) -> Option<SystemId> {
        Some(SystemId::new(self.get("unit")?, self.get("system")?))
    }

    /// The project in the path, or that it is about.
    #[must_use]
    pub fn project(&self) -> Option<ProjectId> {
        Some(ProjectId::new(self.get("unit")?, self.get("project")?))
    }

    /// The framework in the path, or that it is about.
    #[must_use]
    pub fn framework(&self) -> Option<FrameworkId> {
        self.get("framework").map(FrameworkId::from)
    }

    /// The request in the path.
    #[must_use]
    pub fn request(&self) -> Option<RequestId> {
        (self.kind == Kind::Request).then(|| RequestId::from(self.id))
    }

    /// What the opinions at this path are on.
    #[must_use]
    pub fn subject(&self) -> Option<Subject> {
        let authority = self.get("authority")?;
        let rest = self.id.strip_prefix(authority)?.strip_prefix('/')?;
        Some(Subject::from(rest))
    }
}

/// Where a document stands whose kind has one pattern: `registry/units/<id>.yaml`.
#[must_use]
pub fn path(kind: Kind, id: &str) -> String {
    let pattern = kind.row().paths.first().copied().unwrap_or_default();
    let (before, after) = match (pattern.find('{'), pattern.rfind('}')) {
        (Some(from), Some(to)) => (&pattern[..from], &pattern[to + 1..]),
        _ => (pattern, ""),
    };
    format!("{ROOT}{before}{id}{after}")
}

/// The schema of a kind, as a document at a path finds it.
#[must_use]
pub fn schema_address(path: &str, kind: Kind) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("{up}{}", kind.schema_path())
}

/// Where an authority's file on a subject stands.
#[must_use]
pub fn opinions_path(authority: &str, subject: &str) -> String {
    path(Kind::Opinions, &format!("{authority}/{subject}"))
}

/// Whether a path is a part of what everything is judged by: rules and schemas.
#[must_use]
pub fn is_rule(path: &str) -> bool {
    // A file or a link in a folder's own place hides it.
    [SCHEMAS, POLICY]
        .iter()
        .any(|folder| path.starts_with(folder) || path == folder.trim_end_matches('/'))
}

/// Whether a path decides how everything is judged: rules, schemas, settings.
#[must_use]
pub fn governs(path: &str) -> bool {
    is_rule(path) || path == SETTINGS
}

/// Where documents of a folder may stand: `units/{unit}.yaml`.
pub fn forms(folder: &str) -> impl Iterator<Item = &'static str> {
    let all = TABLE.iter().flat_map(|row| row.paths).copied();
    all.filter(move |path| self::folder(path) == folder)
}

/// The folders and single files that stand in [`ROOT`], each once.
#[must_use]
pub fn folders() -> Vec<&'static str> {
    let mut folders = Vec::new();
    for folder in TABLE
        .iter()
        .flat_map(|row| row.paths)
        .map(|path| folder(path))
    {
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    folders
}

/// The first segment of a path or a pattern within `registry/`.
#[must_use]
pub fn folder(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_kind_and_an_identity_and_back() {
        for (at, kind, id) in [
            ("registry/registry.yaml", Kind::Settings, ""),
            ("registry/units/health.yaml", Kind::Unit, "health"),
            ("registry/systems/health/a.yaml", Kind::System, "health/a"),
            (
                "registry/opinions/audit/health.yaml",
                Kind::Opinions,
                "audit/health",
            ),
            (
                "registry/opinions/audit/health/a.yaml",
                Kind::Opinions,
                "audit/health/a",
            ),
            (
                "registry/opinions/catalog/health/projects/p.yaml",
                Kind::Opinions,
                "catalog/health/projects/p",
            ),
            (
                "registry/opinions/catalog/frameworks/f.yaml",
                Kind::Opinions,
                "catalog/frameworks/f",
            ),
            (
                "registry/requests/2027/health/a.yaml",
                Kind::Request,
                "2027/health/a",
            ),
            ("registry/policy/rules/a.yaml", Kind::Rules, "a"),
            ("registry/policy/pack.yaml", Kind::Pack, ""),
        ] {
            let located = parse(at).unwrap();
            assert_eq!((located.kind, located.id), (kind, id), "{at}");
            assert_eq!(located.fault(), None);
            assert_eq!(path(kind, id), at);
        }
        for other in [
            "registry/else/a.yaml",
            "registry/units/a/b.yaml",
            "units/a.yaml",
            "registry/units/a.yml",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn opinions_say_what_they_are_on() {
        let on = |at: &str| parse(at).unwrap().subject().unwrap().to_string();
        assert_eq!(on("registry/opinions/a/u.yaml"), "u");
        assert_eq!(on("registry/opinions/a/u/s.yaml"), "u/s");
        assert_eq!(on("registry/opinions/a/u/projects/p.yaml"), "u/projects/p");
        assert_eq!(on("registry/opinions/a/frameworks/f.yaml"), "frameworks/f");
    }

    #[test]
    fn a_name_that_may_not_be_is_said() {
        let fault = |at: &'static str| parse(at).unwrap().fault();
        assert_eq!(fault("registry/units/A.yaml"), Some(("A", SlugFault::Form)));
        assert_eq!(
            fault("registry/units/con.yaml"),
            Some(("con", SlugFault::Device))
        );
        assert_eq!(
            fault("registry/systems/a/projects.yaml"),
            Some(("projects", SlugFault::Reserved))
        );
        assert_eq!(
            fault("registry/requests/27/a/b.yaml"),
            Some(("27", SlugFault::Form))
        );
    }
}
