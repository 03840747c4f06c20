//! The commands: each ties inputs, a run and an output format together.

pub(crate) mod analyze;
pub(crate) mod analyzers;
pub(crate) mod config;
pub(crate) mod diff;
pub(crate) mod parse;
pub(crate) mod report;
mod session;
pub(crate) mod shell;
mod store;
mod summary;
