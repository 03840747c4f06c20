//! The words of staffing, and sentences with them found.

use copydesk_analyzer::language::{PhraseTable, Reading, Scene};
use std::sync::LazyLock;

static TERMS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/terms.txt")).expect("the table is read by every test")
});
static CONTEXTS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/contexts.txt")).expect("the table is read by every test")
});

/// The scenes of a document, one for each sentence.
pub(crate) fn scenes<'d>(reading: &Reading<'d>) -> impl Iterator<Item = Scene<'d>> {
    let sentences = 0..reading.sentences.all().len();
    sentences.map(|sentence| Scene::new(reading, reading.tokens.of_sentence(sentence), &TERMS, &CONTEXTS))
}
