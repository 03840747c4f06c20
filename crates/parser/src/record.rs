//! Records: the articles of a stream, before they are parsed.

use crate::ReadError;
use copydesk_document::{Article, Block, BlockKind, Document, Span};
use std::io::BufRead;

/// What an input holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// By content, then by the name's extension.
    #[default]
    Auto,
    /// Plain or scraped text: one article.
    Text,
    /// A page: one article.
    Html,
    /// One JSON object a line: one article each.
    Jsonl,
    /// A web archive.
    Warc,
    /// An RSS or Atom feed.
    Feed,
}

/// One article's bytes and what its container knows about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Record {
    /// What the container knows: id and source at least.
    pub article: Article,
    /// The bytes.
    pub content: Content,
}

/// The bytes of an article, by format.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// Plain or scraped text, not decoded yet.
    Text(Vec<u8>),
    /// A page, not decoded yet, with the charset that the protocol named.
    Html {
        /// The bytes.
        bytes: Vec<u8>,
        /// The charset that the protocol named.
        charset: Option<String>,
    },
}

impl Record {
    /// Reads the article.
    ///
    /// # Errors
    /// If it is no text.
    pub fn parse(self) -> Result<Document, ReadError> {
        let (Content::Text(bytes) | Content::Html { bytes, .. }) = self.content;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let blocks = vec![Block::new(Span::from_range(0..text.len()), BlockKind::Paragraph)];
        let source_name = self.article.source.clone().unwrap_or_default();
        Document::new(text, self.article, blocks, None)
            .map_err(|error| ReadError::Unreadable { source_name, problem: error.to_string() })
    }
}

/// The records of one input, read one at a time. After an error of one record the iterator goes on with the next one;
/// after [`ReadError::Io`] it ends.
pub struct Records {
    reader: Option<Box<dyn BufRead + Send>>,
    name: String,
}

impl Records {
    /// The records of `reader`; `name` is the input's name in errors and in [`Article::source`].
    #[must_use]
    pub fn new(reader: Box<dyn BufRead + Send>, name: &str, _format: Format) -> Self {
        Self { reader: Some(reader), name: name.to_owned() }
    }
}

impl Iterator for Records {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut reader = self.reader.take()?;
        let mut bytes = Vec::new();
        let article =
            Article { id: self.name.clone(), source: Some(self.name.clone()), ..Article::default() };
        Some(match reader.read_to_end(&mut bytes) {
            Ok(_) => Ok(Record { article, content: Content::Text(bytes) }),
            Err(error) => Err(ReadError::Io { source_name: self.name.clone(), error }),
        })
    }
}
