//! The variables of rules: documents, parameters and the day.

use super::MissingWhat;
use super::pack::Value as Parameter;
use super::session::Session;
use super::target::Target;
use super::value::{NoValue, View};
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
        Parameter::MonthDay(day) => day.to_string().into(),
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

/// A parameter's value for functions.
pub(crate) fn parameter<'r>(value: &Parameter) -> Option<Box<dyn Val + 'r>> {
    Box::<dyn Val>::try_from(parameter_value(value)).ok()
}

/// Binds the documents and the ids of one subject. What a request has and a
/// project hasn't, and the other way round, is not there; lint refuses it.
pub(crate) fn documents<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, of: &Target) {
    let registry = session.registry;
    let unit = found(registry.units.get(&of.unit), |unit| unit.doc);
    bind(context, session, "unit", unit, || {
        format!("registry/units/{}.yaml", of.unit)
    });
    let year = CelInt::from(i64::from(of.year));
    context.add_variable_as_val("year", Box::new(year));
    let text = |text: &str| Box::new(CelString::from(text.to_owned()));
    context.add_variable_as_val("unit_id", text(&of.unit));
    context.add_variable_as_val("system_id", text(&of.system));
    match &of.project {
        None => request(context, session, of),
        Some(id) => {
            context.add_variable_as_val("project_id", text(id));
            project(context, session, of, id);
        }
    }
}

fn request<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, of: &Target) {
    let registry = session.registry;
    let system = found(registry.systems.get(&of.system), |system| system.doc);
    bind(context, session, "system", system, || {
        format!("registry/systems/{}.yaml", of.system)
    });
    let slot = registry.requests.get(&of.request);
    let request = found(slot, |request| request.doc);
    let path = || format!("registry/requests/{}.yaml", of.request);
    applicant(context, session, of, &request, path);
    bind(context, session, "request", request, path);
}

fn project<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, of: &Target, id: &str) {
    let Some((path, slot)) = session.other("project", id) else {
        return;
    };
    applicant(context, session, of, &slot, || path.clone());
    bind(context, session, "project", slot, || path.clone());
}

/// Binds the unit that asks; where the document doesn't say who, that is missed.
fn applicant<'s>(
    context: &mut Context<'s, 's>,
    session: &'s Session<'s>,
    of: &Target,
    document: &Slot<DocId>,
    path: impl Fn() -> String,
) {
    match session.applicant(of) {
        Some(applicant) => {
            let unit = session.registry.units.get(&*applicant);
            let unit = found(unit, |unit| unit.doc);
            bind(context, session, "applicant", unit, || {
                format!("registry/units/{applicant}.yaml")
            });
        }
        None => match document {
            Slot::Valid(_) => miss(
                context,
                session,
                "applicant",
                path(),
                MissingWhat::Field("/applicant".to_owned()),
            ),
            slot => bind(context, session, "applicant", slot.clone(), path),
        },
    }
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
    match slot {
        Slot::Valid(doc) => {
            let root = View::of(session, doc, session.on).root();
            context.add_variable_as_val(name, root);
        }
        Slot::Broken(path) => miss(context, session, name, path, MissingWhat::Valid),
        Slot::Absent => miss(context, session, name, path(), MissingWhat::Document),
    }
}

/// Binds what is missed by whoever reads from it.
fn miss<'s>(
    context: &mut Context<'s, 's>,
    session: &'s Session<'s>,
    name: &str,
    path: impl Into<Arc<str>>,
    what: MissingWhat,
) {
    let missed = NoValue {
        recorder: &session.recorder,
        missing: session.missing(path, what),
    };
    context.add_variable_as_val(name, Box::new(missed));
}
