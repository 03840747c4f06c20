//! A scene: one sentence with the words of staffing found in it.

use copydesk_analyzer::language::{Found, PhraseTable, Reading};
use std::ops::Range;
use std::sync::LazyLock;

static TERMS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/terms.txt")).expect("the table is read by every test")
});
static CONTEXTS: LazyLock<PhraseTable> = LazyLock::new(|| {
    PhraseTable::parse(include_str!("../data/contexts.txt")).expect("the table is read by every test")
});

/// One sentence, with the words of staffing in it.
pub(crate) struct Scene<'d> {
    pub(crate) reading: Reading<'d>,
    /// The sentence's tokens.
    pub(crate) tokens: Range<usize>,
    /// The phrases of `data/terms.txt`.
    pub(crate) terms: Vec<Found>,
    contexts: Vec<Found>,
}

impl<'d> Scene<'d> {
    pub(crate) fn new(reading: &Reading<'d>, tokens: Range<usize>) -> Self {
        let terms = TERMS.find(reading.words, tokens.clone()).collect();
        let contexts = CONTEXTS.find(reading.words, tokens.clone()).collect();
        Self { reading: *reading, tokens, terms, contexts }
    }

    /// The token in lower case, if it belongs to the sentence.
    pub(crate) fn word(&self, token: usize) -> &'d str {
        if self.tokens.contains(&token) { self.reading.words.get(token) } else { "" }
    }

    /// The token in front of another one, in lower case.
    pub(crate) fn word_before(&self, token: usize) -> &'d str {
        token.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether the sentence has a word of a context of `data/contexts.txt`.
    pub(crate) fn is_about(&self, context: &str) -> bool {
        self.contexts.iter().any(|found| found.category == context)
    }

    /// Whether some tokens have a word of a context.
    pub(crate) fn has_context(&self, context: &str, tokens: &Range<usize>) -> bool {
        let mut inside = self.contexts.iter().filter(|found| tokens.contains(&found.tokens.start));
        inside.any(|found| found.category == context)
    }

    /// How many clauses lie between two tokens.
    pub(crate) fn clauses_between(&self, a: usize, b: usize) -> usize {
        self.reading.clauses.index(a).abs_diff(self.reading.clauses.index(b))
    }

    /// The first term that starts at a token.
    pub(crate) fn term_at(&self, token: usize) -> Option<&Found> {
        let index = self.terms.partition_point(|term| term.tokens.start < token);
        self.terms.get(index).filter(|term| term.tokens.start == token)
    }
}
