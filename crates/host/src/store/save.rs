//! Documents and findings into rows.

use super::columns;
use super::error::StoreError;
use super::key::{self, Key};
use super::load::{self, LoadError};
use super::{layers, pack, parser};
use crate::analysis::Reported;
use crate::links;
use copydesk_analyzer::document::Moment;
use copydesk_analyzer::{AnyFinding, Descriptor, Document, Span};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be saved of one article.
pub(crate) struct Entry {
    /// The bytes that it was read from; absent where they need not be known again.
    pub(crate) key: Option<Key>,
    /// The article.
    pub(crate) document: Arc<Document>,
    /// What was found in it: all of each analyzer's findings.
    pub(crate) found: Vec<(&'static Descriptor, Vec<AnyFinding>)>,
}

/// Writes entries into a database.
pub(crate) struct Saver {
    path: PathBuf,
    connection: Connection,
    known: Vec<&'static Descriptor>,
}

impl Saver {
    pub(super) fn new(path: PathBuf, connection: Connection, known: Vec<&'static Descriptor>) -> Self {
        Self { path, connection, known }
    }

    /// Saves some entries, all or, on an error, none of them.
    pub(crate) fn save(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        let Self { path, connection, known } = self;
        let of = |error| StoreError::of(path.as_path(), error);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of)?;
        for entry in entries {
            save(&transaction, entry, known).map_err(|error| error.of_store(path))?;
        }
        transaction.commit().map_err(of)
    }

    /// Ends the writing; with `alone` everything is in the one file then, for a file to be handed on.
    pub(crate) fn finish(self, alone: bool) -> Result<(), StoreError> {
        let Self { path, connection, .. } = self;
        let of = |error| StoreError::of(path.as_path(), error);
        connection.execute_batch("PRAGMA optimize").map_err(of)?;
        if alone {
            connection.pragma_update(None, "journal_mode", "delete").map_err(of)?;
        }
        connection.close().map_err(|(_, error)| of(error))
    }
}

fn save(
    transaction: &Transaction<'_>,
    entry: &Entry,
    known: &[&'static Descriptor],
) -> Result<(), LoadError> {
    let article = article(transaction, &entry.document)?;
    if let Some(key) = &entry.key {
        remember(transaction, key, article)?;
    }
    let mut all = load::stored(transaction, article, &entry.document, known)?;
    let is_new = |descriptor: &Descriptor| {
        let stored = all.get(descriptor.id);
        // Another run may have been faster.
        !stored.is_some_and(|stored| stored.is_current(descriptor))
    };
    let new: Vec<_> = entry.found.iter().filter(|(descriptor, _)| is_new(descriptor)).collect();
    if new.is_empty() && entry.key.is_some() {
        return Ok(());
    }
    for (descriptor, _) in &new {
        all.remove(descriptor.id);
        forget(transaction, article, descriptor)?;
    }
    let old = all.into_iter().flat_map(|(id, stored)| {
        let descriptor =
            *known.iter().find(|descriptor| descriptor.id == id).expect("what is stored is known");
        let findings = stored.findings.into_iter().flatten();
        findings.map(move |(row, finding)| Row { id: row, is_new: false, descriptor, finding })
    });
    let mut rows: Vec<Row> = old.collect();
    let mut next = next_id(transaction)?;
    for (descriptor, findings) in &new {
        for finding in findings {
            rows.push(Row { id: next, is_new: true, descriptor, finding: copied(finding) });
            next += 1;
        }
        if entry.key.is_some() {
            analysed(transaction, article, descriptor)?;
        }
    }
    write(transaction, article, &entry.document, rows)?;
    Ok(())
}

/// The id of the article's row, which is made where there is none.
fn article(transaction: &Transaction<'_>, document: &Document) -> rusqlite::Result<i64> {
    let hash = key::of_document(document);
    if let Some(id) = load::article_like(transaction, &hash)? {
        return Ok(id);
    }
    let article = document.article();
    let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
    let byline = serde_json::to_string(&article.byline).expect("names are strings");
    let source_map = document.source_map().map(pack::source_map);
    let mut insert = transaction.prepare_cached(
        "INSERT INTO articles (hash, article, source, headline, byline, published, modified, publisher, url, section, \
         language, text, blocks, source_map) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    insert.insert(params![
        hash,
        article.id,
        article.source,
        article.headline,
        byline,
        moment(article.published),
        moment(article.modified),
        article.publisher,
        article.url,
        article.section,
        article.language,
        document.text(),
        pack::blocks(document.blocks()),
        source_map,
    ])
}

/// Notes which article some bytes were read as. What an older parser read them as goes, if nothing else was read as it.
fn remember(transaction: &Transaction<'_>, key: &Key, article: i64) -> rusqlite::Result<()> {
    let mut before = transaction.prepare_cached("SELECT article FROM readings WHERE bytes = ?1")?;
    let before: Option<i64> = before.query_row([&key.0[..]], |row| row.get(0)).optional()?;
    let mut note = transaction
        .prepare_cached("INSERT OR REPLACE INTO readings (bytes, parser, article) VALUES (?1, ?2, ?3)")?;
    note.execute(params![&key.0[..], parser(), article])?;
    if let Some(before) = before.filter(|before| *before != article) {
        let mut remove = transaction.prepare_cached(
            "DELETE FROM articles WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM readings WHERE article = ?1)",
        )?;
        remove.execute([before])?;
    }
    Ok(())
}

fn forget(transaction: &Transaction<'_>, article: i64, descriptor: &Descriptor) -> rusqlite::Result<()> {
    let mut remove =
        transaction.prepare_cached("DELETE FROM findings WHERE article = ?1 AND analyzer = ?2")?;
    remove.execute(params![article, descriptor.id]).map(drop)
}

fn analysed(transaction: &Transaction<'_>, article: i64, descriptor: &Descriptor) -> rusqlite::Result<()> {
    let mut note = transaction.prepare_cached(
        "INSERT OR REPLACE INTO analyses (article, analyzer, version, layers) VALUES (?1, ?2, ?3, ?4)",
    )?;
    note.execute(params![article, descriptor.id, descriptor.version, layers()]).map(drop)
}

fn next_id(transaction: &Transaction<'_>) -> rusqlite::Result<i64> {
    let mut last = transaction.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM findings")?;
    last.query_row([], |row| row.get(0))
}

/// A finding that is, or is to be, a row.
struct Row {
    id: i64,
    is_new: bool,
    descriptor: &'static Descriptor,
    finding: AnyFinding,
}

/// Links the findings of an article, and writes those that are new, and where the links of the others lead now.
fn write(
    transaction: &Transaction<'_>,
    article: i64,
    document: &Document,
    mut rows: Vec<Row>,
) -> rusqlite::Result<()> {
    rows.sort_by_key(|row| (row.finding.span, row.descriptor.id));
    let ids: Vec<_> = rows.iter().map(|row| (row.id, row.is_new)).collect();
    let mut all: Vec<_> = rows.into_iter().map(|row| Reported::new(row.descriptor, row.finding)).collect();
    links::link_all(document, &mut all);
    let mut insert = transaction.prepare_cached(&columns::insert())?;
    let mut update = transaction.prepare_cached(
        "UPDATE findings SET attribution = ?2, attributed_to = ?3, attributed_to_speaker = ?4, same_as = ?5 WHERE id = ?1",
    )?;
    for (reported, (id, is_new)) in all.iter().zip(&ids) {
        let links = Links::of(document, &all, &ids, reported);
        if !is_new {
            update.execute(params![
                id,
                links.attribution,
                links.attributed_to,
                links.speaker,
                links.same_as
            ])?;
            continue;
        }
        let finding = &reported.finding;
        let data = data(finding);
        let (source_start, source_end) = source(document, finding.span);
        let own = params![
            id,
            article,
            reported.analyzer.id,
            finding.kind,
            finding.message,
            document.slice(finding.span),
            finding.span.start,
            finding.span.end,
            source_start,
            source_end,
            finding.confidence.map(f64::from),
            links.attribution,
            links.attributed_to,
            links.speaker,
            links.same_as,
            data.to_string(),
        ];
        let own = own.iter().map(|cell| cell.to_sql()).collect::<rusqlite::Result<Vec<_>>>()?;
        insert.execute(rusqlite::params_from_iter(own.into_iter().chain(columns::cells(data))))?;
        labels(transaction, document, *id, finding)?;
    }
    Ok(())
}

fn labels(
    transaction: &Transaction<'_>,
    document: &Document,
    id: i64,
    finding: &AnyFinding,
) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO labels (finding, position, role, text, span_start, span_end, source_start, source_end) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (position, label) in finding.labels.iter().enumerate() {
        let Span { start, end } = label.span;
        let (source_start, source_end) = source(document, label.span);
        let text = document.slice(label.span);
        insert.execute(params![
            id,
            position as i64,
            label.role,
            text,
            start,
            end,
            source_start,
            source_end
        ])?;
    }
    Ok(())
}

/// Where a span stands in the original file, where that is not the text itself.
fn source(document: &Document, span: Span) -> (Option<i64>, Option<i64>) {
    let place = document.source_map().and_then(|map| map.source(span));
    let end = |end: u64| i64::try_from(end).ok();
    (place.as_ref().and_then(|place| end(place.start)), place.and_then(|place| end(place.end)))
}

/// The links of a finding as its row shows them.
struct Links<'a> {
    attribution: Option<i64>,
    attributed_to: Option<&'a str>,
    speaker: Option<&'a str>,
    same_as: Option<i64>,
}

impl<'a> Links<'a> {
    fn of(document: &'a Document, all: &'a [Reported], ids: &[(i64, bool)], reported: &Reported) -> Self {
        let quotation = reported.attribution.map(|index| &all[index].finding);
        let source =
            |quotation: &'a AnyFinding| quotation.labelled("source").map(|span| document.slice(span));
        let name = |quotation: &'a AnyFinding| data(quotation).pointer("/speaker/name")?.as_str();
        Self {
            attribution: reported.attribution.map(|index| ids[index].0),
            attributed_to: quotation.map(|quotation| source(quotation).unwrap_or(&quotation.message)),
            speaker: quotation.and_then(name),
            same_as: reported.same_as.map(|index| ids[index].0),
        }
    }
}

/// A finding whose data are JSON, whatever their type was: what is saved, and what comes out of a store.
pub(crate) fn copied(finding: &AnyFinding) -> AnyFinding {
    let data: Value = match finding.typed::<Value>() {
        Some(value) => value.clone(),
        None => {
            // By way of a text, so that numbers stay as they are printed.
            let text = serde_json::to_string(finding.data.as_ref()).unwrap_or_default();
            serde_json::from_str(&text).unwrap_or_default()
        }
    };
    AnyFinding {
        kind: finding.kind,
        span: finding.span,
        message: finding.message.clone(),
        labels: finding.labels.clone(),
        confidence: finding.confidence,
        data: Box::new(data),
    }
}

/// The data of a finding that was [`copied`].
fn data(finding: &AnyFinding) -> &Value {
    static NONE: Value = Value::Null;
    finding.typed().unwrap_or(&NONE)
}
