//! The command line.

use crate::analysis::Level;
use crate::commands;
use crate::compare::SideError;
use crate::configuration::{ConfigurationError, NoiseRules, configure};
use crate::isolation::silence_isolated_panics;
use crate::output::OutputError;
use crate::selection::{Filter, SelectionError};
use crate::store::StoreError;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use copydesk_analyzer::document::OffsetUnit;
use copydesk_parser::Format;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
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

/// What to read, and on how many threads.
#[derive(Args)]
pub(crate) struct InputArgs {
    /// Files, directories, or - for standard input
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// What the inputs hold [default: auto]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,
    /// Number of threads [default: the machine's cores]
    #[arg(long, short, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Take this configuration [default: copydesk.toml in the working directory or the nearest folder above]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) voice: Voice,
    /// Which blocks are noise, as the configuration says.
    #[arg(skip)]
    pub(crate) noise: NoiseRules,
}

/// How much is said on standard error.
#[derive(Args, Clone, Copy, Default)]
pub(crate) struct Voice {
    /// Say nothing but what cannot be read or written
    #[arg(long, short, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say as well what is left out and why, and sum up at the end
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Sum up at the end where nobody asked for it.
    #[arg(skip)]
    pub(crate) sums_up: bool,
}

impl Voice {
    /// Whether a remark on an article is said.
    pub(crate) fn says(self, level: Level) -> bool {
        match level {
            Level::Error => true,
            Level::Warning => !self.quiet,
            Level::Note => self.verbose,
        }
    }

    /// Whether a run is summed up at its end.
    pub(crate) fn says_summary(self) -> bool {
        !self.quiet && (self.verbose || self.sums_up || io::stderr().is_terminal())
    }

    /// Whether a run shows how far it is: not where its bar would stand among what is printed.
    pub(crate) fn shows_progress(self, prints: bool) -> bool {
        !self.quiet && io::stderr().is_terminal() && !(prints && io::stdout().is_terminal())
    }
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
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub(crate) min_confidence: Option<f32>,
    /// What is wanted of single analyzers, as the configuration says.
    #[arg(skip)]
    pub(crate) filters: Vec<(&'static str, Filter)>,
}

/// Where articles and findings are kept from one run to the next.
#[derive(Args)]
pub(crate) struct StoreArgs {
    /// Keep articles and findings in this SQLite database, and do nothing again that it holds already; a report without
    /// PATH is of all that it holds
    #[arg(long, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct AnalyzeArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// How to print [default: as the extension of --output says; text on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<AnalyzeFormat>,
    /// What offsets count [default: bytes; always chars in web-annotation and brat]
    #[arg(long, value_enum, value_name = "UNIT")]
    pub(crate) offsets: Option<Offsets>,
    /// Write to this file, or to this new folder where the format is one of folders [default: standard output]
    #[arg(long, short, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
    /// Go on with files that come or change, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
}

#[derive(Args)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// How to print [default: text on a terminal, jsonl otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<ParseFormat>,
    /// What offsets count [default: bytes]
    #[arg(long, value_enum, value_name = "UNIT")]
    pub(crate) offsets: Option<Offsets>,
    /// Print the sentences as well
    #[arg(long)]
    pub(crate) sentences: bool,
    /// Write to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Print the language layers as well: tokens, syntax, mentions and who is whom, quantities, dates
    #[arg(long)]
    pub(crate) layers: bool,
}

#[derive(Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) selection: SelectionArgs,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// The directory to write index.html and findings.jsonl to; made if it is not there
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

#[derive(Args)]
pub(crate) struct DiffArgs {
    /// The first run: a store, or a file that `analyze --format jsonl` printed, packed or not
    #[arg(value_name = "A")]
    pub(crate) before: PathBuf,
    /// The second run, likewise
    #[arg(value_name = "B")]
    pub(crate) after: PathBuf,
    /// How to print [default: as the extension of --output says; text otherwise]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<DiffFormat>,
    /// Write to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct AnalyzersArgs {
    /// The analyzer to explain
    pub(crate) id: Option<String>,
}

#[derive(Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Args)]
pub(crate) struct ManArgs {
    /// The command whose page to print
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
    /// Write every page into this folder
    #[arg(long, short, value_name = "DIR", conflicts_with = "command")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnalyzeFormat {
    /// For people: each sentence with its findings marked
    Text,
    /// One array of all articles
    Json,
    /// One object a line for each article
    Jsonl,
    /// A table with a row for each finding
    Csv,
    /// A list of the findings of each article, as Markdown
    Markdown,
    /// A table with a row for each finding, in columns for data tools
    Parquet,
    /// A collection of W3C Web Annotations, one for each finding, as JSON-LD
    WebAnnotation,
    /// A folder of standoff annotations: an .ann and a .txt for each article
    Brat,
    /// An SQLite database of articles, findings and labels, with a full-text index
    Sqlite,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For people: what was added, lost and altered in each article
    Text,
    /// For a review: counts, then each finding before and after
    Markdown,
    /// One object, with the findings as analyze prints them
    Json,
}

impl DiffFormat {
    /// The format that a file's extension stands for.
    pub(crate) fn of_extension(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "json" => Self::Json,
            _ => return None,
        })
    }
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
    /// A token a line, for other programs that work with language; names and clusters in MISC
    Conllu,
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

impl AnalyzeFormat {
    /// Whether its offsets are code points, whatever else is asked for.
    pub(crate) fn counts_code_points(self) -> bool {
        matches!(self, Self::WebAnnotation | Self::Brat)
    }

    /// Whether what is written of it is of use before all of it is there.
    pub(crate) fn grows(self) -> bool {
        matches!(self, Self::Text | Self::Jsonl | Self::Csv | Self::Markdown | Self::Brat)
    }

    /// The format that a file's extension stands for.
    pub(crate) fn of_extension(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Self::Text,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "md" | "markdown" => Self::Markdown,
            "parquet" => Self::Parquet,
            "jsonld" => Self::WebAnnotation,
            "db" | "sqlite" | "sqlite3" => Self::Sqlite,
            _ => return None,
        })
    }
}

impl ParseFormat {
    /// The format that a file's extension stands for.
    pub(crate) fn of_extension(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Self::Text,
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "md" | "markdown" => Self::Markdown,
            "conllu" => Self::Conllu,
            _ => return None,
        })
    }
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

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
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

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}
