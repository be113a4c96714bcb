//! The bot against a GitHub of our own on 127.0.0.1, with a real repository
//! behind it.

mod accounts;
mod apart;
mod calls;
mod database;
mod description;
mod fake;
mod faults;
mod filing;
mod gate;
mod hub;
mod notes;
mod notes_forged;
mod proposing;
mod published;
mod race;
mod stories;
mod submitting;
mod sweep;
mod trust;
