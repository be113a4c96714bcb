//! Where an answer goes, and as what: the ending of the file's name decides, in every
//! command.

use super::args::{CsvSink, Sink};
use super::file;
use super::output::{CommandError, Output};
use super::settings::{PLAIN, Settings};
use clap::ValueEnum;
use mulu_app::Error;
use mulu_core::diagnostic::Message;
use mulu_report::Style;
use mulu_report::answers::MARK;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The endings of a format by its name.
fn ending(format: &str) -> &str {
    match format {
        "table" | "tree" | "human" | "terminal" => "txt",
        "markdown" => "md",
        other => other,
    }
}

impl Sink {
    fn path(&self) -> Option<&Path> {
        self.output.as_deref()
    }

    /// The format that was named, or that the ending of the file's name says; `usual`
    /// where neither says any.
    ///
    /// # Errors
    /// When the ending is that of no format of the command, or of another one than was
    /// named, or a spreadsheet is to go to standard output.
    pub(super) fn format<F: ValueEnum + Copy>(
        &self,
        asked: Option<F>,
        usual: F,
    ) -> Result<F, Error> {
        let format = match (asked, self.path().and_then(written)) {
            (None, None) => usual,
            (Some(asked), None) => asked,
            (Some(asked), Some(written)) => agreed(asked, &written)?,
            (None, Some(written)) => meant(&written).ok_or_else(|| unknown::<F>(&written))?,
        };
        if self.path().is_none() && name(&format) == "xlsx" {
            return Err(Error::bad_input(Message::new("query-xlsx-file")));
        }
        Ok(format)
    }

    /// How text is written there: in a file without colours, at the usual width.
    pub(super) fn style(&self, settings: &Settings) -> Style {
        match self.path() {
            Some(_) => PLAIN,
            None => settings.style,
        }
    }

    /// Writes to the file that was named, or to standard output.
    pub(super) fn write(
        &self,
        output: &mut Output,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        match self.path() {
            Some(path) => Ok(file::write(path, content)?),
            None => Ok(content(output.stdout())?),
        }
    }
}

impl CsvSink {
    /// As [`Sink::write`], with Excel's mark in front of CSV where it was asked for.
    pub(super) fn write(
        &self,
        output: &mut Output,
        is_csv: bool,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), CommandError> {
        self.sink.write(output, |out| {
            if is_csv && self.bom {
                out.write_all(MARK)?;
            }
            content(out)
        })
    }
}

/// The ending of a file's name, in lower case. What is no plain file has none that
/// means anything.
fn written(path: &Path) -> Option<String> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return None;
    }
    let ending = path.extension()?;
    Some(ending.to_string_lossy().to_lowercase())
}

/// What a format is called.
fn name<F: ValueEnum>(format: &F) -> String {
    let value = format.to_possible_value();
    value.map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The format that an ending says.
fn meant<F: ValueEnum + Copy>(written: &str) -> Option<F> {
    let mut all = F::value_variants().iter();
    all.find(|format| ending(&name(*format)) == written)
        .copied()
}

/// The format that was named, where the ending doesn't say another one.
fn agreed<F: ValueEnum + Copy>(asked: F, written: &str) -> Result<F, Error> {
    let other = meant::<F>(written).filter(|other| name(other) != name(&asked));
    // Any of them may be kept as text.
    if other.is_none() || written == "txt" {
        return Ok(asked);
    }
    let message = Message::new("failure-ending-contradicts")
        .arg("ending", format!("`.{written}`"))
        .arg("format", format!("`{}`", name(&asked)));
    Err(Error::bad_input(message))
}

fn unknown<F: ValueEnum>(written: &str) -> Error {
    let names = F::value_variants()
        .iter()
        .filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = names
        .map(|name| format!("`.{}`", ending(name.get_name())))
        .collect();
    let message = Message::new("failure-ending").arg("ending", format!("`.{written}`"));
    Error::bad_input(message.arg("endings", names))
}
