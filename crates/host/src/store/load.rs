//! Rows of the store back to documents and findings.

use super::error::StoreError;
use super::pack;
use copydesk_analyzer::document::Article;
use copydesk_analyzer::{AnyFinding, Descriptor, Document, Finding, Label, Span};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Why something cannot be taken from a store.
#[derive(Debug, thiserror::Error)]
pub(super) enum LoadError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("article {0} cannot be put together again")]
    Damaged(i64),
}

impl LoadError {
    /// What it means for the store at `path`.
    pub(super) fn of_store(self, path: &Path) -> StoreError {
        match self {
            Self::Sqlite(error) => StoreError::of(path, error),
            Self::Damaged(_) => StoreError::Damaged { path: path.to_owned(), problem: self.to_string() },
        }
    }
}

/// What a store holds of one analyzer's work on one article.
pub(super) struct Stored {
    /// Its version, as it was then.
    pub(super) version: u32,
    /// The layers it read, as they were then.
    pub(super) layers: String,
    /// What it found, with the rows' ids, in the order of those; `None` where that is not what this program could find:
    /// a kind or a role is none that the descriptor names now, a place lies outside the text.
    pub(super) findings: Option<Vec<(i64, AnyFinding)>>,
}

/// The article that some bytes were read as, by this build of the parser.
pub(super) fn article_of(
    connection: &Connection,
    bytes: &[u8; 32],
    parser: &str,
) -> rusqlite::Result<Option<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT article FROM readings WHERE bytes = ?1 AND parser = ?2")?;
    statement.query_row((&bytes[..], parser), |row| row.get(0)).optional()
}

/// The row of the article of this hash.
pub(super) fn article_like(connection: &Connection, hash: &str) -> rusqlite::Result<Option<i64>> {
    let mut find = connection.prepare_cached("SELECT id FROM articles WHERE hash = ?1")?;
    find.query_row([hash], |row| row.get(0)).optional()
}

/// An article as it was read, if the store still holds it.
pub(super) fn document(connection: &Connection, id: i64) -> Result<Option<Document>, LoadError> {
    let mut statement = connection.prepare_cached(
        "SELECT article, source, headline, byline, published, modified, publisher, url, section, language, text, \
         blocks, source_map FROM articles WHERE id = ?1",
    )?;
    let parts = statement
        .query_row([id], |row| Ok((metadata(row)?, row.get::<_, String>(10)?, blocks(row)?)))
        .optional()?;
    let Some((article, text, (blocks, source_map))) = parts else { return Ok(None) };
    let damaged = || LoadError::Damaged(id);
    let blocks = pack::unpacked_blocks(&blocks).ok_or_else(damaged)?;
    let source_map = source_map.map(|map| pack::unpacked_source_map(&map).ok_or_else(damaged)).transpose()?;
    let article = article.ok_or_else(damaged)?;
    Document::new(text, article, blocks, source_map).map(Some).map_err(|_| damaged())
}

fn metadata(row: &Row<'_>) -> rusqlite::Result<Option<Article>> {
    let moment = |text: Option<String>| text.map(|text| text.parse()).transpose().ok();
    let byline: String = row.get(3)?;
    let (published, modified) = (moment(row.get(4)?), moment(row.get(5)?));
    let (Ok(byline), Some(published), Some(modified)) = (serde_json::from_str(&byline), published, modified)
    else {
        return Ok(None);
    };
    Ok(Some(Article {
        id: row.get(0)?,
        source: row.get(1)?,
        headline: row.get(2)?,
        byline,
        published,
        modified,
        publisher: row.get(6)?,
        url: row.get(7)?,
        section: row.get(8)?,
        language: row.get(9)?,
    }))
}

fn blocks(row: &Row<'_>) -> rusqlite::Result<(String, Option<Vec<u8>>)> {
    Ok((row.get(11)?, row.get(12)?))
}

/// What the store holds of the analyzers that are `known`, by their ids, about the article, which is `document`.
pub(super) fn stored(
    connection: &Connection,
    article: i64,
    document: &Document,
    known: &[&'static Descriptor],
) -> Result<BTreeMap<&'static str, Stored>, LoadError> {
    let mut all = BTreeMap::new();
    let mut analyses =
        connection.prepare_cached("SELECT analyzer, version, layers FROM analyses WHERE article = ?1")?;
    let mut rows = analyses.query([article])?;
    while let Some(row) = rows.next()? {
        if let Some(descriptor) = named(known, text(row, 0)?) {
            let (version, layers) = (row.get(1)?, row.get(2)?);
            all.insert(descriptor.id, Stored { version, layers, findings: Some(Vec::new()) });
        }
    }
    let mut labels = Labels::new(connection)?;
    let mut findings = connection.prepare_cached(
        "SELECT id, analyzer, kind, span_start, span_end, message, confidence, data FROM findings \
         WHERE article = ?1 ORDER BY id",
    )?;
    let mut rows = findings.query([article])?;
    while let Some(row) = rows.next()? {
        let Some(descriptor) = named(known, text(row, 1)?) else { continue };
        let Some(stored) = all.get_mut(descriptor.id) else { continue };
        let finding = finding(row, descriptor, &mut labels)?;
        match (finding, &mut stored.findings) {
            (Some(finding), Some(findings)) if stands(document, &finding) => {
                findings.push((row.get(0)?, finding))
            }
            _ => stored.findings = None,
        }
    }
    Ok(all)
}

/// Whether a finding and its labels are stretches of the document: someone may have written to the store.
fn stands(document: &Document, finding: &AnyFinding) -> bool {
    let mut spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
    spans.all(|span| document.text().get(span.range()).is_some())
}

fn named(known: &[&'static Descriptor], id: &str) -> Option<&'static Descriptor> {
    known.iter().find(|descriptor| descriptor.id == id).copied()
}

fn finding(
    row: &Row<'_>,
    descriptor: &Descriptor,
    labels: &mut Labels<'_>,
) -> Result<Option<AnyFinding>, LoadError> {
    let kind = text(row, 2)?;
    let Some(kind) = descriptor.kinds.iter().find(|known| known.name == kind) else { return Ok(None) };
    let (Some(labels), Some(span)) = (labels.of(row.get(0)?, descriptor)?, span(row.get(3)?, row.get(4)?))
    else {
        return Ok(None);
    };
    let Ok(data) = serde_json::from_str::<Value>(text(row, 7)?) else { return Ok(None) };
    // It went there from four bytes, so it fits into them.
    let confidence = row.get::<_, Option<f64>>(6)?.map(|sure| sure as f32);
    let message = row.get(5)?;
    Ok(Some(Finding { kind: kind.name, span, message, labels, confidence, data: Box::new(data) }))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

fn span(start: u32, end: u32) -> Option<Span> {
    (start <= end).then(|| Span::new(start, end))
}

/// Reads the labels of one finding after the other.
struct Labels<'c>(CachedStatement<'c>);

impl<'c> Labels<'c> {
    fn new(connection: &'c Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT role, span_start, span_end FROM labels WHERE finding = ?1 ORDER BY position";
        Ok(Self(connection.prepare_cached(sql)?))
    }

    fn of(&mut self, finding: i64, descriptor: &Descriptor) -> rusqlite::Result<Option<Vec<Label>>> {
        let mut labels = Vec::new();
        let mut rows = self.0.query([finding])?;
        while let Some(row) = rows.next()? {
            let role = text(row, 0)?;
            let role = descriptor.roles.iter().find(|known| known.name == role);
            let (Some(role), Some(span)) = (role, span(row.get(1)?, row.get(2)?)) else { return Ok(None) };
            labels.push(Label { role: role.name, span });
        }
        Ok(Some(labels))
    }
}
