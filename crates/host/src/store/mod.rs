//! The store: an SQLite database of articles and findings, from which a later run takes what it need not do again.
//!
//! `schema.sql` says what it holds. An article is kept once, by its content, wherever it was read; an analyzer's findings
//! in it for as long as the analyzer's version and the language layers below it stay as they are. Links between findings are
//! written for those who read the database; a run makes its own, as it does without a store.

mod columns;
mod error;
mod export;
mod key;
mod load;
mod pack;
mod save;
mod schema;
mod shelf;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use error::StoreError;
pub(crate) use export::{Export, entry};
pub(crate) use key::Key;
pub(crate) use save::Entry;
pub(crate) use shelf::{Shelf, Shelved};

use crate::analysis::{Outcome, Reported, skipped};
use crate::selection::Selection;
use copydesk_analyzer::{AnyAnalyzer, Descriptor, Document, document, language};
use load::{LoadError, Stored};
use rusqlite::Connection;
use save::Saver;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use writer::Writer;

/// What decides how bytes are read: this build of the parser, and of the layers that tell the language.
fn parser() -> String {
    format!("{}-{}", copydesk_parser::FINGERPRINT, layers())
}

/// What decides what an analyzer of one version finds: this build of the rooms below it.
fn layers() -> String {
    format!("{}-{}", document::FINGERPRINT, language::FINGERPRINT)
}

impl Stored {
    /// Whether the analyzer would find the same again.
    fn is_current(&self, descriptor: &Descriptor) -> bool {
        self.version == descriptor.version && self.layers == layers() && self.findings.is_some()
    }
}

/// A store in use by one run: any number of threads take from it, one thread writes.
pub(crate) struct Store {
    path: PathBuf,
    /// How articles are read beside what the parser decides: other rules are other readings of the same bytes.
    rules: String,
    known: Vec<&'static Descriptor>,
    /// Connections that nobody uses at the moment.
    idle: Mutex<Vec<Connection>>,
    writer: Writer,
    /// The first thing that went wrong in reading.
    problem: Mutex<Option<StoreError>>,
}

impl Store {
    /// Opens the store at `path`, or makes it, for a program that has these analyzers and reads articles under `rules`.
    pub(crate) fn open(path: &Path, all: &Selection, rules: String) -> Result<Self, StoreError> {
        let connection = schema::open(path, true)?;
        let known: Vec<_> = all.analyzers().iter().map(|analyzer| analyzer.descriptor()).collect();
        let writer = Writer::new(Saver::new(path.to_owned(), connection, known.clone()));
        Ok(Self {
            path: path.to_owned(),
            rules,
            known,
            idle: Mutex::default(),
            writer,
            problem: Mutex::default(),
        })
    }

    /// The row of the article that these bytes were read as.
    pub(crate) fn article_of(&self, key: &Key) -> Option<i64> {
        self.read(|connection| Ok(load::article_of(connection, &key.under(&self.rules).0, &parser())?))
            .flatten()
    }

    /// An article by its row, as it was read.
    pub(crate) fn document(&self, article: i64) -> Option<Document> {
        self.read(|connection| load::document(connection, article)).flatten()
    }

    /// What the analyzers find in a document: taken from the store where it holds that, and saved there where it does
    /// not. `key` stands for the bytes it was read from, `article` is the row that the store has for those.
    pub(crate) fn outcomes(
        &self,
        document: &Arc<Document>,
        key: Key,
        article: Option<i64>,
        selection: &Selection,
    ) -> Vec<Outcome> {
        // Other bytes, or an older parser, may have been read as the same article.
        let like = || {
            self.read(|connection| Ok(load::article_like(connection, &key::of_document(document))?)).flatten()
        };
        let mut stored =
            article.or_else(like).and_then(|article| self.stored(article, document)).unwrap_or_default();
        let mut found = Vec::new();
        let outcome = |analyzer: &&'static dyn AnyAnalyzer| {
            let descriptor = analyzer.descriptor();
            if let Some(note) = skipped(descriptor, document) {
                return Err(note);
            }
            let current = stored.remove(descriptor.id).filter(|stored| stored.is_current(descriptor));
            if let Some(findings) = current.and_then(|stored| stored.findings) {
                return Ok(findings
                    .into_iter()
                    .map(|(_, finding)| Reported::new(descriptor, finding))
                    .collect());
            }
            let outcome = crate::analysis::run(*analyzer, document);
            if let Ok(findings) = &outcome {
                let findings = findings.iter().map(|reported| save::copied(&reported.finding));
                found.push((descriptor, findings.collect()));
            }
            outcome
        };
        let outcomes = selection.analyzers().iter().map(outcome).collect();
        if article.is_none() || !found.is_empty() {
            self.writer.add(Entry {
                key: Some(key.under(&self.rules)),
                document: Arc::clone(document),
                found,
            });
        }
        outcomes
    }

    fn stored(&self, article: i64, document: &Document) -> Option<BTreeMap<&'static str, Stored>> {
        self.read(|connection| load::stored(connection, article, document, &self.known))
    }

    /// Reads with a connection of its own; what goes wrong is told at the end, and counts as nothing found until then.
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, LoadError>) -> Option<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| schema::open_again(&self.path), Ok);
        let result = connection.and_then(|connection| {
            let result = read(&connection).map_err(|error| error.of_store(&self.path));
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        });
        result.map_err(|error| self.note(error)).ok()
    }

    fn note(&self, error: StoreError) {
        self.problem.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    /// Saves what is left, and tells what went wrong with the store.
    pub(crate) fn close(mut self) -> Result<(), StoreError> {
        // The last connection to be closed tidies up: that is the writer's.
        self.idle.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
        self.writer.finish()?;
        self.problem.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}
