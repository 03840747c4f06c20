//! Quotations and other attributions: what was said, by which words it is attributed, and whose it is.
//!
//! This room holds [`QuoteAttribution`], an analyzer that finds direct, mixed and indirect attributions and an
//! article's sourcing statements, and resolves each source to a [`Speaker`]. What never enters it: other analyzers,
//! file formats, what a quotation is about.
//!
//! ```
//! use copydesk_analyzer::{Analyzer, Document};
//! use copydesk_quote_attribution::QuoteAttribution;
//!
//! let document = Document::from_paragraphs("“The bridge is safe,” Mayor Ada Brandt said.");
//! let findings = QuoteAttribution.analyze(&document);
//! assert_eq!(findings[0].kind, "direct");
//! assert_eq!(document.slice(findings[0].labelled("content").unwrap()), "“The bridge is safe,”");
//! assert_eq!(findings[0].data.speaker.name.as_deref(), Some("Ada Brandt"));
//! ```

mod according;
pub mod attribution;
pub mod learned;
mod lexicon;
mod listed;
mod mend;
pub mod model;
mod names;
mod parts;
mod pieces;
pub mod reading;
mod sourcing;
mod speaker;
mod threshold;
mod turns;

pub use speaker::{Speaker, SpeakerKind};

use attribution::Attribution;
use copydesk_analyzer::schemars::JsonSchema;
use copydesk_analyzer::serde::{Deserialize, Serialize};
use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, Span, register};
use reading::Reading;
use sourcing::Sourcing;
use speaker::Speakers;
use std::ops::Range;

/// What an attribution carries beyond its words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub struct Quotation {
    /// Whoever it comes from.
    pub speaker: Speaker,
}

/// Finds what an article attributes to somebody.
pub struct QuoteAttribution;

impl Analyzer for QuoteAttribution {
    type Data = Quotation;

    const DESCRIPTOR: Descriptor = Descriptor {
        id: "quote-attribution",
        summary: "Finds who said, wrote or believes what, and on whose word the article rests",
        docs: include_str!("../README.md"),
        version: 3,
        kinds: &[
            Kind {
                name: "direct",
                summary: "said in these very words: in quotation marks, or as a turn of a transcript",
            },
            Kind { name: "mixed", summary: "some of it stands in quotation marks" },
            Kind { name: "indirect", summary: "told in the article's own words" },
            Kind { name: "sourcing", summary: "what the article says that it rests on" },
        ],
        roles: &[
            Role { name: "content", summary: "a piece of what was said, quotation marks included" },
            Role { name: "cue", summary: "the words that attribute it" },
            Role { name: "source", summary: "whoever it comes from, as named there" },
        ],
        languages: &["en"],
    };

    fn analyze(&self, document: &Document) -> Vec<Finding<Quotation>> {
        let reading = Reading::new(document);
        let mut attributions = turns::attributions(&reading);
        learned::add(&reading, model::Model::embedded(), &mut attributions);
        pieces::attach(&reading, &mut attributions);
        listed::add(&reading, &mut attributions);
        attributions.sort_by_key(Attribution::first);
        let mut speakers = Speakers::new(&reading);
        let findings = attributions.iter().map(|attribution| finding(&reading, &mut speakers, attribution));
        let mut findings: Vec<_> = findings.collect();
        findings.extend(
            sourcing::statements(&reading)
                .iter()
                .map(|statement| sourced(&reading, &mut speakers, statement)),
        );
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}

register!(QuoteAttribution);

fn finding(reading: &Reading, speakers: &mut Speakers, attribution: &Attribution) -> Finding<Quotation> {
    let span = |range: &Range<usize>| reading.span(range.clone());
    let cover = attribution.parts().map(span).reduce(Span::cover).expect("an attribution has content");
    let speaker = speakers.resolve(attribution.source.as_ref());
    let cue = attribution.cue.as_ref().map_or("quoted", |cue| reading.document.slice(span(cue)));
    let message = format!("{}: {}", described(&speaker), one_line(cue));
    let mut finding = Finding::new(attribution.kind(reading), cover, message, Quotation { speaker });
    finding.confidence = Some(attribution.score);
    for piece in &attribution.content {
        finding = finding.label("content", span(piece));
    }
    if let Some(cue) = &attribution.cue {
        finding = finding.label("cue", span(cue));
    }
    if let Some(source) = &attribution.source {
        finding = finding.label("source", span(source));
    }
    finding
}

fn sourced(reading: &Reading, speakers: &mut Speakers, statement: &Sourcing) -> Finding<Quotation> {
    let (cue, source) = (reading.span(statement.cue.clone()), reading.span(statement.source.clone()));
    let mut speaker = speakers.resolve(Some(&statement.source));
    let words = one_line(reading.document.slice(source));
    if speaker.name.is_none() {
        speaker = Speaker { kind: SpeakerKind::Anonymous, description: Some(words.clone()), ..speaker };
    }
    let message = format!("{}: {words}", one_line(reading.document.slice(cue)));
    let finding = Finding::new("sourcing", cue.cover(source), message, Quotation { speaker });
    finding.label("cue", cue).label("source", source)
}

/// `Joelle Pineau (VP of AI Research, Meta)`.
fn described(speaker: &Speaker) -> String {
    let name = speaker.name.as_deref().or(speaker.description.as_deref()).unwrap_or("unknown");
    let about: Vec<&str> = if speaker.name.is_some() {
        [speaker.title.as_deref(), speaker.affiliation.as_deref()].into_iter().flatten().collect()
    } else {
        Vec::new()
    };
    let name = one_line(name);
    if about.is_empty() { name } else { format!("{name} ({})", one_line(&about.join(", "))) }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
