//! Tokens: words, numbers and marks, each with its exact place.

mod addresses;
mod scan;
pub(crate) mod word;

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
///
/// Words are parted as in the treebanks UD English EWT and GUM: "don't" is `do` and `n't`, "long-term" is three tokens,
/// "$5bn" is `$`, `5` and `bn`; "U.S.", addresses and "16,000" are one each.
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Tokens;
///
/// let document = Document::from_paragraphs("It can't.");
/// let words: Vec<_> = document.layer::<Tokens>().all().iter().map(|token| document.slice(token.span)).collect();
/// assert_eq!(words, ["It", "ca", "n't", "."]);
/// ```
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

    /// The words of each sentence, one sentence after the other: what the trained models read.
    pub(crate) fn words_by_sentence<'d>(
        &self,
        document: &'d Document,
    ) -> impl Iterator<Item = Vec<&'d str>> + use<'_, 'd> {
        let sentences = self.starts.windows(2).map(|ends| &self.tokens[ends[0] as usize..ends[1] as usize]);
        sentences.map(|tokens| tokens.iter().map(|token| document.slice(token.span)).collect())
    }
}

impl Layer for Tokens {
    fn compute(document: &Document) -> Self {
        let sentences = document.layer::<Sentences>();
        let mut tokens = Vec::new();
        let mut starts = vec![0];
        for (index, sentence) in (0u32..).zip(sentences.all()) {
            let start = sentence.span.start as usize;
            scan::scan(document.slice(sentence.span), |range| {
                let span = Span::from_range(start + range.start..start + range.end);
                tokens.push(Token { span, sentence: index });
            });
            starts.push(u32::try_from(tokens.len()).expect("a document holds less than 4 GiB"));
        }
        Self { tokens, starts }
    }
}

#[cfg(test)]
mod tests;
