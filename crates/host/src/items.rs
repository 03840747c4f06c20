//! Items: the articles of a run, each its bytes or the row that a store has for them, until a thread takes them up.

use crate::analysis::{Analysis, analyze, assemble};
use crate::configuration::NoiseRules;
use crate::inputs::{Input, InputError};
use crate::run::{Failure, parse};
use crate::selection::Selection;
use crate::store::{Key, Store};
use copydesk_analyzer::Document;
use copydesk_parser::{Content, Format, Record, Records};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;

/// A file up to this size is looked up in the store as it lies there, before it is unpacked.
const WHOLE: u64 = 16 << 20;

/// An article that is still to be read.
pub(crate) enum Item {
    /// Its bytes; with the key of the file where that holds nothing else, and a store is in use.
    Record(Box<Record>, Option<Key>),
    /// An input that holds one article, which the store has under this row.
    Stored { input: Input, format: Format, key: Key, article: i64 },
}

/// What a reader of bytes is made of by a run, to be read in pieces and counted.
type Buffered = Box<dyn BufRead + Send>;

/// The items of one input.
pub(crate) fn of_input<'s>(
    input: &Input,
    format: Format,
    buffered: impl Fn(Box<dyn Read + Send>) -> Buffered,
    store: Option<&'s Store>,
) -> Result<Box<dyn Iterator<Item = Result<Item, Failure>> + 's>, InputError> {
    let name = input.name();
    let failed = |error| InputError::Io { path: name.clone(), error };
    let mut reader = buffered(input.open().map_err(failed)?);
    let (Input::File(path), Some(store)) = (input, store) else { return Ok(streamed(reader, &name, format)) };
    if input.size().is_none_or(|size| size > WHOLE) {
        return Ok(streamed(reader, &name, format));
    }
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes).map_err(failed)?;
    let key = Key::of_file(path, format, &bytes);
    if let Some(article) = store.article_of(&key) {
        let input = input.clone();
        return Ok(Box::new(std::iter::once(Ok(Item::Stored { input, format, key, article }))));
    }
    Ok(whole(bytes, &name, format, key))
}

fn streamed<'s>(
    reader: Buffered,
    name: &str,
    format: Format,
) -> Box<dyn Iterator<Item = Result<Item, Failure>> + 's> {
    Box::new(Records::new(reader, name, format).map(|record| Ok(Item::Record(Box::new(record?), None))))
}

/// The items of a file. Its key stands for an article if that is all there is in it.
fn whole<'s>(
    bytes: Vec<u8>,
    name: &str,
    format: Format,
    key: Key,
) -> Box<dyn Iterator<Item = Result<Item, Failure>> + 's> {
    let mut records = Records::new(Box::new(Cursor::new(bytes)), name, format);
    let (first, second) = (records.next(), records.next());
    let is_file =
        |record: &Record| record.article.id == name && record.article.source.as_deref() == Some(name);
    let key = match &first {
        Some(Ok(record)) if second.is_none() && is_file(record) => Some(key),
        _ => None,
    };
    let records = first.into_iter().chain(second).chain(records);
    Box::new(records.map(move |record| Ok(Item::Record(Box::new(record?), key))))
}

impl Item {
    /// The bytes that it holds in memory.
    pub(crate) fn len(&self) -> usize {
        let Self::Record(record, _) = self else { return 0 };
        let (Content::Text(bytes) | Content::Html { bytes, .. }) = &record.content;
        bytes.len()
    }

    /// The article's document, read from its bytes.
    pub(crate) fn parse(self) -> Result<Document, Failure> {
        match self {
            Self::Record(record, _) => parse(*record),
            Self::Stored { input, format, .. } => {
                let buffered = |reader| Box::new(BufReader::new(reader)) as Buffered;
                let mut items = of_input(&input, format, buffered, None)?;
                match items.next() {
                    Some(item) => item?.parse(),
                    None => {
                        Err(InputError::Io { path: input.name(), error: io::ErrorKind::UnexpectedEof.into() }
                            .into())
                    }
                }
            }
        }
    }

    /// The article's document and what is found in it; of what the store holds nothing is done again.
    pub(crate) fn analyzed(
        self,
        noise: &NoiseRules,
        selection: &Selection,
        min_confidence: f32,
        store: Option<&Store>,
    ) -> Result<(Arc<Document>, Analysis), Failure> {
        let Some(store) = store else {
            let document = noise.apply(self.parse()?);
            let analysis = analyze(&document, selection, min_confidence);
            return Ok((Arc::new(document), analysis));
        };
        let (key, article) = match &self {
            Self::Record(record, key) => {
                let key = key.unwrap_or_else(|| Key::of_record(record));
                (key, store.article_of(&key))
            }
            Self::Stored { key, article, .. } => (*key, Some(*article)),
        };
        let (document, article) = match article.and_then(|article| store.document(article)) {
            Some(document) => (self.placed(document), article),
            None => (noise.apply(self.parse()?), None),
        };
        let document = Arc::new(document);
        let outcomes = store.outcomes(&document, key, article, selection);
        let analysis = assemble(&document, outcomes, selection, min_confidence);
        Ok((document, analysis))
    }

    /// A document of this article, told where this one lies: the store knows where it lay first.
    fn placed(self, mut document: Document) -> Document {
        let article = document.article_mut();
        (article.id, article.source) = match self {
            Self::Record(record, _) => {
                let record = *record;
                (record.article.id, record.article.source)
            }
            Self::Stored { input, .. } => (input.name(), Some(input.name())),
        };
        document
    }
}
