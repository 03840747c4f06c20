//! What must hold of the layers of any text, and of what analyzers find in it.

// The linker drops a crate that nobody names, and its analyzer with it.
use copydesk_ai_systems as _;
use copydesk_compute_resources as _;
use copydesk_org_changes as _;
use copydesk_quote_attribution as _;
use copydesk_staffing_attrition as _;

use copydesk_analyzer::registry;
use copydesk_document::{Document, Span};
use copydesk_language::{Clusters, Figure, Mentions, Quantities, Sentences, Tokens};

/// Every sentence lies inside one block, and nothing but white space lies outside them.
///
/// ```
/// copydesk_fuzz::language::check_sentences(b"One. Two?");
/// ```
///
/// # Panics
/// If a sentence breaks that promise; so do the others below.
pub fn check_sentences(bytes: &[u8]) {
    let document = document(bytes);
    let sentences = document.layer::<Sentences>().all();
    check_tiles(
        &document,
        document.blocks().iter().map(|block| block.span),
        sentences.iter().map(|s| s.span),
    );
    for sentence in sentences {
        let words = document.slice(sentence.span);
        assert!(words.trim() == words, "{words:?} has blanks around it");
        assert!(document.blocks()[sentence.block as usize].span.contains(sentence.span));
    }
}

/// Every token lies inside its sentence, and nothing but white space lies between them.
pub fn check_tokens(bytes: &[u8]) {
    let document = document(bytes);
    let sentences = document.layer::<Sentences>().all();
    let tokens = document.layer::<Tokens>();
    check_tiles(&document, sentences.iter().map(|s| s.span), tokens.all().iter().map(|token| token.span));
    for token in tokens.all() {
        assert!(sentences[token.sentence as usize].span.contains(token.span));
    }
}

/// Quantities stand in order inside sentences, and what they are worth is a number.
pub fn check_quantities(bytes: &[u8]) {
    let document = document(bytes);
    let sentences = document.layer::<Sentences>();
    let mut end = 0;
    for quantity in document.layer::<Quantities>().all() {
        let words = document.text().get(quantity.span.range()).expect("a quantity holds whole characters");
        assert!(!words.is_empty() && quantity.span.start >= end, "{words:?} lies inside another quantity");
        end = quantity.span.end;
        let sentence = sentences.at(quantity.span.start).expect("a quantity stands in a sentence");
        assert!(sentences.all()[sentence].span.contains(quantity.span), "{words:?} leaves its sentence");
        check_figure(words, &quantity.figure);
    }
}

fn check_figure(words: &str, figure: &Figure) {
    let Figure { value, low, high, numerator, denominator, .. } = figure;
    for number in [value, low, high, numerator, denominator].into_iter().flatten() {
        assert!(number.is_finite(), "{words:?} is worth {number}");
    }
    if let (Some(low), Some(high)) = (low, high) {
        assert!(low <= high, "{words:?} is worth {low} to {high}");
    }
}

/// Every mention is in one cluster; findings have spans that can be cut out, and kinds and roles that are declared.
pub fn check_findings(bytes: &[u8]) {
    let document = document(bytes);
    let in_clusters: usize =
        document.layer::<Clusters>().all().iter().map(|cluster| cluster.mentions.len()).sum();
    assert_eq!(in_clusters, document.layer::<Mentions>().all().len());
    for analyzer in registry().expect("ids are unique") {
        let descriptor = analyzer.descriptor();
        for finding in analyzer.analyze(&document) {
            assert!(descriptor.kinds.iter().any(|kind| kind.name == finding.kind), "{}", finding.kind);
            let spans = finding.labels.iter().map(|label| label.span).chain([finding.span]);
            for span in spans {
                let words = document.text().get(span.range()).expect("a span holds whole characters");
                assert!(!words.is_empty(), "{}: an empty span in {}", descriptor.id, finding.message);
            }
            for label in &finding.labels {
                assert!(descriptor.roles.iter().any(|role| role.name == label.role), "{}", label.role);
            }
        }
    }
}

fn document(bytes: &[u8]) -> Document {
    Document::from_paragraphs(String::from_utf8_lossy(bytes))
}

/// The pieces stand in order inside the wholes, and nothing but white space lies outside them.
fn check_tiles(document: &Document, wholes: impl Iterator<Item = Span>, pieces: impl Iterator<Item = Span>) {
    let blank = |start: u32, end: u32| {
        let gap = document.text().get(start as usize..end as usize).expect("pieces hold whole characters");
        assert!(gap.trim().is_empty(), "{gap:?} is left out");
    };
    let mut pieces = pieces.peekable();
    for whole in wholes {
        let mut at = whole.start;
        while let Some(piece) = pieces.next_if(|piece| piece.start < whole.end) {
            assert!(
                piece.start >= at && !piece.is_empty() && piece.end <= whole.end,
                "{piece:?} in {whole:?}"
            );
            blank(at, piece.start);
            at = piece.end;
        }
        blank(at, whole.end);
    }
    assert!(pieces.next().is_none(), "a piece lies outside every whole");
}
