//! Other documents: units, systems, projects and frameworks, and how they refer
//! to each other.

use super::arguments::{Args, bool, fault, optional, string, text, texts};
use super::{ALL, Answer, Function, Kind, Library, SECOND, may_take, takes};
use crate::policy::MissingWhat;
use crate::policy::target::opinions_of_project;
use crate::policy::value::View;
use crate::registry::Slot;
use cel::ExecutionError;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "listed",
        parameters: &[may_take("system", Kind::Text)],
        result: Kind::Bool,
        zh: "该系统（或者所写的系统）的登记是否在目录中",
        en: "whether the system's document, or that of the system named, is in the catalog",
        languages: ALL,
        run: |at, args| bool(at.listed(optional(args, 0)?)?),
    },
    Function {
        name: "document",
        parameters: &[
            takes("kind", Kind::DocumentKind),
            takes("reference", Kind::Text),
        ],
        result: Kind::Document,
        zh: "`\"unit\"`、`\"system\"`、`\"project\"` 或 `\"framework\"` 的文档；没有或者不合格式则待补证",
        en: "the document of a `\"unit\"`, `\"system\"`, `\"project\"` or `\"framework\"`; unproven where it isn't there or is broken",
        languages: SECOND,
        run: |at, args| at.other_document(args),
    },
    Function {
        name: "path_of",
        parameters: &[
            takes("kind", Kind::DocumentKind),
            takes("reference", Kind::Text),
        ],
        result: Kind::Text,
        zh: "对该文档的意见的路径，供 `on` 使用",
        en: "where opinions on that document stand, for `on`",
        languages: SECOND,
        run: |_, args| {
            let reference = text(args, 1)?;
            string(match text(args, 0)? {
                "project" => opinions_of_project(reference),
                "framework" => format!("frameworks/{reference}"),
                _ => reference.to_owned(),
            })
        },
    },
    Function {
        name: "systems_of",
        parameters: &[takes("unit", Kind::Text)],
        result: Kind::Texts,
        zh: "该单位自己的系统",
        en: "the unit's own systems",
        languages: SECOND,
        run: |at, args| {
            texts(
                at.session
                    .registry
                    .systems_of(text(args, 0)?)
                    .iter()
                    .map(|id| id.to_string()),
            )
        },
    },
    Function {
        name: "projects_of",
        parameters: &[takes("system", Kind::Text)],
        result: Kind::Texts,
        zh: "写明该系统的建设项目",
        en: "the construction projects that name the system",
        languages: SECOND,
        run: |at, args| {
            let projects = at.session.registry.index().projects_of(text(args, 0)?);
            texts(projects.iter().map(|id| id.to_string()))
        },
    },
    Function {
        name: "projects_related",
        parameters: &[],
        result: Kind::Texts,
        zh: "与本项目有共同系统的其他建设项目",
        en: "the other construction projects that share a system with this one",
        languages: SECOND,
        run: |at, _| at.projects_related(),
    },
    Function {
        name: "applicant_over_unit",
        parameters: &[],
        result: Kind::Bool,
        zh: "申请人是否为系统（项目）所属单位或者其上级",
        en: "whether the applicant is the unit of the system or project, or stands above it",
        languages: ALL,
        run: |at, _| bool(at.applicant_over_unit()?),
    },
];

impl<'r> Library<'r> {
    fn listed(&self, system: Option<&str>) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let system = system.unwrap_or(&self.target.system);
        match registry.systems.get(system) {
            None | Some(Slot::Absent) => Ok(false),
            Some(Slot::Broken(path)) => self.lacks(Arc::clone(path), MissingWhat::Valid),
            Some(Slot::Valid(_)) if registry.proposed.contains(system) => {
                let path = format!("registry/systems/{system}.yaml");
                self.lacks(path, MissingWhat::Listing)
            }
            Some(Slot::Valid(system)) => {
                self.read(system.doc, registry.document(system.doc).root().id());
                Ok(true)
            }
        }
    }

    fn other_document(&self, args: &Args<'_>) -> Answer<'r> {
        let (kind, reference) = (text(args, 0)?, text(args, 1)?);
        let (path, slot) = self
            .session
            .other(kind, reference)
            .ok_or_else(|| fault("kind"))?;
        let doc = self.document(Some(&slot), || path)?;
        Ok(View::of(self.session, *doc, self.session.on).root())
    }

    fn projects_related(&self) -> Answer<'r> {
        let own = self
            .target
            .project
            .as_ref()
            .ok_or_else(|| fault("project"))?;
        let (path, slot) = self
            .session
            .other("project", own)
            .ok_or_else(|| fault("project"))?;
        let doc = *self.document(Some(&slot), || path)?;
        let root = self.session.registry.document(doc).root();
        let index = self.session.registry.index();
        let systems = root
            .get("systems")
            .into_iter()
            .flat_map(|list| list.items());
        let systems = systems.filter_map(|system| system.scalar_text());
        let related = systems.flat_map(|system| index.projects_of(system));
        let related: BTreeSet<&Arc<str>> = related.filter(|id| *id != own).collect();
        texts(related.into_iter().map(|id| id.to_string()))
    }

    /// Whether the applicant is the own unit or stands above it. A unit on the way
    /// up that is missing or broken leaves it unknown.
    fn applicant_over_unit(&self) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let applicant = self
            .session
            .applicant(&self.target)
            .ok_or_else(|| fault("applicant"))?;
        // Who asks is a fact of the document that asks, and may be what is wrong.
        if let Some((doc, stated)) = self.session.applicant_stated(&self.target) {
            self.read(doc, stated.id());
        }
        let mut unit: Arc<str> = Arc::clone(&self.target.unit);
        // A chain longer than the number of units has a cycle.
        for _ in 0..=registry.units.len() {
            if *unit == *applicant {
                return Ok(true);
            }
            let path = || format!("registry/units/{unit}.yaml");
            let valid = self.document(registry.units.get(&*unit), path)?;
            self.read(valid.doc, registry.document(valid.doc).root().id());
            match &valid.parent {
                Some(parent) => unit = parent.text(),
                None => return Ok(false),
            }
        }
        Ok(false)
    }
}
