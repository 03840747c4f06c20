//! `copydesk diff`: what differs between two runs.

use copydesk_tests::{Run, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

const BEFORE: &str = "“We laid off 300 people in May,” said Ann Lee, who runs the plant.\n";
const AFTER: &str = "“We laid off 400 people in May,” said Ann Lee, who runs the plant.\n";

/// A folder with a result and a store of each of two versions of an article, and of one that did not change.
fn runs() -> TempDir {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("same.txt"), "The mill hired 40 people in June, Bo Poe said.\n").unwrap();
    for (name, text) in [("a", BEFORE), ("b", AFTER)] {
        fs::write(path("plant.txt"), text).unwrap();
        let store: Vec<PathBuf> = vec!["--store".into(), path(&format!("{name}.db"))];
        let articles = vec!["analyze".into(), path("plant.txt"), path("same.txt")];
        let made = run(&[articles, store].concat());
        assert_eq!(made.status, 0, "{}", made.stderr);
        fs::write(path(&format!("{name}.jsonl")), made.stdout).unwrap();
    }
    folder
}

fn diff(folder: &Path, before: &str, after: &str, format: &str) -> Run {
    let [before, after] = [before, after].map(|name| folder.join(name));
    run(&["diff".into(), before, after, "--format".into(), PathBuf::from(format)])
}

#[test]
fn a_figure_that_changed_is_an_altered_finding_in_stores_and_in_results() {
    let folder = runs();
    for (before, after) in [("a.db", "b.db"), ("a.jsonl", "b.jsonl"), ("a.db", "b.jsonl")] {
        let text = diff(folder.path(), before, after, "text");
        assert_eq!((text.status, text.stderr.as_str()), (0, ""));
        let count = "staffing-attrition: 0 added, 0 lost, 1 altered in 1 articles\n";
        assert!(text.stdout.contains(count), "{before} {after}: {}", text.stdout);
        assert!(text.stdout.contains("      quantity.value: 300 → 400\n"), "{}", text.stdout);
        assert!(!text.stdout.contains("same.txt"), "{}", text.stdout);
    }
}

#[test]
fn stores_show_the_sentence_before_and_after() {
    let folder = runs();
    let markdown = diff(folder.path(), "a.db", "b.db", "markdown").stdout;
    assert!(markdown.contains("| staffing-attrition | 0 | 0 | 1 | 1 |"), "{markdown}");
    assert!(
        markdown.contains(&format!("\n-  | {}", BEFORE)) && markdown.contains(&format!("\n+  | {}", AFTER)),
        "{markdown}"
    );
}

#[test]
fn json_holds_the_findings_as_they_were_and_are() {
    let folder = runs();
    let json: Value =
        serde_json::from_str(&diff(folder.path(), "a.jsonl", "b.jsonl", "json").stdout).unwrap();
    assert_eq!(json["analyzers"]["staffing-attrition"]["altered"], 1);
    let articles = json["articles"].as_array().unwrap();
    let staffing = articles.iter().find(|article| article["analyzer"] == "staffing-attrition").unwrap();
    let altered = &staffing["altered"][0];
    assert_eq!((&altered["before"]["kind"], &altered["after"]["kind"]), (&"layoff".into(), &"layoff".into()));
    assert!(altered["changes"].as_array().unwrap().iter().any(|change| change["what"] == "quantity.value"));
}

#[test]
fn a_run_is_no_different_from_itself() {
    let folder = runs();
    for (before, after) in [("a.db", "a.db"), ("a.jsonl", "a.jsonl"), ("a.jsonl", "a.db")] {
        assert_eq!(
            diff(folder.path(), before, after, "text").stdout,
            "No finding changed.\n",
            "{before} {after}"
        );
    }
}

#[test]
fn an_article_of_one_run_only_is_said_to_be_that() {
    let folder = runs();
    let lines = fs::read_to_string(folder.path().join("a.jsonl")).unwrap();
    fs::write(folder.path().join("one.jsonl"), lines.lines().next().unwrap()).unwrap();
    let gone = diff(folder.path(), "a.jsonl", "one.jsonl", "text").stdout;
    assert!(gone.contains("same.txt (only in the first run)\n"), "{gone}");
    let new = diff(folder.path(), "one.jsonl", "a.jsonl", "text").stdout;
    assert!(new.contains("same.txt (only in the second run)\n"), "{new}");
}

#[test]
fn what_is_no_run_is_named() {
    let folder = runs();
    let missing = diff(folder.path(), "missing.db", "a.db", "text");
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("missing.db: No such file"), "{}", missing.stderr);
    let other = diff(folder.path(), "plant.txt", "a.jsonl", "text");
    assert_eq!(other.status, 1);
    assert!(
        other.stderr.contains("plant.txt:1: no article as `copydesk analyze --format jsonl` prints it"),
        "{}",
        other.stderr
    );
}
