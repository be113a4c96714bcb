//! Stories of construction projects, from a need to the first money for maintenance:
//! every step is a change of one office's own files that was reviewed and merged.

mod story;

use story::tell;

/// The offices and two departments, without any system.
const GROUND: &str = include_str!("construction/ground.txt");

#[test]
fn from_a_need_to_the_first_money_over_three_years() {
    tell(GROUND, include_str!("construction/records.txt"));
}

/// The district with a project that is being built.
fn tell_of_building(story: &str) {
    let building = include_str!("construction/building.txt");
    tell(&format!("{}{building}", crate::district::FILES), story);
}

#[test]
fn a_change_of_14_percent_is_filed_and_one_of_16_approved() {
    tell_of_building(include_str!("construction/changes.txt"));
}

#[test]
fn a_suspension_is_lifted_and_a_termination_is_not() {
    tell_of_building(include_str!("construction/suspended.txt"));
}

#[test]
fn what_is_out_of_plan_has_its_funds_first() {
    tell_of_building(include_str!("construction/out_of_plan.txt"));
}

#[test]
fn two_departments_need_a_framework() {
    tell_of_building(include_str!("construction/framework.txt"));
}

#[test]
fn whoever_does_not_share_builds_nothing_more() {
    tell_of_building(include_str!("construction/unshared.txt"));
}

#[test]
fn integration_ends_the_stop_of_money() {
    tell_of_building(include_str!("construction/integration.txt"));
}
