//! `sharing/…`: are the data in the catalog, open, and collected once?

use crate::oracle::logic::Truth::{self, Unknown, Yes};
use crate::oracle::logic::{Answer, Says};
use crate::oracle::papers::{Case, Paper, elements};
use serde_json::Value;

pub(super) fn catalogued(case: &Case<'_>) -> Answer {
    let system = case.system_paper();
    if system.field("/data").is_none() {
        return Says::Unproven.into();
    }
    let some = Truth::from(!system.list("/data/resources").is_empty());
    let reason = Truth::of(system.field("/data/none_because"), |_| true);
    some.or(reason.and(case.passed("catalog", "sharing-review", None)))
        .into()
}

/// A rule on each resource; nothing can be said of a broken document.
fn each_resource(case: &Case<'_>, says: impl Fn(&str, &Value) -> Says) -> Answer {
    let system = case.system_paper();
    if system.is_broken() {
        return Says::Unproven.into();
    }
    let resources = system.list("/data/resources").iter();
    Answer::each(
        resources
            .map(|resource| {
                let name = resource["name"]
                    .as_str()
                    .expect("every resource has a name");
                (name.to_owned(), says(name, resource))
            })
            .collect(),
    )
}

pub(super) fn published(case: &Case<'_>) -> Answer {
    each_resource(case, |_, resource| {
        if resource["sharing"] == "withheld" {
            return Says::NotApplicable;
        }
        let Some(published) = resource.get("published") else {
            return Says::Unmet;
        };
        let on_platform = Truth::of(published.get("platform_id"), |_| true);
        let by_today = Truth::of(case.happened(published.get("on")), |_| true);
        on_platform.and(by_today).into()
    })
}

pub(super) fn withheld_approved(case: &Case<'_>) -> Answer {
    each_resource(case, |name, resource| {
        if resource["sharing"] != "withheld" {
            return Says::NotApplicable;
        }
        Truth::of(resource.get("legal_basis"), |_| true)
            .and(case.then(
                ("catalog", "sharing-review"),
                ("government", "withholding-approval"),
                Some(name),
            ))
            .into()
    })
}

pub(super) fn not_exclusive(case: &Case<'_>) -> Answer {
    each_resource(case, |_, resource| {
        if resource["sharing"] != "unconditional" {
            return Says::NotApplicable;
        }
        Truth::from(elements(resource.get("exclusive_to")).is_empty()).into()
    })
}

pub(super) fn connected(case: &Case<'_>) -> Answer {
    let system = case.system_paper();
    let network = Truth::of(system.text("/network"), |net| net != "isolated");
    let based = Truth::of(system.text("/isolation_basis"), |basis| !basis.is_empty());
    Says::from(network)
        .unless(based.and(case.then(
            ("catalog", "isolation-review"),
            ("government", "retention-approval"),
            None,
        )))
        .into()
}

/// What was inspected (the system, and its resources one by one) was found in order.
pub(super) fn inspected(case: &Case<'_>) -> Answer {
    let matter = "sharing-inspection";
    let Ok(all) = case.issued("catalog", &case.reference(), matter) else {
        return Says::Unproven.into();
    };
    let mut scopes: Vec<Option<&str>> = all.iter().map(|it| it["scope"].as_str()).collect();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Says::NotApplicable.into();
    }
    let passed = scopes.into_iter();
    passed
        .map(|scope| case.passed("catalog", matter, scope))
        .fold(Yes, Truth::and)
        .into()
}

pub(super) fn one_source(case: &Case<'_>) -> Answer {
    let system = case.system_paper();
    if system.is_broken() {
        return Says::Unproven.into();
    }
    let mut collected: Vec<&str> = Vec::new();
    for element in collected_by(system) {
        if !collected.contains(&element) {
            collected.push(element);
        }
    }
    let items = collected.into_iter();
    Answer::each(
        items
            .map(|it| (it.to_owned(), source_is_this(case, it).into()))
            .collect(),
    )
}

fn source_is_this(case: &Case<'_>, element: &str) -> Truth {
    let dictionary = case.paper("elements.yaml");
    if dictionary.is_broken() {
        return Unknown;
    }
    if let Some(source) = dictionary.text(&format!("/elements/{element}/source")) {
        return Truth::from(source == case.reference());
    }
    let mine = format!("systems/{}.yaml", case.reference());
    let others = case.world.docs.keys();
    let another = others
        .filter(|path| path.starts_with("systems/") && **path != mine)
        .any(|path| may_collect(case.paper(path), element));
    if another { Unknown } else { Yes }
}

/// Collects it and isn't retired; a broken document that names it might.
fn may_collect(other: Paper<'_>, element: &str) -> bool {
    match other {
        Paper::Broken(doc) => doc.text().contains(element),
        _ => other.text("/status") != Some("retired") && collected_by(other).contains(&element),
    }
}

fn collected_by(system: Paper<'_>) -> Vec<&str> {
    let resources = system.list("/data/resources").iter();
    resources
        .flat_map(|resource| elements(resource.get("collects")))
        .filter_map(Value::as_str)
        .collect()
}
