//! A year's decisions with what they rest on, in the shape of an in-toto statement, and its
//! canonical bytes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The type of every in-toto statement.
pub const TYPE: &str = "https://in-toto.io/Statement/v1";

/// What this one says, and in which version of the form.
pub const PREDICATE: &str = "urn:mulu:decisions:v1";

/// What it begins with, whatever the version.
pub const PREDICATES: &str = "urn:mulu:decisions:";

/// A file and its digests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its path, relative to the folder that holds `registry/`.
    pub name: String,
    /// `gitBlob` (Git's id of the content) and `sha256`; the latter is absent where nothing
    /// was read: of a link, or of a file over its limit.
    pub digest: BTreeMap<String, String>,
}

/// The program that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rules that were applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The commit that they were read from, or that they are the program's own.
    pub source: String,
    /// The digest of their files.
    pub sha256: String,
}

/// One request, decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestLine {
    /// `year/unit/system`.
    pub request: String,
    /// Who asks; null where the request is broken.
    pub applicant: Option<String>,
    /// In whole units of the registry's currency; null where nobody knows.
    pub amount: Option<i64>,
    /// The verdict.
    pub verdict: String,
    /// The digest of its outcomes.
    pub outcomes: String,
}

/// One project, decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectLine {
    /// `unit/project`.
    pub project: String,
    /// Who applies.
    pub applicant: Option<String>,
    /// The amount of the year's list.
    pub amount: Option<i64>,
    /// The verdict of each purpose that was asked.
    pub verdicts: BTreeMap<String, String>,
    /// The digest of its outcomes.
    pub outcomes: String,
}

/// What was decided, and from what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// The program.
    pub program: Program,
    /// The registry's title.
    pub registry: String,
    /// The language of its texts.
    pub language: String,
    /// The commit that the documents were read from.
    pub commit: String,
    /// The rules.
    pub policy: Policy,
    /// The day it was decided for.
    pub on: String,
    /// The budget year.
    pub year: i16,
    /// The requests for maintenance money, in the order of their ids.
    pub requests: Vec<RequestLine>,
    /// The construction projects, in the order of their ids.
    pub projects: Vec<ProjectLine>,
}

/// The statement: what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Every document that was read, in the order of paths.
    pub subject: Vec<Subject>,
    /// What was decided.
    pub predicate: Predicate,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Face<'a> {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: &'a [Subject],
    predicate_type: &'static str,
    predicate: &'a Predicate,
}

impl Statement {
    /// Its canonical bytes: JSON without spaces, members in the order of the form.
    ///
    /// # Errors
    /// Never: nothing in it can't be written.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&Face {
            kind: TYPE,
            subject: &self.subject,
            predicate_type: PREDICATE,
            predicate: &self.predicate,
        })
    }
}
