//! A record: an article's bytes, before they are parsed.

use crate::charset::{Decoded, decode};
use crate::{ReadError, html, text};
use copydesk_document::{Article, Document};

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
    /// What the container knows: id and source at least. It goes before what the text says of itself.
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
    /// If it is empty or no text.
    pub fn parse(self) -> Result<Document, ReadError> {
        let source_name = self.article.source.clone().unwrap_or_else(|| self.article.id.clone());
        let unreadable = |problem| ReadError::Unreadable { source_name, problem };
        match self.content {
            Content::Text(bytes) => parse_text(bytes, self.article).map_err(unreadable),
            Content::Html { bytes, charset } => {
                html::parse(bytes, charset.as_deref(), self.article).map_err(unreadable)
            }
        }
    }
}

fn parse_text(bytes: Vec<u8>, given: Article) -> Result<Document, String> {
    let Decoded { text, map } = decode(bytes)?;
    if text::is_blank(&text) {
        return Err(text::EMPTY.to_owned());
    }
    let (article, blocks) = text::parse(&text, given);
    Document::new(text, article, blocks, map).map_err(|error| error.to_string())
}
