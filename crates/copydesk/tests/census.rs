//! Every analyzer of the workspace is linked into the program, described, and finds something of each kind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/bundled.rs"]
mod bundled;

use copydesk_analyzer::testing::articles;
use copydesk_analyzer::testing::cases::assert_examples;
use copydesk_analyzer::{AnyAnalyzer, Document, registry};
use copydesk_parser::{Format, Records};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace().join(folder)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_folder_of_an_analyzer_is_registered_under_its_name() {
    let folders = entries("crates/analyzers");
    let folders: BTreeSet<_> = folders.iter().filter(|path| path.join("Cargo.toml").exists()).collect();
    let names: BTreeSet<_> = folders.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    let registry = registry().unwrap();
    assert_eq!(names, registry.iter().map(|analyzer| analyzer.descriptor().id).collect());
}

#[test]
fn every_analyzer_says_what_it_finds() {
    for analyzer in registry().unwrap() {
        let descriptor = analyzer.descriptor();
        assert!(descriptor.summary.len() > 20, "{}: a summary is missing", descriptor.id);
        assert!(descriptor.docs.len() > 200, "{}: documentation is missing", descriptor.id);
        assert!(!descriptor.kinds.is_empty() && !descriptor.roles.is_empty(), "{}", descriptor.id);
        let schema = serde_json::to_value(analyzer.schema()).unwrap();
        assert!(schema["properties"].is_object(), "{}: its data has no properties", descriptor.id);
    }
}

#[test]
fn every_analyzer_documents_examples_that_find_what_they_say() {
    for analyzer in registry().unwrap() {
        assert_examples(analyzer);
    }
}

#[test]
fn the_fixtures_hold_a_finding_of_every_kind() {
    let mut fixtures = Fixtures::default();
    for analyzer in registry().unwrap() {
        let mut found = BTreeSet::new();
        fixtures.of(analyzer, |document| found.extend(kinds(analyzer, document)));
        let declared: BTreeSet<_> = analyzer.descriptor().kinds.iter().map(|kind| kind.name).collect();
        assert_eq!(found, declared, "{}", analyzer.descriptor().id);
    }
}

#[test]
fn the_data_of_every_finding_matches_the_schema_of_its_analyzer() {
    let mut fixtures = Fixtures::default();
    for analyzer in registry().unwrap() {
        let id = analyzer.descriptor().id;
        let schema = serde_json::to_value(analyzer.schema()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(!validator.is_valid(&serde_json::json!("no object")), "{id}: its schema takes anything");
        let mut findings = Vec::new();
        fixtures.of(analyzer, |document| findings.extend(analyzer.analyze(document)));
        for finding in findings {
            let data = serde_json::to_value(&finding.data).unwrap();
            let errors: Vec<_> = validator.iter_errors(&data).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{id}: {data} does not match its schema: {errors:?}");
        }
    }
}

/// The articles that were asked for, each read once, so that its layers are worked out once.
#[derive(Default)]
struct Fixtures(BTreeMap<PathBuf, Document>);

impl Fixtures {
    /// Shows each article that the analyzer is tested on.
    fn of(&mut self, analyzer: &dyn AnyAnalyzer, mut show: impl FnMut(&Document)) {
        for path in articles(Path::new(env!("CARGO_MANIFEST_DIR")), analyzer.descriptor().id) {
            show(self.0.entry(path.clone()).or_insert_with(|| read(&path)));
        }
    }
}

fn read(path: &Path) -> Document {
    let bytes = fs::read(path).unwrap();
    let mut records = Records::new(Box::new(std::io::Cursor::new(bytes)), "fixture.txt", Format::Auto);
    records.next().unwrap().unwrap().parse().unwrap()
}

fn kinds(analyzer: &dyn AnyAnalyzer, document: &Document) -> Vec<&'static str> {
    analyzer.analyze(document).iter().map(|finding| finding.kind).collect()
}
