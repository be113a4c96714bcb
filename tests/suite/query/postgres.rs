//! `mulu publish`, against a real server, whose address `MULU_POSTGRES` has: the
//! tests that need it are ignored unless they are asked for.

use super::agree::{Totals, by_fund, generated, sql};
use super::projects::{by_projects, queries};
use super::{ON, on};
use crate::support::{Ran, commit, program};
use mulu_generate::Order;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// A schema of the server that one test has for itself.
struct Database {
    runtime: tokio::runtime::Runtime,
    client: tokio_postgres::Client,
    url: String,
}

impl Database {
    /// Needs the server that `MULU_POSTGRES` names (`.ci/suites/postgres.sh`).
    fn named(name: &str) -> Self {
        let server = std::env::var("MULU_POSTGRES").expect("MULU_POSTGRES names a server");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let url = format!("{server}?options=-csearch_path%3D{name}");
        let client = runtime.block_on(async {
            let connected = tokio_postgres::connect(&url, tokio_postgres::NoTls).await;
            let (client, connection) = connected.unwrap();
            tokio::spawn(connection);
            let fresh = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
            client.batch_execute(&fresh).await.unwrap();
            client
        });
        Database {
            runtime,
            client,
            url,
        }
    }

    fn publish(&self, folder: &Path, rest: &[&str]) -> Ran {
        let args = [
            "publish",
            "--database",
            &self.url,
            "--on",
            ON,
            "--lang",
            "en",
        ];
        on(folder, &[&args[..], rest].concat())
    }

    fn execute(&self, sql: &str) {
        let done = self.runtime.block_on(self.client.batch_execute(sql));
        done.unwrap();
    }

    fn count(&self, sql: &str) -> i64 {
        let sql = format!("SELECT CAST(({sql}) AS bigint)");
        let row = self.runtime.block_on(self.client.query_one(&sql, &[]));
        row.unwrap().get(0)
    }

    /// Rows of every table.
    fn counts(&self) -> Vec<(&'static str, i64)> {
        let tables = mulu_report::tables::TABLES.iter();
        tables
            .map(|table| {
                (
                    table.name,
                    self.count(&format!("SELECT count(*) FROM {}", table.name)),
                )
            })
            .collect()
    }

    /// What the tables say of projects, as `mulu projects` would.
    fn facts(&self, year: &str) -> BTreeSet<String> {
        let mut facts = BTreeSet::new();
        for sql in queries(year) {
            // Every row as one text, whatever its columns: as JSON has it.
            let sql = format!(
                "SELECT string_agg(coalesce(value #>> '{{}}', 'null'), ' | ' ORDER BY at) \
                 FROM (SELECT row_number() OVER () AS row, q.* FROM ({sql}) q) q, \
                 json_each(row_to_json(q)) WITH ORDINALITY AS cells (key, value, at) \
                 WHERE key <> 'row' GROUP BY row"
            );
            let rows = self.runtime.block_on(self.client.query(&sql, &[]));
            facts.extend(rows.unwrap().iter().map(|row| row.get::<_, String>(0)));
        }
        facts
    }

    fn totals(&self, year: &str) -> Totals {
        let rows = self.runtime.block_on(self.client.query(&sql(year), &[]));
        let rows = rows.unwrap();
        rows.iter()
            .map(|row| ((row.get(0), row.get(1)), row.get(2)))
            .collect()
    }
}

/// A generated registry in a repository.
fn repository(seed: u64) -> tempfile::TempDir {
    let folder = generated(Order {
        seed,
        systems: 40,
        invalid: 3,
        year: 2027,
    });
    commit(folder.path(), 1_793_577_600);
    folder
}

#[test]
#[ignore = "needs a PostgreSQL server"]
fn what_is_published_is_what_fund_says() {
    let database = Database::named("totals");
    for seed in [1, 2, 3] {
        let folder = repository(seed);
        database.execute("DROP SCHEMA totals CASCADE; CREATE SCHEMA totals");
        let ran = database.publish(folder.path(), &[]);
        assert!(ran.out.starts_with("Wrote "), "{ran:#?}");
        for year in ["2026", "2027"] {
            assert_eq!(database.totals(year), by_fund(folder.path(), year));
        }
    }
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    database.execute("DROP SCHEMA totals CASCADE; CREATE SCHEMA totals");
    let ran = database.publish(sample, &["--rev", "HEAD"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:#?}");
    for year in ["2026", "2027"] {
        assert_eq!(database.facts(year), by_projects(sample, year));
    }
    // Views answer here as they do in SQLite, row by row.
    for question in mulu_report::tables::QUESTIONS {
        let all = ["--rev", "HEAD", "--on", ON, "--format", "json"];
        let sql = question.ask();
        let answer = on(sample, &[&["query", &sql][..], &all].concat());
        let answer: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
        let there = database.count(&format!("SELECT count(*) FROM {}", question.name));
        let rows = answer["rows"].as_array().unwrap();
        assert_eq!(
            usize::try_from(there).unwrap(),
            rows.len(),
            "{}",
            question.name
        );
    }
    let lapses = "SELECT count(*) FROM certificates WHERE lapsed = 'yes'";
    let ran = on(
        sample,
        &[
            "query", lapses, "--rev", "HEAD", "--on", ON, "--format", "csv",
        ],
    );
    assert_eq!(
        ran.out,
        format!("count(*)\r\n{}\r\n", database.count(lapses))
    );
}

#[test]
#[ignore = "needs a PostgreSQL server"]
fn publishing_again_writes_nothing_and_days_and_registries_stand_side_by_side() {
    let database = Database::named("again");
    let (one, other) = (repository(1), repository(2));
    assert!(
        database
            .publish(one.path(), &["--registry", "one"])
            .out
            .starts_with("Wrote ")
    );
    let before = database.counts();
    let ran = database.publish(one.path(), &["--registry", "one"]);
    assert!(ran.out.contains("already in the database"), "{ran:#?}");
    assert_eq!(database.counts(), before);
    // Another day adds decisions and none of the documents.
    let args = ["publish", "--database", &database.url, "--registry", "one"];
    let ran = on(
        one.path(),
        &[&args[..], &["--on", "2026-12-02", "--lang", "en"]].concat(),
    );
    assert!(ran.out.contains("the contents were there"), "{ran:#?}");
    let after = database.counts();
    let of =
        |counts: &[(&str, i64)], name| counts.iter().find(|(table, _)| *table == name).unwrap().1;
    assert_eq!(of(&after, "opinions"), of(&before, "opinions"));
    assert_eq!(of(&after, "decisions"), 2 * of(&before, "decisions"));
    // Another registry stands beside it.
    assert!(
        database
            .publish(other.path(), &["--registry", "other"])
            .out
            .starts_with("Wrote ")
    );
    assert_eq!(
        database.count("SELECT count(*) FROM latest_publications"),
        2
    );
    let one_again = database.count("SELECT count(*) FROM opinions WHERE registry = 'one'");
    assert_eq!(one_again, of(&before, "opinions"));
}

#[test]
#[ignore = "needs a PostgreSQL server"]
fn a_connection_that_dies_leaves_the_last_complete_publication() {
    let database = Database::named("killed");
    let folder = repository(1);
    assert!(
        database
            .publish(folder.path(), &[])
            .out
            .starts_with("Wrote ")
    );
    let before = database.counts();
    std::fs::write(folder.path().join("registry/README.md"), "changed").unwrap();
    commit(folder.path(), 1_793_577_700);
    // While somebody holds a table, the publisher waits in the middle of its work.
    for table in ["units", "request_items", "outcomes", "missing_evidence"] {
        database.execute(&format!(
            "BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"
        ));
        let args = [
            "publish",
            "--database",
            &database.url,
            "--on",
            ON,
            "--lang",
            "en",
        ];
        let mut publisher = program(args);
        publisher.current_dir(folder.path());
        publisher
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped());
        let publisher = publisher.spawn().unwrap();
        let waits = format!(
            "SELECT count(*) FROM pg_locks WHERE relation = 'killed.{table}'::regclass AND NOT granted"
        );
        let patience = Instant::now() + Duration::from_secs(60);
        while database.count(&waits) == 0 {
            assert!(Instant::now() < patience, "nobody waits for {table}");
            std::thread::sleep(Duration::from_millis(50));
        }
        database.execute(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_locks \
             WHERE relation = 'killed.{table}'::regclass AND NOT granted"
        ));
        let output = publisher.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("Nothing was written"), "{said}");
        assert!(output.stdout.is_empty());
        database.execute("ROLLBACK");
        assert_eq!(database.counts(), before, "{table}");
    }
    // And afterwards it works.
    assert!(
        database
            .publish(folder.path(), &[])
            .out
            .starts_with("Wrote ")
    );
    assert_eq!(database.count("SELECT count(*) FROM publications"), 2);
}

#[test]
#[ignore = "needs a PostgreSQL server"]
fn tables_of_somebody_else_are_left_alone() {
    let database = Database::named("others");
    let folder = repository(1);
    database.execute("CREATE TABLE units (mine text)");
    let ran = database.publish(folder.path(), &[]);
    assert!(
        ran.code == Some(2) && ran.err.contains("\"units\" already exists"),
        "{ran:#?}"
    );
    assert_eq!(
        database.count("SELECT count(*) FROM pg_tables WHERE schemaname = 'others'"),
        1
    );
    database.execute("DROP TABLE units; CREATE TABLE mulu_layout (layout text); INSERT INTO mulu_layout VALUES ('old')");
    let ran = database.publish(folder.path(), &[]);
    assert!(
        ran.code == Some(2) && ran.err.contains("another version"),
        "{ran:#?}"
    );
}

#[test]
fn without_a_commit_or_a_database_nothing_is_published() {
    let folder = generated(Order {
        seed: 1,
        systems: 9,
        invalid: 0,
        year: 2027,
    });
    let publish = |url: &str| {
        let args = ["publish", "--database", url, "--on", ON, "--lang", "en"];
        on(folder.path(), &args)
    };
    // Nobody listens at this port.
    let nowhere = "postgres://app:secret@127.0.0.1:1/postgres";
    let ran = publish(nowhere);
    assert!(
        ran.code == Some(2) && ran.err.contains("uncommitted changes"),
        "{ran:#?}"
    );
    commit(folder.path(), 1_793_577_600);
    let ran = publish(nowhere);
    assert!(
        ran.code == Some(2) && ran.err.contains("cannot be reached"),
        "{ran:#?}"
    );
    assert!(!ran.err.contains("secret"), "{ran:#?}");
    let ran = publish("mysql://app@127.0.0.1/x");
    assert!(
        ran.code == Some(2) && ran.err.contains("postgres://"),
        "{ran:#?}"
    );
}
