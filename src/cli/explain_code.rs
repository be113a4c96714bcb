//! `mulu explain-code CODE`: what a finding means and what to do about it.

use super::SOUND;
use super::args::ExplainCode;
use super::output::{CommandError, Output};
use super::settings::Settings;
use mulu_app::{self as app, Error};
use mulu_report::codes;

pub(super) fn run(
    args: &ExplainCode,
    settings: &Settings,
    output: &mut Output,
) -> Result<u8, CommandError> {
    let words = &settings.words;
    let Some(id) = &args.code else {
        codes::all(output.stdout(), words)?;
        return Ok(SOUND);
    };
    let code = codes::find(id).map_err(Error::not_found)?;
    let (rests_on, titles) = app::rests_on(&settings.folder, code);
    let words = words.with_titles(titles);
    codes::one(output.stdout(), code, &rests_on, &words)?;
    Ok(SOUND)
}
