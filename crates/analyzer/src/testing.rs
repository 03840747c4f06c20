//! Snapshots of an analyzer's findings in the project's fixtures, and checks that any finding must pass.

pub mod cases;

use crate::render::{self, Style};
use crate::{Analyzer, Finding};
use copydesk_document::{Document, Span};
use copydesk_language::Language;
use copydesk_parser::{Format, Records};
use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

/// Compares the analyzer's findings in every one of its [`articles`] with the reviewed snapshot in `tests/snapshots` of
/// the crate under test, one for each article, and checks every finding with [`assert_well_formed`].
///
/// Call it from the only test of a file `tests/snapshots.rs`.
///
/// # Panics
/// If a snapshot differs, is missing, waits for review, or belongs to no article; or if a finding is not well-formed.
pub fn assert_snapshots<A: Analyzer>(analyzer: &A) {
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo test sets it"));
    let snapshots = package.join("tests/snapshots");
    let articles = articles(&package, A::DESCRIPTOR.id);
    let mut failed = Vec::new();
    for path in &articles {
        let name = stem(path);
        let document = read(path);
        let compare = || assert_snapshot(&snapshots, &name, &body(analyzer, &document));
        if panic::catch_unwind(AssertUnwindSafe(compare)).is_err() {
            failed.push(name);
        } else {
            // What waited for review is what the snapshot says by now.
            let _ = fs::remove_file(snapshots.join(format!("{name}.snap.new")));
        }
    }
    let (orphans, pending) = stale_snapshots(&snapshots, &articles);
    assert!(orphans.is_empty(), "no article has these snapshots, remove them: {orphans:?}");
    assert!(failed.is_empty(), "findings changed in {failed:?}: review with `cargo insta review`, see above");
    assert!(pending.is_empty(), "nobody reviewed these, accept or remove them: {pending:?}");
}

/// Panics if a finding of `analyzer` in `document` breaks what every finding promises: a kind and roles of the
/// descriptor, spans on character boundaries inside the text, findings and labels in the order of the text, a
/// confidence between 0 and 1, and data that comes back from JSON as it went. Returns the findings.
///
/// # Panics
/// As said.
pub fn assert_well_formed<A: Analyzer>(analyzer: &A, document: &Document) -> Vec<Finding<A::Data>> {
    let findings = analyzer.analyze(document);
    let starts: Vec<_> = findings.iter().map(|finding| finding.span.start).collect();
    assert!(starts.is_sorted(), "findings are not in the order of the text: they start at {starts:?}");
    for finding in &findings {
        assert_parts::<A>(document, finding);
        assert_data::<A>(finding);
    }
    findings
}

fn assert_parts<A: Analyzer>(document: &Document, finding: &Finding<A::Data>) {
    let Finding { kind, span, message, labels, confidence, .. } = finding;
    let id = A::DESCRIPTOR.id;
    assert!(
        A::DESCRIPTOR.kinds.iter().any(|known| known.name == *kind),
        "{id} does not declare kind {kind:?}"
    );
    assert_span(document, *span, kind);
    assert!(!message.is_empty() && !message.contains('\n'), "a message is one line, not {message:?}");
    for label in labels {
        let role = label.role;
        assert!(
            A::DESCRIPTOR.roles.iter().any(|known| known.name == role),
            "{id} does not declare role {role:?}"
        );
        assert_span(document, label.span, role);
    }
    assert!(
        labels.is_sorted_by_key(|label| label.span),
        "labels of {message:?} are not in the order of the text"
    );
    assert!(
        confidence.is_none_or(|sure| (0.0..=1.0).contains(&sure)),
        "{message:?}: confidence {confidence:?}"
    );
}

fn assert_span(document: &Document, span: Span, what: &str) {
    let text = document.text().get(span.range());
    assert!(text.is_some_and(|text| !text.is_empty()), "{what}: {span:?} is no stretch of the text");
}

fn assert_data<A: Analyzer>(finding: &Finding<A::Data>) {
    let went = serde_json::to_value(&finding.data).expect("data is JSON");
    let back: A::Data = serde_json::from_value(went.clone()).expect("data comes back from JSON");
    let again = serde_json::to_value(&back).expect("data is JSON");
    assert_eq!(went, again, "data of {:?} changes on its way through JSON", finding.message);
}

fn body<A: Analyzer>(analyzer: &A, document: &Document) -> String {
    if !A::DESCRIPTOR.reads(document) {
        let code = document.layer::<Language>().code().unwrap_or_default();
        return format!("not read: its language is {code:?}");
    }
    let findings = assert_well_formed(analyzer, document);
    if findings.is_empty() {
        return "nothing found".to_owned();
    }
    let rendered = findings.iter().map(|finding| render::finding(document, finding, &[], &Style::SNAPSHOT));
    rendered.collect::<Vec<_>>().join("\n")
}

fn assert_snapshot(folder: &Path, name: &str, body: &str) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, body));
}

/// The articles that the analyzer of this `id` is tested on, sorted: those of the nearest folder `fixtures/articles` at or
/// above `package`, which every analyzer is run over, and those of its subfolder `id`, which are this analyzer's own.
///
/// # Panics
/// If there is no such folder, it cannot be read, or two of the articles have one name, which would share a snapshot.
pub fn articles(package: &Path, id: &str) -> Vec<PathBuf> {
    let folders = package.ancestors().map(|folder| folder.join("fixtures/articles"));
    let folder = folders.into_iter().find(|folder| folder.is_dir()).expect("a folder fixtures/articles");
    let own = folder.join(id);
    let mut articles = files(&folder);
    if own.is_dir() {
        articles.extend(files(&own));
    }
    articles.sort();
    let stems: BTreeSet<_> = articles.iter().map(|path| stem(path)).collect();
    assert_eq!(stems.len(), articles.len(), "two articles of one name would share a snapshot");
    articles
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of articles can be read");
    let paths = entries.map(|entry| entry.expect("a folder of articles can be read").path());
    paths.filter(|path| path.is_file() && !stem(path).starts_with('.')).collect()
}

/// The snapshots that belong to no article, and those that wait for somebody to accept them.
fn stale_snapshots(folder: &Path, articles: &[PathBuf]) -> (Vec<String>, Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return Default::default() };
    let paths = entries.map(|entry| entry.expect("tests/snapshots can be read").path());
    let mut names: Vec<_> =
        paths.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    names.sort();
    let is_asked_for = |name: &str| articles.iter().any(|path| stem(path) == name);
    let orphans =
        names.iter().filter(|name| name.strip_suffix(".snap").is_some_and(|name| !is_asked_for(name)));
    let pending = names.iter().filter(|name| name.ends_with(".snap.new"));
    (orphans.cloned().collect(), pending.cloned().collect())
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Document {
    let bytes = fs::read(path).expect("an article can be read");
    let mut records = Records::new(Box::new(Cursor::new(bytes)), &stem(path), Format::Auto);
    let record = records.next().expect("an article holds a record").expect("an article can be read");
    record.parse().expect("an article can be parsed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analyzer_has_articles_of_its_own_beside_those_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let fixtures = folder.path().join("fixtures/articles");
        for name in ["all.txt", "strikes/own.txt", "moves/other.txt", "strikes/.hidden"] {
            fs::create_dir_all(fixtures.join(name).parent().unwrap()).unwrap();
            fs::write(fixtures.join(name), "").unwrap();
        }
        let package = folder.path().join("crates/strikes");
        assert_eq!(
            articles(&package, "strikes"),
            ["all.txt", "strikes/own.txt"].map(|name| fixtures.join(name))
        );
        assert_eq!(articles(&package, "counts"), [fixtures.join("all.txt")]);
    }

    #[test]
    fn snapshots_without_an_article_or_without_review_are_named() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["kept.snap", "left.snap", "kept.snap.new"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let (orphans, pending) = stale_snapshots(folder.path(), &[PathBuf::from("kept.txt")]);
        assert_eq!((orphans, pending), (vec!["left.snap".to_owned()], vec!["kept.snap.new".to_owned()]));
    }
}
