//! How to speak and where to look: from arguments and the environment.

use super::args::{Cli, Colour, When};
use super::output::eprint;
use anstream::{AutoStream, ColorChoice};
use mulu_app::{Error, Loaded};
use mulu_core::diagnostic::Message;
use mulu_report::{Language, Localizer, Style};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// The width of what is no terminal.
const WIDTH: usize = 120;

/// How a file is written.
pub(super) const PLAIN: Style = Style {
    colour: false,
    width: WIDTH,
};

/// What every command needs to know.
pub(super) struct Settings {
    /// The folder that holds `registry/`: the one named, or one above it.
    pub(super) folder: PathBuf,
    /// The folder that was named.
    pub(super) here: PathBuf,
    /// The words of what people read.
    pub(super) words: Localizer,
    /// The words of what machines read: the same on any machine.
    pub(super) machine_words: Localizer,
    /// How standard output is written.
    pub(super) style: Style,
    /// How standard error is written.
    pub(super) error_style: Style,
}

impl Settings {
    /// The settings of a command line.
    pub(super) fn of(cli: &Cli) -> Self {
        let asked = cli.lang;
        let language = asked.unwrap_or_else(environment);
        // Several are relative to one another, as git has it.
        let here: PathBuf = [PathBuf::from(".")].iter().chain(&cli.folder).collect();
        Settings {
            folder: mulu_app::home(&here),
            here,
            words: Localizer::new(language),
            machine_words: Localizer::new(asked.unwrap_or_default()),
            style: style(
                cli.color,
                AutoStream::choice(&std::io::stdout()),
                std::io::stdout().is_terminal(),
            ),
            error_style: style(
                cli.color,
                AutoStream::choice(&std::io::stderr()),
                std::io::stderr().is_terminal(),
            ),
        }
    }

    /// Reads what a command is asked about, and says what to know of that.
    ///
    /// It is never taken apart again: the program ends with the command, and giving back
    /// memory document by document takes a twentieth of a check's time.
    pub(super) fn load(&self, when: &When) -> Result<ManuallyDrop<Loaded>, Error> {
        let loaded = mulu_app::load(&when.input(self.folder.clone()))?;
        self.note(&loaded.notes);
        Ok(ManuallyDrop::new(loaded))
    }

    /// Says what to know, on standard error.
    pub(super) fn note(&self, notes: &[Message]) {
        let warning = self.words.word("severity-warning");
        for note in notes {
            eprint(format!("{warning}: {}\n", self.words.say(note)).as_bytes());
        }
    }
}

/// The language for what is said before the arguments are understood.
pub(super) fn language_of(args: &[OsString]) -> Language {
    let args: Vec<&str> = args.iter().filter_map(|arg| arg.to_str()).collect();
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    let apart = || args.windows(2).find(|pair| pair[0] == "--lang");
    let asked = joined.or_else(|| apart().map(|pair| pair[1]));
    asked
        .and_then(|lang| lang.parse().ok())
        .unwrap_or_else(environment)
}

/// The language of the locale, as POSIX ranks its variables.
fn environment() -> Language {
    let named = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    named.map_or_else(Language::default, |locale| Language::of_locale(&locale))
}

fn style(asked: Colour, detected: ColorChoice, terminal: bool) -> Style {
    let colour = match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => detected != ColorChoice::Never,
    };
    let width = terminal_size::terminal_size().filter(|_| terminal);
    Style {
        colour,
        width: width.map_or(WIDTH, |(width, _)| usize::from(width.0)),
    }
}
