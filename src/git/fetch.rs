//! Objects from another repository, by the `git` program: it knows every way of
//! reaching one. Nothing is checked out.

use super::Repository;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mulu_core::diagnostic::{Error, Message};
use std::path::Path;
use std::process::{Command, Stdio};

/// Where objects come from.
#[derive(Clone, Debug)]
pub struct Remote {
    /// The server's address, such as `https://github.com`.
    pub server: String,
    /// The repository as `owner/name`.
    pub repository: String,
    /// The token that may read it; `None`: anybody may.
    pub token: Option<String>,
}

impl Remote {
    pub(super) fn address(&self) -> String {
        format!(
            "{}/{}.git",
            self.server.trim_end_matches('/'),
            self.repository
        )
    }

    /// What git is told through its environment, where no list of processes
    /// shows it.
    fn secret(&self) -> Option<(String, String)> {
        let token = self.token.as_ref()?;
        let pair = STANDARD.encode(format!("x-access-token:{token}"));
        let key = format!("http.{}/.extraheader", self.server.trim_end_matches('/'));
        Some((key, format!("AUTHORIZATION: basic {pair}")))
    }

    /// The `git` program on a repository, to be told what to do with this remote: nobody is
    /// asked anything, and a transfer that stands still ends.
    pub(super) fn git(&self, repository: &Path) -> Command {
        let mut command = Command::new("git");
        command
            .arg("--git-dir")
            .arg(repository)
            .env("GIT_TERMINAL_PROMPT", "0")
            // Its words are looked into.
            .env("LC_ALL", "C")
            .env("GIT_HTTP_LOW_SPEED_LIMIT", "1000")
            .env("GIT_HTTP_LOW_SPEED_TIME", "60")
            .stdin(Stdio::null());
        if let Some((key, value)) = self.secret() {
            command
                .env("GIT_CONFIG_COUNT", "1")
                .env("GIT_CONFIG_KEY_0", key)
                .env("GIT_CONFIG_VALUE_0", value);
        }
        command
    }
}

impl Repository {
    /// Fetches what some refspecs name (`+from:to`).
    ///
    /// # Errors
    /// When git is missing, or the remote doesn't give them; in git's own words.
    pub fn fetch(&self, remote: &Remote, refspecs: &[String]) -> Result<(), Error> {
        // A transfer that stands still ends; the next run will do.
        let mut command = remote.git(self.inner.path());
        command
            .args(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"])
            .args(["--no-recurse-submodules", "--no-auto-maintenance"])
            // What a pattern named and is gone there is gone here.
            .args(["--prune", "--"])
            .arg(remote.address())
            .args(refspecs);
        let failed = |reason: String| {
            let message = Message::new("failure-fetch").arg("address", remote.address());
            Error::outside(message.arg("reason", reason))
        };
        let output = command
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(failed(said.lines().last().unwrap_or_default().to_owned()))
    }
}
