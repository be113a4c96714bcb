//! The variables of rules: documents, parameters and the day.

use super::case::Case;
use super::functions::HOST;
use super::host::Host;
use super::pack::Value as Parameter;
use super::session::Session;
use super::value::{NoValue, value};
use super::{Missing, Supplier};
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
pub(crate) fn documents<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, case: &Case) {
    let registry = session.registry;
    let unit = Supplier::Unit(Arc::clone(&case.unit));

    let system = found(registry.systems.get(&case.system), |system| system.doc);
    let path = format!("registry/systems/{}.yaml", case.system);
    bind(context, session, "system", system, (path, unit.clone()));

    let own = found(registry.units.get(&case.unit), |unit| unit.doc);
    let path = format!("registry/units/{}.yaml", case.unit);
    bind(context, session, "unit", own, (path, unit.clone()));

    let slot = registry.requests.get(&case.request);
    let request = found(slot, |request| request.doc);
    let path = format!("registry/requests/{}.yaml", case.request);
    match slot.and_then(Slot::valid).map(|request| &request.applicant) {
        Some(applicant) => {
            let document = found(registry.units.get(applicant), |unit| unit.doc);
            let path = format!("registry/units/{applicant}.yaml");
            let supplier = Supplier::Unit(Arc::clone(applicant));
            bind(context, session, "applicant", document, (path, supplier));
        }
        None => bind(
            context,
            session,
            "applicant",
            request.clone(),
            (path.clone(), unit.clone()),
        ),
    }
    bind(context, session, "request", request, (path, unit));
}

/// Binds the year, the ids and what functions take for granted.
pub(crate) fn case<'s>(context: &mut Context<'s, 's>, session: &'s Session<'s>, case: Case) {
    context.add_variable_as_val("year", Box::new(CelInt::from(i64::from(case.year))));
    let system = CelString::from(case.system.to_string());
    context.add_variable_as_val("system_id", Box::new(system));
    let unit = CelString::from(case.unit.to_string());
    context.add_variable_as_val("unit_id", Box::new(unit));
    context.add_variable_as_val(HOST, Box::new(Host { session, case }));
}

fn found<T>(slot: Option<&Slot<T>>, doc: impl Fn(&T) -> DocId) -> Slot<DocId> {
    match slot {
        None | Some(Slot::Absent) => Slot::Absent,
        Some(Slot::Broken(path)) => Slot::Broken(Arc::clone(path)),
        Some(Slot::Valid(value)) => Slot::Valid(doc(value)),
    }
}

fn bind<'s>(
    context: &mut Context<'s, 's>,
    session: &'s Session<'s>,
    name: &str,
    slot: Slot<DocId>,
    (path, supplier): (String, Supplier),
) {
    let trace = &session.trace;
    let bound: Box<dyn Val + 's> = match slot {
        Slot::Valid(doc) => value(trace, doc, session.registry.document(doc).root()),
        Slot::Broken(path) => Box::new(NoValue {
            trace,
            missing: Missing::Valid { path, supplier },
        }),
        Slot::Absent => {
            let missing = Missing::Document {
                path: path.into(),
                supplier,
            };
            Box::new(NoValue { trace, missing })
        }
    };
    context.add_variable_as_val(name, bound);
}
