//! The bot against a GitHub of our own on 127.0.0.1, with a real repository
//! behind it.

mod accounts;
mod calls;
mod description;
mod fake;
mod faults;
mod hub;
mod published;
mod stories;
mod sweep;
mod trust;
