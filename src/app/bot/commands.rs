//! What people ask the bot under a pull request: `/mulu recheck`, `/mulu explain
//! SYSTEM`, `/mulu help`. Those who act for a unit are answered, nobody else.

use super::super::{Error, Input, Loaded, RevisionSpec, Selection, fund, load, lookup};
use super::{Bot, BotOutcome, base_of, identity, unreached};
use mulu_git::Repository;
use mulu_github::{self as github, Account};
use mulu_report::{Style, decisions};

/// How wide an answer is.
const WIDTH: usize = 100;

impl Bot {
    pub(super) fn command(
        &self,
        pull: u64,
        comment: u64,
        by: Option<&Account>,
        text: &str,
    ) -> Vec<BotOutcome> {
        match self.obey(pull, comment, by, text) {
            Ok(outcomes) => outcomes,
            Err(failure) => vec![BotOutcome::Failed {
                pull: Some(pull),
                failure,
            }],
        }
    }

    fn obey(
        &self,
        number: u64,
        comment: u64,
        by: Option<&Account>,
        text: &str,
    ) -> Result<Vec<BotOutcome>, Error> {
        let pull = self
            .client
            .pull(number)
            .map_err(|fault| unreached(&fault))?;
        if !pull.to_default {
            return Ok(vec![BotOutcome::Nothing]);
        }
        // What strangers propose is fetched and read by whoever judges it.
        let base = format!("+refs/heads/{}:{}", pull.base, base_of(number));
        Repository::open(&self.folder)?.fetch(&self.remote, &[base])?;
        let base = load(&Input {
            folder: self.folder.clone(),
            revision: RevisionSpec::Named(base_of(number)),
            on: self.on,
        })?;
        let acts = |by: &Account| base.registry.acts_for_some_unit(&identity(by));
        if !by.is_some_and(acts) {
            return Ok(vec![BotOutcome::Nothing]);
        }
        let line = text.trim_start().lines().next().unwrap_or_default();
        let mut said = line.split_whitespace().skip(1);
        let text = match (said.next(), said.next()) {
            (Some("recheck"), _) => return Ok(self.proposed(pull)),
            (Some("explain"), Some(system)) => match self.explain(&base, system) {
                Ok(text) => text,
                Err(failure) => fenced(&self.words.say(&failure.message)),
            },
            _ => self.words.word("bot-help"),
        };
        if !self.dry_run {
            github::answer(&self.client, number, comment, &text)
                .map_err(|fault| unreached(&fault))?;
        }
        Ok(vec![BotOutcome::Answered { pull: number, text }])
    }

    /// The decision on a system, as it stands on the base.
    fn explain(&self, base: &Loaded, name: &str) -> Result<String, Error> {
        let snapshot = base.dated()?.ok_or_else(super::super::review::unjudged)?;
        let system = lookup::system(&base.registry, name)?;
        let year = lookup::latest_year(&base.registry, &system)?;
        let selection = Selection {
            system: Some(system),
            ..Selection::default()
        };
        let decisions = fund(&snapshot, year, &selection)?;
        let style = Style {
            colour: false,
            width: WIDTH,
        };
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = decisions::explain(
            &mut text,
            &snapshot,
            &decisions,
            &self.words,
            (style, decisions::Telling::default()),
        );
        Ok(fenced(&String::from_utf8_lossy(&text)))
    }
}

/// Text as it is, whatever it holds.
fn fenced(text: &str) -> String {
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", text.trim_end())
}
