//! A layer that one crate publishes and two analyzers read is worked out once for an article.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/bundled.rs"]
mod bundled;

use copydesk_analyzer::{AnyFinding, Document, registry};
use copydesk_systems::Systems;

fn findings(document: &Document, id: &str) -> Vec<AnyFinding> {
    let registry = registry().unwrap();
    registry.iter().find(|analyzer| analyzer.descriptor().id == id).unwrap().analyze(document)
}

#[test]
fn the_systems_of_an_article_are_worked_out_once_for_both_analyzers() {
    let text = "Acme used 2,000 GPUs to train a language model called Parley.";
    let document = Document::from_paragraphs(text);
    let made: *const Systems = document.layer();
    let computing = findings(&document, "compute-resources");
    let systems = findings(&document, "ai-systems");
    assert_eq!(serde_json::to_value(&computing[0].data).unwrap()["system"], "Parley");
    assert_eq!(serde_json::to_value(&systems[0].data).unwrap()["system"], "Parley");
    assert!(std::ptr::eq(made, document.layer::<Systems>()), "the layer was worked out again");
}
