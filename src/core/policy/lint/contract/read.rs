//! What the program reads of documents, field by field.

use crate::diagnostic::{Arg, Message};
use crate::schema::Types;

/// What a field is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Named fields, and no others.
    Mapping,
    /// Names, and what each stands for.
    Names,
    List,
    Text,
    /// Text that is a day.
    Date,
    /// A whole number, none less than nothing, that can be added up.
    Amount,
    Year,
    Condition,
    TextOrNumber,
    TextOrMapping,
}

impl Class {
    /// The types that it has.
    pub(super) fn types(self) -> Types {
        match self {
            Class::Mapping | Class::Names => Types::MAPPING,
            Class::List => Types::LIST,
            Class::Text | Class::Date => Types::TEXT,
            Class::Amount | Class::Year => Types::WHOLE,
            Class::Condition => Types::CONDITION,
            Class::TextOrNumber => Types::TEXT.or(Types::WHOLE),
            Class::TextOrMapping => Types::TEXT.or(Types::MAPPING),
        }
    }

    /// Between which numbers it lies.
    pub(super) fn limits(self) -> Option<(f64, f64)> {
        match self {
            Class::Amount => Some((0.0, 1e15)),
            Class::Year => Some((1.0, 9999.0)),
            _ => None,
        }
    }

    /// Whether a field that isn't named would be a misspelt one.
    pub(super) fn is_closed(self) -> bool {
        matches!(self, Class::Mapping | Class::TextOrMapping)
    }

    /// What it is called.
    pub(super) fn said(self) -> Arg {
        let word = match self {
            Class::Mapping => "mapping",
            Class::Names => "names",
            Class::List => "list",
            Class::Text => "text",
            Class::Date => "date",
            Class::Amount | Class::Year => "whole-number",
            Class::Condition => "condition",
            Class::TextOrNumber => "text-or-number",
            Class::TextOrMapping => "text-or-mapping",
        };
        word_for(word)
    }
}

fn word_for(word: &str) -> Arg {
    Message::new(format!("policy-operand-{word}")).into()
}

/// What types are called.
pub(super) fn said(types: Types, is_date: bool) -> Arg {
    if is_date && types == Types::TEXT {
        return Class::Date.said();
    }
    let words = [
        (Types::CONDITION, "condition"),
        (Types::WHOLE, "whole-number"),
        (Types::TEXT, "text"),
        (Types::LIST, "list"),
        (Types::MAPPING, "mapping"),
    ];
    let words = words.iter().filter(|(one, _)| types.meets(*one));
    Arg::List(words.map(|(_, word)| word_for(word)).collect())
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Where what it stands in is: the program has no word for its absence.
    Must,
    /// A schema may also do without it altogether.
    May,
}

use Class::*;
use Need::*;

/// A field: its path (`*` every element, `{}` every value), what it is, whether it
/// must be there. What a field stands in comes before it.
type Field = (&'static str, Class, Need);

/// By the name of the schema, what `registry::typed` and those who ask nodes read.
pub(super) const READ: &[(&str, &[Field])] = &[
    ("registry", REGISTRY),
    ("unit", UNIT),
    ("elements", ELEMENTS),
    ("system", SYSTEM),
    ("opinions", OPINIONS),
    ("list", LIST),
    ("plan", PLAN),
    ("rolling", ROLLING),
    ("budget", BUDGET),
    ("cloud", CLOUD),
    ("request", REQUEST),
    ("project", PROJECT),
    ("framework", FRAMEWORK),
];

const REGISTRY: &[Field] = &[
    ("title", Text, Must),
    ("locale", Text, May),
    ("timezone", Text, May),
    ("currency", Mapping, May),
    ("currency/code", Text, Must),
    ("currency/unit", Names, May),
    ("currency/unit/{}", Text, May),
    ("currency/large", Mapping, May),
    ("currency/large/factor", Amount, Must),
    ("submissions", Mapping, May),
    ("submissions/account", Text, Must),
    ("submissions/keys", List, Must),
    ("submissions/keys/*", Mapping, May),
    ("submissions/keys/*/key", Text, Must),
    ("submissions/keys/*/from", Date, Must),
    ("submissions/keys/*/until", Date, May),
    ("authorities", Names, May),
    ("authorities/{}", TextOrMapping, May),
    ("authorities/{}/unit", Text, May),
    ("authorities/{}/units", List, May),
    ("authorities/{}/units/*", Text, May),
    ("authorities/{}/signed_from", Date, May),
    ("ownership", List, May),
    ("ownership/*", Mapping, May),
    ("ownership/*/path", Text, Must),
    ("ownership/*/fields", List, May),
    ("ownership/*/fields/*", Text, May),
    ("ownership/*/authors", List, May),
    ("ownership/*/authors/*", Text, May),
    ("ownership/*/approvers", List, Must),
    ("ownership/*/approvers/*", Text, May),
];

const UNIT: &[Field] = &[
    ("name", Text, Must),
    ("short_name", Text, May),
    ("aliases", List, May),
    ("aliases/*", Text, May),
    ("category", Text, Must),
    ("budget_unit", Condition, Must),
    ("parent", Text, May),
    ("credit_code", Text, May),
    ("maintainers", List, May),
    ("maintainers/*", Text, May),
    ("signing_keys", List, May),
    ("signing_keys/*", Text, May),
    ("integrated_plan", Mapping, May),
    ("integrated_plan/from_year", Year, Must),
    ("integrated_plan/to_year", Year, Must),
    ("integrated_plan/systems", List, Must),
    ("integrated_plan/systems/*", Text, May),
];

const ELEMENTS: &[Field] = &[
    ("elements", Names, Must),
    ("elements/{}", Mapping, May),
    ("elements/{}/name", Text, Must),
    ("elements/{}/source", Text, May),
];

const SYSTEM: &[Field] = &[
    ("name", Text, Must),
    ("status", Text, Must),
    ("led_by", Text, May),
    ("merged_into", Text, May),
    ("data", Mapping, May),
    ("data/resources", List, May),
    ("data/resources/*", Mapping, May),
    ("data/resources/*/name", Text, Must),
    ("data/resources/*/collects", List, May),
    ("data/resources/*/collects/*", Text, May),
    ("data/reuses", List, May),
    ("data/reuses/*", Text, May),
];

const OPINIONS: &[Field] = &[
    ("opinions", List, Must),
    ("opinions/*", Mapping, May),
    ("opinions/*/matter", Text, Must),
    ("opinions/*/issued_on", Date, Must),
    ("opinions/*/result", Text, May),
    ("opinions/*/valid_until", Date, May),
    ("opinions/*/due_on", Date, May),
    ("opinions/*/resolved_on", Date, May),
    ("opinions/*/scope", TextOrNumber, May),
    ("opinions/*/amount", Amount, May),
    ("opinions/*/total", Amount, May),
    ("opinions/*/level", Amount, May),
    ("opinions/*/measure", Text, May),
];

const LIST: &[Field] = &[
    ("projects", List, Must),
    ("projects/*", Mapping, May),
    ("projects/*/system", Text, May),
    ("projects/*/project", Text, May),
    ("projects/*/kind", Text, Must),
    ("projects/*/amount", Amount, May),
    ("projects/*/year", Year, May),
    ("projects/*/unit", Text, May),
    ("projects/*/track", Text, May),
    ("projects/*/adjusted_on", Date, May),
];

const PLAN: &[Field] = &[
    ("projects", List, Must),
    ("projects/*", Mapping, May),
    ("projects/*/system", Text, May),
    ("projects/*/project", Text, May),
    ("projects/*/kind", Text, Must),
    ("projects/*/amount", Amount, Must),
    ("projects/*/year", Year, May),
    ("projects/*/unit", Text, May),
    ("projects/*/track", Text, May),
    ("projects/*/adjusted_on", Date, May),
];

const ROLLING: &[Field] = &[
    ("projects", List, Must),
    ("projects/*", Mapping, May),
    ("projects/*/system", Text, May),
    ("projects/*/project", Text, May),
    ("projects/*/kind", Text, May),
    ("projects/*/year", Year, Must),
    ("projects/*/amount", Amount, May),
    ("projects/*/unit", Text, May),
    ("projects/*/track", Text, May),
    ("projects/*/adjusted_on", Date, May),
];

const BUDGET: &[Field] = &[
    ("entries", List, Must),
    ("entries/*", Mapping, May),
    ("entries/*/unit", Text, Must),
    ("entries/*/system", Text, May),
    ("entries/*/project", Text, May),
    ("entries/*/kind", Text, Must),
    ("entries/*/amount", Amount, Must),
    ("entries/*/year", Year, May),
    ("entries/*/track", Text, May),
    ("entries/*/adjusted_on", Date, May),
];

const CLOUD: &[Field] = &[
    ("entries", List, Must),
    ("entries/*", Mapping, May),
    ("entries/*/system", Text, May),
    ("entries/*/project", Text, May),
    ("entries/*/amount", Amount, Must),
    ("entries/*/kind", Text, May),
    ("entries/*/year", Year, May),
    ("entries/*/unit", Text, May),
    ("entries/*/track", Text, May),
    ("entries/*/adjusted_on", Date, May),
];

const REQUEST: &[Field] = &[
    ("applicant", Text, Must),
    ("items", List, Must),
    ("items/*", Mapping, May),
    ("items/*/category", Text, Must),
    ("items/*/amount", Amount, Must),
];

const PROJECT: &[Field] = &[
    ("name", Text, Must),
    ("kind", Text, Must),
    ("applicant", Text, May),
    ("led_by", Text, May),
    ("framework", Text, May),
    ("systems", List, May),
    ("systems/*", Text, May),
    ("previous", List, May),
    ("previous/*", Text, May),
    ("investment", Mapping, May),
    ("investment/total", Amount, May),
    ("investment/lines", List, May),
    ("investment/lines/*", Mapping, May),
    ("investment/lines/*/category", Text, Must),
    ("investment/lines/*/amount", Amount, Must),
    ("investment/years", List, May),
    ("investment/years/*", Mapping, May),
    ("investment/years/*/year", Year, Must),
    ("investment/years/*/amount", Amount, May),
    ("design", Mapping, May),
    ("design/prepared_on", Date, May),
    ("started_on", Date, May),
    ("trial_from", Date, May),
    ("completed_on", Date, May),
    ("acceptance_applied_on", Date, May),
];

const FRAMEWORK: &[Field] = &[
    ("name", Text, Must),
    ("lead", Text, Must),
    ("participants", List, Must),
    ("participants/*", Mapping, May),
    ("participants/*/unit", Text, Must),
    ("participants/*/project", Text, Must),
    ("participants/*/content", List, May),
    ("participants/*/content/*", Text, May),
];
