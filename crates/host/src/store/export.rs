//! A store as an output format: a database to be handed on, with what one run found.

use super::save::{Entry, Saver, copied};
use super::schema;
use crate::analysis::Analysis;
use crate::output::{Draft, Output, OutputError};
use crate::selection::Selection;
use copydesk_analyzer::{AnyFinding, Descriptor, Document};
use std::io;
use std::path::Path;
use std::sync::Arc;

/// Articles that are saved together.
const TOGETHER: usize = 64;

/// A database in the making.
pub(crate) struct Export {
    to: String,
    draft: Draft,
    saver: Saver,
    entries: Vec<Entry>,
}

impl Export {
    /// A new database that will stand at `path`, or take the place of the file there.
    pub(crate) fn new(path: &Path, all: &Selection) -> Result<Self, OutputError> {
        let to = path.display().to_string();
        let failed = |error| OutputError { to: to.clone(), error };
        let draft = Draft::of(path).map_err(failed)?;
        let connection = schema::open(draft.path(), true).map_err(|error| failed(io::Error::other(error)))?;
        let known = all.analyzers().iter().map(|analyzer| analyzer.descriptor()).collect();
        let saver = Saver::new(draft.path().to_owned(), connection, known);
        Ok(Self { to, draft, saver, entries: Vec::new() })
    }

    fn save(&mut self) -> Result<(), OutputError> {
        let saved = self.saver.save(&self.entries);
        self.entries.clear();
        saved.map_err(|error| OutputError { to: self.to.clone(), error: io::Error::other(error) })
    }
}

/// An article and its findings as an entry of an export.
pub(crate) fn entry(document: &Arc<Document>, analysis: &Analysis) -> Entry {
    let mut found: Vec<(&'static Descriptor, Vec<AnyFinding>)> = Vec::new();
    for reported in &analysis.findings {
        let finding = copied(&reported.finding);
        match found.iter_mut().find(|(descriptor, _)| descriptor.id == reported.analyzer.id) {
            Some((_, findings)) => findings.push(finding),
            None => found.push((reported.analyzer, vec![finding])),
        }
    }
    Entry { key: None, document: Arc::clone(document), found }
}

impl Output<Entry> for Export {
    fn add(&mut self, entry: Entry) -> Result<(), OutputError> {
        self.entries.push(entry);
        if self.entries.len() < TOGETHER { Ok(()) } else { self.save() }
    }

    fn prints(&self) -> bool {
        false
    }

    fn settle(&mut self) -> Result<(), OutputError> {
        self.save()
    }

    fn finish(mut self) -> Result<(), OutputError> {
        self.save()?;
        let Self { to, draft, saver, .. } = self;
        let finished = saver.finish(true).map_err(io::Error::other).and_then(|()| draft.publish());
        finished.map_err(|error| OutputError { to, error })
    }
}
