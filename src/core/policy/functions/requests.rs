//! The request, and who asks.

use super::arguments::{bool, fault, number};
use super::{ALL, Answer, Function, Kind, Library};
use crate::policy::MissingWhat;
use crate::registry::{Request, Slot};
use cel::ExecutionError;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "requested_amount",
        parameters: &[],
        result: Kind::Int,
        zh: "申请各项的合计",
        en: "the sum of the request's items",
        languages: ALL,
        run: |at, _| at.requested_amount(),
    },
    Function {
        name: "applicant_over_unit",
        parameters: &[],
        result: Kind::Bool,
        zh: "申请人是否为系统所属单位或者其上级",
        en: "whether the applicant is the system's unit or stands above it",
        languages: ALL,
        run: |at, _| bool(at.applicant_over_unit()?),
    },
];

impl<'r> Library<'r> {
    fn request(&self) -> Result<&'r Request, ExecutionError> {
        match self.session.registry.requests.get(&self.of.request) {
            Some(Slot::Valid(request)) => Ok(request),
            Some(Slot::Broken(path)) => self.lacks(Arc::clone(path), MissingWhat::Valid),
            _ => Err(fault("request")),
        }
    }

    fn requested_amount(&self) -> Answer<'r> {
        let request = self.request()?;
        for item in &request.items {
            self.read(request.doc, item.node);
        }
        number(request.amount)
    }

    /// Whether the applicant is the system's own unit or stands above it. A
    /// unit on the way up that is missing or broken leaves it unknown.
    fn applicant_over_unit(&self) -> Result<bool, ExecutionError> {
        let registry = self.session.registry;
        let request = self.request()?;
        let mut unit: &str = &self.of.unit;
        // A chain longer than the number of units has a cycle.
        for _ in 0..=registry.units.len() {
            if *unit == *request.applicant {
                return Ok(true);
            }
            let path = || format!("registry/units/{unit}.yaml");
            let valid = self.document(registry.units.get(unit), path)?;
            self.read(valid.doc, registry.document(valid.doc).root().id());
            match &valid.parent {
                Some(parent) => unit = parent,
                None => return Ok(false),
            }
        }
        Ok(false)
    }
}
