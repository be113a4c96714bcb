//! Reviews of small changes.
