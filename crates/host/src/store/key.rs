//! Keys: what tells one reading, and one document, from another.

use super::pack;
use copydesk_analyzer::Document;
use copydesk_analyzer::document::Article;
use copydesk_parser::{Content, Format, Record};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The SHA-256 of what was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Key(pub(super) [u8; 32]);

impl Key {
    /// The key of a record: its bytes, and what its container says of it. Its id and its source say only where it lay.
    pub(crate) fn of_record(record: &Record) -> Self {
        let (kind, charset, bytes) = match &record.content {
            Content::Text(bytes) => ("text", None, bytes),
            Content::Html { bytes, charset } => ("html", charset.as_deref(), bytes),
        };
        let known = metadata(&record.article);
        digest(&[b"record", kind.as_bytes(), charset.unwrap_or_default().as_bytes(), &known, bytes])
    }

    /// The key of a file as it lies on the disk, packed or not, read as `format`: its bytes and the end of its name,
    /// which can decide what it is taken for.
    pub(crate) fn of_file(path: &Path, format: Format, bytes: &[u8]) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let end = name.split_once('.').map_or("", |(_, end)| end);
        digest(&[b"file", format!("{format:?}").as_bytes(), end.as_bytes(), bytes])
    }
}

impl Key {
    /// The key of the same bytes read under these rules.
    pub(super) fn under(self, rules: &str) -> Self {
        if rules.is_empty() { self } else { digest(&[b"under", rules.as_bytes(), &self.0]) }
    }
}

/// What tells one document from another, in hexadecimal digits.
pub(super) fn of_document(document: &Document) -> String {
    let blocks = pack::blocks(document.blocks());
    let source_map = document.source_map().map(pack::source_map).unwrap_or_default();
    let known = metadata(document.article());
    let Key(hash) = digest(&[&known, document.text().as_bytes(), blocks.as_bytes(), &source_map]);
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The metadata without what says where the article lay.
fn metadata(article: &Article) -> Vec<u8> {
    let article = Article { id: String::new(), source: None, ..article.clone() };
    serde_json::to_vec(&article).expect("metadata are strings, and writing to memory succeeds")
}

fn digest(parts: &[&[u8]]) -> Key {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length before each part keeps one part's end from being another one's beginning.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Key(hasher.finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: &str, headline: Option<&str>, content: Content) -> Record {
        let headline = headline.map(str::to_owned);
        Record { article: Article { id: id.to_owned(), headline, ..Article::default() }, content }
    }

    #[test]
    fn a_record_is_known_by_its_content_wherever_it_lies() {
        let text = || Content::Text(b"One.".to_vec());
        let key = Key::of_record(&record("a", None, text()));
        assert_eq!(key, Key::of_record(&record("b", None, text())));
        assert_ne!(key, Key::of_record(&record("a", Some("One"), text())));
        assert_ne!(key, Key::of_record(&record("a", None, Content::Text(b"Two.".to_vec()))));
        let html = Content::Html { bytes: b"One.".to_vec(), charset: None };
        assert_ne!(key, Key::of_record(&record("a", None, html)));
    }

    #[test]
    fn a_file_is_known_by_its_bytes_and_the_end_of_its_name() {
        let key = |path: &str, format| Key::of_file(Path::new(path), format, b"{}");
        assert_eq!(key("a/x.html.gz", Format::Auto), key("b/y.HTML.gz", Format::Auto));
        assert_ne!(key("a/x.html", Format::Auto), key("a/x.jsonl", Format::Auto));
        assert_ne!(key("a/x.html", Format::Auto), key("a/x.html", Format::Text));
    }
}
