//! Standard output and error, and what can happen to them.

use mulu_app::Error;
use mulu_report::Localizer;
use std::io::{self, BufWriter, Stdout, Write};

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum CommandError {
    /// Standard output took no more.
    Unwritable(io::Error),
    /// It could not do its work.
    Failed(Box<Error>),
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        CommandError::Unwritable(error)
    }
}

impl From<Error> for CommandError {
    fn from(failure: Error) -> Self {
        CommandError::Failed(Box::new(failure))
    }
}

/// Standard output that remembers whether its reader went away: what is
/// written through may wrap the error beyond recognition.
struct Pipe {
    inner: Stdout,
    closed: bool,
}

impl Pipe {
    fn watch<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            self.closed |= error.kind() == io::ErrorKind::BrokenPipe;
        }
        done
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner.write(bytes);
        self.watch(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner.flush();
        self.watch(done)
    }
}

/// Where a command writes.
pub(super) struct Output {
    stdout: BufWriter<Pipe>,
}

impl Output {
    /// The process's own.
    pub(super) fn new() -> Self {
        let pipe = Pipe {
            inner: io::stdout(),
            closed: false,
        };
        Output {
            stdout: BufWriter::with_capacity(1 << 16, pipe),
        }
    }

    pub(super) fn stdout(&mut self) -> &mut dyn Write {
        &mut self.stdout
    }

    /// Writes out what is still held back.
    pub(super) fn finish(&mut self) -> Result<(), CommandError> {
        self.stdout.flush().map_err(CommandError::from)
    }

    /// Whether the reader of standard output went away.
    pub(super) fn is_closed(&self) -> bool {
        self.stdout.get_ref().closed
    }

    /// Says why the command could not do its work.
    pub(super) fn error(&mut self, words: &Localizer, failure: &Error) {
        let text = words.say(&failure.message);
        eprint(format!("{}: {text}\n", words.word("severity-error")).as_bytes());
    }
}

/// Writes to standard error. A terminal that is gone cannot be told so, and
/// changes nothing of what was found.
pub(super) fn eprint(text: &[u8]) {
    let mut stderr = io::stderr();
    let _ = stderr.write_all(text);
    let _ = stderr.flush();
}
