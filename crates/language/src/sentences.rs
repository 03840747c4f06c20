//! Sentences: where each starts and ends.

use copydesk_document::{Document, Layer, Span};

/// A sentence, without surrounding white space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// The index of its block in [`Document::blocks`].
    pub block: u32,
}

/// The sentences of a document's headline and body, in order; none crosses a block's end.
pub struct Sentences(Vec<Sentence>);

impl Sentences {
    /// All sentences.
    #[must_use]
    pub fn all(&self) -> &[Sentence] {
        &self.0
    }

    /// The index of the sentence that holds a byte offset.
    #[must_use]
    pub fn at(&self, offset: u32) -> Option<usize> {
        let behind = self.0.partition_point(|sentence| sentence.span.start <= offset);
        let index = behind.checked_sub(1)?;
        (offset < self.0[index].span.end).then_some(index)
    }
}

impl Layer for Sentences {
    fn compute(document: &Document) -> Self {
        let mut sentences = Vec::new();
        for (index, block) in document.read_blocks() {
            let text = document.slice(block.span);
            let mut at = block.span.start as usize;
            for sentence in unicode_segmentation::UnicodeSegmentation::split_sentence_bounds(text) {
                let length = sentence.trim_end().len();
                if length > 0 {
                    sentences.push(Sentence { span: Span::from_range(at..at + length), block: index });
                }
                at += sentence.len();
            }
        }
        Self(sentences)
    }
}
