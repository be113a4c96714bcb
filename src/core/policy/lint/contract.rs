//! What the program reads by name of documents must be declared in their schemas, as
//! what it is read as, and be there where the program has no word for its absence.
//!
//! A registry may have schemas of its own. One that renames `items`, lets an amount
//! be text, a day be `2026/10/01` or a misspelt `mater` pass would make what it is
//! about nothing without a word, and a verdict greener: nothing is decided by such
//! a schema.

mod read;

use crate::diagnostic::{Arg, Diagnostic, Label, Message, Span, code};
use crate::layout::Kind;
use crate::schema::{Assured, Schemas, Types};
use read::{Class, Need, READ};

/// The schemas of the pack: the program reads all that those built in declare.
const PACK: [Kind; 2] = [Kind::Pack, Kind::Rules];

/// Every field that the program reads and a schema doesn't have so.
pub(super) fn check(schemas: &Schemas, diagnostics: &mut Vec<Diagnostic>) {
    for (schema, fields) in READ {
        let Some(file) = schemas.named(schema) else {
            continue;
        };
        let root = Assured::document(file);
        let mut faults = Vec::new();
        if !root.is_closed() {
            faults.push((String::new(), Fault::Open));
        }
        // What cannot be there, or isn't what it should be: nothing is said of its parts.
        let mut ended: Vec<&str> = Vec::new();
        for (path, class, need) in *fields {
            let is_below = |end: &&str| {
                path.strip_prefix(*end)
                    .is_some_and(|it| it.starts_with('/'))
            };
            if ended.iter().any(is_below) {
                continue;
            }
            let (fault, is_there) = fault(&root, path, *class, *need);
            if !is_there {
                ended.push(path);
            }
            faults.extend(fault.map(|fault| ((*path).to_owned(), fault)));
        }
        say(schema, faults, diagnostics);
    }
    for kind in PACK.into_iter().filter(|kind| schemas.is_own(*kind)) {
        let mut faults = Vec::new();
        let built_in = Assured::document(Schemas::built_in().json(kind));
        let own = Assured::document(schemas.json(kind));
        compare(&built_in, &own, "", &mut faults);
        say(kind.schema_name(), faults, diagnostics);
    }
}

/// What is wrong with a field.
enum Fault {
    /// It isn't declared as what it is read as.
    Not(Arg),
    /// It can be missing.
    Missing,
    /// It can have fields that aren't named.
    Open,
    /// It can be a number that the program doesn't read.
    Limits(f64, f64),
}

/// What is wrong with a field of a schema, and whether its parts can be looked at.
fn fault(root: &Assured<'_>, path: &str, class: Class, need: Need) -> (Option<Fault>, bool) {
    let (parents, key) = match path.rsplit_once('/') {
        Some((above, key)) => (at(root, above), key),
        None => (vec![root.clone()], path),
    };
    let places = parents.iter().flat_map(|parent| step(parent, key));
    let mut is_there = false;
    for place in places {
        let types = place.types();
        let absent = match key {
            "*" | "{}" => types == Types::NONE,
            _ => need == Need::May && (types == Types::NONE || place.is_silent()),
        };
        if absent {
            continue;
        }
        let wrong = types == Types::NONE || !types.within(class.types());
        if wrong || class == Class::Date && !place.is_date() {
            return (Some(Fault::Not(class.said())), false);
        }
        is_there = true;
        if let Some((least, most)) = class.limits()
            && !place.lies_between(least, most)
        {
            return (Some(Fault::Limits(least, most)), true);
        }
        if class.is_closed() && types.meets(Types::MAPPING) && !place.is_closed() {
            return (Some(Fault::Open), true);
        }
    }
    let is_sure = need == Need::May || parents.iter().all(|parent| parent.requires(key));
    ((!is_sure).then_some(Fault::Missing), is_there)
}

/// The places at a path.
fn at<'s>(root: &Assured<'s>, path: &str) -> Vec<Assured<'s>> {
    path.split('/').fold(vec![root.clone()], |places, key| {
        let next = places.iter().flat_map(|place| step(place, key));
        next.filter(|place| place.types() != Types::NONE).collect()
    })
}

/// The places one step further: under a key, `*` every element, `{}` every value.
fn step<'s>(place: &Assured<'s>, key: &str) -> Vec<Assured<'s>> {
    match key {
        "*" => vec![place.element()],
        "{}" => place.values(),
        key => vec![place.member(key)],
    }
}

/// Whether a schema of the pack has all that the one built in has as it has it; it
/// may leave out what needn't be there.
fn compare(
    built_in: &Assured<'_>,
    own: &Assured<'_>,
    path: &str,
    faults: &mut Vec<(String, Fault)>,
) {
    let (wanted, found) = (built_in.types(), own.types());
    if found == Types::NONE || built_in.is_silent() {
        return;
    }
    if !found.within(wanted) || built_in.is_date() && !own.is_date() {
        faults.push((
            path.to_owned(),
            Fault::Not(read::said(wanted, built_in.is_date())),
        ));
        return;
    }
    if found.meets(Types::MAPPING) && built_in.is_closed() && !own.is_closed() {
        faults.push((path.to_owned(), Fault::Open));
    }
    let below = |key: &str| match path {
        "" => key.to_owned(),
        path => format!("{path}/{key}"),
    };
    for key in built_in.fields() {
        let (wanted, found) = (built_in.member(key), own.member(key));
        if built_in.requires(key) && !own.requires(key) {
            faults.push((below(key), Fault::Missing));
        } else if !found.is_silent() {
            compare(&wanted, &found, &below(key), faults);
        }
    }
    if found.meets(Types::LIST) {
        compare(&built_in.element(), &own.element(), &below("*"), faults);
    }
    if built_in.is_closed() {
        return;
    }
    // The last is what stands under names that nobody has named.
    if let Some(wanted) = built_in
        .values()
        .last()
        .filter(|wanted| !wanted.is_silent())
    {
        for value in own.values() {
            compare(wanted, &value, &below("{}"), faults);
        }
    }
}

fn say(schema: &str, faults: Vec<(String, Fault)>, diagnostics: &mut Vec<Diagnostic>) {
    for (path, fault) in faults {
        let place = Label::new(format!("schema/{schema}.schema.json"), Span::default());
        let mut found = Diagnostic::new(&code::SCHEMA_NOT_UNDERSTOOD, place);
        let field = match path.as_str() {
            "" => Message::new("field-whole"),
            path => Message::new("field-plain").arg("key", shown(path)),
        };
        found = found.arg("field", field);
        let sentence = match fault {
            Fault::Not(wanted) => {
                diagnostics.push(found.arg("wanted", wanted));
                continue;
            }
            Fault::Missing => "schema-not-understood-required",
            Fault::Open => "schema-not-understood-open",
            Fault::Limits(least, most) => {
                found = found.arg("least", least.to_string());
                found = found.arg("most", most.to_string());
                "schema-not-understood-limits"
            }
        };
        found.message.key = sentence.into();
        diagnostics.push(found);
    }
}

/// `items[].amount` for `items/*/amount`.
fn shown(path: &str) -> String {
    path.replace("/*", "[]")
        .replace("{}", "…")
        .replace('/', ".")
}
