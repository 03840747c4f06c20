//! Typed findings without the command line: `cargo run --example typed`.

use copydesk_analyzer::{Analyzer, Document};
use copydesk_quote_attribution::QuoteAttribution;
use council_desk::VoteCounts;

fn main() {
    let document = Document::from_paragraphs(
        "The council passed the plan by 31 votes to 12. “It is a start,” said Mayor Ida Falk.",
    );
    for vote in VoteCounts.analyze(&document) {
        println!("{} for, {} against: {}", vote.data.ayes, vote.data.noes, document.slice(vote.span));
    }
    for quotation in QuoteAttribution.analyze(&document) {
        let speaker = quotation.data.speaker.name.as_deref().unwrap_or("somebody");
        println!("{speaker}: {}", document.slice(quotation.span));
    }
}
