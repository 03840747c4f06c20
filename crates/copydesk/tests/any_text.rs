//! Whatever the text, findings are well-formed: known kinds and roles, and spans that can be cut out of it.

#[path = "../src/bundled.rs"]
mod bundled;

use copydesk_analyzer::{AnyFinding, Descriptor, Document, Span, registry};
use copydesk_parser::{Format, Records};
use proptest::prelude::*;
use proptest::sample::select;

/// What claims are made of, and what breaks those who look for them.
const PIECES: &[&str] = &[
    "Ana Lopes",
    "Lopes",
    "the company",
    "Northgate",
    "she",
    "people familiar with the matter",
    "a spokesman",
    " said",
    " told reporters",
    ", according to ",
    " that ",
    "\"",
    "“",
    "”",
    "'",
    "’s",
    "left",
    "laid off",
    "six of the 14",
    "about a third",
    "5,000 to 10,000",
    "$5-10 million",
    "GPUs",
    "H100",
    "staff",
    "chips",
    "megawatts",
    "hours",
    ".",
    ",",
    ":",
    "—",
    "(",
    ")",
    "\n",
    "\n\n",
    "\r",
    " ",
    " ",
    " ",
    "2023",
    "in March",
    "é",
    "😀",
    "\u{202e}",
    "\u{301}",
    "\u{a0}",
    "שלום",
    "By ",
    "Photo: ",
    "- ",
    "1. ",
    "?",
    "!",
];

fn assert_well_formed(document: &Document, descriptor: &Descriptor, finding: &AnyFinding) {
    let cut = |span: Span| document.text().get(span.range()).is_some_and(|words| !words.is_empty());
    assert!(descriptor.kinds.iter().any(|kind| kind.name == finding.kind), "unknown kind {:?}", finding.kind);
    assert!(cut(finding.span), "{:?} lies outside the text or inside a character", finding.span);
    for label in &finding.labels {
        assert!(cut(label.span), "{label:?} lies outside the text or inside a character");
        assert!(descriptor.roles.iter().any(|role| role.name == label.role), "unknown role {:?}", label.role);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn findings_are_well_formed_and_the_same_again(pieces in prop::collection::vec(select(PIECES), 1..120)) {
        let text = pieces.concat();
        prop_assume!(!text.trim().is_empty());
        let read = || {
            let bytes = std::io::Cursor::new(text.clone().into_bytes());
            Records::new(Box::new(bytes), "any.txt", Format::Text).next().unwrap().unwrap().parse().unwrap()
        };
        let (first, second) = (read(), read());
        for analyzer in registry().unwrap() {
            let findings = analyzer.analyze(&first);
            for finding in &findings {
                assert_well_formed(&first, analyzer.descriptor(), finding);
            }
            let spans = |findings: &[AnyFinding]| findings.iter().map(|f| (f.span, f.kind)).collect::<Vec<_>>();
            prop_assert_eq!(spans(&findings), spans(&analyzer.analyze(&second)));
        }
    }
}
