//! What the program reads and writes, by the names that its options have for it.

use clap::ValueEnum;
use copydesk_analyzer::document::OffsetUnit;
use copydesk_parser::Format;
use std::path::Path;

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
