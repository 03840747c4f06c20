//! Black-box tests of the program: what it reads, what it prints, how it ends.

#![allow(clippy::unwrap_used, reason = "what a test expects of the program fails the test")]

mod analyze;
mod bad_input;
mod browser;
mod census;
mod configuration;
mod diff;
mod formats;
mod inputs;
mod layers;
mod output;
mod parse;
mod properties;
mod report;
mod shell;
mod store;
mod usage;
mod watch;
