//! One side of a comparison: the articles of a store, or of a result of `analyze`, one after the other.

use super::claim::{self, shown};
use crate::output::{AnalyzedArticle, Layout, Places};
use crate::selection::Selection;
use crate::store::{Shelf, Shelved, StoreError};
use copydesk_analyzer::document::OffsetUnit;
use copydesk_analyzer::render::{self, Style};
use copydesk_diff::Finding;
use copydesk_parser::unpacked;
use serde_json::Value;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// With these bytes an SQLite database begins: <https://sqlite.org/fileformat.html>.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Why a side cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SideError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{}: {error}", .path.display())]
    Io { path: PathBuf, error: io::Error },
}

/// One side.
pub(crate) enum Side {
    Store { shelf: Box<Shelf>, selection: Selection },
    Lines { reader: Box<dyn BufRead + Send>, path: PathBuf, line: u64 },
}

/// An article with its findings, as the program prints them.
pub(super) struct Compared {
    pub(super) id: String,
    pub(super) hash: Option<String>,
    pub(super) findings: Vec<Value>,
    /// How each finding is shown, where the article's text is known.
    bodies: Option<Vec<String>>,
}

impl Side {
    /// Opens a store, or the result of `copydesk analyze --format jsonl`, packed or not.
    pub(crate) fn open(path: &Path, all: impl Fn() -> Selection) -> Result<Self, SideError> {
        let failed = |error| SideError::Io { path: path.to_owned(), error };
        let mut head = Vec::new();
        let mut file = File::open(path).map_err(failed)?;
        file.by_ref().take(SQLITE.len() as u64).read_to_end(&mut head).map_err(failed)?;
        if head == SQLITE {
            let selection = all();
            return Ok(Self::Store { shelf: Box::new(Shelf::open(path, &selection)?), selection });
        }
        let file = File::open(path).map_err(failed)?;
        let reader = unpacked(Box::new(BufReader::new(file))).map_err(failed)?;
        Ok(Self::Lines { reader, path: path.to_owned(), line: 0 })
    }

    /// Whether the articles' texts are known, and so the sentences that findings stand in.
    pub(super) fn knows_texts(&self) -> bool {
        matches!(self, Self::Store { .. })
    }

    /// The next article, or what is wrong with one.
    pub(super) fn next(&mut self) -> Result<Option<Result<Compared, String>>, SideError> {
        match self {
            Self::Store { shelf, selection } => {
                Ok(shelf.next(selection, 0.0)?.map(|shelved| Ok(shelved.into())))
            }
            Self::Lines { reader, path, line } => {
                let mut bytes = Vec::new();
                while bytes.trim_ascii().is_empty() {
                    bytes.clear();
                    *line += 1;
                    let read = reader.read_until(b'\n', &mut bytes);
                    if read.map_err(|error| SideError::Io { path: path.clone(), error })? == 0 {
                        return Ok(None);
                    }
                }
                let article = Compared::of_line(&bytes);
                Ok(Some(article.ok_or_else(|| {
                    let path = path.display();
                    format!("{path}:{line}: no article as `copydesk analyze --format jsonl` prints it")
                })))
            }
        }
    }
}

impl Compared {
    fn of_line(line: &[u8]) -> Option<Self> {
        let mut line: Value = serde_json::from_slice(line).ok()?;
        let id = line.get("article")?.get("id")?.as_str()?.to_owned();
        let Value::Array(findings) = line.get_mut("findings")?.take() else { return None };
        Some(Self { id, hash: None, findings, bodies: None })
    }

    /// The article's id for people.
    pub(super) fn shown_id(&self) -> String {
        shown(&self.id)
    }

    /// The findings with their analyzers' ids, shown in their sentences if `is_rendered`.
    pub(super) fn claims(self, is_rendered: bool) -> Vec<(String, Finding)> {
        let bodies = self.bodies.filter(|_| is_rendered).unwrap_or_default();
        let findings = self.findings.iter().enumerate();
        findings
            .map(|(at, finding)| claim::of(finding, &self.findings, bodies.get(at).map(String::as_str)))
            .collect()
    }
}

impl From<Shelved> for Compared {
    fn from(Shelved { hash, document, analysis }: Shelved) -> Self {
        let places = Places::new(&document, OffsetUnit::Bytes);
        let line = Layout::Lines.json(&AnalyzedArticle::new(&places, &analysis));
        let bodies = analysis.findings.iter().map(|reported| {
            let shown = render::finding(&document, &reported.finding, &[], &Style::SNAPSHOT);
            shown.split_once('\n').map_or(String::new(), |(_, body)| body.trim_end().to_owned())
        });
        let bodies = bodies.collect();
        let article = Self::of_line(&line).expect("what the program prints is what it reads");
        Self { hash: Some(hash), bodies: Some(bodies), ..article }
    }
}
