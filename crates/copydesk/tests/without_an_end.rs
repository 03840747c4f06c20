//! Text made to hurt: every layer and every analyzer reads it in time that grows as its length. At these sizes, work that
//! grows as the square of the length takes minutes, and a stack that grows with it overflows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../src/bundled.rs"]
mod bundled;

use copydesk_analyzer::language::{
    Clusters, Entities, Language, Mentions, Quantities, Quoted, Sentences, Syntax, Tokens,
};
use copydesk_analyzer::{Document, registry};
use copydesk_parser::{Format, Records};

/// Reads a text by every layer and analyzer; how many sentences and tokens it has.
fn read(text: String) -> (usize, usize) {
    let bytes = std::io::Cursor::new(text.into_bytes());
    let document: Document =
        Records::new(Box::new(bytes), "odd.txt", Format::Text).next().unwrap().unwrap().parse().unwrap();
    assert!(document.layer::<Language>().may_be(&["en"]) || document.layer::<Language>().code().is_some());
    let quoted = document.layer::<Quoted>().all();
    assert!(quoted.is_sorted_by_key(|stretch| stretch.start));
    let tokens = document.layer::<Tokens>().all();
    let syntax = document.layer::<Syntax>();
    for token in 0..tokens.len() {
        assert!(syntax.subtree(token).contains(&token));
    }
    assert!(document.layer::<Entities>().all().iter().all(|entity| entity.tokens.end <= tokens.len()));
    assert!(document.layer::<Quantities>().all().is_sorted_by_key(|quantity| quantity.span.start));
    let mentions = document.layer::<Mentions>().all();
    let clusters = document.layer::<Clusters>();
    let in_clusters: usize = clusters.all().iter().map(|cluster| cluster.mentions.len()).sum();
    assert_eq!(in_clusters, mentions.len());
    for analyzer in registry().unwrap() {
        for finding in analyzer.analyze(&document) {
            assert!(document.text().get(finding.span.range()).is_some_and(|words| !words.is_empty()));
        }
    }
    (document.layer::<Sentences>().all().len(), tokens.len())
}

#[test]
fn a_sentence_of_a_megabyte() {
    let text = "the company cut some of its jobs and ".repeat(28_500);
    assert!(text.len() > 1_000_000);
    let (sentences, tokens) = read(text);
    assert_eq!((sentences, tokens), (1, 8 * 28_500));
}

#[test]
fn a_hundred_thousand_tokens_of_claims_without_a_stop() {
    let (sentences, tokens) = read("Ana Lopes of Acme said six of the 14 authors left and , ".repeat(7700));
    assert_eq!(sentences, 1);
    assert!(tokens >= 100_000, "{tokens}");
}

#[test]
fn a_hundred_thousand_tokens_of_names_without_a_stop() {
    assert!(read("Acme Corp Of New York And ".repeat(17_000)).1 >= 100_000);
}

#[test]
fn quotations_that_nothing_closes() {
    read("“he told us ‘we know (she said [it ".repeat(6000));
    read("\" “ ‘ ' `` ".repeat(20_000));
    read("“I left,” she said, “and we ".repeat(6000));
}

#[test]
fn combining_marks_without_a_base_and_by_the_thousand() {
    read(format!("Ana{} said no.", "\u{301}".repeat(200_000)));
    read(format!("{} ", "o\u{302}\u{323}".repeat(25)).repeat(1500));
    read("\u{301} ".repeat(60_000));
}

#[test]
fn emoji_with_and_without_blanks() {
    read("👩‍👩‍👧‍👦".repeat(12_000));
    read("🙂 👍🏽 🇩🇪 ".repeat(12_000));
}

#[test]
fn text_that_runs_from_right_to_left() {
    read("אמר \u{202e}hello\u{202c} قال ".repeat(12_000));
    read("שלום".repeat(40_000));
}

#[test]
fn figures_without_an_end() {
    read("9".repeat(300_000));
    read("1,".repeat(120_000));
    read("5 to 6 of 7 GPUs and about ".repeat(6000));
    read("$5-10-".repeat(40_000));
    read("twenty-one hundred ".repeat(12_000));
}

#[test]
fn words_and_marks_without_a_blank() {
    read("a".repeat(1_000_000));
    read("a-b'c.d/".repeat(40_000));
    read("http://a.b/?".repeat(25_000));
    read("...!?".repeat(50_000));
    read("n't".repeat(80_000));
}
