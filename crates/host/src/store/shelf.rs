//! All that a store holds, read without analysing anything.

use super::error::StoreError;
use super::load::{self, Stored};
use super::schema;
use crate::analysis::{Analysis, Outcome, Reported, assemble, skipped};
use crate::selection::Selection;
use copydesk_analyzer::{Descriptor, Document};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The articles of a store, in the order of their sources, with what was found in them.
pub(crate) struct Shelf {
    path: PathBuf,
    connection: Connection,
    known: Vec<&'static Descriptor>,
    /// The rows, each with the article's hash.
    rows: std::vec::IntoIter<(i64, String)>,
    /// Of how many articles the findings of an analyzer are missing, or of another version.
    behind: BTreeMap<&'static str, usize>,
}

/// An article of a store.
pub(crate) struct Shelved {
    /// What tells its content from another's.
    pub(crate) hash: String,
    pub(crate) document: Document,
    /// What was found in it.
    pub(crate) analysis: Analysis,
}

impl Shelf {
    /// Opens the store at `path`, for a program with these analyzers.
    pub(crate) fn open(path: &Path, all: &Selection) -> Result<Self, StoreError> {
        let connection = schema::open(path, false)?;
        let known = all.analyzers().iter().map(|analyzer| analyzer.descriptor()).collect();
        let rows = rows(&connection).map_err(|error| StoreError::of(path, error))?;
        Ok(Self { path: path.to_owned(), connection, known, rows: rows.into_iter(), behind: BTreeMap::new() })
    }

    /// The next article, with what the analyzers of `selection` found in it whenever they were run last.
    pub(crate) fn next(
        &mut self,
        selection: &Selection,
        min_confidence: f32,
    ) -> Result<Option<Shelved>, StoreError> {
        let Some((row, hash)) = self.rows.next() else { return Ok(None) };
        let loaded = load::document(&self.connection, row).and_then(|document| {
            let Some(document) = document else { return Ok(None) };
            let stored = load::stored(&self.connection, row, &document, &self.known)?;
            Ok(Some((document, stored)))
        });
        let loaded = loaded.map_err(|error| error.of_store(&self.path))?;
        // Another run may have replaced it meanwhile.
        let Some((document, mut stored)) = loaded else { return self.next(selection, min_confidence) };
        let outcomes: Vec<_> = selection
            .analyzers()
            .iter()
            .map(|analyzer| self.outcome(analyzer.descriptor(), &document, &mut stored))
            .collect();
        let analysis = assemble(&document, outcomes, selection, min_confidence);
        Ok(Some(Shelved { hash, document, analysis }))
    }

    fn outcome(
        &mut self,
        descriptor: &'static Descriptor,
        document: &Document,
        stored: &mut BTreeMap<&'static str, Stored>,
    ) -> Outcome {
        if let Some(note) = skipped(descriptor, document) {
            return Err(note);
        }
        let stored = stored.remove(descriptor.id);
        if !stored.as_ref().is_some_and(|stored| stored.is_current(descriptor)) {
            *self.behind.entry(descriptor.id).or_default() += 1;
        }
        let findings = stored.and_then(|stored| stored.findings).unwrap_or_default().into_iter();
        Ok(findings.map(|(_, finding)| Reported::new(descriptor, finding)).collect())
    }

    /// What to know about the findings that were read: those that another run would make anew.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = String> {
        let path = self.path.display();
        self.behind.iter().map(move |(id, number)| {
            format!(
                "{path}: of {number} of its articles the findings of {id} are missing or made by another version; \
                 `copydesk analyze --store {path} PATH` makes them anew"
            )
        })
    }
}

/// The articles' rows and hashes, in the order of their sources. Lines of one file stand in the order of their numbers.
fn rows(connection: &Connection) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare("SELECT coalesce(source, ''), article, id, hash FROM articles")?;
    let place = |source: String| match source.rsplit_once(':') {
        Some((file, line)) => match line.parse::<u64>() {
            Ok(line) => (file.to_owned(), line),
            Err(_) => (source, 0),
        },
        None => (source, 0),
    };
    let rows = statement.query_map([], |row| {
        Ok((place(row.get(0)?), row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
    })?;
    let mut rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.sort();
    Ok(rows.into_iter().map(|(_, _, row, hash)| (row, hash)).collect())
}
