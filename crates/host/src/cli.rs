//! The command line.

use crate::commands;
use crate::isolation::silence_isolated_panics;
use crate::output::OutputError;
use crate::selection::SelectionError;
use clap::{Args, Parser, Subcommand, ValueEnum};
use copydesk_analyzer::document::OffsetUnit;
use copydesk_parser::Format;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;
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
    /// List the analyzers, or explain one
    Analyzers(AnalyzersArgs),
}

/// What to read, and on how many threads.
#[derive(Args)]
pub(crate) struct InputArgs {
    /// Files, directories, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What the inputs hold
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) input_format: InputFormat,
    /// Number of threads [default: the machine's cores]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}

/// Which findings to make.
#[derive(Args)]
pub(crate) struct SelectionArgs {
    /// Run these analyzers alone (ids, separated by commas)
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub(crate) select: Vec<String>,
    /// Run all but these analyzers (ids, separated by commas)
    #[arg(long, value_delimiter = ',', value_name = "ID")]
    pub(crate) ignore: Vec<String>,
    /// Leave out findings that are less sure than this, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, hide_default_value = true, value_parser = share)]
    pub(crate) min_confidence: f32,
}

#[derive(Args)]
pub(crate) struct AnalyzeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    /// How to print [default: text on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<AnalyzeFormat>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: Offsets,
}

#[derive(Args)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// How to print [default: text on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ParseFormat>,
    /// What offsets count
    #[arg(long, value_enum, default_value_t, value_name = "UNIT")]
    pub(crate) offsets: Offsets,
    /// Print the sentences as well
    #[arg(long)]
    pub(crate) sentences: bool,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    /// The directory to write index.html and findings.jsonl to; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

#[derive(Args)]
pub(crate) struct AnalyzersArgs {
    /// The analyzer to explain
    pub(crate) id: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyzeFormat {
    /// For people: each sentence with its findings marked
    Text,
    /// One array of all articles
    Json,
    /// One object a line for each article
    Jsonl,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    /// For people: each block with its kind
    Text,
    /// One array of all articles
    Json,
    /// One object a line for each article
    Jsonl,
    /// Headline, byline and body as Markdown
    Markdown,
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum InputFormat {
    /// By content, then by extension
    #[default]
    Auto,
    /// Plain or scraped text
    Text,
    /// A page
    Html,
    /// One JSON object a line
    Jsonl,
    /// A web archive
    Warc,
    /// An RSS or Atom feed
    Feed,
}

impl From<InputFormat> for Format {
    fn from(format: InputFormat) -> Self {
        match format {
            InputFormat::Auto => Self::Auto,
            InputFormat::Text => Self::Text,
            InputFormat::Html => Self::Html,
            InputFormat::Jsonl => Self::Jsonl,
            InputFormat::Warc => Self::Warc,
            InputFormat::Feed => Self::Feed,
        }
    }
}

#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Offsets {
    /// Bytes of UTF-8
    #[default]
    Bytes,
    /// Unicode code points
    Chars,
    /// UTF-16 code units
    Utf16,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> Self {
        match offsets {
            Offsets::Bytes => Self::Bytes,
            Offsets::Chars => Self::Chars,
            Offsets::Utf16 => Self::Utf16,
        }
    }
}

/// Why a command could not do its work at all.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error("nothing to read: name files, directories, or - for standard input")]
    NoInput,
    #[error("cannot start {jobs} threads: {problem}; ask for fewer with --jobs")]
    Threads { jobs: usize, problem: String },
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
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A help text that nobody reads any more is no error.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let result = match &cli.command {
        Command::Analyze(args) => commands::analyze::run(args),
        Command::Parse(args) => commands::parse::run(args),
        Command::Report(args) => commands::report::run(args),
        Command::Analyzers(args) => commands::analyzers::run(args),
    };
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Err(CommandError::Output(OutputError(error))) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            anstream::eprintln!("copydesk: {error}");
            ExitCode::from(if matches!(error, CommandError::Output(_) | CommandError::Report { .. }) {
                1
            } else {
                2
            })
        }
    }
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}
