//! Check runs: one a name and head, with notes on lines.

use super::client::Method;
use super::{Client, Fault, Standing, segment};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The most notes that one call takes.
const BATCH: usize = 50;

/// The most bytes of a summary: GitHub counts bytes, not characters.
const MAX_SUMMARY: usize = 65_535;

/// The most bytes of a note's message and title (GitHub: 64 KB, 255).
const MAX_MESSAGE: usize = 16_000;
const MAX_TITLE: usize = 255;

/// What marks a check run as ours.
const OURS: &str = "mulu";

/// A check run as it is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRun {
    /// Its name.
    pub name: String,
    /// GitHub's name of its conclusion.
    pub conclusion: String,
    /// What it comes to.
    pub title: String,
    /// What to do, as Markdown.
    pub summary: String,
    /// Notes on lines.
    pub notes: Vec<Note>,
}

impl CheckRun {
    /// Whether it lets a change be merged.
    #[must_use]
    pub fn is_green(&self) -> bool {
        is_green(&self.conclusion)
    }
}

/// Whether a conclusion lets a change be merged.
fn is_green(conclusion: &str) -> bool {
    matches!(conclusion, "success" | "neutral" | "skipped")
}

/// A note on lines of a file; lines and columns from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The file.
    pub path: String,
    /// The first line.
    pub start_line: u32,
    /// The last line.
    pub end_line: u32,
    /// First and last column, where both are on one line.
    pub columns: Option<(u32, u32)>,
    /// `failure`, `warning` or `notice`.
    pub level: String,
    /// What it is.
    pub title: String,
    /// What is wrong.
    pub message: String,
}

#[derive(Deserialize)]
struct Found {
    id: u64,
    status: String,
    conclusion: Option<String>,
    external_id: Option<String>,
    output: Output,
}

#[derive(Deserialize)]
struct Output {
    title: Option<String>,
    summary: Option<String>,
    annotations_count: usize,
}

/// How a check run of ours stands.
pub(super) struct ExistingCheck {
    found: Option<Found>,
    /// Whether somebody else made a newer one of the same name, which GitHub shows
    /// in place of ours.
    outdone: bool,
}

impl ExistingCheck {
    /// Whether it is green although less was found now.
    pub(super) fn is_too_good(&self, wanted: &CheckRun) -> bool {
        self.is_green() && !wanted.is_green()
    }

    /// Whether it lets a change be merged.
    pub(super) fn is_green(&self) -> bool {
        let found = self.found.as_ref();
        let stands = found.and_then(|found| found.conclusion.as_deref());
        stands.is_some_and(is_green)
    }

    /// Whether there is none.
    pub(super) fn is_absent(&self) -> bool {
        self.found.is_none()
    }

    /// How it stands, to be told; `None`: there is none.
    pub(super) fn told(self) -> Option<Standing> {
        let found = self.found?;
        Some(Standing {
            conclusion: found.conclusion.filter(|_| found.status == "completed"),
            title: found.output.title.unwrap_or_default(),
        })
    }

    pub(super) fn is(&self, wanted: &CheckRun) -> bool {
        let stands = self.found.as_ref().filter(|_| !self.outdone);
        stands.is_some_and(|found| {
            found.status == "completed"
                && found.conclusion.as_deref() == Some(&*wanted.conclusion)
                && found.output.title.as_deref() == Some(&*cut(&wanted.title, MAX_TITLE))
                && found.output.summary.as_deref() == Some(&*cut(&wanted.summary, MAX_SUMMARY))
                && found.output.annotations_count == wanted.notes.len()
        })
    }
}

impl Client {
    /// Our check run of a name on a head; one of anybody else's is not ours.
    pub(super) fn existing(&self, head: &str, name: &str) -> Result<ExistingCheck, Fault> {
        let name = segment(name);
        let route = format!("/commits/{head}/check-runs?check_name={name}&filter=latest");
        let runs: Vec<Found> = self.list(&route, Some("check_runs"))?;
        let newest = runs.iter().map(|run| run.id).max();
        let ours = runs
            .into_iter()
            .filter(|run| run.external_id.as_deref() == Some(OURS));
        let found = ours.max_by_key(|run| run.id);
        Ok(ExistingCheck {
            outdone: found.as_ref().is_some_and(|run| Some(run.id) != newest),
            found,
        })
    }

    /// Brings the check run to what it is to be; whether anything was written.
    /// The notes of a run can only be added to, so one that had any is followed
    /// by a new one, as is one that isn't seen.
    pub(super) fn check(
        &self,
        head: &str,
        wanted: &CheckRun,
        existing: &ExistingCheck,
    ) -> Result<bool, Fault> {
        if existing.is(wanted) {
            return Ok(false);
        }
        let mut batches: Vec<&[Note]> = wanted.notes.chunks(BATCH).collect();
        if batches.is_empty() {
            batches.push(&[]);
        }
        let bodies = bodies(wanted, &batches);
        let fresh = |found: &&Found| found.output.annotations_count == 0 && !existing.outdone;
        let reused = existing.found.as_ref().filter(fresh).map(|found| found.id);
        let (id, begun) = match reused {
            Some(id) => (id, 0),
            None => {
                self.close(existing)?;
                let before = existing.found.as_ref().map(|found| found.id);
                (self.begin(head, &wanted.name, &bodies[0], before)?, 1)
            }
        };
        let route = format!("/check-runs/{id}");
        for (body, batch) in bodies.iter().zip(batches).skip(begun) {
            self.add_notes(&route, body, batch)?;
        }
        Ok(true)
    }

    /// A run that broke off and is followed by a new one doesn't go on for ever.
    fn close(&self, existing: &ExistingCheck) -> Result<(), Fault> {
        let open = |found: &&Found| found.status != "completed";
        let Some(found) = existing.found.as_ref().filter(open) else {
            return Ok(());
        };
        let body = json!({"status": "completed", "conclusion": "cancelled"});
        let route = format!("/check-runs/{}", found.id);
        self.call(Method::Patch, &route, Some(&body)).map(drop)
    }

    /// A new check run; complete at once, unless it has more notes than one call
    /// takes.
    fn begin(
        &self,
        head: &str,
        name: &str,
        part: &Value,
        before: Option<u64>,
    ) -> Result<u64, Fault> {
        let mut body = json!({"name": name, "head_sha": head, "external_id": OURS});
        for (key, value) in part.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        let made = || {
            let found = self.existing(head, name)?.found;
            let new = found.filter(|found| Some(found.id) != before);
            Ok(new.map(|found| json!({"id": found.id})))
        };
        let answer = self.create("/check-runs", &body, made)?;
        let id = answer["id"].as_u64();
        id.ok_or_else(|| Fault::broken("POST /check-runs", "no id"))
    }

    /// Sends a part of the notes. They add up, so a try whose answer was lost is
    /// not simply repeated.
    fn add_notes(&self, route: &str, body: &Value, batch: &[Note]) -> Result<(), Fault> {
        if batch.is_empty() {
            return self.call(Method::Patch, route, Some(body)).map(drop);
        }
        let count = || -> Result<usize, Fault> {
            let run: Found = self.get(route)?;
            Ok(run.output.annotations_count)
        };
        let before = count()?;
        let taken = || Ok((count()? > before).then_some(Value::Null));
        self.once_only(Method::Patch, route, body, taken).map(drop)
    }
}

/// What is sent, part by part: all but the last leave it in progress.
fn bodies(wanted: &CheckRun, batches: &[&[Note]]) -> Vec<Value> {
    let last = batches.len().saturating_sub(1);
    let part = |(at, batch): (usize, &&[Note])| {
        let mut body = json!({"status": "in_progress", "output": output(wanted, batch)});
        if at == last {
            body["status"] = "completed".into();
            body["conclusion"] = wanted.conclusion.clone().into();
        }
        body
    };
    batches.iter().enumerate().map(part).collect()
}

fn output(wanted: &CheckRun, notes: &[Note]) -> Value {
    let notes: Vec<Value> = notes.iter().map(note).collect();
    json!({
        "title": cut(&wanted.title, MAX_TITLE),
        "summary": cut(&wanted.summary, MAX_SUMMARY),
        "annotations": notes,
    })
}

fn note(note: &Note) -> Value {
    let mut face = json!({
        "path": note.path,
        "start_line": note.start_line,
        "end_line": note.end_line,
        "annotation_level": note.level,
        "title": cut(&note.title, MAX_TITLE),
        "message": cut(&note.message, MAX_MESSAGE),
    });
    if let Some((start, end)) = note.columns {
        face["start_column"] = start.into();
        face["end_column"] = end.into();
    }
    face
}

/// The text, or as many bytes of it as are taken.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = text.floor_char_boundary(most.saturating_sub('…'.len_utf8()));
    format!("{}…", &text[..end])
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn bytes_are_counted_and_no_character_is_split() {
        assert_eq!(cut("一二三四", 12), "一二三四");
        assert_eq!(cut("一二三四", 11), "一二…");
        assert_eq!(cut("abc", 3), "abc");
        assert!(cut(&"字".repeat(30_000), 65_535).len() <= 65_535);
    }
}
