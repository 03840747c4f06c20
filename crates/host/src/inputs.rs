//! Inputs: files, directories and standard input, as the user named them.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The extensions of the files that a directory is searched for.
const EXTENSIONS: &[&str] =
    &["atom", "gz", "htm", "html", "jsonl", "ndjson", "rss", "text", "txt", "warc", "xhtml", "xml", "zst"];

/// One input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Why a path gives no input.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    /// The path cannot be looked at.
    #[error("{path}: {error}")]
    Io {
        /// The path.
        path: String,
        /// What the system said.
        error: io::Error,
    },
    /// A directory holds no article.
    #[error(
        "{0}: no articles in this directory; it is searched for .txt, .html, .jsonl, .warc, .xml and the like, \
         name files of other kinds one by one"
    )]
    NoArticles(String),
}

impl Input {
    /// Its name in messages and in the articles' `source`.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => name_of(path),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// A reader of its bytes, without a buffer.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Stdin => Box::new(io::stdin()),
        })
    }

    /// Its size in bytes, where that is known.
    pub(crate) fn size(&self) -> Option<u64> {
        match self {
            Self::File(path) => path.metadata().ok().map(|metadata| metadata.len()),
            Self::Stdin => None,
        }
    }
}

/// The inputs that `paths` stand for, in their order; directories are walked in the order of their files' names.
pub(crate) fn expand(paths: &[PathBuf]) -> Vec<Result<Input, InputError>> {
    paths.iter().flat_map(|path| expand_one(path)).collect()
}

fn expand_one(path: &Path) -> Vec<Result<Input, InputError>> {
    if path == Path::new("-") {
        return vec![Ok(Input::Stdin)];
    }
    let failed = |error| vec![Err(InputError::Io { path: name_of(path), error })];
    match path.metadata() {
        Err(error) => failed(error),
        Ok(metadata) if metadata.is_dir() => walk(path),
        Ok(_) => vec![Ok(Input::File(path.to_owned()))],
    }
}

fn walk(directory: &Path) -> Vec<Result<Input, InputError>> {
    let walk = WalkDir::new(directory).follow_links(true).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let inputs: Vec<_> = entries.filter_map(input_of).collect();
    if inputs.is_empty() { vec![Err(InputError::NoArticles(name_of(directory)))] } else { inputs }
}

fn input_of(entry: walkdir::Result<DirEntry>) -> Option<Result<Input, InputError>> {
    match entry {
        Ok(entry) if entry.file_type().is_file() && has_known_extension(entry.path()) => {
            Some(Ok(Input::File(entry.into_path())))
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().map(name_of).unwrap_or_default();
            Some(Err(InputError::Io { path, error: error.into() }))
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn has_known_extension(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
