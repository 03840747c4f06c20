//! Tests of whole pages: provenance, and what damaged and hostile pages do.

use super::*;
use copydesk_document::BlockKind;

pub(super) fn read(page: &str) -> Document {
    parse(page.as_bytes().to_vec(), None, Article::default()).unwrap()
}

const SENTENCE: &str = "The harbour company said on Monday that it would let a third of its pilots go, and that the quay would stay open until spring. ";

fn article(paragraphs: usize) -> String {
    let body: String = (0..paragraphs).map(|n| format!("<p>{n}. {SENTENCE}</p>\n")).collect();
    format!(
        "<html><body><nav><a href=/>Home</a></nav><article><h1>Pilots leave the quay</h1>{body}</article>"
    )
}

/// The text of a stretch of source, decoded and with single blanks.
fn shown(source: &str) -> String {
    entities::decode(source).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn check_provenance(bytes: &[u8], document: &Document) {
    let map = document.source_map().unwrap();
    for segment in map.segments() {
        let source = &bytes[segment.source.start as usize..segment.source.end as usize];
        let text = document.slice(segment.text);
        if segment.verbatim {
            assert_eq!(source, text.as_bytes());
        } else {
            let source = String::from_utf8_lossy(source);
            assert_eq!(shown(&source), shown(text), "{source:?}");
        }
    }
    let mapped: usize = map.segments().iter().map(|segment| segment.text.len() as usize).sum();
    let breaks = document.text().matches('\n').count();
    assert_eq!(mapped + breaks, document.text().len(), "every byte but the line breaks comes from somewhere");
}

#[test]
fn every_byte_of_the_text_maps_to_the_source() {
    let page = "<p>Caf&eacute;  &amp;\n bar <b>A&B</b>&nbsp;&#8220;x&#x201D;<p>two<br>lines<br><br>three &copy2020 end";
    let document = read(page);
    check_provenance(page.as_bytes(), &document);
    assert_eq!(document.text(), "Café & bar A&B\u{a0}“x”\ntwo\nlines\nthree ©2020 end");
    let at = document.text().find("“x”").unwrap() as u32;
    let source = document.source_map().unwrap().source(Span::new(at, at + 7)).unwrap();
    assert_eq!(&page[source.start as usize..source.end as usize], "&#8220;x&#x201D;");
}

#[test]
fn other_charsets_map_to_the_bytes_of_the_file() {
    let bytes = b"<meta charset=windows-1252><p>The caf\xE9 &amp; the \x93quay\x94 close.</p>".to_vec();
    let document = parse(bytes.clone(), None, Article::default()).unwrap();
    assert_eq!(document.text(), "The café & the “quay” close.");
    let at = document.text().find("“quay”").unwrap() as u32;
    let source = document.source_map().unwrap().source(Span::new(at, at + 10)).unwrap();
    assert_eq!(&bytes[source.start as usize..source.end as usize], b"\x93quay\x94");
}

#[test]
fn prose_is_body_and_furniture_is_not() {
    let document = read(&article(6));
    let body = document.body();
    assert_eq!(body.lines().count(), 6);
    assert!(!body.contains("Home") && !body.contains("Pilots leave"));
    assert_eq!(document.article().headline.as_deref(), Some("Pilots leave the quay"));
    assert!(document.blocks().iter().any(|block| block.kind == BlockKind::Headline));
}

#[test]
fn a_page_that_breaks_off_keeps_what_came_before() {
    let mut page = article(6);
    page.push_str("<p>Half a sen</p><a hre");
    assert!(read(&page).text().ends_with("Half a sen"));
}

#[test]
fn deep_wide_and_long_pages_are_read_in_linear_time() {
    let deep = format!("{}{}", "<div><span>".repeat(100_000), article(3));
    assert!(read(&deep).text().contains("harbour"));
    let misnested = format!("{}{}{}", "<b><div>x".repeat(30_000), "</b></td></p>".repeat(30_000), article(3));
    assert!(read(&misnested).text().contains("harbour"));
    let attributes: String = (0..1_000_000).map(|n| format!(" a{n}='v'")).collect();
    assert!(read(&format!("<div{attributes} class=x>{}", article(3))).text().contains("harbour"));
    let entities = "&amp;&#x26;&nbsp;&bogus".repeat(50_000);
    assert!(read(&format!("<p>{entities}</p>{}", article(3))).text().contains("harbour"));
}

#[test]
fn a_page_without_text_is_an_article_without_blocks() {
    for page in ["<script>let a = '<p>no</p>';</script>", "<body></body>", "<!-- only a comment -->"] {
        let document = read(&format!("<title>Pilots leave the quay</title>{page}"));
        assert_eq!((document.text(), document.blocks().len()), ("", 0));
        assert_eq!(document.article().headline.as_deref(), Some("Pilots leave the quay"));
        assert!(parse(page.as_bytes().to_vec(), None, Article::default()).is_ok());
    }
    let problem = parse(b" \n".to_vec(), None, Article::default()).unwrap_err();
    assert!(problem.contains("is empty"), "{problem}");
}

#[test]
fn broken_and_huge_data_costs_only_itself() {
    let huge = format!("{{\"@type\": \"NewsArticle\", \"articleBody\": \"{}\"}}", "word ".repeat(1_000_000));
    for data in ["{\"@type\": ", &"[{".repeat(50_000), &huge] {
        let page = format!("<script type=application/ld+json>{data}</script>{}", article(4));
        assert_eq!(read(&page).body().lines().count(), 4);
    }
}

#[test]
fn the_language_of_the_page_is_read() {
    let language = |page: &str| read(page).article().language.clone();
    assert_eq!(language("<!doctype html><html lang=de-AT class=x><p>Der Kai ist zu.").as_deref(), Some("de"));
    assert_eq!(
        language("<meta property=og:locale content=fr_FR><p>Le quai est fermé.").as_deref(),
        Some("fr")
    );
    assert_eq!(language("<p>Text.<html lang=nb>").as_deref(), Some("nb"));
}

#[test]
fn one_sentence_that_a_feed_holds_is_an_article() {
    assert_eq!(read(&format!("<p>{SENTENCE}</p><a href=/>Home</a>")).body(), SENTENCE.trim());
    assert_eq!(read(&format!("<title>Quay</title><div><a href=/>{SENTENCE}</a></div>")).body(), "");
}

#[test]
fn a_line_of_date_and_name_above_the_text_is_no_prose() {
    let line = "<h1>Pilots leave the quay</h1><p>2 February 2025 · Petra Lindgren</p>";
    let document = read(&article(4).replace("<h1>Pilots leave the quay</h1>", line));
    assert!(document.text().contains("2 February") && !document.body().contains("2 February"));
}

#[test]
fn entries_that_are_alike_are_no_repetitions() {
    let entry = "Each mooring holds one boat of up to twelve metres, and its tender.";
    let list =
        format!("<ul><li>{entry}</li><li>The wall of the berth is lit until midnight all year.</li></ul>");
    let page = article(3).replace("</p>", &format!("</p>{list}"));
    let document = read(&page);
    let repeats = document.blocks().iter().filter(|block| block.duplicate_of.is_some());
    assert_eq!(repeats.count(), 0);
    assert!(document.body().matches(entry).count() > 1, "{}", document.body());
}

#[test]
fn the_standfirst_of_news_is_part_of_the_article() {
    let lead = "Nobody at the harbour knew of it";
    let page = |below: &str| {
        let head = format!(
            "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"Pilots leave the quay\"}}</script>\
             <meta name=description content='{lead}'>"
        );
        let shown =
            format!("<aside class='share related'><h1>Pilots leave the quay</h1><h2>{below}</h2></aside>");
        let text = article(5).replace("<h1>Pilots leave the quay</h1>", "");
        read(&format!("{head}{}", text.replace("<article>", &format!("{shown}<article>"))))
            .body()
            .contains(lead)
    };
    assert!(page(lead));
    assert!(!page(&format!("<figure><img src=a><figcaption>{lead}</figcaption></figure>")));
    assert!(!page(&format!("<a href=/lead>{lead}</a>")));
}

#[test]
fn a_line_between_a_picture_and_its_credit_is_a_caption() {
    let line = "The pilots at the wall of the old harbour on Monday.";
    let picture = format!("</p><div><img src=quay.jpg><p>{line}</p><p>Image: Ida Holm</p></div>");
    let document = read(&article(6).replacen("</p>", &picture, 3));
    let kinds: Vec<_> = document.blocks().iter().filter(|block| document.slice(block.span) == line).collect();
    assert_eq!(kinds.len(), 3);
    assert!(kinds.iter().all(|block| block.kind == BlockKind::Caption), "{kinds:?}");
}

#[test]
fn an_address_without_a_host_is_none() {
    let page =
        "<link rel=canonical href=/quay><meta property=og:url content=https://paper.example/quay><p>Text.";
    assert_eq!(read(page).article().url.as_deref(), Some("https://paper.example/quay"));
    assert_eq!(read("<link rel=canonical href=/quay><p>Text.").article().url, None);
}
