//! What GitHub publishes of itself: its API's description and real payloads. They
//! are no part of this repository, so these tests run where `.ci/run` installed them.

use super::description::DESCRIPTION;
use super::fake::{BOT, REPOSITORY, TOKEN};
use super::hub::Hub;
use super::stories::asking;
use crate::district::REQUEST_PATH;
use mulu_github::{Client, Connection, Event, NewPull};
use serde_json::Value;
use std::time::Duration;

#[test]
#[ignore = "needs MULU_GITHUB_API"]
fn every_call_and_answer_is_held_against_githubs_description() {
    let description = DESCRIPTION.as_ref().expect("MULU_GITHUB_API names no file");
    let hub = asking();
    hub.judge(1);
    hub.comment(1, "health-wang", "/mulu help");
    hub.review(1, "treasury-ma", "APPROVED");
    hub.judge(1);
    hub.night("2027-06-30");
    for number in [1, 2] {
        if number == 2 {
            hub.district.on("more", |folder| {
                super::stories::replace(folder, REQUEST_PATH, "500000", "400000");
            });
            hub.open(2, "more", "health-wang");
        }
        hub.merge(number);
        hub.closed(number);
    }
    propose(&hub);
    let held = description.held();
    for operation in [
        "GET /repos/{owner}/{repo}",
        "GET /repos/{owner}/{repo}/pulls",
        "POST /repos/{owner}/{repo}/pulls",
        "GET /repos/{owner}/{repo}/pulls/{pull_number}",
        "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews",
        "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
        "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
        "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
        "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
        "POST /repos/{owner}/{repo}/issues/{issue_number}/labels",
        "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}",
        "GET /repos/{owner}/{repo}/commits/{ref}/check-runs",
        "POST /repos/{owner}/{repo}/check-runs",
        "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
        "GET /repos/{owner}/{repo}/git/ref/{ref}",
        "GET /repos/{owner}/{repo}/git/commits/{commit_sha}",
        "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
        "POST /repos/{owner}/{repo}/git/blobs",
        "POST /repos/{owner}/{repo}/git/trees",
        "POST /repos/{owner}/{repo}/git/commits",
        "POST /repos/{owner}/{repo}/git/refs",
        "PATCH /repos/{owner}/{repo}/git/refs/{ref}",
    ] {
        assert!(
            held.contains(operation),
            "{operation} was not called: {held:#?}"
        );
    }
    assert_eq!(hub.fake.state().complaints, [""; 0]);
}

/// A pull request as the form's server opens one.
fn propose(hub: &Hub) {
    let branch = "mulu/0123";
    hub.district.on(branch, |folder| folder.write("x", "x"));
    let client = Client::new(Connection {
        api: hub.fake.api(),
        repository: REPOSITORY.to_owned(),
        token: TOKEN.to_owned(),
        account: BOT.to_owned(),
        pause: Duration::from_millis(1),
        patience: Duration::from_secs(10),
    });
    let client = client.unwrap();
    let new = NewPull {
        branch,
        base: &client.settings().unwrap().default_branch,
        title: "x",
        body: "x",
    };
    let opened = client.propose(&new).unwrap();
    assert_eq!(client.propose(&new).unwrap().number, opened.number);
}

#[test]
#[ignore = "needs MULU_GITHUB_PAYLOADS"]
fn real_payloads_are_read() {
    let path =
        std::env::var_os("MULU_GITHUB_PAYLOADS").expect("MULU_GITHUB_PAYLOADS names no file");
    let events: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let (mut payloads, mut pulls, mut comments) = (0, 0, 0);
    for event in &events {
        let name = event["name"].as_str().unwrap();
        for payload in event["examples"].as_array().unwrap() {
            let read = Event::read(name, payload.to_string().as_bytes());
            let read = read.unwrap_or_else(|error| panic!("{name}: {error}"));
            payloads += 1;
            match read {
                Event::Pull { number, head, .. } => {
                    assert_eq!(payload["pull_request"]["head"]["sha"], *head.unwrap());
                    assert_eq!(payload["pull_request"]["number"], number);
                    pulls += 1;
                }
                Event::Comment { .. } => comments += 1,
                _ => {}
            }
        }
    }
    assert!(
        payloads > 300 && pulls >= 8,
        "{payloads} payloads, {pulls} pull requests"
    );
    assert_eq!(comments, 0, "nobody there speaks to us");
}
