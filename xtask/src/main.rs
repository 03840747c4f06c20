//! The project's chores: `cargo xtask --help`.

mod analysis_report;
mod book;
mod chores;
mod new_analyzer;
mod snapshots;
mod workspace;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The project's chores
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Analyse articles, print a summary, write target/report/index.html and findings.jsonl
    Report {
        /// Files and directories [default: fixtures/articles]
        #[arg(value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Make a new analyzer: a crate with a fixture test, wired into the program
    NewAnalyzer {
        /// What it finds, in kebab case, such as ai-systems
        name: String,
    },
    /// Print the findings that a change adds, loses and alters, as Markdown
    Snapshots {
        /// The revision to compare the working tree with
        #[arg(long, value_name = "REV")]
        base: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t = snapshots::Form::Markdown)]
        format: snapshots::Form,
    },
    /// Train the models of the language layers, from the corpora in ../shared
    Train {
        /// Which layer; all of them by default
        layer: Option<String>,
        /// The folder of the treebanks and names [default: ../shared/corpora/language]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Score the program on every labelled set in ../shared/corpora
    Eval,
    /// Measure each step on one core
    Bench {
        /// A directory of articles [default: fixtures/articles]
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// Measure only what has these words in its name
        filter: Vec<String>,
    },
    /// Make the book in target/book, from docs/book and what each analyzer says of itself
    Book,
    /// Run everything a change must pass
    Ci,
}

fn main() -> ExitCode {
    let done = match Cli::parse().chore {
        Chore::Report { paths } => analysis_report::run(&paths),
        Chore::NewAnalyzer { name } => new_analyzer::run(&name),
        Chore::Snapshots { base, format } => snapshots::run(&base, format),
        Chore::Train { layer, data } => chores::train(layer.as_deref(), data.as_deref()),
        Chore::Eval => chores::eval(),
        Chore::Bench { data, filter } => chores::bench(data.as_deref(), &filter),
        Chore::Book => book::build(),
        Chore::Ci => chores::ci(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
