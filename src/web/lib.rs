//! The registry's pages: the same decisions and the same sentences as everywhere, in a
//! browser. Served over HTTP ([`serve`]) or written as files ([`site`]).
//!
//! A page is a pure function of a state (a commit judged on a day), its address, the
//! language and the reader's audience; the server and the writer of files share it.

mod api;
mod assets;
mod chart;
mod context;
mod fault;
mod fold;
mod form;
mod frame;
mod index;
mod language;
mod links;
mod page;
mod pages;
mod parts;
mod query;
mod secret;
mod server;
mod site;
mod state;

pub use server::{Access, Options, Told, serve};
pub use site::{Written, site};
