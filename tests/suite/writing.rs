//! The form: a clerk fills in documents on pages, through real HTTP, and nothing is lost.

pub(crate) mod clerk;
mod damage;
mod guarded;
mod posts;
mod story;
