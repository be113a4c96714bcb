//! Accounts at GitHub: a login can be given up and registered by somebody else.

use super::hub::Hub;
use crate::district::{District, REQUEST, REQUEST_PATH};
use serde_json::json;

/// A request whose approvers the registry knows by number.
fn asking() -> Hub {
    let district = District::with(|folder| {
        let unit = folder.join("registry/units/treasury.yaml");
        let text = std::fs::read_to_string(&unit).unwrap();
        let named = text.replace("treasury-wu", "\"treasury-wu#1017\"");
        folder.write("registry/units/treasury.yaml", named);
    });
    district.on("ask", |folder| folder.write(REQUEST_PATH, REQUEST));
    let hub = Hub::new(district);
    hub.open(1, "ask", "health-wang");
    hub
}

#[test]
fn an_account_that_took_over_a_login_approves_nothing() {
    let hub = asking();
    let approved = |account: u64| {
        let mut github = hub.fake.state();
        let pull = github.pulls.get_mut(&1).unwrap();
        let user = json!({"login": "treasury-wu", "id": account});
        let review = json!({"user": user, "state": "APPROVED", "commit_id": pull.head});
        pull.reviews.push(review);
        drop(github);
        hub.judge(1);
        hub.look(1)
    };
    let taken = approved(1018);
    assert_eq!(taken.conclusions().0, "action_required");
    assert!(taken.requested.contains(&"treasury-ma".to_owned()));
    assert_eq!(approved(1017).conclusions(), ("success", "success"));
}
