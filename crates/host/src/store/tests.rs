//! What a store gives back, and what it has done again.

use super::{Key, Store, schema};
use crate::analysis::assemble;
use crate::fakes::{Brackets, Brittle, Counts, English};
use crate::output::{AnalyzedArticle, Layout, Places};
use crate::{Selection, analyze};
use copydesk_analyzer::document::OffsetUnit;
use copydesk_analyzer::{Analyzer, AnyAnalyzer, Descriptor, Document, Finding, Kind, Span};
use copydesk_parser::{Content, Format, Record, Records};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const TEXT: &str = "[We cut 400, he said.] Acme grew. The 400 left, ten of them sure. eleven 0.4286";

fn record(text: &str) -> Record {
    let mut records = Records::new(Box::new(std::io::Cursor::new(text.to_owned())), "a.txt", Format::Text);
    records.next().unwrap().unwrap()
}

fn printed(document: &Document, analysis: &crate::Analysis) -> String {
    let places = Places::new(document, OffsetUnit::Bytes);
    String::from_utf8(Layout::Lines.json(&AnalyzedArticle::new(&places, analysis))).unwrap()
}

/// What is found in `text`, with the store at `path`.
fn with_store(path: &Path, text: &str, analyzers: &[&'static dyn AnyAnalyzer]) -> String {
    let selection = Selection::of(analyzers.to_vec());
    let store = Store::open(path, &selection, String::new()).unwrap();
    let record = record(text);
    let key = Key::of_record(&record);
    let article = store.article_of(&key);
    let document =
        article.map_or_else(|| record.parse().unwrap(), |article| store.document(article).unwrap());
    let document = Arc::new(document);
    let analysis = assemble(&document, store.outcomes(&document, key, article, &selection), &selection, 0.0);
    store.close().unwrap();
    printed(&document, &analysis)
}

fn without_store(text: &str, analyzers: &[&'static dyn AnyAnalyzer]) -> String {
    let document = record(text).parse().unwrap();
    printed(&document, &analyze(&document, &Selection::of(analyzers.to_vec()), 0.0))
}

const FAKES: &[&'static dyn AnyAnalyzer] = &[&Brackets, &Brittle, &Counts, &English];

#[test]
fn what_comes_out_of_a_store_is_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let plain = without_store(TEXT, FAKES);
    assert!(plain.contains("\"attribution\":0") && plain.contains("\"same_as\":"), "{plain}");
    for _ in 0..2 {
        assert_eq!(with_store(&path, TEXT, FAKES), plain);
    }
}

/// Counts how often it is run. `VERSION` is its version.
struct Counting<const VERSION: u32>;

static RUNS: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];

fn runs(version: usize) -> usize {
    RUNS[version].load(Ordering::SeqCst)
}

impl<const VERSION: u32> Analyzer for Counting<VERSION> {
    type Data = ();
    const DESCRIPTOR: Descriptor = Descriptor {
        id: "counting",
        summary: "",
        docs: "",
        version: VERSION,
        kinds: &[Kind { name: "run", summary: "" }],
        roles: &[],
        languages: &[],
    };
    fn analyze(&self, _: &Document) -> Vec<Finding<()>> {
        RUNS[VERSION as usize].fetch_add(1, Ordering::SeqCst);
        vec![Finding::new("run", Span::new(0, 1), format!("version {VERSION}"), ())]
    }
}

#[test]
fn an_analyzer_is_run_again_only_where_it_is_new_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    with_store(&path, TEXT, &[&Brackets]);
    with_store(&path, TEXT, &[&Brackets, &Counting::<1>]);
    with_store(&path, TEXT, &[&Counting::<1>, &English]);
    assert_eq!(runs(1), 1, "it was run once, with others or alone");
    let changed: &[&'static dyn AnyAnalyzer] = &[&Brackets, &Counting::<2>];
    assert_eq!(with_store(&path, TEXT, changed), without_store(TEXT, changed));
    assert_eq!(runs(2), 2, "once for the store, once without");
    with_store(&path, TEXT, changed);
    assert_eq!(runs(2), 2);
    let rows = "SELECT count(*) FROM findings WHERE analyzer = 'counting'";
    let connection = schema::open(&path, false).unwrap();
    assert_eq!(connection.query_row(rows, [], |row| row.get::<_, i64>(0)).unwrap(), 1);
}

#[test]
fn findings_of_another_build_of_the_layers_are_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    with_store(&path, TEXT, &[&Brackets]);
    let connection = schema::open(&path, false).unwrap();
    connection
        .execute_batch("UPDATE analyses SET layers = 'old'; UPDATE findings SET message = 'old'")
        .unwrap();
    drop(connection);
    assert_eq!(with_store(&path, TEXT, &[&Brackets]), without_store(TEXT, &[&Brackets]));
}

#[test]
fn what_an_older_parser_read_goes_where_the_new_one_reads_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    with_store(&path, TEXT, FAKES);
    let connection = schema::open(&path, false).unwrap();
    let old = "UPDATE readings SET parser = 'old'; UPDATE articles SET hash = 'old', headline = 'old'";
    connection.execute_batch(old).unwrap();
    assert_eq!(with_store(&path, TEXT, FAKES), without_store(TEXT, FAKES));
    let count = |table: &str| {
        connection
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    assert_eq!((count("articles"), count("readings")), (1, 1));
    assert_eq!(count("articles WHERE headline = 'old'"), 0);
    assert_eq!(count("findings WHERE article NOT IN (SELECT id FROM articles)"), 0);
    connection
        .execute_batch("INSERT INTO findings_fts (findings_fts, rank) VALUES ('integrity-check', 1)")
        .unwrap();
}

#[test]
fn a_page_that_an_older_parser_read_alike_is_not_analysed_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    with_store(&path, TEXT, &[&Brackets]);
    let connection = schema::open(&path, false).unwrap();
    connection
        .execute_batch("UPDATE readings SET parser = 'old'; UPDATE findings SET message = 'kept'")
        .unwrap();
    drop(connection);
    assert!(with_store(&path, TEXT, &[&Brackets]).contains("\"message\":\"kept\""));
}

#[test]
fn what_someone_wrote_into_a_store_costs_a_run_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let plain = without_store(TEXT, FAKES);
    for damage in [
        "UPDATE findings SET span_end = 100000",
        "UPDATE findings SET kind = 'unheard-of'",
        "UPDATE labels SET role = 'unheard-of'",
        "UPDATE labels SET span_start = span_end + 1",
        "UPDATE findings SET data = '{'",
    ] {
        with_store(&path, TEXT, FAKES);
        let connection = schema::open(&path, false).unwrap();
        assert!(connection.execute(damage, []).unwrap() > 0);
        drop(connection);
        assert_eq!(with_store(&path, TEXT, FAKES), plain, "{damage}");
    }
}

#[test]
fn an_analyzer_that_panicked_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    for _ in 0..2 {
        assert!(with_store(&path, "ten crash", &[&Brittle]).contains("it panicked"));
    }
}

#[test]
fn pages_come_back_with_their_blocks_and_their_places_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let page = b"<html><head><title>Mill &amp; quay</title><meta name=author content='Ann Lee'></head><body>\
        <nav><a href=/>Home</a></nav><article><h1>Mill &amp; quay</h1><p>Tea &amp; [cake] for ten.</p></article></body>";
    let selection = Selection::of(FAKES.to_vec());
    let record = || {
        let article = copydesk_analyzer::document::Article { id: "p".to_owned(), ..Default::default() };
        Record { article, content: Content::Html { bytes: page.to_vec(), charset: None } }
    };
    let document = Arc::new(record().parse().unwrap());
    let store = Store::open(&path, &selection, String::new()).unwrap();
    let key = Key::of_record(&record());
    store.outcomes(&document, key, None, &selection);
    store.close().unwrap();
    let store = Store::open(&path, &selection, String::new()).unwrap();
    let back = store.document(store.article_of(&key).unwrap()).unwrap();
    assert_eq!(back.article(), document.article());
    assert_eq!((back.text(), back.blocks()), (document.text(), document.blocks()));
    assert_eq!(back.source_map(), document.source_map());
    store.close().unwrap();
}
