//! The document: an article's text, its blocks, its metadata and its layers.

use crate::layer::Layers;
use crate::{Article, Block, BlockKind, Layer, SourceMap, Span};
use std::fmt;

/// An article as read: nothing in its text was trimmed, joined or normalised, and noise is flagged, not deleted.
pub struct Document {
    text: String,
    article: Article,
    blocks: Vec<Block>,
    source: Option<SourceMap>,
    layers: Layers,
}

/// Why a document cannot be made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Offsets are 32 bits wide.
    #[error("the text has {0} bytes; a document holds at most 4294967295: split it")]
    TooLarge(usize),
    /// A block lies outside the text, inside a character, or before the end of the one in front of it.
    #[error(
        "block {0} lies outside the text, inside a character, or before the end of the block in front of it"
    )]
    BadBlock(usize),
}

impl Document {
    /// A document of the given parts; `source` is absent where the text is the file itself.
    ///
    /// # Errors
    /// If the text is too large, or the blocks are not sorted, disjoint and on character boundaries.
    pub fn new(
        text: String,
        article: Article,
        blocks: Vec<Block>,
        source: Option<SourceMap>,
    ) -> Result<Self, DocumentError> {
        if u32::try_from(text.len()).is_err() {
            return Err(DocumentError::TooLarge(text.len()));
        }
        let mut end = 0;
        for (index, block) in blocks.iter().enumerate() {
            if block.span.start < end || text.get(block.span.range()).is_none() {
                return Err(DocumentError::BadBlock(index));
            }
            end = block.span.end;
        }
        Ok(Self { text, article, blocks, source, layers: Layers::default() })
    }

    /// A document without metadata in which each line that is not blank is a paragraph: for text that needs no
    /// parser, such as a test's.
    ///
    /// # Panics
    /// If the text has 4 GiB or more.
    #[must_use]
    pub fn from_paragraphs(text: impl Into<String>) -> Self {
        let text = text.into();
        let base = text.as_ptr() as usize;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let blocks = lines
            .map(|line| {
                let start = line.as_ptr() as usize - base;
                Block::new(Span::from_range(start..start + line.len()), BlockKind::Paragraph)
            })
            .collect();
        Self::new(text, Article::default(), blocks, None).expect("trimmed lines are disjoint and in order")
    }

    /// The whole text; every offset counts its bytes.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a span of this document.
    ///
    /// # Panics
    /// If the span is none of this document's.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The metadata.
    #[must_use]
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The metadata, to fill in what the container of the article knew.
    pub fn article_mut(&mut self) -> &mut Article {
        &mut self.article
    }

    /// All blocks, noise included, in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks that the language layers read: body and headline.
    pub fn read_blocks(&self) -> impl Iterator<Item = (u32, &Block)> {
        (0u32..).zip(&self.blocks).filter(|(_, block)| block.is_read())
    }

    /// The article's body: its prose, one block a line. A dateline is part of it where it opens a paragraph.
    ///
    /// ```
    /// # use copydesk_document::Document;
    /// assert_eq!(Document::from_paragraphs(" One. \n\n Two.\n").body(), "One.\nTwo.");
    /// ```
    #[must_use]
    pub fn body(&self) -> String {
        let mut body = String::new();
        for (index, block) in self.blocks.iter().enumerate().filter(|(_, block)| block.is_body()) {
            if !body.is_empty() {
                body.push('\n');
            }
            if let Some(dateline) = self.dateline_of(index) {
                body.push_str(self.slice(dateline));
                body.push(' ');
            }
            body.push_str(self.slice(block.span));
        }
        body
    }

    /// The dateline in front of a block, on its line.
    fn dateline_of(&self, index: usize) -> Option<Span> {
        let before = self.blocks[index.checked_sub(1)?];
        let between = &self.text[before.span.end as usize..self.blocks[index].span.start as usize];
        let opens = before.kind == BlockKind::Dateline && !between.contains(['\n', '\r']);
        opens.then_some(before.span)
    }

    /// The map back to the original file; absent where the text is the file itself.
    #[must_use]
    pub fn source_map(&self) -> Option<&SourceMap> {
        self.source.as_ref()
    }

    /// A layer of this document, computed at the first call.
    #[must_use]
    pub fn layer<L: Layer>(&self) -> &L {
        self.layers.get_or_compute(self)
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("article", &self.article)
            .field("blocks", &self.blocks.len())
            .field("bytes", &self.text.len())
            .finish_non_exhaustive()
    }
}
