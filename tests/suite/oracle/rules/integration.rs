//! `integration/…` and `supervision/…`: the cloud, and orders that are overdue.

use crate::oracle::logic::{Answer, Says, Truth};
use crate::oracle::papers::{AUTHORITIES, Case};

pub(super) fn no_overdue_order(case: &Case<'_>) -> Answer {
    let of_the_unit = format!("opinions/catalog/{}/", case.unit);
    let files = case.world.docs.keys();
    files
        .filter(|path| path.starts_with(&of_the_unit))
        .map(|path| case.none_open(case.paper(path), "integration-order", true))
        .fold(Truth::Yes, Truth::and)
        .into()
}

pub(super) fn cloud(case: &Case<'_>) -> Answer {
    let platform = case.system_paper().text("/hosting/platform");
    Says::from(Truth::of(platform, |platform| platform == "wulong-cloud"))
        .unless(case.passed("catalog", "hosting-exemption", None))
        .into()
}

pub(super) fn no_overdue_rectification(case: &Case<'_>) -> Answer {
    let mut holds = Truth::Yes;
    for authority in AUTHORITIES {
        for subject in [case.unit, &case.reference()] {
            let paper = case.paper(&format!("opinions/{authority}/{subject}.yaml"));
            holds = holds.and(case.none_open(paper, "rectification-order", true));
        }
    }
    holds.into()
}
