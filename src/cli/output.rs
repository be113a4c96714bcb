//! Standard output and error, and what can happen to them.

use crate::app::Failure;
use crate::report::Words;
use std::io::{self, BufWriter, Stderr, Stdout, Write};

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Done {
    /// Nobody reads any more.
    Closed,
    /// It could not do its work.
    Failed(Box<Failure>),
}

impl From<io::Error> for Done {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Done::Closed;
        }
        Done::Failed(Box::new(Failure::reading("stdout", &error)))
    }
}

/// Where a command writes.
pub(super) struct Output {
    stdout: BufWriter<Stdout>,
    stderr: Stderr,
}

impl Output {
    /// The process's own.
    pub(super) fn new() -> Self {
        Output {
            stdout: BufWriter::with_capacity(1 << 16, io::stdout()),
            stderr: io::stderr(),
        }
    }

    pub(super) fn stdout(&mut self) -> &mut dyn Write {
        &mut self.stdout
    }

    pub(super) fn stderr(&mut self) -> &mut dyn Write {
        &mut self.stderr
    }

    /// Writes out what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), Done> {
        self.stdout.flush().map_err(Done::from)
    }

    /// Says why the command could not do its work. A terminal that is gone
    /// cannot be told so.
    pub(super) fn error(&mut self, words: &Words, failure: &Failure) {
        let _ = self.stdout.flush();
        let text = words.say(&failure.message);
        let _ = writeln!(self.stderr, "{}: {text}", words.word("severity-error"));
    }
}
