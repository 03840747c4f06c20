//! The article as this analyzer reads it: words by sentence, each with the quotation it stands in.

use crate::regions::regions;
use copydesk_analyzer::language::{Sentences, Tokens};
use copydesk_analyzer::{Document, Span};
use std::ops::Range;

/// A token with what the rules ask of it.
pub(crate) struct Word<'d> {
    /// As written.
    pub(crate) text: &'d str,
    /// In lower case.
    pub(crate) lower: String,
    /// Where it stands.
    pub(crate) span: Span,
    /// The quoted stretch that it stands in, counted from the first one of the article.
    pub(crate) region: Option<usize>,
}

impl Word<'_> {
    /// Whether it holds a letter or digit.
    pub(crate) fn is_word(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }

    /// Whether it starts with an upper-case letter.
    pub(crate) fn is_capitalized(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a quotation mark or starts with one.
    pub(crate) fn is_mark(&self) -> bool {
        self.text.starts_with(['“', '”', '"', '„', '«', '»', '‘', '’', '\'', '`']) && !self.is_word()
    }

    /// Whether the text is one of `forms`, in lower case.
    pub(crate) fn is(&self, forms: &[&str]) -> bool {
        forms.contains(&self.lower.as_str())
    }
}

/// A document's words, sentences and quoted stretches.
pub(crate) struct Reading<'d> {
    /// The article.
    pub(crate) document: &'d Document,
    /// All words, in order.
    pub(crate) words: Vec<Word<'d>>,
    /// The words of each sentence, and the block it stands in.
    pub(crate) sentences: Vec<(Range<usize>, u32)>,
}

impl<'d> Reading<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        let regions: Vec<Span> =
            document.read_blocks().flat_map(|(_, block)| regions(document.text(), block.span)).collect();
        let tokens = document.layer::<Tokens>();
        let mut next = 0;
        let word = |token: &copydesk_analyzer::language::Token| {
            while regions.get(next).is_some_and(|region| region.end <= token.span.start) {
                next += 1;
            }
            let inside = regions.get(next).is_some_and(|region| region.start <= token.span.start);
            let text = document.slice(token.span);
            Word { text, lower: text.to_lowercase(), span: token.span, region: inside.then_some(next) }
        };
        let words = tokens.all().iter().map(word).collect();
        let blocks = document.layer::<Sentences>().all().iter().map(|sentence| sentence.block);
        let sentences = blocks.enumerate().map(|(index, block)| (tokens.of_sentence(index), block)).collect();
        Self { document, words, sentences }
    }

    /// The span from the first to the last word of a range that is not empty.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        self.words[range.start].span.cover(self.words[range.end - 1].span)
    }

    /// The range without punctuation at its ends; quotation marks stay.
    pub(crate) fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let loose = |word: &Word| {
            !word.is_word() && !word.is_mark() && !matches!(word.text, "$" | "#" | "@" | "(" | "[")
        };
        while !range.is_empty() && loose(&self.words[range.start]) {
            range.start += 1;
        }
        let loose =
            |word: &Word| !word.is_word() && !word.is_mark() && !matches!(word.text, "%" | ")" | "]" | "…");
        while !range.is_empty()
            && loose(&self.words[range.end - 1])
            && self.words[range.end - 1].region.is_none()
        {
            range.end -= 1;
        }
        range
    }
}
