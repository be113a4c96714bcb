//! The catalog, lists, plans, applicants and expenses.

use super::{Answer, Host, fault, string, string_arg};
use crate::policy::{Missing, Supplier};
use crate::registry::{Entry, EntryKind, ProjectList, Request, Slot};
use cel::ExecutionError;
use cel::common::types::CelInt;
use cel::common::value::Val;
use std::collections::BTreeMap;
use std::sync::Arc;

type Args<'a> = [Box<dyn Val + 'a>];

impl<'r> Host<'r> {
    pub(super) fn invalid(&self, path: &Arc<str>) -> Missing {
        Missing::Valid {
            path: Arc::clone(path),
            supplier: Supplier::Unit(Arc::clone(&self.case.unit)),
        }
    }

    pub(super) fn no_system(&self) -> Missing {
        Missing::Document {
            path: format!("registry/systems/{}.yaml", self.case.system).into(),
            supplier: Supplier::Unit(Arc::clone(&self.case.unit)),
        }
    }

    /// Whether the system's document is in the catalog.
    pub(super) fn listed(&self) -> Result<bool, ExecutionError> {
        match self.session.registry.systems.get(&self.case.system) {
            None | Some(Slot::Absent) => Ok(false),
            Some(Slot::Broken(path)) => self.lacks(self.invalid(path)),
            Some(Slot::Valid(_)) if self.session.registry.proposed.contains(&self.case.system) => {
                self.lacks(Missing::Listing {
                    path: format!("registry/systems/{}.yaml", self.case.system).into(),
                    supplier: Supplier::Authority("catalog".into()),
                })
            }
            Some(Slot::Valid(system)) => {
                self.read(
                    system.doc,
                    self.session.registry.document(system.doc).root().id(),
                );
                Ok(true)
            }
        }
    }

    fn entry(
        &self,
        lists: &'r BTreeMap<i16, Slot<ProjectList>>,
        file: (&str, &str),
        kind: &str,
    ) -> Result<Option<(&'r ProjectList, &'r Entry)>, ExecutionError> {
        let (folder, authority) = file;
        let path = || format!("registry/{folder}/{}.yaml", self.case.year).into();
        let supplier = || Supplier::Authority(authority.into());
        let list = match lists.get(&self.case.year) {
            None | Some(Slot::Absent) => {
                return self.lacks(Missing::Document {
                    path: path(),
                    supplier: supplier(),
                });
            }
            Some(Slot::Broken(path)) => {
                let path = Arc::clone(path);
                return self.lacks(Missing::Valid {
                    path,
                    supplier: supplier(),
                });
            }
            Some(Slot::Valid(list)) => list,
        };
        let entry = match entry_kind(kind)? {
            EntryKind::Maintenance => list
                .maintenance
                .get(&self.case.system)
                .and_then(|at| list.projects.get(*at)),
            kind => list
                .projects
                .iter()
                .find(|entry| entry.kind == kind && entry.system == self.case.system),
        };
        if let Some(entry) = entry {
            self.read(list.doc, entry.node);
        }
        Ok(entry.map(|entry| (list, entry)))
    }

    fn plan_entry(
        &self,
        args: &Args<'_>,
    ) -> Result<Option<(&'r ProjectList, &'r Entry)>, ExecutionError> {
        let kind = string_arg(args, 0)?;
        self.entry(&self.session.registry.plans, ("plans", "development"), kind)
    }

    /// Whether the year's project list has the system.
    pub(super) fn in_list(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        let kind = string_arg(args, 0)?;
        let entry = self.entry(&self.session.registry.lists, ("lists", "catalog"), kind)?;
        Ok(entry.is_some())
    }

    /// Whether the year's investment plan has the system.
    pub(super) fn in_plan(&self, args: &Args<'_>) -> Result<bool, ExecutionError> {
        Ok(self.plan_entry(args)?.is_some())
    }

    /// The plan's amount for the system, in yuan.
    pub(super) fn plan_amount(&self, args: &Args<'_>) -> Answer<'r> {
        let Some((list, entry)) = self.plan_entry(args)? else {
            return Err(fault("plan"));
        };
        let Some(amount) = entry.amount else {
            let document = self.session.registry.document(list.doc);
            return self.lacks(Missing::Field {
                path: Arc::clone(document.path()),
                pointer: format!("{}/amount", document.node(entry.node).pointer()),
                supplier: Supplier::Authority("development".into()),
            });
        };
        Ok(Box::new(CelInt::from(amount)))
    }

    fn request(&self) -> Result<&'r Request, ExecutionError> {
        match self.session.registry.requests.get(&self.case.request) {
            Some(Slot::Valid(request)) => Ok(request),
            Some(Slot::Broken(path)) => self.lacks(self.invalid(path)),
            _ => Err(fault("request")),
        }
    }

    /// The sum of the request's items, in yuan.
    pub(super) fn requested_amount(&self) -> Answer<'r> {
        let request = self.request()?;
        for item in &request.items {
            self.read(request.doc, item.node);
        }
        Ok(Box::new(CelInt::from(request.amount)))
    }

    /// Whether the applicant is the system's own unit or stands above it. A
    /// unit on the way up that is missing or broken leaves it unknown.
    pub(super) fn applicant_over_unit(&self) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let request = self.request()?;
        let mut unit = &self.case.unit;
        // A chain longer than the number of units has a cycle.
        for _ in 0..=registry.units.len() {
            if *unit == request.applicant {
                return Ok(true);
            }
            let path = || format!("registry/units/{unit}.yaml").into();
            let supplier = || Supplier::Unit(Arc::clone(unit));
            let valid = match registry.units.get(unit) {
                Some(Slot::Valid(valid)) => valid,
                Some(Slot::Broken(_)) => {
                    return self.lacks(Missing::Valid {
                        path: path(),
                        supplier: supplier(),
                    });
                }
                _ => {
                    return self.lacks(Missing::Document {
                        path: path(),
                        supplier: supplier(),
                    });
                }
            };
            self.read(valid.doc, registry.document(valid.doc).root().id());
            match &valid.parent {
                Some(parent) => unit = parent,
                None => return Ok(false),
            }
        }
        Ok(false)
    }

    /// How the annex treats an expense category.
    pub(super) fn expense(&self, category: &str) -> Answer<'r> {
        let expense = self
            .session
            .pack
            .expenses
            .get(category)
            .ok_or_else(|| fault("expense"))?;
        string(expense.finance.id().to_owned())
    }
}

fn entry_kind(id: &str) -> Result<EntryKind, ExecutionError> {
    match id {
        "maintenance" => Ok(EntryKind::Maintenance),
        "new" => Ok(EntryKind::New),
        "expansion" => Ok(EntryKind::Expansion),
        "continuing" => Ok(EntryKind::Continuing),
        _ => Err(fault("kind")),
    }
}
