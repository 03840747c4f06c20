//! Analyzers for the host's own tests.

use copydesk_analyzer::language::{Figure, Quantities, Quantity};
use copydesk_analyzer::{Analyzer, Descriptor, Document, Finding, Kind, Role, Span, schemars, serde};

const fn descriptor(
    id: &'static str,
    roles: &'static [Role],
    languages: &'static [&'static str],
) -> Descriptor {
    let kinds = &[Kind { name: "word", summary: "a word" }];
    Descriptor { id, summary: "", docs: "", version: 1, kinds, roles, languages }
}

const fn role(name: &'static str) -> Role {
    Role { name, summary: "" }
}

fn spans<'d>(document: &'d Document, word: &'d str) -> impl Iterator<Item = Span> + 'd {
    let found = document.text().match_indices(word);
    found.map(|(start, word)| Span::from_range(start..start + word.len()))
}

/// Panics at the word "crash"; else finds each "ten", half sure.
pub(crate) struct Brittle;

impl Analyzer for Brittle {
    type Data = ();
    const DESCRIPTOR: Descriptor = descriptor("brittle", &[role("quantity")], &[]);
    fn analyze(&self, document: &Document) -> Vec<Finding<()>> {
        assert!(!document.text().contains("crash"), "met a crash");
        let finding = |span| Finding::new("word", span, "ten", ()).label("quantity", span);
        spans(document, "ten")
            .map(finding)
            .map(|finding| Finding { confidence: Some(0.5), ..finding })
            .collect()
    }
}

/// Finds each quantity, with its figure as data.
pub(crate) struct Counts;

/// The data of [`Counts`].
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(crate = "copydesk_analyzer::serde")]
#[schemars(crate = "copydesk_analyzer::schemars")]
pub(crate) struct Count {
    quantity: Figure,
}

impl Analyzer for Counts {
    type Data = Count;
    const DESCRIPTOR: Descriptor = descriptor("counts", &[role("quantity")], &[]);
    fn analyze(&self, document: &Document) -> Vec<Finding<Count>> {
        let quantities = document.layer::<Quantities>().all().iter();
        let finding = |quantity: &Quantity| {
            Finding::new("word", quantity.span, "count", Count { quantity: quantity.figure.clone() })
        };
        quantities.map(finding).collect()
    }
}

/// Finds each "eleven", in English only.
pub(crate) struct English;

impl Analyzer for English {
    type Data = ();
    const DESCRIPTOR: Descriptor = descriptor("english", &[], &["en"]);
    fn analyze(&self, document: &Document) -> Vec<Finding<()>> {
        spans(document, "eleven").map(|span| Finding::new("word", span, "eleven", ())).collect()
    }
}

/// Finds what stands between brackets, however deep, as quotations.
pub(crate) struct Brackets;

impl Analyzer for Brackets {
    type Data = ();
    const DESCRIPTOR: Descriptor =
        descriptor("brackets", &[role("content"), role("cue"), role("source")], &[]);
    fn analyze(&self, document: &Document) -> Vec<Finding<()>> {
        let mut open = Vec::new();
        let mut findings = Vec::new();
        for (at, character) in document.text().char_indices() {
            match character {
                '[' => open.push(at),
                ']' => {
                    let Some(start) = open.pop() else { continue };
                    let span = Span::from_range(start..at + 1);
                    findings.push(Finding::new("word", span, "brackets", ()).label("content", span));
                }
                _ => {}
            }
        }
        findings.sort_by_key(|finding| finding.span);
        findings
    }
}
