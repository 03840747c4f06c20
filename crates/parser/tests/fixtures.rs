//! The messy scrapes and the pages among the project's fixtures, in every block.

use copydesk_document::Document;
use copydesk_parser::{Format, Records};
use std::io::BufReader;

fn fixture(name: &str) -> Document {
    let folder = if name.ends_with(".html") { "pages" } else { "articles" };
    let path = format!("{}/../../fixtures/{folder}/{name}", env!("CARGO_MANIFEST_DIR"));
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

#[test]
fn a_news_page_comes_out_right_in_every_block() {
    let document = fixture("harbour-pilots.html");
    let expected = [
        "related-links",
        "cookie-notice ×2",
        "navigation ×16",
        "headline",
        "paragraph",
        "byline",
        "dateline",
        "share-buttons ×3",
        "caption",
        "paragraph ×3",
        "advertisement",
        "subheading",
        "paragraph",
        "quotation",
        "paragraph",
        "newsletter ×2",
        "subscribe-button",
        "paragraph ×2",
        "author-bio ×2",
        "tags ×3",
    ];
    let outline = outline(&document);
    assert_eq!(outline[..expected.len()], expected);
    assert!(outline[expected.len()..].iter().all(|kind| !kind.starts_with("paragraph")), "{outline:?}");
    let article = document.article();
    assert_eq!(article.headline.as_deref(), Some("Harbour pilots walk out after a third of them are let go"));
    assert_eq!(article.byline, ["Nella Byrne", "Tom Achebe"]);
    assert_eq!(article.published.expect("it states a time").to_string(), "2023-06-16T18:40:00+01:00");
    assert_eq!(article.publisher.as_deref(), Some("Merrow Courier"));
    assert_eq!((article.section.as_deref(), article.language.as_deref()), (Some("Harbour"), Some("en")));
}

#[test]
fn a_german_page_without_structured_data_is_read() {
    let document = fixture("rechenzentrum-talheim.html");
    let article = document.article();
    assert_eq!(article.headline.as_deref(), Some("Die Kühlung kostet mehr als der Strom"));
    assert_eq!(
        (article.byline.join(";").as_str(), article.language.as_deref()),
        ("Jörg Wendland", Some("de"))
    );
    let body = document.body();
    assert_eq!(body.lines().count(), 4, "{body}");
    assert!(!body.contains("Laut und warm") && !body.contains("Lesen Sie auch"), "{body}");
}

#[test]
fn a_page_written_by_hand_is_read_with_its_lists_and_tables() {
    let document = fixture("build-farm-notes.html");
    let article = document.article();
    assert_eq!(article.headline.as_deref(), Some("Notes on moving a build farm"));
    assert_eq!(article.byline, ["Petra Lindgren"]);
    assert_eq!(article.published.expect("it states a day").to_string(), "2025-02-02");
    let body = document.body();
    for words in ["First: count the cables", "Label both ends", "Rack and rails", "14 minutes"] {
        assert!(body.contains(words), "{words} in {body}");
    }
    assert!(!body.contains("drawer full of keyboards") && !body.contains("No cookies"), "{body}");
}
