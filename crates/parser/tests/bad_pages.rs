//! Pages and archives that are damaged, odd, large or hostile: each gives an article or a clear message, in linear time.

use copydesk_document::{BlockKind, Document};
use copydesk_parser::{Format, ReadError, Records};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

fn read(bytes: impl Into<Vec<u8>>, name: &str) -> Vec<Result<Document, ReadError>> {
    let records = Records::new(Box::new(Cursor::new(bytes.into())), name, Format::Auto);
    records.map(|record| record.and_then(|record| record.parse())).collect()
}

/// The only article of a page, which must come within a minute on a slow machine.
fn page(bytes: impl Into<Vec<u8>>) -> Document {
    let start = Instant::now();
    let mut results = read(bytes, "a.html");
    assert!(start.elapsed() < Duration::from_secs(60), "took {:?}", start.elapsed());
    assert_eq!(results.len(), 1);
    results.remove(0).expect("a page is always an article")
}

const SENTENCE: &str = "The harbour company said on Monday that it would let a third of its pilots go, and that the quay would stay open until spring.";

fn article(paragraphs: usize) -> String {
    let body: String = (0..paragraphs).map(|n| format!("<p>{n}. {SENTENCE}</p>\n")).collect();
    format!("<html><body><article><h1>Pilots leave the quay</h1>{body}</article></body></html>")
}

fn has_article(document: &Document) -> bool {
    document.body().lines().filter(|line| line.ends_with(SENTENCE)).count() == 4
}

fn response(url: &str, body: &str, length: Option<usize>) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    let length = length.unwrap_or(http.len());
    format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\n\
         Content-Length: {length}\r\n\r\n{http}\r\n\r\n"
    )
    .into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes all");
    packer.finish().expect("memory takes all")
}

fn urls(results: &[Result<Document, ReadError>]) -> Vec<&str> {
    results.iter().flatten().filter_map(|document| document.article().url.as_deref()).collect()
}

#[test]
fn gzip_cut_inside_an_archive_keeps_what_came_before_and_names_the_record() {
    let records: Vec<Vec<u8>> =
        (0..40).map(|n| response(&format!("https://a.example/{n}"), &article(n % 7 + 1), None)).collect();
    // Archives of news have a member of gzip for each record.
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for packed in [gzip(&records.concat()), members] {
        let results = read(&packed[..packed.len() * 2 / 3], "a.warc.gz");
        let good = results.iter().filter(|result| result.is_ok()).count();
        assert!((10..40).contains(&good) && results.len() == good + 1, "{good} of {}", results.len());
        let message = results.last().expect("there are some").as_ref().expect_err("it is cut").to_string();
        assert!(message.contains(&format!("record {} of https://a.example/{good}", good + 1)), "{message}");
    }
}

#[test]
fn a_wrong_length_costs_no_other_record() {
    for wrong in [0, 30, 700, 1_000_000] {
        let archive = [
            response("https://a.example/1", &article(1), None),
            response("https://a.example/2", &article(2), Some(wrong)),
            response("https://a.example/3", &article(3), None),
        ];
        let results = read(archive.concat(), "a.warc");
        let urls = urls(&results);
        let has_others = ["https://a.example/1", "https://a.example/3"].iter().all(|url| urls.contains(url));
        assert!(has_others, "{wrong}: {urls:?}");
    }
}

#[test]
fn a_charset_that_lies_does_not_garble_the_text() {
    let utf8 = format!("<meta charset=iso-8859-1><p>Café “Lisboa” – {SENTENCE}");
    assert!(page(utf8).text().starts_with("Café “Lisboa” –"));
    let mut western = b"<meta charset=utf-8><p>Caf\xE9 \x93Lisboa\x94 \x96 ".to_vec();
    western.extend(SENTENCE.bytes());
    assert!(page(western).text().starts_with("Café “Lisboa” –"));
    let utf16: Vec<u8> = format!("\u{feff}<meta charset=utf-8><p>Café {SENTENCE}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(page(utf16).text().starts_with("Café The"));
}

#[test]
fn a_hundred_thousand_nested_elements_are_read() {
    for tag in ["div", "b", "table><tr><td", "ul><li", "blockquote", "svg", "a href=x", "font"] {
        let deep = format!("{}{}", format!("<{tag}>").repeat(100_000), article(4));
        let document = page(deep);
        assert!(tag == "svg" || document.text().contains(SENTENCE), "{tag}");
    }
    assert!(page("</div></b></p>".repeat(100_000) + &article(4)).text().contains(SENTENCE));
}

#[test]
fn a_page_of_fifty_megabytes_is_read() {
    let document = page(article(50_000_000 / (SENTENCE.len() + 16)));
    assert!(document.text().len() > 40_000_000);
}

#[test]
fn a_million_attributes_are_read() {
    let different: String = (0..1_000_000).map(|n| format!(" a{n}='v'")).collect();
    let same = " class=x".repeat(1_000_000);
    for attributes in [different, same] {
        assert!(has_article(&page(format!("<div{attributes}>{}", article(4)))));
    }
    let long = "x ".repeat(1_000_000);
    assert!(has_article(&page(format!("<div class='{long}' style='{long}' id='{long}'>{}", article(4)))));
}

#[test]
fn entities_do_not_multiply() {
    let declared: String = (1..20).map(|n| format!("<!ENTITY e{n} '&e{};&e{};'>", n - 1, n - 1)).collect();
    let bomb = format!("<!DOCTYPE html [<!ENTITY e0 'x'>{declared}]><p>&e19;</p>{}", article(4));
    assert!(page(bomb).text().len() < 2_000);
    let many = "&amp;&#38;&#x26;&nosuch;&&ampamp;".repeat(100_000);
    assert!(page(format!("<p>{many}</p>{}", article(4))).text().contains(SENTENCE));
    let feed = format!("<!DOCTYPE rss [{declared}]><rss><item><description>&e19;</description></item></rss>");
    assert!(read(feed, "a.xml").len() <= 1);
}

#[test]
fn a_page_of_one_script_and_one_without_body_are_articles_without_text() {
    let script = format!("<script>{}</script>", "let page = '<p>A page.</p>';\n".repeat(10_000));
    for bytes in [script.as_str(), "<script>never closed <p>", "<!doctype html><html><body></body></html>"] {
        let document = page(bytes);
        assert_eq!((document.text(), document.blocks().len()), ("", 0));
    }
}

#[test]
fn json_ld_that_is_broken_or_large_costs_only_itself() {
    let text = "word ".repeat(1_000_000);
    let large =
        format!("{{\"@type\": \"NewsArticle\", \"headline\": \"Quay\", \"articleBody\": \"{text}\"}}");
    let wide = format!(
        "[{}]",
        vec!["{\"@type\": \"NewsArticle\", \"author\": {\"@id\": \"a\"}}"; 100_000].join(",")
    );
    let deep = format!("{}{}", "{\"@graph\": [".repeat(100_000), "]}".repeat(100_000));
    let itself = "{\"@type\": \"NewsArticle\", \"@id\": \"a\", \"author\": {\"@id\": \"a\"}}".to_owned();
    for data in ["{\"@type\": \"NewsArticle\", \"headline\": ".to_owned(), large, wide, deep, itself] {
        let script = format!("<script type=application/ld+json>{data}</script>");
        assert!(has_article(&page(format!("{script}{}", article(4)))), "{}", &data[..40]);
    }
}

#[test]
fn a_login_wall_is_no_article() {
    let wall = "<html><head><title>Log in | Harbour News</title></head><body><nav><a href=/>Home</a> <a href=/news>News</a>\
                </nav><main><h1>Log in</h1><form><label>E-mail</label><input name=mail><label>Password</label>\
                <input type=password><button>Log in</button></form><p>No account yet? <a href=/join>Subscribe now</a></p>\
                </main><footer>© Harbour News</footer></body></html>";
    let document = page(wall);
    let words: usize = document.body().split_whitespace().count();
    assert!(words <= 6, "{}", document.body());
    assert!(document.blocks().iter().any(|block| matches!(block.kind, BlockKind::Boilerplate(_))));
}
