//! The pages, through real HTTP and as files: what a reader finds, and what nobody can make
//! them say.

mod api;
mod audience;
mod browser;
mod compare;
mod crawl;
mod hostile;
mod reading;
mod running;
mod site;

use browser::Browser;
