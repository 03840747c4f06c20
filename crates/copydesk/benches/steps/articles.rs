//! The articles that the benches read.

use copydesk_analyzer::Document;
use copydesk_parser::{Format, Record, Records};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// The environment variable that names a directory of articles to measure on, instead of fixtures/articles.
const DATA: &str = "COPYDESK_BENCH_DATA";

/// The files that are measured on, in memory.
pub(crate) struct Articles {
    files: Vec<(String, Vec<u8>)>,
}

impl Articles {
    /// The files of the directory that `COPYDESK_BENCH_DATA` names, or of fixtures/articles; subdirectories are left out.
    pub(crate) fn load() -> Self {
        let fixtures = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/articles");
        let directory = std::env::var_os(DATA).map_or_else(fixtures, PathBuf::from);
        let entries = fs::read_dir(&directory).expect("the directory of articles can be read");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry can be read").path()).collect();
        paths.retain(|path| path.is_file());
        paths.sort();
        let read =
            |path: &PathBuf| (path.display().to_string(), fs::read(path).expect("an article can be read"));
        let files: Vec<_> = paths.iter().map(read).collect();
        assert!(!files.is_empty(), "no articles in {}", directory.display());
        Self { files }
    }

    /// How many bytes the files have.
    pub(crate) fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// Every article, not yet parsed.
    pub(crate) fn records(&self) -> Vec<Record> {
        let files = self.files.iter();
        let records = files
            .flat_map(|(name, bytes)| Records::new(Box::new(Cursor::new(bytes.clone())), name, Format::Auto));
        records.filter_map(Result::ok).collect()
    }

    /// Every article, parsed; no layer is computed yet.
    pub(crate) fn documents(&self) -> Vec<Document> {
        self.records().into_iter().filter_map(|record| record.parse().ok()).collect()
    }
}
