//! Tokens: words, numbers and marks, each with its exact place.

use crate::Sentences;
use copydesk_document::{Document, Layer, Span};
use std::ops::Range;

/// A word, number or mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// The index of its sentence in [`Sentences`].
    pub sentence: u32,
}

/// The tokens of a document's headline and body, in order; none crosses a sentence's end.
pub struct Tokens {
    tokens: Vec<Token>,
    /// The first token of each sentence, and the number of tokens at the end.
    starts: Vec<u32>,
}

impl Tokens {
    /// All tokens.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// The tokens of one sentence, as indexes into [`Tokens::all`].
    ///
    /// # Panics
    /// If there is no such sentence.
    #[must_use]
    pub fn of_sentence(&self, sentence: usize) -> Range<usize> {
        self.starts[sentence] as usize..self.starts[sentence + 1] as usize
    }

    /// The tokens that lie wholly inside a span, as indexes into [`Tokens::all`].
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.span.start < span.start);
        let behind = self.tokens.partition_point(|token| token.span.end <= span.end);
        first..behind.max(first)
    }
}

impl Layer for Tokens {
    fn compute(document: &Document) -> Self {
        let sentences = document.layer::<Sentences>();
        let mut tokens = Vec::new();
        let mut starts = vec![0];
        for (index, sentence) in (0u32..).zip(sentences.all()) {
            let text = document.slice(sentence.span);
            let mut at = sentence.span.start as usize;
            for word in unicode_segmentation::UnicodeSegmentation::split_word_bounds(text) {
                if !word.trim().is_empty() {
                    let span = Span::from_range(at..at + word.len());
                    tokens.push(Token { span, sentence: index });
                }
                at += word.len();
            }
            starts.push(u32::try_from(tokens.len()).expect("a document holds less than 4 GiB"));
        }
        Self { tokens, starts }
    }
}
