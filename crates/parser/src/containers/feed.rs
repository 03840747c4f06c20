//! RSS and Atom feeds: their items as articles, one at a time.

use super::{Reader, Trouble};
use crate::html::entities;
use crate::text::byline;
use crate::{Content, Record, time};
use copydesk_document::Article;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io;

/// Reads the items of a feed.
pub(crate) struct Feed {
    reader: quick_xml::Reader<Reader>,
    name: String,
    /// Items read so far.
    count: u64,
    /// What the feed says of itself: publisher and language.
    channel: Fields,
    ended: bool,
}

/// The text of the elements that are read, by their local names; the first one of a name counts.
type Fields = BTreeMap<String, String>;

/// Elements that hold one article.
const ITEMS: &[&str] = &["item", "entry"];
/// Elements whose text is read.
const FIELDS: &[&str] = &[
    "author",
    "content",
    "creator",
    "date",
    "description",
    "encoded",
    "guid",
    "id",
    "language",
    "link",
    "name",
    "pubDate",
    "published",
    "summary",
    "title",
    "updated",
];
/// Bytes that one item may have.
const LARGEST: usize = 64 << 20;

impl Feed {
    pub(crate) fn new(reader: Reader, name: &str) -> Self {
        let mut reader = quick_xml::Reader::from_reader(reader);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        Self { reader, name: name.to_owned(), count: 0, channel: Fields::new(), ended: false }
    }

    /// The next item, or why it gives no article.
    pub(crate) fn next_article(&mut self) -> Option<Result<Record, Trouble>> {
        if self.ended {
            return None;
        }
        match self.next_item() {
            Ok(Some(fields)) => Some(self.record(&fields)),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                let place = format!("cannot be read after item {}: {error}", self.count);
                Some(Err(Trouble::Stream(io::Error::other(place))))
            }
        }
    }

    /// The fields of the next item.
    fn next_item(&mut self) -> Result<Option<Fields>, quick_xml::Error> {
        let mut item: Option<Collector> = None;
        let mut channel = Collector::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = self.reader.read_event_into(&mut buffer)?;
            match &event {
                Event::Eof => {
                    let open = item.filter(|item| !item.fields.is_empty());
                    return Ok(open.map(|item| item.fields));
                }
                Event::Start(start) if ITEMS.contains(&local(start)) && item.is_none() => {
                    item = Some(Collector::default());
                    self.channel.append(&mut channel.fields);
                    self.count += 1;
                }
                Event::End(end) if ITEMS.contains(&end.name().local_name().as_ref()) => {
                    if let Some(item) = item.take() {
                        return Ok(Some(item.fields));
                    }
                }
                event => item.as_mut().unwrap_or(&mut channel).take(event),
            }
        }
    }

    fn record(&self, fields: &Fields) -> Result<Record, Trouble> {
        let field = |names: &[&str]| {
            names
                .iter()
                .find_map(|name| fields.get(*name))
                .map(|text| text.trim())
                .filter(|text| !text.is_empty())
        };
        let content = field(&["encoded", "content", "description", "summary"]);
        let Some(content) = content else {
            return Err(Trouble::Item(
                self.count,
                "the item has no content: give the page that it links to".into(),
            ));
        };
        let place = format!("{}:{}", self.name, self.count);
        let plain = |text: &str| entities::decode(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let author = field(&["creator", "name", "author"]).map(plain);
        let byline = author.map_or_else(Vec::new, |author| {
            let names = byline::names(&author);
            if names.is_empty() { vec![author] } else { names }
        });
        let of_channel = |name: &str| self.channel.get(name).map(|text| plain(text));
        let article = Article {
            id: field(&["guid", "id"]).map_or_else(|| place.clone(), str::to_owned),
            source: Some(place),
            headline: field(&["title"]).map(plain),
            byline,
            published: field(&["pubDate", "published", "date", "updated"]).and_then(time::parse),
            modified: field(&["updated"]).and_then(time::parse),
            publisher: of_channel("title"),
            url: field(&["link"]).map(str::to_owned),
            language: of_channel("language").and_then(|tag| tag.get(..2).map(str::to_lowercase)),
            ..Article::default()
        };
        let bytes = content.as_bytes().to_vec();
        Ok(Record { article, content: Content::Html { bytes, charset: Some("utf-8".to_owned()) } })
    }
}

fn local<'s>(start: &'s BytesStart<'_>) -> &'s str {
    start.name().local_name().into_inner()
}

/// Gathers the text of the fields of one item.
#[derive(Default)]
struct Collector {
    fields: Fields,
    /// The field that is open, its text so far, and the elements open inside it.
    open: Option<(String, String, u32)>,
}

impl Collector {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(start) => self.start(start),
            Event::Empty(empty) if local(empty) == "link" && self.open.is_none() => self.link(empty),
            Event::Empty(empty) => self.markup(&format!("<{}/>", &**empty)),
            Event::End(end) => self.end(end.name().into_inner()),
            Event::Text(text) => self.text(text),
            Event::CData(data) => self.text(data),
            Event::GeneralRef(name) => self.text(&entities::decode(&format!("&{};", &**name))),
            _ => {}
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        if let Some((field, _, depth)) = &mut self.open {
            // Atom's author is an element around a name.
            let is_name = field == "author" && local(start) == "name";
            if !is_name {
                *depth += 1;
                self.markup(&format!("<{}>", &**start));
                return;
            }
        }
        let name = local(start);
        let is_media = start.name().into_inner().starts_with("media:");
        if name == "link" {
            self.link(start);
        }
        if FIELDS.contains(&name) && !is_media {
            self.open = Some((name.to_owned(), String::new(), 0));
        }
    }

    /// An address in an attribute, as Atom has it.
    fn link(&mut self, link: &BytesStart<'_>) {
        let attribute = |name| {
            let value = link.try_get_attribute(name).ok().flatten()?;
            Some(entities::decode(&value.value).into_owned())
        };
        if attribute("rel").is_none_or(|rel| rel == "alternate")
            && let Some(href) = attribute("href")
        {
            self.fields.entry("link".to_owned()).or_insert(href);
        }
    }

    fn end(&mut self, name: &str) {
        match &mut self.open {
            Some((_, _, depth)) if *depth > 0 => {
                *depth -= 1;
                self.markup(&format!("</{name}>"));
            }
            Some(_) => {
                if let Some((field, text, _)) = self.open.take()
                    && !text.trim().is_empty()
                {
                    self.fields.entry(field).or_insert(text);
                }
            }
            None => {}
        }
    }

    fn markup(&mut self, markup: &str) {
        self.text(markup);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, all, _)) = &mut self.open
            && all.len() + text.len() <= LARGEST
        {
            all.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Format, ReadError, Record, Records};

    fn read(feed: &str) -> Vec<Result<Record, ReadError>> {
        Records::new(Box::new(std::io::Cursor::new(feed.to_owned())), "a.xml", Format::Auto).collect()
    }

    #[test]
    fn items_of_rss_are_articles() {
        let feed = "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour News</title><language>en-gb</language>
            <item><title>Pilots &amp; quays</title><link>https://a.example/1</link><dc:creator>Ida Holm</dc:creator>
            <pubDate>Fri, 16 Jun 2023 23:00:00 -0400</pubDate><description>Short.</description>
            <content:encoded><![CDATA[<p>The pilots left.</p><p>Nobody knew.</p>]]></content:encoded></item>
            <item><title>Empty</title></item>
            <item><description>&lt;p&gt;Caf&amp;eacute; shut.&lt;/p&gt;</description></item></channel></rss>";
        let records = read(feed);
        let first = records[0].as_ref().unwrap();
        assert_eq!(first.article.headline.as_deref(), Some("Pilots & quays"));
        assert_eq!(first.article.byline, ["Ida Holm"]);
        assert_eq!(first.article.published.unwrap().to_string(), "2023-06-16T23:00:00-04:00");
        assert_eq!(first.article.publisher.as_deref(), Some("Harbour News"));
        assert_eq!(first.article.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(first.clone().parse().unwrap().text(), "The pilots left.\nNobody knew.");
        assert!(records[1].as_ref().unwrap_err().to_string().contains("no content"));
        assert_eq!(records[2].as_ref().unwrap().clone().parse().unwrap().text(), "Café shut.");
    }

    #[test]
    fn entries_of_atom_are_articles() {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Quay</title><link href='https://a.example/2'/>
            <published>2023-06-16T08:00:00Z</published><author><name>Per Lund</name></author>
            <content type='xhtml'><div><p>The <b>quay</b> is shut.</p></div></content></entry></feed>";
        let records = read(feed);
        let record = records[0].as_ref().unwrap();
        assert_eq!(record.article.byline, ["Per Lund"]);
        assert_eq!(record.article.url.as_deref(), Some("https://a.example/2"));
        assert_eq!(record.clone().parse().unwrap().text(), "The quay is shut.");
    }

    #[test]
    fn what_came_before_a_broken_end_is_kept() {
        let records = read("<rss><channel><item><description>One.</description></item><item><descr");
        assert_eq!(records[0].as_ref().unwrap().clone().parse().unwrap().text(), "One.");
        assert!(records.len() <= 2);
    }
}
