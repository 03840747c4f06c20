//! The articles of one input, read one at a time.

use crate::containers::zstd::{self, ZstdDecoder};
use crate::containers::{Trouble, feed::Feed, warc::Warc};
use crate::detect::detect;
use crate::{Content, Format, ReadError, Record, jsonl};
use copydesk_document::Article;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Cursor, Read};

type Reader = Box<dyn BufRead + Send>;

/// The records of one input, read one at a time. After an error of one record the iterator goes on with the next one;
/// after [`ReadError::Io`] it ends. Of lines, only one is held in memory.
///
/// Input compressed by gzip or zstd is unpacked on the way, whatever its name.
///
/// ```
/// use copydesk_parser::{Format, Records};
///
/// let lines = "{\"text\": \"One.\"}\nnot an object\n{\"text\": \"Two.\"}\n";
/// let records = Records::new(Box::new(lines.as_bytes()), "day.jsonl", Format::Auto);
/// let ids: Vec<_> = records.map(|record| record.map(|r| r.article.id).map_err(|e| e.to_string())).collect();
/// assert_eq!(ids[0].as_deref(), Ok("day.jsonl:1"));
/// assert!(ids[1].as_ref().unwrap_err().starts_with("day.jsonl:2: not a JSON object"));
/// assert_eq!(ids[2].as_deref(), Ok("day.jsonl:3"));
/// ```
pub struct Records {
    state: State,
    name: String,
    format: Format,
}

enum State {
    Start(Reader),
    Warc(Box<Warc>),
    Feed(Box<Feed>),
    Lines { reader: Reader, line: u64 },
    Failed(io::Error),
    Done,
}

impl Records {
    /// The records of `reader`; `name` is the input's name in errors and in [`Article::source`].
    #[must_use]
    pub fn new(reader: Box<dyn BufRead + Send>, name: &str, format: Format) -> Self {
        Self { state: State::Start(reader), name: name.to_owned(), format }
    }

    fn start(&mut self, reader: Reader) -> io::Result<Option<Result<Record, ReadError>>> {
        let (reader, head) = peek(unpacked(reader)?)?;
        let format = if self.format == Format::Auto { detect(&head, &self.name) } else { self.format };
        match format {
            Format::Auto | Format::Text => Ok(Some(self.whole(reader, Content::Text))),
            Format::Html => Ok(Some(self.whole(reader, |bytes| Content::Html { bytes, charset: None }))),
            Format::Jsonl => {
                self.state = State::Lines { reader, line: 0 };
                Ok(self.next())
            }
            Format::Warc => {
                self.state = State::Warc(Box::new(Warc::new(reader, &self.name)));
                Ok(self.next())
            }
            Format::Feed => {
                self.state = State::Feed(Box::new(Feed::new(reader, &self.name)));
                Ok(self.next())
            }
        }
    }

    /// What a container's item gives.
    fn item(&self, item: Option<Result<Record, Trouble>>) -> io::Result<Option<Result<Record, ReadError>>> {
        let source_name = || self.name.clone();
        match item {
            Some(Err(Trouble::Stream(error))) => Err(error),
            Some(Err(Trouble::Item(line, problem))) => {
                Ok(Some(Err(ReadError::Record { source_name: source_name(), line, problem })))
            }
            Some(Ok(record)) => Ok(Some(Ok(record))),
            None => Ok(None),
        }
    }

    /// The next page of an archive, after which reading goes on.
    fn warc(&mut self, mut warc: Box<Warc>) -> io::Result<Option<Result<Record, ReadError>>> {
        let item = warc.next_page();
        let goes_on = item.is_some();
        let item = self.item(item);
        if goes_on && item.is_ok() {
            self.state = State::Warc(warc);
        }
        item
    }

    /// The next article of a feed, after which reading goes on.
    fn feed(&mut self, mut feed: Box<Feed>) -> io::Result<Option<Result<Record, ReadError>>> {
        let item = feed.next_article();
        let goes_on = item.is_some();
        let item = self.item(item);
        if goes_on && item.is_ok() {
            self.state = State::Feed(feed);
        }
        item
    }

    /// The input as one article; where reading breaks off, what came before it, and then the error.
    fn whole(&mut self, mut reader: Reader, content: fn(Vec<u8>) -> Content) -> Result<Record, ReadError> {
        let mut bytes = Vec::new();
        if let Err(error) = reader.read_to_end(&mut bytes) {
            let error = at(error, &format!("after byte {}", bytes.len()));
            if bytes.is_empty() {
                return Err(ReadError::Io { source_name: self.name.clone(), error });
            }
            self.state = State::Failed(error);
        }
        let article =
            Article { id: self.name.clone(), source: Some(self.name.clone()), ..Article::default() };
        Ok(Record { article, content: content(bytes) })
    }

    /// The record of the next line that is not blank.
    fn line(&mut self, mut reader: Reader, mut line: u64) -> io::Result<Option<Result<Record, ReadError>>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            line += 1;
            let read = reader.read_until(b'\n', &mut bytes);
            if read.map_err(|error| at(error, &format!("in line {line}")))? == 0 {
                return Ok(None);
            }
            if !bytes.trim_ascii().is_empty() {
                break;
            }
        }
        self.state = State::Lines { reader, line };
        let record = jsonl::record(&bytes, &format!("{}:{line}", self.name));
        Ok(Some(record.map_err(|problem| ReadError::Record {
            source_name: self.name.clone(),
            line,
            problem,
        })))
    }
}

impl Iterator for Records {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = match std::mem::replace(&mut self.state, State::Done) {
            State::Start(reader) => self.start(reader),
            State::Lines { reader, line } => self.line(reader, line),
            State::Warc(warc) => self.warc(warc),
            State::Feed(feed) => self.feed(feed),
            State::Failed(error) => Err(error),
            State::Done => Ok(None),
        };
        item.unwrap_or_else(|error| Some(Err(ReadError::Io { source_name: self.name.clone(), error })))
    }
}

/// A stream without its compression by gzip or zstd, where it has one.
///
/// # Errors
/// If its first bytes cannot be read.
pub fn unpacked(reader: Reader) -> io::Result<Reader> {
    let (reader, head) = peek(reader)?;
    Ok(if head.starts_with(b"\x1F\x8B") {
        Box::new(BufReader::new(MultiGzDecoder::new(reader)))
    } else if head.starts_with(zstd::MAGIC) {
        Box::new(BufReader::new(ZstdDecoder::new(reader)))
    } else {
        reader
    })
}

/// Bytes that are looked at to tell the format.
const HEAD: u64 = 4096;

/// The first bytes of a stream, and the stream with them put back. An error behind the first bytes comes again when
/// they are read.
fn peek(mut reader: Reader) -> io::Result<(Reader, Vec<u8>)> {
    let mut head = Vec::new();
    let result = reader.by_ref().take(HEAD).read_to_end(&mut head);
    let put_back = Cursor::new(head.clone());
    match result {
        Ok(_) => Ok((Box::new(put_back.chain(reader)), head)),
        Err(error) if head.is_empty() => Err(at(error, "at its start")),
        Err(error) => Ok((Box::new(BufReader::new(put_back.chain(Broken(Some(error))))), head)),
    }
}

/// A stream that fails.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

fn at(error: io::Error, place: &str) -> io::Error {
    let hint = match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput => {
            ": the compressed file is cut off or damaged"
        }
        _ => "",
    };
    io::Error::new(error.kind(), format!("cannot be read {place}: {error}{hint}"))
}
