//! A scene: one sentence with the phrases of a grammar found in it.

use crate::models::Xpos;
use crate::{Found, LONGEST_SENTENCE, PhraseTable, Reading, phrase_tables};
use std::ops::Range;

phrase_tables! {
    PHRASE_ENDS: "../data/phrase-ends.txt",
}

/// One sentence, with the phrases that a grammar looks for in it.
pub struct Scene<'d> {
    /// The layers of the document.
    pub reading: Reading<'d>,
    /// The sentence's tokens.
    pub tokens: Range<usize>,
    /// The phrases that make facts, in order.
    pub terms: Vec<Found>,
    /// The phrases that say what the sentence is about.
    contexts: Vec<Found>,
}

impl<'d> Scene<'d> {
    /// Finds the phrases of two tables among a sentence's tokens.
    #[must_use]
    pub fn new(
        reading: &Reading<'d>,
        tokens: Range<usize>,
        terms: &PhraseTable,
        contexts: &PhraseTable,
    ) -> Self {
        let terms = terms.find(reading.words, tokens.clone()).collect();
        let contexts = contexts.find(reading.words, tokens.clone()).collect();
        Self { reading: *reading, tokens, terms, contexts }
    }

    /// Whether a grammar should read the sentence at all; see [`LONGEST_SENTENCE`].
    #[must_use]
    pub fn is_readable(&self) -> bool {
        self.tokens.len() <= LONGEST_SENTENCE
    }

    /// The token in lower case; nothing outside the sentence.
    #[must_use]
    pub fn word(&self, token: usize) -> &'d str {
        if self.tokens.contains(&token) { self.reading.words.get(token) } else { "" }
    }

    /// The token in front of another one, in lower case; nothing at the sentence's start.
    #[must_use]
    pub fn word_before(&self, token: usize) -> &'d str {
        token.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether a token ends the noun phrase that stands in front of it: a mark, a preposition but "of", an auxiliary,
    /// or the sentence's end.
    #[must_use]
    pub fn ends_phrase(&self, token: usize) -> bool {
        let word = self.word(token);
        let mark = !word.contains(char::is_alphanumeric) && !matches!(word, "'s" | "'" | "-" | "®" | "™");
        mark || PHRASE_ENDS.contains(word) || self.is_finite_verb(token)
    }

    /// Whether a token is a verb in a tense.
    #[must_use]
    pub fn is_finite_verb(&self, token: usize) -> bool {
        let tags = self.reading.tags.all();
        self.tokens.contains(&token)
            && matches!(tags[token].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }

    /// Whether the sentence has a phrase of a context.
    #[must_use]
    pub fn is_about(&self, context: &str) -> bool {
        self.contexts.iter().any(|found| found.category == context)
    }

    /// How many phrases of a context the sentence has.
    #[must_use]
    pub fn count_of(&self, context: &str) -> usize {
        self.contexts.iter().filter(|found| found.category == context).count()
    }

    /// Whether some tokens have a phrase of a context.
    #[must_use]
    pub fn has_context(&self, context: &str, tokens: &Range<usize>) -> bool {
        let mut inside = self.contexts.iter().filter(|found| tokens.contains(&found.tokens.start));
        inside.any(|found| found.category == context)
    }

    /// How many clauses lie between two tokens.
    #[must_use]
    pub fn clauses_between(&self, a: usize, b: usize) -> usize {
        self.reading.clauses.index(a).abs_diff(self.reading.clauses.index(b))
    }

    /// The term that starts at a token.
    #[must_use]
    pub fn term_at(&self, token: usize) -> Option<&Found> {
        let index = self.terms.partition_point(|term| term.tokens.start < token);
        self.terms.get(index).filter(|term| term.tokens.start == token)
    }

    /// The terms that start among some tokens.
    pub fn terms_in(&self, tokens: Range<usize>) -> impl DoubleEndedIterator<Item = &Found> {
        let start = self.terms.partition_point(|term| term.tokens.start < tokens.start);
        let end = self.terms.partition_point(|term| term.tokens.start < tokens.end);
        self.terms[start..end.max(start)].iter()
    }
}
