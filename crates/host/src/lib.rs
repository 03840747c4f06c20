//! The host: runs the registered analyzers over many articles and writes down what they found.
//!
//! This room holds the command line as a library ([`main`]), the walk over the inputs, the parallel run over articles,
//! the isolation of analyzers from one another, the links between their findings, and the output formats.
//! What never enters it: the name of any analyzer, file formats of articles, rules of language.
//!
//! A program with analyzers of its own names their crates and calls [`main`]:
//!
//! ```no_run
//! // use my_analyzer as _;
//! fn main() -> std::process::ExitCode {
//!     copydesk_host::main()
//! }
//! ```
//!
//! A library user analyses one document with [`analyze`].

mod analysis;
mod cli;
mod commands;
mod compare;
mod configuration;
#[cfg(test)]
mod fakes;
mod inputs;
mod isolation;
mod items;
mod links;
mod nearest;
mod output;
mod report;
mod run;
mod selection;
mod store;
mod watch;

pub use analysis::{Analysis, Diagnostic, Level, Reported, analyze};
pub use cli::main;
pub use selection::{Filter, Selection, SelectionError};
