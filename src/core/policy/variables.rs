//! The variables of rules: documents, parameters and the day.

use super::MissingWhat;
use super::functions::{HOST, Library};
use super::pack::Value as Parameter;
use super::request_ref::RequestRef;
use super::session::Session;
use super::value::{NoValue, value};
use crate::registry::{DocId, Slot};
use cel::Context;
use cel::common::types::{CelInt, CelString};
use cel::common::value::Val;
use std::collections::HashMap;
use std::sync::Arc;

/// Binds what does not change from request to request.
pub(crate) fn constants<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>) {
    let on = CelString::from(session.on.to_string());
    context.add_variable_as_val("today", Box::new(on));
    let parameters = session.pack.parameters.values();
    let values: HashMap<String, cel::Value> = parameters
        .filter_map(|parameter| {
            Some((
                parameter.name.to_string(),
                parameter_value(parameter.on(session.on)?),
            ))
        })
        .collect();
    context.add_variable_from_value("params", values);
}

fn parameter_value(value: &Parameter) -> cel::Value {
    match value {
        Parameter::Number(number) => cel::Value::Int(*number),
        Parameter::Table(table) => table
            .clone()
            .into_iter()
            .collect::<HashMap<i64, i64>>()
            .into(),
        Parameter::Range(min, max) => {
            HashMap::from([("min".to_owned(), *min), ("max".to_owned(), *max)]).into()
        }
    }
}

/// Binds the documents of one request.
pub(crate) fn documents<'s>(
    context: &mut Context<'s, 's>,
    session: &'s Session<'s>,
    of: &RequestRef,
) {
    let registry = session.registry;
    let system = found(registry.systems.get(&of.system), |system| system.doc);
    bind(context, session, "system", system, || {
        format!("registry/systems/{}.yaml", of.system)
    });
    let unit = found(registry.units.get(&of.unit), |unit| unit.doc);
    bind(context, session, "unit", unit, || {
        format!("registry/units/{}.yaml", of.unit)
    });

    let slot = registry.requests.get(&of.request);
    let request = found(slot, |request| request.doc);
    let path = || format!("registry/requests/{}.yaml", of.request);
    match slot.and_then(Slot::valid).map(|request| &request.applicant) {
        Some(applicant) => {
            let document = found(registry.units.get(applicant), |unit| unit.doc);
            bind(context, session, "applicant", document, || {
                format!("registry/units/{applicant}.yaml")
            });
        }
        None => bind(context, session, "applicant", request.clone(), path),
    }
    bind(context, session, "request", request, path);
}

/// Binds the year, the ids and what functions take for granted.
pub(crate) fn request<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, of: RequestRef) {
    context.add_variable_as_val("year", Box::new(CelInt::from(i64::from(of.year))));
    let system = CelString::from(of.system.to_string());
    context.add_variable_as_val("system_id", Box::new(system));
    let unit = CelString::from(of.unit.to_string());
    context.add_variable_as_val("unit_id", Box::new(unit));
    context.add_variable_as_val(HOST, Box::new(Library { session, of }));
}

fn found<T>(slot: Option<&Slot<T>>, doc: impl Fn(&T) -> DocId) -> Slot<DocId> {
    match slot {
        None | Some(Slot::Absent) => Slot::Absent,
        Some(Slot::Broken(path)) => Slot::Broken(Arc::clone(path)),
        Some(Slot::Valid(value)) => Slot::Valid(doc(value)),
    }
}

/// Binds a document; in place of one that isn't there or is broken, a value that
/// is missed by whoever reads from it.
fn bind<'s>(
    context: &mut Context<'s, 's>,
    session: &'s Session<'s>,
    name: &str,
    slot: Slot<DocId>,
    path: impl Fn() -> String,
) {
    let recorder = &session.recorder;
    let missed = |path: Arc<str>, what| -> Box<dyn Val + 's> {
        Box::new(NoValue {
            recorder,
            missing: session.missing(path, what),
        })
    };
    let bound: Box<dyn Val + 's> = match slot {
        Slot::Valid(doc) => value(recorder, doc, session.registry.document(doc).root()),
        Slot::Broken(path) => missed(path, MissingWhat::Valid),
        Slot::Absent => missed(path().into(), MissingWhat::Document),
    };
    context.add_variable_as_val(name, bound);
}
