//! The pages, through real HTTP and as files: what a reader finds, and what nobody can make
//! them say.

mod api;
mod audience;
pub(crate) mod browser;
mod compare;
mod crawl;
mod hostile;
mod reading;
mod record;
mod running;
mod site;

pub(crate) use browser::{Answer, Browser};
