//! Web archives (WARC 1.0 and 1.1, ISO 28500): one record at a time, memory for one.

use super::{Reader, Trouble, http};
use crate::{Content, Record};
use copydesk_document::Article;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Cursor, Read};

/// Reads the pages of an archive.
pub(crate) struct Warc {
    reader: Reader,
    name: String,
    /// Records read so far.
    count: u64,
    /// Records that were found inside others.
    resumed: u32,
    ended: bool,
}

/// Times that reading goes on inside a record whose length is too great: each one reads the rest again.
const RESUMES: u32 = 64;

/// Bytes that a record may have; longer ones are skipped.
const LARGEST: u64 = 256 << 20;
/// Bytes that a line of a head may have.
const LINE: u64 = 1 << 16;

/// The fields of a record's head, by their names in small letters.
type Head = BTreeMap<String, String>;

impl Warc {
    pub(crate) fn new(reader: Reader, name: &str) -> Self {
        Self { reader, name: name.to_owned(), count: 0, resumed: 0, ended: false }
    }

    /// The next page, or why a record gives none; records of other kinds are passed over.
    pub(crate) fn next_page(&mut self) -> Option<Result<Record, Trouble>> {
        while !self.ended {
            match self.next_record() {
                Ok(None) => self.ended = true,
                Ok(Some((head, block))) => {
                    if let Some(page) = self.page(&head, block).transpose() {
                        return Some(page.map_err(|problem| self.trouble(&head, &problem)));
                    }
                }
                Err(trouble) => {
                    self.ended = matches!(trouble, Trouble::Stream(_));
                    return Some(Err(trouble));
                }
            }
        }
        None
    }

    fn trouble(&self, head: &Head, problem: &str) -> Trouble {
        Trouble::Item(self.count, format!("the record{} {problem}", of(head)))
    }

    /// The head and the block of the next record.
    fn next_record(&mut self) -> Result<Option<(Head, Vec<u8>)>, Trouble> {
        let place = |count: u64, head: &Head, error: io::Error| {
            let place = format!("cannot be read in record {count}{}: {error}", of(head));
            Trouble::Stream(io::Error::new(error.kind(), place))
        };
        let next = self.count + 1;
        if !self.find_start().map_err(|error| place(next, &Head::new(), error))? {
            return Ok(None);
        }
        self.count = next;
        let head = self.head().map_err(|error| place(next, &Head::new(), error))?;
        let length = head.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or_else(|| self.trouble(&head, "states no Content-Length"))?;
        if length > LARGEST {
            io::copy(&mut self.reader.by_ref().take(length), &mut io::sink())
                .map_err(|error| place(next, &head, error))?;
            return Err(self.trouble(&head, &format!("has {length} bytes, more than {LARGEST}: skipped")));
        }
        let mut block = Vec::new();
        self.reader
            .by_ref()
            .take(length)
            .read_to_end(&mut block)
            .map_err(|error| place(next, &head, error))?;
        let is_cut = (block.len() as u64) < length;
        // A record that claims to go beyond the end may hold whole ones.
        if !self.resume_inside(&mut block) && is_cut {
            let problem = format!("breaks off after {} of its {length} bytes", block.len());
            return Err(self.trouble(&head, &problem));
        }
        Ok(Some((head, block)))
    }

    /// Reads past the first line of the next record; false at the end. What stands between two records belongs to
    /// one whose stated length is too small.
    fn find_start(&mut self) -> io::Result<bool> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if self.reader.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(false);
            }
            if line.starts_with(b"WARC/1.") || line.starts_with(b"WARC/0.") {
                return Ok(true);
            }
        }
    }

    fn head(&mut self) -> io::Result<Head> {
        let mut head = Head::new();
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = self.reader.by_ref().take(LINE).read_until(b'\n', &mut line)?;
            let text = String::from_utf8_lossy(&line);
            let text = text.trim();
            if read == 0 || text.is_empty() {
                return Ok(head);
            }
            if let Some((name, value)) = text.split_once(':') {
                head.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
            }
        }
    }

    /// Where a length is too great the block holds the next records: they are put back. Whether there were any.
    fn resume_inside(&mut self, block: &mut Vec<u8>) -> bool {
        let next = memchr::memmem::find(block, b"\r\n\r\nWARC/1.").filter(|_| self.resumed < RESUMES);
        let Some(at) = next else { return false };
        self.resumed += 1;
        let rest = block.split_off(at);
        let reader = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(rest).chain(reader));
        true
    }

    /// The article of a record, if it is one.
    fn page(&self, head: &Head, block: Vec<u8>) -> Result<Option<Record>, String> {
        let field = |name: &str| head.get(name).map(String::as_str).unwrap_or_default();
        let content = match field("warc-type") {
            "response" if field("content-type").starts_with("application/http") => {
                let response = http::read(&block)?;
                if response.status != 200 || response.body.is_empty() {
                    return Ok(None);
                }
                content(&response.media, response.charset, response.body)
            }
            "resource" | "conversion" => {
                let (media, charset) = http::media_type(field("content-type"));
                content(&media, charset, block)
            }
            _ => None,
        };
        let Some(content) = content else { return Ok(None) };
        let id = field("warc-record-id").trim_matches(['<', '>']);
        let place = format!("{}:{}", self.name, self.count);
        let url = field("warc-target-uri").trim_matches(['<', '>']);
        Ok(Some(Record {
            article: Article {
                id: if id.is_empty() { place.clone() } else { id.to_owned() },
                source: Some(place),
                url: (!url.is_empty()).then(|| url.to_owned()),
                ..Article::default()
            },
            content,
        }))
    }
}

fn content(media: &str, charset: Option<String>, bytes: Vec<u8>) -> Option<Content> {
    match media {
        "text/html" | "application/xhtml+xml" => Some(Content::Html { bytes, charset }),
        "text/plain" => Some(Content::Text(bytes)),
        _ => None,
    }
}

/// The address of a record, for messages.
fn of(head: &Head) -> String {
    head.get("warc-target-uri").map(|url| format!(" of {url}")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::{Format, ReadError, Record, Records};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn response(url: &str, body: &str) -> Vec<u8> {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; \
             msgtype=response\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        format!("{head}{http}\r\n\r\n").into_bytes()
    }

    fn packed(record: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(record).unwrap();
        packer.finish().unwrap()
    }

    fn read(bytes: Vec<u8>) -> Vec<Result<Record, ReadError>> {
        Records::new(Box::new(std::io::Cursor::new(bytes)), "a.warc", Format::Auto).collect()
    }

    fn urls(records: &[Result<Record, ReadError>]) -> Vec<&str> {
        records.iter().flatten().filter_map(|record| record.article.url.as_deref()).collect()
    }

    #[test]
    fn pages_are_read_and_other_records_passed_over() {
        let mut archive =
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n".to_vec();
        archive.extend(response("https://a.example/", "<p>One.</p>"));
        archive.extend(response("https://b.example/", "<p>Two.</p>"));
        let records = read(archive);
        assert_eq!(urls(&records), ["https://a.example/", "https://b.example/"]);
        assert_eq!(records.len(), 2);
        let document = records.into_iter().next().unwrap().unwrap().parse().unwrap();
        assert_eq!(document.text(), "One.");
    }

    #[test]
    fn what_came_before_a_broken_end_is_kept_and_the_error_names_the_record() {
        let mut archive = packed(&response("https://a.example/", "<p>One.</p>"));
        let last = packed(&response("https://b.example/", &"<p>Two.</p>".repeat(500)));
        archive.extend(&last[..last.len() / 2]);
        let records = read(archive);
        assert_eq!(urls(&records), ["https://a.example/"]);
        let message = records[1].as_ref().unwrap_err().to_string();
        assert!(message.contains("record 2"), "{message}");
        assert_eq!(records.len(), 2);
    }

    #[test]
    fn a_wrong_length_costs_at_most_its_own_record() {
        let good = response("https://a.example/", "<p>One.</p>");
        let next = response("https://c.example/", "<p>Three.</p>");
        for wrong in ["Content-Length: 7", "Content-Length: 130"] {
            let bad = String::from_utf8(response("https://b.example/", "<p>Two.</p>")).unwrap();
            let at = bad.find("Content-Length").unwrap();
            let end = at + bad[at..].find('\r').unwrap();
            let bad = format!("{}{wrong}{}", &bad[..at], &bad[end..]);
            let records = read([good.clone(), bad.into_bytes(), next.clone()].concat());
            let urls = urls(&records);
            assert!(
                urls.contains(&"https://a.example/") && urls.contains(&"https://c.example/"),
                "{wrong} {urls:?}"
            );
        }
    }
}
