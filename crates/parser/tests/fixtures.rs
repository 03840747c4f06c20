//! The messy scrape among the project's fixtures, in every block.

use copydesk_document::Document;
use copydesk_parser::{Format, Records};
use std::io::BufReader;

fn fixture(name: &str) -> Document {
    let path = format!("{}/../../fixtures/articles/{name}", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(path).expect("the fixture is part of the project");
    let mut records = Records::new(Box::new(BufReader::new(file)), name, Format::Auto);
    let record = records.next().expect("there is one article").expect("it can be read");
    record.parse().expect("it is text")
}

/// Kinds in order, with the reasons of boilerplate, runs of one kind as `kind ×n`.
fn outline(document: &Document) -> Vec<String> {
    let names = document.blocks().iter().map(|block| {
        let name = block.kind.noise().map_or(block.kind.name(), |noise| noise.name());
        block.duplicate_of.map_or(name.to_owned(), |of| format!("{name}→{of}"))
    });
    let names: Vec<String> = names.collect();
    let runs = names.chunk_by(|a, b| a == b);
    runs.map(|run| if run.len() > 1 { format!("{} ×{}", run[0], run.len()) } else { run[0].clone() })
        .collect()
}

#[test]
fn the_messy_scrape_comes_out_right_in_every_block() {
    let document = fixture("messy-scrape-lab-departures.txt");
    let expected = [
        "advertisement",
        "headline→6",
        "byline",
        "dateline",
        "paragraph→7",
        "promotion",
        "headline",
        "paragraph ×2",
        "newsletter ×3",
        "subscribe-button",
        "paragraph ×3",
        "credit",
        "paragraph ×5",
        "caption",
        "credit",
        "paragraph ×3",
        "caption",
        "credit",
        "contact-line",
        "reaction-widget ×7",
        "footer",
        "contact-line",
    ];
    assert_eq!(outline(&document), expected);
    let article = document.article();
    assert_eq!(article.byline, ["Nora Lindqvist", "Tomás Arrieta", "Priya Venn"]);
    assert_eq!(article.published.expect("it states a time").to_string(), "2023-06-23T21:30:00-04:00");
}

#[test]
fn the_noisy_page_keeps_its_prose_and_nothing_else() {
    let document = fixture("noisy-page-startup-collapse.txt");
    let expected = [
        "navigation",
        "cookie-notice",
        "navigation ×2",
        "headline",
        "paragraph",
        "byline ×3",
        "dateline",
        "promotion ×2",
        "paragraph ×2",
        "related-links",
        "paragraph",
        "advertisement ×2",
        "paragraph",
        "caption",
        "newsletter ×3",
        "subscribe-button",
        "newsletter",
        "paragraph ×2",
        "correction-note",
        "author-bio",
        "related-links ×4",
        "comments ×7",
        "footer ×2",
    ];
    assert_eq!(outline(&document), expected);
}
