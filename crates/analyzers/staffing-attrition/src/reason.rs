//! The stated reason of a fact: what follows "due to", "because of", "to pursue".

use crate::fact::Fact;
use copydesk_analyzer::language::{Scene, phrase_tables};
use std::ops::Range;

phrase_tables! {
    REASONS: "../data/reasons.txt",
}

/// The words that say why, the word that introduces them included.
pub(crate) fn reason(scene: &Scene<'_>, fact: &Fact<'_>) -> Option<Range<usize>> {
    let reading = &scene.reading;
    let found = REASONS.find(reading.words, fact.verb..scene.tokens.end).next()?;
    let end = reading.clauses.of(found.tokens.end.min(scene.tokens.end - 1)).end;
    let words = reading.trimmed(found.tokens.start..end);
    (words.len() > found.tokens.len()).then_some(words)
}
