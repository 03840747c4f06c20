//! `copydesk report`: the files it writes.

use copydesk_tests::{run, run_with, workspace};
use serde_json::Value;
use std::fs;
use std::path::Path;

const HOSTILE: &str = "<script>alert(1)</script>\n\nBy <img src=x onerror=alert(2)>\n\n\
    “We lost a third of our staff, </script><script>alert(3)</script>\u{202e},” said Ann “<b onclick=alert(4)>” Lee.\n";

/// The page and the findings of a report on `article`.
fn report(article: &str) -> (String, String) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let output = directory.path().join("new/report");
    let run = run_with(
        &[
            "report".as_ref(),
            "--input-format".as_ref(),
            "text".as_ref(),
            "--output".as_ref(),
            output.as_os_str(),
        ],
        article.as_bytes(),
    );
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "", "the report goes to its files");
    let file = |name: &str| fs::read_to_string(output.join(name)).expect("the report has the file");
    (file("index.html"), file("findings.jsonl"))
}

#[test]
fn the_page_stands_beside_the_findings_that_analyze_prints() {
    let article = "“We laid off 300 people in May,” said Ann Lee, who runs the plant.\n";
    let (page, findings) = report(article);
    assert_eq!(findings, run_with(&["analyze", "-"], article.as_bytes()).stdout);
    let (_, index) = page.split_once("id=\"index\">").expect("the page holds an index");
    let (index, _) = index.split_once("</script>").expect("the index ends");
    let index: Value = serde_json::from_str(index).expect("the index is JSON");
    let rows = index["articles"][0]["rows"].as_array().expect("the index has a row for each finding");
    let article: Value = serde_json::from_str(&findings).expect("one article is one line of JSON");
    let findings = article["findings"].as_array().expect("findings are a list");
    assert!(!findings.is_empty() && findings.len() == rows.len());
    for (finding, row) in findings.iter().zip(rows) {
        assert_eq!(finding["message"], row[4]);
    }
}

#[test]
fn a_hostile_article_adds_no_element_to_the_page() {
    let (page, _) = report(HOSTILE);
    let (harmless, _) = report("Nothing here.\n");
    for element in ["<script", "</script", "</noscript", "<img", "<b onclick", "<iframe", "<style"] {
        assert_eq!(page.matches(element).count(), harmless.matches(element).count(), "{element}");
    }
    assert!(page.contains("&lt;script&gt;alert(3)"), "it stands there as text");
    assert!(!page.contains('\u{202e}'));
}

#[test]
fn the_same_articles_give_the_same_report_on_any_number_of_threads() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let articles = workspace().join("fixtures/articles");
    let report = |jobs: &str| {
        let output = directory.path().join(jobs);
        let options =
            ["report".as_ref(), articles.as_os_str(), "--jobs".as_ref(), jobs.as_ref(), "-o".as_ref()];
        let run = run(&[&options[..], &[output.as_os_str()]].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        fs::read(output.join("index.html")).expect("the report has a page")
    };
    assert!(report("1") == report("8"), "the page depends on the number of threads");
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let run = run(&["report", "-o", "/dev/null/report", "-"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("cannot write /dev/null/report"), "{}", run.stderr);
}

#[test]
fn an_article_that_cannot_be_read_is_named_and_the_others_are_reported() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let article = directory.path().join("article.txt");
    fs::write(&article, "Six people left the plant, Ann Lee said.\n").expect("a file can be written");
    let missing = Path::new("missing.txt");
    let output = directory.path().join("report");
    let options =
        ["report".as_ref(), missing.as_os_str(), article.as_os_str(), "-o".as_ref(), output.as_os_str()];
    let run = run(&options);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("missing.txt"), "{}", run.stderr);
    let page = fs::read_to_string(output.join("index.html")).expect("the report has a page");
    assert!(page.contains("What 1 article claims"), "the article that can be read is in the report");
}
