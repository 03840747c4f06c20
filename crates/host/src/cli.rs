//! The command line.

mod arguments;
mod formats;

pub(crate) use arguments::{
    AnalyzeArgs, AnalyzersArgs, CompletionsArgs, DiffArgs, InputArgs, ManArgs, ParseArgs, ReportArgs,
    SelectionArgs, StoreArgs,
};
pub(crate) use formats::{AnalyzeFormat, DiffFormat, InputFormat, Offsets, ParseFormat};

use crate::commands;
use crate::compare::SideError;
use crate::configuration::{ConfigurationError, configure};
use crate::isolation::silence_isolated_panics;
use crate::output::OutputError;
use crate::selection::SelectionError;
use crate::store::StoreError;
use clap::{CommandFactory, Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Reads news articles and reports what they claim, each claim with the exact words it stands on.
#[derive(Parser)]
#[command(name = "copydesk", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print what the analyzers find
    Analyze(AnalyzeArgs),
    /// Print the articles as parsed: metadata, blocks, body
    Parse(ParseArgs),
    /// Write a report that a person opens in a browser, with the findings beside it
    Report(ReportArgs),
    /// Print what differs between the findings of two runs
    Diff(DiffArgs),
    /// List the analyzers, or explain one
    Analyzers(AnalyzersArgs),
    /// Print what analyze with these options would take as set, and where each value comes from
    Config(AnalyzeArgs),
    /// Print a script that completes commands and options in a shell
    Completions(CompletionsArgs),
    /// Print the manual, to be read with man
    Man(ManArgs),
}

/// Why a command could not do its work at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error(transparent)]
    Configuration(#[from] ConfigurationError),
    #[error(
        "nothing to read: name files, directories, or - for standard input, as in `copydesk analyze articles/`"
    )]
    NoInput,
    #[error("{0}")]
    Usage(String),
    #[error("cannot watch: {0}")]
    Watch(io::Error),
    #[error("cannot start {jobs} threads: {problem}; ask for fewer with --jobs")]
    Threads { jobs: usize, problem: String },
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Compare(#[from] SideError),
    #[error("{0}; the output is complete, but the store lacks some of it")]
    Storing(StoreError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error("cannot write {path}: {error}; the report is incomplete")]
    Report { path: String, error: io::Error },
}

/// Whether every input was read and analysed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Complete,
    Incomplete,
}

/// The program: reads the command line, does what it says, and gives the exit status: 0 if all inputs were read, 1 if
/// some input could not be read or analysed, 2 for wrong usage.
#[must_use]
pub fn main() -> ExitCode {
    silence_isolated_panics();
    let mut cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A help text that nobody reads any more is no error.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match &mut cli.command {
        Command::Analyze(args) => configure(args).and_then(|_| commands::analyze::run(args)),
        Command::Parse(args) => configure(args).and_then(|_| commands::parse::run(args)),
        Command::Report(args) => configure(args).and_then(|_| commands::report::run(args)),
        Command::Diff(args) => commands::diff::run(args),
        Command::Analyzers(args) => commands::analyzers::run(args),
        Command::Config(args) => commands::config::run(args),
        Command::Completions(args) => commands::shell::completions(args, Cli::command()),
        Command::Man(args) => commands::shell::man(args, Cli::command()),
    };
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(CommandError::Output(OutputError { error, .. })) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            anstream::eprintln!("copydesk: {error}");
            ExitCode::from(match error {
                CommandError::Output(_) | CommandError::Report { .. } | CommandError::Storing(_) => 1,
                _ => 2,
            })
        }
    }
}
