//! Sentences: where each starts and ends.

mod ends;
mod lists;

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
///
/// ```
/// use copydesk_document::Document;
/// use copydesk_language::Sentences;
///
/// let document = Document::from_paragraphs("“Who is it?” he asked. Dr. Gray of the U.S. Army came in.");
/// let sentences = document.layer::<Sentences>().all();
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(document.slice(sentences[0].span), "“Who is it?” he asked.");
/// ```
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
            let offset = block.span.start as usize;
            let mut start = 0;
            for cut in cuts(text).into_iter().chain([text.len()]) {
                let piece = &text[start..cut];
                let trimmed = piece.trim();
                if !trimmed.is_empty() {
                    let from = offset + start + (piece.len() - piece.trim_start().len());
                    sentences
                        .push(Sentence { span: Span::from_range(from..from + trimmed.len()), block: index });
                }
                start = cut;
            }
        }
        Self(sentences)
    }
}

/// The places inside a block's text where a new sentence starts, in order.
fn cuts(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for item in lists::cuts(text).into_iter().chain([text.len()]) {
        cuts.extend(ends::cuts(&text[start..item]).into_iter().map(|cut| start + cut));
        if item < text.len() {
            cuts.push(item);
        }
        start = item;
    }
    cuts
}

#[cfg(test)]
mod tests;
