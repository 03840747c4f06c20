//! What each command takes.

use super::formats::{AnalyzeFormat, DiffFormat, InputFormat, Offsets, ParseFormat};
use crate::analysis::Level;
use crate::configuration::NoiseRules;
use crate::selection::Filter;
use clap::Args;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;

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

fn share(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}
